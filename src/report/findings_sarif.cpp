// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>

#include <fmt/format.h>

#include "hexapla/check/explanation.hpp"
#include "hexapla/formats/json.hpp"
#include "hexapla/report/findings.hpp"

#include "place.hpp"

namespace hexapla::report {
namespace {

using formats::JsonWriter;

std::string_view level_of(Severity severity) {
  if (severity >= Severity::Major) return "error";
  return severity == Severity::Minor ? "warning" : "note";
}

/// A file's name as a relative URI reference (RFC 3986): bytes that it may not hold are escaped.
std::string to_uri(std::string_view file) {
  constexpr std::string_view kPlain = "-._~/";
  std::string uri;
  for (const char c : file) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kPlain.find(c) != std::string_view::npos;
    uri += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key).begin_object().key("text").value(text).end_object();
}

void write_location(JsonWriter& json, const SourceSpan& span, const SourceLookup& sources) {
  json.begin_object().key("physicalLocation").begin_object();
  json.key("artifactLocation").begin_object().key("uri").value(to_uri(span.file)).end_object();
  if (const auto place = find_place(span, sources)) {
    json.key("region").begin_object();
    json.key("startLine").value(std::uint64_t{place->begin.line});
    json.key("startColumn").value(std::uint64_t{place->begin.column});
    json.key("endLine").value(std::uint64_t{place->end.line});
    json.key("endColumn").value(std::uint64_t{place->end.column});
    json.end_object();
  }
  json.end_object().end_object();
}

void write_properties(JsonWriter& json, const Diagnostic& finding) {
  json.key("properties").begin_object();
  for (const auto& [key, text] :
       std::map<std::string_view, const std::string*>{{"its", &finding.its_type},
                                                      {"language", &finding.language},
                                                      {"publication", &finding.publication},
                                                      {"segment", &finding.segment},
                                                      {"unit", &finding.unit}}) {
    if (!text->empty()) json.key(key).value(*text);
  }
  json.key("severity").value(to_string(finding.severity)).end_object();
}

void write_result(JsonWriter& json, const Diagnostic& finding, const SourceLookup& sources) {
  json.begin_object();
  json.key("ruleId").value(finding.rule);
  json.key("level").value(level_of(finding.severity));
  write_text(json, "message",
             finding.hint.empty() ? finding.message
                                  : fmt::format("{}. {}", finding.message, finding.hint));
  json.key("locations").begin_array();
  if (!finding.span.file.empty()) write_location(json, finding.span, sources);
  json.end_array();
  if (!finding.hash.empty()) {
    json.key("partialFingerprints").begin_object();
    json.key("hexaplaText/v1").value(finding.hash).end_object();
  }
  if (finding.waived) {
    json.key("suppressions").begin_array().begin_object();
    json.key("kind").value("external").end_object().end_array();
  }
  write_properties(json, finding);
  json.end_object();
}

void write_rules(JsonWriter& json, const std::vector<Diagnostic>& findings) {
  std::map<std::string_view, std::string> rules;
  for (const Diagnostic& finding : findings) {
    if (rules.contains(finding.rule)) continue;
    const auto explanation = check::find_explanation(finding.rule);
    rules[finding.rule] = explanation ? std::string(*explanation) : finding.rule;
  }
  json.key("rules").begin_array();
  for (const auto& [id, explanation] : rules) {
    json.begin_object().key("id").value(id);
    write_text(json, "shortDescription", explanation.substr(0, explanation.find('\n')));
    write_text(json, "fullDescription", explanation);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string to_sarif(const std::vector<Diagnostic>& findings, const SourceLookup& sources,
                     std::string_view version) {
  JsonWriter json;
  json.begin_object();
  json.key("$schema").value(
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
  json.key("version").value("2.1.0").key("runs").begin_array().begin_object();
  json.key("tool").begin_object().key("driver").begin_object();
  json.key("name").value("hexapla").key("version").value(version);
  write_rules(json, findings);
  json.end_object().end_object();
  json.key("columnKind").value("unicodeCodePoints");
  json.key("results").begin_array();
  for (const Diagnostic& finding : findings) write_result(json, finding, sources);
  json.end_array().end_object().end_array().end_object();
  return json.take();
}

}  // namespace hexapla::report
