// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rules.hpp"

namespace hexapla::check {
namespace {

using model::CodeRole;
using model::InlineCode;
using model::Segment;

/// What a code is to the person who reads the message.
enum class CodeClass : std::uint8_t { Reference, Note, Other };

CodeClass class_of(const InlineCode& code) {
  if (code.sub_type.starts_with("hexapla:ref")) return CodeClass::Reference;
  if (code.sub_type == "hexapla:note") return CodeClass::Note;
  return CodeClass::Other;
}

std::string describe(const InlineCode& code) {
  const std::string what = code.disp.empty() || code.disp == code.equiv
                               ? code.equiv
                               : fmt::format("{}, {}", code.equiv, code.disp);
  return what.empty() ? fmt::format("{{{}}}", code.id) : fmt::format("{{{}}} ({})", code.id, what);
}

/// Codes by id and side, with how often they stand there. Identity is kind and equiv, never disp.
std::map<std::string, std::size_t> count_codes(const std::vector<InlineCode>& codes) {
  std::map<std::string, std::size_t> counts;
  for (const InlineCode& code : codes)
    ++counts[fmt::format("{}{}", code.role == CodeRole::Close ? "/" : "", code.id)];
  return counts;
}

/// Codes are compared over the whole unit: a translation may carry one from sentence to sentence.
class CodeRule : public Rule {
 public:
  void check(const UnitView& view, DiagnosticSink& sink) final {
    if (context().target_language.empty()) return;
    std::vector<InlineCode> source;
    std::vector<InlineCode> target;
    for (const Segment& segment : view.unit->segments) {
      if (!segment.is_ignorable && !model::has_target_text(segment))
        return;  // not wholly translated: nothing to compare
      append(source, segment.source);
      if (segment.target) append(target, *segment.target);
    }
    compare(view, source, target, sink);
  }

 protected:
  virtual void compare(const UnitView& view, const std::vector<InlineCode>& source,
                       const std::vector<InlineCode>& target, DiagnosticSink& sink) = 0;

  /// The segment of the unit that has the code on one side.
  static const Segment& find_segment(const UnitView& view, const InlineCode& code, bool in_target) {
    for (const Segment& segment : view.unit->segments) {
      if (in_target && !segment.target) continue;
      const std::vector<InlineCode> codes =
          in_target ? segment.target->codes() : segment.source.codes();
      const auto is_it = [&](const InlineCode& each) {
        return each.id == code.id && each.role == code.role;
      };
      if (std::any_of(codes.begin(), codes.end(), is_it)) return segment;
    }
    return view.unit->segments.front();
  }

 private:
  static void append(std::vector<InlineCode>& codes, const model::InlineText& text) {
    for (InlineCode& code : text.codes()) codes.push_back(std::move(code));
  }
};

/// Codes of one class that the source has and the target lacks.
class LostCode : public CodeRule {
 public:
  explicit LostCode(CodeClass code_class) : class_(code_class) {}

 protected:
  void compare(const UnitView& view, const std::vector<InlineCode>& source,
               const std::vector<InlineCode>& target, DiagnosticSink& sink) final {
    const auto counts = count_codes(target);
    for (const InlineCode& code : source) {
      if (code.role == CodeRole::Close || class_of(code) != class_ || counts.contains(code.id))
        continue;
      const Segment& segment = find_segment(view, code, false);
      Diagnostic result =
          finding(view, segment, fmt::format("the target lacks {} {}", word(), describe(code)));
      result.notes.push_back(
          {{std::string(view.file), segment.source_range.begin, segment.source_range.end},
           "it stands here in the source"});
      result.hint = fmt::format("insert {{{}}} where it belongs", code.id);
      sink.report(std::move(result));
    }
  }

 private:
  [[nodiscard]] std::string_view word() const {
    if (class_ == CodeClass::Reference) return "the reference";
    return class_ == CodeClass::Note ? "the note call" : "the inline code";
  }

  CodeClass class_;
};

class MissingCode final : public LostCode {
 public:
  MissingCode() : LostCode(CodeClass::Other) {}
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"inline/missing-code", Severity::Critical, "markup",
                                           "The target lacks an inline code that the source has."};
    return kRule;
  }
};

class LostReference final : public LostCode {
 public:
  LostReference() : LostCode(CodeClass::Reference) {}
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"inline/references", Severity::Critical,
                                           "inconsistent-entities",
                                           "The target lacks a reference that the source has."};
    return kRule;
  }
};

class LostNote final : public LostCode {
 public:
  LostNote() : LostCode(CodeClass::Note) {}
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"inline/notes", Severity::Critical, "omission",
                                           "The target lacks a note call that the source has."};
    return kRule;
  }
};

class AddedCode final : public CodeRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{
        "inline/added-code", Severity::Major, "markup",
        "The target has an inline code that the source lacks, or one too often."};
    return kRule;
  }

 protected:
  void compare(const UnitView& view, const std::vector<InlineCode>& source,
               const std::vector<InlineCode>& target, DiagnosticSink& sink) override {
    const auto in_source = count_codes(source);
    std::map<std::string, std::size_t> seen;
    for (const InlineCode& code : target) {
      if (code.role == CodeRole::Close) continue;
      const std::size_t count = ++seen[code.id];
      const bool is_known = in_source.contains(code.id);
      if (is_known && (count == 1 || code.can_copy)) continue;
      const Segment& segment = find_segment(view, code, true);
      Diagnostic result = finding(
          view, segment,
          is_known ? fmt::format("the target has {} {} times; it may stand there once",
                                 describe(code), count)
                   : fmt::format("the target has the inline code {}, which the source lacks",
                                 describe(code)));
      result.hint = fmt::format("take {{{}}} away", code.id);
      sink.report(std::move(result));
    }
  }
};

class Nesting final : public CodeRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{
        "inline/nesting", Severity::Major, "markup",
        "Paired codes of the target cross, or one side of a pair is missing."};
    return kRule;
  }

 protected:
  void compare(const UnitView& view, const std::vector<InlineCode>& /*source*/,
               const std::vector<InlineCode>& target, DiagnosticSink& sink) override {
    std::vector<InlineCode> open;
    for (const InlineCode& code : target) {
      if (code.role == CodeRole::Open) open.push_back(code);
      if (code.role != CodeRole::Close) continue;
      const auto found = std::find_if(open.begin(), open.end(),
                                      [&](const InlineCode& each) { return each.id == code.id; });
      if (found == open.end()) {
        report(view, code, fmt::format("the pair {{{}}} ends here and has not begun", code.id),
               sink);
      } else {
        if (found + 1 != open.end()) {
          report(
              view, code,
              fmt::format("the pair {{{}}} ends inside the pair {{{}}}", code.id, open.back().id),
              sink);
        }
        open.erase(found);
      }
    }
    for (const InlineCode& code : open)
      report(view, code, fmt::format("the pair {{{}}} does not end", code.id), sink);
  }

 private:
  void report(const UnitView& view, const InlineCode& code, std::string message,
              DiagnosticSink& sink) const {
    Diagnostic result = finding(view, find_segment(view, code, true), std::move(message));
    result.hint = "set the two sides around the same words as in the source";
    sink.report(std::move(result));
  }
};

}  // namespace

void add_inline_code_rules(Rules& rules) {
  rules.push_back(std::make_unique<MissingCode>());
  rules.push_back(std::make_unique<AddedCode>());
  rules.push_back(std::make_unique<Nesting>());
  rules.push_back(std::make_unique<LostReference>());
  rules.push_back(std::make_unique<LostNote>());
}

}  // namespace hexapla::check
