// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "conventions.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::intake {
namespace {

/// Capital letters of other alphabets that look like Latin ones (Unicode's confusables): Cyrillic,
/// Greek, full-width.
constexpr std::array<std::pair<char32_t, char>, 31> kLookalikes = {
    {{U'А', 'A'}, {U'В', 'B'}, {U'Е', 'E'}, {U'К', 'K'}, {U'М', 'M'}, {U'Н', 'H'}, {U'О', 'O'},
     {U'Р', 'P'}, {U'С', 'C'}, {U'Т', 'T'}, {U'У', 'Y'}, {U'Х', 'X'}, {U'Ѕ', 'S'}, {U'І', 'I'},
     {U'Ј', 'J'}, {U'Ԛ', 'Q'}, {U'Ԝ', 'W'}, {U'Α', 'A'}, {U'Β', 'B'}, {U'Ε', 'E'}, {U'Ζ', 'Z'},
     {U'Η', 'H'}, {U'Ι', 'I'}, {U'Κ', 'K'}, {U'Μ', 'M'}, {U'Ν', 'N'}, {U'Ο', 'O'}, {U'Ρ', 'P'},
     {U'Τ', 'T'}, {U'Υ', 'Y'}, {U'Χ', 'X'}}};

/// The capital Latin letter that a character is or looks like; 0 for others.
char to_latin(char32_t c) {
  if (c >= U'A' && c <= U'Z') return static_cast<char>(c);
  if (c >= 0xFF21 && c <= 0xFF3A) return static_cast<char>('A' + (c - 0xFF21));
  const auto* const found = std::find_if(kLookalikes.begin(), kLookalikes.end(),
                                         [&](const auto& each) { return each.first == c; });
  return found == kLookalikes.end() ? '\0' : found->second;
}

/// Bytes of white space at the start, no-break and ideographic spaces included.
std::size_t count_spaces(std::string_view words) {
  std::size_t at = 0;
  for (;;) {
    std::size_t next = at;
    if (next >= words.size()) return at;
    const char32_t c = text::next_code_point(words, next);
    if (c != U' ' && c != U'\t' && c != 0xA0 && c != 0x3000 && c != 0x202F) return at;
    at = next;
  }
}

/// Bytes of a colon with the white space around it; 0 where there is none.
std::size_t count_colon(std::string_view words) {
  const std::size_t spaces = count_spaces(words);
  for (const std::string_view colon : {":", "："}) {
    if (!words.substr(spaces).starts_with(colon)) continue;
    const std::size_t end = spaces + colon.size();
    return end + count_spaces(words.substr(end));
  }
  return 0;
}

std::size_t read_number(std::string_view words, std::size_t& at) {
  std::size_t number = 0;
  while (at < words.size() && words[at] >= '0' && words[at] <= '9' && number < 1000)
    number = number * 10 + static_cast<std::size_t>(words[at++] - '0');
  return number;
}

const std::vector<std::string>& words_of(const model::Locale* locale, std::string_view role) {
  static const std::vector<std::string> kNone;
  if (locale == nullptr) return kNone;
  const auto found = locale->import_words.find(role);
  return found == locale->import_words.end() ? kNone : found->second;
}

/// Whether a text begins with a word, whatever the case of ASCII letters and others.
bool begins_with(std::string_view words, std::string_view word) {
  if (words.starts_with(word)) return true;
  return words.size() >= word.size() &&
         text::fold_for_search(words.substr(0, word.size())) == text::fold_for_search(word);
}

}  // namespace

std::string InitiativeHead::code() const { return fmt::format("{}{}", region, number); }

std::optional<InitiativeHead> find_initiative_head(std::string_view words, bool needs_colon) {
  constexpr std::size_t kFewest = 2;
  constexpr std::size_t kMost = 5;
  InitiativeHead head;
  std::size_t at = 0;
  while (at < words.size()) {
    std::size_t next = at;
    const char letter = to_latin(text::next_code_point(words, next));
    if (letter == '\0') break;
    if (static_cast<unsigned char>(words[at]) >= 0x80) head.foreign += words.substr(at, next - at);
    head.region += letter;
    at = next;
  }
  if (head.region.size() < kFewest || head.region.size() > kMost) return std::nullopt;
  at += count_spaces(words.substr(at));
  head.number = read_number(words, at);
  if (head.number == 0 || head.number > 99) return std::nullopt;
  head.written = words.substr(0, at);
  const std::string_view rest = words.substr(at);
  std::size_t mark = count_colon(rest);
  if (mark == 0 && rest.starts_with('\t')) mark = count_spaces(rest);
  if (needs_colon && (mark == 0 || at + mark == words.size())) return std::nullopt;
  head.length = at + mark;
  return head;
}

std::optional<CaptionHead> find_caption_head(std::string_view words, const model::Locale* locale,
                                             std::string_view role) {
  for (const std::string& word : words_of(locale, role)) {
    if (!begins_with(words, word)) continue;
    std::size_t at = word.size();
    at += count_spaces(words.substr(at));
    CaptionHead head;
    head.number = read_number(words, at);
    if (head.number == 0) continue;
    const std::string_view rest = words.substr(at);
    std::size_t mark = count_colon(rest);
    for (const std::string_view sign : {". ", ".\t", "．", " – ", " — ", " - ", "\t", "\u3000"}) {
      if (mark == 0 && rest.starts_with(sign))
        mark = sign.size() + count_spaces(rest.substr(sign.size()));
    }
    if (mark == 0 || at + mark >= words.size()) continue;
    head.length = at + mark;
    return head;
  }
  return std::nullopt;
}

std::optional<WordHead> find_word_head(std::string_view words, const model::Locale* locale,
                                       std::string_view role) {
  for (const std::string& word : words_of(locale, role)) {
    if (!begins_with(words, word)) continue;
    const std::size_t colon = count_colon(words.substr(word.size()));
    if (colon != 0) return WordHead{std::string(words.substr(0, word.size())), word.size() + colon};
  }
  return std::nullopt;
}

bool has_word(std::string_view words, const model::Locale* locale, std::string_view role) {
  const std::string folded = text::fold_for_search(words);
  const std::vector<std::string>& all = words_of(locale, role);
  return std::any_of(all.begin(), all.end(), [&](const std::string& word) {
    return folded.find(text::fold_for_search(word)) != std::string::npos;
  });
}

bool ends_sentence(std::string_view words) {
  words = text::trim(words);
  for (const std::string_view closer : {"”", "’", "»", "」", "』", ")", "）", "\""}) {
    if (words.ends_with(closer)) {
      words.remove_suffix(closer.size());
      break;
    }
  }
  constexpr std::array<std::string_view, 14> kEnds = {".",  "!",  "?",  ";",  ":",  ",", "。",
                                                      "！", "？", "；", "：", "，", "؟", "؛"};
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [&](std::string_view end) { return words.ends_with(end); });
}

bool is_short(std::string_view words, std::size_t limit) {
  std::size_t weight = 0;
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = text::next_code_point(words, at);
    weight += text::is_han(c) || text::is_cjk_punctuation(c) ? 3U : 1U;
  }
  return weight <= limit;
}

}  // namespace hexapla::intake
