// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "rule_automaton.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <unicode/uchar.h>

namespace hexapla::text {
namespace {

constexpr std::size_t kLongestExpression = 20'000;  ///< in steps of the automaton
constexpr std::size_t kMostStates = 4'000;          ///< remembered at a time
constexpr char32_t kEnd = 0x110000;

const char16_t* const kWord = u"[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d]";
const char16_t* const kMark = u"[\\p{Grapheme_Extend}\\p{Cf}]";

bool is_mark(CharacterKind kind) {
  return kind == CharacterKind::MarkAfterWord || kind == CharacterKind::MarkAfterNoWord;
}

icu::UnicodeSet to_set(const char16_t* pattern) {
  UErrorCode status = U_ZERO_ERROR;
  return {icu::UnicodeString(pattern), status};
}

}  // namespace

CharacterClasses::CharacterClasses(const ExpressionSets& sets) {
  const icu::UnicodeSet word = to_set(kWord);
  const icu::UnicodeSet mark = to_set(kMark);
  std::vector<const icu::UnicodeSet*> all;
  for (const auto& set : sets.all()) all.push_back(set.get());
  all.push_back(&word);
  all.push_back(&mark);

  std::vector<char32_t> starts{0};
  for (const icu::UnicodeSet* set : all) {
    for (int32_t i = 0; i < set->getRangeCount(); ++i) {
      starts.push_back(static_cast<char32_t>(set->getRangeStart(i)));
      starts.push_back(static_cast<char32_t>(set->getRangeEnd(i)) + 1);
    }
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  if (starts.back() == kEnd) starts.pop_back();

  std::vector<std::vector<bool>> members(starts.size(), std::vector<bool>(all.size()));
  for (std::size_t number = 0; number < all.size(); ++number) {
    for (int32_t i = 0; i < all[number]->getRangeCount(); ++i) {
      const auto last = static_cast<char32_t>(all[number]->getRangeEnd(i));
      auto at = static_cast<std::size_t>(
          std::lower_bound(starts.begin(), starts.end(),
                           static_cast<char32_t>(all[number]->getRangeStart(i))) -
          starts.begin());
      for (; at < starts.size() && starts[at] <= last; ++at) members[at][number] = true;
    }
  }
  std::map<std::vector<bool>, std::uint16_t> known;
  for (const std::vector<bool>& member : members) {
    const auto [place, is_new] = known.emplace(member, static_cast<std::uint16_t>(kinds_.size()));
    if (is_new) add_class(member, member[all.size() - 2], member[all.size() - 1]);
    ranges_.push_back(place->second);
  }
  starts_ = std::move(starts);
  plane_.resize(0x10000);
  for (std::size_t i = 0; i < starts_.size() && starts_[i] < plane_.size(); ++i) {
    const std::size_t end =
        std::min<std::size_t>(i + 1 < starts_.size() ? starts_[i + 1] : kEnd, plane_.size());
    std::fill(plane_.begin() + starts_[i], plane_.begin() + static_cast<std::ptrdiff_t>(end),
              ranges_[i]);
  }
}

/// A mark gets two classes, by what it stands after.
void CharacterClasses::add_class(const std::vector<bool>& members, bool is_word, bool is_mark) {
  const auto number = static_cast<std::uint16_t>(kinds_.size());
  members_.push_back(members);
  after_word_.push_back(number);
  if (!is_mark) {
    kinds_.push_back(is_word ? CharacterKind::Word : CharacterKind::NoWord);
    return;
  }
  kinds_.push_back(CharacterKind::MarkAfterNoWord);
  members_.push_back(members);
  kinds_.push_back(CharacterKind::MarkAfterWord);
  after_word_.back() = static_cast<std::uint16_t>(number + 1);
  after_word_.push_back(static_cast<std::uint16_t>(number + 1));
}

std::uint16_t CharacterClasses::find_beyond(char32_t c) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), c);
  return ranges_[static_cast<std::size_t>(after - starts_.begin()) - 1];
}

bool RuleAutomaton::add(const RuleExpression& expression) {
  const std::size_t before = steps_.size();
  effort_ = 0;
  const auto number = static_cast<std::uint32_t>(starts_.size());
  const std::uint32_t accept = append({Step::Kind::Accept, {}, 0, number});
  std::uint32_t start = expression.is_opaque ? kTooLong : emit(expression.root, accept);
  const bool is_known = start != kTooLong;
  if (!is_known) {
    steps_.resize(before + 1);
    start = append({Step::Kind::Split, {}, accept, accept});
    steps_[start].other = append({Step::Kind::Any, {}, start, 0});
  }
  starts_.push_back(start);
  owners_.resize(steps_.size(), number);
  return is_known;
}

