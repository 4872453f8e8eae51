// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/source_file.hpp"

namespace hexapla::report {

/// Gives the text of a file that findings name, or null where it cannot be read; a member of a
/// package is named "FILE: MEMBER", and its paragraphs are its lines.
using SourceLookup = std::function<const SourceFile*(std::string_view file)>;

/// Findings as a compiler prints them (style.md 2.4): place, severity word, message, [rule], source
/// line with a caret that is exact in display cells, notes, hint. Sorted.
[[nodiscard]] std::string to_text(const std::vector<Diagnostic>& findings,
                                  const SourceLookup& sources, bool is_colored);

/// The JSON of architecture.md and decisions.md: {"version":1,"findings":[...],"summary":{...}}.
[[nodiscard]] std::string to_json(const std::vector<Diagnostic>& findings,
                                  const SourceLookup& sources, std::size_t segments);

/// SARIF 2.1.0 (OASIS), one run: places in code points, waived findings as suppressed results, the
/// finding's hash as fingerprint, so that a code host knows it again. `version` is the tool's.
[[nodiscard]] std::string to_sarif(const std::vector<Diagnostic>& findings,
                                   const SourceLookup& sources, std::string_view version);

/// JUnit's XML: a suite for each file, a test case for each finding, failed from `fail_on` on
/// (never where there is none), else skipped, as waived ones are. Without findings one case that
/// passed.
[[nodiscard]] std::string to_junit(const std::vector<Diagnostic>& findings,
                                   const SourceLookup& sources, std::optional<Severity> fail_on);

/// Annotations as GitHub's workflow commands, one a line; waived findings are left out.
[[nodiscard]] std::string to_github(const std::vector<Diagnostic>& findings,
                                    const SourceLookup& sources);

}  // namespace hexapla::report
