// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/utf8.hpp"

#include <algorithm>
#include <cstdint>

#include <unicode/utf8.h>

#include "utf8_steps.hpp"

namespace hexapla::text {
namespace {

// ICU's macros convert signs behind our back; the others that we use are in utf8_steps.hpp.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"

void encode(char32_t c, std::string& utf8) {
  std::uint8_t buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  UBool is_error = 0;
  U8_APPEND(buffer, length, U8_MAX_LENGTH, static_cast<UChar32>(c), is_error);
  if (is_error != 0) {
    utf8 += "\uFFFD";
  } else {
    utf8.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
  }
}

#pragma GCC diagnostic pop

}  // namespace

std::optional<std::size_t> find_malformed(std::string_view utf8) {
  for (std::int32_t at = 0; static_cast<std::size_t>(at) < utf8.size();) {
    const std::int32_t begin = at;
    if (decode_next(utf8, at) < 0) return static_cast<std::size_t>(begin);
  }
  return std::nullopt;
}

char32_t next_code_point(std::string_view utf8, std::size_t& byte_offset) {
  auto at = static_cast<std::int32_t>(byte_offset);
  const std::int32_t c = decode_next(utf8, at);
  byte_offset = static_cast<std::size_t>(at);
  return c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
}

std::size_t count_code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) (void)next_code_point(utf8, at);
  return count;
}

std::size_t byte_offset(std::string_view utf8, std::size_t code_point_index) {
  std::size_t at = 0;
  for (; code_point_index > 0 && at < utf8.size(); --code_point_index)
    (void)next_code_point(utf8, at);
  return at;
}

std::u32string to_code_points(std::string_view utf8) {
  std::u32string result;
  result.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) result.push_back(next_code_point(utf8, at));
  return result;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string result;
  result.reserve(code_points.size() * 2);
  for (const char32_t c : code_points) encode(c, result);
  return result;
}

}  // namespace hexapla::text
