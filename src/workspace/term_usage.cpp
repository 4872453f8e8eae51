// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/term_usage.hpp"

#include <algorithm>
#include <utility>

#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::workspace {
namespace {

using Usages = std::map<std::string, TermUsage, std::less<>>;

/// Finds the concepts that are asked for in the texts of one language, and counts their forms.
class ConceptFinder {
 public:
  ConceptFinder(const Snapshot& snapshot, std::string language, Usages& usages)
      : language_(std::move(language)),
        usages_(usages),
        matcher_(snapshot.glossary, language_,
                 snapshot.stemmers ? snapshot.stemmers->get(language_) : nullptr) {}

  /// The text with the matches of each concept that stands in it.
  std::map<std::string, UsedText> find(const model::InlineText& text) {
    const std::string plain = text.plain();
    std::map<std::string, UsedText> found;
    std::map<std::string, std::size_t> ends;  // forms of one concept do not overlap
    for (const terms::Match& match : matcher_.find_with_overlaps(plain)) {
      const std::string& id = match.concept_entry->id;
      const auto usage = usages_.find(id);
      if (usage == usages_.end() || match.begin < ends[id]) continue;
      ends[id] = match.end;
      UsedText& used = found.try_emplace(id, UsedText{plain, {}, false}).first->second;
      add(match, used);
      count(match, plain, usage->second.renderings[language_]);
    }
    return found;
  }

 private:
  static void add(const terms::Match& match, UsedText& used) {
    const std::string_view text = used.text;
    const std::size_t begin = text::count_code_points(text.substr(0, match.begin));
    used.matches.push_back({begin, begin + text::count_code_points(
                                               text.substr(match.begin, match.end - match.begin))});
    used.is_allowed = used.is_allowed || model::is_allowed(*match.term);
  }

  static void count(const terms::Match& match, std::string_view text,
                    std::vector<Rendering>& renderings) {
    const std::string form = text::to_lower(text.substr(match.begin, match.end - match.begin));
    const auto known = std::find_if(renderings.begin(), renderings.end(), [&](const auto& each) {
      return each.form == form && each.status == match.term->status;
    });
    if (known == renderings.end()) {
      renderings.push_back({form, match.term->status, 1});
    } else {
      ++known->count;
    }
  }

  std::string language_;
  Usages& usages_;
  terms::Matcher matcher_;
};

/// The segments of one publication, in the order of the source.
class UsageReader {
 public:
  UsageReader(const Snapshot& snapshot, Usages& usages) : snapshot_(snapshot), usages_(usages) {}

  void read() {
    read_source();
    for (const auto& [language, parts] : snapshot_.languages) read_targets(parts, language);
    for (auto& [id, usage] : usages_) {
      for (auto& [language, renderings] : usage.renderings) {
        std::stable_sort(renderings.begin(), renderings.end(),
                         [](const Rendering& a, const Rendering& b) { return a.count > b.count; });
      }
    }
  }

 private:
  /// A segment of one concept's usage.
  struct Place {
    std::string concept_id;
    std::size_t index = 0;
  };

  void read_source() {
    const std::string& source = snapshot_.publication->configuration.source_language;
    ConceptFinder finder(snapshot_, source, usages_);
    for (const SegmentPart& part : snapshot_.registry) {
      for (const model::Unit& unit : part.segments.units) {
        for (const model::Segment& segment : unit.segments) {
          const UsedSegment used{snapshot_.publication->name, part.part, unit.id, segment.id, {}};
          for (auto& [id, text] : finder.find(segment.source)) add(used, id, std::move(text));
        }
      }
    }
  }

  void add(const UsedSegment& used, const std::string& id, UsedText&& source) {
    std::vector<UsedSegment>& segments = usages_.find(id)->second.segments;
    places_[{used.unit, used.segment}].push_back({id, segments.size()});
    segments.push_back(used);
    segments.back().texts.emplace(snapshot_.publication->configuration.source_language,
                                  std::move(source));
  }

  void read_targets(const std::vector<SegmentPart>& parts, const std::string& language) {
    ConceptFinder finder(snapshot_, language, usages_);
    for (const SegmentPart& part : parts) {
      for (const model::Unit& unit : part.segments.units) {
        for (const model::Segment& segment : unit.segments) {
          const auto places = places_.find({unit.id, segment.id});
          if (places != places_.end() && model::has_target_text(segment))
            read_target(*segment.target, language, places->second, finder);
        }
      }
    }
  }

  void read_target(const model::InlineText& target, const std::string& language,
                   const std::vector<Place>& places, ConceptFinder& finder) {
    std::map<std::string, UsedText> found = finder.find(target);
    for (const Place& place : places) {
      TermUsage& usage = usages_.find(place.concept_id)->second;
      const auto text = found.find(place.concept_id);
      if (text == found.end()) ++usage.without[language];
      usage.segments[place.index].texts.emplace(language, text == found.end()
                                                              ? UsedText{target.plain(), {}, false}
                                                              : std::move(text->second));
    }
  }

  const Snapshot& snapshot_;
  Usages& usages_;
  std::map<std::pair<std::string, std::string>, std::vector<Place>> places_;
};

}  // namespace

void add_usage(const Snapshot& snapshot, Usages& usages) { UsageReader(snapshot, usages).read(); }

std::set<std::string> find_used_concepts(const Snapshot& snapshot) {
  const std::string& source = snapshot.publication->configuration.source_language;
  const terms::Matcher matcher(snapshot.glossary, source,
                               snapshot.stemmers ? snapshot.stemmers->get(source) : nullptr);
  std::set<std::string> used;
  for (const SegmentPart& part : snapshot.registry) {
    for (const model::Unit& unit : part.segments.units) {
      for (const model::Segment& segment : unit.segments) {
        const std::string text = segment.source.plain();
        for (const terms::Match& match : matcher.find_with_overlaps(text))
          used.insert(match.concept_entry->id);
      }
    }
  }
  return used;
}

}  // namespace hexapla::workspace
