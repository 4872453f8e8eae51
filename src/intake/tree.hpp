// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "hexapla/intake/incoming.hpp"

/// Looking into a tree and changing it in place.
namespace hexapla::intake {

/// The words of a heading, a paragraph or a Plain; null for other blocks.
[[nodiscard]] const model::Inlines* find_words(const model::Block& block);
[[nodiscard]] model::Inlines* find_words(model::Block& block);

/// Those words as plain text.
[[nodiscard]] std::string words_of(const model::Block& block);

/// Takes `bytes` bytes of plain text (`to_plain_text`) off the start, and the white space behind.
void drop_start(model::Inlines& inlines, std::size_t bytes);

/// Every div, outer ones first.
void for_each_div(model::Blocks& blocks, const std::function<void(model::Div&)>& visit);

/// Takes out what other writers' classes and wrappers would mean here: divs are unwrapped, headings
/// keep their ids, spans their language, images and links what they point to; quotations and
/// formulas are written out, lines that end with their paragraph are not broken.
void drop_foreign_attributes(model::Blocks& blocks);

/// Takes out identifiers, dates and the like, which are no text of the document.
void drop_foreign_metadata(Incoming& incoming);

/// Gives each block with words the position of its first one, where it has none.
void place_blocks(model::Blocks& blocks);

[[nodiscard]] std::size_t count_notes(model::Document document);

[[nodiscard]] Place place_of(const model::Block& block);

/// By place, remarks of one place in their order.
void sort_remarks(std::vector<Remark>& remarks);

}  // namespace hexapla::intake
