// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/fill.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xliff.hpp"

namespace hexapla::workspace {
namespace {

using index::MatchKind;
using index::MemoryMatch;
using model::Segment;
using model::State;
using model::Unit;

constexpr std::string_view kWorkspaceOrigin = "workspace";

/// How one language of the workspace reads and writes numbers.
struct LanguageNumbers {
  explicit LanguageNumbers(const model::Locale& locale)
      : style(locale.numbers), finder(locale.number_rules) {}
  [[nodiscard]] NumberWriting writing() const { return {finder, style}; }

  model::Locale::Numbers style;
  text::NumberFinder finder;
};

Result<LanguageNumbers> read_numbers(const Workspace& workspace, const std::string& language) {
  HEXAPLA_TRY(const model::Locale locale, workspace.read_locale(language));
  return LanguageNumbers(locale);
}

/// As XLIFF names kinds of matches (2.1, 5.1.5.10).
std::string_view match_type(MatchKind kind) { return kind == MatchKind::InContext ? "icm" : "tm"; }

std::string describe_origin(const MemoryMatch& match) {
  std::string origin = match.origin;
  if (!match.entry.empty()) origin += fmt::format(": {}", match.entry);
  if (!match.date.empty()) origin += fmt::format(", {}", match.date);
  return origin;
}

model::UnitMatch to_unit_match(const std::string& segment, const MemoryMatch& match) {
  return {fmt::format("memory-{}", segment),
          segment,
          std::string(match_type(match.kind)),
          describe_origin(match),
          match.comparison.score,
          {},
          match.source,
          match.target};
}

/// What a language says, by unit and segment.
using Targets = std::map<std::pair<std::string, std::string>, model::InlineText>;

Result<Targets> read_targets(const Workspace& workspace, const Publication& publication,
                             const std::string& language, DiagnosticSink& sink) {
  Targets targets;
  HEXAPLA_TRY(const auto parts, load_segments(workspace, publication, language, sink));
  for (const SegmentPart& part : parts) {
    for (const Unit& unit : part.segments.units) {
      for (const Segment& segment : unit.segments) {
        if (segment.is_ignorable || !model::has_target_text(segment) ||
            segment.state == State::Initial)
          continue;
        targets.emplace(std::pair(unit.id, segment.id), *segment.target);
      }
    }
  }
  return targets;
}

/// Fills the segments of one language.
class Filler {
 public:
  Filler(const Publication& publication, const FillOptions& options, FillSources& sources,
         const Targets& references, FillReport& report)
      : publication_(publication),
        options_(options),
        sources_(sources),
        references_(references),
        report_(report) {}

  Result<void> fill_language(const Workspace& workspace, const std::string& language,
                             DiagnosticSink& sink) {
    HEXAPLA_CHECK(use_language(workspace, language));
    HEXAPLA_TRY(auto parts, load_segments(workspace, publication_, language, sink));
    for (SegmentPart& part : parts) HEXAPLA_CHECK(fill(workspace, part));
    return {};
  }

 private:
  Result<void> use_language(const Workspace& workspace, const std::string& language) {
    const std::string& source = publication_.configuration.source_language;
    language_ = language;
    query_.source_language = memory_language(source);
    query_.target_language = memory_language(language);
    query_.threshold = options_.threshold;
    query_.limit = 1;
    HEXAPLA_TRY(source_numbers_, read_numbers(workspace, source));
    HEXAPLA_TRY(target_numbers_, read_numbers(workspace, language));
    return {};
  }

  /// Fills a part that is wanted; what it changes goes into the report.
  Result<void> fill(const Workspace& workspace, SegmentPart& part) {
    const auto& wanted = options_.parts;
    const bool is_wanted =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), part.part) != wanted.end();
    if (!is_wanted || part.file.bytes.empty()) return {};
    HEXAPLA_TRY(const bool is_changed, fill_segments(part));
    if (!is_changed) return {};
    HEXAPLA_TRY(std::string written, formats::write_xliff(part.segments, part.file.bytes));
    report_.files.push_back({workspace.segment_path(publication_, language_, part.part),
                             part.file.bytes, std::move(written)});
    return {};
  }

  /// Whether anything in the part changed.
  Result<bool> fill_segments(SegmentPart& part) {
    bool is_changed = false;
    std::optional<model::InlineText> previous;
    std::vector<std::pair<Unit*, Segment*>> segments;
    for (Unit& unit : part.segments.units) {
      for (Segment& segment : unit.segments) {
        if (!segment.is_ignorable && unit.translate) segments.emplace_back(&unit, &segment);
      }
    }
    for (std::size_t i = 0; i < segments.size(); ++i) {
      auto& [unit, segment] = segments[i];
      if (!model::has_target_text(*segment)) {
        std::optional<model::InlineText> next;
        if (i + 1 < segments.size()) next = segments[i + 1].second->source;
        query_.context = index::MemoryContext{
            formats::write_entry_id(publication_.name, unit->id, segment->id), previous, next};
        HEXAPLA_TRY(const bool is_filled, fill(part.part, *unit, *segment));
        const bool is_referred = refer(*unit, *segment);
        is_changed = is_changed || is_filled || is_referred;
      }
      previous = segment->source;
    }
    return is_changed;
  }

