// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "sync_registry.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/model/slots.hpp"
#include "hexapla/text/compare.hpp"

#include "kept_ids.hpp"

namespace hexapla::workspace {
namespace {

using model::InlineCode;
using model::InlineText;
using model::Segment;
using model::Unit;
using model::UnitSlot;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
/// How alike the parts of a split or merged paragraph must be to the whole.
constexpr double kSplitSimilarity = 0.9;

struct OldUnit {
  std::string part;
  Unit unit;
  std::string key;  ///< text with plain code ids
  std::size_t partner = kNone;
};

struct NewUnit {
  std::string part;
  std::string file;
  UnitSlot slot;
  InlineText text;
  std::string key;
  std::size_t partner = kNone;  ///< index of the old unit
  std::string id;
};

InlineText slot_text(const UnitSlot& slot) {
  return slot.content != nullptr ? model::to_inline_text(*slot.content)
                                 : InlineText(*slot.meta_content);
}

/// The id that a slot has by its place alone, or nothing: metadata and captions.
std::string fixed_id(const UnitSlot& slot) {
  if (slot.prefix == "meta" || slot.kind == "caption")
    return fmt::format("{}.{}", slot.prefix, slot.kind);
  return {};
}

class Matcher {
 public:
  Matcher(std::vector<OldUnit>& old_units, std::vector<NewUnit>& new_units)
      : old_(old_units), new_(new_units) {}

  void run() {
    match_fixed();
    match_equal(true);
    match_equal(false);
    match_similar();
  }

 private:
  void pair(std::size_t old_index, std::size_t new_index) {
    old_[old_index].partner = new_index;
    new_[new_index].partner = old_index;
  }

  void match_fixed() {
    std::map<std::string_view, std::size_t> by_id;
    for (std::size_t i = 0; i < old_.size(); ++i) by_id.emplace(old_[i].unit.id, i);
    for (std::size_t j = 0; j < new_.size(); ++j) {
      const std::string id = fixed_id(new_[j].slot);
      const auto found = id.empty() ? by_id.end() : by_id.find(id);
      if (found != by_id.end()) pair(found->second, j);
    }
  }

  /// Equal texts, in order first; under one prefix (of the old id and the new place), or anywhere.
  void match_equal(bool under_one_prefix) {
    std::map<std::string, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> groups;
    const auto group = [&](const std::string& prefix) -> auto& {
      return groups[under_one_prefix ? prefix : ""];
    };
    for (std::size_t i = 0; i < old_.size(); ++i) {
      if (old_[i].partner == kNone) group(old_prefix(old_[i].unit)).first.push_back(i);
    }
    for (std::size_t j = 0; j < new_.size(); ++j) {
      if (new_[j].partner == kNone) group(new_[j].slot.prefix).second.push_back(j);
    }
    for (const auto& [prefix, members] : groups) pair_equal(members.first, members.second);
  }

  /// The innermost group is the prefix that the unit had when it was written.
  static std::string old_prefix(const Unit& unit) {
    return unit.groups.empty() ? std::string() : unit.groups.back();
  }

  void pair_equal(const std::vector<std::size_t>& old_indexes,
                  const std::vector<std::size_t>& new_indexes) {
    std::vector<std::string> before;
    std::vector<std::string> after;
    before.reserve(old_indexes.size());
    after.reserve(new_indexes.size());
    for (const std::size_t i : old_indexes) before.push_back(old_[i].key);
    for (const std::size_t j : new_indexes) after.push_back(new_[j].key);
    constexpr double kNeverSimilar = 2.0;
    for (const text::AlignedPair& each : text::align(before, after, kNeverSimilar)) {
      if (each.before && each.after) pair(old_indexes[*each.before], new_indexes[*each.after]);
    }
  }

