// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla::text {

/// The units of comparison and counting: words; single code points for Han. Punctuation and white
/// space are left out.
[[nodiscard]] std::vector<std::string_view> find_words(std::string_view utf8);
/// Words for a language; characters (Han and full-width punctuation excluded from words) for zh, as
/// CAT tools count.
[[nodiscard]] std::size_t count_words(std::string_view utf8, std::string_view language);

/// 1 for equal, 0 for nothing in common: 2 x common subsequence of words / words of both. Not
/// sensitive to white space.
[[nodiscard]] double similarity(std::string_view first, std::string_view second);

enum class DiffKind : std::uint8_t { Equal, Removed, Added };
struct DiffPiece {
  DiffKind kind;
  std::string text;
};
/// A diff by words (characters for Han), white space kept with the word before; joined pieces give
/// the texts back.
[[nodiscard]] std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after);

/// How two sequences of texts correspond; an index absent on one side means added or removed.
struct AlignedPair {
  std::optional<std::size_t> before;
  std::optional<std::size_t> after;
  bool is_equal = false;
};
/// Pairs by equal text (longest common subsequence first, then equal texts that moved), then
/// similarity of at least `threshold` between neighbours that are paired. Each index stands in one
/// pair; pairs come in the order of `after`, removed ones where they stood. Near-linear where most
/// texts are equal.
[[nodiscard]] std::vector<AlignedPair> align(const std::vector<std::string>& before,
                                             const std::vector<std::string>& after,
                                             double threshold = 0.5);

/// The names nearest to a wrong one by edit distance (at most a third of its length, case ignored),
/// best first.
[[nodiscard]] std::vector<std::string> nearest_names(std::string_view wrong,
                                                     const std::vector<std::string>& names,
                                                     std::size_t most = 3);

}  // namespace hexapla::text
