// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/report/import.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/json.hpp"
#include "hexapla/report/sync.hpp"

#include "plural.hpp"

namespace hexapla::report {
namespace {

using intake::Remark;
using intake::RemarkKind;

struct Count {
  std::string_view key;  ///< in JSON
  std::string_view one;  ///< in text
  std::string_view many;
  std::size_t number = 0;
};

std::vector<Count> counts_of(const intake::Plan& plan) {
  return {{"entries", "glossary entry", "glossary entries", plan.entries},
          {"notes", "note", "notes", plan.notes},
          {"figures", "figure", "figures", plan.figures},
          {"tables", "table", "tables", plan.tables},
          {"regions", "region", "regions", plan.regions},
          {"initiatives", "initiative", "initiatives", plan.initiatives},
          {"results", "expected result", "expected results", plan.results},
          {"citations", "citation", "citations", plan.citations.size()}};
}

/// Kinds that are told one by one, in this order, and what stands above them.
constexpr std::array<std::pair<RemarkKind, std::string_view>, 5> kTold = {
    {{RemarkKind::Changed, "changed"},
     {RemarkKind::Uncertain, "uncertain"},
     {RemarkKind::Kept, "kept, though pandoc would drop it"},
     {RemarkKind::Dropped, "left out"},
     {RemarkKind::Unfitting, "kept as text, as it does not fit a plan"}}};

std::string place_text(const workspace::ImportReport& report, const intake::Place& place) {
  if (place.line == 0) return report.file;
  const std::string part =
      place.part < report.parts.size() ? report.parts[place.part].name : std::string();
  // a part of a package has paragraphs where a text has lines
  if (!part.empty()) return fmt::format("{}: {}, paragraph {}", report.file, part, place.line);
  return fmt::format("{}:{}:{}", report.file, place.line, place.column);
}

std::string taken_out(const std::vector<Remark>& remarks) {
  std::map<std::string, std::size_t> counts;
  for (const Remark& remark : remarks) {
    if (remark.kind == RemarkKind::Residue || remark.kind == RemarkKind::Markup)
      ++counts[remark.what];
  }
  std::vector<std::string> items;
  items.reserve(counts.size());
  for (const auto& [what, number] : counts)
    items.push_back(fmt::format("{} {}{}", number, what, number == 1 ? "" : "s"));
  return items.empty() ? std::string() : fmt::format("  taken out: {}\n", fmt::join(items, ", "));
}

std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

std::string told(const workspace::ImportReport& report, RemarkKind kind, std::string_view title) {
  std::string text;
  for (const Remark& remark : report.remarks) {
    if (remark.kind != kind) continue;
    if (text.empty()) text = fmt::format("  {}:\n", title);
    std::string message = remark.message;
    const bool is_whole = kind == RemarkKind::Dropped || kind == RemarkKind::Kept;
    if (message.empty()) {
      message = fmt::format("“{}”", in_one_line(remark.text));
    } else if (is_whole && !remark.text.empty()) {
      message = fmt::format("“{}” ({})", in_one_line(remark.text), message);
    }
    text += fmt::format("    {}: {}: {}\n", place_text(report, remark.place), remark.what, message);
  }
  return text;
}

void write_strings(formats::JsonWriter& json, std::string_view key,
                   const std::vector<std::string>& strings) {
  json.key(key).begin_array();
  for (const std::string& each : strings) json.value(each);
  json.end_array();
}

void write_remark(formats::JsonWriter& json, const workspace::ImportReport& report,
                  const Remark& remark) {
  json.begin_object();
  json.key("kind").value(intake::to_string(remark.kind));
  json.key("what").value(remark.what);
  json.key("text").value(remark.text);
  json.key("message").value(remark.message);
  json.key("part").value(
      remark.place.part < report.parts.size() ? report.parts[remark.place.part].name : "");
  json.key("line").value(std::uint64_t{remark.place.line});
  json.key("column").value(std::uint64_t{remark.place.column});
  json.end_object();
}

std::string describe(const workspace::TranslationReport& translation) {
  std::string text =
      fmt::format("  {} ({}): {}, {} in doubt, {} without a translation\n", translation.file,
                  translation.language,
                  plural(translation.translated, "segment translated", "segments translated"),
                  translation.doubtful.size(), translation.missing);
  if (translation.kept > 0) {
    text += fmt::format("    {}\n", plural(translation.kept, "segment keeps the target that it had",
                                           "segments keep the targets that they had"));
  }
  for (const workspace::DoubtfulTranslation& each : translation.doubtful) {
    text += fmt::format("    in doubt: {} {}\n      source: {}\n      target: {}\n", each.unit,
                        each.segment, in_one_line(each.source), in_one_line(each.target));
  }
  for (const workspace::DoubtfulTranslation& each : translation.homeless)
    text += fmt::format("    without a place: {}\n", in_one_line(each.target));
  return text;
}

void write_doubts(formats::JsonWriter& json, std::string_view key,
                  const std::vector<workspace::DoubtfulTranslation>& doubts) {
  json.key(key).begin_array();
  for (const workspace::DoubtfulTranslation& each : doubts) {
    json.begin_object().key("unit").value(each.unit).key("segment").value(each.segment);
    json.key("source").value(each.source).key("target").value(each.target);
    json.key("confidence").value(each.confidence).end_object();
  }
  json.end_array();
}

void write_translations(formats::JsonWriter& json, const workspace::ImportReport& report) {
  json.key("translations").begin_array();
  for (const workspace::TranslationReport& each : report.translations) {
    json.begin_object().key("file").value(each.file).key("language").value(each.language);
    json.key("translated").value(std::uint64_t{each.translated});
    json.key("kept").value(std::uint64_t{each.kept});
    json.key("missing").value(std::uint64_t{each.missing});
    write_doubts(json, "doubtful", each.doubtful);
    write_doubts(json, "homeless", each.homeless);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string to_text(const workspace::ImportReport& report, bool is_dry_run, bool is_colored) {
  std::string text = fmt::format("{} ({}) {} content/{}: {} parts\n", report.file, report.format,
                                 report.is_update ? "updates" : "becomes", report.publication,
                                 report.sources.size());
  std::vector<std::string> found;
  for (const Count& count : counts_of(report.plan)) {
    if (count.number > 0)
      found.push_back(
          fmt::format("{} {}", count.number, count.number == 1 ? count.one : count.many));
  }
  if (!found.empty()) text += fmt::format("  found: {}\n", fmt::join(found, ", "));
  text += taken_out(report.remarks);
  for (const auto& [kind, title] : kTold) text += told(report, kind, title);
  const std::string_view would = is_dry_run ? "would be " : "";
  for (const std::string& name : report.written)
    text += fmt::format("  {}written {}\n", would, name);
  for (const std::string& name : report.removed)
    text += fmt::format("  {}removed {}\n", would, name);
  text += to_text(std::vector<workspace::SyncReport>{report.sync}, is_dry_run, is_colored);
  for (const workspace::TranslationReport& each : report.translations) text += describe(each);
  return text;
}

std::string to_json(const workspace::ImportReport& report) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1});
  json.key("publication").value(report.publication);
  json.key("language").value(report.language);
  json.key("file").value(report.file);
  json.key("format").value(report.format);
  json.key("update").value(report.is_update);
  json.key("plan").begin_object();
  for (const Count& count : counts_of(report.plan))
    json.key(count.key).value(std::uint64_t{count.number});
  json.end_object();
  json.key("remarks").begin_array();
  for (const Remark& remark : report.remarks) write_remark(json, report, remark);
  json.end_array();
  write_strings(json, "parts", report.sources);
  write_strings(json, "written", report.written);
  write_strings(json, "removed", report.removed);
  json.key("sync").begin_object();
  json.key("unchanged").value(std::uint64_t{report.sync.unchanged_units});
  json.key("changes").value(std::uint64_t{report.sync.changes.size()});
  json.key("files").value(std::uint64_t{report.sync.files.size()});
  json.end_object();
  write_translations(json, report);
  json.end_object();
  return json.take();
}

}  // namespace hexapla::report
