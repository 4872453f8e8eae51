// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/terms/matcher.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::terms {
namespace {

/// A character of the text in the form that is compared, with the bytes it stands for. Composition
/// and case folding work on a base character with its marks, so a text and its decomposed form give
/// the same.
struct FoldedCharacter {
  std::u32string folded;
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_mark(char32_t c) {
  return text::is_letter_or_digit(c) && !text::is_letter(c) && !text::is_digit(c);
}

std::vector<FoldedCharacter> fold(std::string_view utf8) {
  std::vector<FoldedCharacter> result;
  for (std::size_t at = 0; at < utf8.size();) {
    FoldedCharacter character;
    character.begin = at;
    (void)text::next_code_point(utf8, at);
    for (std::size_t next = at; next < utf8.size();) {
      if (!is_mark(text::next_code_point(utf8, next))) break;
      at = next;
    }
    character.end = at;
    character.folded = text::to_code_points(
        text::fold_for_search(utf8.substr(character.begin, at - character.begin)));
    result.push_back(std::move(character));
  }
  return result;
}

/// Scripts without spaces between words have no word boundaries to keep.
bool needs_boundary(char32_t c) { return text::is_letter_or_digit(c) && !text::is_han(c); }

bool is_acronym(const model::Term& term) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  return term.type == "acronym" && std::none_of(term.text.begin(), term.text.end(), is_small);
}

}  // namespace

struct Matcher::Index {
  struct Entry {
    const model::Concept* concept_entry = nullptr;
    const model::Term* term = nullptr;
    std::string exact;  ///< must stand there as written; empty when case does not matter
    bool is_prefix =
        false;  ///< hexapla:pattern=deliverable*: any letters may follow within the word
  };
  struct Node {
    std::map<char32_t, std::size_t> next;
    std::vector<Entry> entries;
  };
  std::vector<Node> nodes{1};

  void add(std::string_view form, Entry entry) {
    std::size_t node = 0;
    for (const FoldedCharacter& character : fold(form)) {
      for (const char32_t c : character.folded) node = step_or_make(node, c);
    }
    if (node != 0) nodes[node].entries.push_back(std::move(entry));
  }

  void add_term(const model::Concept& entry, const model::Term& term) {
    const bool is_exact = term.is_case_exact || is_acronym(term);
    add(term.text, {&entry, &term, is_exact ? term.text : std::string(), false});
    for (const std::string& form : term.forms)
      add(form, {&entry, &term, is_exact ? form : std::string(), false});
    for (const std::string& pattern : term.patterns) {
      const bool is_prefix = pattern.ends_with('*');
      add(is_prefix ? std::string_view(pattern).substr(0, pattern.size() - 1) : pattern,
          {&entry, &term, {}, is_prefix});
    }
  }

  std::size_t step_or_make(std::size_t node, char32_t c) {
    const auto found = nodes[node].next.find(c);
    if (found != nodes[node].next.end()) return found->second;
    const std::size_t made = nodes.size();
    nodes[node].next.emplace(c, made);
    nodes.emplace_back();
    return made;
  }

  /// The node after one folded character, or nothing; 0 is the root and never reached again.
  [[nodiscard]] std::size_t step(std::size_t node, const std::u32string& folded) const {
    for (const char32_t c : folded) {
      const auto found = nodes[node].next.find(c);
      if (found == nodes[node].next.end()) return 0;
      node = found->second;
    }
    return node;
  }
};

Matcher::Matcher(const model::Glossary& glossary, std::string_view language) {
  auto index = std::make_unique<Index>();
  for (const model::Concept& entry : glossary.concepts) {
    const auto found = entry.languages.find(language);
    if (found == entry.languages.end()) continue;
    for (const model::Term& term : found->second.terms) {
      index->add_term(entry, term);
    }
  }
  index_ = std::move(index);
}

Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

namespace {

/// A text while it is searched.
class Search {
 public:
  Search(const Matcher::Index& index, std::string_view utf8);
  std::vector<Match> run(bool with_overlaps);

