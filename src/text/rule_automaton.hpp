// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "rule_expression.hpp"

/// Many expressions matched at one place of a text in one pass over the characters beside it.
namespace hexapla::text {

/// What \b sees of a character. It looks through combining marks and format characters to what
/// stands before them, and never holds right before one.
enum class CharacterKind : std::uint8_t { Word, NoWord, MarkAfterWord, MarkAfterNoWord, Edge };

/// All characters, those alike for every expression in one class.
class CharacterClasses {
 public:
  explicit CharacterClasses(const ExpressionSets& sets);

  /// A mark's class is the one it has after what is no word.
  [[nodiscard]] std::uint16_t find(char32_t c) const {
    return c < plane_.size() ? plane_[c] : find_beyond(c);
  }
  [[nodiscard]] bool is_mark(std::size_t each) const {
    return kinds_[each] == CharacterKind::MarkAfterNoWord;
  }
  /// The class of a mark where it stands after a word.
  [[nodiscard]] std::uint16_t after_word(std::size_t mark) const { return after_word_[mark]; }
  [[nodiscard]] std::size_t size() const { return kinds_.size(); }
  [[nodiscard]] CharacterKind kind(std::size_t each) const { return kinds_[each]; }
  [[nodiscard]] bool is_in(std::size_t each, std::size_t set) const { return members_[each][set]; }

 private:
  [[nodiscard]] std::uint16_t find_beyond(char32_t c) const;
  void add_class(const std::vector<bool>& members, bool is_word, bool is_mark);

  std::vector<std::uint16_t> plane_;  ///< of the first 65536 code points
  std::vector<char32_t> starts_;      ///< where ranges of one class start, ascending
  std::vector<std::uint16_t> ranges_;
  std::vector<std::vector<bool>> members_;  ///< by class: the sets that hold it
  std::vector<CharacterKind> kinds_;
  std::vector<std::uint16_t> after_word_;
};

/// Bits by number, as many as there are expressions.
class ExpressionBits {
 public:
  explicit ExpressionBits(std::size_t count = 0) : words_((count + 63) / 64) {}
  void set(std::size_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
  [[nodiscard]] bool test(std::size_t i) const { return ((words_[i / 64] >> (i % 64)) & 1U) != 0; }
  /// The first set bit from `i` on; beyond all where there is none.
  [[nodiscard]] std::size_t next(std::size_t i) const {
    for (std::size_t word = i / 64; word < words_.size(); ++word) {
      const std::uint64_t rest = words_[word] >> (i % 64);
      if (rest != 0) return i + static_cast<std::size_t>(std::countr_zero(rest));
      i = (word + 1) * 64;
    }
    return words_.size() * 64;
  }
  void clear() { words_.assign(words_.size(), 0); }
  [[nodiscard]] bool any() const {
    for (const std::uint64_t word : words_) {
      if (word != 0) return true;
    }
    return false;
  }
  void fill() { words_.assign(words_.size(), ~std::uint64_t{0}); }
  /// Unsets `i` and all above it.
  void keep_below(std::size_t i) {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      if (i < 64 * word) {
        words_[word] = 0;
      } else if (i < 64 * word + 64) {
        words_[word] &= (std::uint64_t{1} << (i % 64)) - 1;
      }
    }
  }
  [[nodiscard]] bool meets(const ExpressionBits& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((words_[i] & other.words_[i]) != 0) return true;
    }
    return false;
  }
  void add(const ExpressionBits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  auto operator<=>(const ExpressionBits&) const = default;

 private:
  std::vector<std::uint64_t> words_;
};

enum class ReadingDirection : std::uint8_t { Forward, Backward };

/// Expressions as one machine that reads away from a place, onwards or back.
class RuleAutomaton {
 public:
  explicit RuleAutomaton(ReadingDirection direction) : direction_(direction) {}

  /// Adds an expression, which gets the next number. False where it is opaque or too long: it then
  /// counts as matching whatever stands there.
  bool add(const RuleExpression& expression);
  [[nodiscard]] std::size_t size() const { return starts_.size(); }

  /// By class of the character next to a place, and of the second one: the expressions (place in
  /// the list modulo 64) that can match there. What matches with fewer characters is in all.
  [[nodiscard]] std::array<std::vector<std::uint64_t>, 2> find_openings(
      const CharacterClasses& classes, const std::vector<std::size_t>& expressions) const;

