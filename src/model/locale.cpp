// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/locale.hpp"

namespace hexapla::model {

const std::string* Locale::find_message(std::string_view section, std::string_view kind) const {
  const auto found = messages.find(section);
  if (found == messages.end()) return nullptr;
  const auto pattern = found->second.find(kind);
  return pattern == found->second.end() ? nullptr : &pattern->second;
}

}  // namespace hexapla::model
