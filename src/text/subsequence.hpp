// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace hexapla::text {

using IndexPairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// A long common subsequence of two sequences of hashes, as index pairs in order: the longest one
/// where the part that is left after common beginnings and ends is small, anchored on values that
/// are unique on both sides where it is large. Time and memory are bounded by about 4 million cells
/// plus n log n.
[[nodiscard]] IndexPairs common_subsequence(const std::vector<std::uint64_t>& first,
                                            const std::vector<std::uint64_t>& second);

}  // namespace hexapla::text
