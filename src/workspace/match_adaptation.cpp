// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/match_adaptation.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla::workspace {
namespace {

using model::InlineCode;
using model::InlineText;
using text::Number;

// ---- Codes

using CodeKey = std::pair<model::CodeRole, std::string>;

/// Codes by what they are, or by their id.
CodeKey same_as(const InlineCode& code) { return {code.role, code.equiv}; }
CodeKey side_of(const InlineCode& code) { return {code.role, code.id}; }

/// For each code of a text the one of the source that stands for it; null where there is none.
using Partners = std::vector<const InlineCode*>;

/// Codes that are the same, then those that are left by their order, where both sides have as many
/// of their kind left.
Partners find_partners(const std::vector<InlineCode>& source, const std::vector<InlineCode>& text) {
  std::map<CodeKey, std::deque<const InlineCode*>> unused;
  for (const InlineCode& code : source) unused[same_as(code)].push_back(&code);
  Partners partners(text.size(), nullptr);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::deque<const InlineCode*>& same = unused[same_as(text[i])];
    if (same.empty()) continue;
    partners[i] = same.front();
    same.pop_front();
  }
  const std::set<const InlineCode*> used(partners.begin(), partners.end());
  std::map<model::CodeRole, std::deque<const InlineCode*>> left;
  std::map<model::CodeRole, std::size_t> wanted;
  for (const InlineCode& code : source) {
    if (!used.contains(&code)) left[code.role].push_back(&code);
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (partners[i] == nullptr) ++wanted[text[i].role];
  }
  const auto is_even = [&](model::CodeRole role) { return left[role].size() == wanted[role]; };
  const bool are_singles_even = is_even(model::CodeRole::Standalone);
  const bool are_pairs_even = is_even(model::CodeRole::Open) && is_even(model::CodeRole::Close);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_single = text[i].role == model::CodeRole::Standalone;
    if (partners[i] != nullptr || !(is_single ? are_singles_even : are_pairs_even)) continue;
    partners[i] = left[text[i].role].front();
    left[text[i].role].pop_front();
  }
  return partners;
}

/// By the place that each code of the match's target has in the match's source, where both sources
/// have the same kinds of codes in the same order; else as above.
Partners find_partners(const std::vector<InlineCode>& source,
                       const std::vector<InlineCode>& match_source,
                       const std::vector<InlineCode>& text) {
  const bool is_parallel =
      std::equal(source.begin(), source.end(), match_source.begin(), match_source.end(),
                 [](const InlineCode& a, const InlineCode& b) { return a.role == b.role; });
  if (!is_parallel) return find_partners(source, text);
  std::map<CodeKey, std::deque<const InlineCode*>> unused;
  for (std::size_t i = 0; i < source.size(); ++i)
    unused[side_of(match_source[i])].push_back(&source[i]);
  Partners partners(text.size(), nullptr);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::deque<const InlineCode*>& same = unused[side_of(text[i])];
    if (same.empty()) continue;
    partners[i] = same.front();
    same.pop_front();
  }
  return partners;
}

/// The text with the partners of its codes; without codes that have none, or have lost their other
/// side.
InlineText exchange_codes(const InlineText& text, const Partners& partners) {
  std::set<CodeKey> kept;
  for (const InlineCode* const code : partners) {
    if (code != nullptr) kept.insert(side_of(*code));
  }
  const auto is_whole = [&kept](const InlineCode& code) {
    if (code.role == model::CodeRole::Standalone) return true;
    const bool is_open = code.role == model::CodeRole::Open;
    return kept.contains({is_open ? model::CodeRole::Close : model::CodeRole::Open, code.id});
  };
  InlineText exchanged;
  std::size_t next = 0;
  for (const model::Piece& piece : text.pieces()) {
    if (const auto* const words = std::get_if<std::string>(&piece)) {
      exchanged.append(std::string_view(*words));
      continue;
    }
    const InlineCode* const partner = partners[next++];
    if (partner != nullptr && is_whole(*partner)) exchanged.append(*partner);
  }
  return exchanged;
}

// ---- Numbers

/// A number as it stands in a text.
struct Written {
  std::string text;
  std::string value;  ///< the language's own reading
};

