// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string_view>
#include <utility>

#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "readers.hpp"

namespace hexapla::intake {

Result<Incoming> read_text(const Source& source) {
  Incoming incoming;
  incoming.parts.push_back({{}, source.bytes});
  std::size_t number = 0;
  for (std::string_view rest = source.bytes; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = text::trim(rest.substr(0, end));
    ++number;
    if (!line.empty()) {
      const model::SourceRange range{number, 1, number, text::count_code_points(line) + 1};
      incoming.document.blocks.push_back(
          {model::Para{{{model::Str{std::string(line)}, range}}}, range});
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return incoming;
}

}  // namespace hexapla::intake
