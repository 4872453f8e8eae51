// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/model/slots.hpp"

#include "fuzz.hpp"

/// JSON -> tree -> JSON -> tree is the same tree, and every tree can be walked for its units.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto document = hexapla::formats::from_pandoc_json(hexapla::as_text(data, size), "input.md");
  if (!document) return 0;
  const auto again =
      hexapla::formats::from_pandoc_json(hexapla::formats::to_pandoc_json(*document), "input.md");
  hexapla::require(again.has_value() && *again == *document, "JSON and tree say the same");
  hexapla::formats::take_positions(*document);
  (void)hexapla::model::find_slots(*document, "01-part");
  return 0;
}
