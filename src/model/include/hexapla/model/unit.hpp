// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/model/inline_text.hpp"

namespace hexapla::model {

/// XLIFF 2.1 segment states, lowest first (4.3.1.29, state).
enum class State : std::uint8_t { Initial, Translated, Reviewed, Final };
[[nodiscard]] std::string_view to_string(State state);
[[nodiscard]] std::optional<State> to_state(std::string_view word);

/// Byte offsets in the file that something was read from, half open.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// A sentence, or the white space between two (`is_ignorable`), of a unit.
struct Segment {
  std::string id;  ///< may be empty for an ignorable
  bool is_ignorable = false;
  State state = State::Initial;
  bool has_state = false;  ///< the attribute stood in the file
  std::string sub_state;
  InlineText source;
  std::optional<InlineText> target;
  ByteRange range;         ///< the whole <segment> element; empty for values that no file holds yet
  ByteRange source_range;  ///< content of <source>
  ByteRange target_range;  ///< content of <target>
};

struct UnitNote {
  std::string id;
  std::string category;
  std::string applies_to;
  std::optional<int> priority;
  std::string text;
  friend bool operator==(const UnitNote&, const UnitNote&) = default;
};

/// What a translation was made from (metadata hexapla:translated-from): the old source text,
/// canonical, and the state that the target had.
struct TranslatedFrom {
  std::string source;
  State state = State::Translated;
  friend bool operator==(const TranslatedFrom&, const TranslatedFrom&) = default;
};

/// A translation that is offered for a segment (XLIFF 2.1, 5.1, Translation Candidates).
struct UnitMatch {
  std::string id;                 ///< unique in the unit; an older match of the same id gives way
  std::string segment;            ///< for which it is
  std::string type;               ///< tm, icm (in context) ...
  std::string origin;             ///< where it is from, for people
  std::optional<int> similarity;  ///< 0 to 100
  /// Empty for the file's target language; else the target is in this third language, to be read.
  std::string reference_language;
  InlineText source;
  InlineText target;
};

/// A block of text with a stable id: the entry that is aligned over languages.
struct Unit {
  std::string id;
  std::string name;                 ///< printed code (AFR1.9), empty where there is none
  std::string file;                 ///< id of its <file>; empty in the document's first
  std::vector<std::string> groups;  ///< ids of the enclosing groups, outermost first
  bool translate = true;
  std::optional<std::size_t> max_characters;  ///< of the target, in code points
  std::vector<UnitNote> notes;
  std::map<std::string, TranslatedFrom, std::less<>> translated_from;  ///< by segment id
  /// The canonical targets with which a file left for a translator, by segment id; "" for none.
  std::map<std::string, std::string, std::less<>> merge_base;
  std::vector<Segment> segments;  ///< ignorables included, in order
  /// Written beside the matches that a file has; those are not read.
  std::vector<UnitMatch> new_matches;
  ByteRange range;

  [[nodiscard]] const Segment* find_segment(std::string_view segment_id) const;
  [[nodiscard]] Segment* find_segment(std::string_view segment_id);
};

/// Adds a note under its id, or under the first free one ("n1", "n2" ...) where that is empty or
/// taken.
void add_note(Unit& unit, UnitNote note);

/// Stale: state initial, a target, and a remembered source that differs from the live one
/// (decisions.md).
[[nodiscard]] bool is_stale(const Unit& unit, const Segment& segment);
/// The state of a segment as it counts: what the file says.
[[nodiscard]] bool has_target_text(const Segment& segment);

/// The content of one segment file: one XLIFF document. Ours hold one <file>; `part`, `original`
/// and `highest` are those of the first.
struct SegmentFile {
  std::string version = "2.1";
  std::string source_language;
  std::string target_language;  ///< empty in the registry
  std::string part;             ///< file/@id
  std::string original;         ///< file/@original
  std::map<std::string, std::size_t, std::less<>>
      highest;  ///< registry: highest number given per PREFIX.KIND
  std::size_t file_count = 1;
  std::vector<Unit> units;

  [[nodiscard]] const Unit* find_unit(std::string_view unit_id) const;  // linear
};

}  // namespace hexapla::model
