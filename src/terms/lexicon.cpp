// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "lexicon.hpp"

#include <algorithm>

#include "hexapla/text/hash.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::terms {
namespace {

// Kinds of keys. A word of a term is filed under what it may be met as; a word of a text looks up
// what it can be.
constexpr char kWritten = 'w';  // as it stands
constexpr char kFolded = 'f';   // folded
constexpr char kForm = 'g';     // a form that the language's data give
constexpr char kLemma = 'l';    // the dictionary's word
constexpr char kVerb = 'v';     // the same, verbs included
// Snowball has a say where the dictionary knows one of the two words not.
constexpr char kStemOfAny = 's';      // of any word of a term, for an unknown word of a text
constexpr char kStemOfUnknown = 'u';  // of an unknown word of a term, for any word of a text
constexpr char kPattern = 'p';        // what stands before the first *

/// Numbers and names of a long run do not pile up for ever.
constexpr std::size_t kMostRemembered = 400'000;
constexpr std::string_view kArticle = "\u0627\u0644";

std::string to_key(char kind, std::string_view key) {
  std::string text(1, kind);
  return text += key;
}

/// Whether a folded word is of a pattern with * for any letters.
bool is_of_pattern(std::string_view word, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return word == pattern;
  if (!word.starts_with(pattern.substr(0, star))) return false;
  word.remove_prefix(star);
  pattern.remove_prefix(star + 1);
  for (std::size_t skipped = 0; skipped <= word.size(); ++skipped) {
    if (is_of_pattern(word.substr(skipped), pattern)) return true;
  }
  return false;
}

/// The lemmas that a term's word stands for: itself, where it is one.
std::vector<std::string> choose_lemmas(const text::WordReadings& readings) {
  std::vector<std::string> chosen = readings.lemmas;
  const auto itself = std::find(chosen.begin(), chosen.end(), readings.folded);
  if (itself != chosen.end()) chosen = {readings.folded};
  chosen.insert(chosen.end(), readings.irregular.begin(), readings.irregular.end());
  return chosen;
}

/// Whether the dictionary took clitics off before it named the lemma.
bool has_clitic(const text::WordReadings& readings, std::string_view lemma) {
  constexpr std::size_t kTwoArabicLetters = 4;
  return !lemma.starts_with(std::string_view(readings.folded).substr(0, kTwoArabicLetters));
}

/// Whether a word that begins like a conjunction is one with another word: وتنظيمية is, وباء not.
bool is_joined(const text::WordReadings& readings) {
  if (readings.lemmas.empty()) return !readings.is_known && !readings.peeled.empty();
  return std::all_of(readings.lemmas.begin(), readings.lemmas.end(),
                     [&](const std::string& lemma) { return has_clitic(readings, lemma); });
}

void keep_surest(std::vector<Link>& links) {
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
    return a.word != b.word ? a.word < b.word : a.step < b.step;
  });
  links.erase(std::unique(links.begin(), links.end(),
                          [](const Link& a, const Link& b) { return a.word == b.word; }),
              links.end());
}

}  // namespace

WordId Lexicon::add(std::string_view word, WordRule rule) {
  const std::string written = text::to_nfc(word).value_or(std::string(word));
  const auto [found, is_new] =
      ids_.try_emplace(to_key(static_cast<char>('0' + static_cast<int>(rule)), written),
                       static_cast<WordId>(words_.size()));
  if (!is_new) return found->second;
  const WordId id = found->second;
  words_.push_back({written, text::fold_word(written), rule});
  switch (rule) {
    case WordRule::AsWritten:
      add_key(kWritten, written, id);
      break;
    case WordRule::Pattern:
      has_patterns_ = true;
      add_key(kPattern, words_.back().folded.substr(0, words_.back().folded.find('*')), id);
      break;
    case WordRule::Folded:
      add_key(kFolded, words_.back().folded, id);
      if (stemmer_ != nullptr && stemmer_->has_clitics()) add_bases(words_.back(), id);
      break;
    case WordRule::Inflected:
    case WordRule::Verb:
      add_key(kFolded, words_.back().folded, id);
      if (stemmer_ != nullptr) add_inflected(words_.back(), id);
      break;
  }
  return id;
}

void Lexicon::add_key(char kind, std::string_view key, WordId word) {
  keys_.emplace_back(text::hash64(to_key(kind, key)), word);
}

/// A given form stands behind clitics, too, and a definite one without its article.
void Lexicon::add_bases(const Word& word, WordId id) {
  constexpr std::size_t kThreeLetters = 6;
  add_key(kForm, word.folded, id);
  if (word.folded.starts_with(kArticle) && word.folded.size() >= kArticle.size() + kThreeLetters)
    add_key(kForm, word.folded.substr(kArticle.size()), id);
}