  /// Similar texts between neighbours that are matched: matched ones stand in the lists as equal
  /// tokens.
  void match_similar() {
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (std::size_t i = 0; i < old_.size(); ++i) {
      before.push_back(old_[i].partner == kNone ? old_[i].key : fmt::format("\x01{}", i));
    }
    for (const NewUnit& unit : new_) {
      after.push_back(unit.partner == kNone ? unit.key : fmt::format("\x01{}", unit.partner));
    }
    for (const text::AlignedPair& each : text::align(before, after)) {
      if (!each.before || !each.after) continue;
      if (old_[*each.before].partner == kNone && new_[*each.after].partner == kNone)
        pair(*each.before, *each.after);
    }
  }

  std::vector<OldUnit>& old_;
  std::vector<NewUnit>& new_;
};

/// Gives new units their ids: PREFIX.KIND.N with N above all that were ever given.
class Numberer {
 public:
  Numberer(const std::vector<SegmentPart>& old, const std::vector<OldUnit>& units) {
    for (const SegmentPart& part : old) {
      for (const auto& [kind, number] : part.segments.highest) raise(kind, number);
    }
    for (const OldUnit& each : units) {
      used_.insert(each.unit.id);
      const std::size_t dot = each.unit.id.rfind('.');
      if (dot != std::string::npos)
        raise(each.unit.id.substr(0, dot), number_of(each.unit.id.substr(dot + 1)));
    }
  }

  std::string give(const UnitSlot& slot, const std::string& parent_id) {
    std::string fixed = fixed_id(slot);
    if (!fixed.empty() && used_.insert(fixed).second) return fixed;
    const std::string kind =
        fmt::format("{}.{}", parent_id.empty() ? slot.prefix : parent_id, slot.kind);
    std::string id = fmt::format("{}.{}", kind, ++highest_[kind]);
    used_.insert(id);
    return id;
  }
  /// Takes an id that comes back; false when it is in use.
  bool take(const std::string& id) { return used_.insert(id).second; }

  [[nodiscard]] std::size_t highest(const std::string& kind) const {
    const auto found = highest_.find(kind);
    return found == highest_.end() ? 0 : found->second;
  }

 private:
  void raise(const std::string& kind, std::size_t number) {
    if (number > 0) highest_[kind] = std::max(highest_[kind], number);
  }

  std::map<std::string, std::size_t> highest_;
  std::set<std::string> used_;
};

class RegistryBuilder {
 public:
  RegistryBuilder(std::vector<SourcePart>& sources, std::vector<SegmentPart> old,
                  const RemovedIds& removed, const text::Segmenter& segmenter)
      : sources_(sources), old_parts_(std::move(old)), removed_(removed), segmenter_(segmenter) {}

  Result<NewRegistry> build(const std::string& source_language) {
    collect();
    Matcher(old_, new_).run();
    Numberer numberer(old_parts_, old_);
    for (NewUnit& unit : new_) give_id(unit, numberer);
    HEXAPLA_CHECK(make_parts(source_language, numberer));
    report();
    return std::move(result_);
  }

 private:
  void collect() {
    for (const SegmentPart& part : old_parts_) {
      for (const Unit& unit : part.segments.units) {
        old_.push_back({part.part, unit,
                        model::with_plain_code_ids(model::join_source(unit)).canonical(), kNone});
      }
    }
    for (SourcePart& source : sources_) {
      for (UnitSlot& slot : model::find_slots(source.document, source.part)) {
        NewUnit unit;
        unit.part = source.part;
        unit.file = source.file.name;
        unit.text = slot_text(slot);
        unit.key = unit.text.canonical();
        unit.slot = std::move(slot);
        if (unit.slot.parent) *unit.slot.parent += first_of_part(source.part);
        new_.push_back(std::move(unit));
      }
    }
  }

  /// Parents are counted within their part.
  std::size_t first_of_part(const std::string& part) const {
    const auto first = std::find_if(new_.begin(), new_.end(),
                                    [&](const NewUnit& unit) { return unit.part == part; });
    return static_cast<std::size_t>(first - new_.begin());
  }

