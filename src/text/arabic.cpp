// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "arabic.hpp"

#include <algorithm>
#include <array>

#include "hexapla/text/utf8.hpp"

namespace hexapla::text {
namespace {

constexpr char32_t kTatweel = U'\u0640';
constexpr char32_t kTa = U'\u062A';
constexpr char32_t kHa = U'\u0647';  // ta marbuta, folded
constexpr std::string_view kArticle = "\u0627\u0644";
constexpr std::string_view kToTheArticle = "\u0644\u0644";

bool is_vowel_sign(char32_t c) { return (c >= U'\u064B' && c <= U'\u065F') || c == U'\u0670'; }

std::size_t letters(std::string_view folded) { return count_code_points(folded); }

void add(std::vector<std::string>& list, std::string word) {
  if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(std::move(word));
}

bool is_root_slot(char32_t c) { return c >= U'1' && c <= U'4'; }

/// A pronoun turns ta marbuta into ta: سياستها is of سياسة.
std::string with_ta_marbuta(std::string_view base) {
  std::u32string points = to_code_points(base);
  if (points.empty() || points.back() != kTa) return {};
  points.back() = kHa;
  return to_utf8(points);
}

}  // namespace

std::u32string fold_arabic(std::u32string_view word) {
  std::u32string folded;
  folded.reserve(word.size());
  for (const char32_t c : word) {
    if (c == kTatweel || is_vowel_sign(c)) continue;
    switch (c) {
      case U'\u0622':
      case U'\u0623':
      case U'\u0625':
      case U'\u0671':
        folded += U'\u0627';
        break;
      case U'\u0649':
      case U'\u06CC':
        folded += U'\u064A';
        break;
      case U'\u0629':
        folded += kHa;
        break;
      default:
        folded += c;
    }
  }
  return folded;
}

std::string strip_vowels(std::string_view word) {
  std::u32string points = to_code_points(word);
  std::erase_if(points, [](char32_t c) { return c == kTatweel || is_vowel_sign(c); });
  return to_utf8(points);
}

namespace {

/// The word without each suffix that leaves three letters or more.
void peel_suffixes(std::string_view base, const Morphology& morphology,
                   std::vector<std::string>& peeled) {
  for (const std::string& suffix : morphology.suffixes) {
    if (!base.ends_with(suffix)) continue;
    const std::string_view bare = base.substr(0, base.size() - suffix.size());
    if (letters(bare) < 3) continue;
    add(peeled, std::string(bare));
    if (std::string ending = with_ta_marbuta(bare); !ending.empty()) add(peeled, ending);
  }
}

}  // namespace

std::vector<std::string> peel_clitics(std::string_view folded, bool is_known,
                                      const Morphology& morphology) {
  std::vector<std::string> peeled;
  if (!is_known) peel_suffixes(folded, morphology, peeled);
  for (const std::string& prefix : morphology.prefixes) {
    if (!folded.starts_with(prefix)) continue;
    const bool has_article = prefix.ends_with(kArticle) || prefix.ends_with(kToTheArticle);
    if (is_known && !has_article) continue;
    const std::string_view base = folded.substr(prefix.size());
    if (letters(base) >= (has_article ? 2U : 3U)) add(peeled, std::string(base));
    if (!is_known) peel_suffixes(base, morphology, peeled);
  }
  std::stable_sort(peeled.begin(), peeled.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  std::erase(peeled, folded);
  return peeled;
}

std::string apply_pattern(std::string_view folded,
                          const std::pair<std::string, std::string>& pattern) {
  const std::u32string word = to_code_points(folded);
  const std::u32string from = to_code_points(pattern.first);
  if (word.size() != from.size()) return {};
  std::array<char32_t, 5> root{};
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (is_root_slot(from[i])) {
      char32_t& letter = root.at(from[i] - U'0');
      if (letter != 0 && letter != word[i]) return {};
      letter = word[i];
    } else if (from[i] != word[i]) {
      return {};
    }
  }
  std::u32string form;
  for (const char32_t c : to_code_points(pattern.second))
    form += is_root_slot(c) ? root.at(c - U'0') : c;
  return to_utf8(form);
}

}  // namespace hexapla::text
