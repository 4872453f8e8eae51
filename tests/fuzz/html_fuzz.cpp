// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "hexapla/formats/html.hpp"

#include "fuzz.hpp"
#include "page.hpp"

/// Every step over a page ends, places lie in the source, and what it leaves is a page again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = hexapla::as_text(data, size);
  auto page = hexapla::formats::read_html(bytes, "input.html");
  if (!page) return 0;
  const std::size_t lines =
      1 + static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  std::vector<hexapla::intake::Remark> remarks;
  hexapla::intake::place_words(*page, bytes, 0);
  hexapla::intake::for_each_element(*page, [lines](const auto& node) {
    hexapla::require(hexapla::intake::place_of(node).line <= lines, "places lie in the source");
  });
  hexapla::intake::gather_notes(*page, remarks);
  hexapla::intake::clean_page(*page, remarks);
  hexapla::intake::mend_links(*page, remarks);
  hexapla::require(
      hexapla::formats::read_html(hexapla::formats::write_html(*page), "output.html").has_value(),
      "what was written is a page");
  return 0;
}
