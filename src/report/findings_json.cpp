// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>
#include <string>

#include "hexapla/formats/json.hpp"
#include "hexapla/report/findings.hpp"

#include "place.hpp"

namespace hexapla::report {
namespace {

using formats::JsonWriter;

void write_text(JsonWriter& json, std::string_view key, const std::string& text) {
  json.key(key);
  if (text.empty()) {
    json.null();
  } else {
    json.value(text);
  }
}

void write_place(JsonWriter& json, const SourceSpan& span, const SourceLookup& sources) {
  write_text(json, "file", span.file);
  const auto place = find_place(span, sources);
  json.key("line");
  place ? json.value(std::uint64_t{place->begin.line}) : json.null();
  json.key("column");
  place ? json.value(std::uint64_t{place->begin.column}) : json.null();
  if (!span.part.empty()) json.key("part").value(span.part);
}

void write_range(JsonWriter& json, std::string_view key, const std::optional<TextRange>& range) {
  json.key(key);
  if (!range) {
    json.null();
    return;
  }
  json.begin_array()
      .value(std::uint64_t{range->begin})
      .value(std::uint64_t{range->end})
      .end_array();
}

void write_finding(JsonWriter& json, const Diagnostic& finding, const SourceLookup& sources) {
  json.begin_object();
  json.key("rule").value(finding.rule);
  json.key("severity").value(to_string(finding.severity));
  write_text(json, "its", finding.its_type);
  write_text(json, "publication", finding.publication);
  write_text(json, "language", finding.language);
  write_place(json, finding.span, sources);
  write_text(json, "unit", finding.unit);
  write_text(json, "segment", finding.segment);
  write_range(json, "source_span", finding.source_span);
  write_range(json, "target_span", finding.target_span);
  json.key("message").value(finding.message);
  json.key("notes").begin_array();
  for (const DiagnosticNote& note : finding.notes) {
    json.begin_object();
    write_place(json, note.span, sources);
    json.key("message").value(note.message);
    json.end_object();
  }
  json.end_array();
  write_text(json, "hint", finding.hint);
  write_text(json, "hash", finding.hash);
  json.key("waived").value(finding.waived);
  json.end_object();
}

void write_counts(JsonWriter& json, std::string_view key,
                  const std::map<std::string, std::size_t>& counts) {
  json.key(key).begin_object();
  for (const auto& [name, count] : counts) json.key(name).value(std::uint64_t{count});
  json.end_object();
}

}  // namespace

std::string to_json(const std::vector<Diagnostic>& findings, const SourceLookup& sources,
                    std::size_t segments) {
  std::map<std::string, std::size_t> by_rule;
  std::map<std::string, std::size_t> by_severity;
  JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("findings").begin_array();
  for (const Diagnostic& finding : findings) {
    write_finding(json, finding, sources);
    ++by_rule[finding.rule];
    ++by_severity[std::string(to_string(finding.severity))];
  }
  json.end_array();
  json.key("summary").begin_object().key("segments").value(std::uint64_t{segments});
  write_counts(json, "by_rule", by_rule);
  write_counts(json, "by_severity", by_severity);
  json.end_object().end_object();
  return json.take();
}

}  // namespace hexapla::report
