// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/report/merge.hpp"

#include <array>
#include <cstdint>
#include <map>

#include <fmt/format.h>

#include "hexapla/base/source_file.hpp"
#include "hexapla/formats/json.hpp"
#include "hexapla/formats/xml.hpp"

#include "plural.hpp"

namespace hexapla::report {
namespace {

using workspace::MergedSegment;
using workspace::MergeOutcome;

constexpr std::array<std::string_view, 4> kOutcomeWords = {"taken", "kept", "conflict", "refused"};
std::string_view word_of(MergeOutcome outcome) {
  return kOutcomeWords.at(static_cast<std::size_t>(outcome));
}

/// Lines and columns in the returned files.
class Places {
 public:
  explicit Places(const std::vector<workspace::ReturnedFile>& files) {
    for (const workspace::ReturnedFile& file : files) {
      files_.try_emplace(file.name, file.name,
                         formats::decode_xml(file.bytes, file.name).value_or(std::string()));
    }
  }
  [[nodiscard]] LineColumn find(const SourceSpan& span) const {
    return files_.at(span.file).position(span.begin);
  }

 private:
  std::map<std::string, SourceFile, std::less<>> files_;
};

std::string text_line(std::string_view name, std::string_view text) {
  return fmt::format("    {:<7} {}\n", fmt::format("{}:", name), text.empty() ? "(none)" : text);
}

std::string describe(const MergedSegment& item, const Places& places) {
  const LineColumn place = places.find(item.place);
  std::string text = fmt::format("{}:{}:{}: {}: {}", item.place.file, place.line, place.column,
                                 word_of(item.outcome), item.unit);
  if (!item.segment.empty()) text += fmt::format(" {}", item.segment);
  text += fmt::format(" ({})", item.language);
  if (!item.reason.empty()) text += fmt::format(": {}", item.reason);
  text += '\n';
  if (item.outcome == MergeOutcome::Taken) return text + text_line("text", item.theirs);
  if (item.outcome != MergeOutcome::Conflict) return text;
  text += text_line("source", item.source);
  if (item.base) text += text_line("base", *item.base);
  text += text_line("ours", fmt::format("{} [{}]", item.ours, model::to_string(item.our_state)));
  return text + text_line("theirs",
                          fmt::format("{} [{}]", item.theirs, model::to_string(item.their_state)));
}

}  // namespace

std::string to_text(const workspace::MergeReport& report,
                    const std::vector<workspace::ReturnedFile>& files, bool is_written) {
  const Places places(files);
  std::string text;
  for (const MergedSegment& item : report.segments) text += describe(item, places);
  const auto count = [&](MergeOutcome outcome, std::string_view one, std::string_view many) {
    return plural(report.count(outcome), one, many);
  };
  text += fmt::format(
      "{}, {} kept, {}, {} refused, {} the same; {} taken; ",
      count(MergeOutcome::Taken, "segment taken", "segments taken"),
      report.count(MergeOutcome::Kept), count(MergeOutcome::Conflict, "conflict", "conflicts"),
      report.count(MergeOutcome::Refused), report.same, plural(report.notes, "note", "notes"));
  return text +
         (is_written ? plural(report.files.size(), "file written", "files written")
                     : "nothing was written") +
         "\n";
}

std::string to_json(const workspace::MergeReport& report,
                    const std::vector<workspace::ReturnedFile>& files, bool is_written) {
  const Places places(files);
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("written").value(is_written);
  json.key("same")
      .value(std::uint64_t{report.same})
      .key("notes")
      .value(std::uint64_t{report.notes});
  json.key("files").value(std::uint64_t{report.files.size()}).key("segments").begin_array();
  for (const MergedSegment& item : report.segments) {
    const LineColumn place = places.find(item.place);
    json.begin_object().key("outcome").value(word_of(item.outcome));
    json.key("publication").value(item.publication).key("part").value(item.part);
    json.key("language").value(item.language).key("unit").value(item.unit);
    json.key("segment").value(item.segment).key("file").value(item.place.file);
    json.key("line").value(std::uint64_t{place.line});
    json.key("column").value(std::uint64_t{place.column}).key("reason").value(item.reason);
    json.key("source").value(item.source).key("base");
    if (item.base) {
      json.value(*item.base);
    } else {
      json.null();
    }
    json.key("ours").value(item.ours).key("theirs").value(item.theirs);
    json.key("ourState").value(model::to_string(item.our_state));
    json.key("theirState").value(model::to_string(item.their_state)).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace hexapla::report
