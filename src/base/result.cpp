// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/result.hpp"

#include <fmt/format.h>

namespace hexapla {

std::string Error::to_string() const {
  if (location.file.empty()) return message;
  if (location.line == 0) return fmt::format("{}: {}", location.file, message);
  if (location.column == 0) return fmt::format("{}:{}: {}", location.file, location.line, message);
  return fmt::format("{}:{}:{}: {}", location.file, location.line, location.column, message);
}

}  // namespace hexapla
