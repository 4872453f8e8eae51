// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/support/conformance.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/segmentation.hpp"
#include "hexapla/workspace/workspace.hpp"

/// The rules of locales/ on texts that others have cut, beside the sentences of UAX 29.
namespace hexapla::workspace {
namespace {

const std::array<std::string, 6> kLanguages = {"en", "ar", "zh", "fr", "ru", "es"};

text::Segmenter read_rules(const std::string& language) {
  SystemFiles files;
  SystemProcesses processes;
  const Workspace workspace = Workspace::open({&files, &processes}, HEXAPLA_SOURCE_DIR, {}).value();
  return workspace.read_segmenter(language).value();
}

/// Without white space: what it is, and whether it stands, no two cutters agree on.
std::string without_space(std::string_view text) {
  std::string result;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) result += word;
  return result;
}

/// The sentences of a paragraph, without white space.
std::vector<std::string> cut(const text::Segmenter& segmenter, std::string_view paragraph) {
  std::vector<std::size_t> ends = segmenter.find_breaks(paragraph).value();
  ends.push_back(paragraph.size());
  std::vector<std::string> sentences;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    sentences.push_back(without_space(paragraph.substr(begin, end - begin)));
    begin = end;
  }
  return sentences;
}

struct Share {
  std::size_t right = 0;
  std::size_t all = 0;
};

/// Cases by whether they are golden; line breaks in them end paragraphs.
std::map<bool, Share> run_cases(const std::string& language, const std::string& bytes) {
  const text::Segmenter segmenter = read_rules(language);
  std::map<bool, Share> shares;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json each = nlohmann::json::parse(line);
    if (!each["plain"].get<bool>() || !each["opts"].empty()) continue;
    std::vector<std::string> expected;
    for (const auto& sentence : each["segments"])
      expected.push_back(without_space(sentence.get<std::string>()));
    std::vector<std::string> found;
    std::istringstream paragraphs(each["text"].get<std::string>());
    for (std::string paragraph; std::getline(paragraphs, paragraph);) {
      const std::vector<std::string> sentences = cut(segmenter, paragraph);
      std::copy_if(sentences.begin(), sentences.end(), std::back_inserter(found),
                   [](const std::string& sentence) { return !sentence.empty(); });
    }
    Share& share = shares[each["golden"].get<bool>()];
    ++share.all;
    share.right += found == expected ? 1U : 0U;
  }
  return shares;
}

class SegmentationConformance : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(support::conformance_folder()))
      GTEST_SKIP() << "no conformance data at " << support::conformance_folder();
  }

  static std::string read(const std::string& name) {
    SystemFiles files;
    return files.read(support::conformance_folder() / name).value();
  }
};

TEST_F(SegmentationConformance, OfEnglishCases) {
  auto shares = run_cases("en", read("srx/cases.en.jsonl"));
  EXPECT_EQ(shares[true].all, 51U);
  EXPECT_GE(shares[true].right, 46U);
  EXPECT_EQ(shares[false].all, 101U);
  EXPECT_GE(shares[false].right * 100, shares[false].all * 75) << shares[false].right;
}

TEST_F(SegmentationConformance, OfSpanishCases) {
  auto shares = run_cases("es", read("srx/cases.es.jsonl"));
  EXPECT_EQ(shares[true].all, 5U);
  EXPECT_EQ(shares[true].right, 5U);
  EXPECT_EQ(shares[false].all, 29U);
  EXPECT_GE(shares[false].right * 100, shares[false].all * 80) << shares[false].right;
}

/// The aligned sentences of the six languages: by language, one a row.
std::map<std::string, std::vector<std::string>> read_rows(const std::string& bytes) {
  std::map<std::string, std::vector<std::string>> rows;
  std::vector<std::string> columns;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream cell_stream(line);
    for (std::string cell; std::getline(cell_stream, cell, '\t');)
      cells.emplace_back(text::trim(cell));
    if (columns.empty())
      columns = cells;
    else
      for (std::size_t i = 1; i < columns.size(); ++i) rows[columns[i]].push_back(cells.at(i));
  }
  return rows;
}

/// Whether a line ends as a sentence does, closing marks aside. Others are fragments: where they
/// stand before another line, no rule can know that there is a joint.
bool is_sentence(std::string_view line) {
  constexpr std::array<std::string_view, 14> kClosing = {
      "\"", "”", "’", "»", ")", "）", "'", "」", "』", "】", "]", "“", " ", "\u00A0"};
  constexpr std::array<std::string_view, 9> kEnds = {".",  "?", "!", "。", "？",
                                                     "！", "؟", "…", "．"};
  const auto ends_with = [&line](std::string_view mark) { return line.ends_with(mark); };
  for (auto mark = kClosing.begin(); mark != kClosing.end();) {
    mark = std::find_if(kClosing.begin(), kClosing.end(), ends_with);
    if (mark != kClosing.end()) line.remove_suffix(mark->size());
  }
  return std::any_of(kEnds.begin(), kEnds.end(), ends_with);
}

