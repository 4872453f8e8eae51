// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "lexicon.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace hexapla::alignment {
namespace {

/// Features of more sentences than this tell nothing of any one of them.
constexpr std::size_t kMostCommon = 400;
constexpr std::size_t kMostRenderings = 4;
constexpr double kLeastShare = 0.25;

bool is_telling(std::size_t count, std::size_t sentences) {
  return count >= 2 && count <= std::max<std::size_t>(kMostCommon, sentences / 20) &&
         count * 3 <= sentences + 6;
}

/// How often features of a source and of a target sentence stand in one pair.
class Counter {
 public:
  explicit Counter(const FeatureTable& features) : features_(features) {}

  void add(const Pair& pair) {
    for (std::size_t i = pair.source_begin; i < pair.source_end; ++i) {
      for (std::size_t j = pair.target_begin; j < pair.target_end; ++j)
        add(features_.source()[i], features_.target()[j]);
    }
  }

  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& [key, count] : counts_)
      visit(static_cast<Feature>(key >> 32U), static_cast<Feature>(key & 0xFFFFFFFFU), count);
  }

 private:
  void add(const Features& source, const Features& target) {
    for (const Feature one : source.all) {
      if (!is_telling(features_.source_count(one), features_.source().size())) continue;
      for (const Feature other : target.all) {
        if (is_telling(features_.target_count(other), features_.target().size()))
          ++counts_[static_cast<std::uint64_t>(one) << 32U | other];
      }
    }
  }

  const FeatureTable& features_;
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
};

}  // namespace

Lexicon make_lexicon(const FeatureTable& features) {
  Lexicon lexicon(features.size());
  for (Feature feature = 0; feature < features.size(); ++feature) {
    if (features.source_count(feature) > 0 && features.target_count(feature) > 0)
      lexicon[feature].push_back({feature, 1});
  }
  return lexicon;
}

Lexicon learn_lexicon(const FeatureTable& features, const std::vector<Pair>& pairs) {
  Counter counter(features);
  for (const Pair& pair : pairs) {
    if (pair.is_paired()) counter.add(pair);
  }
  Lexicon lexicon = make_lexicon(features);
  counter.for_each([&](Feature one, Feature other, std::size_t count) {
    if (count < 2 || one == other) return;
    // Dice's coefficient, less what one meeting could be by chance
    const double share =
        (2.0 * static_cast<double>(count) - 1) /
        static_cast<double>(features.source_count(one) + features.target_count(other));
    if (share >= kLeastShare) lexicon[one].push_back({other, std::min(share, 1.0)});
  });
  for (std::vector<Rendering>& renderings : lexicon) {
    std::sort(renderings.begin(), renderings.end(), [](const Rendering& a, const Rendering& b) {
      return a.share != b.share ? a.share > b.share : a.feature < b.feature;
    });
    if (renderings.size() > kMostRenderings) renderings.resize(kMostRenderings);
  }
  return lexicon;
}

}  // namespace hexapla::alignment