std::uint32_t RuleAutomaton::append(Step step) {
  steps_.push_back(step);
  return static_cast<std::uint32_t>(steps_.size() - 1);
}

/// The steps of a node that go on to `next`: where they start.
std::uint32_t RuleAutomaton::emit(const ExpressionNode& node, std::uint32_t next) {
  if (next == kTooLong || ++effort_ > kLongestExpression) return kTooLong;
  switch (node.kind) {
    case ExpressionNode::Kind::Empty:
      return next;
    case ExpressionNode::Kind::Set:
      return append({Step::Kind::Set, {}, next, static_cast<std::uint32_t>(node.set)});
    case ExpressionNode::Kind::Assert:
      return append({Step::Kind::Assert, node.assertion, next, 0});
    case ExpressionNode::Kind::Sequence:
      if (direction_ == ReadingDirection::Backward) {
        for (const ExpressionNode& child : node.children) next = emit(child, next);
      } else {
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child)
          next = emit(*child, next);
      }
      return next;
    case ExpressionNode::Kind::Choice: {
      std::uint32_t start = emit(node.children.back(), next);
      for (auto child = node.children.rbegin() + 1; child != node.children.rend(); ++child) {
        const std::uint32_t way = emit(*child, next);
        if (way == kTooLong || start == kTooLong) return kTooLong;
        start = append({Step::Kind::Split, {}, way, start});
      }
      return start;
    }
    case ExpressionNode::Kind::Repeat:
      return emit_repeat(node, next);
  }
  return next;
}

std::uint32_t RuleAutomaton::emit_repeat(const ExpressionNode& node, std::uint32_t next) {
  const ExpressionNode& child = node.children.front();
  if (node.maximum == ExpressionNode::kUnlimited) {
    const std::uint32_t loop = append({Step::Kind::Split, {}, next, next});
    const std::uint32_t body = emit(child, loop);
    if (body == kTooLong) return kTooLong;
    steps_[loop].other = body;
    next = loop;
  } else {
    const std::uint32_t behind = next;
    for (int i = node.minimum; i < node.maximum; ++i) {
      const std::uint32_t way = emit(child, next);
      if (way == kTooLong) return kTooLong;
      next = append({Step::Kind::Split, {}, way, behind});
    }
  }
  for (int i = 0; i < node.minimum && next != kTooLong; ++i) next = emit(child, next);
  return next;
}

std::vector<std::uint32_t> RuleAutomaton::find_frontier(std::vector<std::uint32_t> open) const {
  std::vector<std::uint32_t> frontier;
  std::set<std::uint32_t> seen(open.begin(), open.end());
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    const Step& step = steps_[at];
    if (step.kind != Step::Kind::Assert && step.kind != Step::Kind::Split) {
      frontier.push_back(at);
      continue;
    }
    if (seen.insert(step.next).second) open.push_back(step.next);
    if (step.kind == Step::Kind::Split && seen.insert(step.other).second)
      open.push_back(step.other);
  }
  return frontier;
}

/// Adds `bit` to the classes that a step can take.
void RuleAutomaton::open_classes(const Step& step, const CharacterClasses& classes,
                                 std::uint64_t bit, std::vector<std::uint64_t>& opening) {
  for (std::size_t each = 0; each < classes.size(); ++each) {
    if (step.kind != Step::Kind::Set || classes.is_in(each, step.other)) opening[each] |= bit;
  }
}

std::array<std::vector<std::uint64_t>, 2> RuleAutomaton::find_openings(
    const CharacterClasses& classes, const std::vector<std::size_t>& expressions) const {
  std::array<std::vector<std::uint64_t>, 2> openings;
  openings.fill(std::vector<std::uint64_t>(classes.size()));
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    std::vector<std::uint32_t> open{starts_[expressions[i]]};
    for (std::vector<std::uint64_t>& opening : openings) {
      std::vector<std::uint32_t> next;
      for (const std::uint32_t at : find_frontier(open)) {
        const Step& step = steps_[at];
        next.push_back(step.kind == Step::Kind::Accept ? at : step.next);
        open_classes(step, classes, std::uint64_t{1} << (i % 64), opening);
      }
      open = std::move(next);
    }
  }
  return openings;
}

RuleMatcher::RuleMatcher(const RuleAutomaton& automaton, const CharacterClasses& classes)
    : automaton_(&automaton),
      classes_(&classes),
      found_(automaton.size()),
      wanted_(automaton.size()) {
  forget();
}