struct Recall {
  Share joints;           ///< between lines that end as sentences do and the next
  std::size_t extra = 0;  ///< breaks inside a line: false ones, and those between two sentences
};

/// Ten lines make a paragraph.
Recall measure(const text::Segmenter& segmenter, const std::string& language,
               const std::vector<std::string>& lines) {
  constexpr std::size_t kLinesInParagraph = 10;
  Recall recall;
  for (std::size_t first = 0; first < lines.size(); first += kLinesInParagraph) {
    const std::size_t last = std::min(first + kLinesInParagraph, lines.size());
    std::string paragraph;
    std::size_t size = 0;
    std::set<std::size_t> joints;
    std::set<std::size_t> fragments;
    for (std::size_t i = first; i < last; ++i) {
      paragraph += lines[i];
      size += without_space(lines[i]).size();
      if (i + 1 == last) break;
      if (language != "zh") paragraph += ' ';
      (is_sentence(lines[i]) ? joints : fragments).insert(size);
    }
    std::size_t at = 0;
    for (const std::string& sentence : cut(segmenter, paragraph)) {
      at += sentence.size();
      if (joints.count(at) > 0)
        ++recall.joints.right;
      else if (fragments.count(at) == 0 && at < size)
        ++recall.extra;
    }
    recall.joints.all += joints.size();
  }
  return recall;
}

TEST_F(SegmentationConformance, OfAlignedSentences) {
  const auto rows = read_rows(read("tico-dev/six-way.dev.tsv"));
  const text::Segmenter plain = text::Segmenter::untailored();
  for (const std::string& language : kLanguages) {
    const std::vector<std::string>& lines = rows.at(language);
    const Recall ours = measure(read_rules(language), language, lines);
    const Recall icu = measure(plain, language, lines);
    const std::string figures =
        fmt::format("{}: {} of {} joints, {} more breaks; UAX 29: {}, {} more", language,
                    ours.joints.right, ours.joints.all, ours.extra, icu.joints.right, icu.extra);
    RecordProperty(language, figures);
    EXPECT_GE(ours.joints.right * 100, ours.joints.all * 99) << figures;
    EXPECT_GE(ours.joints.right, icu.joints.right) << figures;
    EXPECT_LE(ours.extra, icu.extra) << figures;
  }
}

/// Breaks inside lines, by language and row.
using Counts = std::map<std::string, std::vector<std::size_t>>;

/// Lines with more breaks than the same line has in most languages, counted by break: each language
/// is judged by how UAX 29 cuts the five others, so that two sentences in one line are no fault.
std::size_t count_false_breaks(const std::string& language, const std::vector<std::size_t>& counts,
                               const Counts& judges) {
  std::size_t result = 0;
  for (std::size_t row = 0; row < counts.size(); ++row) {
    std::vector<std::size_t> others;
    for (const auto& [other, breaks] : judges) {
      if (other != language) others.push_back(breaks[row]);
    }
    std::nth_element(others.begin(), others.begin() + 2, others.end());
    result += counts[row] - std::min(counts[row], others[2]);
  }
  return result;
}

TEST_F(SegmentationConformance, CutsLinesSeldomerThanUax29WhereOtherLanguagesHaveOneSentence) {
  const auto rows = read_rows(read("tico-dev/six-way.dev.tsv"));
  const text::Segmenter plain = text::Segmenter::untailored();
  Counts ours;
  Counts icu;
  for (const std::string& language : kLanguages) {
    const text::Segmenter segmenter = read_rules(language);
    for (const std::string& line : rows.at(language)) {
      ours[language].push_back(segmenter.find_breaks(line)->size());
      icu[language].push_back(plain.find_breaks(line)->size());
    }
  }
  std::size_t our_false = 0;
  std::size_t icu_false = 0;
  for (const std::string& language : kLanguages) {
    const std::size_t our_count = count_false_breaks(language, ours[language], icu);
    const std::size_t icu_count = count_false_breaks(language, icu[language], icu);
    EXPECT_LE(our_count, icu_count) << language;
    our_false += our_count;
    icu_false += icu_count;
  }
  EXPECT_LE(our_false * 100, icu_false * 70) << our_false << " and " << icu_false;
}

}  // namespace
}  // namespace hexapla::workspace