 private:
  friend class RuleMatcher;
  struct Step {
    enum class Kind : std::uint8_t { Any, Set, Assert, Split, Accept };
    Kind kind = Kind::Accept;
    Assertion assertion = Assertion::TextStart;
    std::uint32_t next = 0;
    std::uint32_t other = 0;  ///< Split: the second way; Set: the set; Accept: the expression
  };
  static constexpr std::uint32_t kTooLong = UINT32_MAX;

  [[nodiscard]] std::uint32_t append(Step step);
  [[nodiscard]] std::uint32_t emit(const ExpressionNode& node, std::uint32_t next);
  [[nodiscard]] std::uint32_t emit_repeat(const ExpressionNode& node, std::uint32_t next);
  static void open_classes(const Step& step, const CharacterClasses& classes, std::uint64_t bit,
                           std::vector<std::uint64_t>& opening);
  /// The steps that take a character or end, reached from `open` without one.
  [[nodiscard]] std::vector<std::uint32_t> find_frontier(std::vector<std::uint32_t> open) const;

  ReadingDirection direction_;
  std::size_t effort_ = 0;  ///< spent on the expression that is being added
  std::vector<Step> steps_;
  std::vector<std::uint32_t> owners_;  ///< the expression of each step
  std::vector<std::uint32_t> starts_;
};

/// A run of an automaton over characters. Remembers the states it met, so it is no business of two
/// threads; the automaton and the classes must outlive it.
class RuleMatcher {
 public:
  RuleMatcher(const RuleAutomaton& automaton, const CharacterClasses& classes);

  /// Starts at a place, in search of all expressions; `behind` is the kind of the character on the
  /// far side of it: reading forward, of the last one that is no mark.
  void start(CharacterKind behind);
  /// The expressions that are searched for, to be narrowed between start and read.
  [[nodiscard]] ExpressionBits& wanted() { return wanted_; }

  /// Reads a character; false when no expression that is wanted can match any further one.
  /// Expressions that match up to where the character begins are found.
  bool read(std::uint16_t character_class) { return follow(character_class); }
  /// Reads the edge of the text.
  void read_edge() { (void)follow(classes_->size()); }

  [[nodiscard]] const ExpressionBits& found() const { return found_; }
  /// What the last character found; nothing where it found none. Valid until the next start.
  [[nodiscard]] const ExpressionBits* found_now() const { return found_now_; }

 private:
  static constexpr std::int32_t kUnknown = -1;
  struct State {
    std::vector<std::uint32_t> steps;  ///< ascending, not yet followed over assertions
    CharacterKind behind = CharacterKind::Edge;
    ExpressionBits found;
    auto operator<=>(const State&) const = default;
  };

  bool follow(std::size_t character_class) {
    std::int32_t& next =
        next_[static_cast<std::size_t>(current_) * (classes_->size() + 1) + character_class];
    current_ = next == kUnknown ? find_next(character_class) : next;
    const StateFacts& facts = facts_[static_cast<std::size_t>(current_)];
    found_now_ = facts.found;
    if (facts.found != nullptr) found_.add(*facts.found);
    return facts.alive.meets(wanted_);
  }

  struct StateFacts {
    const State* state = nullptr;
    const ExpressionBits* found = nullptr;  ///< null where it is empty
    ExpressionBits alive;                   ///< expressions that can match further characters
  };

  std::int32_t find_next(std::size_t character_class);
  [[nodiscard]] State make_next(const State& state, std::size_t character_class) const;
  [[nodiscard]] CharacterKind find_behind(CharacterKind behind, CharacterKind ahead) const;
  [[nodiscard]] bool holds(Assertion assertion, CharacterKind behind, CharacterKind ahead) const;
  std::int32_t intern(State state);
  void forget();

  const RuleAutomaton* automaton_;
  const CharacterClasses* classes_;
  std::map<State, std::int32_t> states_;
  std::vector<StateFacts> facts_;
  std::vector<std::int32_t> next_;       ///< by state and class
  std::array<std::int32_t, 5> first_{};  ///< by kind
  std::int32_t current_ = 0;
  ExpressionBits found_;
  ExpressionBits wanted_;
  const ExpressionBits* found_now_ = nullptr;
};

}  // namespace hexapla::text
