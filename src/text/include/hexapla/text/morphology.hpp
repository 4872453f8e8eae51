// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla::text {

/// What is known of a language's words beside dictionary and algorithm: values of
/// locales/<lang>/morphology.toml. All in the spelling of that file; the stemmer folds them.
struct Morphology {
  /// Forms that no rule gives: "child" -> "children", "نتيجة" -> "نتائج".
  std::map<std::string, std::vector<std::string>> forms;
  /// Endings of regular forms: {"z", "ces"} makes luces of luz.
  std::vector<std::pair<std::string, std::string>> endings;
  /// Patterns of forms that change inside, with digits for the letters of the root:
  /// {"م123", "م1ا23"} makes مشارع of مشرع.
  std::vector<std::pair<std::string, std::string>> patterns;
  std::vector<std::string> prefixes;  ///< clitics that stand before a word, written as one with it
  std::vector<std::string> suffixes;  ///< clitics that stand after it
  /// Endings of dictionary words that are verbs: of two lemmas of a noun's form, not these.
  std::vector<std::string> verb_endings;
  /// Endings of forms by which a dictionary word is believed to be a noun's or adjective's lemma
  /// (of results, "result"; not of resulting); empty: any. "er:est" asks that the form with the
  /// second ending be a word too.
  std::vector<std::string> nominal_endings;
  /// Words that never stand for a missing word within a term, such as "and".
  std::vector<std::string> function_words;
  /// Those that join words of one kind, as in "políticos y reglamentarios"; one of a single letter
  /// is written as one with the next word where prefixes say so.
  std::vector<std::string> conjunctions;
};

}  // namespace hexapla::text
