// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "place.hpp"

#include <fmt/format.h>

namespace hexapla::report {

std::string place_name(const SourceSpan& span) {
  return span.part.empty() ? span.file : fmt::format("{}: {}", span.file, span.part);
}

const SourceFile* find_source(const SourceSpan& span, const SourceLookup& sources) {
  return span.file.empty() ? nullptr : sources(place_name(span));
}

std::optional<Place> find_place(const SourceSpan& span, const SourceLookup& sources) {
  if (span.begin == 0 && span.end == 0) return std::nullopt;
  const SourceFile* file = find_source(span, sources);
  if (file == nullptr) return std::nullopt;
  return Place{file->position(span.begin), file->position(span.end)};
}

}  // namespace hexapla::report
