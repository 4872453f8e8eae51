// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "hexapla/alignment/align.hpp"
#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/intake/read.hpp"
#include "hexapla/support/conformance.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/workspace/document_sentences.hpp"
#include "hexapla/workspace/workspace.hpp"

/// How well alignment finds what people aligned.
namespace hexapla::workspace {
namespace {

using alignment::Pair;
using alignment::Sentence;
using Links = std::set<std::pair<std::size_t, std::size_t>>;

const std::vector<std::string> kLanguages = {"ar", "en", "es", "fr", "ru", "zh"};

double f1(const Links& found, const Links& wanted) {
  Links right;
  std::set_intersection(found.begin(), found.end(), wanted.begin(), wanted.end(),
                        std::inserter(right, right.begin()));
  return 2.0 * static_cast<double>(right.size()) /
         static_cast<double>(found.size() + wanted.size());
}

class AlignmentConformance : public testing::Test {
 protected:
  void SetUp() override {
    if (!files_.exists(support::conformance_folder() / "udhr"))
      GTEST_SKIP() << "no folder " << support::conformance_folder();
  }

  text::Segmenter read_rules(const std::string& language) {
    return read_segmenter(files_, {locales_}, language, {}).value();
  }

  SystemFiles files_;
  Path locales_ = Path(HEXAPLA_SOURCE_DIR) / "locales";
};

// --- documents -----------------------------------------------------------------------------------

struct Document {
  std::vector<Sentence> sentences;
  std::vector<std::size_t> block_of;                ///< by sentence
  std::map<std::size_t, std::size_t> block_of_row;  ///< of the table of people
};

std::string without_space(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t') result += c;
  }
  return result;
}

/// Finds each row's block, one behind the other.
void place_rows(const std::vector<std::string>& rows, Document& document) {
  std::vector<std::string> blocks;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.begins_block) blocks.emplace_back();
    blocks.back() += without_space(sentence.text);
    document.block_of.push_back(blocks.size() - 1);
  }
  std::size_t from = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t block = from; block < blocks.size(); ++block) {
      if (blocks[block] != without_space(rows[row])) continue;
      document.block_of_row[row] = block;
      from = block + 1;
      break;
    }
  }
}

TEST_F(AlignmentConformance, BlocksOfTheDeclarationsArePairedInEveryPairOfLanguages) {
  SystemProcesses processes;
  formats::Pandoc pandoc(files_, processes, {}, std::chrono::seconds(60));
  const Path folder = support::conformance_folder() / "udhr";
  const auto rows = support::read_columns(folder / "six-way.tsv");
  const model::Glossary no_terms;
  std::map<std::string, Document> documents;
  for (const std::string& language : kLanguages) {
    const model::Locale locale = read_locale(files_, {locales_}, language, {}).value();
    const auto incoming = intake::read_incoming(
        {language + ".html", files_.read(folder / (language + ".html")).value(), &locale,
         intake::TrackedChanges::Accept},
        {&pandoc, nullptr});
    ASSERT_TRUE(incoming) << incoming.error().to_string();
    Document& document = documents[language];
    document.sentences =
        list_sentences(*incoming, locale, read_rules(language), terms::Matcher(no_terms, language))
            .value()
            .sentences;
    place_rows(rows.at(language), document);
    EXPECT_GE(document.block_of_row.size() * 100, rows.at(language).size() * 98) << language;
  }
  for (const auto& [one, source] : documents) {
    for (const auto& [other, target] : documents) {
      if (one >= other) continue;
      Links wanted;
      std::set<std::size_t> of_table;
      for (const auto& [row, block] : source.block_of_row) {
        const auto partner = target.block_of_row.find(row);
        if (partner == target.block_of_row.end()) continue;
        wanted.insert({block, partner->second});
        of_table.insert(block);
      }
      Links found;
      for (const Pair& pair : alignment::align(source.sentences, target.sentences)) {
        for (std::size_t i = pair.source_begin; i < pair.source_end; ++i) {
          for (std::size_t j = pair.target_begin; j < pair.target_end; ++j) {
            if (of_table.count(source.block_of[i]) > 0)
              found.insert({source.block_of[i], target.block_of[j]});
          }
        }
      }
      EXPECT_GE(f1(found, wanted), 0.99) << one << " and " << other;
    }
  }
}

