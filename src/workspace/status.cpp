// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/status.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "hexapla/text/compare.hpp"

namespace hexapla::workspace {
namespace {

/// The order of the six languages in UN lists; others follow by tag.
constexpr std::array<std::string_view, 6> kOrder = {"ar", "zh", "en", "fr", "ru", "es"};

std::vector<std::string> in_order(std::vector<std::string> languages) {
  std::sort(languages.begin(), languages.end(), [](const std::string& a, const std::string& b) {
    const auto place = [](const std::string& language) {
      return std::find(kOrder.begin(), kOrder.end(), language);
    };
    return place(a) == place(b) ? a < b : place(a) < place(b);
  });
  return languages;
}

void add(StatusCounts& total, const StatusCounts& part) {
  total.segments += part.segments;
  total.words += part.words;
  total.untranslated += part.untranslated;
  total.stale += part.stale;
  for (std::size_t i = 0; i < total.states.size(); ++i) total.states[i] += part.states[i];
  total.queries += part.queries;
  total.words_left += part.words_left;
}

StatusCounts count_unit(const model::Unit& unit, std::string_view source_language, bool is_source) {
  StatusCounts counts;
  for (const model::Segment& segment : unit.segments) {
    if (segment.is_ignorable) continue;
    const std::size_t words = text::count_words(segment.source.plain(), source_language);
    ++counts.segments;
    counts.words += words;
    if (is_source) continue;
    if (segment.sub_state == "hexapla:query") ++counts.queries;
    if (!model::has_target_text(segment)) {
      ++counts.untranslated;
      counts.words_left += words;
    } else if (model::is_stale(unit, segment)) {
      ++counts.stale;
      counts.words_left += words;
    } else {
      ++counts.states.at(static_cast<std::size_t>(segment.state));
    }
  }
  return counts;
}

/// Counts follow the registry: a unit that a target file lacks is untranslated there.
PartStatus count_part(const SegmentPart& registry, const SegmentPart* target,
                      std::string_view source_language) {
  PartStatus result;
  result.part = registry.part;
  std::map<std::string_view, const model::Unit*> units;
  if (target != nullptr) {
    for (const model::Unit& unit : target->segments.units) units.emplace(unit.id, &unit);
  }
  for (const model::Unit& unit : registry.segments.units) {
    const auto found = units.find(unit.id);
    const bool is_source = target == nullptr;
    add(result.counts,
        count_unit(found == units.end() ? unit : *found->second, source_language, is_source));
  }
  return result;
}

}  // namespace

Result<PublicationStatus> compute_status(const Workspace& workspace, const Publication& publication,
                                         DiagnosticSink& sink) {
  const std::string& source = publication.configuration.source_language;
  HEXAPLA_TRY(const std::vector<SegmentPart> registry,
              load_segments(workspace, publication, source, sink));
  PublicationStatus status;
  status.publication = publication.name;
  for (const std::string& language : in_order(publication.configuration.languages)) {
    LanguageStatus result;
    result.language = language;
    result.is_source = language == source;
    std::vector<SegmentPart> parts;
    if (!result.is_source) {
      HEXAPLA_TRY(parts, load_segments(workspace, publication, language, sink));
    }
    for (std::size_t i = 0; i < registry.size(); ++i) {
      result.parts.push_back(
          count_part(registry[i], result.is_source ? nullptr : &parts[i], source));
      add(result.counts, result.parts.back().counts);
    }
    status.languages.push_back(std::move(result));
  }
  return status;
}

}  // namespace hexapla::workspace
