// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hexapla/formats/markdown.hpp"
#include "hexapla/intake/plan.hpp"
#include "hexapla/intake/read.hpp"
#include "hexapla/support/characters.hpp"

namespace hexapla::intake {
namespace {

model::Locale english() {
  model::Locale locale;
  locale.language = "en";
  locale.import_words = {{"figure", {"Figure"}},
                         {"table", {"Table"}},
                         {"note", {"Note"}},
                         {"glossary", {"Glossary"}},
                         {"objective", {"Objective"}},
                         {"results", {"Expected results"}},
                         {"result", {"Results", "Result"}},
                         {"all", {"all results", "all"}},
                         {"summary", {"Summary"}},
                         {"original", {"Original"}}};
  return locale;
}

/// A text as it was understood.
class ReadText : public testing::Test {
 protected:
  Incoming read(const std::string& text) {
    auto incoming = read_incoming({"a.txt", text, &locale_}, {});
    EXPECT_TRUE(incoming) << incoming.error().to_string();
    if (!incoming) return {};
    plan_ = recognise_plan(*incoming, &locale_);
    expect_whole(text, *incoming);
    return *std::move(incoming);
  }

  std::string markdown(const std::string& text) {
    return formats::to_markdown(read(text).document);
  }

  /// Every character stands in the tree or in a remark.
  static void expect_whole(const std::string& text, const Incoming& incoming) {
    support::CharacterCounts found = support::count_characters(incoming.document);
    for (const Remark& remark : incoming.remarks) {
      if (remark.kind != RemarkKind::Uncertain && remark.kind != RemarkKind::Unfitting)
        support::add_characters(remark.text, found);
    }
    EXPECT_EQ(support::describe_difference(support::count_characters(text), found), "");
  }

  static std::vector<std::string> told(const Incoming& incoming) {
    std::vector<std::string> lines;
    for (const Remark& remark : incoming.remarks) {
      if (remark.message.empty()) continue;
      lines.push_back(fmt::format("{}:{} {}: {}", remark.place.line, remark.place.column,
                                  remark.what, remark.message));
    }
    return lines;
  }