// --- running text --------------------------------------------------------------------------------

/// Sentences of paragraphs of ten lines, a share of which is left out or lost its line end, and the
/// lines that each sentence has words of.
struct Text {
  std::vector<Sentence> sentences;
  std::vector<std::set<std::size_t>> lines;
  std::set<std::size_t> all_lines;
};

class TextMaker {
 public:
  explicit TextMaker(const text::Segmenter& segmenter) : segmenter_(segmenter) {}

  void add(const std::string& line, std::size_t number, std::string_view between) {
    if (!paragraph_.empty()) paragraph_ += between;
    paragraph_ += line;
    ends_.emplace_back(paragraph_.size(), number);
    text_.all_lines.insert(number);
    if (ends_.size() == 10) finish();
  }

  Text finish_text() {
    finish();
    return std::move(text_);
  }

 private:
  void finish() {
    std::vector<std::size_t> breaks = segmenter_.find_breaks(paragraph_).value();
    breaks.push_back(paragraph_.size());
    std::size_t begin = 0;
    for (const std::size_t end : breaks) {
      const bool is_first = begin == 0;
      const std::string words(text::trim(std::string_view(paragraph_).substr(begin, end - begin)));
      std::set<std::size_t> lines;
      std::size_t line_begin = 0;
      for (const auto& [line_end, number] : ends_) {
        if (std::min(line_end, end) > std::max(line_begin, begin) + 2) lines.insert(number);
        line_begin = line_end;
      }
      begin = end;
      if (words.empty()) continue;
      text_.sentences.push_back({words, "para", is_first, {}});
      text_.lines.push_back(std::move(lines));
    }
    paragraph_.clear();
    ends_.clear();
  }

  const text::Segmenter& segmenter_;
  std::string paragraph_;
  std::vector<std::pair<std::size_t, std::size_t>> ends_;
  Text text_;
};

/// A line that both sides of a pair hold is found; a line beside a sentence that is none of its
/// words is a mistake, whether it has a partner elsewhere or none.
Links link_lines(const Text& source, const Text& target, const std::vector<Pair>& pairs) {
  constexpr std::size_t kNone = 1'000'000;
  Links links;
  for (const Pair& pair : pairs) {
    if (!pair.is_paired()) continue;
    std::set<std::size_t> one;
    std::set<std::size_t> other;
    for (std::size_t i = pair.source_begin; i < pair.source_end; ++i)
      one.insert(source.lines[i].begin(), source.lines[i].end());
    for (std::size_t i = pair.target_begin; i < pair.target_end; ++i)
      other.insert(target.lines[i].begin(), target.lines[i].end());
    for (const std::size_t line : one) links.insert({line, other.count(line) > 0 ? line : kNone});
    for (const std::size_t line : other) {
      if (one.count(line) == 0) links.insert({kNone, line});
    }
  }
  return links;
}

TEST_F(AlignmentConformance, LinesOfJoinedParagraphsArePairedThoughATenthIsMissing) {
  const auto rows =
      support::read_columns(support::conformance_folder() / "tico-dev" / "six-way.dev.tsv");
  for (const auto& [one, other] : std::vector<std::pair<std::string, std::string>>{
           {"en", "zh"}, {"en", "ar"}, {"en", "ru"}, {"en", "fr"}, {"es", "fr"}, {"ru", "zh"}}) {
    std::mt19937 random(5);
    const auto make = [&](const std::string& language) {
      const text::Segmenter segmenter = read_rules(language);
      TextMaker maker(segmenter);
      for (std::size_t i = 0; i < rows.at(language).size(); ++i) {
        if (random() % 20 == 0) continue;
        maker.add(rows.at(language)[i], i, language == "zh" ? "" : " ");
      }
      return maker.finish_text();
    };
    const Text source = make(one);
    const Text target = make(other);
    Links wanted;
    for (const std::size_t line : source.all_lines) {
      if (target.all_lines.count(line) > 0) wanted.insert({line, line});
    }
    const double found = f1(
        link_lines(source, target, alignment::align(source.sentences, target.sentences)), wanted);
    RecordProperty(one + "-" + other, fmt::format("{:.4f}", found));
    EXPECT_GE(found, 0.95) << one << " and " << other;
  }
}

}  // namespace
}  // namespace hexapla::workspace
