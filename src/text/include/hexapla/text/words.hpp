// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla::text {

enum class TokenKind : std::uint8_t {
  Word,         ///< letters, digits and their marks
  Ideograph,    ///< one Han character
  Punctuation,  ///< any other character but white space, apostrophes and hyphens within words
};

/// A stretch of bytes, half open.
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::Word;
};

/// The words, ideographs and punctuation marks of a text in order. White space of any kind,
/// apostrophes and hyphens between words separate and are left out (l'accès is two words); soft
/// hyphens, bidi marks and tatweel within a word belong to it. Linear.
[[nodiscard]] std::vector<Token> find_tokens(std::string_view utf8);

}  // namespace hexapla::text
