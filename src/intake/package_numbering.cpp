// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "package_numbering.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "hexapla/text/characters.hpp"

namespace hexapla::intake {
namespace {

using Letters = std::vector<std::string_view>;

/// 1 to 9999 as it is said: 十, 十二, 二十, 一百零五.
std::string count_chinese(int number) {
  static const Letters kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static const Letters kUnits = {"", "十", "百", "千"};
  if (number < 1 || number > 9999) return std::to_string(number);
  const std::string digits = std::to_string(number);
  std::string result;
  bool has_gap = false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto digit = static_cast<std::size_t>(digits[i] - '0');
    const std::size_t unit = digits.size() - 1 - i;
    if (digit == 0) {
      has_gap = true;
      continue;
    }
    if (has_gap) result += kDigits[0];
    has_gap = false;
    if (!(digit == 1 && unit == 1 && i == 0)) result += kDigits[digit];
    result += kUnits[unit];
  }
  return result;
}

std::string in_roman(int number) {
  struct Step {
    int value;
    std::string_view letters;
  };
  static constexpr Step kSteps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                                    {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                                    {5, "V"},    {4, "IV"},   {1, "I"}};
  if (number < 1 || number > 9999) return std::to_string(number);
  std::string result;
  for (const Step& step : kSteps) {
    for (; number >= step.value; number -= step.value) result += step.letters;
  }
  return result;
}

std::string in_lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// a to z, then aa to zz: the letter is repeated (ECMA-376 part 1, 17.18.59).
std::string in_letters(int number, const Letters& letters) {
  const int count = static_cast<int>(letters.size());
  if (number < 1 || number > 30 * count) return std::to_string(number);
  std::string result;
  for (int i = 0; i <= (number - 1) / count; ++i)
    result += letters[static_cast<std::size_t>((number - 1) % count)];
  return result;
}

std::string in_latin(int number, char first) {
  if (number < 1 || number > 780) return std::to_string(number);
  return std::string(static_cast<std::size_t>((number - 1) / 26 + 1),
                     static_cast<char>(first + (number - 1) % 26));
}

std::string with_digits(int number, const Letters& digits) {
  std::string result;
  for (const char c : std::to_string(number))
    result += c == '-' ? "-" : digits[static_cast<std::size_t>(c - '0')];
  return result;
}

const Letters& digits_of(std::string_view format) {
  static const std::map<std::string_view, Letters> kDigits = {
      {"ideographDigital", {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}},
      {"decimalFullWidth", {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"}},
      {"hindiNumbers", {"٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"}},
  };
  static const Letters kNone;
  const auto found = kDigits.find(format);
  return found == kDigits.end() ? kNone : found->second;
}

const Letters& letters_of(std::string_view format) {
  static const std::map<std::string_view, Letters> kLetters = {
      {"ideographTraditional", {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"}},
      {"ideographZodiac", {"子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"}},
      {"russianLower", {"а", "б", "в", "г", "д", "е", "ж", "з", "и", "к", "л", "м", "н", "о", "п",
                        "р", "с", "т", "у", "ф", "х", "ц", "ч", "ш", "щ", "ы", "э", "ю", "я"}},
      {"russianUpper", {"А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", "К", "Л", "М", "Н", "О", "П",
                        "Р", "С", "Т", "У", "Ф", "Х", "Ц", "Ч", "Ш", "Щ", "Ы", "Э", "Ю", "Я"}},
      {"arabicAlpha", {"أ", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر", "ز", "س", "ش", "ص",
                       "ض", "ط", "ظ", "ع", "غ", "ف", "ق", "ك", "ل", "م", "ن", "ه", "و", "ي"}},
      {"arabicAbjad", {"أ", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن",
                       "س", "ع", "ف", "ص", "ق", "ر", "ش", "ت", "ث", "خ", "ذ", "ض", "ظ", "غ"}},
  };
  static const Letters kNone;
  const auto found = kLetters.find(format);
  return found == kLetters.end() ? kNone : found->second;
}

bool is_chinese_counting(std::string_view format) {
  return format == "chineseCounting" || format == "chineseCountingThousand" ||
         format == "taiwaneseCounting" || format == "taiwaneseCountingThousand" ||
         format == "japaneseCounting";
}

/// ① to ⑳.
std::string in_circle(int number) {
  if (number < 1 || number > 20) return std::to_string(number);
  const int code = 0x2460 + number - 1;
  return {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
          static_cast<char>(0x80 | (code & 0x3F))};
}

/// The first number of a list, no larger than any list needs.
int to_start(std::string_view digits) {
  constexpr int kLargest = 1'000'000;
  const int start = to_number(digits, 1);
  return start >= 0 && start <= kLargest ? start : 1;
}

/// The level's definition from w:lvl.
NumberingLevel read_level(const Node& node) {
  NumberingLevel level;
  if (const auto format = value_of(&node, "w:numFmt"); !format.empty()) level.format = format;
  level.text = value_of(&node, "w:lvlText");
  level.start = to_start(value_of(&node, "w:start"));
  level.has_space = value_of(&node, "w:suff") != "nothing";
  level.is_legal = is_on(&node, "w:isLgl");
  level.restart_after = to_number(value_of(&node, "w:lvlRestart"), -1);
  return level;
}

}  // namespace

std::string format_number(int number, std::string_view format) {
  if (format == "lowerLetter") return in_latin(number, 'a');
  if (format == "upperLetter") return in_latin(number, 'A');
  if (format == "upperRoman") return in_roman(number);
  if (format == "lowerRoman") return in_lower(in_roman(number));
  if (format == "decimalZero") return fmt::format("{:02}", number);
  if (format.starts_with("decimalEnclosedCircle")) return in_circle(number);
  if (format == "none") return {};
  if (is_chinese_counting(format)) return count_chinese(number);
  if (!digits_of(format).empty()) return with_digits(number, digits_of(format));
  if (!letters_of(format).empty()) return in_letters(number, letters_of(format));
  return std::to_string(number);
}

bool has_words(std::string_view label_text) { return text::has_letters(label_text); }

Result<PackageNumbering> PackageNumbering::read(const formats::PackagePart* part,
                                                std::string_view package) {
  PackageNumbering numbering;
  if (part == nullptr) return numbering;
  HEXAPLA_CHECK(read_nodes(*part, package, 1, [&](const Node& node) {
    if (node.name == "w:abstractNum") numbering.add_definition(node);
    if (node.name == "w:num") numbering.add_list(node);
  }));
  return numbering;
}

void PackageNumbering::add_definition(const Node& node) {
  const int id = to_number(node.get("w:abstractNumId"), -1);
  if (const auto link = value_of(&node, "w:numStyleLink"); !link.empty()) links_[id] = link;
  if (const auto style = value_of(&node, "w:styleLink"); !style.empty())
    styled_lists_[std::string(style)] = id;
  Levels& levels = definitions_[id];
  for (const Node& each : node.children) {
    const int level = each.name == "w:lvl" ? to_number(each.get("w:ilvl"), -1) : -1;
    if (level >= 0 && level < static_cast<int>(kLevels))
      levels[static_cast<std::size_t>(level)] = read_level(each);
  }
}

void PackageNumbering::add_list(const Node& node) {
  List list;
  list.definition = to_number(value_of(&node, "w:abstractNumId"), -1);
  for (const Node& each : node.children) {
    const int level = each.name == "w:lvlOverride" ? to_number(each.get("w:ilvl"), -1) : -1;
    if (level < 0 || level >= static_cast<int>(kLevels)) continue;
    const auto index = static_cast<std::size_t>(level);
    if (each.child("w:startOverride") != nullptr)
      list.starts[index] = to_start(value_of(&each, "w:startOverride"));
    if (const Node* definition = each.child("w:lvl"))
      list.overridden[index] = read_level(*definition);
  }
  lists_[to_number(node.get("w:numId"), -1)] = list;
}

/// The definition that has the levels: w:numStyleLink leads to the one with that w:styleLink.
int PackageNumbering::resolve(int definition) const {
  const auto link = links_.find(definition);
  if (link == links_.end()) return definition;
  const auto styled = styled_lists_.find(link->second);
  return styled == styled_lists_.end() ? definition : styled->second;
}

const NumberingLevel* PackageNumbering::find(NumberingUse use) const {
  const auto list = lists_.find(use.list);
  if (list == lists_.end() || use.level < 0 || use.level >= static_cast<int>(kLevels))
    return nullptr;
  const auto index = static_cast<std::size_t>(use.level);
  if (list->second.overridden[index]) return &*list->second.overridden[index];
  const auto definition = definitions_.find(resolve(list->second.definition));
  if (definition == definitions_.end() || !definition->second[index]) return nullptr;
  return &*definition->second[index];
}

int PackageNumbering::current(NumberingUse use) const {
  const auto list = lists_.find(use.list);
  if (list == lists_.end() || use.level < 0 || use.level >= static_cast<int>(kLevels))
    return kNotBegun;
  const auto counts = counts_.find(resolve(list->second.definition));
  return counts == counts_.end() ? kNotBegun : counts->second[static_cast<std::size_t>(use.level)];
}

std::string PackageNumbering::count(NumberingUse use) {
  const NumberingLevel* level = find(use);
  if (level == nullptr) return {};
  advance(use, *level);
  return level->format == "bullet" ? std::string() : label_of(use, *level);
}

/// Counts one more paragraph of a level; those below begin again.
void PackageNumbering::advance(NumberingUse use, const NumberingLevel& level) {
  const List& list = lists_.at(use.list);
  const auto [counts, is_new] = counts_.try_emplace(resolve(list.definition));
  auto& numbers = counts->second;
  if (is_new) numbers.fill(kNotBegun);
  const auto index = static_cast<std::size_t>(use.level);
  if (list.starts[index] && started_.insert({use.list, use.level}).second) {
    numbers[index] = *list.starts[index];
  } else {
    numbers[index] = numbers[index] == kNotBegun ? level.start : numbers[index] + 1;
  }
  for (std::size_t deeper = index + 1; deeper < kLevels; ++deeper) {
    const NumberingLevel* below = find({use.list, static_cast<int>(deeper)});
    const int restart = below == nullptr ? -1 : below->restart_after;
    if (restart == -1 || (restart > 0 && use.level < restart)) numbers[deeper] = kNotBegun;
  }
}

/// The label's text with its placeholders filled: "%1.%2" is "2.1".
std::string PackageNumbering::label_of(NumberingUse use, const NumberingLevel& level) const {
  std::string label;
  for (std::size_t at = 0; at < level.text.size(); ++at) {
    const char next = at + 1 < level.text.size() ? level.text[at + 1] : '\0';
    if (level.text[at] != '%' || next < '1' || next > '9') {
      label += level.text[at];
      continue;
    }
    ++at;
    const NumberingUse other{use.list, next - '1'};
    const NumberingLevel* shown = find(other);
    const int number = current(other);
    const bool is_decimal = shown == nullptr || (level.is_legal && other.level != use.level);
    label += format_number(number == kNotBegun ? (shown == nullptr ? 1 : shown->start) : number,
                           is_decimal ? "decimal" : std::string_view(shown->format));
  }
  return label;
}

}  // namespace hexapla::intake
