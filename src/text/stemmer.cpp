// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/stemmer.hpp"

#include <algorithm>
#include <hunspell/hunspell.hxx>
#include <libstemmer.h>
#include <map>
#include <set>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "arabic.hpp"

namespace hexapla::text {
namespace {

struct CloseSnowball {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

void add(std::vector<std::string>& list, std::string word) {
  if (!word.empty() && std::find(list.begin(), list.end(), word) == list.end())
    list.push_back(std::move(word));
}

void fold_all(std::vector<std::string>& words) {
  for (std::string& word : words) word = fold_word(word);
}

void fold_pairs(std::vector<std::pair<std::string, std::string>>& pairs) {
  for (auto& [from, to] : pairs) {
    from = fold_word(from);
    to = fold_word(to);
  }
}

std::string first_letter(std::string_view word) {
  std::size_t end = 0;
  if (!word.empty()) (void)next_code_point(word, end);
  return std::string(word.substr(0, end));
}

}  // namespace

std::string fold_word(std::string_view word) {
  std::u32string folded;
  for (const char32_t c : fold_arabic(to_code_points(fold_for_search(word)))) {
    switch (c) {
      case U'ё':
        folded += U'е';
        break;
      case U'œ':
        folded += U"oe";
        break;
      case U'æ':
        folded += U"ae";
        break;
      default:
        folded += c;
    }
  }
  return to_utf8(folded);
}

struct Stemmer::State {
  std::string language;
  DictionaryFiles files;
  Morphology morphology;  ///< folded
  bool is_arabic = false;
  std::map<std::string, std::vector<std::string>, std::less<>> lemmas_of;  ///< of irregular forms
  std::set<std::string, std::less<>> function_words;
  std::set<std::string, std::less<>> conjunctions;
  std::unique_ptr<sb_stemmer, CloseSnowball> snowball;
  std::unique_ptr<Hunspell> dictionary;

