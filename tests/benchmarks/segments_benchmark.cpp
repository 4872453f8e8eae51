// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "hexapla/base/memory_files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/check/rule.hpp"
#include "hexapla/formats/xliff.hpp"
#include "hexapla/text/compare.hpp"
#include "hexapla/workspace/sync.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla {
namespace {

constexpr std::size_t kSegments = 100'000;

/// 100 000 units of one sentence, one in seven with a code, translated.
const std::string& segment_file() {
  static const std::string kBytes = [] {
    model::SegmentFile file;
    file.source_language = "en";
    file.target_language = "ru";
    file.part = "01";
    file.original = "source/en/01.md";
    for (std::size_t i = 0; i < kSegments; ++i) {
      model::Segment segment;
      segment.id = "s1";
      segment.source =
          model::InlineText(fmt::format("Result {} is reached when members use the outputs of "
                                        "project {} in {} of their plans, year after year.",
                                        i, i % 97, i % 13));
      segment.target =
          model::InlineText(fmt::format("Результат {} достигается, когда члены используют продукты "
                                        "проекта {} в {} из своих планов год за годом.",
                                        i, i % 97, i % 13));
      if (i % 7 == 0) {
        model::InlineCode code;
        code.id = "1";
        code.type = "other";
        code.equiv = "@AFR1";
        segment.source.append(code);
        segment.target->append(code);
      }
      segment.state = model::State::Translated;
      model::Unit unit;
      unit.id = fmt::format("part.para.{}", i);
      unit.groups = {fmt::format("section-{}", i / 100)};
      unit.segments = {std::move(segment)};
      file.units.push_back(std::move(unit));
    }
    std::string bytes = formats::write_xliff(file, "").value();
    // build-scripts/benchmark measures xmllint on the same bytes.
    if (const char* path = std::getenv("HEXAPLA_BENCHMARK_FILE")) std::ofstream(path) << bytes;
    return bytes;
  }();
  return kBytes;
}

void set_counters(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * segment_file().size()));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kSegments));
}

void read_segments(benchmark::State& state) {
  for (auto each : state) {
    std::size_t units = 0;
    benchmark::DoNotOptimize(
        formats::read_xliff(segment_file(), "b.xlf", [&](model::Unit) { ++units; }));
    if (units != kSegments) state.SkipWithError("not all units were read");
  }
  set_counters(state);
}
BENCHMARK(read_segments)->Unit(benchmark::kMillisecond);

void write_unchanged(benchmark::State& state) {
  const model::SegmentFile file = formats::read_xliff(segment_file(), "b.xlf").value();
  for (auto each : state) benchmark::DoNotOptimize(formats::write_xliff(file, segment_file()));
  set_counters(state);
}
BENCHMARK(write_unchanged)->Unit(benchmark::kMillisecond);

/// 5 000 concepts of one term each: most stand nowhere, as in a large term base.
model::Glossary large_glossary() {
  model::Glossary glossary;
  for (std::size_t i = 0; i < 5000; ++i) {
    model::Concept entry;
    entry.id = fmt::format("concept-{}", i);
    model::Term term;
    term.text = i == 0 ? "outputs" : fmt::format("term{} of{}", i, i % 71);
    term.status = model::TermStatus::Preferred;
    entry.languages["en"].terms = {term};
    term.text = i == 0 ? "продукты" : fmt::format("термин{} из{}", i, i % 71);
    entry.languages["ru"].terms = {term};
    glossary.concepts.push_back(std::move(entry));
  }
  return glossary;
}

void check_segments(benchmark::State& state) {
  const model::SegmentFile file = formats::read_xliff(segment_file(), "b.xlf").value();
  const model::Glossary glossary = large_glossary();
  check::Context context;
  context.source_language = "en";
  context.target_language = "ru";
  context.glossary = &glossary;
  for (auto each : state) {
    DiagnosticList found;
    auto rules = check::make_rules();
    for (const auto& rule : rules) rule->begin(context);
    check::check_units(rules, file.units, "b.xlf", found);
    if (!found.findings().empty()) state.SkipWithError("the text is clean");
  }
  set_counters(state);
}
BENCHMARK(check_segments)->Unit(benchmark::kMillisecond);

/// The alignment that sync rests on: one text in a hundred edited.
void align_segments(benchmark::State& state) {
  const model::SegmentFile file = formats::read_xliff(segment_file(), "b.xlf").value();
  std::vector<std::string> before;
  for (const model::Unit& unit : file.units)
    before.push_back(unit.segments.front().source.canonical());
  std::vector<std::string> after = before;
  for (std::size_t i = 0; i < after.size(); i += 100) after[i] += " Edited.";
  for (auto each : state) benchmark::DoNotOptimize(text::align(before, after));
  set_counters(state);
}
BENCHMARK(align_segments)->Unit(benchmark::kMillisecond);

/// Pandoc's JSON of a document of paragraphs; in edition 1 one in a hundred is edited.
std::string paragraphs_json(std::size_t edition) {
  std::string json = R"({"pandoc-api-version":[1,22],"meta":{},"blocks":[)";
  for (std::size_t i = 0; i < kSegments; ++i) {
    if (i > 0) json += ',';
    json += fmt::format(
        R"({{"t":"Para","c":[{{"t":"Str","c":"Result"}},{{"t":"Space"}},{{"t":"Str","c":"{}"}},{{"t":"Space"}},{{"t":"Str","c":"is"}},{{"t":"Space"}},{{"t":"Str","c":"{}."}}]}})",
        i, edition == 1 && i % 100 == 0 ? "edited" : "reached");
  }
  return json + "]}";
}

/// The whole of `hexapla sync` but for pandoc and the disk: every hundredth paragraph changes,
/// there and back.
void sync_edited(benchmark::State& state) {
  const std::string editions[] = {paragraphs_json(0), paragraphs_json(1)};
  MemoryFiles files;
  files.put("/w/hexapla.toml", "[workspace]\nlanguages = [\"en\", \"ru\"]\n");
  files.put("/w/content/doc/publication.toml", "parts = [\"01-a\"]\n");
  for (const std::string language : {"en", "ru"}) {
    files.put("/w/locales/" + language + "/house.toml",
              "tag = \"" + language + "\"\n[fonts]\nbody = [\"x\"]\n");
    files.put("/w/locales/" + language + "/messages.toml", "[reference]\nfigure = \"{number}\"\n");
  }
  std::size_t edition = 0;
  FakeProcesses processes([&](const Command& command) -> Result<ProcessOutput> {
    if (command.arguments.size() == 2) return ProcessOutput{0, "pandoc 2.17.1.1\n", ""};
    return ProcessOutput{0, editions[edition], ""};
  });
  const auto workspace = workspace::Workspace::open({&files, &processes}, "/w", {});
  const auto sync = [&] {
    files.put("/w/content/doc/source/en/01-a.md", fmt::format("edition {}\n", edition));
    auto report = workspace::plan_sync(*workspace, workspace->publications().front());
    if (!report || !workspace::save_sync(*workspace, {*report})) state.SkipWithError("no sync");
    edition = 1 - edition;
  };
  sync();
  for (auto each : state) sync();
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kSegments));
  state.SetBytesProcessed(static_cast<std::int64_t>(
      state.iterations() * files.read("/w/content/doc/segments/ru/01-a.xlf").value_or("").size()));
}
BENCHMARK(sync_edited)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hexapla

BENCHMARK_MAIN();
