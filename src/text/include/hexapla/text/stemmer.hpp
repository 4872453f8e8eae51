// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/text/morphology.hpp"

namespace hexapla::text {

/// The two files of a Hunspell dictionary; empty: there is none.
struct DictionaryFiles {
  std::string affixes;
  std::string words;
};

/// What may be said of a form without its sentence. All strings are folded as by fold_word.
struct WordReadings {
  std::string folded;
  bool is_known = false;               ///< to the dictionary
  std::vector<std::string> lemmas;     ///< nouns and adjectives of the dictionary that it can be of
  std::vector<std::string> irregular;  ///< words that it is an irregular form of
  std::vector<std::string> verbs;      ///< the dictionary's other words that it can be a form of
  std::string stem;                    ///< Snowball's
  std::vector<std::string> peeled;     ///< without clitics, the least peeled first
};

/// `word` as words are compared: compatibility composition, case folded, ё as е, œ as oe; Arabic
/// without vowel signs and tatweel, the alefs, ya and ta marbuta each as one letter.
[[nodiscard]] std::string fold_word(std::string_view word);

/// Reads words of one language. The dictionary is loaded by the first word and takes up to 0.15 s;
/// without one, or for a word that it does not know, Snowball and the language's data have the
/// say. Not for two threads at once.
class Stemmer {
 public:
  Stemmer(std::string_view language, Morphology morphology, DictionaryFiles dictionary);
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  [[nodiscard]] const std::string& language() const;
  [[nodiscard]] bool has_dictionary() const;
  /// The readings of a form found in a text.
  [[nodiscard]] WordReadings read(std::string_view word) const;
  /// The forms of a word of a term, folded, that the language's data give: irregular ones, regular
  /// endings, patterns.
  [[nodiscard]] std::vector<std::string> inflect(std::string_view word) const;
  /// Whether clitics are written as one with words (Arabic).
  [[nodiscard]] bool has_clitics() const;
  /// Whether a word ends as verbs of the dictionary do: as a term it may be a noun all the same.
  [[nodiscard]] bool ends_as_verb(std::string_view folded) const;
  [[nodiscard]] bool is_function_word(std::string_view folded) const;
  [[nodiscard]] bool is_conjunction(std::string_view folded) const;
  /// Whether a conjunction is written as one with the word, as in والتنظيمية.
  [[nodiscard]] bool begins_with_conjunction(std::string_view folded) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla::text
