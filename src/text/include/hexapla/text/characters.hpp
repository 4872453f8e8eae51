// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace hexapla::text {

[[nodiscard]] bool is_han(char32_t c);  ///< script Han, the ideographic number zero included
[[nodiscard]] bool is_cjk_punctuation(
    char32_t c);  ///< full-width and CJK punctuation that takes no space beside it
[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);            ///< decimal digit of any script
[[nodiscard]] bool is_letter_or_digit(char32_t c);  ///< combining marks included
[[nodiscard]] bool has_letters(std::string_view utf8);
/// Whether the first character with a direction of its own reads from left to right (UAX 9, P2).
[[nodiscard]] bool is_left_to_right(std::string_view utf8);
/// Terminal cells: 2 for East Asian wide and full-width, 0 for combining and bidi marks (UAX 11).
[[nodiscard]] std::size_t display_cells(std::string_view utf8);

}  // namespace hexapla::text
