// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "rule_expression.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <unicode/unistr.h>

namespace hexapla::text {
namespace {

constexpr int kDeepest = 100;           ///< nested groups
constexpr int kMostRepetitions = 1000;  ///< more are no business of an automaton

icu::UnicodeString to_icu(std::u32string_view text) {
  icu::UnicodeString result;
  for (const char32_t c : text) result.append(static_cast<UChar32>(c));
  return result;
}

/// The sets of \s \d \w \h and their opposites, as ICU defines them.
std::optional<icu::UnicodeString> to_class(char32_t letter) {
  switch (letter) {
    case U's':
      return u"[\\p{WhiteSpace}]";
    case U'S':
      return u"[^\\p{WhiteSpace}]";
    case U'd':
      return u"[\\p{Nd}]";
    case U'D':
      return u"[^\\p{Nd}]";
    case U'w':
      return u"[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d]";
    case U'W':
      return u"[^\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d]";
    case U'h':
      return u"[\\u0009\\p{Zs}]";
    case U'H':
      return u"[^\\u0009\\p{Zs}]";
    default:
      return std::nullopt;
  }
}

std::optional<char32_t> to_control(char32_t letter) {
  switch (letter) {
    case U't':
      return U'\t';
    case U'n':
      return U'\n';
    case U'r':
      return U'\r';
    case U'f':
      return U'\f';
    default:
      return std::nullopt;
  }
}

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

ExpressionNode sequence(std::vector<ExpressionNode> children) {
  ExpressionNode node;
  node.kind = ExpressionNode::Kind::Sequence;
  node.children = std::move(children);
  return node;
}

/// Recursive descent. Each function reads from the front of `rest_`; where it meets what it does
/// not know, the expression is opaque and reading ends.
class ExpressionParser {
 public:
  ExpressionParser(std::u32string_view expression, ExpressionSets& sets)
      : rest_(expression), sets_(sets) {}

  RuleExpression run() {
    result_.root = choice(0);
    if (!rest_.empty()) give_up();  // a closing bracket too many
    return std::move(result_);
  }

 private:
  void give_up() {
    result_.is_opaque = true;
    result_.is_exact = false;
    rest_ = {};
  }

