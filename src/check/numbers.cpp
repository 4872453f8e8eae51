// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/numbers.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/text/utf8.hpp"

#include "numbers.hpp"
#include "rules.hpp"

namespace hexapla::check {
namespace {

using text::Number;

TextRange range_of(const std::string& text, const Number& number) {
  const std::size_t begin = text::count_code_points(std::string_view(text).substr(0, number.begin));
  return {begin, begin + text::count_code_points(std::string_view(text).substr(
                             number.begin, number.end - number.begin))};
}

std::string as_written(const std::string& text, const Number& number) {
  return text.substr(number.begin, number.end - number.begin);
}

/// A language without a locale has digits and no words.
text::NumberRules rules_of(const model::Locale* locale) {
  return locale == nullptr ? text::NumberRules() : locale->number_rules;
}

/// Numbers of a source and its target, compared by value.
class Value final : public Rule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"numbers/value", Severity::Critical, "numbers",
                                           "A number of the source is another in the target."};
    return kRule;
  }

  void begin(const Context& context) override {
    Rule::begin(context);
    source_.emplace(rules_of(context.source_locale));
    target_.emplace(rules_of(context.target_locale));
  }

  void check(const UnitView& view, DiagnosticSink& sink) override {
    if (context().target_language.empty()) return;
    for (const model::Segment& segment : view.unit->segments) {
      if (segment.is_ignorable || !model::has_target_text(segment)) continue;
      const std::string source = segment.source.plain();
      const std::string target = segment.target->plain();
      if (!text::has_digits(source) && !text::has_digits(target)) continue;
      compare(view, segment, source, target, sink);
    }
  }

 private:
  void compare(const UnitView& view, const model::Segment& segment, const std::string& source,
               const std::string& target, DiagnosticSink& sink) const {
    const NumberDifference difference =
        compare_numbers(source_->find(source), target_->find(target));
    if (difference.missing.empty() && difference.added.empty()) return;
    Diagnostic result = finding(view, segment, describe(difference, source, target));
    if (!difference.missing.empty())
      result.source_span = range_of(source, difference.missing.front());
    if (!difference.added.empty()) result.target_span = range_of(target, difference.added.front());
    result.hint = "correct the number, or waive the finding and say why it differs";
    sink.report(std::move(result));
  }

  static std::string list(const std::vector<Number>& numbers, const std::string& text) {
    std::vector<std::string> written;
    written.reserve(numbers.size());
    for (const Number& number : numbers) written.push_back(as_written(text, number));
    return fmt::format("{}", fmt::join(written, ", "));
  }

  static std::string describe(const NumberDifference& difference, const std::string& source,
                              const std::string& target) {
    if (difference.added.empty()) {
      return fmt::format("{} of the source is not in the target", list(difference.missing, source));
    }
    if (difference.missing.empty()) {
      return fmt::format("{} of the target is not in the source", list(difference.added, target));
    }
    return fmt::format("the source has {}, the target {}", list(difference.missing, source),
                       list(difference.added, target));
  }

  std::optional<text::NumberFinder> source_;
  std::optional<text::NumberFinder> target_;
};

/// Groups of digits as right-to-left text stores and shows them.
class Groups : public TextRule {
 public:
  void begin(const Context& context) override {
    Rule::begin(context);
    finder_.emplace(rules_of(locale()));
  }

 protected:
  void check_text(const UnitView& view, const model::Segment& segment, const std::string& text,
                  DiagnosticSink& sink) final {
    if (locale() == nullptr || locale()->direction != "rtl") return;
    for (const Number& number : finder_->find(text)) {
      if (is_wrong(number))
        report_at(view, segment, range_of(text, number), describe(as_written(text, number), number),
                  sink);
    }
  }
  [[nodiscard]] std::string_view hint() const final {
    return "write the groups in reading order, with the no-break space U+00A0 between";
  }

  [[nodiscard]] virtual bool is_wrong(const Number& number) const = 0;
  [[nodiscard]] virtual std::string describe(const std::string& written,
                                             const Number& number) const = 0;

 private:
  std::optional<text::NumberFinder> finder_;
};

class ReversedGroups final : public Groups {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"numbers/reversed-groups", Severity::Major, "numbers",
                                           "The groups of a number are stored in reverse."};
    return kRule;
  }

 protected:
  [[nodiscard]] bool is_wrong(const Number& number) const override { return number.is_reversed; }
  [[nodiscard]] std::string describe(const std::string& written,
                                     const Number& number) const override {
    return fmt::format("“{}” is stored last group first; {} is meant", written,
                       number.values.front());
  }
};

class UnsafeSeparator final : public Groups {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{
        "numbers/unsafe-separator", Severity::Minor, "typographical",
        "A space lets the groups of a number change places in right-to-left text."};
    return kRule;
  }

 protected:
  [[nodiscard]] bool is_wrong(const Number& number) const override {
    return number.has_unsafe_separator && !number.is_reversed;
  }
  [[nodiscard]] std::string describe(const std::string& written,
                                     const Number& /*number*/) const override {
    return fmt::format("the groups of “{}” change places on the page", written);
  }
};

bool share_value(const Number& a, const Number& b) {
  return std::any_of(a.values.begin(), a.values.end(), [&](const std::string& value) {
    return std::find(b.values.begin(), b.values.end(), value) != b.values.end();
  });
}

/// Takes the first of `numbers` that means the same, one that asks for an answer before others.
bool take_equal(const Number& wanted, std::vector<const Number*>& numbers) {
  auto found = numbers.end();
  for (auto at = numbers.begin(); at != numbers.end(); ++at) {
    if (!share_value(wanted, **at)) continue;
    if (found == numbers.end() || (*found)->is_soft) found = at;
    if (!(*found)->is_soft) break;
  }
  if (found == numbers.end()) return false;
  numbers.erase(found);
  return true;
}

std::vector<const Number*> pointers(const std::vector<Number>& numbers) {
  std::vector<const Number*> result;
  result.reserve(numbers.size());
  for (const Number& number : numbers) result.push_back(&number);
  return result;
}

std::vector<Number> find_unanswered(const std::vector<Number>& asking,
                                    const std::vector<Number>& answering) {
  std::vector<Number> result;
  std::vector<const Number*> left = pointers(answering);
  for (const Number& number : asking) {
    if (!number.is_soft && !take_equal(number, left)) result.push_back(number);
  }
  return result;
}

}  // namespace

NumberDifference compare_numbers(const std::vector<Number>& source,
                                 const std::vector<Number>& target) {
  return {find_unanswered(source, target), find_unanswered(target, source)};
}

void add_number_rules(Rules& rules) {
  rules.push_back(std::make_unique<Value>());
  rules.push_back(std::make_unique<ReversedGroups>());
  rules.push_back(std::make_unique<UnsafeSeparator>());
}

}  // namespace hexapla::check
