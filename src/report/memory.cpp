// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/report/memory.hpp"

#include <cstdint>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/json.hpp"
#include "hexapla/text/utf8.hpp"

#include "plural.hpp"

namespace hexapla::report {
namespace {

using index::MatchKind;
using index::MemoryMatch;
using workspace::AdaptedMatch;
using workspace::FilledSegment;
using workspace::FillReport;

/// "old.tmx: p/u1/s1, reviewed, 2024-05-01".
std::string describe_origin(const MemoryMatch& match) {
  std::string line = match.origin;
  if (!match.entry.empty()) line += fmt::format(": {}", match.entry);
  line += fmt::format(", {}", model::to_string(match.state));
  if (!match.date.empty()) line += fmt::format(", {}", match.date);
  return line;
}

std::string describe_differences(const MemoryMatch& match, const AdaptedMatch& adapted) {
  std::vector<std::string_view> words;
  if (adapted.has_new_numbers) words.emplace_back("numbers adapted");
  if (adapted.has_old_numbers) words.emplace_back("numbers differ");
  if (match.comparison.has_other_codes) words.emplace_back("codes differ");
  if (adapted.lacks_codes) words.emplace_back("codes left out");
  if (match.comparison.has_other_form) words.emplace_back("capitals, punctuation or spaces differ");
  return words.empty() ? std::string() : fmt::format("; {}", fmt::join(words, ", "));
}

/// "100 in context", "100", "86".
std::string describe_score(const MemoryMatch& match) {
  const bool is_in_context = match.kind == MatchKind::InContext;
  return fmt::format("{}{}", match.comparison.score, is_in_context ? " in context" : "");
}

void write_match(formats::JsonWriter& json, const MemoryMatch& match) {
  json.key("score").value(static_cast<std::uint64_t>(match.comparison.score));
  json.key("kind").value(index::to_string(match.kind));
}

void write_origin(formats::JsonWriter& json, const MemoryMatch& match) {
  json.key("origin").value(match.origin).key("entry").value(match.entry);
  json.key("date").value(match.date);
}

std::string describe(const FilledSegment& filled) {
  std::string lines =
      fmt::format("{} {} ({}): {}, {}{}\n", filled.unit, filled.segment, filled.language,
                  describe_score(filled.match), model::to_string(filled.state),
                  describe_differences(filled.match, filled.adapted));
  lines += fmt::format("    source: {}\n", filled.source.marked());
  if (filled.match.kind == MatchKind::Fuzzy)
    lines += fmt::format("    match:  {}\n", filled.match.source.marked());
  lines += fmt::format("    target: {}\n", filled.adapted.target.marked());
  return lines + fmt::format("    from:   {}\n", describe_origin(filled.match));
}

}  // namespace

std::string to_text(const std::vector<MemoryAnswer>& answers) {
  std::string text;
  for (const MemoryAnswer& answer : answers) {
    if (answers.size() > 1) text += fmt::format("? {}\n", answer.query);
    if (answer.found.empty()) text += "no match\n";
    for (const auto& [match, adapted] : answer.found) {
      text += fmt::format("{}{}\n", describe_score(match), describe_differences(match, adapted));
      text += fmt::format("    source: {}\n", match.source.marked());
      text += fmt::format("    target: {}\n", match.target.marked());
      if (adapted.has_new_numbers) text += fmt::format("    now:    {}\n", adapted.target.marked());
      text += fmt::format("    from:   {}\n", describe_origin(match));
    }
  }
  return text;
}

std::string to_json(const std::vector<MemoryAnswer>& answers) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("queries").begin_array();
  for (const MemoryAnswer& answer : answers) {
    json.begin_object().key("query").value(answer.query).key("matches").begin_array();
    for (const auto& [match, adapted] : answer.found) {
      json.begin_object();
      write_match(json, match);
      json.key("source").value(match.source.marked()).key("target").value(match.target.marked());
      json.key("adapted");
      if (adapted.has_new_numbers)
        json.value(adapted.target.marked());
      else
        json.null();
      write_origin(json, match);
      json.key("state").value(model::to_string(match.state));
      json.key("otherNumbers").value(match.comparison.has_other_numbers);
      json.key("otherCodes").value(match.comparison.has_other_codes);
      json.key("otherForm").value(match.comparison.has_other_form).end_object();
    }
    json.end_array().end_object();
  }
  return json.end_array().end_object().take();
}

