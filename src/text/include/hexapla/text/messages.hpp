// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "hexapla/base/result.hpp"

namespace hexapla::text {

/// Named arguments of a message; all are strings (ICU would print the year 2024 as "2 024").
using Arguments = std::map<std::string, std::string, std::less<>>;

/// Formats an ICU MessageFormat pattern in a language. Fails with Configuration when the pattern is
/// malformed or names an argument that is not given.
[[nodiscard]] Result<std::string> format_message(std::string_view pattern,
                                                 std::string_view language,
                                                 const Arguments& arguments);

}  // namespace hexapla::text
