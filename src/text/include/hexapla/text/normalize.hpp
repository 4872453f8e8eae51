// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "hexapla/base/result.hpp"

namespace hexapla::text {

/// `utf8` in NFC. Fails with ErrorCode::Syntax on malformed UTF-8.
[[nodiscard]] Result<std::string> to_nfc(std::string_view utf8);
[[nodiscard]] bool is_nfc(std::string_view utf8);
/// Runs of ASCII white space become one space; no-break spaces stay. Nothing is trimmed.
[[nodiscard]] std::string fold_spaces(std::string_view utf8);
/// Without white space (ASCII, U+00A0, U+202F, U+3000) at either end.
[[nodiscard]] std::string_view trim(std::string_view utf8);
/// NFKC with case folding, for search and comparison only; malformed bytes become U+FFFD.
[[nodiscard]] std::string fold_for_search(std::string_view utf8);
/// In capitals, in small letters, by the rules of no language in particular.
[[nodiscard]] std::string to_upper(std::string_view utf8);
[[nodiscard]] std::string to_lower(std::string_view utf8);
/// With its first letter in title case, by the rules of a language; the same where the script has
/// no case.
[[nodiscard]] std::string capitalize(std::string_view utf8, std::string_view language);

}  // namespace hexapla::text
