// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "rule_search.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "hexapla/text/utf8.hpp"

#include "icu.hpp"
#include "utf8_steps.hpp"

namespace hexapla::text {
namespace {

/// How far from a position a rule may look, in characters: abbreviations are short, and a bound
/// keeps the work linear.
constexpr std::int32_t kReach = 256;
/// What ICU's matchers may cost in one text, in steps of ten thousand states: about a second.
/// Expressions that do not try many ways come to no step at all.
constexpr int kMostSteps = 1'000;
constexpr char32_t kReplacement = U'\uFFFD';

Result<std::unique_ptr<const icu::RegexPattern>> compile_for_icu(const std::string& expression) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  std::unique_ptr<const icu::RegexPattern> pattern(
      icu::RegexPattern::compile(to_icu(expression), 0, where, status));
  if (U_FAILURE(status)) {
    return fail(ErrorCode::Configuration, fmt::format("no regular expression: \"{}\"", expression),
                {}, "segmentation rules are ICU regular expressions");
  }
  return pattern;
}

/// Adds an expression to an automaton, and to ICU what the automaton cannot say.
Result<ConfirmedExpression> add_expression(const std::string& expression, RuleAutomaton& automaton,
                                           ExpressionSets& sets) {
  ConfirmedExpression result;
  result.expression = expression;
  const RuleExpression parsed = parse_expression(to_code_points(expression), sets);
  const bool is_known = automaton.add(parsed);
  if (!is_known || !parsed.is_exact) {
    HEXAPLA_TRY(result.pattern, compile_for_icu(expression));
  }
  return result;
}

tl::unexpected<Error> too_costly(const ConfirmedExpression& expression) {
  return fail(ErrorCode::Configuration,
              fmt::format("the expression \"{}\" tries too many ways to match this text",
                          expression.expression),
              {}, "simplify the segmentation rule: no repetition within a repetition");
}

}  // namespace

Result<std::unique_ptr<const CompiledRules>> CompiledRules::compile(
    const std::vector<SegmentationRule>& rules) {
  std::unique_ptr<CompiledRules> result(new CompiledRules());
  ExpressionSets sets;
  std::map<std::string, std::size_t> after;
  for (const SegmentationRule& rule : rules) {
    Rule compiled;
    compiled.is_break = rule.is_break;
    HEXAPLA_TRY(compiled.before, add_expression(rule.before, result->before_automaton_, sets));
    const auto [place, is_new] = after.emplace(rule.after, result->after_.size());
    compiled.after = place->second;
    if (is_new) {
      HEXAPLA_TRY(ConfirmedExpression expression,
                  add_expression(rule.after, result->after_automaton_, sets));
      result->after_.push_back(std::move(expression));
    }
    result->rules_.push_back(std::move(compiled));
  }
  result->find_openings(sets);
  return result;
}

void CompiledRules::find_openings(const ExpressionSets& sets) {
  classes_ = std::make_unique<const CharacterClasses>(sets);
  std::vector<std::size_t> before;
  std::vector<std::size_t> after;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (!rules_[i].is_break) continue;
    before.push_back(i);
    after.push_back(rules_[i].after);
  }
  before_openings_ = before_automaton_.find_openings(*classes_, before).front();
  auto after_openings = after_automaton_.find_openings(*classes_, after);
  after_openings_ = std::move(after_openings.front());
  second_openings_ = std::move(after_openings.back());
  rules_of_after_.assign(after_.size(), ExpressionBits(rules_.size()));
  settled_ = ExpressionBits(rules_.size());
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    rules_of_after_[rules_[i].after].set(i);
    if (!rules_[i].before.pattern && !after_[rules_[i].after].pattern) settled_.set(i);
  }
  for (std::size_t c = 0; c < is_dull_.size(); ++c)
    is_dull_[c] = before_openings_[classes_->find(static_cast<char32_t>(c))] == 0;
}

RuleWorkbench::RuleWorkbench(const CompiledRules& rules)
    : before_(rules.before_automaton_, *rules.classes_),
      after_(rules.after_automaton_, *rules.classes_) {
  for (const auto& rule : rules.rules_) icu_before_.push_back(to_matcher(rule.before));
  for (const auto& expression : rules.after_) icu_after_.push_back(to_matcher(expression));
}

