// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <unicode/uchar.h>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::text {
namespace {

int digit_value(char32_t c) { return u_charDigitValue(static_cast<UChar32>(c)); }

/// Spaces that houses set between groups.
bool is_space(char32_t c) {
  return c == U' ' || c == U'\u00A0' || c == U'\u2009' || c == U'\u202F';
}

/// Spaces of class WS, which let groups change places in right-to-left text; U+00A0 and U+202F are
/// CS and do not (UAX 9, W4).
bool is_unsafe_space(char32_t c) { return c == U' ' || c == U'\u2009'; }

bool is_dash(char32_t c) { return c == U'-' || (c >= U'\u2010' && c <= U'\u2014'); }

bool is_mark(char32_t c) { return c == U'.' || c == U',' || c == U'\u066B' || c == U'\u066C'; }

/// Letters that join with digits into a code: not Han, not Arabic, whose words stand beside digits
/// without a space.
bool is_code_letter(char32_t c) {
  return is_letter(c) && !is_han(c) && !(c >= U'\u0600' && c <= U'\u06FF');
}

/// Plain decimal: no zeros before or behind that say nothing.
std::string canonical(std::string whole, std::string fraction) {
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  if (whole.empty()) whole = "0";
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return fraction.empty() ? whole : whole + "." + fraction;
}

/// A plain decimal times a power of ten.
std::string scale_by(const std::string& value, int power) {
  const std::size_t point = std::min(value.find('.'), value.size());
  std::string whole = value.substr(0, point);
  std::string fraction = point < value.size() ? value.substr(point + 1) : std::string();
  for (int i = 0; i < power; ++i) {
    whole += fraction.empty() ? '0' : fraction.front();
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  return canonical(std::move(whole), std::move(fraction));
}

struct Character {
  char32_t code = 0;
  std::size_t begin = 0;
};

/// Digits with the marks between them: "1 234,5" as groups "1" " " "234" "," "5".
struct DigitRun {
  std::vector<std::string> groups;
  std::vector<char32_t> marks;
  std::size_t end = 0;  ///< index behind the last digit
};

class Scanner {
 public:
  Scanner(const NumberRules& rules, std::string_view utf8) : rules_(rules), size_(utf8.size()) {
    for (std::size_t at = 0; at < utf8.size();) {
      const std::size_t begin = at;
      const char32_t code = next_code_point(utf8, at);
      characters_.push_back({code, begin});
    }
  }

  std::vector<Number> run() {
    for (std::size_t i = 0; i < characters_.size();) {
      if (digit_value(at(i)) >= 0) {
        i = take_digits(i);
      } else if (rules_.numerals.contains(at(i)) || rules_.powers.contains(at(i))) {
        i = take_numerals(i);
      } else if (is_letter(at(i))) {
        i = take_word(i);
      } else {
        ++i;
      }
    }
    return std::move(numbers_);
  }

 private:
  [[nodiscard]] char32_t at(std::size_t i) const {
    return i < characters_.size() ? characters_[i].code : U'\0';
  }
  [[nodiscard]] std::size_t offset(std::size_t i) const {
    return i < characters_.size() ? characters_[i].begin : size_;
  }

  // --- digits ------------------------------------------------------------------------------------

  std::string read_group(std::size_t& i) const {
    std::string digits;
    for (; digit_value(at(i)) >= 0; ++i) digits += static_cast<char>('0' + digit_value(at(i)));
    return digits;
  }

  [[nodiscard]] DigitRun read_run(std::size_t i) const {
    DigitRun run;
    run.groups.push_back(read_group(i));
    run.end = i;
    while ((is_mark(at(i)) || is_space(at(i))) && digit_value(at(i + 1)) >= 0) {
      const char32_t mark = at(i);
      std::size_t next = i + 1;
      std::string group = read_group(next);
      // a space holds a number together only before exactly three digits
      if (is_space(mark) && (group.size() != 3 || run.groups.back().size() > 3)) break;
      run.marks.push_back(mark);
      run.groups.push_back(std::move(group));
      i = next;
      run.end = i;
    }
    return run;
  }

  static bool is_one_of(char32_t c, const std::vector<std::string>& marks) {
    return std::any_of(marks.begin(), marks.end(), [&](const std::string& mark) {
      return mark == to_utf8({&c, 1});
    });
  }

  static bool are_groups(const DigitRun& run, std::size_t count) {
    if (run.groups.front().size() > 3 || run.groups.front().empty()) return false;
    for (std::size_t i = 1; i < count; ++i) {
      if (run.groups[i].size() != 3 || run.marks[i - 1] != run.marks.front()) return false;
    }
    return true;
  }

  static std::string join(const DigitRun& run, std::size_t count) {
    std::string digits;
    for (std::size_t i = 0; i < count; ++i) digits += run.groups[i];
    return digits;
  }

  /// 1 234 567 or 1,234,567, whatever the language says of the mark.
  static std::optional<std::string> as_grouped(const DigitRun& run) {
    if (run.groups.size() < 2 || !are_groups(run, run.groups.size())) return std::nullopt;
    return canonical(join(run, run.groups.size()), {});
  }

  /// 1 234,5: the last mark stands once, before the decimals.
  static std::optional<std::string> as_decimal(const DigitRun& run) {
    if (run.marks.empty() || is_space(run.marks.back())) return std::nullopt;
    const std::size_t last = run.groups.size() - 1;
    if (last > 1 && (run.marks[last - 2] == run.marks.back() || !are_groups(run, last)))
      return std::nullopt;
    return canonical(join(run, last), run.groups[last]);
  }

  /// "000 100": the last group written first, as the eye meets it in right-to-left text.
  static std::optional<std::string> as_reversed(const DigitRun& run) {
    if (run.groups.size() < 2 || run.groups.front().size() != 3) return std::nullopt;
    if (run.groups.front().front() != '0' || !is_space(run.marks.front())) return std::nullopt;
    std::string digits;
    for (std::size_t i = run.groups.size(); i-- > 0;) digits += run.groups[i];
    return canonical(std::move(digits), {});
  }

  /// The readings of a run, the language's own first; none where it is no single number.
  [[nodiscard]] std::vector<std::string> read_values(const DigitRun& run) const {
    if (run.marks.empty()) return {canonical(run.groups.front(), {})};
    std::vector<std::string> values;
    const auto grouped = as_grouped(run);
    const auto decimal = as_decimal(run);
    const bool is_own_decimal = decimal && is_one_of(run.marks.back(), rules_.decimals);
    const bool is_own_group = grouped && is_one_of(run.marks.front(), rules_.groups);
    if (is_own_decimal && !is_own_group) values.push_back(*decimal);
    if (grouped) values.push_back(*grouped);
    if (decimal && std::find(values.begin(), values.end(), *decimal) == values.end())
      values.push_back(*decimal);
    return values;
  }

  std::size_t take_digits(std::size_t begin) {
    const DigitRun run = read_run(begin);
    Number number;
    number.begin = offset(begin);
    number.is_soft = is_in_code(begin, run.end) || is_label(begin, run.end);
    if (auto reversed = as_reversed(run)) {
      number.is_reversed = true;
      number.values = {*std::move(reversed)};
    } else {
      number.values = read_values(run);
    }
    number.has_unsafe_separator = std::any_of(run.marks.begin(), run.marks.end(), is_unsafe_space);
    if (number.values.empty()) return take_apart(begin, run.end);
    add_year_readings(begin, run, number);
    const std::size_t end = take_scales(run.end, number);
    number.is_soft = number.is_soft || is_softened(end);
    number.end = offset(end);
    numbers_.push_back(std::move(number));
    return end;
  }

  [[nodiscard]] bool is_softened(std::size_t i) const {
    while (is_space(at(i))) ++i;
    std::u32string next;
    for (std::size_t n = i; n < i + 2 && n < characters_.size(); ++n) next += at(n);
    return !next.empty() &&
           std::any_of(rules_.softeners.begin(), rules_.softeners.end(),
                       [&](const std::string& word) { return to_utf8(next).starts_with(word); });
  }

  /// The 58 of "1957–58" is 1958 too, and the 1930s are the thirties.
  void add_year_readings(std::size_t begin, const DigitRun& run, Number& number) const {
    const std::string value = number.values.front();  // a copy: values grow
    if (!run.marks.empty() || numbers_.empty()) {
      // no range before it
    } else if (const Number& before = numbers_.back();
               value.size() == 2 && begin > 0 && before.end == offset(begin - 1) &&
               is_dash(at(begin - 1)) && before.values.front().size() == 4) {
      number.values.push_back(before.values.front().substr(0, 2) + value);
    }
    if (value.size() == 4 && value.back() == '0' && at(run.end) == U's')
      number.values.push_back(value.substr(2));
  }

  /// "3.4.1" is a code or a section; its pieces explain, and ask for nothing.
  std::size_t take_apart(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (digit_value(at(i)) < 0) continue;
      Number number;
      number.begin = offset(i);
      number.values = {canonical(read_group(i), {})};
      number.end = offset(i);
      number.is_soft = true;
      numbers_.push_back(std::move(number));
    }
    return end;
  }

  /// COVID-19, C5, A/RES/70/1, 5G: letters and digits in one token.
  [[nodiscard]] bool is_in_code(std::size_t begin, std::size_t end) const {
    const auto is_joint = [](char32_t c) {
      return c == U'-' || c == U'/' || c == U'.' || c == U'_';
    };
    if (begin > 0) {
      std::size_t before = begin - 1;
      if (is_joint(at(before)) && before > 0) --before;
      if (before < begin && is_code_letter(at(before))) return true;
    }
    if (begin > 1 && at(begin - 1) == U'/' && digit_value(at(begin - 2)) >= 0 && is_path(begin))
      return true;
    return is_code_letter(at(end)) && u_isupper(static_cast<UChar32>(at(end))) != 0;
  }

  /// Whether the digits before a slash belong to a code themselves ("RES/70/1").
  [[nodiscard]] bool is_path(std::size_t begin) const {
    std::size_t i = begin;
    while (i > 0 && (at(i - 1) == U'/' || digit_value(at(i - 1)) >= 0)) --i;
    return i > 0 && is_code_letter(at(i - 1));
  }

  /// "1)", "(1)", "1." before the first word.
  [[nodiscard]] bool is_label(std::size_t begin, std::size_t end) const {
    std::size_t first = begin;
    while (first > 0 &&
           (is_space(at(first - 1)) || at(first - 1) == U'(' || at(first - 1) == U'（'))
      --first;
    if (first > 0) return false;
    const char32_t next = at(end);
    const bool is_stop = next == U'.' && (is_space(at(end + 1)) || end + 1 >= characters_.size());
    return next == U')' || next == U'）' || next == U'、' || next == U'．' || is_stop;
  }

  /// Words of scale behind a number: 10 million, 1,5 mil millones, 10万.
  std::size_t take_scales(std::size_t i, Number& number) const {
    for (;;) {
      std::size_t next = i;
      while (is_space(at(next))) ++next;
      if (const std::size_t power = is_one_of(at(next), rules_.fillers) ? next + 1 : next;
          is_scale(power)) {
        multiply(number, rules_.powers.find(at(power))->second);
        i = power + 1;
        continue;
      }
      const std::size_t end = word_end(next);
      const auto scale = end == next ? rules_.scales.end() : find_scale(fold(next, end));
      if (scale == rules_.scales.end()) return i;
      multiply(number, scale->second);
      i = end;
    }
  }

  /// 5万 and 5百万 are scaled; 5千米 is a kilometre.
  [[nodiscard]] bool is_scale(std::size_t i) const {
    const auto power = rules_.powers.find(at(i));
    if (power == rules_.powers.end()) return false;
    const auto next = rules_.powers.find(at(i + 1));
    return power->second >= 4 || (next != rules_.powers.end() && next->second >= 4);
  }

  static void multiply(Number& number, int power) {
    for (std::string& value : number.values) value = scale_by(value, power);
  }

  // --- words -------------------------------------------------------------------------------------

  [[nodiscard]] std::size_t word_end(std::size_t i) const {
    while (i < characters_.size() && is_letter_or_digit(at(i)) && digit_value(at(i)) < 0 &&
           !is_han(at(i)))
      ++i;
    return i;
  }

  [[nodiscard]] std::string fold(std::size_t begin, std::size_t end) const {
    std::u32string word;
    for (std::size_t i = begin; i < end; ++i) word += at(i);
    return fold_for_search(to_utf8(word));
  }

  [[nodiscard]] std::map<std::string, int, std::less<>>::const_iterator find_scale(
      const std::string& word) const {
    return rules_.scales.find(word);
  }

  /// The value of a word, what is written together with it taken off.
  [[nodiscard]] std::optional<std::string> word_value(const std::string& word) const {
    if (const auto found = rules_.words.find(word); found != rules_.words.end())
      return found->second;
    for (const std::string& prefix : rules_.prefixes) {
      if (!word.starts_with(prefix)) continue;
      const auto found = rules_.words.find(std::string_view(word).substr(prefix.size()));
      if (found != rules_.words.end()) return found->second;
    }
    return std::nullopt;
  }

  std::size_t take_word(std::size_t begin) {
    const std::size_t end = std::max(word_end(begin), begin + 1);
    const std::string word = fold(begin, end);
    if (const auto value = word_value(word)) {
      Number number{offset(begin), offset(end), {*value}, true, false, false};
      add_sum(*value);
      const std::size_t behind = take_scales(end, number);
      number.end = offset(behind);
      numbers_.push_back(std::move(number));
      last_word_ = {*value, end};
      return behind;
    }
    if (const auto scale = find_scale(word); scale != rules_.scales.end()) {
      Number number{offset(begin), offset(end), {"1"}, true, false, false};
      const std::size_t behind = take_scales(begin, number);
      number.end = offset(behind);
      numbers_.push_back(std::move(number));
      return behind;
    }
    const bool is_joiner =
        std::find(rules_.joiners.begin(), rules_.joiners.end(), word) != rules_.joiners.end();
    if (!is_joiner) last_word_.reset();
    return end;
  }

  /// "twenty-one", "treinta y uno", "واحد وعشرون": tens beside units mean their sum too.
  void add_sum(const std::string& value) {
    if (!last_word_ || last_word_->value.size() > 3 || value.size() > 3) return;
    const int first = std::stoi(last_word_->value);
    const int second = std::stoi(value);
    const bool is_tens_and_units = (first >= 20 && first % 10 == 0 && second < 20) ||
                                   (second >= 20 && second % 10 == 0 && first < 10);
    if (!is_tens_and_units || numbers_.empty()) return;
    Number sum = numbers_.back();
    sum.values = {std::to_string(first + second)};
    numbers_.push_back(std::move(sum));
  }

  // --- Chinese numerals
  // ----------------------------------------------------------------------------

  /// 三百二十 by powers, 二〇二一 by place.
  std::size_t take_numerals(std::size_t begin) {
    std::size_t end = begin;
    while (rules_.numerals.contains(at(end)) || rules_.powers.contains(at(end))) ++end;
    Number number{offset(begin), offset(end), {}, true, false, false};
    const bool has_powers =
        std::any_of(characters_.begin() + static_cast<std::ptrdiff_t>(begin),
                    characters_.begin() + static_cast<std::ptrdiff_t>(end),
                    [&](const Character& each) { return rules_.powers.contains(each.code); });
    number.values = {has_powers ? by_powers(begin, end) : by_place(begin, end)};
    numbers_.push_back(std::move(number));
    return end;
  }

  [[nodiscard]] std::string by_place(std::size_t begin, std::size_t end) const {
    std::string digits;
    for (std::size_t i = begin; i < end; ++i)
      digits += std::to_string(rules_.numerals.find(at(i))->second);
    return canonical(std::move(digits), {});
  }

  [[nodiscard]] std::string by_powers(std::size_t begin, std::size_t end) const {
    constexpr std::array<std::uint64_t, 9> kPowers = {1,      10,      100,      1000,     10000,
                                                      100000, 1000000, 10000000, 100000000};
    std::uint64_t total = 0;
    std::uint64_t section = 0;  // below 万
    std::uint64_t digit = 0;
    std::size_t last_scale = kPowers.size();
    for (std::size_t i = begin; i < end; ++i) {
      if (const auto numeral = rules_.numerals.find(at(i)); numeral != rules_.numerals.end()) {
        digit = static_cast<std::uint64_t>(numeral->second);
        continue;
      }
      const auto power =
          std::min(static_cast<std::size_t>(rules_.powers.find(at(i))->second), kPowers.size() - 1);
      if (power < 4) {
        section += (digit == 0 ? 1 : digit) * kPowers.at(power);
      } else if (power > last_scale) {  // 一万亿
        total = (total + section + digit) * kPowers.at(power);
      } else {
        total += std::max<std::uint64_t>(section + digit, 1) * kPowers.at(power);
      }
      if (power >= 4) {
        section = 0;
        last_scale = power;
      }
      digit = 0;
    }
    return std::to_string(total + section + digit);
  }

  struct Word {
    std::string value;
    std::size_t end = 0;
  };

  const NumberRules& rules_;
  std::size_t size_;
  std::vector<Character> characters_;
  std::vector<Number> numbers_;
  std::optional<Word> last_word_;
};

}  // namespace

NumberFinder::NumberFinder(NumberRules rules) : rules_(std::move(rules)) {}

std::vector<Number> NumberFinder::find(std::string_view utf8) const {
  return Scanner(rules_, utf8).run();
}

bool has_digits(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    if (byte >= '0' && byte <= '9') return true;
    if (byte < 0x80) {
      ++at;
    } else if (digit_value(next_code_point(utf8, at)) >= 0) {
      return true;
    }
  }
  return false;
}

}  // namespace hexapla::text
