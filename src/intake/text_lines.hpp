// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/intake/incoming.hpp"

/// Converted text, line by line: marks of the conversion taken out, notes paired with their calls,
/// labels of headings and items told from words.
namespace hexapla::intake {

/// Words of one line that stand together, or the call of a note.
struct Run {
  std::string text;
  std::size_t line = 0;
  std::size_t column = 0;           ///< of its first character, in code points from 1
  std::optional<std::size_t> note;  ///< index into Lines::notes; then `text` is the mark
  bool is_after_bookmark = false;
};

/// A note: its call stands in a run, its paragraphs may stand anywhere behind it.
struct NoteText {
  std::string number;
  std::string mark;  ///< as written: "[footnoteRef:1]"
  Place place;
  std::vector<std::vector<Run>> paragraphs;  ///< empty: no text was found
};

enum class LabelKind : std::uint8_t {
  None,
  Bullet,   ///< • – ▪
  Item,     ///< 1) (a) iv)
  Section,  ///< 3 or 3.1 before a tab
  Point,    ///< 1. before a tab: an item or a section
};

struct Label {
  LabelKind kind = LabelKind::None;
  std::string text;  ///< as written, without white space
  std::size_t column = 0;
  std::vector<std::size_t> numbers;  ///< 3.1: 3, 1; 2): 2; a): 1
  std::string style = "Decimal";     ///< pandoc's name, of an item
  std::string delimiter = "Period";
  bool has_tab = false;  ///< behind it
};

struct Line {
  std::size_t number = 0;
  std::size_t depth = 0;  ///< tabs that it begins with
  bool has_contents_mark =
      false;  ///< a bookmark that tables of contents use: a heading, or near one
  Label label;
  std::vector<Run> runs;  ///< empty: a blank line

  [[nodiscard]] bool is_blank() const { return runs.empty() && label.kind == LabelKind::None; }
  /// The words without note calls.
  [[nodiscard]] std::string words() const;
};

struct Lines {
  std::vector<Line> lines;  ///< blank ones included
  std::vector<NoteText> notes;
  std::vector<Remark> remarks;
};

/// Reads UTF-8 text. Linear in its length.
[[nodiscard]] Lines read_lines(std::string_view text);

/// The label at the start of `words`, and how many bytes it takes with the white space behind it.
struct FoundLabel {
  Label label;
  std::size_t length = 0;
};
[[nodiscard]] std::optional<FoundLabel> find_label(std::string_view words);

}  // namespace hexapla::intake
