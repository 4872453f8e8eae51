// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hexapla/model/inline_text.hpp"

/// How alike two texts are, as translation memories count it.
namespace hexapla::index {

/// The words of a text as they are compared: letters without case, Han characters one by one, every
/// number the same word "#". Punctuation, white space and inline codes are no words.
[[nodiscard]] std::vector<std::string> find_compared_words(std::string_view plain);

/// The same words one by one; views live as long as the call.
void walk_compared_words(std::string_view plain,
                         const std::function<void(std::string_view)>& on_word);

/// Equal texts have equal keys: a hash of the canonical text with plain code ids.
[[nodiscard]] std::int64_t find_text_key(const model::InlineText& text);

/// What two texts differ in.
struct Comparison {
  /// 100 for equal texts. Else floor(100 x (1 - edits / words of the longer text)), where edits is
  /// the fewest words (for Chinese: characters) that must be put in, taken out or replaced; less
  /// one point each where numbers differ, where inline codes differ, and where nothing but the form
  /// differs (capital letters, punctuation, white space). Texts without words are alike only when
  /// they are equal.
  int score = 0;
  std::size_t edits = 0;
  bool has_other_numbers = false;
  bool has_other_codes = false;
  bool has_other_form = false;
};

/// More edits than this are not told apart: of very long texts only close ones are found.
inline constexpr std::size_t kMostEdits = 1000;

/// One text, to be compared with many.
class ComparedText {
 public:
  explicit ComparedText(const model::InlineText& text);

  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
  [[nodiscard]] std::int64_t key() const { return key_; }
  /// Nothing where the score would be below `threshold`.
  [[nodiscard]] std::optional<Comparison> compare(const model::InlineText& other,
                                                  int threshold) const;

 private:
  std::vector<std::string> words_;
  std::vector<std::uint32_t> numbered_;  ///< the words by number
  std::unordered_map<std::string, std::uint32_t> known_;
  std::vector<std::string> numbers_;
  std::vector<std::string> codes_;
  std::int64_t key_ = 0;
};

}  // namespace hexapla::index
