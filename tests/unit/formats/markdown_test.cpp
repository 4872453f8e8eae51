// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/markdown.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include "hexapla/formats/pandoc.hpp"

namespace hexapla::formats {
namespace {

using namespace model;  // NOLINT: the tree's names are what these tests are about

Inline str(std::string text) { return {Str{std::move(text)}}; }
Inline space() { return {Space{}}; }
Block para(Inlines content) { return {Para{std::move(content)}}; }
Block plain(Inlines content) { return {Plain{std::move(content)}}; }

/// A document as it is written, and as pandoc reads it again.
class ToMarkdown : public testing::Test {
 protected:
  void SetUp() override {
    if (!processes_.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  }

  Document read_again(const Document& document) {
    Pandoc pandoc(files_, processes_, {}, std::chrono::seconds(60));
    auto result = pandoc.read(to_markdown(document), kSourceReader, "again.md");
    EXPECT_TRUE(result) << result.error().to_string();
    return result ? *std::move(result) : Document();
  }

  void expect_same(const Document& document) {
    const Document again = read_again(document);
    EXPECT_EQ(to_pandoc_json(again), to_pandoc_json(document)) << to_markdown(document);
  }

  SystemFiles files_;
  SystemProcesses processes_;
};

TEST_F(ToMarkdown, SignsOfMarkdownStayText) {
  Blocks alone;
  Blocks between;
  Blocks headings;
  BulletList list;
  for (const char* const words :
       {"a*b*c",    "_a_",      "snake_case", "`code`",   "[a](b)",
        "[a]{.b}",  "[^1]",     "[a]:b",      "![a](b)",  "<b>",
        "&amp;",    "&#65;",    "C&I",        "\\*",      "~~a~~",
        "a~2~",     "2^10^",    "{.a}",       "|a|b|",    "$a$",
        "\"a\"",    "...",      "--",         ":smile:",  "http://example.org/a_b",
        "a@b.org",  "“强调”的", "#a",         "a#",       "区域性[举措/重点工作]旨在",
        "[x]",      "***",      "\\",         "《a》*注", "[b]",
        "www.e.org"}) {
    alone.push_back(para({str(words)}));
    between.push_back(para({str("x"), space(), str(words), space(), str("y")}));
    headings.push_back({Heading{2, {}, {str(words)}}});
    list.items.push_back({plain({str(words)})});
  }
  expect_same({{}, alone});
  expect_same({{}, between});
  expect_same({{}, headings});
  expect_same({{}, {{list}}});
}

TEST_F(ToMarkdown, LinesThatLookLikeBlocksStayParagraphs) {
  Blocks blocks;
  for (const char* const first : {"1.", "1)", "(a)", "a)", "iv.", "-", "+", "#", ">", ":",
                                  ":::", "---", "===", "```", "~~~", "A.", "12.", "(iv)", "|"}) {
    blocks.push_back(para({str(first), space(), str("a")}));
    blocks.push_back(para({str("a"), {LineBreak{}}, str(first), space(), str("b")}));
    blocks.push_back(para({str(first)}));
  }
  expect_same({{}, blocks});
}

TEST_F(ToMarkdown, ReferencesOfOthersAreEscaped) {
  EXPECT_EQ(to_markdown({{}, {para({str("@AFR1"), space(), str("a@b.org")})}}),
            "\\@AFR1 a@b.org\n");
}

TEST_F(ToMarkdown, MarksAndSpansAndLinks) {
  const auto styled = [](Style style) {
    return Inline{Styled{style, {str("one"), space(), str("two")}}};
  };
  for (const Style style : {Style::Emph, Style::Strong, Style::Strikeout}) {
    expect_same({{}, {para({str("a"), space(), styled(style), space(), str("b")})}});
    expect_same({{}, {para({str("中文"), styled(style), str("中文")})}});
  }
  expect_same({{},
               {para({str("H"),
                      {Styled{Style::Subscript, {str("2")}}},
                      str("O"),
                      space(),
                      str("10"),
                      {Styled{Style::Superscript, {str("3")}}}})}});
  expect_same({{},
               {para({{Span{{"", {"term"}, {{"lang", "fr"}}}, {str("mot")}}},
                      space(),
                      {Link{{}, {str("a"), space(), str("[b]")}, {"https://e.org/(a)", "t \"q\""}}},
                      space(),
                      {Code{{}, "a`b"}}})}});
  expect_same(
      {{}, {para({{Image{{}, {str("alt")}, {"media/image-1.png", ""}}}, space(), str("x")})}});
}

TEST_F(ToMarkdown, EmphasisBesidePunctuationKeepsItsWords) {
  const Document again =
      read_again({{}, {para({str("他说"), {Styled{Style::Strong, {str("“强调”")}}}, str("的")})}});
  EXPECT_EQ(to_plain_text(std::get<Para>(again.blocks.at(0).value).content), "他说“强调”的");
}

TEST_F(ToMarkdown, SoftBreaksBetweenHanAreNothing) {
  EXPECT_EQ(
      to_markdown({{}, {para({str("中"), {SoftBreak{}}, str("文"), {SoftBreak{}}, str("a")})}}),
      "中文 a\n");
}

TEST_F(ToMarkdown, ListsNestAndCount) {
  const Blocks inner = {plain({str("a")}),
                        {BulletList{{{plain({str("b")})}, {plain({str("c")})}}}}};
  expect_same({{}, {{BulletList{{inner, {plain({str("d")})}}}}}});
  OrderedList list;
  list.start = 3;
  for (const auto& [style, delimiter] :
       std::vector<std::pair<std::string, std::string>>{{"Decimal", "Period"},
                                                        {"Decimal", "OneParen"},
                                                        {"Decimal", "TwoParens"},
                                                        {"LowerAlpha", "OneParen"},
                                                        {"LowerRoman", "TwoParens"}}) {
    SCOPED_TRACE(style + delimiter);
    list.style = style;
    list.delimiter = delimiter;
    list.items = {{plain({str("a")})}, {plain({str("b")}), {BulletList{{{plain({str("c")})}}}}}};
    expect_same({{}, {{list}}});
    list.items = {{para({str("a")}), para({str("b")})}, {para({str("c")})}};
    expect_same({{}, {{list}, para({str("d")})}});
  }
}

TEST_F(ToMarkdown, NotesStandWhereTheyAreCalled) {
  const Note note{{para({str("one")}), para({str("two"), space(), str("*")})}};
  expect_same({{},
               {para({str("a"), {note}, str("b")}),
                {Heading{1, {"x", {}, {}}, {str("c"), {note}}}},
                {BulletList{{{plain({str("d"), {note}})}}}}}});
  expect_same(
      {{},
       {{Div{{"e", {"entry"}, {}}, {{Heading{2, {}, {str("c"), {note}}}}, para({str("d")})}}}}});
}

TEST_F(ToMarkdown, DivsHeadingsAndOtherBlocks) {
  expect_same({{},
               {{Div{{"AFR", {"region"}, {{"concept", "africa"}}},
                     {{Heading{2, {}, {str("a")}}},
                      {Div{{"", {"objective"}, {}}, {para({str("b")})}}},
                      {Div{{"AFR1", {"initiative"}, {}}, {{Div{{"", {"results"}, {}}, {}}}}}}}}}}});
  expect_same({{},
               {{BlockQuote{{para({str("a")}), para({str("b")})}}},
                {HorizontalRule{}},
                {CodeBlock{{}, "a\n```\nb"}},
                {Heading{3, {"id-1", {"unnumbered"}, {}}, {str("c")}}}}});
}

TEST_F(ToMarkdown, TablesKeepTheirWords) {
  const auto cell = [](std::string words) {
    return TableCell{{}, "AlignDefault", 1, 1, {plain({str(std::move(words))})}};
  };
  Table table;
  table.columns = {{"AlignLeft", {}}, {"AlignRight", {}}};
  table.head.rows = {{{}, {cell("a|b"), cell("c")}}};
  table.bodies = {{{}, 0, {}, {{{}, {cell("*d"), cell("")}}}}};
  table.bodies[0].rows[0].cells[1].content.clear();
  expect_same({{}, {{table}}});
  // two paragraphs in a cell, and a cell over two columns
  table.bodies[0].rows = {
      {{}, {TableCell{{}, "AlignDefault", 1, 2, {para({str("e")}), para({str("f")})}}}}};
  EXPECT_EQ(to_markdown({{}, {{table}}}), "| a\\|b | c |\n|:--- | ---:|\n| e f |  |\n");
}

TEST_F(ToMarkdown, MetadataIsYaml) {
  Document document;
  document.meta["title"] = {
      Inlines{str("A:"), space(), str("#b"), space(), {Styled{Style::Emph, {str("c")}}}}};
  document.meta["labels"] = {MetaMap{{"objective", {Inlines{str("目标")}}}}};
  document.meta["summary"] = {Blocks{para({str("a")}), para({str("b")})}};
  document.blocks = {para({str("d")})};
  expect_same(document);
}

}  // namespace
}  // namespace hexapla::formats
