// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/formats/srx.hpp"
#include "hexapla/support/growth.hpp"
#include "hexapla/text/segmentation.hpp"

/// One huge paragraph takes as long as its length says, by the rules of every language.
namespace hexapla::formats {
namespace {

std::string repeat(std::string_view text, std::size_t bytes) {
  std::string result;
  while (result.size() < bytes) result += text;
  return result;
}

text::Segmenter read_rules(const std::string& language) {
  SystemFiles files;
  const Path path = Path(HEXAPLA_SOURCE_DIR) / "locales" / language / "segmentation.srx";
  return text::Segmenter::compile(
             read_srx(files.read(path).value(), path.string(), language).value())
      .value();
}

void expect_linear(std::string_view piece) {
  constexpr std::size_t kBytes = 30'000;
  std::vector<text::Segmenter> segmenters;
  for (const std::string language : {"ar", "zh", "en", "fr", "ru", "es"})
    segmenters.push_back(read_rules(language));
  support::expect_linear(
      kBytes, [piece](std::size_t bytes) { return repeat(piece, bytes); },
      [&segmenters](const std::string& paragraph) {
        for (const text::Segmenter& segmenter : segmenters)
          ASSERT_TRUE(segmenter.find_breaks(paragraph));
      });
}

TEST(SegmentationGrowth, OfSentences) {
  expect_linear("See Res. 37 (Rev. Kigali, 2022). Рез. 37 в 2022 г. Кигали. 会议结束。“真的吗？” ");
}

TEST(SegmentationGrowth, OfFullStops) { expect_linear("."); }

TEST(SegmentationGrowth, OfFullStopsBetweenSpaces) { expect_linear(". "); }

TEST(SegmentationGrowth, OfSpaces) { expect_linear("\u00A0 "); }

TEST(SegmentationGrowth, OfQuotationMarks) { expect_linear("“«《？"); }

TEST(SegmentationGrowth, OfInitials) { expect_linear("A. "); }

TEST(SegmentationGrowth, OfMarks) { expect_linear(".\u0301\u0301\u200F"); }

}  // namespace
}  // namespace hexapla::formats
