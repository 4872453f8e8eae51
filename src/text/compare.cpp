// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/compare.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <unordered_map>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "subsequence.hpp"

namespace hexapla::text {
namespace {

std::vector<std::uint64_t> hash_all(const std::vector<std::string_view>& texts) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(texts.size());
  for (const std::string_view text : texts) hashes.push_back(std::hash<std::string_view>{}(text));
  return hashes;
}

bool is_word_joiner(char32_t c) { return c == U'\'' || c == U'’' || c == U'-' || c == U'\u2011'; }

/// The end of the token that starts at `at`: a word, a single Han character, or a single other
/// character.
std::size_t token_end(std::string_view utf8, std::size_t at) {
  std::size_t end = at;
  const char32_t first = next_code_point(utf8, end);
  if (is_han(first) || !is_letter_or_digit(first)) return end;
  while (end < utf8.size()) {
    std::size_t next = end;
    const char32_t c = next_code_point(utf8, next);
    if (is_han(c)) break;
    if (!is_letter_or_digit(c)) {
      std::size_t behind = next;
      if (!is_word_joiner(c) || next >= utf8.size()) break;
      const char32_t after = next_code_point(utf8, behind);
      if (!is_letter_or_digit(after) || is_han(after)) break;
    }
    end = next;
  }
  return end;
}

bool is_word(std::string_view token) {
  std::size_t at = 0;
  return is_letter_or_digit(next_code_point(token, at));
}

bool is_space(std::string_view token) { return trim(token).empty(); }

/// Tokens for a diff: each takes the white space behind it along, so that joined tokens give the
/// text.
std::vector<std::string_view> diff_tokens(std::string_view utf8) {
  std::vector<std::string_view> tokens;
  for (std::size_t at = 0; at < utf8.size();) {
    std::size_t end = token_end(utf8, at);
    while (end < utf8.size()) {
      const std::size_t next = token_end(utf8, end);
      if (!is_space(utf8.substr(end, next - end))) break;
      end = next;
    }
    tokens.push_back(utf8.substr(at, end - at));
    at = end;
  }
  return tokens;
}

void append_piece(std::vector<DiffPiece>& pieces, DiffKind kind, std::string_view text) {
  if (!pieces.empty() && pieces.back().kind == kind) {
    pieces.back().text += text;
  } else {
    pieces.push_back({kind, std::string(text)});
  }
}

}  // namespace

std::vector<std::string_view> find_words(std::string_view utf8) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t end = token_end(utf8, at);
    const std::string_view token = utf8.substr(at, end - at);
    if (is_word(token)) words.push_back(token);
    at = end;
  }
  return words;
}

std::size_t count_words(std::string_view utf8, std::string_view /*language*/) {
  // A Han character is a word of its own for find_words, so one count serves every language, mixed
  // text included.
  return find_words(utf8).size();
}

double similarity(std::string_view first, std::string_view second) {
  const std::vector<std::string_view> a = find_words(first);
  const std::vector<std::string_view> b = find_words(second);
  if (a.empty() && b.empty()) return trim(first) == trim(second) ? 1.0 : 0.0;
  const auto common = static_cast<double>(common_subsequence(hash_all(a), hash_all(b)).size());
  return 2.0 * common / static_cast<double>(a.size() + b.size());
}

std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after) {
  const std::vector<std::string_view> old_tokens = diff_tokens(before);
  const std::vector<std::string_view> new_tokens = diff_tokens(after);
  std::vector<DiffPiece> pieces;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto skip_to = [&](std::size_t old_end, std::size_t new_end) {
    for (; i < old_end; ++i) append_piece(pieces, DiffKind::Removed, old_tokens[i]);
    for (; j < new_end; ++j) append_piece(pieces, DiffKind::Added, new_tokens[j]);
  };
  for (const auto& [old_index, new_index] :
       common_subsequence(hash_all(old_tokens), hash_all(new_tokens))) {
    skip_to(old_index, new_index);
    append_piece(pieces, DiffKind::Equal, new_tokens[j]);
    ++i;
    ++j;
  }
  skip_to(old_tokens.size(), new_tokens.size());
  return pieces;
}

namespace {

/// Levenshtein distance over code points, two rows.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string> nearest_names(std::string_view wrong,
                                       const std::vector<std::string>& names, std::size_t most) {
  const std::u32string folded = to_code_points(fold_for_search(wrong));
  const std::size_t limit = std::max<std::size_t>(1, (folded.size() + 2) / 3);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& name : names) {
    const std::size_t distance = edit_distance(folded, to_code_points(fold_for_search(name)));
    if (distance <= limit) near.emplace_back(distance, name);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> result;
  for (const auto& [distance, name] : near) {
    if (result.size() == most) break;
    result.push_back(name);
  }
  return result;
}

}  // namespace hexapla::text