  void give_id(NewUnit& unit, Numberer& numberer) {
    if (unit.partner != kNone) {
      unit.id = old_[unit.partner].unit.id;
      return;
    }
    if (const auto back = removed_.find(removed_key(unit.text));
        back != removed_.end() && numberer.take(back->second)) {
      unit.id = back->second;
      returned_.insert(unit.id);
      return;
    }
    unit.id =
        numberer.give(unit.slot, unit.slot.parent ? new_[*unit.slot.parent].id : std::string());
  }

  Result<void> make_parts(const std::string& source_language, const Numberer& numberer) {
    for (const SourcePart& source : sources_) {
      SegmentPart part;
      part.part = source.part;
      const auto old =
          std::find_if(old_parts_.begin(), old_parts_.end(),
                       [&](const SegmentPart& each) { return each.part == source.part; });
      if (old != old_parts_.end()) {
        part.file = old->file;
        part.segments.highest = old->segments.highest;
      }
      part.segments.source_language = source_language;
      part.segments.part = source.part;
      part.segments.original = source.original;
      for (std::size_t j = 0; j < new_.size(); ++j) {
        if (new_[j].part != source.part) continue;
        HEXAPLA_TRY(Unit unit, make_unit(j));
        part.segments.units.push_back(std::move(unit));
        note_highest(new_[j].id, numberer, part.segments);
      }
      result_.parts.push_back(std::move(part));
    }
    return {};
  }

  static void note_highest(const std::string& id, const Numberer& numberer,
                           model::SegmentFile& file) {
    const std::size_t dot = id.rfind('.');
    if (dot == std::string::npos || number_of(id.substr(dot + 1)) == 0) return;
    const std::string kind = id.substr(0, dot);
    file.highest[kind] = std::max(file.highest[kind], numberer.highest(kind));
  }

  Result<Unit> make_unit(std::size_t index) {
    const NewUnit& source = new_[index];
    Unit unit;
    unit.id = source.id;
    unit.name = source.slot.name;
    unit.groups = source.slot.groups;
    unit.translate = source.slot.translate;
    unit.max_characters = source.slot.max_characters;
    unit.notes.push_back({"h1", "hexapla:place", "source", std::nullopt, place_of(source)});
    const bool is_unchanged = source.partner != kNone && old_[source.partner].key == source.key;
    if (is_unchanged) {
      unit.segments = old_[source.partner].unit.segments;
      refresh_codes(unit.segments, source.text);
    } else if (source.partner != kNone) {
      const Unit& old = old_[source.partner].unit;
      HEXAPLA_TRY(
          unit.segments,
          model::to_segments(keep_code_ids(model::join_source(old), source.text), segmenter_));
      keep_segment_ids(old.segments, unit.segments);
    } else {
      HEXAPLA_TRY(unit.segments, model::to_segments(source.text, segmenter_));
    }
    set_flows(index, unit);
    return unit;
  }

  std::string place_of(const NewUnit& unit) const {
    if (unit.slot.kind == "note" && unit.slot.parent)
      return fmt::format("footnote to {}", new_[*unit.slot.parent].id);
    if (!unit.slot.max_characters) return unit.slot.place;
    return fmt::format("{}; at most {} characters", unit.slot.place, *unit.slot.max_characters);
  }

  /// A note call or image names the units of what it holds.
  void set_flows(std::size_t index, Unit& unit) const {
    std::size_t n = 0;
    for (Segment& segment : unit.segments) {
      for (model::Piece& piece : segment.source.pieces()) {
        auto* code = std::get_if<InlineCode>(&piece);
        if (code == nullptr || code->role == model::CodeRole::Close) continue;
        code->sub_flows = flows_of(index, n++);
      }
    }
  }

  std::string flows_of(std::size_t parent, std::size_t code) const {
    std::string ids;
    for (std::size_t j = parent + 1; j < new_.size() && new_[j].slot.parent; ++j) {
      if (*new_[j].slot.parent != parent || new_[j].slot.parent_code != code) continue;
      ids += (ids.empty() ? "" : " ") + new_[j].id;
    }
    return ids;
  }

