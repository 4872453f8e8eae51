// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "sync_target.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "hexapla/model/slots.hpp"

namespace hexapla::workspace {
namespace {

using model::Segment;
using model::SegmentFile;
using model::State;
using model::TranslatedFrom;
using model::Unit;

constexpr std::string_view kQuery = "hexapla:query";

/// A translated segment that its unit no longer has, with where it stood.
struct Orphan {
  std::string part;
  Unit unit;  ///< with this segment alone
  bool is_taken = false;
};

/// The translated segments that left, now or earlier, by source text.
class Orphans {
 public:
  void add(const std::string& part, const Unit& unit, const Segment& segment) {
    Orphan orphan{part, unit, false};
    orphan.unit.segments = {segment};
    std::erase_if(orphan.unit.translated_from,
                  [&](const auto& from) { return from.first != segment.id; });
    by_source_.emplace(segment.source.canonical(), orphans_.size());
    orphans_.push_back(std::move(orphan));
  }

  /// A segment of equal source text, of the same unit if there is one; it leaves the orphans.
  const Unit* take(const std::string& unit_id, const std::string& source) {
    const auto [begin, end] = by_source_.equal_range(source);
    Orphan* best = nullptr;
    for (auto each = begin; each != end; ++each) {
      Orphan& orphan = orphans_[each->second];
      if (orphan.is_taken) continue;
      if (best == nullptr || orphan.unit.id == unit_id) best = &orphan;
    }
    if (best == nullptr) return nullptr;
    best->is_taken = true;
    return &best->unit;
  }

  [[nodiscard]] const std::vector<Orphan>& all() const { return orphans_; }

 private:
  std::vector<Orphan> orphans_;
  std::multimap<std::string, std::size_t> by_source_;
};

bool is_ours(const model::UnitNote& note) {
  return note.id.starts_with('h') && note.category.starts_with("hexapla:");
}

class Carrier {
 public:
  Carrier(const std::vector<SegmentPart>& registry, const LanguageFiles& files,
          const model::Entities& entities, const model::ReferenceWords& words)
      : registry_(registry), files_(files), entities_(entities), words_(words) {}

  LanguageResult run() {
    for (const SegmentPart& part : files_.live) {
      for (const Unit& unit : part.segments.units) old_.emplace(unit.id, &unit);
    }
    collect_orphans();
    for (const SegmentPart& part : registry_) {
      SegmentFile file = part.segments;
      file.highest.clear();
      file.target_language = files_.language;
      for (Unit& unit : file.units) carry_unit(unit);
      result_.live.push_back(std::move(file));
    }
    collect_removed();
    return std::move(result_);
  }

 private:
  void collect_orphans() {
    std::map<std::string_view, const Unit*> live;
    for (const SegmentPart& part : registry_) {
      for (const Unit& unit : part.segments.units) live.emplace(unit.id, &unit);
    }
    for (const SegmentPart& part : files_.live) {
      for (const Unit& unit : part.segments.units) {
        const auto registered = live.find(unit.id);
        collect_leaving(part.part, unit, registered == live.end() ? nullptr : registered->second);
      }
    }
    for (const SegmentPart& part : files_.removed) {
      for (const Unit& unit : part.segments.units) {
        for (const Segment& segment : unit.segments) orphans_.add(part.part, unit, segment);
      }
    }
  }

  /// The translated segments that the registered unit (null: gone) does not have.
  void collect_leaving(const std::string& part, const Unit& unit, const Unit* registered) {
    for (const Segment& segment : unit.segments) {
      const bool stays = registered != nullptr && registered->find_segment(segment.id) != nullptr;
      if (!stays && model::has_target_text(segment)) orphans_.add(part, unit, segment);
    }
  }

  void carry_unit(Unit& unit) {
    const auto found = old_.find(unit.id);
    const Unit* old = found == old_.end() ? nullptr : found->second;
    if (old != nullptr) {
      unit.merge_base = old->merge_base;
      for (const model::UnitNote& note : old->notes) {
        if (!is_ours(note)) unit.notes.push_back(note);
      }
    }
    for (Segment& segment : unit.segments) {
      if (!segment.is_ignorable) carry_segment(unit, segment, old);
      refresh_displays(segment.source, entities_, words_);
      if (segment.target) refresh_displays(*segment.target, entities_, words_);
    }
  }

  void carry_segment(Unit& unit, Segment& segment, const Unit* old) {
    if (!unit.translate) {
      segment.target = segment.source;
      segment.state = State::Translated;
      segment.has_state = true;
      return;
    }
    const Segment* before = old == nullptr ? nullptr : old->find_segment(segment.id);
    if (before != nullptr) {
      take_translation(unit, segment, *old, *before);
      return;
    }
    const std::string source = segment.source.canonical();
    const Unit* orphan = orphans_.take(unit.id, source);
    if (orphan != nullptr) take_translation(unit, segment, *orphan, orphan->segments.front());
  }

