// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

#include <utility>

#include "readers.hpp"
#include "tree.hpp"

namespace hexapla::intake {
namespace {

/// Headings get no ids but those that an author wrote; raw HTML is no part of our sources; notes
/// are known as in EPUB.
constexpr std::string_view kReader = "html-auto_identifiers-raw_html+epub_html_exts";

}  // namespace

Result<void> take_page(formats::HtmlNode page, const Tools& tools, Incoming& incoming) {
  gather_notes(page, incoming.remarks);
  clean_page(page, incoming.remarks);
  mend_links(page, incoming.remarks);
  HEXAPLA_TRY(incoming.document,
              tools.pandoc->read(formats::write_html(page), kReader, incoming.name));
  drop_foreign_attributes(incoming.document.blocks);
  place_blocks(incoming.document.blocks);
  return {};
}

Result<Incoming> read_page(const Source& source, const Tools& tools) {
  HEXAPLA_TRY(formats::HtmlNode page, formats::read_html(source.bytes, source.name));
  Incoming incoming;
  incoming.name = source.name;
  incoming.parts.push_back({{}, source.bytes});
  place_words(page, source.bytes, 0);
  HEXAPLA_CHECK(take_page(std::move(page), tools, incoming));
  drop_foreign_metadata(incoming);
  return incoming;
}

}  // namespace hexapla::intake
