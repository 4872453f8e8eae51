// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hexapla/model/inline_text.hpp"
#include "hexapla/model/unit.hpp"

namespace hexapla::formats {

/// One segment in several languages, the source first.
struct AlignedEntry {
  struct Text {
    std::string language;  ///< BCP 47, as outputs have it
    model::InlineText text;
    model::State state = model::State::Initial;
  };

  std::string publication;
  std::string part;
  std::string unit;
  std::string segment;
  std::vector<Text> texts;
  std::vector<std::string> notes;  ///< of people
};

/// What a format cannot hold, by kind ("stale translations"), with the places: unit ids.
using Losses = std::map<std::string, std::set<std::string>, std::less<>>;

/// A TMX 1.4b document, level 2, valid by its DTD: one `tu` an entry with the id
/// PUBLICATION/UNIT/SEGMENT, one `tuv` a language; inline codes as ph, bpt and ept, or it where the
/// other side stands in another segment, with the same number in all languages; part and states as
/// props x-hexapla-part, x-hexapla-state. White space and characters stay as they are; control
/// characters that XML cannot hold become U+FFFD. The same bytes for the same entries.
[[nodiscard]] std::string write_tmx(const std::vector<AlignedEntry>& entries,
                                    std::string_view source_language, std::string_view version);

/// What write_tmx leaves out of these units: hints of codes, limits of length, what stale
/// translations were made from.
void add_tmx_losses(const model::Unit& unit, Losses& losses);

}  // namespace hexapla::formats
