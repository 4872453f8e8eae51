// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/model/document.hpp"

/// Inlines as Markdown; blocks are markdown.cpp's.
namespace hexapla::formats {

/// Where inlines stand: some signs count in some places only.
struct InlinePlace {
  bool is_heading = false;
  bool is_cell = false;
  bool is_bracketed = false;  ///< inside the brackets of a link or span
};

/// Writes inlines; notes are kept by their numbers until somebody writes them.
class InlineWriter {
 public:
  /// `references` are ids that stay references.
  explicit InlineWriter(const std::set<std::string>& references) : references_(references) {}

  [[nodiscard]] std::string write(const model::Inlines& inlines, const InlinePlace& place);
  /// The notes called since the last time, with the numbers of their calls.
  struct CalledNote {
    std::size_t number;
    const model::Note* note;
  };
  [[nodiscard]] std::vector<CalledNote> take_notes();

 private:
  void append(const model::Inlines& inlines, const InlinePlace& place, std::string& out);
  void append_one(const model::Inlines& inlines, std::size_t at, const InlinePlace& place,
                  std::string& out);
  void append_styled(const model::Styled& styled, const InlinePlace& place, std::string& out);
  void append_marked(std::string_view mark, const std::string& words, std::string& out);
  void append_rare(const model::Inline& item, const InlinePlace& place, std::string& out);

  void append_words(std::string_view words, char after, const InlinePlace& place, std::string& out);
  [[nodiscard]] bool is_kept_reference(std::string_view words) const;

  const std::set<std::string>& references_;
  std::vector<CalledNote> notes_;
  std::size_t note_count_ = 0;
};

/// " {#id .class key=value}" without the space; empty where there are no attributes.
[[nodiscard]] std::string write_attributes(const model::Attributes& attributes);

/// A line that would begin a block (a list, a heading, a fence) made words again.
[[nodiscard]] std::string escape_line_starts(std::string_view text);

}  // namespace hexapla::formats
