// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace hexapla {
namespace {

constexpr std::array kSeverityWords = {
    std::pair{Severity::Neutral, std::string_view("neutral")},
    std::pair{Severity::Minor, std::string_view("minor")},
    std::pair{Severity::Major, std::string_view("major")},
    std::pair{Severity::Critical, std::string_view("critical")},
};

}  // namespace

std::string_view to_string(Severity severity) {
  return kSeverityWords.at(static_cast<std::size_t>(severity)).second;
}

std::optional<Severity> to_severity(std::string_view word) {
  for (const auto& [severity, name] : kSeverityWords) {
    if (name == word) return severity;
  }
  return std::nullopt;
}

void sort_findings(std::vector<Diagnostic>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.span.file, a.span.begin, a.language, a.rule, a.message) <
           std::tie(b.span.file, b.span.begin, b.language, b.rule, b.message);
  });
}

}  // namespace hexapla
