// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include <unicode/utf8.h>

/// Single steps through UTF-8, where a call for each would cost too much.
namespace hexapla::text {

// ICU's macros convert signs behind our back.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"

/// The code point at `at`, which is moved behind it; negative for a malformed sequence.
[[nodiscard]] inline std::int32_t decode_next(std::string_view utf8, std::int32_t& at) {
  UChar32 c = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(utf8.data()), at,
          static_cast<std::int32_t>(utf8.size()), c);
  return c;
}

/// The code point before `at`, which is moved to its beginning; negative for a malformed sequence.
[[nodiscard]] inline std::int32_t decode_previous(std::string_view utf8, std::int32_t& at) {
  UChar32 c = 0;
  U8_PREV(reinterpret_cast<const std::uint8_t*>(utf8.data()), 0, at, c);
  return c;
}

#pragma GCC diagnostic pop

}  // namespace hexapla::text
