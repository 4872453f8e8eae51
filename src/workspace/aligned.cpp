// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/aligned.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace hexapla::workspace {
namespace {

using formats::AlignedEntry;

/// The entries of one publication while they fill.
class Aligner {
 public:
  Aligner(const Publication& publication, Alignment& alignment)
      : publication_(publication), scope_(alignment.scope), alignment_(alignment) {}

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
        const bool is_left_out =
            scope_ == AlignedScope::Memory &&
            (!model::has_target_text(segment) || model::is_stale(unit, segment));
        if (index == indexes_.end() || is_left_out) continue;
        entries_[index->second].texts.push_back(make_target(unit, segment, tag));
        is_used = true;
        add_notes(unit, entries_[index->second]);
      }
      if (is_used) formats::add_losses(unit, alignment_.losses);
    }
  }

  void finish() {
    std::copy_if(std::make_move_iterator(entries_.begin()), std::make_move_iterator(entries_.end()),
                 std::back_inserter(alignment_.file.entries), [this](const AlignedEntry& entry) {
                   return entry.texts.size() > 1 || scope_ == AlignedScope::Work;
                 });
  }

 private:
  [[nodiscard]] AlignedEntry::Text make_target(const model::Unit& unit,
                                               const model::Segment& segment,
                                               const std::string& tag) const {
    const bool has_text = model::has_target_text(segment);
    AlignedEntry::Text target{tag, has_text ? *segment.target : model::InlineText(), segment.state};
    if (scope_ == AlignedScope::Memory) return target;
    target.base = target.text.canonical();
    if (model::is_stale(unit, segment))
      target.older_source = unit.translated_from.find(segment.id)->second.source;
    return target;
  }

  /// One unit's notes may stand in the files of several languages.
  static void add_notes(const model::Unit& unit, AlignedEntry& entry) {
    for (std::string& text : formats::write_notes(unit)) {
      if (std::find(entry.notes.begin(), entry.notes.end(), text) == entry.notes.end())
        entry.notes.push_back(std::move(text));
    }
  }

  const Publication& publication_;
  AlignedScope scope_;
  Alignment& alignment_;
  std::vector<AlignedEntry> entries_;
  std::map<std::pair<std::string, std::string>, std::size_t> indexes_;
};

Result<std::string> name_language(const Workspace& workspace, const std::string& language,
                                  AlignedScope scope) {
  if (scope == AlignedScope::Work) return language;
  HEXAPLA_TRY(model::Locale locale, workspace.read_locale(language));
  return std::move(locale.tag);
}

/// Publications may be written in different languages: "*all*", as TMX says it.
void add_source_language(const std::string& name, formats::ExchangeFile& file) {
  const bool is_other = !file.source_language.empty() && file.source_language != name;
  file.source_language = is_other ? "*all*" : name;
}

void add_target_language(const std::string& name, formats::ExchangeFile& file) {
  auto& all = file.target_languages;
  if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
}

}  // namespace

Result<void> add_aligned(const Workspace& workspace, const Publication& publication,
                         const std::vector<std::string>& languages, Alignment& alignment,
                         DiagnosticSink& sink) {
  Aligner aligner(publication, alignment);
  const AlignedScope scope = alignment.scope;
  const std::string& source = publication.configuration.source_language;
  HEXAPLA_TRY(const std::string source_name, name_language(workspace, source, scope));
  formats::ExchangeFile& file = alignment.file;
  add_source_language(source_name, file);
  HEXAPLA_TRY(const auto registry, load_segments(workspace, publication, source, sink));
  for (const SegmentPart& part : registry) aligner.add_source(part, source_name);
  for (const std::string& language : languages) {
    if (language == source) continue;
    HEXAPLA_TRY(const std::string name, name_language(workspace, language, scope));
    HEXAPLA_TRY(const auto parts, load_segments(workspace, publication, language, sink));
    add_target_language(name, file);
    for (const SegmentPart& part : parts) aligner.add_targets(part, name);
  }
  aligner.finish();
  return {};
}

}  // namespace hexapla::workspace
