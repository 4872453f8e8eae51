// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "citations.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "hexapla/text/normalize.hpp"

#include "conventions.hpp"

namespace hexapla::intake {
namespace {

constexpr std::array<std::string_view, 3> kDashes = {"–", "—", "-"};
/// Signs, and the word before the last number in each language.
constexpr std::array<std::string_view, 13> kSeparators = {"、", "，", ",",  ";",  "،", "and", "et",
                                                          "y ", "и",  "和", "及", "و", "&"};
constexpr std::size_t kMostResults = 99;

/// Takes one of these off the start; whether there was one.
template <class List>
bool take_any(std::string_view& words, const List& signs) {
  words = text::trim(words);
  for (const std::string_view sign : signs) {
    if (sign.empty() || words.size() < sign.size() ||
        text::fold_for_search(words.substr(0, sign.size())) != text::fold_for_search(sign)) {
      continue;
    }
    words = text::trim(words.substr(sign.size()));
    return true;
  }
  return false;
}

std::optional<std::size_t> take_number(std::string_view& words) {
  words = text::trim(words);
  std::size_t number = 0;
  std::size_t at = 0;
  while (at < words.size() && words[at] >= '0' && words[at] <= '9' && number <= kMostResults)
    number = number * 10 + static_cast<std::size_t>(words[at++] - '0');
  if (at == 0 || number == 0 || number > kMostResults) return std::nullopt;
  words.remove_prefix(at);
  return number;
}

std::vector<std::string_view> words_of(const model::Locale* locale, std::string_view role) {
  if (locale == nullptr) return {};
  const auto found = locale->import_words.find(role);
  if (found == locale->import_words.end()) return {};
  return {found->second.begin(), found->second.end()};
}

/// "1、2、4-6" to its end; nothing where something else stands in it.
std::vector<std::size_t> read_numbers(std::string_view words) {
  std::vector<std::size_t> numbers;
  while (!text::trim(words).empty()) {
    const auto first = take_number(words);
    if (!first) return {};
    std::size_t last = *first;
    if (take_any(words, kDashes)) {
      const auto end = take_number(words);
      if (!end || *end < *first) return {};
      last = *end;
    }
    for (std::size_t number = *first; number <= last; ++number) numbers.push_back(number);
    if (!take_any(words, kSeparators) && !text::trim(words).empty()) return {};
  }
  return numbers;
}

}  // namespace

std::optional<CitationText> read_citation(std::string_view words, const model::Locale* locale) {
  const auto head = find_initiative_head(words, false);
  if (!head) return std::nullopt;
  CitationText citation;
  citation.region = head->region;
  const std::string code = head->code();
  std::string_view rest = text::trim(words.substr(head->written.size()));
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
  } else {
    (void)take_any(rest, kDashes);
    if (rest.empty() || (take_any(rest, words_of(locale, "all")) && rest.empty())) {
      citation.cites = {code};
      return citation;
    }
    if (!take_any(rest, words_of(locale, "result"))) return citation;
  }
  for (const std::size_t number : read_numbers(rest))
    citation.cites.push_back(fmt::format("{}.{}", code, number));
  return citation;
}

}  // namespace hexapla::intake
