// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "hexapla/alignment/align.hpp"

namespace hexapla::alignment {

using Feature = std::uint32_t;

/// A sentence as features: the beginnings of its words, pairs of Han characters, its anchors. An
/// anchor, a word in Latin letters and a number are the same feature in every language.
struct Features {
  std::vector<Feature> all;  ///< sorted, each once
  double length = 0;         ///< in characters without white space
  double weight = 0;         ///< of all features together
};

/// Both texts as features, and how much each feature tells: the rarer, the more.
class FeatureTable {
 public:
  FeatureTable(const std::vector<Sentence>& source, const std::vector<Sentence>& target);

  [[nodiscard]] const std::vector<Features>& source() const { return source_; }
  [[nodiscard]] const std::vector<Features>& target() const { return target_; }
  [[nodiscard]] double weight(Feature feature) const { return weights_[feature]; }
  [[nodiscard]] std::size_t source_count(Feature feature) const { return counts_[feature].first; }
  [[nodiscard]] std::size_t target_count(Feature feature) const { return counts_[feature].second; }
  [[nodiscard]] std::size_t size() const { return weights_.size(); }

 private:
  Feature id_of(const std::string& name);
  Features read(const Sentence& sentence);

  std::unordered_map<std::string, Feature> ids_;
  std::vector<std::pair<std::size_t, std::size_t>> counts_;  ///< sentences with it, by side
  std::vector<double> weights_;
  std::vector<Features> source_;
  std::vector<Features> target_;
};

}  // namespace hexapla::alignment
