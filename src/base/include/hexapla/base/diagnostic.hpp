// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// MQM severities; the text report says error (critical, major), warning (minor), hint (neutral).
enum class Severity : std::uint8_t { Neutral, Minor, Major, Critical };

[[nodiscard]] std::string_view to_string(Severity severity);
[[nodiscard]] std::optional<Severity> to_severity(std::string_view word);

/// A stretch of a file: byte offsets, half open. Line and column are derived when printing
/// (SourceFile). `begin == end == 0` means the whole file.
struct SourceSpan {
  std::string file;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string part = {};  ///< of a package (DOCX): the member; its paragraphs are the lines

  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};

/// A half-open range of code points in a segment's text without codes.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// A second place that helps to understand a finding.
struct DiagnosticNote {
  SourceSpan span;
  std::string message;

  friend bool operator==(const DiagnosticNote&, const DiagnosticNote&) = default;
};

/// One finding about the user's content. A plain value; never stops a run.
struct Diagnostic {
  std::string rule;  ///< stable id, group/name
  Severity severity = Severity::Major;
  std::string its_type;     ///< ITS 2.0 localization quality issue type
  std::string publication;  ///< empty for files given on the command line
  std::string language;     ///< of the text that is wrong
  SourceSpan span;
  std::string unit;     ///< empty where there is none
  std::string segment;  ///< empty where there is none
  std::optional<TextRange> source_span;
  std::optional<TextRange> target_span;
  std::string message;
  std::vector<DiagnosticNote> notes;
  std::string hint;
  std::string hash;  ///< of the texts that a waiver is valid for (decisions.md: canonical text)
  bool waived = false;

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// Where findings go.
class DiagnosticSink {
 public:
  virtual ~DiagnosticSink() = default;
  virtual void report(Diagnostic finding) = 0;
};

/// Keeps every finding, in the order of reporting.
class DiagnosticList final : public DiagnosticSink {
 public:
  void report(Diagnostic finding) override { findings_.push_back(std::move(finding)); }
  [[nodiscard]] const std::vector<Diagnostic>& findings() const { return findings_; }
  [[nodiscard]] std::vector<Diagnostic>&& take() { return std::move(findings_); }

 private:
  std::vector<Diagnostic> findings_;
};

/// Sorts by file, offset, language, rule, message: the order of every report.
void sort_findings(std::vector<Diagnostic>& findings);

}  // namespace hexapla
