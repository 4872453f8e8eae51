// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla::text {

/// The byte offset of the first malformed sequence, or nothing.
[[nodiscard]] std::optional<std::size_t> find_malformed(std::string_view utf8);
/// How many code points; malformed bytes count one each.
[[nodiscard]] std::size_t count_code_points(std::string_view utf8);
/// The byte offset of the n-th code point (0-based); the size when there are fewer.
[[nodiscard]] std::size_t byte_offset(std::string_view utf8, std::size_t code_point_index);
/// The code point that starts at `byte_offset`, which is moved behind it; U+FFFD for a malformed
/// byte.
[[nodiscard]] char32_t next_code_point(std::string_view utf8, std::size_t& byte_offset);
[[nodiscard]] std::u32string to_code_points(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);

}  // namespace hexapla::text
