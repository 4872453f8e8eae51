// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/term_usage.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::workspace {
namespace {

/// Finds one concept in the texts of one language, and counts its forms.
class ConceptFinder {
 public:
  ConceptFinder(const Snapshot& snapshot, const model::Concept& entry, const std::string& language,
                TermUsage& usage)
      : entry_(entry),
        matcher_(snapshot.glossary, language,
                 snapshot.stemmers ? snapshot.stemmers->get(language) : nullptr),
        renderings_(usage.renderings[language]) {}

  UsedText find(const model::InlineText& text) {
    UsedText used{text.plain(), {}, false};
    std::size_t end = 0;
    for (const terms::Match& match : matcher_.find_with_overlaps(used.text)) {
      if (match.concept_entry->id != entry_.id || match.begin < end) continue;
      end = match.end;
      const std::string_view form =
          std::string_view(used.text).substr(match.begin, match.end - match.begin);
      const std::size_t begin =
          text::count_code_points(std::string_view(used.text).substr(0, match.begin));
      used.matches.push_back({begin, begin + text::count_code_points(form)});
      const model::TermStatus status = match.term->status;
      used.is_allowed = used.is_allowed || status == model::TermStatus::Preferred ||
                        status == model::TermStatus::Admitted;
      count(text::to_lower(form), status);
    }
    return used;
  }

 private:
  void count(const std::string& form, model::TermStatus status) {
    const auto known = std::find_if(renderings_.begin(), renderings_.end(), [&](const auto& each) {
      return each.form == form && each.status == status;
    });
    if (known == renderings_.end()) {
      renderings_.push_back({form, status, 1});
    } else {
      ++known->count;
    }
  }

  const model::Concept& entry_;
  terms::Matcher matcher_;
  std::vector<Rendering>& renderings_;
};

/// The segments of one publication, in the order of the source.
class UsageReader {
 public:
  UsageReader(const Snapshot& snapshot, const model::Concept& entry, TermUsage& usage)
      : snapshot_(snapshot), entry_(entry), usage_(usage) {}

  void read() {
    read_source();
    for (const auto& [language, parts] : snapshot_.languages) read_targets(parts, language);
    std::move(segments_.begin(), segments_.end(), std::back_inserter(usage_.segments));
    for (auto& [language, renderings] : usage_.renderings) {
      std::stable_sort(renderings.begin(), renderings.end(),
                       [](const Rendering& a, const Rendering& b) { return a.count > b.count; });
    }
  }

 private:
  void read_source() {
    const std::string& source = snapshot_.publication->configuration.source_language;
    ConceptFinder finder(snapshot_, entry_, source, usage_);
    for (const SegmentPart& part : snapshot_.registry) {
      for (const model::Unit& unit : part.segments.units) {
        for (const model::Segment& segment : unit.segments) {
          UsedText text = finder.find(segment.source);
          if (text.matches.empty()) continue;
          indexes_.emplace(std::pair(unit.id, segment.id), segments_.size());
          segments_.push_back({snapshot_.publication->name,
                               part.part,
                               unit.id,
                               segment.id,
                               {{source, std::move(text)}}});
        }
      }
    }
  }

  void read_targets(const std::vector<SegmentPart>& parts, const std::string& language) {
    ConceptFinder finder(snapshot_, entry_, language, usage_);
    for (const SegmentPart& part : parts) {
      for (const model::Unit& unit : part.segments.units) {
        for (const model::Segment& segment : unit.segments) {
          const auto used = indexes_.find(std::pair(unit.id, segment.id));
          if (used == indexes_.end() || !model::has_target_text(segment)) continue;
          UsedText text = finder.find(*segment.target);
          if (text.matches.empty()) ++usage_.without[language];
          segments_[used->second].texts.emplace(language, std::move(text));
        }
      }
    }
  }

  const Snapshot& snapshot_;
  const model::Concept& entry_;
  TermUsage& usage_;
  std::vector<UsedSegment> segments_;
  std::map<std::pair<std::string, std::string>, std::size_t> indexes_;
};

}  // namespace

void add_usage(const Snapshot& snapshot, const model::Concept& entry, TermUsage& usage) {
  UsageReader(snapshot, entry, usage).read();
}

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