  void report() {
    for (std::size_t j = 0; j < new_.size(); ++j) report_new(j);
    for (const OldUnit& old : old_) {
      if (old.partner != kNone || absorbed_.contains(old.unit.id)) continue;
      result_.changes.push_back({ChangeKind::Removed, old.part, old.unit.id, {}, {}, {}});
    }
  }

  void report_new(std::size_t index) {
    const NewUnit& unit = new_[index];
    UnitChange change{ChangeKind::Added, unit.part, unit.id, {}, {}, {}};
    if (unit.partner == kNone) {
      if (is_split_off(index)) return;
      if (returned_.contains(unit.id)) change.kind = ChangeKind::Returned;
      result_.changes.push_back(std::move(change));
      return;
    }
    const OldUnit& old = old_[unit.partner];
    if (old.key != unit.key) {
      change.kind = ChangeKind::Edited;
      change.diff = text::word_diff(old.key, unit.key);
      find_split(index, change);
      find_merge(index, change);
    } else if (has_moved(index)) {
      change.kind = ChangeKind::Moved;
    } else {
      ++result_.unchanged_units;
      return;
    }
    result_.changes.push_back(std::move(change));
  }

  /// Moved: another part or group, or an order among its neighbours that differs.
  bool has_moved(std::size_t index) const {
    const NewUnit& unit = new_[index];
    const OldUnit& old = old_[unit.partner];
    if (old.part != unit.part || old.unit.groups != unit.slot.groups) return true;
    std::size_t before = index;
    while (before > 0 && new_[before - 1].partner == kNone) --before;
    return before > 0 && new_[before - 1].partner > unit.partner;
  }

  bool is_split_off(std::size_t index) const {
    return index > 0 && std::find(split_off_.begin(), split_off_.end(), index) != split_off_.end();
  }

  /// One old unit became this one and the new one behind it.
  void find_split(std::size_t index, UnitChange& change) {
    if (index + 1 >= new_.size() || new_[index + 1].partner != kNone) return;
    const std::string& whole = old_[new_[index].partner].key;
    if (text::similarity(whole, new_[index].key + " " + new_[index + 1].key) < kSplitSimilarity)
      return;
    change.kind = ChangeKind::Split;
    change.related_units = {new_[index + 1].id};
    split_off_.push_back(index + 1);
  }

  /// Two old units became this one.
  void find_merge(std::size_t index, UnitChange& change) {
    const std::size_t partner = new_[index].partner;
    for (const std::size_t other : {partner + 1, partner - 1}) {
      if (other >= old_.size() || old_[other].partner != kNone) continue;
      const std::string& first = old_[std::min(partner, other)].key;
      const std::string& second = old_[std::max(partner, other)].key;
      if (text::similarity(fmt::format("{} {}", first, second), new_[index].key) < kSplitSimilarity)
        continue;
      change.kind = ChangeKind::Merged;
      change.related_units = {old_[other].unit.id};
      absorbed_.insert(old_[other].unit.id);
      return;
    }
  }

  std::vector<SourcePart>& sources_;
  std::vector<SegmentPart> old_parts_;
  const RemovedIds& removed_;
  const text::Segmenter& segmenter_;
  std::vector<OldUnit> old_;
  std::vector<NewUnit> new_;
  std::set<std::string> returned_;
  std::set<std::string> absorbed_;
  std::vector<std::size_t> split_off_;
  NewRegistry result_;
};

}  // namespace

std::string removed_key(const model::InlineText& text) {
  std::string key = model::with_plain_code_ids(text).canonical();
  std::erase(key, ' ');
  return key;
}

Result<NewRegistry> build_registry(std::vector<SourcePart>& sources, std::vector<SegmentPart> old,
                                   const RemovedIds& removed, const text::Segmenter& segmenter,
                                   const std::string& source_language) {
  return RegistryBuilder(sources, std::move(old), removed, segmenter).build(source_language);
}

}  // namespace hexapla::workspace