UBool RuleWorkbench::count_steps(const void* workbench, std::int32_t /*steps*/) {
  return --static_cast<const RuleWorkbench*>(workbench)->steps_left_ > 0 ? 1 : 0;
}

std::unique_ptr<icu::RegexMatcher> RuleWorkbench::to_matcher(
    const ConfirmedExpression& expression) const {
  if (!expression.pattern) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::RegexMatcher> matcher(expression.pattern->matcher(status));
  matcher->setMatchCallback(&count_steps, this, status);
  return matcher;
}

Result<std::vector<std::size_t>> RuleSearch::run() {
  workbench_.steps_left_ = kMostSteps;
  std::vector<std::size_t> breaks;
  const auto size = static_cast<std::int32_t>(utf8_.size());
  std::uint64_t opened = 0;   // break rules that can match up to here
  std::uint64_t pending = 0;  // those that can also match one character behind `begin`
  std::int32_t begin = 0;
  for (std::int32_t at = 0; at < size;) {
    const auto byte = static_cast<unsigned char>(utf8_[static_cast<std::size_t>(at)]);
    if ((opened | pending) == 0 && byte < rules_.is_dull_.size() && rules_.is_dull_[byte]) {
      ++at;
      continue;
    }
    const std::int32_t last = at;
    const std::uint16_t found = next_class(at);
    if ((pending & rules_.second_openings_[found]) != 0) HEXAPLA_CHECK(try_position(begin, breaks));
    pending = opened & rules_.after_openings_[found];
    opened = rules_.before_openings_[found];
    begin = last;
  }
  if (pending != 0) HEXAPLA_CHECK(try_position(begin, breaks));
  return breaks;
}

/// Adds a break behind the white space at `at`, if the rules break there.
Result<void> RuleSearch::try_position(std::int32_t at, std::vector<std::size_t>& breaks) {
  if (at <= skipped_until_) return {};  // it would be the same break
  HEXAPLA_TRY(const bool is_break, is_break_at(at));
  if (!is_break) return {};
  skipped_until_ = skip_white_space(at);
  const auto end = static_cast<std::size_t>(skipped_until_);
  if (end < utf8_.size()) breaks.push_back(end);
  return {};
}

/// The class of the character at `at`, which is moved behind it.
std::uint16_t RuleSearch::next_class(std::int32_t& at) const {
  const std::int32_t c = decode_next(utf8_, at);
  return rules_.classes_->find(c < 0 ? kReplacement : static_cast<char32_t>(c));
}

std::int32_t RuleSearch::skip_white_space(std::int32_t at) const {
  const auto size = static_cast<std::int32_t>(utf8_.size());
  for (std::int32_t next = at; at < size; at = next) {
    const std::int32_t c = decode_next(utf8_, next);
    if (c < 0 || u_isUWhiteSpace(c) == 0) break;
  }
  return at;
}

Result<bool> RuleSearch::is_break_at(std::int32_t at) {
  read_after(at);
  const ExpressionBits& after = workbench_.after_.found();
  if (!after.any()) return false;
  read_before(at);
  const ExpressionBits& before = workbench_.before_.found();
  for (std::size_t i = before.next(0); i < rules_.rules_.size(); i = before.next(i + 1)) {
    const CompiledRules::Rule& rule = rules_.rules_[i];
    if (!after.test(rule.after)) continue;
    HEXAPLA_TRY(const bool is_after, confirm_after(rule.after, at));
    if (!is_after) continue;
    HEXAPLA_TRY(const bool is_before, confirm_before(i, at));
    if (is_before) return rule.is_break;
  }
  return false;
}

void RuleSearch::read_after(std::int32_t at) {
  RuleMatcher& matcher = workbench_.after_;
  matcher.start(kind_before(at));
  const auto size = static_cast<std::int32_t>(utf8_.size());
  for (std::int32_t read = 0; read < kReach; ++read) {
    if (at == size) {
      matcher.read_edge();
      return;
    }
    if (!matcher.read(next_class(at))) return;
  }
}

