// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/model/concepts.hpp"
#include "hexapla/model/configuration.hpp"
#include "hexapla/model/locale.hpp"
#include "hexapla/model/references.hpp"
#include "hexapla/model/unit.hpp"
#include "hexapla/text/stemmer.hpp"

namespace hexapla::check {

/// What a rule is, for reports and `explain`.
struct RuleDescription {
  std::string_view id;
  Severity severity = Severity::Major;
  std::string_view its_type;
  std::string_view summary;  ///< one sentence
};

/// What all rules may look at; values that outlive the run.
struct Context {
  std::string publication;
  std::string source_language;
  std::string target_language;  ///< empty while the source itself is checked
  const model::Glossary* glossary = nullptr;
  const model::Entities* entities = nullptr;
  const model::Locale* source_locale = nullptr;
  const model::Locale* target_locale = nullptr;
  const text::Stemmer* source_stemmer = nullptr;  ///< null: words do not change their form
  const text::Stemmer* target_stemmer = nullptr;
};

/// One unit of one file, with its neighbours.
struct UnitView {
  const model::Unit* unit = nullptr;
  const model::Unit* previous = nullptr;
  const model::Unit* next = nullptr;
  std::string_view file;  ///< as findings name it
};

/// What a rule must be given to say anything.
enum class Needs : std::uint8_t {
  Text,       ///< units of one language: a document as it lies will do
  Pair,       ///< sources with their targets: an XLIFF file will do
  Workspace,  ///< what only a workspace has: entities, other languages
};

/// One rule. Sees one unit at a time and ends with finish(); touches no file. One object per
/// language and run.
class Rule {
 public:
  virtual ~Rule() = default;
  [[nodiscard]] virtual const RuleDescription& description() const = 0;
  /// A rule that says Text runs on documents too, where target_language is empty and no unit has a
  /// target.
  [[nodiscard]] virtual Needs needs() const { return Needs::Pair; }
  /// Called once before the first unit.
  virtual void begin(const Context& context) { context_ = &context; }
  virtual void check(const UnitView& view, DiagnosticSink& sink) = 0;
  virtual void finish(DiagnosticSink& /*sink*/) {}

 protected:
  [[nodiscard]] const Context& context() const { return *context_; }
  /// A finding about a segment, with rule, severity, type, languages, place (its target, else its
  /// source, else the segment), unit, segment and hash filled in.
  [[nodiscard]] Diagnostic finding(const UnitView& view, const model::Segment& segment,
                                   std::string message) const;

 private:
  const Context* context_ = nullptr;
};

/// A new object of every rule that needs no more than is `given`, in the order of reports.
[[nodiscard]] std::vector<std::unique_ptr<Rule>> make_rules(Needs given = Needs::Workspace);

/// Whether a rule is what a pattern names: its id, or group/*.
[[nodiscard]] bool is_rule_of(std::string_view pattern, std::string_view rule);

/// Severity of a rule as configured, its default otherwise; publication overrides win, then
/// language, then exact ids over group/*.
[[nodiscard]] Severity configured_severity(const RuleDescription& rule, std::string_view language,
                                           const std::vector<model::SeverityOverride>& overrides);

/// Runs rules over the units of one file in order; call finish on each rule at the end of the
/// language.
void check_units(std::vector<std::unique_ptr<Rule>>& rules, const std::vector<model::Unit>& units,
                 std::string_view file, DiagnosticSink& sink);

}  // namespace hexapla::check
