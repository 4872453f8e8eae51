// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/terms/matcher.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"
#include "hexapla/text/words.hpp"

#include "lexicon.hpp"

namespace hexapla::terms {
namespace {

using model::Concept;
using model::Term;
using text::Token;
using text::TokenKind;

constexpr std::array<std::string_view, 6> kStepWords = {"exact", "case",   "variant",
                                                        "stem",  "clitic", "gap"};

std::string_view slice(std::string_view utf8, const Token& token) {
  return utf8.substr(token.begin, token.end - token.begin);
}

/// Capitals of any script, in a word of letters and digits.
bool is_all_capital(std::string_view word) {
  return text::has_letters(word) && text::to_lower(word) != word && text::to_upper(word) == word;
}

/// Acronyms stand as written. Without a termType a short word in capitals is one: WHO is not "who".
bool is_as_written(const Term& term) {
  constexpr std::size_t kShort = 4;
  if (term.is_case_exact) return true;
  if (term.type == "acronym") return text::to_lower(term.text) != term.text;
  return text::count_code_points(term.text) <= kShort && is_all_capital(term.text);
}

WordRule rule_of(const Term& term, const Token& token) {
  if (is_as_written(term)) return WordRule::AsWritten;
  if (token.kind != TokenKind::Word) return WordRule::Folded;
  return term.part_of_speech == "verb" ? WordRule::Verb : WordRule::Inflected;
}

}  // namespace

std::string_view to_string(Step step) { return kStepWords.at(static_cast<std::size_t>(step)); }

bool is_untranslatable(const Concept& entry) {
  const auto found = entry.properties.find("do-not-translate");
  return found != entry.properties.end() && found->second != "no" && found->second != "false";
}

/// The terms as a tree of words.
struct Matcher::Index {
  struct Ending {
    const Concept* concept_entry = nullptr;
    const Term* term = nullptr;
    bool is_given_form = false;
  };
  using NodeId = std::uint32_t;

  explicit Index(const text::Stemmer* stemmer, bool may_have_gaps)
      : lexicon(stemmer), has_gaps(may_have_gaps) {}

  Lexicon lexicon;
  bool has_gaps = false;
  /// One word on the way of a term.
  struct Node {
    std::uint64_t next_words = 0;  ///< a bit for each child's word id, modulo 64
    std::uint32_t begin = 0;       ///< of the terms that end here
    std::uint32_t count = 0;
  };

  std::vector<Node> nodes{1};
  FlatMap children;                                 ///< but those of the root
  std::vector<NodeId> roots;                        ///< the root's, by word
  std::vector<Ending> endings;                      ///< in the order of nodes
  std::vector<std::pair<NodeId, Ending>> unsorted;  ///< empty once sealed

  static std::uint64_t edge(NodeId node, WordId word) {
    return (static_cast<std::uint64_t>(node) << 32) | word;
  }

  static std::uint64_t bit(WordId word) { return std::uint64_t{1} << (word % 64); }

  [[nodiscard]] NodeId child(NodeId node, WordId word) const {
    if (node == 0) return word < roots.size() ? roots[word] : 0;
    if ((nodes[node].next_words & bit(word)) == 0) return 0;
    return children.find(edge(node, word));
  }

  NodeId make_child(NodeId node, WordId word) {
    const auto next = static_cast<NodeId>(nodes.size());
    if (node == 0) {
      lexicon.mark_as_first(word);
      if (roots.size() <= word) roots.resize(word + 1);
      if (roots[word] == 0) roots[word] = next;
    }
    const NodeId made = node == 0 ? roots[word] : children.insert(edge(node, word), next);
    nodes[node].next_words |= bit(word);
    if (made == next) nodes.emplace_back();
    return made;
  }

  [[nodiscard]] std::span<const Ending> endings_of(NodeId node) const {
    return {endings.data() + nodes[node].begin, nodes[node].count};
  }

