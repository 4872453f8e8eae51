// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/checks.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "hexapla/base/source_file.hpp"
#include "hexapla/check/editions.hpp"
#include "hexapla/check/plan.hpp"
#include "hexapla/check/references.hpp"
#include "hexapla/check/rule.hpp"
#include "hexapla/model/slots.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::workspace {
namespace {

/// One part of the source whose blocks are not what the registry says (sync was not run).
constexpr check::RuleDescription kNotSynced{"completeness/not-synced", Severity::Major,
                                            "inconsistent-entities",
                                            "The source changed since the last sync."};

constexpr check::RuleDescription kUnusedWaiver{"waivers/unused", Severity::Minor, "other",
                                               "A waiver waives nothing."};

/// Collects findings with the severities that the workspace and the publication set.
class Checker {
 public:
  Checker(const Workspace& workspace, const Snapshot& snapshot) : snapshot_(snapshot) {
    overrides_ = workspace.configuration().severities;
    const auto& own = snapshot.publication->configuration.severities;
    overrides_.insert(overrides_.end(), own.begin(), own.end());
    context_.publication = snapshot.publication->name;
    context_.source_language = source_language();
    context_.glossary = &snapshot.glossary;
    context_.entities = &snapshot.entities;
    context_.source_locale = &snapshot.locales.find(source_language())->second;
    if (snapshot.stemmers) {
      context_.source_stemmer = snapshot.stemmers->get(source_language());
      result_.notes = snapshot.stemmers->notes();
    }
  }

  CheckResult run(const std::vector<std::string>& languages, std::vector<Diagnostic> found) {
    for (Diagnostic& finding : found) list_.report(std::move(finding));
    for (const SourcePart& part : snapshot_.sources) check_source(part);
    check::check_data_references(snapshot_.publication->data, snapshot_.publication->prefix,
                                 context_, list_);
    for (const std::string& language : languages) {
      if (language == source_language()) {
        check_source_language();
      } else {
        check_language(language);
      }
    }
    compare_editions(languages);
    result_.findings = list_.take();
    apply_waivers(languages);
    for (Diagnostic& finding : result_.findings) finding.severity = severity_of(finding);
    sort_findings(result_.findings);
    return std::move(result_);
  }

 private:
  [[nodiscard]] const std::string& source_language() const {
    return snapshot_.publication->configuration.source_language;
  }

  [[nodiscard]] Severity severity_of(const Diagnostic& finding) const {
    return check::configured_severity({finding.rule, finding.severity, {}, {}}, finding.language,
                                      overrides_);
  }

  static bool is_waived(const Diagnostic& finding, const model::Waiver& waiver) {
    return finding.rule == waiver.rule && finding.unit == waiver.unit &&
           finding.hash == waiver.hash &&
           (waiver.segment.empty() || finding.segment == waiver.segment) &&
           (waiver.language.empty() || finding.language == waiver.language);
  }

  /// Marks what a person accepted. A waiver whose finding is gone, or whose text changed, is a
  /// finding itself, where all its languages were checked.
  void apply_waivers(const std::vector<std::string>& languages) {
    for (const model::Waiver& waiver : snapshot_.publication->waivers) {
      bool is_used = false;
      for (Diagnostic& finding : result_.findings) {
        if (!is_waived(finding, waiver)) continue;
        finding.waived = true;
        is_used = true;
      }
      if (!is_used && is_checked(waiver.language, languages)) report_unused(waiver);
    }
  }

  [[nodiscard]] bool is_checked(const std::string& language,
                                const std::vector<std::string>& languages) const {
    const auto was_checked = [&](const std::string& each) {
      return std::find(languages.begin(), languages.end(), each) != languages.end();
    };
    const auto& all = snapshot_.publication->configuration.languages;
    return language.empty() ? std::all_of(all.begin(), all.end(), was_checked)
                            : was_checked(language);
  }

  void report_unused(const model::Waiver& waiver) {
    constexpr std::string_view kHeader = "[[waiver]]";
    Diagnostic finding;
    finding.rule = kUnusedWaiver.id;
    finding.severity = kUnusedWaiver.severity;
    finding.its_type = kUnusedWaiver.its_type;
    finding.publication = context_.publication;
    finding.language = waiver.language;
    finding.unit = waiver.unit;
    finding.span = {snapshot_.publication->prefix + "waivers.toml", waiver.offset,
                    waiver.offset + kHeader.size()};
    finding.message = fmt::format("there is no finding {} with this hash", waiver.rule);
    finding.hint =
        "the text changed, or the finding is gone: look at it again, or delete the waiver";
    result_.findings.push_back(std::move(finding));
  }

