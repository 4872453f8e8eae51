// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"

namespace hexapla::text {

/// One SRX rule (SRX 2.0, rule): where `before` matches up to a position and `after` from it, break
/// or do not. Both are ICU regular expressions; the first rule that matches at a position decides.
struct SegmentationRule {
  bool is_break = true;
  std::string before;
  std::string after;
};

/// Cuts text into sentences by SRX rules. Immutable, safe to share between threads.
class Segmenter {
 public:
  /// Compiles the rules. Fails with ErrorCode::Configuration naming the rule that is no valid
  /// expression.
  [[nodiscard]] static Result<Segmenter> compile(const std::vector<SegmentationRule>& rules);
  /// Without rules: the sentences of UAX 29, for languages that have no SRX.
  [[nodiscard]] static Segmenter untailored();
  Segmenter(const Segmenter&) = delete;
  Segmenter& operator=(const Segmenter&) = delete;
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;
  ~Segmenter();

  /// Byte offsets at which a new sentence starts, 0 and the end not among them; white space at a
  /// break belongs to the sentence before. Linear in the length of the text: a rule sees 256
  /// characters on each side of a position. Fails with ErrorCode::Configuration naming the rule
  /// whose expression would try more ways to match than a whole text may cost.
  [[nodiscard]] Result<std::vector<std::size_t>> find_breaks(std::string_view utf8) const;

 private:
  struct Compiled;
  explicit Segmenter(std::unique_ptr<const Compiled> compiled);
  std::unique_ptr<const Compiled> compiled_;
};

}  // namespace hexapla::text