  /// After the last term.
  void seal() {
    lexicon.seal();
    std::stable_sort(unsorted.begin(), unsorted.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    endings.reserve(unsorted.size());
    for (const auto& [node, ending] : unsorted) {
      if (nodes[node].count++ == 0) nodes[node].begin = static_cast<std::uint32_t>(endings.size());
      endings.push_back(ending);
    }
    unsorted = {};
  }

  template <class RuleOf>
  void add(std::string_view form, const Ending& ending, RuleOf rule_of_token) {
    NodeId node = 0;
    for (const Token& token : text::find_tokens(form)) {
      node = make_child(node, lexicon.add(slice(form, token), rule_of_token(token)));
    }
    if (node != 0) unsorted.emplace_back(node, ending);
  }

  void add_term(const Concept& entry, const Term& term, bool is_untranslated) {
    const auto rule = [&](const Token& token) {
      return is_untranslated ? WordRule::AsWritten : rule_of(term, token);
    };
    const auto given = [&](const Token&) {
      return is_untranslated || is_as_written(term) ? WordRule::AsWritten : WordRule::Folded;
    };
    add(term.text, {&entry, &term, false}, rule);
    for (const std::string& form : term.forms) add(form, {&entry, &term, true}, given);
    for (const std::string& pattern : term.patterns) add_pattern(entry, term, pattern);
  }

  /// Words between spaces; * stands for letters within one; | between whole alternatives.
  void add_pattern(const Concept& entry, const Term& term, std::string_view pattern) {
    while (!pattern.empty()) {
      const std::size_t bar = std::min(pattern.find('|'), pattern.size());
      add_alternative(entry, term, pattern.substr(0, bar));
      pattern.remove_prefix(std::min(bar + 1, pattern.size()));
    }
  }

  void add_alternative(const Concept& entry, const Term& term, std::string_view pattern) {
    // The tokens of the letters alone; a star joins the word that it touches.
    std::string letters(pattern);
    std::replace(letters.begin(), letters.end(), '*', 'x');
    NodeId node = 0;
    for (const Token& token : text::find_tokens(letters)) {
      const std::string_view word = slice(pattern, token);
      const WordRule rule =
          word.find('*') == std::string_view::npos ? WordRule::Folded : WordRule::Pattern;
      node = make_child(node, lexicon.add(word, rule));
    }
    if (node != 0) unsorted.push_back({node, {&entry, &term, true}});
  }
};

Matcher::Matcher(const model::Glossary& glossary, std::string_view language,
                 const text::Stemmer* stemmer)
    : index_(std::make_unique<Index>(stemmer, language != "zh")) {
  for (const Concept& entry : glossary.concepts) {
    const bool is_untranslated = is_untranslatable(entry);
    for (const auto& [name, terms] : entry.languages) {
      if (name != language && !is_untranslated) continue;
      for (const Term& term : terms.terms) index_->add_term(entry, term, is_untranslated);
    }
  }
  index_->seal();
}

Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

namespace {

/// A text while it is searched.
class Search {
 public:
  Search(Matcher::Index& index, std::string_view utf8);
  std::vector<Match> run(bool with_overlaps);
  [[nodiscard]] bool has_conjunction() const { return has_conjunction_; }

 private:
  using NodeId = Matcher::Index::NodeId;

  /// A way through the tree of terms.
  struct Path {
    NodeId node = 0;
    std::size_t at = 0;     ///< the next token
    std::size_t words = 0;  ///< of the term
    Step step = Step::Exact;
  };
  /// What may stand between two words of a term.
  enum class Gap : std::uint8_t { Nothing, OneWord, Coordination };

  [[nodiscard]] bool can_start(std::size_t at) const { return Lexicon::can_start(words_[at]); }
  void collect(std::size_t begin, Gap gap, std::vector<Match>& best);
  void add_candidates(std::size_t begin, std::size_t covered, bool is_gapped,
                      std::vector<Match>& matches);
  [[nodiscard]] bool is_crossed(std::size_t begin, std::size_t end, Gap gap);
  void follow(const Path& path, std::size_t begin, std::vector<Match>& best);
  void step_to(std::size_t at, Step least, const Path& path, std::size_t begin,
               std::vector<Match>& best);
  void skip_coordination(const Path& path, std::size_t begin, std::vector<Match>& best);
  [[nodiscard]] bool is_comma(std::size_t at) const;
  void accept(const Path& path, std::size_t begin, std::vector<Match>& best);
  [[nodiscard]] bool may_skip(const Path& path) const;
  [[nodiscard]] bool is_in_context(const Term& term, std::size_t begin, std::size_t end) const;

