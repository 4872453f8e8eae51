// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/alignment/align.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace hexapla::alignment {
namespace {

std::vector<Sentence> paragraphs(const std::vector<std::string>& texts) {
  std::vector<Sentence> sentences;
  for (const std::string& text : texts) sentences.push_back({text, "para", true, {}});
  return sentences;
}

/// "0-0 1+2-1 3- -2": the sentences of each pair.
std::string show(const std::vector<Pair>& pairs) {
  const auto side = [](std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text += (text.empty() ? "" : "+") + std::to_string(i);
    return text;
  };
  std::string text;
  for (const Pair& pair : pairs) {
    text +=
        fmt::format("{}{}-{}", text.empty() ? "" : " ", side(pair.source_begin, pair.source_end),
                    side(pair.target_begin, pair.target_end));
  }
  return text;
}

TEST(Align, PairsWhatIsOfOneLength) {
  EXPECT_EQ(
      show(align(paragraphs({"A short one.", "This is a much longer sentence than the first.",
                             "Again short."}),
                 paragraphs({"一句短的。", "这是比第一句长得多的一句话，长得多。", "又短。"}))),
      "0-0 1-1 2-2");
}

TEST(Align, JoinsWhatATranslatorDivided) {
  EXPECT_EQ(
      show(align(paragraphs({"The lamps of the harbour were lit, and the ships came in.",
                             "Nobody slept that night in 1907."}),
                 paragraphs({"Les lampes du port furent allumées.", "Et les navires entrèrent.",
                             "Personne ne dormit cette nuit de 1907."}))),
      "0-0+1 1-2");
}

TEST(Align, LeavesAloneWhatHasNoPartner) {
  const auto pairs =
      align(paragraphs({"Resolution 37 was adopted in Busan.",
                        "The World Summit of 2003 and 2005 decided "
                        "it, in Geneva and in Tunis.",
                        "Recommendation 1009 remains."}),
            paragraphs({"Резолюция 37 была принята в Пусане.", "Рекомендация 1009 остается."}));
  EXPECT_EQ(show(pairs), "0-0 1- 2-1");
}

TEST(Align, AnchorsOutweighLength) {
  std::vector<Sentence> source = paragraphs({"One.", "Two.", "Three.", "Four."});
  std::vector<Sentence> target = paragraphs({"第一。", "第三。", "第四。"});
  const std::vector<std::string> anchors = {"concept a", "concept b", "concept c", "concept d"};
  for (std::size_t i = 0; i < source.size(); ++i) source[i].anchors = {anchors[i]};
  target[0].anchors = {"concept a"};
  target[1].anchors = {"concept c"};
  target[2].anchors = {"concept d"};
  EXPECT_EQ(show(align(source, target)), "0-0 1- 2-1 3-2");
}

TEST(Align, OtherStructureStopsNothing) {
  std::vector<Sentence> source =
      paragraphs({"Harbour lights", "A lamp shines in 1907.", "Another."});
  source[0].kind = "heading";
  source[1].kind = "item";
  EXPECT_EQ(
      show(align(source, paragraphs({"Feux du port", "Une lampe brille en 1907.", "Autre."}))),
      "0-0 1-1 2-2");
}

TEST(Align, NothingHasNoPartner) {
  EXPECT_EQ(show(align({}, {})), "");
  EXPECT_EQ(show(align(paragraphs({"One.", "Two."}), {})), "0- 1-");
  EXPECT_EQ(show(align({}, paragraphs({"One."}))), "-0");
}

TEST(Align, IsSurerOfPartnersThanOfStrangers) {
  std::vector<std::string> one;
  std::vector<std::string> other;
  for (int i = 0; i < 40; ++i) {
    one.push_back(fmt::format("The report of {} names {} harbours.", 1900 + i, 7 * i + 3));
    other.push_back(fmt::format("Отчет за {} год называет {} портов.", 1900 + i, 7 * i + 3));
  }
  other[20] = "Совсем другое предложение о погоде.";
  const auto pairs = align(paragraphs(one), paragraphs(other));
  double strangers = 1;
  for (const Pair& pair : pairs) {
    if (!pair.is_paired()) continue;
    if (pair.source_begin == 20)
      strangers = pair.confidence;
    else
      EXPECT_GT(pair.confidence, kDoubtful) << pair.source_begin;
  }
  EXPECT_TRUE(strangers < kDoubtful || show(pairs).find("20- ") != std::string::npos)
      << show(pairs);
}

TEST(Align, FindsItsWayBackBehindWhatIsMissing) {
  std::vector<std::string> one;
  std::vector<std::string> other;
  for (int i = 0; i < 900; ++i) {
    one.push_back(fmt::format("Item {} of the list, as decided.", i));
    if (i < 300 || i >= 600) other.push_back(fmt::format("第 {} 项，按照决定。", i));
  }
  std::size_t right = 0;
  for (const Pair& pair : align(paragraphs(one), paragraphs(other))) {
    if (!pair.is_paired()) continue;
    const std::size_t expected =
        pair.source_begin < 300 ? pair.source_begin : pair.source_begin - 300;
    right += pair.target_begin == expected ? 1U : 0U;
  }
  EXPECT_GE(right, 597U);
}

}  // namespace
}  // namespace hexapla::alignment
