// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/match_adaptation.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
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

bool is_same_code(const InlineCode& a, const InlineCode& b) {
  return a.role == b.role && a.equiv == b.equiv;
}

/// Puts the codes of a source in the place of those of the match.
class CodeExchange {
 public:
  CodeExchange(const InlineText& source, const InlineText& match)
      : source_(source.codes()),
        match_(match.codes()),
        is_used_(source_.size()),
        goes_by_order_(std::equal(
            source_.begin(), source_.end(), match_.begin(), match_.end(),
            [](const InlineCode& a, const InlineCode& b) { return a.role == b.role; })) {}

  /// The code that stands for one of the match's target; nothing where there is none.
  std::optional<InlineCode> find(const InlineCode& code) {
    for (std::size_t i = 0; i < source_.size(); ++i) {
      const bool is_it = goes_by_order_ ? match_[i].id == code.id && match_[i].role == code.role
                                        : is_same_code(source_[i], code);
      if (is_used_[i] || !is_it) continue;
      is_used_[i] = true;
      return source_[i];
    }
    return std::nullopt;
  }

 private:
  std::vector<InlineCode> source_;
  std::vector<InlineCode> match_;
  std::vector<bool> is_used_;
  bool goes_by_order_;
};

/// Takes out what has lost its other side.
void remove_half_pairs(InlineText& text) {
  const std::vector<InlineCode> codes = text.codes();
  const auto has = [&](model::CodeRole role, const std::string& id) {
    return std::any_of(codes.begin(), codes.end(),
                       [&](const InlineCode& each) { return each.role == role && each.id == id; });
  };
  InlineText whole;
  for (const model::Piece& piece : text.pieces()) {
    const auto* const code = std::get_if<InlineCode>(&piece);
    if (code == nullptr)
      whole.append(std::get<std::string>(piece));
    else if (code->role == model::CodeRole::Standalone ||
             has(code->role == model::CodeRole::Open ? model::CodeRole::Close
                                                     : model::CodeRole::Open,
                 code->id))
      whole.append(*code);
  }
  text = std::move(whole);
}

/// Which code of a source each code of a text is: one that is the same, else by their order.
class CodePartners {
 public:
  CodePartners(std::vector<InlineCode> source, std::vector<InlineCode> text)
      : source_(std::move(source)),
        text_(std::move(text)),
        partners_(text_.size()),
        is_used_(source_.size()) {
    for (std::size_t i = 0; i < text_.size(); ++i) pair(i, is_same_code);
    const bool are_singles_even = are_left_even(model::CodeRole::Standalone);
    const bool are_pairs_even =
        are_left_even(model::CodeRole::Open) && are_left_even(model::CodeRole::Close);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const bool is_single = text_[i].role == model::CodeRole::Standalone;
      if (is_single ? are_singles_even : are_pairs_even)
        pair(i, [](const InlineCode& a, const InlineCode& b) { return a.role == b.role; });
    }
  }

  /// Of the n-th code of the text; null where it has none.
  [[nodiscard]] const InlineCode* find(std::size_t n) const {
    return partners_[n] ? &source_[*partners_[n]] : nullptr;
  }

 private:
  template <class IsPartner>
  void pair(std::size_t n, const IsPartner& is_partner) {
    for (std::size_t i = 0; i < source_.size() && !partners_[n]; ++i) {
      if (is_used_[i] || !is_partner(source_[i], text_[n])) continue;
      is_used_[i] = true;
      partners_[n] = i;
    }
  }
  /// Whether as many of a kind are left without partner on both sides.
  [[nodiscard]] bool are_left_even(model::CodeRole role) const {
    std::size_t in_source = 0;
    std::size_t in_text = 0;
    for (std::size_t i = 0; i < source_.size(); ++i) {
      if (!is_used_[i] && source_[i].role == role) ++in_source;
    }
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (!partners_[i] && text_[i].role == role) ++in_text;
    }
    return in_source == in_text;
  }

  std::vector<InlineCode> source_;
  std::vector<InlineCode> text_;
  std::vector<std::optional<std::size_t>> partners_;
  std::vector<bool> is_used_;
};

// ---- Numbers

/// A number as it stands in a text.
struct Written {
  std::string text;
  std::string value;  ///< the language's own reading
  std::vector<std::string> values;
};

std::vector<Written> list_numbers(const InlineText& text, const text::NumberFinder& finder) {
  std::vector<Written> numbers;
  const std::string plain = text.plain();
  for (const Number& number : finder.find(plain)) {
    if (number.values.empty()) continue;
    numbers.push_back({plain.substr(number.begin, number.end - number.begin), number.values.front(),
                       number.values});
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
  CodePartners partners(source.codes(), text.codes());
  InlineText fitted;
  std::size_t next = 0;
  for (const model::Piece& piece : text.pieces()) {
    if (const auto* const words = std::get_if<std::string>(&piece)) {
      fitted.append(std::string_view(*words));
    } else if (const InlineCode* const partner = partners.find(next++)) {
      fitted.append(*partner);
    }
  }
  remove_half_pairs(fitted);
  return fitted;
}

AdaptedMatch adapt_match(const InlineText& source, const InlineText& match_source,
                         const InlineText& match_target, const NumberWriting& source_numbers,
                         const NumberWriting& target_numbers) {
  AdaptedMatch adapted;
  CodeExchange codes(source, match_source);
  for (const model::Piece& piece : match_target.pieces()) {
    if (const auto* const words = std::get_if<std::string>(&piece)) {
      adapted.target.append(std::string_view(*words));
    } else if (auto code = codes.find(std::get<InlineCode>(piece))) {
      adapted.target.append(*std::move(code));
    } else {
      adapted.lacks_codes = true;
    }
  }
  if (adapted.lacks_codes) remove_half_pairs(adapted.target);

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
