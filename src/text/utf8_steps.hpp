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
  const auto byte = [&](std::int32_t back) {
    return static_cast<std::uint8_t>(utf8[static_cast<std::size_t>(at - back)]);
  };
  // Three bytes that are surely well-formed, without a call: most of Han.
  if (at >= 3 && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80 && byte(3) > 0xE0 &&
      byte(3) < 0xED) {
    const std::int32_t c = (byte(3) & 0x0F) << 12 | (byte(2) & 0x3F) << 6 | (byte(1) & 0x3F);
    at -= 3;
    return c;
  }
  if (at >= 2 && (byte(1) & 0xC0) == 0x80 && byte(2) >= 0xC2 && byte(2) < 0xE0) {
    const std::int32_t c = (byte(2) & 0x1F) << 6 | (byte(1) & 0x3F);
    at -= 2;
    return c;
  }
  UChar32 c = 0;
  U8_PREV(reinterpret_cast<const std::uint8_t*>(utf8.data()), 0, at, c);
  return c;
}

#pragma GCC diagnostic pop

}  // namespace hexapla::text