  void prepare();
  [[nodiscard]] bool has_files() const { return !files.affixes.empty(); }
  Hunspell& load();
  [[nodiscard]] std::string find_stem(const std::string& folded) const;
  void read_dictionary(std::string_view word, WordReadings& readings);
  [[nodiscard]] bool is_of_form(const std::string& folded, const std::string& lemma) const;
  void take_stems(const std::string& form, WordReadings& readings);
  [[nodiscard]] bool is_nominal(const std::string& folded, const std::string& lemma);
  [[nodiscard]] bool ends_as_verb(std::string_view lemma) const;
  void add_irregular(WordReadings& readings) const;
};

void Stemmer::State::prepare() {
  is_arabic = language == "ar";
  std::map<std::string, std::vector<std::string>> forms;
  for (auto& [lemma, list] : morphology.forms) {
    std::vector<std::string>& folded = forms[fold_word(lemma)];
    for (const std::string& form : list) {
      add(folded, fold_word(form));
      add(lemmas_of[fold_word(form)], fold_word(lemma));
    }
  }
  morphology.forms = std::move(forms);
  fold_pairs(morphology.endings);
  fold_pairs(morphology.patterns);
  for (auto* words :
       {&morphology.prefixes, &morphology.suffixes, &morphology.verb_endings,
        &morphology.nominal_endings, &morphology.function_words, &morphology.conjunctions})
    fold_all(*words);
  conjunctions.insert(morphology.conjunctions.begin(), morphology.conjunctions.end());
  function_words.insert(morphology.function_words.begin(), morphology.function_words.end());
  snowball.reset(sb_stemmer_new(language.c_str(), "UTF_8"));
}

Hunspell& Stemmer::State::load() {
  if (!dictionary)
    dictionary = std::make_unique<Hunspell>(files.affixes.c_str(), files.words.c_str());
  return *dictionary;
}

std::string Stemmer::State::find_stem(const std::string& folded) const {
  if (!snowball) return folded;
  const auto* stem =
      sb_stemmer_stem(snowball.get(), reinterpret_cast<const sb_symbol*>(folded.data()),
                      static_cast<int>(folded.size()));
  if (stem == nullptr) return folded;
  return {reinterpret_cast<const char*>(stem),
          static_cast<std::size_t>(sb_stemmer_length(snowball.get()))};
}

/// Whether a dictionary word can be the noun or adjective that a form belongs to.
bool Stemmer::State::is_nominal(const std::string& folded, const std::string& lemma) {
  if (folded == lemma || morphology.nominal_endings.empty()) return true;
  for (const std::string& rule : morphology.nominal_endings) {
    const std::size_t colon = rule.find(':');
    const std::string ending = rule.substr(0, colon);
    if (!folded.ends_with(ending)) continue;
    if (colon == std::string::npos) return true;
    const std::string twin =
        folded.substr(0, folded.size() - ending.size()) + rule.substr(colon + 1);
    if (load().spell(twin)) return true;
  }
  return false;
}

bool Stemmer::State::ends_as_verb(std::string_view lemma) const {
  return std::any_of(morphology.verb_endings.begin(), morphology.verb_endings.end(),
                     [&](const std::string& ending) { return lemma.ends_with(ending); });
}

/// Whether a form can be of a dictionary word at all. Prefixes make other words (redes is not of
/// d). The Arabic dictionary strips some forms to nothing and puts hundreds of words in their
/// place: the word must stand in the form, but for a last letter.
bool Stemmer::State::is_of_form(const std::string& folded, const std::string& lemma) const {
  if (!is_arabic) return first_letter(lemma) == first_letter(folded);
  constexpr std::size_t kLetter = 2;  // bytes
  if (lemma == folded) return true;
  return lemma.size() > 2 * kLetter &&
         folded.find(lemma.substr(0, lemma.size() - kLetter)) != std::string::npos;
}

void Stemmer::State::take_stems(const std::string& form, WordReadings& readings) {
  for (const std::string& stem : load().stem(form)) {
    std::string lemma = fold_word(stem);
    if (!is_of_form(readings.folded, lemma)) continue;
    readings.is_known = true;
    const bool is_verb = lemma != readings.folded && ends_as_verb(lemma);
    add(!is_verb && is_nominal(readings.folded, lemma) ? readings.lemmas : readings.verbs, lemma);
  }
}

void Stemmer::State::read_dictionary(std::string_view word, WordReadings& readings) {
  const std::string plain = strip_vowels(to_nfc(word).value_or(std::string(word)));
  take_stems(plain, readings);
  if (const std::string lower = fold_for_search(plain); lower != plain) take_stems(lower, readings);
  if (readings.folded != plain && !is_arabic) take_stems(readings.folded, readings);
  if (!is_arabic) return;
  // A whole form is not what little is left of it without a letter: كتب is not تب. Of وبيئة more is
  // left: it may be و and بيئة.
  constexpr std::size_t kThreeLetters = 6;
  if (std::find(readings.lemmas.begin(), readings.lemmas.end(), readings.folded) !=
      readings.lemmas.end()) {
    std::erase_if(readings.lemmas, [&](const std::string& lemma) {
      return lemma.size() <= kThreeLetters && lemma != readings.folded &&
             readings.folded.ends_with(lemma);
    });
  }
}

void Stemmer::State::add_irregular(WordReadings& readings) const {
  std::vector<std::string> forms = readings.lemmas;
  forms.push_back(readings.folded);
  forms.insert(forms.end(), readings.peeled.begin(), readings.peeled.end());
  for (const std::string& form : forms) {
    const auto found = lemmas_of.find(form);
    if (found == lemmas_of.end()) continue;
    for (const std::string& lemma : found->second) add(readings.irregular, lemma);
  }
}

Stemmer::Stemmer(std::string_view language, Morphology morphology, DictionaryFiles dictionary)
    : state_(std::make_unique<State>()) {
  state_->language = language;
  state_->morphology = std::move(morphology);
  state_->files = std::move(dictionary);
  state_->prepare();
}

Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

const std::string& Stemmer::language() const { return state_->language; }
bool Stemmer::has_dictionary() const { return state_->has_files(); }

WordReadings Stemmer::read(std::string_view word) const {
  WordReadings readings;
  readings.folded = fold_word(word);
  // "في" and its like have no forms, whatever the dictionary says.
  if (has_clitics() && is_function_word(readings.folded)) {
    readings.stem = readings.folded;
    readings.is_known = true;
    return readings;
  }
  if (state_->has_files()) state_->read_dictionary(word, readings);
  readings.stem = state_->find_stem(readings.folded);
  if (has_clitics())
    readings.peeled = peel_clitics(readings.folded, readings.is_known, state_->morphology);
  state_->add_irregular(readings);
  return readings;
}

std::vector<std::string> Stemmer::inflect(std::string_view word) const {
  const std::string folded = fold_word(word);
  const Morphology& morphology = state_->morphology;
  std::vector<std::string> forms;
  if (const auto found = morphology.forms.find(folded); found != morphology.forms.end()) {
    for (const std::string& form : found->second) add(forms, form);
  }
  for (const auto& [from, to] : morphology.endings) {
    if (folded.ends_with(from) && count_code_points(folded) >= count_code_points(from) + 2)
      add(forms, folded.substr(0, folded.size() - from.size()) + to);
  }
  // The accusative of a form without an ending has an alef, whatever the plural's pattern.
  for (const auto& pattern : morphology.patterns) add(forms, apply_pattern(folded, pattern));
  if (state_->is_arabic) {
    for (std::size_t i = 0, size = forms.size(); i < size; ++i) add(forms, forms[i] + "ا");
  }
  return forms;
}

bool Stemmer::has_clitics() const {
  return !state_->morphology.prefixes.empty() || !state_->morphology.suffixes.empty();
}

bool Stemmer::ends_as_verb(std::string_view folded) const { return state_->ends_as_verb(folded); }

bool Stemmer::is_function_word(std::string_view folded) const {
  return state_->function_words.contains(folded);
}

bool Stemmer::is_conjunction(std::string_view folded) const {
  return state_->conjunctions.contains(folded);
}

bool Stemmer::begins_with_conjunction(std::string_view folded) const {
  constexpr std::size_t kThreeLetters = 6;
  const auto& prefixes = state_->morphology.prefixes;
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
    return folded.size() >= prefix.size() + kThreeLetters && folded.starts_with(prefix) &&
           is_conjunction(prefix);
  });
}

}  // namespace hexapla::text
