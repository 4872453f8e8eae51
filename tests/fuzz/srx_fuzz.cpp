// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/srx.hpp"
#include "hexapla/text/segmentation.hpp"

#include "fuzz.hpp"

/// Rules that compile cut a text in ascending order and inside it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto rules = hexapla::formats::read_srx(hexapla::as_text(data, size), "input.srx", "en");
  if (!rules) return 0;
  const auto segmenter = hexapla::text::Segmenter::compile(*rules);
  if (!segmenter) return 0;
  constexpr std::string_view kText =
      "One. Two e.g. three! “Four?” 五。六 1. A. B. EE. UU. c\u0301. a-.\uFFFC 𝐀. (Z) ";
  const auto breaks = segmenter->find_breaks(kText);
  if (!breaks) return 0;
  std::size_t last = 0;
  for (const std::size_t at : *breaks) {
    hexapla::require(at > last && at < kText.size(), "breaks ascend inside the text");
    last = at;
  }
  return 0;
}
