// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hexapla::alignment {

/// A sentence of a document, with what stands around it.
struct Sentence {
  std::string text;
  std::string kind;           ///< of its block: heading, para, item, cell, note ...
  bool begins_block = false;  ///< it is the first of its block
  /// What must be the same in a translation: numbers by value, codes, concepts of a glossary.
  std::vector<std::string> anchors;
};

/// Sentences that say the same: 1-1, 1-2, 2-1 or 2-2, or one that has no partner.
struct Pair {
  std::size_t source_begin = 0;  ///< index of the first; source_begin == source_end: none
  std::size_t source_end = 0;
  std::size_t target_begin = 0;
  std::size_t target_end = 0;
  /// Between 0 and 1: how much likelier the two are partners than strangers. Of a sentence without
  /// partner: that it has none.
  double confidence = 0;

  [[nodiscard]] bool is_paired() const {
    return source_begin < source_end && target_begin < target_end;
  }
};

/// Below this confidence a person should look.
inline constexpr double kDoubtful = 0.5;

/// Pairs two texts that are translations of each other, in order; every sentence stands in one
/// pair. Lengths, structure and anchors make a first alignment; words that occur together in it
/// make the second. Differences of structure cost, and never stop it. Time and memory grow with the
/// number of sentences, but for texts that run apart far from their diagonal without an anchor.
[[nodiscard]] std::vector<Pair> align(const std::vector<Sentence>& source,
                                      const std::vector<Sentence>& target);

}  // namespace hexapla::alignment
