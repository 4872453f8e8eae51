// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/stemmer.hpp"

namespace hexapla::terms {

using WordId = std::uint32_t;

/// How a word of a term may show in a text.
enum class WordRule : std::uint8_t {
  AsWritten,  ///< letter for letter
  Folded,     ///< case and spelling aside
  Inflected,  ///< in all its forms
  Verb,       ///< in all its forms, those of a verb among them
  Pattern,    ///< folded, with * for any letters
};

/// A word of the glossary that a word of a text can be, and by which step.
struct Link {
  WordId word = 0;
  Step step = Step::Exact;
};

/// The words of the terms of one language, and what words of texts are forms of them. A word of a
/// text is worked out when it is first met, then remembered.
class Lexicon {
 public:
  explicit Lexicon(const text::Stemmer* stemmer) : stemmer_(stemmer) {}

  WordId add(std::string_view word, WordRule rule);
  /// After the last add.
  void seal();

  struct Entry {
    std::vector<Link> links;  ///< by word id, each once
    bool can_start = false;   ///< for the owner of the lexicon to set and use
    bool is_function_word = false;
    bool is_new = true;
  };
  /// Keeps memory bounded; no reference that read gave survives it.
  void forget_if_full();
  Entry& read(std::string_view word);

 private:
  struct Word {
    std::string written;
    std::string folded;
    WordRule rule = WordRule::Inflected;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };

  void add_key(char kind, std::string_view key, WordId word);
  void add_inflected(const Word& word, WordId id);
  void find(char kind, std::string_view key, Step step, std::vector<Link>& links) const;
  void find_forms(std::string_view word, std::vector<Link>& links) const;
  void find_patterns(const std::string& folded, std::vector<Link>& links) const;
  [[nodiscard]] Entry work_out(std::string_view word) const;

  const text::Stemmer* stemmer_;
  std::vector<Word> words_;
  std::unordered_map<std::string, WordId> ids_;
  std::vector<std::pair<std::uint64_t, WordId>> keys_;  ///< sorted by seal
  bool has_patterns_ = false;
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> seen_;
};

}  // namespace hexapla::terms
