// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/index/memory.hpp"
#include "hexapla/support/conformance.hpp"
#include "hexapla/text/utf8.hpp"

/// The index passes over no better match: its best score is that of comparing with every text.
namespace hexapla::index {
namespace {

using model::InlineText;

constexpr int kThreshold = 60;

/// Compares with every text, but for those that are too short or too long to reach the threshold.
class BruteForce {
 public:
  explicit BruteForce(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      const InlineText inlines(text);
      texts_.emplace_back(inlines, ComparedText(inlines).words().size());
    }
  }

  [[nodiscard]] int find_best_score(const std::string& wanted) const {
    const ComparedText compared{InlineText(wanted)};
    const std::size_t words = compared.words().size();
    int best = 0;
    for (const auto& [text, length] : texts_) {
      if (std::min(words, length) * 100 < std::max(words, length) * std::size_t{kThreshold})
        continue;
      const auto comparison = compared.compare(text, kThreshold);
      if (comparison) best = std::max(best, comparison->score);
    }
    return best;
  }

 private:
  std::vector<std::pair<InlineText, std::size_t>> texts_;
};

/// Texts with a piece taken out, doubled, or another one's piece put in.
class Editor {
 public:
  explicit Editor(const std::vector<std::string>& texts) : texts_(texts) {}

  std::string make_query() {
    std::u32string text = text::to_code_points(pick());
    for (std::size_t edits = random(5); edits > 0; --edits) {
      const std::u32string other = text::to_code_points(pick());
      const std::size_t at = random(text.size() + 1);
      const std::size_t length = std::min(text.size() - at, random(12));
      text.replace(at, random(2) == 0 ? length : 0, other.substr(random(other.size()), random(12)));
    }
    return text::to_utf8(text);
  }

 private:
  std::size_t random(std::size_t bound) { return random_() % bound; }
  const std::string& pick() { return texts_[random(texts_.size())]; }

  const std::vector<std::string>& texts_;
  std::mt19937 random_{20261127};
};

void expect_best_scores(const std::string& language, const std::vector<std::string>& texts,
                        int queries) {
  std::vector<MemoryEntry> entries;
  for (const std::string& text : texts) {
    entries.push_back({std::to_string(entries.size()),
                       {{language, InlineText(text), model::State::Final, {}},
                        {"xx", InlineText(text), model::State::Final, {}}}});
  }
  Memory memory = Memory::make_temporary().value();
  ASSERT_TRUE(memory.replace("a", "1", entries).has_value());
  const BruteForce all(texts);
  Editor editor(texts);
  int found = 0;
  for (int i = 0; i < queries; ++i) {
    const std::string wanted = editor.make_query();
    const int best = all.find_best_score(wanted);
    MemoryQuery query;
    query.source_language = language;
    query.target_language = "xx";
    query.text = InlineText(wanted);
    query.threshold = kThreshold;
    query.limit = 3;
    const auto matches = memory.search(query).value();
    ASSERT_EQ(matches.empty() ? 0 : matches[0].comparison.score, best)
        << language << ": " << wanted;
    found += best > 0 ? 1 : 0;
  }
  EXPECT_GT(found, queries / 2) << language;
}

TEST(MemorySearch, FindsTheBestOfMadeSentences) {
  std::mt19937 random(7);
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i) {
    std::string text;
    for (auto words = 1 + random() % 15; words > 0; --words)
      text += "w" + std::to_string(std::min(random() % 60, random() % 60)) + " ";
    texts.push_back(text);
  }
  expect_best_scores("en", texts, 500);
}

class RealSentences : public testing::TestWithParam<const char*> {};

TEST_P(RealSentences, TheBestIsFound) {
  const auto table = support::conformance_folder() / "tico-dev" / "six-way.dev.tsv";
  const auto columns = support::read_columns(table);
  if (columns.empty()) GTEST_SKIP() << "no file " << table;
  expect_best_scores(GetParam(), columns.at(GetParam()), 500);
}

INSTANTIATE_TEST_SUITE_P(MemorySearch, RealSentences, testing::Values("en", "zh", "ru", "ar"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace hexapla::index
