// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/stemmer.hpp"

#include "flat_map.hpp"

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
    std::uint32_t begin = 0;  ///< of its links
    std::uint32_t count = 0;
    bool is_function_word = false;
    bool is_conjunction = false;
    bool begins_with_conjunction = false;
  };
  /// Says that a term begins with a word.
  void mark_as_first(WordId word);
  /// Keeps memory bounded; no handle that read gave survives it.
  void forget_if_full();
  /// A handle of what is known of a word of a text. Words are told apart by their 64-bit hashes.
  std::uint32_t read(std::string_view word);
  /// Whether a term can begin with it.
  [[nodiscard]] static bool can_start(std::uint32_t handle) { return (handle & 1U) != 0; }
  [[nodiscard]] const Entry& entry(std::uint32_t handle) const { return entries_[handle >> 1U]; }
  /// By word id, each once.
  [[nodiscard]] std::span<const Link> links(std::uint32_t handle) const {
    const Entry& known = entry(handle);
    return {links_.data() + known.begin, known.count};
  }

 private:
  struct Word {
    std::string written;
    std::string folded;
    WordRule rule = WordRule::Inflected;
  };
  void add_key(char kind, std::string_view key, WordId word);
  void add_bases(const Word& word, WordId id);
  void add_inflected(const Word& word, WordId id);
  void find(char kind, std::string_view key, Step step, std::vector<Link>& links) const;
  void find_forms(std::string_view word, std::vector<Link>& links) const;
  void find_patterns(const std::string& folded, std::vector<Link>& links) const;
  Entry work_out(std::string_view word);

  const text::Stemmer* stemmer_;
  std::vector<Word> words_;
  std::unordered_map<std::string, WordId> ids_;
  std::vector<std::pair<std::uint64_t, WordId>> keys_;  ///< sorted by seal
  bool has_patterns_ = false;
  std::vector<bool> is_first_;  ///< by word id
  FlatMap seen_;                ///< handles by hash: index of the entry, twice, and can_start
  std::vector<Entry> entries_{1};
  std::vector<Link> links_;
};

}  // namespace hexapla::terms
