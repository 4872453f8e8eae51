// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "hexapla/model/locale.hpp"

/// How plans are written: codes of initiatives, captions, words before a colon. The words are those
/// of the language (house.toml, [import]).
namespace hexapla::intake {

/// "AFR1：" at the start of a heading.
struct InitiativeHead {
  std::string region;  ///< AFR, in Latin letters
  std::size_t number = 0;
  std::string written;     ///< the code as written: "СIS4"
  std::string foreign;     ///< letters of another alphabet among them, as written
  std::size_t length = 0;  ///< bytes of code, colon and white space
  [[nodiscard]] std::string code() const;
};
/// A code before a colon or tab, or, where `needs_colon` is false, anywhere at the start ("AFR 1").
[[nodiscard]] std::optional<InitiativeHead> find_initiative_head(std::string_view words,
                                                                 bool needs_colon = true);

/// "图1：" or "Figure 1. " at the start of a caption.
struct CaptionHead {
  std::size_t number = 0;
  std::size_t length = 0;
};
[[nodiscard]] std::optional<CaptionHead> find_caption_head(std::string_view words,
                                                           const model::Locale* locale,
                                                           std::string_view role);

/// One of a role's words with a colon behind it, at the start of a text.
struct WordHead {
  std::string word;
  std::size_t length = 0;  ///< bytes of word, colon and white space
};
[[nodiscard]] std::optional<WordHead> find_word_head(std::string_view words,
                                                     const model::Locale* locale,
                                                     std::string_view role);
/// Whether one of a role's words stands in a text, whatever the case.
[[nodiscard]] bool has_word(std::string_view words, const model::Locale* locale,
                            std::string_view role);

/// Whether a text ends as sentences do.
[[nodiscard]] bool ends_sentence(std::string_view words);
/// Whether a text is as short as headings and labels are: full-width characters count three times.
[[nodiscard]] bool is_short(std::string_view words, std::size_t limit = 150);

}  // namespace hexapla::intake
