// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/xliff.hpp"

#include "harness.hpp"

using hexapla::fuzz::require;

/// What can be read is written back byte for byte; and with a target more, it is read again the
/// same.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = hexapla::fuzz::as_text(data, size);
  auto file = hexapla::formats::read_xliff(bytes, "input.xlf");
  if (!file) return 0;
  const auto same = hexapla::formats::write_xliff(*file, bytes);
  require(same && *same == bytes, "an unchanged file is written byte for byte");
  if (file->target_language.empty()) return 0;
  for (hexapla::model::Unit& unit : file->units) {
    for (hexapla::model::Segment& segment : unit.segments) {
      if (segment.is_ignorable) continue;
      segment.target = hexapla::model::InlineText("a < b & \"c\"");
      break;
    }
  }
  const auto edited = hexapla::formats::write_xliff(*file, bytes);
  if (!edited) return 0;
  const auto again = hexapla::formats::read_xliff(*edited, "input.xlf");
  require(again.has_value(), "an edited file can be read again");
  require(again->units.size() == file->units.size(), "an edit keeps every unit");
  return 0;
}
