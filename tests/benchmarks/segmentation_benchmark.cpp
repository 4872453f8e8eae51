// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include "hexapla/formats/srx.hpp"
#include "hexapla/support/conformance.hpp"
#include "hexapla/text/segmentation.hpp"

/// Our rules beside ICU's own sentence iteration, on the same paragraphs in one run.
namespace hexapla {
namespace {

constexpr const char* kLanguages[] = {"en", "fr", "ru", "es", "ar", "zh"};
constexpr std::size_t kBytes = 4'000'000;
constexpr std::size_t kLinesInParagraph = 10;

std::string read_file(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(bytes).str();
}

/// Column `number` of the aligned corpus, where it is present; else our golden sentences.
std::vector<std::string> read_lines(const std::string& language) {
  std::istringstream corpus(
      read_file(support::conformance_folder() / "tico-dev" / "six-way.dev.tsv"));
  std::vector<std::string> lines;
  std::string line;
  std::size_t column = 0;
  while (std::getline(corpus, line)) {
    std::istringstream cells(line);
    std::string cell;
    for (std::size_t i = 0; std::getline(cells, cell, '\t'); ++i) {
      if (lines.empty() && column == 0 && cell == language)
        column = i;
      else if (column > 0 && i == column)
        lines.push_back(cell);
    }
  }
  if (!lines.empty()) return lines;
  std::istringstream golden(
      read_file(std::string(HEXAPLA_SOURCE_DIR) + "/tests/data/sentences/" + language + ".txt"));
  while (std::getline(golden, line)) {
    if (line.empty() || line.front() == '#') continue;
    std::erase(line, '|');
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> make_paragraphs(const std::string& language) {
  const std::vector<std::string> lines = read_lines(language);
  std::vector<std::string> paragraphs;
  std::size_t bytes = 0;
  for (std::size_t i = 0; !lines.empty() && bytes < kBytes; ++i) {
    if (i % kLinesInParagraph == 0) paragraphs.emplace_back();
    std::string& paragraph = paragraphs.back();
    if (!paragraph.empty() && language != "zh") paragraph += ' ';
    paragraph += lines[i % lines.size()];
    bytes += lines[i % lines.size()].size();
  }
  return paragraphs;
}

void count_bytes(benchmark::State& state, const std::vector<std::string>& paragraphs) {
  std::size_t bytes = 0;
  for (const std::string& paragraph : paragraphs) bytes += paragraph.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetLabel(kLanguages[state.range(0)]);
}

void our_rules(benchmark::State& state) {
  const std::string language = kLanguages[state.range(0)];
  const std::vector<std::string> paragraphs = make_paragraphs(language);
  const std::string path =
      std::string(HEXAPLA_SOURCE_DIR) + "/locales/" + language + "/segmentation.srx";
  const auto segmenter =
      text::Segmenter::compile(formats::read_srx(read_file(path), path, language).value());
  for (auto each : state) {
    for (const std::string& paragraph : paragraphs)
      benchmark::DoNotOptimize(segmenter->find_breaks(paragraph));
  }
  count_bytes(state, paragraphs);
}

/// Only the iteration: the text is UTF-16 already, and the breaks are no byte offsets.
void raw_icu(benchmark::State& state) {
  const std::vector<std::string> paragraphs = make_paragraphs(kLanguages[state.range(0)]);
  std::vector<icu::UnicodeString> texts;
  for (const std::string& paragraph : paragraphs)
    texts.push_back(icu::UnicodeString::fromUTF8(paragraph));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> sentences(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  for (auto each : state) {
    for (const icu::UnicodeString& text : texts) {
      std::vector<std::int32_t> breaks;
      sentences->setText(text);
      for (std::int32_t at = sentences->first(); at != icu::BreakIterator::DONE;
           at = sentences->next())
        breaks.push_back(at);
      benchmark::DoNotOptimize(breaks);
    }
  }
  count_bytes(state, paragraphs);
}

void compile_rules(benchmark::State& state) {
  const std::string language = kLanguages[state.range(0)];
  const std::string path =
      std::string(HEXAPLA_SOURCE_DIR) + "/locales/" + language + "/segmentation.srx";
  const std::string bytes = read_file(path);
  for (auto each : state) {
    benchmark::DoNotOptimize(
        text::Segmenter::compile(formats::read_srx(bytes, path, language).value()));
  }
  state.SetLabel(language);
}

BENCHMARK(raw_icu)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);
BENCHMARK(our_rules)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);
BENCHMARK(compile_rules)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hexapla

BENCHMARK_MAIN();
