// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/alignment/align.hpp"

#include <algorithm>
#include <utility>

#include "features.hpp"
#include "lexicon.hpp"
#include "path.hpp"

namespace hexapla::alignment {
namespace {

constexpr std::size_t kHalfWidth = 60;
/// A band that is too narrow is made wider this often: from there on it is half a million cells for
/// a thousand sentences.
constexpr int kWidenings = 3;

std::vector<Pair> find_in_widening_band(const Texts& texts, Band band) {
  Path path = find_path(texts, band);
  for (int i = 0; path.touches_edge && i < kWidenings; ++i) {
    band.half_width *= 2;
    path = find_path(texts, band);
  }
  return std::move(path.pairs);
}

}  // namespace

std::vector<Pair> align(const std::vector<Sentence>& source, const std::vector<Sentence>& target) {
  const FeatureTable features(source, target);
  const Lexicon same = make_lexicon(features);
  std::vector<Pair> pairs =
      find_in_widening_band({source, target, features, same}, {find_centres(features), kHalfWidth});
  constexpr int kRounds = 2;
  for (int i = 0; i < kRounds; ++i) {
    const Lexicon learnt = learn_lexicon(features, pairs);
    pairs = find_in_widening_band({source, target, features, learnt},
                                  {find_centres(pairs, source.size()), kHalfWidth});
  }
  return pairs;
}

}  // namespace hexapla::alignment
