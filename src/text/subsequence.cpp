// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "subsequence.hpp"

#include <algorithm>
#include <unordered_map>

namespace hexapla::text {
namespace {

using Hashes = std::vector<std::uint64_t>;

constexpr std::size_t kMostCells = 4'000'000;

/// A window into both sequences, half open.
struct Window {
  std::size_t first_begin;
  std::size_t first_end;
  std::size_t second_begin;
  std::size_t second_end;

  [[nodiscard]] std::size_t rows() const { return first_end - first_begin; }
  [[nodiscard]] std::size_t columns() const { return second_end - second_begin; }
};

/// The textbook table, for small windows.
void solve_by_table(const Hashes& first, const Hashes& second, const Window& window,
                    IndexPairs& pairs) {
  const std::size_t rows = window.rows();
  const std::size_t columns = window.columns();
  std::vector<std::uint32_t> lengths((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t row, std::size_t column) -> std::uint32_t& {
    return lengths[row * (columns + 1) + column];
  };
  for (std::size_t row = rows; row-- > 0;) {
    for (std::size_t column = columns; column-- > 0;) {
      const bool is_equal = first[window.first_begin + row] == second[window.second_begin + column];
      at(row, column) = is_equal ? at(row + 1, column + 1) + 1
                                 : std::max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (std::size_t row = 0, column = 0; row < rows && column < columns;) {
    if (first[window.first_begin + row] == second[window.second_begin + column]) {
      pairs.emplace_back(window.first_begin + row++, window.second_begin + column++);
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      ++row;
    } else {
      ++column;
    }
  }
}

/// Index pairs of values that stand once on each side, in the order of the first.
IndexPairs find_unique(const Hashes& first, const Hashes& second, const Window& window) {
  struct Seen {
    std::size_t in_first = 0;
    std::size_t in_second = 0;
    std::size_t second_index = 0;
  };
  std::unordered_map<std::uint64_t, Seen> seen;
  for (std::size_t i = window.first_begin; i < window.first_end; ++i) ++seen[first[i]].in_first;
  for (std::size_t i = window.second_begin; i < window.second_end; ++i) {
    Seen& entry = seen[second[i]];
    ++entry.in_second;
    entry.second_index = i;
  }
  IndexPairs unique;
  for (std::size_t i = window.first_begin; i < window.first_end; ++i) {
    const Seen& entry = seen[first[i]];
    if (entry.in_first == 1 && entry.in_second == 1) unique.emplace_back(i, entry.second_index);
  }
  return unique;
}

/// The longest run of pairs that ascends on both sides (patience sorting).
IndexPairs ascending(const IndexPairs& pairs) {
  std::vector<std::size_t> tops;  // index of the last pair of the best run of each length
  std::vector<std::size_t> previous(pairs.size(), pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto place = std::lower_bound(
        tops.begin(), tops.end(), pairs[i].second,
        [&](std::size_t top, std::size_t value) { return pairs[top].second < value; });
    if (place != tops.begin()) previous[i] = *(place - 1);
    if (place == tops.end()) {
      tops.push_back(i);
    } else {
      *place = i;
    }
  }
  IndexPairs run;
  for (std::size_t i = tops.empty() ? pairs.size() : tops.back(); i < pairs.size(); i = previous[i])
    run.push_back(pairs[i]);
  std::reverse(run.begin(), run.end());
  return run;
}

void solve(const Hashes& first, const Hashes& second, Window window, IndexPairs& pairs,
           bool may_anchor) {
  while (window.rows() > 0 && window.columns() > 0 &&
         first[window.first_begin] == second[window.second_begin]) {
    pairs.emplace_back(window.first_begin++, window.second_begin++);
  }
  IndexPairs tail;
  while (window.rows() > 0 && window.columns() > 0 &&
         first[window.first_end - 1] == second[window.second_end - 1]) {
    tail.emplace_back(--window.first_end, --window.second_end);
  }
  if (window.rows() > 0 && window.columns() > 0) {
    if (window.rows() <= kMostCells / window.columns()) {
      solve_by_table(first, second, window, pairs);
    } else if (may_anchor) {
      Window gap = window;
      for (const auto& [i, j] : ascending(find_unique(first, second, window))) {
        solve(first, second, {gap.first_begin, i, gap.second_begin, j}, pairs, false);
        pairs.emplace_back(i, j);
        gap.first_begin = i + 1;
        gap.second_begin = j + 1;
      }
      solve(first, second, gap, pairs, false);
    }
  }
  pairs.insert(pairs.end(), tail.rbegin(), tail.rend());
}

}  // namespace

IndexPairs common_subsequence(const Hashes& first, const Hashes& second) {
  IndexPairs pairs;
  solve(first, second, {0, first.size(), 0, second.size()}, pairs, true);
  return pairs;
}

}  // namespace hexapla::text
