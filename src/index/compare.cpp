// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/index/compare.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "hexapla/text/characters.hpp"
#include "hexapla/text/hash.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"
#include "hexapla/text/words.hpp"

namespace hexapla::index {
namespace {

constexpr std::string_view kNumber = "#";

bool is_number(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (!text::is_digit(text::next_code_point(word, at))) return false;
  }
  return true;
}

/// Whether what stands between two numbers makes them one: 1,000 and 1 000, 2.5.
bool joins_numbers(std::string_view between, std::string_view next) {
  if (between == "." || between == ",") return true;
  constexpr std::size_t kGroup = 3;
  return between == " " && text::count_code_points(next) == kGroup;
}

/// Calls `on_word` with each word and `on_number` with each number as it is written.
template <class OnWord, class OnNumber>
void walk_words(std::string_view folded, const OnWord& on_word, const OnNumber& on_number) {
  std::optional<text::Token> number;  // the one that stands right before
  const auto end_number = [&] {
    if (!number) return;
    on_number(folded.substr(number->begin, number->end - number->begin));
    on_word(kNumber);
    number.reset();
  };
  for (const text::Token& token : text::find_tokens(folded)) {
    if (token.kind == text::TokenKind::Punctuation) continue;
    const std::string_view word = folded.substr(token.begin, token.end - token.begin);
    if (token.kind == text::TokenKind::Word && is_number(word)) {
      const bool is_joined =
          number && joins_numbers(folded.substr(number->end, token.begin - number->end), word);
      if (!is_joined) end_number();
      number = text::Token{is_joined ? number->begin : token.begin, token.end, token.kind};
    } else {
      end_number();
      on_word(word);
    }
  }
  end_number();
}

/// The fewest insertions, deletions and replacements that make one sequence of the other; nothing
/// where more than `most` are needed. Follows each diagonal as far as it reaches with each number
/// of edits (Ukkonen 1985): costs the square of the edits, not of the lengths.
std::optional<std::size_t> count_edits(const std::vector<std::uint32_t>& first,
                                       const std::vector<std::uint32_t>& second, std::size_t most) {
  const auto rows = static_cast<std::ptrdiff_t>(first.size());
  const auto columns = static_cast<std::ptrdiff_t>(second.size());
  const std::ptrdiff_t goal = columns - rows;
  const auto limit = static_cast<std::ptrdiff_t>(most);
  if (goal > limit || -goal > limit) return std::nullopt;
  constexpr std::ptrdiff_t kUnreached = std::numeric_limits<std::ptrdiff_t>::min() / 2;
  const std::ptrdiff_t width = limit + 2;
  std::vector<std::ptrdiff_t> before(static_cast<std::size_t>(2 * width + 1), kUnreached);
  std::vector<std::ptrdiff_t> now = before;
  const auto at = [width](std::vector<std::ptrdiff_t> & reach, std::ptrdiff_t diagonal) -> auto& {
    return reach[static_cast<std::size_t>(diagonal + width)];
  };
  for (std::ptrdiff_t edits = 0; edits <= limit; ++edits) {
    for (std::ptrdiff_t diagonal = -edits; diagonal <= edits; ++diagonal) {
      std::ptrdiff_t row = 0;
      if (edits > 0) {
        row = std::max(
            {at(before, diagonal) + 1, at(before, diagonal - 1), at(before, diagonal + 1) + 1});
      }
      row = std::min({row, rows, columns - diagonal});
      while (row >= 0 && row + diagonal >= 0 && row < rows && row + diagonal < columns &&
             first[static_cast<std::size_t>(row)] ==
                 second[static_cast<std::size_t>(row + diagonal)])
        ++row;
      at(now, diagonal) = row;
      if (diagonal == goal && row >= rows) return static_cast<std::size_t>(edits);
    }
    std::swap(before, now);
  }
  return std::nullopt;
}

/// The codes of a text by what they are, in order.
std::vector<std::string> list_codes(const model::InlineText& text) {
  std::vector<std::string> codes;
  for (const model::Piece& piece : text.pieces()) {
    const auto* const code = std::get_if<model::InlineCode>(&piece);
    if (code == nullptr) continue;
    const char* const side = code->role == model::CodeRole::Close ? "/" : "";
    codes.push_back(side + code->equiv);
  }
  return codes;
}

/// How many edits a score of `threshold` allows between texts of that many words.
std::size_t allowed_edits(std::size_t longer, int threshold) {
  const auto left = static_cast<std::size_t>(std::clamp(100 - threshold, 0, 100));
  return std::min(longer * left / 100, kMostEdits);
}

}  // namespace

std::int64_t find_text_key(const model::InlineText& text) {
  const bool has_codes = std::any_of(
      text.pieces().begin(), text.pieces().end(),
      [](const model::Piece& piece) { return std::holds_alternative<model::InlineCode>(piece); });
  return std::bit_cast<std::int64_t>(
      text::hash64(has_codes ? model::with_plain_code_ids(text).canonical() : text.canonical()));
}

void walk_compared_words(std::string_view plain,
                         const std::function<void(std::string_view)>& on_word) {
  walk_words(text::fold_for_search(plain), on_word, [](std::string_view /*number*/) {});
}

std::vector<std::string> find_compared_words(std::string_view plain) {
  std::vector<std::string> words;
  walk_compared_words(plain, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

ComparedText::ComparedText(const model::InlineText& text)
    : codes_(list_codes(text)), key_(find_text_key(text)) {
  walk_words(
      text::fold_for_search(text.plain()),
      [&](std::string_view word) {
        const auto next = static_cast<std::uint32_t>(known_.size());
        numbered_.push_back(known_.emplace(std::string(word), next).first->second);
        words_.emplace_back(word);
      },
      [&](std::string_view number) { numbers_.emplace_back(number); });
}

std::optional<Comparison> ComparedText::compare(const model::InlineText& other,
                                                int threshold) const {
  std::vector<std::uint32_t> numbered;
  std::vector<std::string> numbers;
  constexpr std::uint32_t kUnknown = std::numeric_limits<std::uint32_t>::max();
  std::string scratch;
  walk_words(
      text::fold_for_search(other.plain()),
      [&](std::string_view word) {
        scratch.assign(word);
        const auto found = known_.find(scratch);
        numbered.push_back(found == known_.end() ? kUnknown : found->second);
      },
      [&](std::string_view number) { numbers.emplace_back(number); });
  const std::size_t longer = std::max(numbered.size(), numbered_.size());
  const std::optional<std::size_t> edits =
      count_edits(numbered_, numbered, allowed_edits(longer, threshold));
  if (!edits) return std::nullopt;
  Comparison result;
  result.edits = *edits;
  if (*edits == 0 && find_text_key(other) == key_) {
    result.score = 100;
    return result;
  }
  if (longer == 0) return std::nullopt;
  result.has_other_numbers = numbers != numbers_;
  result.has_other_codes = list_codes(other) != codes_;
  result.has_other_form = *edits == 0 && !result.has_other_numbers && !result.has_other_codes;
  result.score = static_cast<int>((longer - *edits) * 100 / longer) -
                 static_cast<int>(result.has_other_numbers) -
                 static_cast<int>(result.has_other_codes) - static_cast<int>(result.has_other_form);
  if (result.score < threshold) return std::nullopt;
  return result;
}

}  // namespace hexapla::index