 private:
  [[nodiscard]] bool is_boundary(std::size_t at) const;
  [[nodiscard]] std::size_t word_end(std::size_t at) const;
  [[nodiscard]] std::size_t collect(std::size_t begin, std::vector<Match>& best) const;
  void accept(const Matcher::Index::Entry& entry, std::size_t begin, std::size_t end,
              std::size_t& longest, std::vector<Match>& best) const;
  [[nodiscard]] bool is_in_context(const model::Term& term, std::size_t begin,
                                   std::size_t end) const;

  const Matcher::Index& index_;
  std::string_view utf8_;
  std::vector<FoldedCharacter> characters_;
};

Search::Search(const Matcher::Index& index, std::string_view utf8)
    : index_(index), utf8_(utf8), characters_(fold(utf8)) {}

/// Whether a term may begin or end before the character `at`.
bool Search::is_boundary(std::size_t at) const {
  if (at == 0 || at >= characters_.size()) return true;
  const std::u32string& before = characters_[at - 1].folded;
  const std::u32string& after = characters_[at].folded;
  if (before.empty() || after.empty()) return true;
  return !(needs_boundary(before.back()) && needs_boundary(after.front()));
}

std::size_t Search::word_end(std::size_t at) const {
  while (!is_boundary(at)) ++at;
  return at;
}

/// A deprecated term that is right in some company is none there (hexapla:not-before, not-after).
bool Search::is_in_context(const model::Term& term, std::size_t begin, std::size_t end) const {
  const std::string after = text::fold_for_search(text::trim(utf8_.substr(end)));
  const std::string before = text::fold_for_search(text::trim(utf8_.substr(0, begin)));
  const auto follows = [&](const std::string& word) {
    return after.starts_with(text::fold_for_search(word));
  };
  const auto precedes = [&](const std::string& word) {
    return before.ends_with(text::fold_for_search(word));
  };
  return std::none_of(term.not_before.begin(), term.not_before.end(), follows) &&
         std::none_of(term.not_after.begin(), term.not_after.end(), precedes);
}

void Search::accept(const Matcher::Index::Entry& entry, std::size_t begin, std::size_t end,
                    std::size_t& longest, std::vector<Match>& best) const {
  if (entry.is_prefix) end = word_end(end);
  if (!is_boundary(end) || end < longest) return;
  const std::size_t first = characters_[begin].begin;
  const std::size_t last = characters_[end - 1].end;
  if (!entry.exact.empty() &&
      text::to_nfc(utf8_.substr(first, last - first)).value_or("") != entry.exact)
    return;
  if (!is_in_context(*entry.term, first, last)) return;
  if (end > longest) best.clear();
  longest = end;
  best.push_back({first, last, entry.concept_entry, entry.term});
}

/// The longest matches that begin at a character; where they end.
std::size_t Search::collect(std::size_t begin, std::vector<Match>& best) const {
  std::size_t longest = begin;
  std::size_t node = 0;
  for (std::size_t at = begin; at < characters_.size(); ++at) {
    node = index_.step(node, characters_[at].folded);
    if (node == 0) break;
    for (const auto& entry : index_.nodes[node].entries)
      accept(entry, begin, at + 1, longest, best);
  }
  return longest;
}

std::vector<Match> Search::run(bool with_overlaps) {
  std::vector<Match> matches;
  std::size_t covered = 0;
  for (std::size_t at = 0; at < characters_.size(); ++at) {
    if (!is_boundary(at) || (at < covered && !with_overlaps)) continue;
    std::vector<Match> best;
    const std::size_t end = collect(at, best);
    if (end <= covered) continue;  // inside a longer match that begins earlier
    matches.insert(matches.end(), best.begin(), best.end());
    covered = end;
  }
  return matches;
}

}  // namespace

std::vector<Match> Matcher::find(std::string_view utf8) const {
  return Search(*index_, utf8).run(false);
}

std::vector<Match> Matcher::find_with_overlaps(std::string_view utf8) const {
  return Search(*index_, utf8).run(true);
}

}  // namespace hexapla::terms