std::string to_text(const std::vector<index::Occurrence>& occurrences,
                    const std::string& language) {
  std::string text;
  for (const index::Occurrence& each : occurrences) {
    const std::string_view whole = each.text;
    text += each.entry.empty() ? fmt::format("{}\n", each.origin)
                               : fmt::format("{}: {}\n", each.origin, each.entry);
    text += fmt::format("  {:<3} {}[{}]{}\n", language, whole.substr(0, each.begin),
                        whole.substr(each.begin, each.end - each.begin), whole.substr(each.end));
    for (const auto& [other, translation] : each.translations)
      text += fmt::format("  {:<3} {}\n", other, translation);
  }
  return text;
}

std::string to_json(const std::vector<index::Occurrence>& occurrences,
                    const std::string& language) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("occurrences").begin_array();
  for (const index::Occurrence& each : occurrences) {
    const std::string_view whole = each.text;
    const std::size_t begin = text::count_code_points(whole.substr(0, each.begin));
    const std::size_t length =
        text::count_code_points(whole.substr(each.begin, each.end - each.begin));
    json.begin_object().key("origin").value(each.origin).key("entry").value(each.entry);
    json.key("language").value(language).key("text").value(each.text).key("span").begin_array();
    json.value(std::uint64_t{begin}).value(std::uint64_t{begin + length}).end_array();
    json.key("translations").begin_object();
    for (const auto& [other, translation] : each.translations) json.key(other).value(translation);
    json.end_object().end_object();
  }
  return json.end_array().end_object().take();
}

std::string to_text(const std::vector<FillReport>& reports, bool is_written) {
  std::string text;
  std::size_t filled = 0;
  std::size_t unmatched = 0;
  std::size_t references = 0;
  std::size_t files = 0;
  for (const FillReport& report : reports) {
    for (const FilledSegment& segment : report.segments) text += describe(segment);
    filled += report.segments.size();
    unmatched += report.unmatched;
    references += report.references;
    files += report.files.size();
  }
  text += fmt::format("{}, {} without a match; ",
                      plural(filled, "segment filled", "segments filled"), unmatched);
  if (references > 0) {
    text += fmt::format("{}; ", plural(references, "text of a third language beside its segment",
                                       "texts of a third language beside their segments"));
  }
  return text +
         (is_written ? plural(files, "file written", "files written") : "nothing was written") +
         "\n";
}

std::string to_json(const std::vector<FillReport>& reports, bool is_written) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("written").value(is_written);
  json.key("publications").begin_array();
  for (const FillReport& report : reports) {
    json.begin_object().key("publication").value(report.publication);
    json.key("files").value(std::uint64_t{report.files.size()});
    json.key("unmatched").value(std::uint64_t{report.unmatched});
    json.key("references").value(std::uint64_t{report.references}).key("segments").begin_array();
    for (const FilledSegment& each : report.segments) {
      json.begin_object().key("part").value(each.part).key("language").value(each.language);
      json.key("unit").value(each.unit).key("segment").value(each.segment);
      json.key("state").value(model::to_string(each.state));
      write_match(json, each.match);
      json.key("source").value(each.source.marked());
      json.key("target").value(each.adapted.target.marked());
      json.key("matchSource").value(each.match.source.marked());
      json.key("matchTarget").value(each.match.target.marked());
      write_origin(json, each.match);
      json.key("newNumbers").value(each.adapted.has_new_numbers);
      json.key("oldNumbers").value(each.adapted.has_old_numbers);
      json.key("lacksCodes").value(each.adapted.lacks_codes).end_object();
    }
    json.end_array().end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace hexapla::report
