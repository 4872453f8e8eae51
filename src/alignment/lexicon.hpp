// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "features.hpp"

namespace hexapla::alignment {

/// What a feature of one text may be in the other, and how surely.
struct Rendering {
  Feature feature = 0;
  double share = 0;  ///< between 0 and 1
};

/// For each feature of the source its renderings, the surest first; itself, if the target has it.
using Lexicon = std::vector<std::vector<Rendering>>;

/// What is the same in both texts.
[[nodiscard]] Lexicon make_lexicon(const FeatureTable& features);
/// The same, and what occurs together in an alignment more often than by chance.
[[nodiscard]] Lexicon learn_lexicon(const FeatureTable& features, const std::vector<Pair>& pairs);

}  // namespace hexapla::alignment
