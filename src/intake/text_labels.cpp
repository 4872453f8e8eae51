// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>

#include "text_lines.hpp"

namespace hexapla::intake {
namespace {

/// Signs that begin an item wherever they stand before a tab or space ...
constexpr std::array<std::string_view, 9> kBullets = {"•", "▪", "◦", "●", "○", "■", "□", "", "·"};
/// ... and those that do so before a tab only.
constexpr std::array<std::string_view, 5> kDashes = {"–", "—", "-", "*", "−"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_digits(std::string_view words) {
  return static_cast<std::size_t>(std::find_if_not(words.begin(), words.end(), is_digit) -
                                  words.begin());
}

std::size_t to_number(std::string_view digits) {
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// White space after a label: how much, and whether a tab is in it.
struct Gap {
  std::size_t length = 0;
  bool has_tab = false;
};
Gap find_gap(std::string_view words) {
  Gap gap;
  while (gap.length < words.size() && (words[gap.length] == ' ' || words[gap.length] == '\t')) {
    gap.has_tab = gap.has_tab || words[gap.length] == '\t';
    ++gap.length;
  }
  return gap;
}

std::optional<FoundLabel> find_bullet(std::string_view words) {
  const auto match = [&](std::string_view sign, bool needs_tab) -> std::optional<FoundLabel> {
    if (!words.starts_with(sign)) return std::nullopt;
    const Gap gap = find_gap(words.substr(sign.size()));
    if (gap.length == 0 || (needs_tab && !gap.has_tab)) return std::nullopt;
    FoundLabel found;
    found.label.kind = LabelKind::Bullet;
    found.label.text = sign;
    found.label.has_tab = gap.has_tab;
    found.length = sign.size() + gap.length;
    return found;
  };
  for (const std::string_view sign : kBullets) {
    if (auto found = match(sign, false)) return found;
  }
  for (const std::string_view sign : kDashes) {
    if (auto found = match(sign, true)) return found;
  }
  return std::nullopt;
}

/// The number of "iv", or nothing.
std::optional<std::size_t> to_roman(std::string_view letters) {
  constexpr std::array<std::string_view, 12> kRoman = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                                       "vii", "viii", "ix",  "x",  "xi", "xii"};
  const auto* const found = std::find(kRoman.begin(), kRoman.end(), letters);
  if (found == kRoman.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kRoman.begin()) + 1;
}

/// The counter of an item: digits, one letter, or a small Roman number longer than one letter.
bool read_counter(std::string_view counter, Label& label) {
  if (counter.empty() || counter.size() > 4) return false;
  if (count_digits(counter) == counter.size()) {
    label.numbers = {to_number(counter)};
    return true;
  }
  if (counter.size() == 1 && counter[0] >= 'a' && counter[0] <= 'z') {
    label.numbers = {static_cast<std::size_t>(counter[0] - 'a') + 1};
    label.style = "LowerAlpha";
    return true;
  }
  if (const auto number = to_roman(counter)) {
    label.numbers = {*number};
    label.style = "LowerRoman";
    return true;
  }
  return false;
}

/// "1)" "a)" "(iv)" before a tab or spaces, "1）" too.
std::optional<FoundLabel> find_item(std::string_view words) {
  const bool has_opener = words.starts_with("(");
  const std::size_t begin = has_opener ? 1 : 0;
  std::size_t end = begin;
  while (end < words.size() && (is_digit(words[end]) || (words[end] >= 'a' && words[end] <= 'z')))
    ++end;
  const std::string_view rest = words.substr(end);
  const std::size_t closer = rest.starts_with(")") ? 1 : rest.starts_with("）") ? 3 : 0;
  if (closer == 0) return std::nullopt;
  const Gap gap = find_gap(rest.substr(closer));
  FoundLabel found;
  found.label.kind = LabelKind::Item;
  found.label.text = words.substr(0, end + closer);
  found.label.has_tab = gap.has_tab;
  found.label.delimiter = has_opener ? "TwoParens" : "OneParen";
  found.length = end + closer + gap.length;
  if (gap.length == 0 || !read_counter(words.substr(begin, end - begin), found.label))
    return std::nullopt;
  return found;
}

/// "3" "3.1" "3.1." before a tab or spaces; "1." before a tab is a point.
std::optional<FoundLabel> find_number(std::string_view words) {
  Label label;
  std::size_t at = 0;
  bool ends_in_point = false;
  while (at < words.size() && label.numbers.size() < 6) {
    const std::size_t digits = count_digits(words.substr(at));
    if (digits == 0 || digits > 3) break;
    label.numbers.push_back(to_number(words.substr(at, digits)));
    at += digits;
    ends_in_point = words.substr(at).starts_with('.');
    if (!ends_in_point) break;
    ++at;
  }
  const Gap gap = find_gap(words.substr(at));
  if (label.numbers.empty() || gap.length == 0 || label.numbers.front() == 0) return std::nullopt;
  if (!gap.has_tab && label.numbers.size() == 1 && ends_in_point) return std::nullopt;
  label.has_tab = gap.has_tab;
  label.kind = label.numbers.size() == 1 && ends_in_point ? LabelKind::Point : LabelKind::Section;
  label.text = words.substr(0, at);
  return FoundLabel{std::move(label), at + gap.length};
}

}  // namespace

std::optional<FoundLabel> find_label(std::string_view words) {
  if (auto found = find_bullet(words)) return found;
  if (auto found = find_item(words)) return found;
  return find_number(words);
}

}  // namespace hexapla::intake
