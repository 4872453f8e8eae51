// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::text {

/// How one language writes numbers: values of locales/<lang>/numbers.toml and house.toml.
struct NumberRules {
  std::vector<std::string> groups;                        ///< marks between groups of three digits
  std::vector<std::string> decimals;                      ///< marks before the decimals
  std::map<std::string, std::string, std::less<>> words;  ///< "twelve" to "12"; months too
  std::map<std::string, int, std::less<>> scales;         ///< "million" to 6, a power of ten
  std::vector<std::string> prefixes;  ///< written together with a word: Arabic و, ال
  std::vector<std::string> joiners;   ///< between tens and units: y, et
  std::vector<std::string> fillers;   ///< between digits and a power: 20多万
  std::vector<std::string>
      softeners;  ///< behind a number that another language counts otherwise: 世纪
  std::map<char32_t, int> numerals;  ///< 三 to 3
  std::map<char32_t, int> powers;    ///< 万 to 4
};

/// A number in a text; byte offsets, half open.
struct Number {
  std::size_t begin = 0;
  std::size_t end = 0;
  /// What it may mean, as plain decimals ("100000", "0.5"), the language's own reading first. More
  /// than one where other houses write it otherwise.
  std::vector<std::string> values;
  /// Words, list labels, digits within a code: it explains a number of the other language and asks
  /// for none.
  bool is_soft = false;
  bool is_reversed = false;           ///< its groups are stored in the order of display ("000 100")
  bool has_unsafe_separator = false;  ///< its groups change places in right-to-left text
};

/// Finds numbers by value: digits of any script, grouped or with decimals, with words of scale (10
/// million, 10万), number words up to a hundred. Immutable, linear in the length of the text.
class NumberFinder {
 public:
  explicit NumberFinder(NumberRules rules);

  /// All numbers in the order of the text.
  [[nodiscard]] std::vector<Number> find(std::string_view utf8) const;

 private:
  NumberRules rules_;
};

/// Whether the text has a decimal digit of any script.
[[nodiscard]] bool has_digits(std::string_view utf8);

}  // namespace hexapla::text
