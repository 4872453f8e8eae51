// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "place.hpp"

namespace hexapla::report {

std::optional<Place> find_place(const SourceSpan& span, const SourceLookup& sources) {
  if (span.file.empty() || (span.begin == 0 && span.end == 0)) return std::nullopt;
  const SourceFile* file = sources(span.file);
  if (file == nullptr) return std::nullopt;
  return Place{file->position(span.begin), file->position(span.end)};
}

}  // namespace hexapla::report
