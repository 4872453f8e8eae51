// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/text/morphology.hpp"

/// What Arabic writing needs beside the rules for all languages.
namespace hexapla::text {

/// Without tatweel and vowel signs; the alefs, ya and ta marbuta each as one letter. The rest is
/// left alone.
[[nodiscard]] std::u32string fold_arabic(std::u32string_view word);
/// Without tatweel and vowel signs only: as a dictionary has it.
[[nodiscard]] std::string strip_vowels(std::string_view word);
/// `folded` without the clitics that may be written as one with it, the least peeled first; never
/// less than three letters (two behind the article). `is_known`: the word stands in the dictionary
/// as it is, and only the article may be peeled. `morphology` is folded.
[[nodiscard]] std::vector<std::string> peel_clitics(std::string_view folded, bool is_known,
                                                    const Morphology& morphology);
/// The form of a folded word by a pattern pair ({"م123", "م1ا23"}); empty where the word is not of
/// the first pattern.
[[nodiscard]] std::string apply_pattern(std::string_view folded,
                                        const std::pair<std::string, std::string>& pattern);

}  // namespace hexapla::text