void Lexicon::add_inflected(const Word& word, WordId id) {
  const text::WordReadings readings = stemmer_->read(word.written);
  std::vector<std::string> bases = {readings.folded};
  // A term in the definite form is met without its article, too.
  if (readings.folded.starts_with(kArticle)) {
    const std::string bare = readings.folded.substr(kArticle.size());
    if (std::find(readings.peeled.begin(), readings.peeled.end(), bare) != readings.peeled.end())
      bases.push_back(bare);
  }
  const std::vector<std::string> lemmas = choose_lemmas(readings);
  for (const std::string& lemma : lemmas) add_key(kLemma, lemma, id);
  // "мечеть" ends like a verb: its forms are filed under verbs.
  if (stemmer_->ends_as_verb(readings.folded)) add_key(kVerb, readings.folded, id);
  bases.insert(bases.end(), readings.irregular.begin(), readings.irregular.end());
  for (const std::string& base : bases) {
    add_key(kForm, base, id);
    add_key(kLemma, base, id);
    for (const std::string& form : stemmer_->inflect(base)) add_key(kForm, form, id);
  }
  if (word.rule == WordRule::Verb) {
    for (const auto* list : {&readings.lemmas, &readings.verbs}) {
      for (const std::string& lemma : *list) add_key(kVerb, lemma, id);
    }
  }
  add_key(kStemOfAny, readings.stem, id);
  if (!readings.is_known) add_key(kStemOfUnknown, readings.stem, id);
}

void Lexicon::seal() {
  std::sort(keys_.begin(), keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  keys_.shrink_to_fit();
  ids_ = {};
}

void Lexicon::find(char kind, std::string_view key, Step step, std::vector<Link>& links) const {
  const std::uint64_t hash = text::hash64(to_key(kind, key));
  auto found =
      std::lower_bound(keys_.begin(), keys_.end(), std::pair<std::uint64_t, WordId>(hash, 0));
  for (; found != keys_.end() && found->first == hash; ++found)
    links.push_back({found->second, step});
}

void Lexicon::find_patterns(const std::string& folded, std::vector<Link>& links) const {
  std::vector<Link> candidates;
  for (std::size_t at = 0;; (void)text::next_code_point(folded, at)) {
    find(kPattern, std::string_view(folded).substr(0, at), Step::Variant, candidates);
    if (at >= folded.size()) break;
  }
  for (const Link& link : candidates) {
    if (is_of_pattern(folded, words_[link.word].folded)) links.push_back(link);
  }
}

void Lexicon::find_forms(std::string_view word, std::vector<Link>& links) const {
  const text::WordReadings readings = stemmer_->read(word);
  find(kForm, readings.folded, Step::Stem, links);
  Step of_irregular = Step::Stem;
  for (const std::string& lemma : readings.lemmas) {
    const bool is_peeled = stemmer_->has_clitics() && has_clitic(readings, lemma);
    const Step step = is_peeled ? Step::Clitic : Step::Stem;
    of_irregular = std::max(of_irregular, step);
    find(kLemma, lemma, step, links);
    // What the dictionary leaves, clitics and all taken off, may be a plural of our data.
    if (stemmer_->has_clitics()) find(kForm, lemma, step, links);
  }
  for (const std::string& lemma : readings.irregular) find(kLemma, lemma, of_irregular, links);
  for (const auto* lemmas : {&readings.lemmas, &readings.verbs}) {
    for (const std::string& lemma : *lemmas) find(kVerb, lemma, Step::Stem, links);
  }
  for (const std::string& base : readings.peeled) {
    find(kForm, base, Step::Clitic, links);
    find(kLemma, base, Step::Clitic, links);
  }
  // Peeling tells more of a word with clitics than Snowball, which leaves two letters of many.
  if (stemmer_->has_clitics() && stemmer_->has_dictionary()) return;
  if (!readings.is_known) find(kStemOfAny, readings.stem, Step::Stem, links);
  find(kStemOfUnknown, readings.stem, Step::Stem, links);
}

Lexicon::Entry Lexicon::work_out(std::string_view word) {
  Entry entry;
  std::vector<Link> links;
  const std::string written = text::to_nfc(word).value_or(std::string(word));
  const std::string folded = text::fold_word(written);
  find(kWritten, written, Step::Exact, links);
  const std::size_t first_folded = links.size();
  find(kFolded, folded, Step::Case, links);
  for (std::size_t i = first_folded; i < links.size(); ++i) {
    if (words_[links[i].word].written == written) links[i].step = Step::Exact;
  }
  if (has_patterns_) find_patterns(folded, links);
  if (stemmer_ != nullptr) {
    find_forms(word, links);
    entry.is_function_word = stemmer_->is_function_word(folded);
    entry.is_conjunction = stemmer_->is_conjunction(folded);
    entry.begins_with_conjunction =
        stemmer_->begins_with_conjunction(folded) && is_joined(stemmer_->read(word));
  }
  keep_surest(links);
  entry.begin = static_cast<std::uint32_t>(links_.size());
  entry.count = static_cast<std::uint32_t>(links.size());
  links_.insert(links_.end(), links.begin(), links.end());
  return entry;
}

void Lexicon::mark_as_first(WordId word) {
  if (is_first_.size() <= word) is_first_.resize(word + 1);
  is_first_[word] = true;
}

void Lexicon::forget_if_full() {
  if (seen_.size() < kMostRemembered) return;
  seen_.clear();
  entries_.resize(1);
  links_.clear();
}

std::uint32_t Lexicon::read(std::string_view word) {
  const std::uint64_t hash = text::hash64(word);
  if (const std::uint32_t handle = seen_.find(hash); handle != 0) return handle;
  const Entry entry = work_out(word);
  const std::span<const Link> found(links_.data() + entry.begin, entry.count);
  const bool starts = std::any_of(found.begin(), found.end(), [&](const Link& link) {
    return link.word < is_first_.size() && is_first_[link.word];
  });
  const auto handle = static_cast<std::uint32_t>(entries_.size() << 1U) | (starts ? 1U : 0U);
  entries_.push_back(entry);
  return seen_.insert(hash, handle);
}

}  // namespace hexapla::terms
