// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/aligned.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace hexapla::workspace {
namespace {

using formats::AlignedEntry;

/// The entries of one publication while they fill.
class Aligner {
 public:
  Aligner(const Publication& publication, Alignment& alignment)
      : publication_(publication), alignment_(alignment) {}

  void add_source(const SegmentPart& part, const std::string& tag) {
    for (const model::Unit& unit : part.segments.units) {
      for (const model::Segment& segment : unit.segments) {
        if (segment.is_ignorable || !unit.translate) continue;
        indexes_.emplace(std::pair(unit.id, segment.id), entries_.size());
        entries_.push_back({publication_.name,
                            part.part,
                            unit.id,
                            segment.id,
                            {{tag, segment.source, model::State::Final}},
                            {}});
      }
    }
  }

  void add_targets(const SegmentPart& part, const std::string& tag) {
    for (const model::Unit& unit : part.segments.units) {
      bool is_used = false;
      for (const model::Segment& segment : unit.segments) {
        const auto index = indexes_.find(std::pair(unit.id, segment.id));
        if (index == indexes_.end() || !model::has_target_text(segment) ||
            model::is_stale(unit, segment))
          continue;
        entries_[index->second].texts.push_back({tag, *segment.target, segment.state});
        is_used = true;
        add_notes(unit, entries_[index->second]);
      }
      if (is_used) formats::add_tmx_losses(unit, alignment_.losses);
    }
  }

  void finish() {
    std::copy_if(std::make_move_iterator(entries_.begin()), std::make_move_iterator(entries_.end()),
                 std::back_inserter(alignment_.entries),
                 [](const AlignedEntry& entry) { return entry.texts.size() > 1; });
  }

 private:
  /// Notes of people; those of the program say where a unit stands.
  static void add_notes(const model::Unit& unit, AlignedEntry& entry) {
    for (const model::UnitNote& note : unit.notes) {
      if (note.category.starts_with("hexapla:")) continue;
      std::string text =
          note.category.empty() ? note.text : fmt::format("{}: {}", note.category, note.text);
      if (std::find(entry.notes.begin(), entry.notes.end(), text) == entry.notes.end())
        entry.notes.push_back(std::move(text));
    }
  }

  const Publication& publication_;
  Alignment& alignment_;
  std::vector<AlignedEntry> entries_;
  std::map<std::pair<std::string, std::string>, std::size_t> indexes_;
};

}  // namespace

Result<void> add_aligned(const Workspace& workspace, const Publication& publication,
                         const std::vector<std::string>& languages, Alignment& alignment,
                         DiagnosticSink& sink) {
  Aligner aligner(publication, alignment);
  const std::string& source = publication.configuration.source_language;
  HEXAPLA_TRY(const model::Locale source_locale, workspace.read_locale(source));
  HEXAPLA_TRY(const auto registry, load_segments(workspace, publication, source, sink));
  for (const SegmentPart& part : registry) aligner.add_source(part, source_locale.tag);
  for (const std::string& language : languages) {
    if (language == source) continue;
    HEXAPLA_TRY(const model::Locale locale, workspace.read_locale(language));
    HEXAPLA_TRY(const auto parts, load_segments(workspace, publication, language, sink));
    for (const SegmentPart& part : parts) aligner.add_targets(part, locale.tag);
  }
  aligner.finish();
  return {};
}

}  // namespace hexapla::workspace
