// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/words.hpp"

#include <array>

#include <unicode/uchar.h>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::text {
namespace {

enum class Class : std::uint8_t { Letter, Ideograph, Hyphen, Separator, Format, Punctuation };

bool is_hyphen(char32_t c) { return c == U'-' || (c >= U'\u2010' && c <= U'\u2013'); }

bool is_apostrophe(char32_t c) {
  switch (c) {
    case U'\'':
    case U'\u2018':
    case U'\u2019':
    case U'\u02BC':
    case U'\uFF07':
      return true;
    default:
      return false;
  }
}

Class classify_slowly(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  if (is_hyphen(c)) return Class::Hyphen;
  if (is_apostrophe(c)) return Class::Separator;
  if (u_charType(code) == U_FORMAT_CHAR) return Class::Format;
  if (is_han(c)) return Class::Ideograph;
  if (is_letter_or_digit(c)) return Class::Letter;
  if (u_isUWhiteSpace(code) != 0 || u_iscntrl(code) != 0) return Class::Separator;
  return Class::Punctuation;
}

/// Scripts of every day are looked up; the table is made once.
constexpr std::size_t kTableSize = 0x3100;

Class classify(char32_t c) {
  static const std::array<Class, kTableSize> kTable = [] {
    std::array<Class, kTableSize> table{};
    for (std::size_t i = 0; i < kTableSize; ++i) table.at(i) = classify_slowly(char32_t(i));
    return table;
  }();
  if (c < kTableSize) return kTable[c];
  if (c >= U'\u4E00' && c <= U'\u9FFF') return Class::Ideograph;
  return classify_slowly(c);
}

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// next_code_point, with the sequences of everyday scripts decoded on the spot.
char32_t decode(std::string_view utf8, std::size_t& at) {
  const auto byte = [&](std::size_t ahead) { return static_cast<unsigned char>(utf8[at + ahead]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80U) {
    ++at;
    return lead;
  }
  if (lead >= 0xC2U && lead < 0xE0U && at + 1 < utf8.size() && is_continuation(byte(1))) {
    const char32_t c = ((lead & 0x1FU) << 6U) | (byte(1) & 0x3FU);
    at += 2;
    return c;
  }
  const bool is_plain = lead > 0xE0U && lead < 0xEDU && at + 2 < utf8.size() &&
                        is_continuation(byte(1)) && is_continuation(byte(2));
  if (!is_plain) return next_code_point(utf8, at);
  const char32_t c = ((lead & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
  at += 3;
  return c;
}

bool begins_word(std::string_view utf8, std::size_t at) {
  return at < utf8.size() && classify(next_code_point(utf8, at)) == Class::Letter;
}

}  // namespace

std::vector<Token> find_tokens(std::string_view utf8) {
  std::vector<Token> tokens;
  tokens.reserve(utf8.size() / 6 + 4);
  Token word;
  bool is_in_word = false;
  const auto close = [&] {
    if (is_in_word) tokens.push_back(word);
    is_in_word = false;
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char32_t c = decode(utf8, at);
    const auto end = static_cast<std::uint32_t>(at);
    const Class kind = classify(c);
    if (kind == Class::Letter) {
      if (!is_in_word) word = {begin, end, TokenKind::Word};
      is_in_word = true;
      word.end = end;
    } else if (kind != Class::Format) {  // a format character ends no word and begins none
      const bool is_joining = kind == Class::Hyphen && is_in_word && begins_word(utf8, at);
      close();
      if (kind == Class::Hyphen && !is_joining)
        tokens.push_back({begin, end, TokenKind::Punctuation});
      if (kind == Class::Ideograph) tokens.push_back({begin, end, TokenKind::Ideograph});
      if (kind == Class::Punctuation) tokens.push_back({begin, end, TokenKind::Punctuation});
    }
  }
  close();
  return tokens;
}

}  // namespace hexapla::text
