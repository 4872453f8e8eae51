// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "readers.hpp"
#include "text_lines.hpp"
#include "text_structure.hpp"
#include "tree.hpp"

namespace hexapla::intake {

Result<Incoming> read_text(const Source& source) {
  Incoming incoming;
  incoming.parts.push_back({{}, source.bytes});
  Lines lines = read_lines(source.bytes);
  incoming.remarks = std::move(lines.remarks);
  build_document(lines, source.locale, incoming);
  sort_remarks(incoming.remarks);
  return incoming;
}

}  // namespace hexapla::intake