/// Reads back in search of the rules whose expression behind the position was found, as far as they
/// can still decide.
void RuleSearch::read_before(std::int32_t at) {
  RuleMatcher& matcher = workbench_.before_;
  starts_.clear();
  std::int32_t ahead = at;
  matcher.start(rules_.classes_->kind(next_class(ahead)));
  ExpressionBits& wanted = matcher.wanted();
  wanted.clear();
  const ExpressionBits& after = workbench_.after_.found();
  for (std::size_t i = after.next(0); i < rules_.after_.size(); i = after.next(i + 1))
    wanted.add(rules_.rules_of_after_[i]);
  for (std::int32_t back = 0; back < kReach; ++back) {
    bool is_alive = false;
    if (at == 0) {
      matcher.read_edge();
    } else {
      is_alive = matcher.read(class_before(at));
    }
    if (const ExpressionBits* found = matcher.found_now()) {
      starts_.push_back({back, found});
      // A rule that needs no ICU and matches: those after it are of no account.
      for (std::size_t i = found->next(0); i < rules_.rules_.size(); i = found->next(i + 1)) {
        if (!wanted.test(i) || !rules_.settled_.test(i)) continue;
        wanted.keep_below(i);
        break;
      }
    }
    if (!is_alive) return;
  }
}

/// The class of the character before `at`, which is moved to its beginning.
std::uint16_t RuleSearch::class_before(std::int32_t& at) const {
  const std::int32_t c = decode_previous(utf8_, at);
  const std::uint16_t found =
      rules_.classes_->find(c < 0 ? kReplacement : static_cast<char32_t>(c));
  const bool is_after_word =
      rules_.classes_->is_mark(found) && kind_before(at) == CharacterKind::Word;
  return is_after_word ? rules_.classes_->after_word(found) : found;
}

/// The kind of the last character before `at`, which is not 0, that is no mark.
CharacterKind RuleSearch::kind_before(std::int32_t at) const {
  for (std::int32_t back = 0; back < kReach && at > 0; ++back) {
    const std::int32_t c = decode_previous(utf8_, at);
    const std::uint16_t found =
        rules_.classes_->find(c < 0 ? kReplacement : static_cast<char32_t>(c));
    if (!rules_.classes_->is_mark(found)) return rules_.classes_->kind(found);
  }
  return CharacterKind::NoWord;
}

Result<bool> RuleSearch::confirm_before(std::size_t rule, std::int32_t at) {
  icu::RegexMatcher* matcher = workbench_.icu_before_[rule].get();
  if (matcher == nullptr) return true;
  const std::int32_t end = to_icu_position(at);
  UErrorCode status = U_ZERO_ERROR;
  matcher->reset(icu_text_);
  matcher->useTransparentBounds(1);
  matcher->useAnchoringBounds(0);
  for (const Start& start : starts_) {
    if (!start.expressions->test(rule)) continue;
    matcher->region(icu_text_.moveIndex32(end, -start.characters_back), end, status);
    if (matcher->matches(status) != 0) return true;
    if (U_FAILURE(status)) return too_costly(rules_.rules_[rule].before);
  }
  return false;
}

Result<bool> RuleSearch::confirm_after(std::size_t expression, std::int32_t at) {
  icu::RegexMatcher* matcher = workbench_.icu_after_[expression].get();
  if (matcher == nullptr) return true;
  const std::int32_t begin = to_icu_position(at);
  UErrorCode status = U_ZERO_ERROR;
  matcher->reset(icu_text_);
  matcher->useTransparentBounds(1);
  matcher->useAnchoringBounds(0);
  const std::int32_t end = icu_text_.getChar32Limit(std::min(begin + kReach, icu_text_.length()));
  matcher->region(begin, end, status);
  const bool is_found = matcher->lookingAt(status) != 0;
  if (U_FAILURE(status)) return too_costly(rules_.after_[expression]);
  return is_found;
}

std::int32_t RuleSearch::to_icu_position(std::int32_t at) {
  if (!has_icu_text_) icu_text_ = to_icu(utf8_);
  has_icu_text_ = true;
  while (icu_byte_ < at) {
    const std::int32_t c = decode_next(utf8_, icu_byte_);
    icu_unit_ += c > 0xFFFF ? 2 : 1;
  }
  return icu_unit_;
}

}  // namespace hexapla::text