  bool take(std::u32string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  char32_t take_one() {
    const char32_t c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  ExpressionNode choice(int depth) {
    if (depth > kDeepest) {
      give_up();
      return {};
    }
    ExpressionNode node;
    node.kind = ExpressionNode::Kind::Choice;
    do node.children.push_back(branch(depth));
    while (take(U"|"));
    if (node.children.size() > 1) return node;
    return std::move(node.children.front());
  }

  ExpressionNode branch(int depth) {
    std::vector<ExpressionNode> parts;
    while (!rest_.empty() && rest_.front() != U'|' && rest_.front() != U')')
      parts.push_back(quantified(atom(depth)));
    return sequence(std::move(parts));
  }

  /// One or more quantifiers in a row are malformed: the second is met as an atom.
  ExpressionNode quantified(ExpressionNode part) {
    int minimum = 0;
    int maximum = ExpressionNode::kUnlimited;
    if (take(U"?")) {
      maximum = 1;
    } else if (take(U"+")) {
      minimum = 1;
    } else if (take(U"{")) {
      if (!interval(minimum, maximum)) return {};
    } else if (!take(U"*")) {
      return part;
    }
    // Lazy finds the same texts; possessive finds fewer of them.
    if (!take(U"?") && take(U"+")) result_.is_exact = false;
    ExpressionNode node;
    node.kind = ExpressionNode::Kind::Repeat;
    node.minimum = minimum;
    node.maximum = maximum;
    node.children.push_back(std::move(part));
    return node;
  }

  /// Behind "{": "3}", "3,}", "3,5}".
  bool interval(int& minimum, int& maximum) {
    const std::optional<int> first = number();
    maximum = first.value_or(0);
    if (take(U","))
      maximum = rest_.starts_with(U"}") ? ExpressionNode::kUnlimited : number().value_or(-2);
    const bool is_known =
        first && take(U"}") && (maximum == ExpressionNode::kUnlimited || maximum >= *first);
    if (!is_known) {
      give_up();
      return false;
    }
    minimum = *first;
    return true;
  }

  std::optional<int> number() {
    std::optional<int> value;
    while (!rest_.empty() && is_ascii_digit(rest_.front())) {
      value = value.value_or(0) * 10 + static_cast<int>(take_one() - U'0');
      if (*value > kMostRepetitions) return std::nullopt;
    }
    return value;
  }

  ExpressionNode atom(int depth) {
    const char32_t c = take_one();
    switch (c) {
      case U'(':
        return group(depth);
      case U'[':
        return set_node(set(depth));
      case U'\\':
        return escape();
      case U'^':
        return assertion(Assertion::TextStart);
      case U'$':  // a line break may stand behind it
        result_.is_exact = false;
        return {};
      case U'.':
        return set_node(sets_.find(u"[^\\u000a-\\u000d\\u0085\\u2028\\u2029]"));
      case U'*':
      case U'+':
      case U'?':
      case U'{':
      case U'}':
      case U']':
        give_up();
        return {};
      default:
        return literal(c);
    }
  }

  static ExpressionNode assertion(Assertion which) {
    ExpressionNode node;
    node.kind = ExpressionNode::Kind::Assert;
    node.assertion = which;
    return node;
  }

  ExpressionNode literal(char32_t c) {
    return set_node(icu::UnicodeSet(static_cast<UChar32>(c), static_cast<UChar32>(c)));
  }

  ExpressionNode set_node(std::optional<icu::UnicodeSet> set) {
    if (!set || result_.is_opaque) {
      give_up();
      return {};
    }
    if (ignores_case_) set->closeOver(USET_CASE_INSENSITIVE);
    if (set->hasStrings()) set->removeAllStrings();
    ExpressionNode node;
    node.kind = ExpressionNode::Kind::Set;
    node.set = sets_.add(*set);
    return node;
  }

  /// Behind "(".
  ExpressionNode group(int depth) {
    if (take(U"?=") || take(U"?!") || take(U"?<=") || take(U"?<!")) {
      // What a look-around asks for is left out: more texts match, none fewer.
      result_.is_exact = false;
      (void)choice(depth + 1);
      close_group();
      return {};
    }
    if (take(U"?i)")) {
      // A letter can equal two others (ß and ss): what the sets hold does not say it all.
      if (depth > 0) give_up();
      ignores_case_ = true;
      result_.is_exact = false;
      return {};
    }
    if (take(U"?>")) {
      result_.is_exact = false;
    } else if (!take(U"?:") && rest_.starts_with(U"?")) {
      give_up();
      return {};
    }
    ExpressionNode inner = choice(depth + 1);
    close_group();
    return inner;
  }

  void close_group() {
    if (!take(U")")) give_up();
  }

  /// Behind a backslash, outside a set.
  ExpressionNode escape() {
    if (take(U"b")) return assertion(Assertion::WordBoundary);
    if (take(U"B")) return assertion(Assertion::NoWordBoundary);
    if (take(U"A")) return assertion(Assertion::TextStart);
    if (take(U"z")) return assertion(Assertion::TextEnd);
    return set_node(escaped_set());
  }

  /// Behind a backslash, in a set or outside: what it stands for. Nothing: not known.
  std::optional<icu::UnicodeSet> escaped_set() {
    if (rest_.empty()) return std::nullopt;
    const char32_t c = take_one();
    if (c == U'p' || c == U'P') return property(c);
    if (c == U'u') return code_point(4);
    if (c == U'U') return code_point(8);
    if (c == U'x' && !rest_.starts_with(U"{")) return code_point(2);
    if (const auto control = to_control(c)) return one(*control);
    if (is_ascii_letter(c)) {
      const auto pattern = to_class(c);
      return pattern ? sets_.find(*pattern) : std::nullopt;
    }
    if (is_ascii_digit(c)) return std::nullopt;
    return one(c);
  }

  static icu::UnicodeSet one(char32_t c) {
    return {static_cast<UChar32>(c), static_cast<UChar32>(c)};
  }

  std::optional<icu::UnicodeSet> property(char32_t letter) {
    const std::size_t end = rest_.find(U'}');
    if (!rest_.starts_with(U"{") || end == std::u32string_view::npos) return std::nullopt;
    icu::UnicodeString pattern(u"[\\");
    pattern.append(static_cast<UChar32>(letter));
    pattern.append(to_icu(rest_.substr(0, end + 1))).append(u']');
    rest_.remove_prefix(end + 1);
    return sets_.find(pattern);
  }

  std::optional<icu::UnicodeSet> code_point(std::size_t digits) {
    if (rest_.size() < digits) return std::nullopt;
    char32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char32_t c = take_one();
      const char32_t lower = c | 0x20U;
      if (is_ascii_digit(c)) {
        value = value * 16 + (c - U'0');
      } else if (lower >= U'a' && lower <= U'f') {
        value = value * 16 + (lower - U'a' + 10);
      } else {
        return std::nullopt;
      }
    }
    if (value > 0x10FFFF) return std::nullopt;
    return one(value);
  }

  /// Behind "[". Unions, ranges, escapes, sets within; intersections and differences are not known.
  std::optional<icu::UnicodeSet> set(int depth) {
    const bool is_negated = take(U"^");
    if (depth > kDeepest || rest_.empty() || rest_.front() == U']') return std::nullopt;
    icu::UnicodeSet result;
    while (!take(U"]")) {
      if (rest_.empty() || rest_.starts_with(U"&&") || rest_.starts_with(U"--") ||
          rest_.starts_with(U"[:"))
        return std::nullopt;
      const std::optional<icu::UnicodeSet> item = set_item(depth);
      if (!item) return std::nullopt;
      result.addAll(*item);
    }
    if (is_negated) result.complement();
    return result;
  }

  std::optional<icu::UnicodeSet> set_item(int depth) {
    const char32_t c = take_one();
    if (c == U'[') return set(depth + 1);
    std::optional<icu::UnicodeSet> first =
        c == U'\\' ? escaped_set() : std::optional<icu::UnicodeSet>(one(c));
    const bool is_range = rest_.size() > 1 && rest_[0] == U'-' && rest_[1] != U']';
    if (!first || !is_range) return first;
    rest_.remove_prefix(1);
    const char32_t next = take_one();
    const std::optional<icu::UnicodeSet> last =
        next == U'\\' ? escaped_set() : std::optional<icu::UnicodeSet>(one(next));
    if (next == U'[' || next == U'-' || !last || first->size() != 1 || last->size() != 1 ||
        first->charAt(0) > last->charAt(0))
      return std::nullopt;
    return icu::UnicodeSet(first->charAt(0), last->charAt(0));
  }

  std::u32string_view rest_;
  ExpressionSets& sets_;
  RuleExpression result_;
  bool ignores_case_ = false;
};

}  // namespace

std::size_t ExpressionSets::add(const icu::UnicodeSet& set) {
  const auto found =
      std::find_if(sets_.begin(), sets_.end(), [&](const auto& known) { return *known == set; });
  if (found != sets_.end()) return static_cast<std::size_t>(found - sets_.begin());
  sets_.push_back(std::make_unique<const icu::UnicodeSet>(set));
  return sets_.size() - 1;
}

std::optional<icu::UnicodeSet> ExpressionSets::find(const icu::UnicodeString& pattern) {
  const auto [place, is_new] = by_pattern_.try_emplace(pattern);
  if (is_new) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeSet set(pattern, status);
    if (U_SUCCESS(status)) place->second = std::move(set);
  }
  return place->second;
}

RuleExpression parse_expression(std::u32string_view expression, ExpressionSets& sets) {
  return ExpressionParser(expression, sets).run();
}

}  // namespace hexapla::text
