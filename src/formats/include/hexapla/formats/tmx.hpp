// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/formats/exchange.hpp"

namespace hexapla::formats {

/// A TMX 1.4b document, level 2, valid by its DTD: one `tu` an entry with the id
/// PUBLICATION/UNIT/SEGMENT (UNIT where the segment has none), one `tuv` a language; inline codes
/// as ph, bpt and ept, or it where the other side stands in another segment, with the same number
/// in all languages; part and states as props x-hexapla-part, x-hexapla-state; dates as changedate
/// at midnight UTC. White space and characters stay as they are; control characters that XML cannot
/// hold become U+FFFD. The same bytes for the same entries.
[[nodiscard]] std::string write_tmx(const std::vector<AlignedEntry>& entries,
                                    std::string_view source_language, std::string_view version);

/// TMX 1.1 to 1.4b, of levels 1 and 2. A DOCTYPE is passed over, nothing is fetched. The first
/// `tuv` in the source language is the source; a `tu` without one, or without a target, has no
/// entry. `languages` choose among those of the file, by their primary subtags; empty ones are the
/// header's srclang (or the first language where that is "*all*") and every other one. Elements
/// inside codes (sub) are part of the code.
[[nodiscard]] Result<ExchangeFile> read_tmx(std::string_view bytes, std::string_view name,
                                            const ExchangeLanguages& languages);

}  // namespace hexapla::formats
