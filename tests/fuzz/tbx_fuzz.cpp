// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/tbx.hpp"

#include "harness.hpp"

/// No concept comes without an id, no term without a text.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hexapla::DiagnosticList findings;
  const auto glossary =
      hexapla::formats::read_tbx(hexapla::fuzz::as_text(data, size), "input.tbx", findings);
  if (!glossary) return 0;
  for (const hexapla::model::Concept& entry : glossary->concepts) {
    hexapla::fuzz::require(!entry.id.empty(), "every concept has an id");
    for (const auto& [language, terms] : entry.languages) {
      for (const hexapla::model::Term& term : terms.terms)
        hexapla::fuzz::require(!term.text.empty(), "every term has a text");
    }
  }
  return 0;
}