  Result<bool> fill(const std::string& part, Unit& unit, Segment& segment) {
    query_.text = segment.source;
    HEXAPLA_TRY(std::optional<MemoryMatch> match, sources_.find(query_));
    if (!match) {
      ++report_.unmatched;
      return false;
    }
    FilledSegment filled;
    filled.part = part;
    filled.language = language_;
    filled.unit = unit.id;
    filled.segment = segment.id;
    filled.source = segment.source;
    filled.adapted = adapt_match(segment.source, match->source, match->target,
                                 source_numbers_->writing(), target_numbers_->writing());
    filled.state = find_state(*match, filled.adapted);
    filled.match = *std::move(match);
    segment.target = filled.adapted.target;
    segment.state = filled.state;
    segment.has_state = true;
    segment.sub_state.clear();
    unit.new_matches.push_back(to_unit_match(segment.id, filled.match));
    report_.segments.push_back(std::move(filled));
    return true;
  }

  [[nodiscard]] State find_state(const MemoryMatch& match, const AdaptedMatch& adapted) const {
    const bool is_trusted =
        (options_.trust == Trust::Exact && match.kind != MatchKind::Fuzzy) ||
        (options_.trust == Trust::InContext && match.kind == MatchKind::InContext);
    return is_trusted && !adapted.lacks_codes && match.state != State::Initial ? State::Translated
                                                                               : State::Initial;
  }

  /// Puts the third language's text beside a segment.
  bool refer(Unit& unit, const Segment& segment) {
    const auto reference = references_.find(std::pair(unit.id, segment.id));
    if (reference == references_.end() || language_ == options_.reference) return false;
    model::UnitMatch match;
    match.id = fmt::format("reference-{}", segment.id);
    match.segment = segment.id;
    match.type = "other";
    match.origin = fmt::format("{}: {}", kWorkspaceOrigin, options_.reference);
    match.reference_language = options_.reference;
    match.source = segment.source;
    match.target = reference->second;
    unit.new_matches.push_back(std::move(match));
    ++report_.references;
    return true;
  }

  const Publication& publication_;
  const FillOptions& options_;
  FillSources& sources_;
  const Targets& references_;
  FillReport& report_;
  std::string language_;
  index::MemoryQuery query_;
  std::optional<LanguageNumbers> source_numbers_;
  std::optional<LanguageNumbers> target_numbers_;
};

}  // namespace

Result<FillSources> FillSources::open(const Workspace& workspace, const FillOptions& options,
                                      DiagnosticSink& sink) {
  FillSources sources;
  if (options.uses_memory) {
    HEXAPLA_TRY(sources.memory_, TranslationMemory::open(workspace));
  }
  if (options.uses_workspace) {
    HEXAPLA_TRY(formats::ExchangeFile now, collect_translations(workspace, sink));
    HEXAPLA_TRY(sources.workspace_, index::Memory::make_temporary());
    HEXAPLA_CHECK(
        sources.workspace_->replace(kWorkspaceOrigin, "", to_memory_entries(std::move(now))));
  }
  return sources;
}

Result<std::optional<MemoryMatch>> FillSources::find(const index::MemoryQuery& query) {
  std::optional<MemoryMatch> best;
  const auto take = [&best](std::vector<MemoryMatch>&& matches) {
    if (matches.empty()) return;
    const auto rank = [](const MemoryMatch& each) {
      return std::pair(each.kind == MatchKind::InContext, each.comparison.score);
    };
    if (!best || rank(matches.front()) > rank(*best)) best = std::move(matches.front());
  };
  // What the workspace says now comes before what was said elsewhere as well.
  if (workspace_) {
    HEXAPLA_TRY(auto matches, workspace_->search(query));
    take(std::move(matches));
  }
  if (memory_) {
    HEXAPLA_TRY(auto matches, memory_->search(query));
    take(std::move(matches));
  }
  return best;
}

std::vector<std::string> FillSources::notes() const {
  return memory_ ? memory_->notes() : std::vector<std::string>();
}

Result<FillReport> plan_fill(const Workspace& workspace, const Publication& publication,
                             const FillOptions& options, FillSources& sources,
                             DiagnosticSink& sink) {
  FillReport report;
  report.publication = publication.name;
  Targets references;
  if (!options.reference.empty()) {
    HEXAPLA_TRY(references, read_targets(workspace, publication, options.reference, sink));
  }
  Filler filler(publication, options, sources, references, report);
  for (const std::string& language : options.languages) {
    if (language == publication.configuration.source_language) continue;
    HEXAPLA_CHECK(filler.fill_language(workspace, language, sink));
  }
  return report;
}

}  // namespace hexapla::workspace
