// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "docx_layout.hpp"
#include "edition.hpp"
#include "right_to_left.hpp"

namespace hexapla::publish {
namespace {

constexpr std::string_view kParagraph = "<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>";

std::string cell(const std::string& text) {
  return fmt::format("<w:tc>{}{}</w:t></w:r></w:p></w:tc>",
                     text.empty() ? "<w:p><w:pPr /><w:r><w:t>" : kParagraph, text);
}

std::string row(const std::vector<std::string>& texts) {
  std::string cells;
  for (const std::string& text : texts) cells += cell(text);
  return fmt::format("<w:tr>{}</w:tr>", cells);
}

/// A part with one table of two equal columns on an A4 page.
std::string part(const std::string& rows) {
  return fmt::format(
      "<w:document xmlns:w=\"urn:w\"><w:body><w:tbl><w:tblGrid><w:gridCol w:w=\"4000\"/><w:gridCol "
      "w:w=\"4000\"/></w:tblGrid>{}</w:tbl><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
      "<w:pgMar w:top=\"1418\" w:bottom=\"1418\"/></w:sectPr></w:body></w:document>",
      rows);
}

/// For each row of the part: "k" where it is kept with the next one, "s" where it may be split.
std::string rows_of(const std::string& part) {
  std::string result;
  for (std::size_t at = part.find("<w:tr>"); at != std::string::npos;) {
    const std::size_t next = part.find("<w:tr>", at + 1);
    const std::string_view text = std::string_view(part).substr(at, next - at);
    const bool is_kept = text.find("<w:keepNext/>") != std::string_view::npos;
    const bool can_split = text.find("<w:cantSplit/>") == std::string_view::npos;
    result += is_kept ? "k" : "-";
    if (can_split) result += "s";
    at = next;
  }
  return result;
}

std::string kept(const std::string& rows) {
  return rows_of(keep_rows_together(part(rows), "document.xml", false).value());
}

std::string long_text(int lines) {
  std::string text;
  for (int i = 0; i < lines; ++i) text += "forty characters of text to a line here. ";
  return text;
}

TEST(KeepRowsTogether, KeepsAShortTableOnOnePage) {
  EXPECT_EQ(kept(row({"a", "b"}) + row({"c", "d"}) + row({"e", "f"})), "kk-");
}

TEST(KeepRowsTogether, PartsALongTableBetweenGroups) {
  const std::string text = long_text(9);
  EXPECT_EQ(kept(row({"a", text}) + row({"", text}) + row({"b", text}) + row({"", text})), "k-k-");
}

TEST(KeepRowsTogether, KeepsADefinitionBelowItsTerm) {
  const std::string text = long_text(12);
  const std::string across = fmt::format(
      "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}{}</w:t></w:r></w:p></w:tc></w:tr>",
      kParagraph, text);
  EXPECT_EQ(kept(row({"a", text}) + across + row({"b", text}) + across), "k-k-");
}

TEST(KeepRowsTogether, KeepsAHeadWithTheFirstRow) {
  const std::string text = long_text(16);
  std::string head = row({"a", "b"});
  head.replace(0, 6, "<w:tr><w:trPr><w:tblHeader/></w:trPr>");
  EXPECT_EQ(kept(head + row({"c", text}) + row({"d", text})), "k--");
}

TEST(KeepRowsTogether, LetsAGroupAndARowOfAPageBreak) {
  const std::string text = long_text(14);
  EXPECT_EQ(kept(row({"a", text}) + row({"", text}) + row({"", text})), "---");
  EXPECT_EQ(kept(row({"a", long_text(40)})), "-s");
}

TEST(KeepRowsTogether, WritesWhereTheSchemaWantsIt) {
  const std::string result =
      keep_rows_together(part(row({"a", ""}) + row({"b", "c"})), "document.xml", false).value();
  EXPECT_NE(result.find("<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:p><w:pPr><w:pStyle "
                        "w:val=\"T\"/><w:keepNext/></w:pPr>"),
            std::string::npos)
      << result;
  EXPECT_NE(result.find("<w:tc><w:p><w:pPr><w:keepNext/></w:pPr><w:r>"), std::string::npos)
      << result;
  EXPECT_EQ(result.find("<w:keepNext/><w:keepNext/>"), std::string::npos) << result;
}

TEST(KeepRowsTogether, SaysWhereAPartIsNoXml) {
  const auto result = keep_rows_together("<w:document", "word/document.xml", false);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Syntax);
}

TEST(KeepRowsTogether, BeginsNoTableWithAShortRowAlone) {
  const std::string text = long_text(12);
  EXPECT_EQ(kept(row({"a", "b"}) + row({"c", text}) + row({"d", text}) + row({"e", text})), "k---");
}

TEST(KeepLeftToRight, IsolatesABracketFromOutside) {
  EXPECT_EQ(keep_left_to_right("الصغر (SME)."), "الصغر \u2066(SME)\u2069.");
  EXPECT_EQ(keep_left_to_right("(\u2066SME\u2069)"), "\u2066(SME)\u2069");
  EXPECT_EQ(keep_left_to_right("(TDAG-WG-SOP)"),
            "\u2066(TDAG\u2060-\u2060WG\u2060-\u2060SOP)\u2069");
}

TEST(KeepLeftToRight, LeavesOtherBracketsAlone) {
  for (const std::string text : {"(2017)", "(ICT والبيئة)", "(A &amp; B)", "(SME", "SME)", "()"})
    EXPECT_EQ(keep_left_to_right(text), text);
}

TEST(KeepLeftToRight, KeepsCodesOfSeveralPieces) {
  EXPECT_EQ(keep_left_to_right("وNET-2030"), "و\u2066NET\u2060-\u20602030\u2069");
  EXPECT_EQ(keep_left_to_right("\u2066NET-2030\u2069"), "\u2066NET\u2060-\u20602030\u2069");
  EXPECT_EQ(keep_left_to_right("2020-2023"), "2020\u2060-\u20602023");
  EXPECT_EQ(keep_left_to_right("well-known"), "well-known");
}

TEST(SortNames, PassesOverTheArticle) {
  model::Locale locale;
  locale.collation = "ar";
  locale.sorting = {{"ال"}, {"التزام"}};
  // objective (with article), result (with article), indicator, commitment
  const std::vector<std::string> names = {"الهدف", "النتيجة", "مؤشر", "التزام", "خطة العمل"};
  const std::vector<std::size_t> order = sort_names(names, locale).value();
  EXPECT_EQ(order, (std::vector<std::size_t>{3, 4, 2, 1, 0}));
}

}  // namespace
}  // namespace hexapla::publish