  Matcher::Index& index_;
  std::string_view utf8_;
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> words_;  ///< handles of the lexicon
  bool has_conjunction_ = false;
  Gap gap_ = Gap::Nothing;      ///< of this collection
  std::size_t most_words_ = 0;  ///< of the best match that begins here
  bool is_best_gapped_ = false;
  std::size_t end_ = 0;  ///< the token behind the best match
};

Search::Search(Matcher::Index& index, std::string_view utf8)
    : index_(index), utf8_(utf8), tokens_(text::find_tokens(utf8)) {
  index_.lexicon.forget_if_full();
  words_.reserve(tokens_.size());
  for (const Token& token : tokens_) {
    words_.push_back(index_.lexicon.read(slice(utf8, token)));
    const Lexicon::Entry& word = index_.lexicon.entry(words_.back());
    has_conjunction_ |= word.is_conjunction || word.begins_with_conjunction;
  }
}

/// A term that is none in some company (hexapla:not-before, not-after).
bool Search::is_in_context(const Term& term, std::size_t begin, std::size_t end) const {
  if (!term.not_before.empty()) {
    const std::string after = text::fold_for_search(text::trim(utf8_.substr(end)));
    for (const std::string& words : term.not_before) {
      if (after.starts_with(text::fold_for_search(words))) return false;
    }
  }
  if (!term.not_after.empty()) {
    const std::string before = text::fold_for_search(text::trim(utf8_.substr(0, begin)));
    for (const std::string& words : term.not_after) {
      if (before.ends_with(text::fold_for_search(words))) return false;
    }
  }
  return true;
}

/// Keeps the terms that end here if they are of the most words, and whole rather than with a gap.
void Search::accept(const Path& path, std::size_t begin, std::vector<Match>& best) {
  const auto endings = index_.endings_of(path.node);
  if (endings.empty()) return;
  const bool is_gapped = path.step == Step::Gap;
  if (gap_ == Gap::Coordination && !is_gapped) return;
  const std::pair rank(path.words, !is_gapped);
  if (const std::pair highest(most_words_, !is_best_gapped_); rank < highest) return;
  const std::size_t first = tokens_[begin].begin;
  const std::size_t last = tokens_[path.at - 1].end;
  for (const auto& ending : endings) {
    if (!is_in_context(*ending.term, first, last)) continue;
    if (rank > std::pair(most_words_, !is_best_gapped_)) best.clear();
    most_words_ = path.words;
    is_best_gapped_ = is_gapped;
    end_ = path.at;
    const Step step = ending.is_given_form ? std::max(path.step, Step::Variant) : path.step;
    best.push_back({first, last, ending.concept_entry, ending.term, step});
  }
}

/// Whether the next token may stand within a term that has no word for it.
bool Search::may_skip(const Path& path) const {
  return index_.has_gaps && path.step != Step::Gap && path.at + 1 < tokens_.size() &&
         tokens_[path.at].kind == TokenKind::Word &&
         !index_.lexicon.entry(words_[path.at]).is_function_word &&
         tokens_[path.at + 1].kind == TokenKind::Word;
}

void Search::step_to(std::size_t at, Step least, const Path& path, std::size_t begin,
                     std::vector<Match>& best) {
  for (const Link& link : index_.lexicon.links(words_[at])) {
    const NodeId next = index_.child(path.node, link.word);
    if (next == 0) continue;
    follow({next, at + 1, path.words + 1, std::max({path.step, link.step, least})}, begin, best);
  }
}

bool Search::is_comma(std::size_t at) const {
  const std::string_view mark = slice(utf8_, tokens_[at]);
  return mark == "," || mark == "\u060C";
}

/// Steps to the words that what stands here is joined to: "reglamentarios" in "marcos políticos,
/// jurídicos y reglamentarios". A preposition ends the search, but for one that comes again:
/// "systèmes de surveillance et d’alerte".
void Search::skip_coordination(const Path& path, std::size_t begin, std::vector<Match>& best) {
  constexpr std::size_t kMostSkipped = 6;
  const auto is_preposition = [this](std::size_t at) {
    const Lexicon::Entry& word = index_.lexicon.entry(words_[at]);
    return word.is_function_word && !word.is_conjunction;
  };
  const bool comes_again = is_preposition(path.at);
  bool is_joined = false;
  for (std::size_t at = path.at; at < tokens_.size() && at < path.at + kMostSkipped; ++at) {
    const Lexicon::Entry& word = index_.lexicon.entry(words_[at]);
    const bool may_go_on = is_joined || word.begins_with_conjunction;
    if (at > path.at && may_go_on && is_preposition(at) == comes_again)
      step_to(at, Step::Gap, path, begin, best);
    if (at > path.at && is_preposition(at)) return;
    if (tokens_[at].kind != TokenKind::Word && !is_comma(at)) return;
    is_joined |= word.is_conjunction || word.begins_with_conjunction;
  }
}

void Search::follow(const Path& path, std::size_t begin, std::vector<Match>& best) {
  if (path.words > 0) accept(path, begin, best);
  if (path.at >= tokens_.size() || index_.nodes[path.node].next_words == 0) return;
  step_to(path.at, Step::Exact, path, begin, best);
  if (path.words == 0 || path.step == Step::Gap) return;
  if (gap_ == Gap::OneWord && may_skip(path)) step_to(path.at + 1, Step::Gap, path, begin, best);
  if (gap_ == Gap::Coordination) skip_coordination(path, begin, best);
}

/// The matches that begin at a token: of one span, the surest of each concept.
void Search::collect(std::size_t begin, Gap gap, std::vector<Match>& best) {
  gap_ = gap;
  most_words_ = 0;
  is_best_gapped_ = true;
  end_ = begin;
  follow({0, begin, 0, Step::Exact}, begin, best);
  if (best.size() <= 1) return;
  std::stable_sort(best.begin(), best.end(),
                   [](const Match& a, const Match& b) { return a.step < b.step; });
  std::vector<Match> once;
  for (const Match& match : best) {
    const bool is_there = std::any_of(once.begin(), once.end(), [&](const Match& other) {
      return other.concept_entry == match.concept_entry && other.term == match.term;
    });
    if (!is_there && match.end == tokens_[end_ - 1].end) once.push_back(match);
  }
  best = std::move(once);
}

/// Whether a term that stands whole begins inside a match with a gap, and is of two words or
/// reaches beyond it: then the words belong together there. Words that share the end of a
/// coordination do not cross it: "inclusión digitales" in "accesibilidad e inclusión digitales".
bool Search::is_crossed(std::size_t begin, std::size_t end, Gap gap) {
  for (std::size_t at = begin + 1; at < end; ++at) {
    if (!can_start(at)) continue;
    std::vector<Match> inside;
    collect(at, Gap::OneWord, inside);
    if (inside.empty() || is_best_gapped_) continue;
    const bool shares_end = gap == Gap::Coordination && end_ == end;
    if ((most_words_ > 1 && !shares_end) || end_ > end) return true;
  }
  return false;
}

/// What else begins where a match was looked for: beside one with a gap the term that stands
/// whole, and the terms whose words are parted by a coordination.
void Search::add_candidates(std::size_t begin, std::size_t covered, bool is_gapped,
                            std::vector<Match>& matches) {
  std::vector<Match> found;
  if (is_gapped) {
    collect(begin, Gap::Nothing, found);
    if (end_ > covered) matches.insert(matches.end(), found.begin(), found.end());
  }
  if (!has_conjunction_) return;
  found.clear();
  collect(begin, Gap::Coordination, found);
  if (found.empty()) return;
  const std::size_t end = end_;
  if (end <= covered || is_crossed(begin, end, Gap::Coordination)) return;
  matches.insert(matches.end(), found.begin(), found.end());
}

std::vector<Match> Search::run(bool with_overlaps) {
  std::vector<Match> matches;
  std::size_t covered = 0;
  for (std::size_t at = 0; at < tokens_.size(); ++at) {
    if ((at < covered && !with_overlaps) || !can_start(at)) continue;
    std::vector<Match> best;
    collect(at, Gap::OneWord, best);
    const bool is_gapped = !best.empty() && is_best_gapped_;
    const std::size_t end = end_;
    const std::size_t covered_before = covered;
    if (end > covered && !(is_gapped && is_crossed(at, end, Gap::OneWord))) {
      matches.insert(matches.end(), best.begin(), best.end());
      // What stands whole inside a match with a gap is a candidate, too.
      if (!is_gapped || !with_overlaps) covered = end;
    }
    if (with_overlaps) add_candidates(at, covered_before, is_gapped, matches);
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

Matches Matcher::find_all(std::string_view utf8) const {
  Search search(*index_, utf8);
  Matches matches;
  matches.consumed = search.run(false);
  if (!matches.consumed.empty() || search.has_conjunction()) matches.overlapping = search.run(true);
  return matches;
}

}  // namespace hexapla::terms
