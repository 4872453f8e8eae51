// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/compare.hpp"

#include <string>

#include <gtest/gtest.h>

namespace hexapla::text {
namespace {

std::string join(const std::vector<DiffPiece>& pieces, DiffKind left_out) {
  std::string text;
  for (const DiffPiece& piece : pieces) {
    if (piece.kind != left_out) text += piece.text;
  }
  return text;
}

/// "0=0 1~1 -2 +3": equal, similar, removed, added.
std::string show(const std::vector<AlignedPair>& pairs) {
  std::string text;
  for (const AlignedPair& pair : pairs) {
    if (!text.empty()) text += ' ';
    if (!pair.after) {
      text += "-" + std::to_string(*pair.before);
    } else if (!pair.before) {
      text += "+" + std::to_string(*pair.after);
    } else {
      text +=
          std::to_string(*pair.before) + (pair.is_equal ? "=" : "~") + std::to_string(*pair.after);
    }
  }
  return text;
}

TEST(FindWords, TakesHanOneByOneAndOtherWordsWhole) {
  EXPECT_EQ(find_words("ITU-D的成果, it’s 3.5"),
            (std::vector<std::string_view>{"ITU-D", "的", "成", "果", "it’s", "3", "5"}));
  EXPECT_TRUE(find_words("。 — !").empty());
}

TEST(CountWords, CountsHanCharactersAsWords) {
  EXPECT_EQ(count_words("输出成果 (output)", "zh"), 5U);
  EXPECT_EQ(count_words("two words", "en"), 2U);
}

TEST(Similarity, IsOneForEqualAndZeroForNothingInCommon) {
  EXPECT_DOUBLE_EQ(similarity("a b c", "a  b c"), 1.0);
  EXPECT_DOUBLE_EQ(similarity("a b", "c d"), 0.0);
  EXPECT_DOUBLE_EQ(similarity("a b c d", "a b x d"), 0.75);
  EXPECT_DOUBLE_EQ(similarity("", ""), 1.0);
}

TEST(WordDiff, GivesBothTextsBack) {
  const std::string before = "shows who works on what, 和输出成果。";
  const std::string after = "shows who works on which region, 和成果。";
  const auto diff = word_diff(before, after);
  EXPECT_EQ(join(diff, DiffKind::Added), before);
  EXPECT_EQ(join(diff, DiffKind::Removed), after);
}

TEST(WordDiff, NamesTheWordThatChanged) {
  const auto diff = word_diff("on what, and", "on which, and");
  ASSERT_EQ(diff.size(), 4U);
  EXPECT_EQ(diff[1].kind, DiffKind::Removed);
  EXPECT_EQ(diff[1].text, "what");
  EXPECT_EQ(diff[2].text, "which");
}

TEST(Align, PairsEqualTextsInOrder) { EXPECT_EQ(show(align({"a", "b"}, {"a", "b"})), "0=0 1=1"); }

TEST(Align, FindsWhatMoved) {
  EXPECT_EQ(show(align({"a", "b", "c"}, {"c", "a", "b"})), "2=0 0=1 1=2");
}

TEST(Align, PairsSimilarTextsBetweenEqualNeighbours) {
  EXPECT_EQ(show(align({"a", "one two three four", "z"}, {"a", "one two three five", "z"})),
            "0=0 1~1 2=2");
}

TEST(Align, LeavesUnlikeTextsAsRemovedAndAdded) {
  EXPECT_EQ(show(align({"a", "one two", "z"}, {"a", "six seven", "z"})), "0=0 -1 +1 2=2");
}

TEST(Align, TellsTheFirstOfEqualTextsFromTheSecond) {
  EXPECT_EQ(show(align({"x", "x", "y"}, {"x", "y"})), "0=0 -1 2=1");
}

TEST(Align, StandsAHundredThousandEqualTexts) {
  const std::vector<std::string> many(100'000, "same");
  std::vector<std::string> fewer(99'999, "same");
  EXPECT_EQ(align(many, fewer).size(), 100'000U);
}

TEST(NearestNames, KnowsASlipOfTheFinger) {
  const std::vector<std::string> names = {"languages", "glossaries", "source"};
  EXPECT_EQ(nearest_names("langauges", names), std::vector<std::string>{"languages"});
  EXPECT_TRUE(nearest_names("entirely-different", names).empty());
}

}  // namespace
}  // namespace hexapla::text
