// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "features.hpp"
#include "lexicon.hpp"

namespace hexapla::alignment {

/// Two texts and what is known of them.
struct Texts {
  const std::vector<Sentence>& source;
  const std::vector<Sentence>& target;
  const FeatureTable& features;
  const Lexicon& lexicon;
};

/// Where partners are looked for: for each source sentence, and behind the last, a target sentence,
/// and how far from it.
struct Band {
  std::vector<std::size_t> centres;
  std::size_t half_width = 0;
};

struct Path {
  std::vector<Pair> pairs;
  bool touches_edge = false;  ///< of the band: a cheaper path may lie outside
};

/// The cheapest pairing within a band.
[[nodiscard]] Path find_path(const Texts& texts, const Band& band);

/// The line about which the texts lie: by length, bent to where sentences share what stands nowhere
/// else.
[[nodiscard]] std::vector<std::size_t> find_centres(const FeatureTable& features);
/// The same along an alignment.
[[nodiscard]] std::vector<std::size_t> find_centres(const std::vector<Pair>& pairs,
                                                    std::size_t source_size);

}  // namespace hexapla::alignment
