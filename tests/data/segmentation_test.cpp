// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/segmentation.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/workspace/workspace.hpp"

/// The golden sentences of sentences/README.md, cut by the rules of locales/.
namespace hexapla::workspace {
namespace {

constexpr std::string_view kBreak = "|";

/// A line of the file, one a case.
struct Case {
  std::size_t line = 0;
  std::string marked;  ///< with kBreak where the text must be cut
};

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::vector<Case> read_cases(const std::string& bytes) {
  std::vector<Case> cases;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string line = bytes.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    cases.push_back({number, replace_all(replace_all(line, "◆", "\uFFFC"), "⍽", "\u00A0")});
  }
  return cases;
}

/// The text with the marks that the segmenter would set.
std::string mark(const text::Segmenter& segmenter, std::string text) {
  std::vector<std::size_t> breaks = segmenter.find_breaks(text).value();
  std::reverse(breaks.begin(), breaks.end());
  for (const std::size_t at : breaks) text.insert(at, kBreak);
  return text;
}

class GoldenSentences : public testing::TestWithParam<const char*> {};

TEST_P(GoldenSentences, AreCutWhereTheyEnd) {
  SystemFiles files;
  SystemProcesses processes;
  const Workspace workspace = Workspace::open({&files, &processes}, HEXAPLA_SOURCE_DIR, {}).value();
  const std::string language = GetParam();
  const auto segmenter = workspace.read_segmenter(language);
  ASSERT_TRUE(segmenter) << segmenter.error().to_string();
  const Path path = Path(HEXAPLA_SOURCE_DIR) / "tests/data/sentences" / (language + ".txt");
  const std::vector<Case> cases = read_cases(files.read(path).value());
  EXPECT_GE(cases.size(), 25U);
  EXPECT_TRUE(std::any_of(cases.begin(), cases.end(), [](const Case& each) {
    return each.marked.find(kBreak) == std::string::npos;
  })) << "no case that must not be cut";
  for (const Case& each : cases) {
    EXPECT_EQ(mark(*segmenter, replace_all(each.marked, kBreak, "")), each.marked)
        << language << ".txt:" << each.line;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, GoldenSentences,
                         testing::Values("ar", "zh", "en", "fr", "ru", "es"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace hexapla::workspace
