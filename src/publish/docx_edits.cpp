// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "docx_edits.hpp"

#include <algorithm>

namespace hexapla::publish {

std::string apply_edits(std::string_view part, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.range.begin < b.range.begin; });
  std::string result;
  result.reserve(part.size() + part.size() / 16);
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    result.append(part.substr(at, edit.range.begin - at)).append(edit.text);
    at = edit.range.end;
  }
  return result.append(part.substr(at));
}

}  // namespace hexapla::publish