/// Drops all states, so that a long run stays small.
void RuleMatcher::forget() {
  states_.clear();
  facts_.clear();
  next_.clear();
  for (std::size_t kind = 0; kind < first_.size(); ++kind) {
    State state;
    state.steps = automaton_->starts_;
    std::sort(state.steps.begin(), state.steps.end());
    state.behind = static_cast<CharacterKind>(kind);
    state.found = ExpressionBits(automaton_->size());
    first_[kind] = intern(std::move(state));
  }
}

void RuleMatcher::start(CharacterKind behind) {
  if (facts_.size() > kMostStates) forget();
  current_ = first_[static_cast<std::size_t>(behind)];
  found_.clear();
  wanted_.fill();
  found_now_ = nullptr;
}

std::int32_t RuleMatcher::intern(State state) {
  const auto [place, is_new] =
      states_.try_emplace(std::move(state), static_cast<std::int32_t>(facts_.size()));
  if (is_new) {
    const State& known = place->first;
    StateFacts facts{&known, known.found.any() ? &known.found : nullptr,
                     ExpressionBits(automaton_->size())};
    for (const std::uint32_t step : known.steps) facts.alive.set(automaton_->owners_[step]);
    facts_.push_back(std::move(facts));
    next_.resize(facts_.size() * (classes_->size() + 1), kUnknown);
  }
  return place->second;
}

/// The state behind a character that the current one has not met yet.
std::int32_t RuleMatcher::find_next(std::size_t character_class) {
  const std::size_t place =
      static_cast<std::size_t>(current_) * (classes_->size() + 1) + character_class;
  const State& state = *facts_[static_cast<std::size_t>(current_)].state;
  const std::int32_t next = intern(make_next(state, character_class));
  next_[place] = next;
  return next;
}

/// What \b will see behind the next place: reading forward, it looks through marks.
CharacterKind RuleMatcher::find_behind(CharacterKind behind, CharacterKind ahead) const {
  if (automaton_->direction_ == ReadingDirection::Backward || !is_mark(ahead)) return ahead;
  return behind == CharacterKind::Edge ? CharacterKind::NoWord : behind;
}

RuleMatcher::State RuleMatcher::make_next(const State& state, std::size_t character_class) const {
  using Step = RuleAutomaton::Step;
  const bool is_edge = character_class == classes_->size();
  State result;
  const CharacterKind ahead = is_edge ? CharacterKind::Edge : classes_->kind(character_class);
  result.behind = find_behind(state.behind, ahead);
  result.found = ExpressionBits(automaton_->size());
  std::vector<std::uint32_t> open = state.steps;
  std::vector<bool> seen(automaton_->steps_.size());
  for (const std::uint32_t at : open) seen[at] = true;
  const auto go_on = [&](std::uint32_t at) {
    if (!seen[at]) open.push_back(at);
    seen[at] = true;
  };
  while (!open.empty()) {
    const Step& step = automaton_->steps_[open.back()];
    open.pop_back();
    if (step.kind == Step::Kind::Accept) {
      result.found.set(step.other);
    } else if (step.kind == Step::Kind::Set) {
      if (!is_edge && classes_->is_in(character_class, step.other))
        result.steps.push_back(step.next);
    } else if (step.kind == Step::Kind::Split) {
      go_on(step.next);
      go_on(step.other);
    } else if (step.kind == Step::Kind::Any) {
      if (!is_edge) result.steps.push_back(step.next);
    } else if (holds(step.assertion, state.behind, ahead)) {
      go_on(step.next);
    }
  }
  std::sort(result.steps.begin(), result.steps.end());
  result.steps.erase(std::unique(result.steps.begin(), result.steps.end()), result.steps.end());
  return result;
}

/// Whether an assertion holds between two characters.
bool RuleMatcher::holds(Assertion assertion, CharacterKind behind, CharacterKind ahead) const {
  const bool is_forward = automaton_->direction_ == ReadingDirection::Forward;
  const CharacterKind left = is_forward ? behind : ahead;
  const CharacterKind right = is_forward ? ahead : behind;
  if (assertion == Assertion::TextStart) return left == CharacterKind::Edge;
  if (assertion == Assertion::TextEnd) return right == CharacterKind::Edge;
  const bool is_left_word = left == CharacterKind::Word || left == CharacterKind::MarkAfterWord;
  const bool is_boundary = !is_mark(right) && is_left_word != (right == CharacterKind::Word);
  return is_boundary == (assertion == Assertion::WordBoundary);
}

}  // namespace hexapla::text
