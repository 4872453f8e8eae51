// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/term_impact.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/text/compare.hpp"

namespace hexapla::workspace {
namespace {

using model::Concept;
using model::Term;

/// What the matcher and the rules look at in a term.
auto tie(const Term& term) {
  return std::tie(term.text, term.status, term.forms, term.patterns, term.scopes, term.not_before,
                  term.not_after, term.is_case_exact);
}

const std::vector<Term>& terms_of(const Concept* entry, const std::string& language) {
  static const std::vector<Term> kNone;
  if (entry == nullptr) return kNone;
  const auto found = entry->languages.find(language);
  return found == entry->languages.end() ? kNone : found->second.terms;
}

bool has_same_terms(const Concept* a, const Concept* b, const std::string& language) {
  const std::vector<Term>& here = terms_of(a, language);
  const std::vector<Term>& there = terms_of(b, language);
  return std::equal(here.begin(), here.end(), there.begin(), there.end(),
                    [](const Term& s, const Term& t) { return tie(s) == tie(t); });
}

bool has_same_terms(const Concept& a, const Concept& b) {
  const auto is_same = [&](const auto& language) { return has_same_terms(&a, &b, language.first); };
  return std::all_of(a.languages.begin(), a.languages.end(), is_same) &&
         std::all_of(b.languages.begin(), b.languages.end(), is_same);
}

bool is_enforced(const Concept* entry, const std::string& language) {
  const std::vector<Term>& terms = terms_of(entry, language);
  return std::any_of(terms.begin(), terms.end(), model::is_allowed);
}

using SegmentKey = std::pair<std::string, std::string>;  // unit, segment

std::map<SegmentKey, const UsedSegment*> index_segments(const TermUsage& usage) {
  std::map<SegmentKey, const UsedSegment*> index;
  for (const UsedSegment& segment : usage.segments)
    index.emplace(SegmentKey{segment.unit, segment.segment}, &segment);
  return index;
}

/// Compares the targets of one concept under two glossaries.
class ConceptImpact {
 public:
  ConceptImpact(const Concept* before, const Concept& after, std::string source, TermImpact& impact)
      : before_(before), after_(after), source_(std::move(source)), impact_(impact) {}

  void compare(const TermUsage& old_usage, const TermUsage& new_usage) {
    const auto old_segments = index_segments(old_usage);
    for (const UsedSegment& segment : new_usage.segments) {
      const auto old = old_segments.find({segment.unit, segment.segment});
      for (const auto& [language, text] : segment.texts) {
        if (!is_touched(language)) continue;
        const bool was_good = is_good(old == old_segments.end() ? nullptr : old->second, language);
        add(segment, language, text, was_good);
      }
    }
  }

 private:
  /// Whether the change is one of the source's terms, or of enforced ones of this language.
  [[nodiscard]] bool is_touched(const std::string& language) const {
    return language != source_ && is_enforced(&after_, language) &&
           !(has_same_terms(before_, &after_, language) &&
             has_same_terms(before_, &after_, source_));
  }

  /// Whether a target had an approved term, or needed none.
  [[nodiscard]] bool is_good(const UsedSegment* old, const std::string& language) const {
    if (old == nullptr || !is_enforced(before_, language)) return true;
    const auto text = old->texts.find(language);
    return text != old->texts.end() && text->second.is_allowed;
  }

  void add(const UsedSegment& segment, const std::string& language, const UsedText& text,
           bool was_good) {
    if (was_good && text.is_allowed) {
      ++impact_.unchanged;
      return;
    }
    TouchedSegment touched;
    touched.kind = text.is_allowed ? ImpactKind::Right
                   : was_good      ? ImpactKind::Wrong
                                   : ImpactKind::Look;
    touched.concept_id = after_.id;
    touched.publication = segment.publication;
    touched.part = segment.part;
    touched.language = language;
    touched.unit = segment.unit;
    touched.segment = segment.segment;
    touched.source = segment.texts.find(source_)->second.text;
    touched.target = text;
    touched.words = text::count_words(text.text, language);
    impact_.segments.push_back(std::move(touched));
  }

  const Concept* before_;
  const Concept& after_;
  std::string source_;
  TermImpact& impact_;
};

/// Sets back one segment; false where its state is initial already.
bool reopen_segment(model::SegmentFile& file, const TouchedSegment& touched) {
  const auto unit = std::find_if(file.units.begin(), file.units.end(),
                                 [&](const model::Unit& each) { return each.id == touched.unit; });
  model::Segment* segment =
      unit == file.units.end() ? nullptr : unit->find_segment(touched.segment);
  if (segment == nullptr || segment->state == model::State::Initial) return false;
  segment->state = model::State::Initial;
  segment->sub_state.clear();
  model::add_note(*unit, {"", "terms", "target", std::nullopt,
                          fmt::format("{}: the terms of {} changed; look at it again.",
                                      touched.segment, touched.concept_id)});
  return true;
}

}  // namespace

void add_impact(Snapshot& snapshot, const model::Glossary& after, TermImpact& impact) {
  const model::Glossary before = std::move(snapshot.glossary);
  std::vector<const Concept*> changed;
  for (const Concept& entry : after.concepts) {
    const Concept* old = before.find(entry.id);
    if (old == nullptr || !has_same_terms(*old, entry)) changed.push_back(&entry);
  }
  std::map<std::string, TermUsage, std::less<>> old_usages;
  for (const Concept* entry : changed) old_usages[entry->id];
  auto new_usages = old_usages;
  snapshot.glossary = before;
  add_usage(snapshot, old_usages);
  snapshot.glossary = after;
  add_usage(snapshot, new_usages);
  for (const Concept* entry : changed) {
    ConceptImpact(before.find(entry->id), *entry,
                  snapshot.publication->configuration.source_language, impact)
        .compare(old_usages[entry->id], new_usages[entry->id]);
  }
}

Result<std::vector<FileChange>> reopen(const Workspace& workspace, const Publication& publication,
                                       const TermImpact& impact) {
  std::map<std::pair<std::string, std::string>, std::vector<const TouchedSegment*>> files;
  for (const TouchedSegment& touched : impact.segments) {
    if (touched.publication == publication.name && touched.kind != ImpactKind::Right)
      files[{touched.language, touched.part}].push_back(&touched);
  }
  std::vector<FileChange> changes;
  for (const auto& [place, segments] : files) {
    const auto& [language, part] = place;
    HEXAPLA_TRY(SegmentPart loaded, load_segment_part(workspace, publication, language, part));
    bool has_changed = false;
    for (const TouchedSegment* touched : segments)
      has_changed = reopen_segment(loaded.segments, *touched) || has_changed;
    if (!has_changed) continue;
    HEXAPLA_TRY(std::string bytes, formats::write_xliff(loaded.segments, loaded.file.bytes));
    changes.push_back(
        {workspace.segment_path(publication, language, part), loaded.file.bytes, std::move(bytes)});
  }
  return changes;
}

}  // namespace hexapla::workspace
