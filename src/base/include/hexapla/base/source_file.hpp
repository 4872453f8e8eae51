// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// A line and a column from 1; columns count code points.
struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;

  friend bool operator==(const LineColumn&, const LineColumn&) = default;
};

/// A UTF-8 text with its name and the starts of its lines, to turn byte offsets into places and
/// back.
class SourceFile {
 public:
  SourceFile(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t line_count() const { return line_starts_.size(); }

  /// The place of a byte offset; offsets behind the end give the end. O(log lines + length of the
  /// line).
  [[nodiscard]] LineColumn position(std::size_t byte_offset) const;
  /// The byte offset of a place; places behind a line's end give the end of that line.
  [[nodiscard]] std::size_t offset(LineColumn position) const;
  /// The text of a line (from 1) without its line end; empty behind the last line.
  [[nodiscard]] std::string_view line(std::size_t number) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace hexapla
