// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "hexapla/model/unit.hpp"

/// Ids of codes and segments that survive an edit of their unit (decisions.md, Segment and code
/// ids).
namespace hexapla::workspace {

/// "s12" as 12, "7" as 7; 0 for other ids.
[[nodiscard]] std::size_t number_of(std::string_view id);

/// `text` with the code ids of `old_text` where kind and equiv stayed, the next free number for
/// others.
[[nodiscard]] model::InlineText keep_code_ids(const model::InlineText& old_text,
                                              const model::InlineText& text);

/// Gives the segments of an edited unit the ids of old ones that are the same or alike, the next
/// free number to others.
void keep_segment_ids(const std::vector<model::Segment>& old_segments,
                      std::vector<model::Segment>& segments);

/// Unchanged text keeps its segments; what codes say beside their identity comes from the source as
/// it is now.
void refresh_codes(std::vector<model::Segment>& segments, const model::InlineText& live);

}  // namespace hexapla::workspace
