// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/collation.hpp"
#include "hexapla/text/hash.hpp"
#include "hexapla/text/messages.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/segmentation.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::text {
namespace {

TEST(Utf8, FindsTheFirstMalformedByte) {
  EXPECT_EQ(find_malformed("ab\xFF"
                           "c"),
            2U);
  EXPECT_EQ(find_malformed("\xE6\x88"), 0U);
  EXPECT_EQ(find_malformed("成果"), std::nullopt);
}

TEST(Utf8, CountsAndFindsCodePoints) {
  EXPECT_EQ(count_code_points("成a果"), 3U);
  EXPECT_EQ(byte_offset("成a果", 2), 4U);
  EXPECT_EQ(byte_offset("成", 9), 3U);
}

TEST(Utf8, GoesThroughCodePointsAndBack) {
  EXPECT_EQ(to_utf8(to_code_points("نتيجة 成果 😀")), "نتيجة 成果 😀");
  EXPECT_EQ(to_utf8(to_code_points("a\xFF")), "a\uFFFD");
}

TEST(ToNfc, Composes) { EXPECT_EQ(to_nfc("e\u0301").value(), "é"); }

TEST(ToNfc, ReportsOffsetOfMalformedByte) {
  const auto result = to_nfc("abc\xFF");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Syntax);
  EXPECT_EQ(result.error().message, "malformed UTF-8 at byte 3");
}

TEST(IsNfc, TellsBothForms) {
  EXPECT_TRUE(is_nfc("é"));
  EXPECT_FALSE(is_nfc("e\u0301"));
}

TEST(FoldSpaces, KeepsNoBreakSpaces) {
  EXPECT_EQ(fold_spaces(" a \n\t b\u00A0 c"), " a b\u00A0 c");
}

TEST(Trim, TakesWideSpacesToo) {
  EXPECT_EQ(trim("\u3000 成果\u00A0\n"), "成果");
  EXPECT_EQ(trim(" \u202F"), "");
}

TEST(FoldForSearch, IgnoresCaseAndWidth) {
  EXPECT_EQ(fold_for_search("ＩＴＵ Straße"), "itu strasse");
}

TEST(Capitalize, FollowsTheLanguage) {
  EXPECT_EQ(capitalize("enabler", "en"), "Enabler");
  EXPECT_EQ(capitalize("成果", "zh"), "成果");
  EXPECT_EQ(capitalize("", "en"), "");
}

TEST(DisplayCells, CountsWideAndZeroWidthCharacters) {
  EXPECT_EQ(display_cells("成果a"), 5U);
  EXPECT_EQ(display_cells("e\u0301"), 1U);
  EXPECT_EQ(display_cells("\u200Fنت"), 2U);
}

TEST(Characters, KnowHanAndItsPunctuation) {
  EXPECT_TRUE(is_han(U'成'));
  EXPECT_FALSE(is_han(U'a'));
  EXPECT_TRUE(is_cjk_punctuation(U'。'));
  EXPECT_TRUE(is_cjk_punctuation(U'（'));
  EXPECT_FALSE(is_cjk_punctuation(U'('));
}

TEST(FormatMessage, FillsArguments) {
  EXPECT_EQ(format_message("第{number}号决议（{year}年，{place}，修订版）", "zh",
                           {{"number", "37"}, {"year", "2022"}, {"place", "基加利"}})
                .value(),
            "第37号决议（2022年，基加利，修订版）");
}

TEST(FormatMessage, SaysWhichArgumentIsMissing) {
  EXPECT_EQ(format_message("{number} {place}", "en", {{"number", "1"}}).error().message,
            "message pattern \"{number} {place}\" names {place}, which it is not given");
}

TEST(FormatMessage, SaysThatAPatternIsMalformed) {
  EXPECT_EQ(format_message("{number", "en", {}).error().message,
            "malformed message pattern \"{number\"");
}

TEST(CollationOrder, SortsChineseByPinyin) {
  EXPECT_EQ(collation_order({"总体目标", "成果", "部门目标"}, "zh-u-co-pinyin").value(),
            (std::vector<std::size_t>{2, 1, 0}));
}

TEST(CollationOrder, KeepsTheOrderOfEqualNames) {
  EXPECT_EQ(collation_order({"b", "a", "b"}, "en").value(), (std::vector<std::size_t>{1, 0, 2}));
}

TEST(HashHex, IsXxh3OfTheBytes) { EXPECT_EQ(hash_hex(""), "2d06800538d394c2"); }

std::vector<std::string> cut(const Segmenter& segmenter, std::string_view text) {
  std::vector<std::string> sentences;
  std::size_t begin = 0;
  const std::vector<std::size_t> breaks = segmenter.find_breaks(text).value();
  for (const std::size_t at : breaks) {
    sentences.emplace_back(text.substr(begin, at - begin));
    begin = at;
  }
  sentences.emplace_back(text.substr(begin));
  return sentences;
}

Segmenter make(std::vector<SegmentationRule> rules) { return Segmenter::compile(rules).value(); }

TEST(Segmenter, BreaksBehindTheWhiteSpace) {
  const Segmenter segmenter = make({{true, "[.?!]", "\\s"}});
  EXPECT_EQ(cut(segmenter, "One. Two?  Three!"),
            (std::vector<std::string>{"One. ", "Two?  ", "Three!"}));
}

TEST(Segmenter, LetsTheFirstRuleDecide) {
  const Segmenter segmenter = make({{false, "\\bRev\\.", "\\s"}, {true, "\\.", "\\s"}});
  EXPECT_EQ(cut(segmenter, "See (Rev. Kigali). Then."),
            (std::vector<std::string>{"See (Rev. Kigali). ", "Then."}));
}

TEST(Segmenter, BreaksBetweenHanWithoutSpace) {
  const Segmenter segmenter = make({{true, "[。！？]", "\\S"}});
  EXPECT_EQ(cut(segmenter, "甲。乙！丙"), (std::vector<std::string>{"甲。", "乙！", "丙"}));
}

TEST(Segmenter, HasNothingToCutInEmptyText) {
  EXPECT_TRUE(make({{true, "\\.", "\\s"}}).find_breaks("").value().empty());
}

TEST(Segmenter, SurvivesAnExplosiveExpression) {
  const Segmenter segmenter = make({{true, "(a+)+b", "\\s"}});
  EXPECT_TRUE(segmenter.find_breaks(std::string(64, 'a')).value().empty());
}

}  // namespace
}  // namespace hexapla::text
