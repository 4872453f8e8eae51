// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/text/numbers.hpp"

namespace hexapla::model {

/// What locales/<lang>/ says about one language: values only, read by formats, used by sync, check
/// and publish.
struct Locale {
  std::string language;  ///< as in file names: zh
  std::string tag;       ///< lang in outputs: zh-CN
  std::string direction = "ltr";
  std::string sentence_separator = " ";
  std::string collation;
  /// What the order of generated lists passes over at the beginning of a word (the Arabic article),
  /// and the beginnings of words that only look so.
  struct Sorting {
    std::vector<std::string> skip;
    std::vector<std::string> keep;
  } sorting;

  struct Numbers {
    std::string digits = "latn";
    std::string group;
    std::string decimal = ".";
    std::string percent = "{number}%";
  } numbers;
  text::NumberRules number_rules;  ///< numbers.toml; empty where the locale has none
  struct Quotes {
    std::array<std::string, 2> outer;
    std::array<std::string, 2> inner;
    std::array<std::string, 2> title;
  } quotes;
  struct Layout {
    std::string note_call = "after-stop";  ///< or before-stop
    std::string emphasis = "italic";       ///< italic, font or bold
    std::string indent = "0";
    bool hyphenates = true;  ///< words are divided at line ends
    std::vector<std::string> list_labels;
  } layout;
  struct Fonts {
    std::vector<std::string> body;
    std::vector<std::string> heading;
    std::vector<std::string> emphasis;
    std::vector<std::string> code;
  } fonts;

  /// house.toml's [import]: the words by which an incoming document in this language is understood,
  /// by role ("figure", "objective", "results" ...); the first is the usual one.
  std::map<std::string, std::vector<std::string>, std::less<>> import_words;

  /// messages.toml: section ("reference", "reference-full", "reference-code", "caption", "label",
  /// "language", "state") to kind to ICU MessageFormat pattern.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> messages;

  /// The pattern, or null where the locale has none.
  [[nodiscard]] const std::string* find_message(std::string_view section,
                                                std::string_view kind) const;
};

}  // namespace hexapla::model
