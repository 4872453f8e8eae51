// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <unicode/uniset.h>
#include <unicode/unistr.h>

/// The regular part of ICU's regular expressions, as trees: what the automata of rule_automaton.hpp
/// are built from.
namespace hexapla::text {

/// What holds between two characters.
enum class Assertion : std::uint8_t { WordBoundary, NoWordBoundary, TextStart, TextEnd };

/// An expression or a part of one.
struct ExpressionNode {
  enum class Kind : std::uint8_t { Empty, Set, Assert, Sequence, Choice, Repeat };
  static constexpr int kUnlimited = -1;

  Kind kind = Kind::Empty;
  std::size_t set = 0;  ///< Set: which of ExpressionSets
  Assertion assertion = Assertion::TextStart;
  int minimum = 0;  ///< Repeat
  int maximum = kUnlimited;
  std::vector<ExpressionNode> children;
};

/// An expression as far as it is regular. What matches the ICU expression matches `root`; the
/// reverse holds only where `is_exact` (no look-around, no possessive quantifiers, ...).
struct RuleExpression {
  ExpressionNode root;
  bool is_exact = true;
  /// Nothing is known of the expression (back references, unusual syntax, malformed): `root` does
  /// not count.
  bool is_opaque = false;
};

/// The sets of characters that expressions name, each once.
class ExpressionSets {
 public:
  [[nodiscard]] std::size_t add(const icu::UnicodeSet& set);
  /// The set of a pattern such as [\p{Lu}]; nothing where ICU knows no such set.
  [[nodiscard]] std::optional<icu::UnicodeSet> find(const icu::UnicodeString& pattern);
  [[nodiscard]] const std::vector<std::unique_ptr<const icu::UnicodeSet>>& all() const {
    return sets_;
  }

 private:
  std::vector<std::unique_ptr<const icu::UnicodeSet>> sets_;
  std::map<icu::UnicodeString, std::optional<icu::UnicodeSet>> by_pattern_;
};

/// The tree of an ICU regular expression; its sets are added to `sets`.
[[nodiscard]] RuleExpression parse_expression(std::u32string_view expression, ExpressionSets& sets);

}  // namespace hexapla::text
