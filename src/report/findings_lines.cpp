// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/report/findings.hpp"

#include "place.hpp"

namespace hexapla::report {
namespace {

std::string attribute(std::string_view text) {
  std::string escaped;
  formats::append_escaped(escaped, text, true);
  return escaped;
}

/// XML 1.0 has no way to write control characters; they become U+FFFD.
std::string without_controls(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\n' && c != '\t') {
      result += "\uFFFD";
    } else {
      result += c;
    }
  }
  return result;
}

std::string with_hint(const Diagnostic& finding) {
  return finding.hint.empty() ? finding.message
                              : fmt::format("{}\nhint: {}", finding.message, finding.hint);
}

bool has_failed(const Diagnostic& finding, std::optional<Severity> fail_on) {
  return fail_on && !finding.waived && finding.severity >= *fail_on;
}

std::string test_case(const Diagnostic& finding, const SourceLookup& sources,
                      std::optional<Severity> fail_on) {
  const auto place = find_place(finding.span, sources);
  const std::string name =
      place ? fmt::format("{} {}:{}", finding.rule, place->begin.line, place->begin.column)
            : finding.rule;
  const std::string_view element = has_failed(finding, fail_on) ? "failure" : "skipped";
  return fmt::format(
      "    <testcase name=\"{}\" classname=\"{}\">\n"
      "      <{} message=\"{}\"/>\n"
      "    </testcase>\n",
      attribute(name), attribute(finding.span.file), element,
      attribute(without_controls(with_hint(finding))));
}

/// Escapes of the runner: in what follows ::, and, beyond that, in properties.
std::string escape_command(std::string_view text, bool is_property) {
  std::string result;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ','))) {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace

std::string to_junit(const std::vector<Diagnostic>& findings, const SourceLookup& sources,
                     std::optional<Severity> fail_on) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (auto begin = findings.begin(); begin != findings.end();) {
    const auto end = std::find_if(begin, findings.end(), [&](const Diagnostic& finding) {
      return finding.span.file != begin->span.file;
    });
    const auto failures = std::count_if(
        begin, end, [&](const Diagnostic& finding) { return has_failed(finding, fail_on); });
    const auto tests = end - begin;
    xml += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">\n",
                       attribute(begin->span.file), tests, failures, tests - failures);
    for (; begin != end; ++begin) xml += test_case(*begin, sources, fail_on);
    xml += "  </testsuite>\n";
  }
  if (findings.empty()) {
    xml +=
        "  <testsuite name=\"hexapla check\" tests=\"1\" failures=\"0\" skipped=\"0\">\n"
        "    <testcase name=\"no findings\" classname=\"hexapla check\"/>\n"
        "  </testsuite>\n";
  }
  return xml + "</testsuites>\n";
}

std::string to_github(const std::vector<Diagnostic>& findings, const SourceLookup& sources) {
  std::string lines;
  for (const Diagnostic& finding : findings) {
    if (finding.waived) continue;
    const std::string_view kind = finding.severity >= Severity::Major   ? "error"
                                  : finding.severity == Severity::Minor ? "warning"
                                                                        : "notice";
    std::string place = fmt::format("file={}", escape_command(finding.span.file, true));
    if (const auto found = find_place(finding.span, sources)) {
      place += fmt::format(",line={},endLine={},col={},endColumn={}", found->begin.line,
                           found->end.line, found->begin.column, found->end.column);
    }
    lines += fmt::format("::{} {},title={}::{}\n", kind, place, escape_command(finding.rule, true),
                         escape_command(with_hint(finding), false));
  }
  return lines;
}

}  // namespace hexapla::report
