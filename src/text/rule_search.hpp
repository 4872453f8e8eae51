// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/regex.h>

#include "hexapla/base/result.hpp"
#include "hexapla/text/segmentation.hpp"

#include "rule_automaton.hpp"

/// SRX rules at the positions of a text. Automata say at once which rules match; what they cannot
/// say for certain (look-around, back references) ICU's own matcher is asked, where the automata
/// leave it possible.
namespace hexapla::text {

/// An expression for ICU's matcher; without a pattern where the automata say all.
struct ConfirmedExpression {
  std::string expression;
  std::unique_ptr<const icu::RegexPattern> pattern;
};

/// Rules ready to be searched for. Immutable.
class CompiledRules {
 public:
  /// Fails with ErrorCode::Configuration naming the rule that is no valid expression.
  [[nodiscard]] static Result<std::unique_ptr<const CompiledRules>> compile(
      const std::vector<SegmentationRule>& rules);

 private:
  friend class RuleSearch;
  friend class RuleWorkbench;
  struct Rule {
    bool is_break = true;
    ConfirmedExpression before;
    std::size_t after = 0;
  };
  CompiledRules() = default;
  void find_openings(const ExpressionSets& sets);

  std::vector<Rule> rules_;
  std::vector<ConfirmedExpression> after_;  ///< each once: many rules share one
  RuleAutomaton before_automaton_{ReadingDirection::Backward};
  RuleAutomaton after_automaton_{ReadingDirection::Forward};
  std::unique_ptr<const CharacterClasses> classes_;
  /// By class: the break rules (modulo 64) that can have such a character before them, behind them,
  /// and second behind them.
  std::vector<std::uint64_t> before_openings_;
  std::vector<std::uint64_t> after_openings_;
  std::vector<std::uint64_t> second_openings_;
  std::vector<ExpressionBits> rules_of_after_;  ///< the rules that have an expression behind them
  ExpressionBits settled_;                      ///< rules that need no ICU
  std::array<bool, 128> is_dull_{};             ///< ASCII behind which nothing breaks
};

/// What one run needs at a time and the next can use again: states and matchers are costly to make.
class RuleWorkbench {
 public:
  explicit RuleWorkbench(const CompiledRules& rules);

 private:
  friend class RuleSearch;
  static UBool count_steps(const void* workbench, std::int32_t steps);
  [[nodiscard]] std::unique_ptr<icu::RegexMatcher> to_matcher(
      const ConfirmedExpression& expression) const;

  RuleMatcher before_;
  RuleMatcher after_;
  std::vector<std::unique_ptr<icu::RegexMatcher>> icu_before_;  ///< by rule; null where exact
  std::vector<std::unique_ptr<icu::RegexMatcher>> icu_after_;
  mutable int steps_left_ = 0;  ///< of ICU's matchers together, in one run
};

/// One text cut by rules.
class RuleSearch {
 public:
  RuleSearch(const CompiledRules& rules, RuleWorkbench& workbench, std::string_view utf8)
      : rules_(rules), workbench_(workbench), utf8_(utf8) {}

  /// As Segmenter::find_breaks.
  Result<std::vector<std::size_t>> run();

 private:
  /// Where an expression before a position can start.
  struct Start {
    std::int32_t characters_back = 0;
    const ExpressionBits* expressions = nullptr;
  };

  /// SRX 2.0: the first rule that matches at a position decides.
  Result<bool> is_break_at(std::int32_t at);
  Result<void> try_position(std::int32_t at, std::vector<std::size_t>& breaks);
  void read_after(std::int32_t at);
  void read_before(std::int32_t at);
  [[nodiscard]] std::uint16_t next_class(std::int32_t& at) const;
  [[nodiscard]] std::uint16_t class_before(std::int32_t& at) const;
  [[nodiscard]] CharacterKind kind_before(std::int32_t at) const;
  [[nodiscard]] std::int32_t skip_white_space(std::int32_t at) const;
  Result<bool> confirm_before(std::size_t rule, std::int32_t at);
  Result<bool> confirm_after(std::size_t expression, std::int32_t at);
  /// The UTF-16 position of a byte offset not before the one of last time.
  std::int32_t to_icu_position(std::int32_t at);

  const CompiledRules& rules_;
  RuleWorkbench& workbench_;
  std::string_view utf8_;
  std::vector<Start> starts_;
  std::int32_t skipped_until_ = 0;  ///< the end of the white space at the last break
  bool has_icu_text_ = false;       ///< made when ICU is first asked
  icu::UnicodeString icu_text_;
  std::int32_t icu_byte_ = 0;
  std::int32_t icu_unit_ = 0;
};

}  // namespace hexapla::text
