// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <string_view>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/formats/xliff_validation.hpp"
#include "hexapla/formats/xml.hpp"

#include "fuzz.hpp"

namespace {

using hexapla::require;
using hexapla::formats::read_xliff;
using hexapla::formats::write_xliff;
using hexapla::model::SegmentFile;

bool same_units(const SegmentFile& a, const SegmentFile& b) {
  return std::equal(a.units.begin(), a.units.end(), b.units.begin(), b.units.end(),
                    [](const auto& x, const auto& y) {
                      return x.id == y.id &&
                             std::equal(x.segments.begin(), x.segments.end(), y.segments.begin(),
                                        y.segments.end(), [](const auto& s, const auto& t) {
                                          return s.id == t.id && s.source == t.source &&
                                                 s.target == t.target;
                                        });
                    });
}

}  // namespace

/// Unchanged documents come back byte by byte; changed targets are found again and nothing else has
/// changed; whatever the bytes, the validator ends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(hexapla::formats::validate_xliff(bytes));
  auto file = read_xliff(bytes, "input.xlf");
  if (!file) return 0;
  require(write_xliff(*file, bytes).value() == bytes, "an unchanged document keeps its bytes");
  if (file->target_language.empty()) return 0;
  for (auto& unit : file->units) {
    for (auto& segment : unit.segments) {
      if (segment.target) {
        segment.target->append(std::string_view("<new>&"));
      } else {
        segment.target = segment.source;
      }
    }
  }
  const auto written = write_xliff(*file, bytes);
  require(written.has_value(), "new targets can be written");
  const auto again = read_xliff(*written, "written.xlf");
  require(again.has_value(), "what was written can be read");
  require(same_units(*file, *again), "new targets are found again");
  require(write_xliff(*again, *written).value() == *written, "what was written is stable");
  return 0;
}
