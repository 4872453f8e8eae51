// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/report/sync.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/json.hpp"

namespace hexapla::report {
namespace {

using workspace::ChangeKind;

/// In a first sync every unit is new: the list says so once it is longer than this.
constexpr std::size_t kLongestAdded = 20;

constexpr std::array<std::string_view, 7> kKindWords = {"added",    "edited", "moved", "removed",
                                                        "returned", "split",  "merged"};
std::string_view word_of(ChangeKind kind) { return kKindWords.at(static_cast<std::size_t>(kind)); }

std::string diff_text(const std::vector<text::DiffPiece>& diff, bool is_colored) {
  std::string line;
  for (const text::DiffPiece& piece : diff) {
    if (piece.kind == text::DiffKind::Equal) {
      line += piece.text;
    } else if (piece.kind == text::DiffKind::Removed) {
      line += is_colored ? fmt::format("\x1b[31;9m{}\x1b[0m", piece.text)
                         : fmt::format("[-{}-]", piece.text);
    } else {
      line += is_colored ? fmt::format("\x1b[32m{}\x1b[0m", piece.text)
                         : fmt::format("{{+{}+}}", piece.text);
    }
  }
  return line;
}

std::string change_text(const workspace::UnitChange& change, bool is_colored) {
  std::string line = fmt::format("  {:<8} {}", word_of(change.kind), change.unit);
  if (!change.related_units.empty())
    line += fmt::format(" (with {})", fmt::join(change.related_units, ", "));
  if (!change.stale_languages.empty())
    line += fmt::format("; stale in {}", fmt::join(change.stale_languages, ", "));
  line += '\n';
  if (!change.diff.empty())
    line += fmt::format("           {}\n", diff_text(change.diff, is_colored));
  return line;
}

std::string count_text(const workspace::SyncReport& report) {
  std::array<std::size_t, kKindWords.size()> counts{};
  for (const workspace::UnitChange& change : report.changes)
    ++counts.at(static_cast<std::size_t>(change.kind));
  std::string text = fmt::format("{} unchanged", report.unchanged_units);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) text += fmt::format(", {} {}", counts[i], kKindWords[i]);
  }
  return text;
}

}  // namespace

std::string to_text(const std::vector<workspace::SyncReport>& reports, bool is_dry_run,
                    bool is_colored) {
  std::string text;
  for (const workspace::SyncReport& report : reports) {
    text += fmt::format("{}: {}\n", report.publication, count_text(report));
    std::size_t added = 0;
    for (const workspace::UnitChange& change : report.changes) {
      if (change.kind == ChangeKind::Added && ++added > kLongestAdded) continue;
      text += change_text(change, is_colored);
    }
    if (added > kLongestAdded)
      text += fmt::format("  ... and {} more added\n", added - kLongestAdded);
    for (const std::string& notice : report.notices) text += fmt::format("  note: {}\n", notice);
    text += fmt::format("  {} {}\n", report.files.size(),
                        is_dry_run ? "files would be written" : "files written");
  }
  return text;
}

std::string to_json(const std::vector<workspace::SyncReport>& reports) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("publications").begin_array();
  for (const workspace::SyncReport& report : reports) {
    json.begin_object().key("publication").value(report.publication);
    json.key("unchanged").value(std::uint64_t{report.unchanged_units});
    json.key("changes").begin_array();
    for (const workspace::UnitChange& change : report.changes) {
      json.begin_object().key("kind").value(word_of(change.kind));
      json.key("part").value(change.part).key("unit").value(change.unit);
      json.key("stale").begin_array();
      for (const std::string& language : change.stale_languages) json.value(language);
      json.end_array().key("related").begin_array();
      for (const std::string& unit : change.related_units) json.value(unit);
      json.end_array().key("diff").value(diff_text(change.diff, false)).end_object();
    }
    json.end_array().key("files").value(std::uint64_t{report.files.size()}).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace hexapla::report
