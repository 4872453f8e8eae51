// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/workspace/workspace.hpp"

/// Where the concepts of a glossary stand in the texts of a workspace.
namespace hexapla::workspace {

/// The text of a segment in one language, and where the concept stands in it.
struct UsedText {
  std::string text;                ///< without codes
  std::vector<TextRange> matches;  ///< code points of `text`
  bool is_allowed = false;         ///< one of them is a preferred or admitted term
};

/// A segment whose source has the concept.
struct UsedSegment {
  std::string publication;
  std::string part;
  std::string unit;
  std::string segment;
  std::map<std::string, UsedText, std::less<>> texts;  ///< by language, the source's included
};

/// A form that these segments have for the concept in one language.
struct Rendering {
  std::string form;  ///< in small letters
  model::TermStatus status = model::TermStatus::None;
  std::size_t count = 0;
};

struct TermUsage {
  std::vector<UsedSegment> segments;
  std::map<std::string, std::vector<Rendering>, std::less<>> renderings;  ///< the frequent first
  /// By target language: how many segments have the concept in the source and a target without it.
  std::map<std::string, std::size_t, std::less<>> without;
};

/// Adds to the usage of each concept, by its id, the segments of one publication whose source uses
/// it, in the order of the text. Segments without a target count for their source alone. Every text
/// is searched once, however many concepts are asked for.
void add_usage(const Snapshot& snapshot, std::map<std::string, TermUsage, std::less<>>& usages);

/// The ids of all concepts that the sources of a publication use.
[[nodiscard]] std::set<std::string> find_used_concepts(const Snapshot& snapshot);

}  // namespace hexapla::workspace
