// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/formats/html.hpp"
#include "hexapla/intake/incoming.hpp"
#include "hexapla/intake/read.hpp"

/// Web pages before pandoc reads them: what its reader drops, tears or runs together is made plain.
/// Each step changes the page in place and tells in remarks what it took out.
namespace hexapla::intake {

/// Gives every word its line and column in `source`, the page's text as it came (page_places.cpp).
/// `part` is the page's among the parts.
void place_words(formats::HtmlNode& page, std::string_view source, std::size_t part);
/// Gives every word the number of its paragraph as line, and its column there; returns the
/// paragraphs, one a line.
[[nodiscard]] std::string place_paragraphs(formats::HtmlNode& page, std::size_t part);
/// The place of the first word inside, line 0 where there is none.
[[nodiscard]] Place place_of(const formats::HtmlNode& node);

/// Takes out what no reader sees (scripts, hidden elements), and wraps what stands loose in lists
/// and tables; form fields, drawings, captions and readings become text (page_cleaning.cpp).
void clean_page(formats::HtmlNode& page, std::vector<Remark>& remarks);

/// Makes notes of calls and what they call, written in whatever way (page_notes.cpp).
void gather_notes(formats::HtmlNode& page, std::vector<Remark>& remarks);

/// Gives headings the ids by which they are linked to; a link to anything else in the document
/// keeps its words alone (page_links.cpp).
void mend_links(formats::HtmlNode& page, std::vector<Remark>& remarks);

/// Notes, cleaning, links, and then pandoc: fills the document of `incoming`.
[[nodiscard]] Result<void> take_page(formats::HtmlNode page, const Tools& tools,
                                     Incoming& incoming);

/// Every element, outer ones first; children that `visit` puts in are visited too.
void for_each_element(formats::HtmlNode& node,
                      const std::function<void(formats::HtmlNode&)>& visit);
/// Whether there are words inside, not white space alone.
[[nodiscard]] bool has_words(const formats::HtmlNode& node);
/// The text inside with white space folded and trimmed.
[[nodiscard]] std::string words_of(const formats::HtmlNode& node);
[[nodiscard]] bool is_heading(const formats::HtmlNode& node);
/// A word of an attribute that holds several: class, role, epub:type.
[[nodiscard]] bool has_token(const formats::HtmlNode& node, std::string_view attribute,
                             std::string_view token);

}  // namespace hexapla::intake
