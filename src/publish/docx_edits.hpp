// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::publish {

/// Bytes of a part of a package, half open.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What stands in the place of a range; an empty range is a place to insert at.
struct Edit {
  Range range;
  std::string text;
};

/// The part with all edits made, which do not overlap; those at one place in the order given.
[[nodiscard]] std::string apply_edits(std::string_view part, std::vector<Edit> edits);

}  // namespace hexapla::publish