  void check_source(const SourcePart& part) {
    const SourceFile file(part.file.name, part.file.bytes);
    check::check_references(part.document, file, context_, list_);
    check::check_plan(part.document, file, snapshot_.publication->data, context_, list_);
    if (is_synced(part)) return;
    Diagnostic finding;
    finding.rule = kNotSynced.id;
    finding.severity = kNotSynced.severity;
    finding.its_type = kNotSynced.its_type;
    finding.publication = context_.publication;
    finding.language = source_language();
    finding.span = {part.file.name, 0, 0};
    finding.message = "the source changed since the last sync";
    finding.hint = "run hexapla sync";
    list_.report(std::move(finding));
  }

  [[nodiscard]] const SegmentPart* find_registry(const std::string& name) const {
    for (const SegmentPart& part : snapshot_.registry) {
      if (part.part == name) return &part;
    }
    return nullptr;
  }

  [[nodiscard]] bool is_synced(const SourcePart& part) const {
    const SegmentPart* registry = find_registry(part.part);
    model::Document copy = part.document;
    const std::vector<model::UnitSlot> slots = model::find_slots(copy, part.part);
    if (registry == nullptr || registry->segments.units.size() != slots.size()) return false;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const model::InlineText live = slots[i].content != nullptr
                                         ? model::to_inline_text(*slots[i].content)
                                         : model::InlineText(*slots[i].meta_content);
      const model::InlineText known =
          model::with_plain_code_ids(model::join_source(registry->segments.units[i]));
      if (live.canonical() != known.canonical()) return false;
    }
    return true;
  }

  static std::size_t count_segments(const std::vector<model::Unit>& units) {
    std::size_t count = 0;
    for (const model::Unit& unit : units) {
      count += static_cast<std::size_t>(
          std::count_if(unit.segments.begin(), unit.segments.end(),
                        [](const model::Segment& segment) { return !segment.is_ignorable; }));
    }
    return count;
  }

  /// Rules of one language, on the source; their places move from the registry to the Markdown.
  void check_source_language() {
    context_.target_language.clear();
    context_.target_locale = nullptr;
    context_.target_stemmer = nullptr;
    auto rules = check::make_rules();
    for (const auto& rule : rules) rule->begin(context_);
    for (const SegmentPart& part : snapshot_.registry) {
      DiagnosticList found;
      check::check_units(rules, part.segments.units, part.file.name, found);
      for (Diagnostic finding : found.take()) {
        place_in_source(finding, part);
        list_.report(std::move(finding));
      }
      result_.segments += count_segments(part.segments.units);
    }
    for (const auto& rule : rules) rule->finish(list_);
  }

  void place_in_source(Diagnostic& finding, const SegmentPart& registry) const {
    for (const SourcePart& part : snapshot_.sources) {
      if (part.part != registry.part) continue;
      const std::size_t block = find_block(part, registry, finding.unit);
      finding.span = {part.file.name, block, block};
      const model::Unit* unit = registry.segments.find_unit(finding.unit);
      const model::Segment* segment =
          unit == nullptr ? nullptr : unit->find_segment(finding.segment);
      if (segment == nullptr || !finding.source_span) return;
      const std::string words = words_at(segment->source.plain(), *finding.source_span);
      const std::size_t found = part.file.bytes.find(words, block);
      if (found != std::string::npos) finding.span = {part.file.name, found, found + words.size()};
    }
  }

  static std::string words_at(const std::string& text, const TextRange& range) {
    const std::size_t begin = text::byte_offset(text, range.begin);
    return text.substr(begin, text::byte_offset(text, range.end) - begin);
  }

  /// Where the block of a unit begins in the Markdown; 0 where it has no position.
  static std::size_t find_block(const SourcePart& part, const SegmentPart& registry,
                                const std::string& unit_id) {
    model::Document copy = part.document;
    const std::vector<model::UnitSlot> slots = model::find_slots(copy, part.part);
    for (std::size_t i = 0; i < std::min(slots.size(), registry.segments.units.size()); ++i) {
      if (registry.segments.units[i].id != unit_id || !slots[i].position) continue;
      return SourceFile(part.file.name, part.file.bytes)
          .offset({slots[i].position->begin_line, slots[i].position->begin_column});
    }
    return 0;
  }

  void check_language(const std::string& language) {
    const auto parts = snapshot_.languages.find(language);
    if (parts == snapshot_.languages.end()) return;
    context_.target_language = language;
    context_.target_locale = &snapshot_.locales.find(language)->second;
    if (snapshot_.stemmers) context_.target_stemmer = snapshot_.stemmers->get(language);
    auto rules = check::make_rules();
    for (const auto& rule : rules) rule->begin(context_);
    for (const SegmentPart& part : parts->second) {
      DiagnosticList found;
      check::check_units(rules, part.segments.units, part.file.name, found);
      for (Diagnostic finding : found.take()) {
        place_in_target(finding, part);
        list_.report(std::move(finding));
      }
      result_.segments += count_segments(part.segments.units);
      report_unknown_units(part, language);
    }
    for (const auto& rule : rules) rule->finish(list_);
  }

