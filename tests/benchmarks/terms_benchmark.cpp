// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "hexapla/formats/morphology.hpp"
#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/stemmer.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla {
namespace {

constexpr std::size_t kSegments = 100'000;
constexpr std::size_t kWords = 25;
constexpr std::size_t kVocabulary = 12'000;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Language {
  std::string name;
  std::string dictionary;
};
const std::vector<Language>& languages() {
  static const std::vector<Language> kLanguages = {{"en", "en_US"}, {"ru", "ru_RU"}, {"fr", "fr"},
                                                   {"es", "es_ES"}, {"ar", "ar"},    {"zh", ""}};
  return kLanguages;
}

/// Words of the dictionary, in an order of their own; of Chinese, characters.
std::vector<std::string> read_vocabulary(const Language& language) {
  std::vector<std::string> words;
  if (language.dictionary.empty()) {
    constexpr std::uint32_t kFirst = 0x4E00;
    for (std::uint32_t i = 0; i < 3000; ++i)
      words.push_back(text::to_utf8(std::u32string(1, static_cast<char32_t>(kFirst + i * 5))));
  } else {
    std::istringstream file(read_file("/usr/share/hunspell/" + language.dictionary + ".dic"));
    for (std::string line; std::getline(file, line);) {
      line = line.substr(0, line.find_first_of("/\t\r "));
      if (line.size() >= 4 && line.find_first_of("0123456789.-'") == std::string::npos)
        words.push_back(line);
    }
  }
  std::shuffle(words.begin(), words.end(), std::mt19937(7));
  return words;
}

/// What one language needs, made once.
struct Data {
  std::vector<std::string> vocabulary;
  std::vector<std::string> segments;
  std::unique_ptr<text::Stemmer> stemmer;
  std::size_t bytes = 0;
};

Data make_data(const Language& language) {
  Data data;
  data.vocabulary = read_vocabulary(language);
  if (data.vocabulary.size() < 2000) return data;
  const bool is_chinese = language.name == "zh";
  // Words of a text follow Zipf's law.
  const std::size_t size = std::min(data.vocabulary.size(), kVocabulary);
  std::vector<double> weights(size);
  for (std::size_t i = 0; i < size; ++i) weights[i] = 1.0 / (static_cast<double>(i) + 2.7);
  std::discrete_distribution<std::size_t> any(weights.begin(), weights.end());
  std::mt19937 random(11);
  for (std::size_t i = 0; i < kSegments; ++i) {
    std::string text;
    for (std::size_t word = 0; word < kWords * (is_chinese ? 2 : 1); ++word) {
      if (word > 0 && !is_chinese) text += word % 9 == 0 ? ", " : " ";
      text += data.vocabulary[any(random)];
    }
    text += is_chinese ? "\xE3\x80\x82" : ".";
    data.bytes += text.size();
    data.segments.push_back(std::move(text));
  }
  const std::filesystem::path root = HEXAPLA_SOURCE_DIR;
  text::Morphology morphology;
  if (const auto path = root / "locales" / language.name / "morphology.toml";
      std::filesystem::exists(path))
    morphology = formats::read_morphology(read_file(path), path.string()).value();
  if (!is_chinese) {
    const std::string stem = "/usr/share/hunspell/" + language.dictionary;
    data.stemmer = std::make_unique<text::Stemmer>(
        language.name, morphology, text::DictionaryFiles{stem + ".aff", stem + ".dic"});
    (void)data.stemmer->read("a");  // loads the dictionary
  }
  return data;
}

const Data& data_of(std::size_t language) {
  static std::map<std::size_t, Data> made;
  const auto found = made.find(language);
  if (found != made.end()) return found->second;
  return made.emplace(language, make_data(languages().at(language))).first->second;
}

/// A thousand terms of one or two words, half of them of common ones; what a larger term base has
/// beside them are terms of two or three words, mostly rare.
model::Glossary make_glossary(const Data& data, const std::string& language, std::size_t size) {
  constexpr std::size_t kCore = 1000;
  model::Glossary glossary;
  std::mt19937 random(5);
  const std::size_t last = data.vocabulary.size() - 1;
  std::uniform_int_distribution<std::size_t> common(20, std::min<std::size_t>(last, 900));
  std::uniform_int_distribution<std::size_t> any(150, last);
  for (std::size_t i = 0; i < size; ++i) {
    const bool is_core = i < kCore;
    std::string text = data.vocabulary[is_core && i % 2 == 0 ? common(random) : any(random)];
    const std::size_t more = is_core ? i % 4 / 2 : 1 + i % 2;
    for (std::size_t word = 0; word < more; ++word)
      text += (language == "zh" ? "" : " ") + data.vocabulary[any(random)];
    model::Term term;
    term.text = text;
    term.status = model::TermStatus::Preferred;
    model::Concept entry;
    entry.id = fmt::format("c{}", i);
    entry.languages[language].terms = {term};
    glossary.concepts.push_back(std::move(entry));
  }
  return glossary;
}

double resident_mebibytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

void match_segments(benchmark::State& state) {
  const std::string& name = languages().at(static_cast<std::size_t>(state.range(0))).name;
  const Data& data = data_of(static_cast<std::size_t>(state.range(0)));
  if (data.segments.empty()) {
    state.SkipWithError("the dictionary is not installed");
    return;
  }
  const model::Glossary glossary =
      make_glossary(data, name, static_cast<std::size_t>(state.range(1)));
  const double before = resident_mebibytes();
  const terms::Matcher matcher(glossary, name, data.stemmer.get());
  const double after = resident_mebibytes();
  std::size_t hits = 0;
  for (const std::string& segment : data.segments) hits += matcher.find(segment).size();
  for (auto each : state) {
    for (const std::string& segment : data.segments)
      benchmark::DoNotOptimize(matcher.find(segment));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kSegments));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * data.bytes));
  state.SetLabel(name);
  state.counters["hits/segment"] = static_cast<double>(hits) / kSegments;
  state.counters["MiB"] = after - before;
}
BENCHMARK(match_segments)
    ->ArgNames({"language", "concepts"})
    ->ArgsProduct({{0, 1, 2, 3, 4, 5}, {1000, 5000, 50000}})
    ->Unit(benchmark::kMillisecond);

/// The first run over a text: every word is new, and the matcher is made.
void build_and_match_once(benchmark::State& state) {
  const std::string& name = languages().at(static_cast<std::size_t>(state.range(0))).name;
  const Data& data = data_of(static_cast<std::size_t>(state.range(0)));
  if (data.segments.empty()) {
    state.SkipWithError("the dictionary is not installed");
    return;
  }
  const model::Glossary glossary = make_glossary(data, name, 5000);
  for (auto each : state) {
    const terms::Matcher matcher(glossary, name, data.stemmer.get());
    for (const std::string& segment : data.segments)
      benchmark::DoNotOptimize(matcher.find(segment));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kSegments));
  state.SetLabel(name);
}
BENCHMARK(build_and_match_once)
    ->ArgName("language")
    ->DenseRange(0, 5)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hexapla

BENCHMARK_MAIN();
