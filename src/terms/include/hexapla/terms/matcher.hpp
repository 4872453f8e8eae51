// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/model/concepts.hpp"
#include "hexapla/text/stemmer.hpp"

namespace hexapla::terms {

/// How a form was recognised, the surest first; of several words the least sure.
enum class Step : std::uint8_t {
  Exact,  ///< as the glossary writes it
  Case,   ///< the same letters in another case or spelling (ё and е, œ and oe, no-break spaces)
  Variant,  ///< a form or pattern that the glossary gives
  Stem,     ///< another form of the same word
  Clitic,   ///< behind or before clitics that are written as one with it
  Gap,      ///< with one other word inside the term
};
[[nodiscard]] std::string_view to_string(Step step);

/// One occurrence of a term: bytes of the text searched, half open.
struct Match {
  std::size_t begin = 0;
  std::size_t end = 0;
  const model::Concept* concept_entry = nullptr;
  const model::Term* term = nullptr;
  Step step = Step::Exact;
};

/// The terms of a text.
struct Matches {
  std::vector<Match> consumed;     ///< as find gives them
  std::vector<Match> overlapping;  ///< as find_with_overlaps gives them
};

/// Finds the terms of one language in a text: built once per glossary and language; glossary and
/// stemmer must outlive it. Words are compared as written, by case, by the forms and patterns that
/// the glossary gives, by `stemmer` (none: these three only), the words of a term one by one with
/// up to one other word between them; Chinese by characters. Acronyms and terms of case=exact stand
/// as written. Leftmost-longest with consumed spans: 成果 inside 输出成果 is not found. One span
/// may belong to several concepts: one Match each. Terms of do-not-translate concepts count in
/// every language. Cost grows with the words of the text and the terms that begin at them, not with
/// the size of the glossary. Remembers the words that it has seen: not for two threads at once.
class Matcher {
 public:
  explicit Matcher(const model::Glossary& glossary, std::string_view language,
                   const text::Stemmer* stemmer = nullptr);
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;
  ~Matcher();

  [[nodiscard]] std::vector<Match> find(std::string_view utf8) const;
  /// The same, and the matches that overlap one of them without lying inside it: 政策和监管框架
  /// holds 政策和监管 and 监管框架.
  [[nodiscard]] std::vector<Match> find_with_overlaps(std::string_view utf8) const;
  [[nodiscard]] Matches find_all(std::string_view utf8) const;

  struct Index;  ///< of the implementation

 private:
  std::unique_ptr<Index> index_;
};

/// Whether a concept stays as it is in every language (hexapla:do-not-translate).
[[nodiscard]] bool is_untranslatable(const model::Concept& entry);

}  // namespace hexapla::terms
