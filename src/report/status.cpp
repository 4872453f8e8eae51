// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/report/status.hpp"

#include <fmt/format.h>

#include "hexapla/formats/json.hpp"

namespace hexapla::report {
namespace {

using workspace::StatusCounts;

constexpr std::size_t kBarCells = 20;

/// Segments that need no translator any more.
std::size_t count_done(const StatusCounts& counts) {
  return counts.segments - counts.untranslated - counts.stale;
}

std::string percent(const StatusCounts& counts) {
  if (counts.segments == 0) return "  –";
  // Rounded down: 100 % means that nothing is left.
  return fmt::format("{:>3}", count_done(counts) * 100 / counts.segments);
}

std::string bar(const StatusCounts& counts) {
  const std::size_t full =
      counts.segments == 0 ? 0 : count_done(counts) * kBarCells / counts.segments;
  std::string result;
  for (std::size_t i = 0; i < kBarCells; ++i) result += i < full ? "█" : "░";
  return result;
}

std::string row(std::string_view name, const StatusCounts& counts) {
  return fmt::format(
      "{:<26} {} {} %  {:>6} {:>8} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>7}\n", name,
      bar(counts), percent(counts), counts.segments, counts.words, counts.untranslated,
      counts.stale, counts.states[0], counts.states[1], counts.states[2], counts.states[3],
      counts.queries, counts.words_left);
}

std::string source_row(std::string_view name, const StatusCounts& counts) {
  return fmt::format("{:<26} {:<20}        {:>6} {:>8}\n", name, "source", counts.segments,
                     counts.words);
}

std::string publication_text(const workspace::PublicationStatus& status) {
  std::string text = fmt::format("{}\n", status.publication);
  text += fmt::format(
      "{:<26} {:<20}        {:>6} {:>8} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>7}\n", "", "",
      "seg.", "words", "none", "stale", "init.", "trans.", "rev.", "final", "query", "to do");
  for (const workspace::LanguageStatus& language : status.languages) {
    text += language.is_source ? source_row(language.language, language.counts)
                               : row(language.language, language.counts);
    for (const workspace::PartStatus& part : language.parts) {
      const std::string name = "  " + part.part;
      text += language.is_source ? source_row(name, part.counts) : row(name, part.counts);
    }
  }
  return text;
}

void write_counts(formats::JsonWriter& json, const StatusCounts& counts, bool is_source) {
  json.key("segments").value(std::uint64_t{counts.segments});
  json.key("words").value(std::uint64_t{counts.words});
  if (is_source) return;
  json.key("words_left").value(std::uint64_t{counts.words_left});
  json.key("states").begin_object();
  json.key("untranslated").value(std::uint64_t{counts.untranslated});
  for (std::size_t i = 0; i < counts.states.size(); ++i) {
    json.key(model::to_string(static_cast<model::State>(i))).value(std::uint64_t{counts.states[i]});
  }
  json.end_object();
  json.key("stale").value(std::uint64_t{counts.stale});
  json.key("queries").value(std::uint64_t{counts.queries});
}

void write_language(formats::JsonWriter& json, const workspace::LanguageStatus& language) {
  json.begin_object().key("language").value(language.language);
  json.key("source").value(language.is_source);
  write_counts(json, language.counts, language.is_source);
  json.key("parts").begin_array();
  for (const workspace::PartStatus& part : language.parts) {
    json.begin_object().key("part").value(part.part);
    write_counts(json, part.counts, language.is_source);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string to_text(const std::vector<workspace::PublicationStatus>& publications) {
  std::string text;
  for (const workspace::PublicationStatus& status : publications) {
    if (!text.empty()) text += '\n';
    text += publication_text(status);
  }
  return text;
}

std::string to_json(const std::vector<workspace::PublicationStatus>& publications) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("publications").begin_array();
  for (const workspace::PublicationStatus& status : publications) {
    json.begin_object().key("publication").value(status.publication).key("languages").begin_array();
    for (const workspace::LanguageStatus& language : status.languages)
      write_language(json, language);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace hexapla::report
