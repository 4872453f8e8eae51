// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "hexapla/report/findings.hpp"

namespace hexapla::report {

/// Where a span begins and ends, in lines and code points from 1.
struct Place {
  LineColumn begin;
  LineColumn end;
};
/// The text that a span counts in: the file, or the member of a package ("FILE: MEMBER"); null
/// where it cannot be read.
[[nodiscard]] const SourceFile* find_source(const SourceSpan& span, const SourceLookup& sources);
/// What stands before ":LINE:COLUMN": the file, and the member of a package.
[[nodiscard]] std::string place_name(const SourceSpan& span);
/// Nothing for a whole file, or one that cannot be read.
[[nodiscard]] std::optional<Place> find_place(const SourceSpan& span, const SourceLookup& sources);

}  // namespace hexapla::report