  /// Target and state come along; a source that differs makes them stale, the old wording coming
  /// back makes them whole.
  void take_translation(Unit& unit, Segment& segment, const Unit& old, const Segment& before) {
    segment.target = before.target;
    segment.state = before.state;
    segment.has_state = before.has_state;
    segment.sub_state = before.sub_state;
    if (!segment.target) return;
    const std::string live = segment.source.canonical();
    const auto remembered = old.translated_from.find(before.id);
    const bool is_stale = remembered != old.translated_from.end() && before.state == State::Initial;
    if (is_stale) {
      if (remembered->second.source == live) {
        set_state(segment, remembered->second.state);
      } else {
        unit.translated_from[segment.id] = remembered->second;
      }
      return;
    }
    const std::string made_from = before.source.canonical();
    if (made_from == live || !model::has_target_text(segment)) return;
    unit.translated_from[segment.id] = TranslatedFrom{made_from, before.state};
    set_state(segment, State::Initial);
    result_.stale_units.insert(unit.id);
  }

  /// Whoever changes a state must update the sub-state (XLIFF 2.1, subState); an open query
  /// outlives the change.
  static void set_state(Segment& segment, State state) {
    segment.state = state;
    segment.has_state = true;
    if (segment.sub_state != kQuery) segment.sub_state.clear();
  }

  void collect_removed() {
    for (const SegmentPart& part : files_.removed) result_.removed.push_back(empty_file(part.part));
    for (const Orphan& orphan : orphans_.all()) {
      if (!orphan.is_taken) add_removed(orphan);
    }
  }

  SegmentFile empty_file(const std::string& part) const {
    SegmentFile file;
    file.source_language = registry_.front().segments.source_language;
    file.target_language = files_.language;
    file.part = part;
    const auto live = std::find_if(registry_.begin(), registry_.end(),
                                   [&](const SegmentPart& each) { return each.part == part; });
    // a part that is gone has no file to name: what its units came from once
    file.original = live != registry_.end()
                        ? live->segments.original
                        : fmt::format("source/{}/{}.md", file.source_language, part);
    return file;
  }

  void add_removed(const Orphan& orphan) {
    auto file = std::find_if(result_.removed.begin(), result_.removed.end(),
                             [&](const SegmentFile& each) { return each.part == orphan.part; });
    if (file == result_.removed.end()) {
      result_.removed.push_back(empty_file(orphan.part));
      file = std::prev(result_.removed.end());
    }
    auto unit = std::find_if(file->units.begin(), file->units.end(),
                             [&](const Unit& each) { return each.id == orphan.unit.id; });
    if (unit == file->units.end()) {
      file->units.push_back(orphan.unit);
      file->units.back().groups.clear();
      return;
    }
    Segment segment = orphan.unit.segments.front();
    if (unit->find_segment(segment.id) != nullptr) segment.id = free_id(*unit);
    for (const auto& [id, from] : orphan.unit.translated_from)
      unit->translated_from[segment.id] = from;
    unit->segments.push_back(std::move(segment));
  }

  static std::string free_id(const Unit& unit) {
    std::size_t number = unit.segments.size();
    std::string id;
    do {
      id = fmt::format("s{}", ++number);
    } while (unit.find_segment(id) != nullptr);
    return id;
  }

  const std::vector<SegmentPart>& registry_;
  const LanguageFiles& files_;
  const model::Entities& entities_;
  const model::ReferenceWords& words_;
  std::map<std::string_view, const Unit*> old_;
  Orphans orphans_;
  LanguageResult result_;
};

std::optional<model::ReferenceForm> form_of(const model::InlineCode& code) {
  if (code.role != model::CodeRole::Standalone) return std::nullopt;
  if (code.sub_type == "hexapla:ref") return model::ReferenceForm::Plain;
  if (code.sub_type == "hexapla:ref-full") return model::ReferenceForm::Full;
  if (code.sub_type == "hexapla:ref-code") return model::ReferenceForm::Code;
  return std::nullopt;
}

}  // namespace

void refresh_displays(model::InlineText& text, const model::Entities& entities,
                      const model::ReferenceWords& words) {
  for (model::Piece& piece : text.pieces()) {
    auto* code = std::get_if<model::InlineCode>(&piece);
    const auto form = code == nullptr ? std::nullopt : form_of(*code);
    if (!form) continue;
    const auto tokens = model::find_reference_tokens(code->equiv);
    const model::Entity* entity = tokens.empty() ? nullptr : entities.find(tokens.front().id);
    if (entity == nullptr) continue;  // plan/dangling-reference tells
    if (auto printed = model::render_reference(*entity, *form, words))
      code->disp = std::move(*printed);
  }
}

LanguageResult carry(const std::vector<SegmentPart>& registry, const LanguageFiles& files,
                     const model::Entities& entities, const model::ReferenceWords& words) {
  return Carrier(registry, files, entities, words).run();
}

}  // namespace hexapla::workspace
