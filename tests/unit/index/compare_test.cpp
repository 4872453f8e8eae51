// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/index/compare.hpp"

#include <gtest/gtest.h>

#include "hexapla/support/builders.hpp"

namespace hexapla::index {
namespace {

using model::InlineText;
using support::code;

Comparison compare(const InlineText& first, const InlineText& second) {
  return ComparedText(first).compare(second, 0).value_or(Comparison{});
}
int score(std::string_view first, std::string_view second) {
  return compare(InlineText(first), InlineText(second)).score;
}

TEST(CompareTexts, WordsAreWithoutCaseAndPunctuationAndHanCharactersStandAlone) {
  EXPECT_EQ(find_compared_words("L'accès, au numérique!"),
            (std::vector<std::string>{"l", "accès", "au", "numérique"}));
  EXPECT_EQ(find_compared_words("数字转型（2024年）"),
            (std::vector<std::string>{"数", "字", "转", "型", "#", "年"}));
}

TEST(CompareTexts, ANumberIsOneWordHoweverItIsWritten) {
  for (const char* const number : {"7", "1,000", "1 000", "2.5", "10\u00A0000", "٣٧"})
    EXPECT_EQ(find_compared_words(number), std::vector<std::string>{"#"}) << number;
  EXPECT_EQ(find_compared_words("in 2024 37 countries"),
            (std::vector<std::string>{"in", "#", "#", "countries"}));
}

TEST(CompareTexts, EqualTextsScoreOneHundred) {
  EXPECT_EQ(score("Results of 2024.", "Results of 2024."), 100);
  EXPECT_EQ(score("—", "—"), 100);
}

TEST(CompareTexts, EachChangedWordCountsByTheLongerText) {
  EXPECT_EQ(score("one two three four", "one two three five"), 75);
  EXPECT_EQ(score("one two three four", "one two three"), 75);
  EXPECT_EQ(score("one two three", "one two three four five"), 60);
  EXPECT_EQ(score("one two three", "four five six"), 0);
  EXPECT_EQ(score("two one three", "one two three"), 33);
}

TEST(CompareTexts, ChineseIsComparedByCharacters) {
  EXPECT_EQ(score("支持数字化转型", "支持数字转型"), 85);  // 6 of 7
}

TEST(CompareTexts, OtherNumbersCodesAndFormsCostAPointEach) {
  const Comparison numbers = compare(InlineText("By 2024 all"), InlineText("By 2025 all"));
  EXPECT_EQ(numbers.score, 99);
  EXPECT_TRUE(numbers.has_other_numbers);
  const Comparison codes =
      compare(support::text({"See ", code("1", "hexapla:ref", "@AFR1"), " now"}),
              support::text({"See ", code("1", "hexapla:ref", "@AFR2"), " now"}));
  EXPECT_EQ(codes.score, 99);
  EXPECT_TRUE(codes.has_other_codes);
  const Comparison form = compare(InlineText("Expected results"), InlineText("Expected results:"));
  EXPECT_EQ(form.score, 99);
  EXPECT_TRUE(form.has_other_form);
  EXPECT_EQ(score("In 2024, one two three", "In 2025, one two four"), 79);
}

TEST(CompareTexts, NumbersOfCodesAreNoDifference) {
  EXPECT_EQ(compare(support::text({"See ", code("1", "hexapla:ref", "@AFR1")}),
                    support::text({"See ", code("7", "hexapla:ref", "@AFR1")}))
                .score,
            100);
}

TEST(CompareTexts, NothingBelowTheThreshold) {
  const ComparedText text(InlineText("one two three four"));
  EXPECT_FALSE(text.compare(InlineText("one two three five"), 76).has_value());
  EXPECT_EQ(text.compare(InlineText("one two three five"), 75)->edits, 1U);
  EXPECT_FALSE(ComparedText(InlineText("...")).compare(InlineText("!"), 1).has_value());
}

/// As compare.hpp says it, without its art.
std::size_t count_edits_plainly(const std::vector<std::string>& a,
                                const std::vector<std::string>& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row[b.size()];
}

TEST(CompareTexts, EditsAreTheFewest) {
  std::uint32_t seed = 1;
  const auto random = [&seed](std::uint32_t bound) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 16U) % bound;
  };
  const auto sentence = [&] {
    std::string text;
    for (std::uint32_t words = random(12) + 1; words > 0; --words)
      text += std::string(1, static_cast<char>('a' + random(4))) + " ";
    return text;
  };
  for (int round = 0; round < 3000; ++round) {
    const std::string a = sentence();
    const std::string b = sentence();
    const std::size_t wanted = count_edits_plainly(find_compared_words(a), find_compared_words(b));
    EXPECT_EQ(ComparedText(InlineText(a)).compare(InlineText(b), -9)->edits, wanted) << a << b;
  }
}

}  // namespace
}  // namespace hexapla::index