  model::Locale locale_ = english();
  Plan plan_;
};

TEST_F(ReadText, HeadingsAreKnownByTheirNumbers) {
  EXPECT_EQ(markdown("1\tFirst\nA sentence.\n1.1\tInside\nMore of it.\n1.1.1 Deeper\nWords.\n"
                     "2\tSecond\nThe end.\n"),
            "# First\n\nA sentence.\n\n## Inside\n\nMore of it.\n\n### Deeper\n\nWords.\n\n"
            "# Second\n\nThe end.\n");
}

TEST_F(ReadText, ANumberAndASpaceHeadOnlyInOrderAndAlone) {
  EXPECT_EQ(markdown("1 First\n\nA sentence.\n3 apples are no heading\n\n2 Second\n\nThe end.\n"),
            "# First\n\nA sentence.\n\n3 apples are no heading\n\n# Second\n\nThe end.\n");
}

TEST_F(ReadText, ANumberedParagraphKeepsItsNumber) {
  const Incoming incoming = read("1\tFirst\n1.1\tThe Conference decides that this is so.\n");
  EXPECT_EQ(formats::to_markdown(incoming.document),
            "# First\n\n1.1 The Conference decides that this is so.\n");
  EXPECT_THAT(told(incoming),
              testing::ElementsAre("2:5 numbered paragraph: a paragraph with a number; the number "
                                   "was kept as text"));
}

TEST_F(ReadText, ANumberOutOfOrderIsTold) {
  const Incoming incoming = read("1\tFirst\nWords.\n3\tThird\nWords.\n");
  EXPECT_THAT(told(incoming),
              testing::ElementsAre("3:3 heading number: the number 3 is out of order; sections are "
                                   "numbered anew: 2"));
}

TEST_F(ReadText, BookmarksGoAndCutNoWords) {
  EXPECT_EQ(markdown("[bookmark: a_1]One wo[bookmark: b]rd. [bookmark: c] [bookmark: d]Two.\n"),
            "One word. Two.\n");
  EXPECT_EQ(markdown("A [bookmark that is no mark] stays.\n"),
            "A [bookmark that is no mark] stays.\n");
}

TEST_F(ReadText, ABookmarkOfContentsMakesAHeading) {
  const Incoming incoming =
      read("[bookmark: _Toc1]1\tFirst\nWords.\n\n[bookmark: _Toc2]Annex\nMore.\n");
  EXPECT_EQ(formats::to_markdown(incoming.document),
            "# First\n\nWords.\n\n{.unnumbered .uncertain}\n# Annex\n\nMore.\n");
  EXPECT_THAT(told(incoming), testing::ElementsAre(
                                  "4:18 heading: a heading without number: its level was guessed"));
}

TEST_F(ReadText, NotesStandAtTheirCalls) {
  EXPECT_EQ(markdown("One[footnoteRef:1] two[footnoteRef:2]. [1: \tFirst [sic] note.] [2: Second\n"
                     "goes on.] Behind.\nThree[endnoteRef:1]. [1: The end.] \n"),
            "One[^1] two[^2].\n\n[^1]: First [sic] note.\n\n[^2]: Second\n\n    goes on.\n\n"
            "Behind.\n\nThree[^3].\n\n[^3]: The end.\n");
  EXPECT_EQ(plan_.notes, 3U);
}

TEST_F(ReadText, ANoteWithoutTextIsTold) {
  const Incoming incoming = read("One[footnoteRef:1] and [2: no note].\n");
  EXPECT_EQ(formats::to_markdown(incoming.document), "One[footnoteRef:1] and [2: no note].\n");
  EXPECT_THAT(
      told(incoming),
      testing::ElementsAre("1:4 note: the text of this note was not found; its mark was kept"));
}

TEST_F(ReadText, ItemsNestByBulletAndByIndent) {
  EXPECT_EQ(markdown("Of these:\n•\tone\n[bookmark: x]•\ttwo:\n–\tinner\n\n–\tother\n•\tthree\n"
                     "Text.\n"),
            "Of these:\n\n- one\n- two:\n  - inner\n  - other\n- three\n\nText.\n");
  EXPECT_EQ(markdown("\t•\tone\n\t\t•\tinner\n\t•\ttwo\n"), "- one\n  - inner\n- two\n");
  EXPECT_EQ(markdown("1)\tone\na)\tinner\nb)\tother\n2)\ttwo\n"),
            "1) one\n   a) inner\n   b) other\n2) two\n");
  EXPECT_EQ(markdown("1.\tone\n2.\ttwo\n\nText.\n\n(i)\tone\n(ii)\ttwo\n"),
            "1. one\n2. two\n\nText.\n\n(i) one\n(ii) two\n");
}

TEST_F(ReadText, ItemsBeforeASpaceNeedANeighbour) {
  EXPECT_EQ(markdown("1) one\n2) two\n\nText.\n\n3) alone\n"),
            "1) one\n2) two\n\nText.\n\n3\\) alone\n");
}

TEST_F(ReadText, NumbersThatJumpKeepTheirValue) {
  EXPECT_EQ(markdown("1)\tone\n2)\ttwo\n5)\tfive\n"), "1) one\n2) two\n\n::: list\n5) five\n:::\n");
}

TEST_F(ReadText, AGlossaryHasEntries) {
  EXPECT_EQ(
      markdown("1\tGlossary\nGoal\nWhat is aimed at.\nInput[footnoteRef:1] [1: Source.]\n\n"
               "What is put in.\nAnd more of it.\n2\tNext\nShort\nWords.\n"),
      "{#glossary}\n# Glossary\n\n::: {.entry #entry-1}\n## Goal\n\nWhat is aimed at.\n:::\n\n"
      "::: {.entry #entry-2}\n## Input[^1]\n\n[^1]: Source.\n\nWhat is put in.\n\n"
      "And more of it.\n:::\n\n# Next\n\nShort\n\nWords.\n");
}

TEST_F(ReadText, AMastheadIsMetadata) {
  const Incoming incoming = read(
      "\tOriginal: French\n\n\tThe Chair\n\n\tDraft Plan\n\n\tSummary:\n"
      "It says this.\n\n1\tFirst\nWords.\n");
  const auto& meta = incoming.document.meta;
  EXPECT_EQ(model::to_plain_text(std::get<model::Inlines>(meta.at("title").value)), "Draft Plan");
  EXPECT_EQ(model::to_plain_text(std::get<model::Inlines>(meta.at("author").value)), "The Chair");
  EXPECT_EQ(model::to_plain_text(std::get<model::Inlines>(meta.at("summary").value)),
            "It says this.");
  EXPECT_EQ(model::to_plain_text(std::get<model::Inlines>(meta.at("original").value)), "French");
}

TEST_F(ReadText, AFigureEndsWhereTheTextGoesOn) {
  EXPECT_EQ(
      markdown(
          "1\tFirst\nFigure 1: Structure\nBox one\n\n· item\nBox two\n\nThis is running text "
          "again, as one sees by its length, which no box of a figure has, and by the full stop "
          "with which it ends: it belongs to the section and not to the figure at all.\n"),
      "# First\n\n::: {.figure .uncertain #fig-1}\nStructure\n\n- Box one\n  - item\n- Box "
      "two\n:::\n\n"
      "This is running text again, as one sees by its length, which no box of a figure has, and by "
      "the full stop with which it ends: it belongs to the section and not to the figure at "
      "all.\n");
  EXPECT_EQ(markdown("Figure 1 shows it.\n"), "Figure 1 shows it.\n");
}

constexpr const char* kInitiatives =
    "1\tRegions\n\nOcéanie\n\n\t[bookmark: _a]OCE1: Networks\n\n\tObjective: To build "
    "them.\nContext.\n"
    "Expected results:\n1)\tOne.\n2)\tTwo.\n\n\tОCE2: Skills\n\n\tExpected results: In these "
    "areas:\n1)\tOne.\n3)\tThree.\n\tFunds: none\n\nFigure 1: [Map]\nNetworks\n· OCE 1 – Results "
    "1 and 2\n· OCE 1.2\nSkills\n· OCE 2 – all\n· OCE 2 – Result 7\n· OCE 2 – some\n· WTDC 30\n";

TEST_F(ReadText, InitiativesAreRecognised) {
  const Incoming incoming = read(kInitiatives);
  EXPECT_EQ(
      formats::to_markdown(incoming.document),
      "---\nlabels:\n  objective: >-\n    Objective\n  results: >-\n    Expected results\n---\n\n"
      "# Regions\n\n::: {.region #OCE}\n## Océanie\n\n::: {.initiative #OCE1}\n### Networks\n\n"
      "::: objective\nTo build them.\n\nContext.\n:::\n\n::: results\n1) One.\n2) Two.\n:::\n"
      ":::\n\n::: {.initiative #OCE2}\n### Skills\n\n::: results\nExpected results: In these "
      "areas:\n\n1) One.\n\n::: list\n3) Three.\n:::\n:::\n\nFunds: none\n:::\n\n"
      "::: {.figure .uncertain #fig-1 region=OCE}\n[Map]\n\n- Networks\n  - OCE 1 – Results 1 "
      "and 2\n  - OCE 1.2\n- Skills\n  - OCE 2 – all\n  - OCE 2 – Result 7\n  - OCE 2 – some\n"
      "  - WTDC 30\n:::\n:::\n");
  EXPECT_EQ(plan_.regions, 1U);
  EXPECT_EQ(plan_.initiatives, 2U);
  EXPECT_EQ(plan_.results, 4U);
}

TEST_F(ReadText, CitationsNameResults) {
  (void)read(kInitiatives);
  std::vector<std::string> citations;
  for (const Citation& citation : plan_.citations)
    citations.push_back(fmt::format("{}: {}", citation.box, fmt::join(citation.cites, " ")));
  EXPECT_THAT(citations, testing::ElementsAre("Networks: OCE1.1 OCE1.2", "Networks: OCE1.2",
                                              "Skills: OCE2", "Skills: OCE2.7", "Skills: "));
}

TEST_F(ReadText, WhatDoesNotFitIsTold) {
  const Incoming incoming = read(kInitiatives);
  EXPECT_THAT(
      told(incoming),
      testing::ElementsAre(
          "13:2 code: “О” in the code ОCE2 is of another alphabet; it was read as OCE2",
          "17:4 results: the numbers of the results of OCE2 are not contiguous",
          "18:2 initiative: what stands behind the results of OCE2 was kept as ordinary text",
          "20:1 figure: the boxes of the figure were flattened: they are listed as they come",
          "26:3 citation: “OCE 2 – Result 7” cites OCE2.7, which the document does not have",
          "27:3 citation: “OCE 2 – some” names no results in a regular way"));
}

TEST_F(ReadText, AnInitiativeNeedsAnObjectiveOrResults) {
  EXPECT_EQ(markdown("ABC1: just words\nMore words.\n"), "ABC1: just words\n\nMore words.\n");
}

TEST_F(ReadText, LineEndsAndMarksOfOtherSystems) {
  EXPECT_EQ(markdown("\xEF\xBB\xBF"
                     "1\tFirst\r\nWords.\r\n\fMore.\r\n"),
            "# First\n\nWords.\n\nMore.\n");
}

TEST_F(ReadText, PlacesAreThoseOfTheFile) {
  const Incoming incoming = read("1\tFirst\n\n[bookmark: x]Two [bookmark: y]words\n");
  const auto& para = std::get<model::Para>(incoming.document.blocks.at(1).value);
  ASSERT_EQ(para.content.size(), 3U);
  EXPECT_EQ(para.content[0].position, (model::SourceRange{3, 14, 3, 17}));
  EXPECT_EQ(para.content[2].position, (model::SourceRange{3, 31, 3, 36}));
}

TEST_F(ReadText, IsLinear) {
  std::string text = "1\tFirst\n";
  for (int i = 0; i < 20000; ++i) text += "[bookmark: a][1: [[[[ •\tword[footnoteRef:7]\n";
  const Incoming incoming = read(text);
  EXPECT_GT(incoming.document.blocks.size(), 1U);
}

}  // namespace
}  // namespace hexapla::intake
