// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>

#include "hexapla/text/compare.hpp"

#include "subsequence.hpp"

namespace hexapla::text {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
/// A run of unpaired texts longer than this is compared along its diagonal only.
constexpr std::size_t kLongestRun = 300;

class Aligner {
 public:
  Aligner(const std::vector<std::string>& before, const std::vector<std::string>& after,
          double threshold)
      : before_(before),
        after_(after),
        threshold_(threshold),
        after_of_(before.size(), kNone),
        before_of_(after.size(), kNone),
        is_equal_(after.size(), false) {}

  std::vector<AlignedPair> run() {
    pair_in_order();
    pair_moved();
    pair_similar();
    return collect();
  }

 private:
  static std::vector<std::uint64_t> hash_all(const std::vector<std::string>& texts) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(texts.size());
    for (const std::string& text : texts) hashes.push_back(std::hash<std::string>{}(text));
    return hashes;
  }

  void pair(std::size_t before, std::size_t after, bool is_equal) {
    after_of_[before] = after;
    before_of_[after] = before;
    is_equal_[after] = is_equal;
  }

  void pair_in_order() {
    for (const auto& [i, j] : common_subsequence(hash_all(before_), hash_all(after_))) {
      if (before_[i] == after_[j]) pair(i, j, true);
    }
  }

  void pair_moved() {
    std::unordered_map<std::string_view, std::vector<std::size_t>>
        free;  // indexes in falling order
    for (std::size_t i = before_.size(); i-- > 0;) {
      if (after_of_[i] == kNone) free[before_[i]].push_back(i);
    }
    for (std::size_t j = 0; j < after_.size(); ++j) {
      if (before_of_[j] != kNone) continue;
      const auto found = free.find(after_[j]);
      if (found == free.end() || found->second.empty()) continue;
      pair(found->second.back(), j, true);
      found->second.pop_back();
    }
  }

  /// Unpaired texts of `after` in a row belong to the unpaired texts of `before` behind the same
  /// neighbour.
  void pair_similar() {
    for (std::size_t j = 0; j < after_.size();) {
      if (before_of_[j] != kNone) {
        ++j;
        continue;
      }
      std::size_t end = j;
      while (end < after_.size() && before_of_[end] == kNone) ++end;
      std::size_t begin_before = j == 0 ? 0 : before_of_[j - 1] + 1;
      std::size_t end_before = begin_before;
      while (end_before < before_.size() && after_of_[end_before] == kNone) ++end_before;
      if (begin_before == end_before &&
          end < after_.size()) {  // the neighbour behind may know better
        end_before = before_of_[end];
        begin_before = end_before;
        while (begin_before > 0 && after_of_[begin_before - 1] == kNone) --begin_before;
      }
      pair_run(begin_before, end_before, j, end);
      j = end;
    }
  }

  /// The pairing of two runs, in order, that has the highest sum of similarities.
  void pair_run(std::size_t before_begin, std::size_t before_end, std::size_t after_begin,
                std::size_t after_end) {
    const std::size_t rows = before_end - before_begin;
    const std::size_t columns = after_end - after_begin;
    if (rows > kLongestRun || columns > kLongestRun) {
      for (std::size_t k = 0; k < std::min(rows, columns); ++k) {
        if (similarity(before_[before_begin + k], after_[after_begin + k]) >= threshold_) {
          pair(before_begin + k, after_begin + k, false);
        }
      }
      return;
    }
    std::vector<double> near(rows * columns);
    std::vector<double> best((rows + 1) * (columns + 1), 0.0);
    const auto cell = [&](std::size_t i, std::size_t j) -> double& {
      return best[i * (columns + 1) + j];
    };
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t j = columns; j-- > 0;) {
        const double score = similarity(before_[before_begin + i], after_[after_begin + j]);
        near[i * columns + j] = score >= threshold_ ? score : 0.0;
        cell(i, j) =
            std::max({cell(i + 1, j), cell(i, j + 1), near[i * columns + j] + cell(i + 1, j + 1)});
      }
    }
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
      const double score = near[i * columns + j];
      if (score > 0.0 && cell(i, j) == score + cell(i + 1, j + 1)) {
        pair(before_begin + i++, after_begin + j++, false);
      } else if (cell(i, j) == cell(i + 1, j)) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  std::vector<AlignedPair> collect() const {
    // Removed texts come behind the text that stood before them.
    std::map<std::size_t, std::vector<std::size_t>> removed_behind;
    std::vector<AlignedPair> pairs;
    std::size_t anchor = kNone;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (after_of_[i] != kNone) {
        anchor = after_of_[i];
      } else if (anchor == kNone) {
        pairs.push_back({i, std::nullopt, false});
      } else {
        removed_behind[anchor].push_back(i);
      }
    }
    for (std::size_t j = 0; j < after_.size(); ++j) {
      if (before_of_[j] == kNone) {
        pairs.push_back({std::nullopt, j, false});
      } else {
        pairs.push_back({before_of_[j], j, is_equal_[j]});
      }
      const auto removed = removed_behind.find(j);
      if (removed == removed_behind.end()) continue;
      for (const std::size_t i : removed->second) pairs.push_back({i, std::nullopt, false});
    }
    return pairs;
  }

  const std::vector<std::string>& before_;
  const std::vector<std::string>& after_;
  double threshold_;
  std::vector<std::size_t> after_of_;
  std::vector<std::size_t> before_of_;
  std::vector<bool> is_equal_;
};

}  // namespace

std::vector<AlignedPair> align(const std::vector<std::string>& before,
                               const std::vector<std::string>& after, double threshold) {
  return Aligner(before, after, threshold).run();
}

}  // namespace hexapla::text
