// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/model/concepts.hpp"

namespace hexapla::terms {

/// One occurrence of a term: bytes of the text searched, half open.
struct Match {
  std::size_t begin = 0;
  std::size_t end = 0;
  const model::Concept* concept_entry = nullptr;
  const model::Term* term = nullptr;
};

/// Finds the terms of one language in a text. Built once per glossary and language (the glossary
/// must outlive it); immutable. Matches the text of terms and their given forms as written, case
/// folded unless the term says case=exact, whole words (any code points for Han); leftmost-longest
/// with consumed spans: 成果 inside 输出成果 is not found. One span may belong to several concepts:
/// one Match each.
class Matcher {
 public:
  Matcher(const model::Glossary& glossary, std::string_view language);
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;
  ~Matcher();

  [[nodiscard]] std::vector<Match> find(std::string_view utf8) const;
  /// The same, and the matches that overlap one of them without lying inside it: 政策和监管框架
  /// holds 政策和监管 and 监管框架.
  [[nodiscard]] std::vector<Match> find_with_overlaps(std::string_view utf8) const;

  struct Index;  ///< of the implementation

 private:
  std::unique_ptr<const Index> index_;
};

}  // namespace hexapla::terms