  /// A finding about words of a target underlines these words where they stand once in it as
  /// written; else it underlines the whole target.
  static void place_in_target(Diagnostic& finding, const SegmentPart& part) {
    const model::Unit* unit = part.segments.find_unit(finding.unit);
    const model::Segment* segment = unit == nullptr ? nullptr : unit->find_segment(finding.segment);
    if (segment == nullptr || !segment->target || !finding.target_span) return;
    const std::string_view bytes = part.file.bytes;
    const std::string words = words_at(segment->target->plain(), *finding.target_span);
    const std::size_t found = bytes.find(words, finding.span.begin);
    const std::size_t end = found + words.size();
    if (words.empty() || found == std::string_view::npos || end > finding.span.end) return;
    if (const std::size_t again = bytes.find(words, found + 1); again < finding.span.end) return;
    finding.span.begin = found;
    finding.span.end = end;
  }

  /// Live files hold exactly the registry's units: others, or other source texts, came from
  /// outside.
  void report_unknown_units(const SegmentPart& part, const std::string& language) {
    const SegmentPart* registry = find_registry(part.part);
    const bool is_malformed = part.segments.part.empty() && !part.file.bytes.empty();
    if (registry == nullptr || is_malformed) return;  // file/malformed says it all
    if (part.file.bytes.empty()) {
      report_unit(part, model::Unit(), language, "there is no segment file of this part");
      return;
    }
    std::map<std::string_view, const model::Unit*> known;
    for (const model::Unit& unit : registry->segments.units) known.emplace(unit.id, &unit);
    std::map<std::string_view, bool> present;
    for (const model::Unit& unit : part.segments.units) {
      present[unit.id] = true;
      const auto found = known.find(unit.id);
      if (found == known.end()) {
        report_unit(part, unit, language, "this unit is not in the source");
      } else if (model::join_source(*found->second).canonical() !=
                 model::join_source(unit).canonical()) {
        report_unit(part, unit, language, "the source text here is not the source's");
      }
    }
    for (const model::Unit& unit : registry->segments.units) {
      if (!present.contains(unit.id))
        report_unit(part, missing_unit(unit.id), language,
                    fmt::format("unit {} is missing", unit.id));
    }
  }

  /// The editions that were asked for and the source, unit by unit.
  void compare_editions(const std::vector<std::string>& languages) {
    std::map<std::string_view, std::vector<check::EditionUnit>> units;
    const auto add = [&](const std::string& language, const SegmentPart& part) {
      const bool is_source = language == source_language();
      const model::Locale& locale = snapshot_.locales.find(language)->second;
      for (const model::Unit& unit : part.segments.units)
        units[unit.id].push_back({language, &locale, &unit, part.file.name, is_source});
    };
    for (const SegmentPart& part : snapshot_.registry) add(source_language(), part);
    for (const std::string& language : languages) {
      const auto parts = snapshot_.languages.find(language);
      if (parts == snapshot_.languages.end()) continue;
      for (const SegmentPart& part : parts->second) add(language, part);
    }
    for (const SegmentPart& part : snapshot_.registry) {
      for (const model::Unit& unit : part.segments.units) {
        DiagnosticList found;
        check::check_editions(units[unit.id], context_, found);
        for (Diagnostic finding : found.take()) {
          if (finding.language == source_language()) place_in_source(finding, part);
          list_.report(std::move(finding));
        }
      }
    }
  }

  static model::Unit missing_unit(const std::string& id) {
    model::Unit unit;
    unit.id = id;
    return unit;
  }

  void report_unit(const SegmentPart& part, const model::Unit& unit, const std::string& language,
                   std::string message) {
    Diagnostic finding;
    finding.rule = kNotSynced.id;
    finding.severity = kNotSynced.severity;
    finding.its_type = kNotSynced.its_type;
    finding.publication = context_.publication;
    finding.language = language;
    finding.span = {part.file.name, unit.range.begin, unit.range.begin};
    finding.unit = unit.id;
    finding.message = std::move(message);
    finding.hint = "run hexapla sync";
    list_.report(std::move(finding));
  }

  const Snapshot& snapshot_;
  std::vector<model::SeverityOverride> overrides_;
  check::Context context_;
  DiagnosticList list_;
  CheckResult result_;
};

}  // namespace

CheckResult check_snapshot(const Workspace& workspace, const Snapshot& snapshot,
                           const std::vector<std::string>& languages,
                           std::vector<Diagnostic> found) {
  return Checker(workspace, snapshot).run(languages, std::move(found));
}

Result<CheckResult> check_publication(const Workspace& workspace, const Publication& publication,
                                      const std::vector<std::string>& languages) {
  DiagnosticList found;
  HEXAPLA_TRY(const Snapshot snapshot, load_snapshot(workspace, publication, languages, found));
  return check_snapshot(workspace, snapshot, languages, found.take());
}

}  // namespace hexapla::workspace
