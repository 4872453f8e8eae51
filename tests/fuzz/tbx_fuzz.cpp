// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/formats/tbx.hpp"

#include "fuzz.hpp"

/// The reader ends, and what it reports points into the bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  hexapla::DiagnosticList found;
  const auto glossary = hexapla::formats::read_tbx(bytes, "input.tbx", found);
  for (const hexapla::Diagnostic& finding : found.findings())
    hexapla::require(finding.span.begin <= finding.span.end && finding.span.end <= 2 * size,
                     "findings point into the file");
  if (!glossary) return 0;
  for (const auto& concept_entry : glossary->concepts)
    hexapla::require(concept_entry.file == "input.tbx", "a concept knows its file");
  return 0;
}
