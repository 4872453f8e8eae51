// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/unit.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "hexapla/text/normalize.hpp"

namespace hexapla::model {
namespace {

constexpr std::array<std::string_view, 4> kStateWords = {"initial", "translated", "reviewed",
                                                         "final"};

}  // namespace

std::string_view to_string(State state) { return kStateWords.at(static_cast<std::size_t>(state)); }

std::optional<State> to_state(std::string_view word) {
  const auto found = std::find(kStateWords.begin(), kStateWords.end(), word);
  if (found == kStateWords.end()) return std::nullopt;
  return static_cast<State>(found - kStateWords.begin());
}

const Segment* Unit::find_segment(std::string_view segment_id) const {
  const auto found = std::find_if(segments.begin(), segments.end(), [&](const Segment& segment) {
    return !segment.is_ignorable && segment.id == segment_id;
  });
  return found == segments.end() ? nullptr : &*found;
}

Segment* Unit::find_segment(std::string_view segment_id) {
  return const_cast<Segment*>(std::as_const(*this).find_segment(segment_id));
}

bool has_target_text(const Segment& segment) {
  if (segment.is_ignorable || !segment.target) return false;
  return std::any_of(segment.target->pieces().begin(), segment.target->pieces().end(),
                     [](const Piece& piece) {
                       const auto* text = std::get_if<std::string>(&piece);
                       return text == nullptr || !text::trim(*text).empty();
                     });
}

bool is_stale(const Unit& unit, const Segment& segment) {
  if (segment.state != State::Initial || !segment.target) return false;
  const auto remembered = unit.translated_from.find(segment.id);
  return remembered != unit.translated_from.end() &&
         remembered->second.source != segment.source.canonical();
}

const Unit* SegmentFile::find_unit(std::string_view unit_id) const {
  const auto found = std::find_if(units.begin(), units.end(),
                                  [&](const Unit& unit) { return unit.id == unit_id; });
  return found == units.end() ? nullptr : &*found;
}

void add_note(Unit& unit, UnitNote note) {
  const auto is_used = [&](const UnitNote& other) { return other.id == note.id; };
  for (std::size_t number = 1;
       note.id.empty() || std::any_of(unit.notes.begin(), unit.notes.end(), is_used); ++number)
    note.id = "n" + std::to_string(number);
  unit.notes.push_back(std::move(note));
}

}  // namespace hexapla::model