std::vector<Written> list_numbers(const InlineText& text, const text::NumberFinder& finder) {
  std::vector<Written> numbers;
  const std::string plain = text.plain();
  for (const Number& number : finder.find(plain)) {
    if (number.values.empty()) continue;
    numbers.push_back(
        {plain.substr(number.begin, number.end - number.begin), number.values.front()});
  }
  return numbers;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Digits, and between them marks that are no letters: not "10 million".
bool is_in_digits(std::string_view text) {
  return !text.empty() && is_digit(text.front()) && is_digit(text.back()) &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// A value as the target language writes it; grouped where the source is.
std::optional<std::string> write_number(const Written& number,
                                        const model::Locale::Numbers& style) {
  if (!is_in_digits(number.text)) return std::nullopt;
  const std::size_t point = number.value.find('.');
  const std::string whole = number.value.substr(0, point);
  if (whole.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const bool is_grouped = !number.text.starts_with(whole);
  std::string written;
  constexpr std::size_t kGroup = 3;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && is_grouped && (whole.size() - i) % kGroup == 0) written += style.group;
    written += whole[i];
  }
  if (point != std::string::npos) written += style.decimal + number.value.substr(point + 1);
  return written;
}

/// Puts numbers into a text, from the last to the first.
class NumberExchange {
 public:
  NumberExchange(InlineText& target, const NumberWriting& writing)
      : target_(target), writing_(writing) {
    for (std::size_t i = 0; i < target.pieces().size(); ++i) {
      const auto* const words = std::get_if<std::string>(&target.pieces()[i]);
      if (words == nullptr) continue;
      for (const Number& number : writing.finder.find(*words)) places_.push_back({i, number, {}});
    }
  }

  /// Whether the old number stands in the target, and the new one can take its place.
  bool plan(const Written& before, const Written& after) {
    const auto place = std::find_if(places_.begin(), places_.end(), [&](const Place& each) {
      const auto& values = each.number.values;
      return !each.text && std::find(values.begin(), values.end(), before.value) != values.end();
    });
    if (place == places_.end()) return false;
    const auto& words = std::get<std::string>(target_.pieces()[place->piece]);
    const std::string_view old = std::string_view(words).substr(
        place->number.begin, place->number.end - place->number.begin);
    if (before.value == after.value) {
      place->text = std::string(old);
      return true;
    }
    if (!is_in_digits(old)) return false;
    place->text = write_number(after, writing_.style);
    return place->text.has_value();
  }

  void carry_out() {
    for (auto place = places_.rbegin(); place != places_.rend(); ++place) {
      if (!place->text) continue;
      auto& words = std::get<std::string>(target_.pieces()[place->piece]);
      words.replace(place->number.begin, place->number.end - place->number.begin, *place->text);
    }
  }

 private:
  struct Place {
    std::size_t piece = 0;
    Number number;
    std::optional<std::string> text;  ///< the new one
  };

  InlineText& target_;
  const NumberWriting& writing_;
  std::vector<Place> places_;
};

}  // namespace

InlineText fit_codes(const InlineText& source, const InlineText& text) {
  const std::vector<InlineCode> codes = source.codes();
  return exchange_codes(text, find_partners(codes, text.codes()));
}

AdaptedMatch adapt_match(const InlineText& source, const InlineText& match_source,
                         const InlineText& match_target, const NumberWriting& source_numbers,
                         const NumberWriting& target_numbers) {
  AdaptedMatch adapted;
  const std::vector<InlineCode> codes = source.codes();
  const Partners partners = find_partners(codes, match_source.codes(), match_target.codes());
  adapted.target = exchange_codes(match_target, partners);
  adapted.lacks_codes =
      std::any_of(partners.begin(), partners.end(), [](const auto* code) { return !code; });

  const std::vector<Written> before = list_numbers(match_source, source_numbers.finder);
  const std::vector<Written> after = list_numbers(source, source_numbers.finder);
  const auto is_same = [](const Written& a, const Written& b) { return a.value == b.value; };
  if (std::equal(before.begin(), before.end(), after.begin(), after.end(), is_same)) return adapted;
  NumberExchange numbers(adapted.target, target_numbers);
  bool fits = before.size() == after.size();
  for (std::size_t i = 0; fits && i < before.size(); ++i) {
    const bool is_planned = numbers.plan(before[i], after[i]);
    fits = is_planned || before[i].value == after[i].value;
  }
  if (fits) numbers.carry_out();
  adapted.has_new_numbers = fits;
  adapted.has_old_numbers = !fits;
  return adapted;
}

}  // namespace hexapla::workspace
