// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/characters.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "hexapla/text/utf8.hpp"

namespace hexapla::text {
namespace {

UChar32 to_uchar(char32_t c) { return static_cast<UChar32>(c); }

/// Marks and format characters take no cell of their own.
bool is_zero_width(char32_t c) {
  const auto category = u_charType(to_uchar(c));
  return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
         category == U_FORMAT_CHAR;
}

std::size_t cells(char32_t c) {
  if (is_zero_width(c)) return 0;
  const int width = u_getIntPropertyValue(to_uchar(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

bool is_han(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(to_uchar(c), &status) == USCRIPT_HAN || c == U'\u3007';
}

bool is_cjk_punctuation(char32_t c) {
  const bool is_symbol_block = c >= U'\u3000' && c <= U'\u303F';
  const bool is_full_width = c >= U'\uFF00' && c <= U'\uFFEF' && u_ispunct(to_uchar(c)) != 0;
  // Quotes, dash and ellipsis are shared with Latin; beside Han they take no space either.
  const bool is_shared = c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'—' || c == U'…';
  return is_symbol_block || is_full_width || is_shared;
}

bool is_letter(char32_t c) { return u_isalpha(to_uchar(c)) != 0; }

bool is_digit(char32_t c) { return u_isdigit(to_uchar(c)) != 0; }

bool is_letter_or_digit(char32_t c) {
  const auto category = u_charType(to_uchar(c));
  return u_isalnum(to_uchar(c)) != 0 || category == U_NON_SPACING_MARK ||
         category == U_COMBINING_SPACING_MARK;
}

bool has_letters(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    if (is_letter(next_code_point(utf8, at))) return true;
  }
  return false;
}

bool is_left_to_right(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto direction = u_charDirection(to_uchar(next_code_point(utf8, at)));
    if (direction == U_LEFT_TO_RIGHT) return true;
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return false;
  }
  return false;
}

std::size_t display_cells(std::string_view utf8) {
  std::size_t total = 0;
  for (std::size_t at = 0; at < utf8.size();) total += cells(next_code_point(utf8, at));
  return total;
}

}  // namespace hexapla::text
