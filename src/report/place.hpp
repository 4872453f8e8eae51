// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hexapla/report/findings.hpp"

namespace hexapla::report {

/// Where a span begins and ends, in lines and code points from 1.
struct Place {
  LineColumn begin;
  LineColumn end;
};
/// Nothing for a whole file, or one that cannot be read.
[[nodiscard]] std::optional<Place> find_place(const SourceSpan& span, const SourceLookup& sources);

}  // namespace hexapla::report
