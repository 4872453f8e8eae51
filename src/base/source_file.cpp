// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/source_file.hpp"

#include <algorithm>
#include <utility>

namespace hexapla {
namespace {

/// A byte that starts a code point (not 10xxxxxx).
bool is_leading(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

SourceFile::SourceFile(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), line_starts_{0} {
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    if (at + 1 < text_.size()) line_starts_.push_back(at + 1);
  }
}

LineColumn SourceFile::position(std::size_t byte_offset) const {
  const std::size_t offset = std::min(byte_offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  const auto begin = text_.begin() + static_cast<std::ptrdiff_t>(line_starts_[line - 1]);
  const auto end = text_.begin() + static_cast<std::ptrdiff_t>(offset);
  return {line, 1 + static_cast<std::size_t>(std::count_if(begin, end, is_leading))};
}

std::size_t SourceFile::offset(LineColumn position) const {
  if (position.line == 0 || position.line > line_starts_.size()) return text_.size();
  const std::string_view content = line(position.line);
  std::size_t at = 0;
  for (std::size_t column = 1; column < position.column && at < content.size(); ++column) {
    ++at;
    while (at < content.size() && !is_leading(content[at])) ++at;
  }
  return line_starts_[position.line - 1] + at;
}

std::string_view SourceFile::line(std::size_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  const std::size_t begin = line_starts_[number - 1];
  std::size_t end = std::min(text_.find('\n', begin), text_.size());
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

}  // namespace hexapla
