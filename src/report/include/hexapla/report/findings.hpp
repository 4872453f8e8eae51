// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/source_file.hpp"

namespace hexapla::report {

/// Gives the text of a file that findings name, or null where it cannot be read.
using SourceLookup = std::function<const SourceFile*(std::string_view file)>;

/// Findings as a compiler prints them (style.md 2.4): place, severity word, message, [rule], source
/// line with a caret that is exact in display cells, notes, hint. Sorted.
[[nodiscard]] std::string to_text(const std::vector<Diagnostic>& findings,
                                  const SourceLookup& sources, bool is_colored);

/// The JSON of architecture.md and decisions.md: {"version":1,"findings":[...],"summary":{...}}.
[[nodiscard]] std::string to_json(const std::vector<Diagnostic>& findings,
                                  const SourceLookup& sources, std::size_t segments);

}  // namespace hexapla::report
