// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/formats/pandoc.hpp"
#include "hexapla/formats/tbx.hpp"
#include "hexapla/formats/xliff.hpp"
#include "hexapla/model/references.hpp"
#include "hexapla/model/slots.hpp"
#include "hexapla/text/compare.hpp"
#include "hexapla/text/segmentation.hpp"

namespace hexapla {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

constexpr std::string_view kHead =
    "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"en\" "
    "trgLang=\"fr\"><file id=\"f\">";

std::string one_unit(const std::string& content) {
  return std::string(kHead) + "<unit id=\"u\"><segment id=\"s1\"><source>" + content +
         "</source></segment></unit></file></xliff>";
}

TEST(Pathological, DeepJsonIsRefused) {
  const std::string json = R"({"pandoc-api-version":[1,22],"meta":{},"blocks":[)" +
                           repeat(R"({"t":"BlockQuote","c":[)", 100'000) + repeat("]}", 100'000) +
                           "]}";
  const auto document = formats::from_pandoc_json(json, "deep.md");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().message,
            "pandoc's answer is not understood: nested deeper than 500 levels");
}

TEST(Pathological, DeepGroupsAreRefused) {
  const std::string bytes = std::string(kHead) + repeat("<group id=\"g\">", 100'000) +
                            repeat("</group>", 100'000) + "</file></xliff>";
  const auto file = formats::read_xliff(bytes, "deep.xlf");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().message, "elements nested deeper than 256 levels");
}

TEST(Pathological, EntitiesAreNotExpanded) {
  std::string bytes = "<?xml version=\"1.0\"?><!DOCTYPE xliff [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    bytes += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" +
             std::to_string(i - 1) + ";\">";
  }
  bytes += "]>" + one_unit("&a29;");
  EXPECT_FALSE(formats::read_xliff(bytes, "laughs.xlf"));
  EXPECT_FALSE(formats::read_xliff(
      "<!DOCTYPE xliff [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + one_unit("&f;"),
      "outside.xlf"));
}

TEST(Pathological, ThousandsOfNestedCodesStayOneSegment) {
  const std::size_t depth = 200;  // libxml2 ends at 256 elements
  const auto file = formats::read_xliff(
      one_unit(repeat("<pc id=\"1\">", depth) + "x" + repeat("</pc>", depth)), "codes.xlf");
  ASSERT_TRUE(file) << file.error().to_string();
  EXPECT_EQ(file->units.front().segments.front().source.codes().size(), 2 * depth);
}

TEST(Pathological, AUnitOfManySegmentsIsWrittenOnceEach) {
  std::string bytes = std::string(kHead) + "<unit id=\"u\">";
  for (std::size_t i = 0; i < 50'000; ++i) {
    bytes += "<segment id=\"s" + std::to_string(i) + "\"><source>One.</source></segment>";
  }
  bytes += "</unit></file></xliff>";
  auto file = formats::read_xliff(bytes, "many.xlf");
  ASSERT_TRUE(file);
  for (model::Segment& segment : file->units.front().segments)
    segment.target = model::InlineText("Un.");
  const auto written = formats::write_xliff(*file, bytes);
  ASSERT_TRUE(written);
  const auto again = formats::read_xliff(*written, "many.xlf");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->units.front().segments.size(), 50'000U);
  EXPECT_EQ(again->units.front().segments.back().target->plain(), "Un.");
}

TEST(Pathological, ATextOfDotsIsCutInLinearTime) {
  auto segmenter =
      text::Segmenter::compile({{false, "\\be\\.g\\.", "\\s"}, {true, "[.?!]+", "\\s"}});
  ASSERT_TRUE(segmenter);
  EXPECT_EQ(segmenter->find_breaks(repeat("A sentence. ", 50'000))->size(), 49'999U);
  EXPECT_TRUE(segmenter->find_breaks(std::string(500'000, '.'))->empty());
}

TEST(Pathological, WhiteSpaceIsCutInLinearTime) {
  const std::string text = repeat(" ", 500'000) + "x";
  for (const auto& rule :
       {text::SegmentationRule{true, "\\s", ""}, text::SegmentationRule{true, "\\s", "\\s*x"},
        text::SegmentationRule{true, "", "(?=\\s*x)"}}) {
    const auto segmenter = text::Segmenter::compile({rule});
    ASSERT_TRUE(segmenter);
    EXPECT_EQ(segmenter->find_breaks(text).value(), std::vector<std::size_t>{500'000});
  }
}

TEST(Pathological, EndlessExpressionsAreStopped) {
  const auto endless =
      text::Segmenter::compile({{true, "(?:(?:(?:){1000}){1000}){1000}\\.", "\\s"}});
  ASSERT_TRUE(endless) << endless.error().to_string();
  const auto breaks = endless->find_breaks("One. Two.");
  ASSERT_FALSE(breaks);
  EXPECT_EQ(breaks.error().message,
            "the expression \"(?:(?:(?:){1000}){1000}){1000}\\.\" tries too many ways to match "
            "this text");
}

TEST(Pathological, ExpressionsTooLargeForAnAutomatonAreLeftToIcu) {
  const auto large =
      text::Segmenter::compile({{false, "(?:\\p{L}{900}){900}", "\\s"}, {true, "\\.", "\\s"}});
  ASSERT_TRUE(large) << large.error().to_string();
  EXPECT_EQ(large->find_breaks("One. Two.").value(), std::vector<std::size_t>{5});
  EXPECT_FALSE(text::Segmenter::compile(
      {{true, repeat("(?:", 40) + "a" + repeat("{1,2}){1,2}", 40), "\\s"}}));
}

TEST(Pathological, EqualLinesAreAligned) {
  const std::vector<std::string> before(30'000, "the same line");
  std::vector<std::string> after = before;
  after.insert(after.begin() + 15'000, "another");
  EXPECT_EQ(text::align(before, after).size(), 30'001U);
}

TEST(Pathological, SignsWithoutNamesAreNoReferences) {
  EXPECT_TRUE(model::find_reference_tokens(std::string(1'000'000, '@')).empty());
  EXPECT_EQ(model::find_reference_tokens("@" + repeat("a.", 200'000) + "b").size(), 1U);
}

TEST(Pathological, ATermBaseOfOneEndlessEntryIsReadOrRefused) {
  DiagnosticList findings;
  const auto glossary = formats::read_tbx(
      "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" "
      "xmlns=\"urn:iso:std:iso:30042:ed-2\"><text><body><conceptEntry id=\"a\"><langSec "
      "xml:lang=\"en\">" +
          repeat("<termSec><term>word</term></termSec>", 50'000) +
          "</langSec></conceptEntry></body></text></tbx>",
      "many.tbx", findings);
  ASSERT_TRUE(glossary);
  EXPECT_EQ(glossary->find("a")->languages.at("en").terms.size(), 50'000U);
}

}  // namespace
}  // namespace hexapla
