// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hexapla/text/numbers.hpp"

namespace hexapla::check {

/// Numbers of one text that the other does not have.
struct NumberDifference {
  std::vector<text::Number> missing;  ///< of the source
  std::vector<text::Number> added;    ///< of the target
};

/// Compares by value. Words, labels and digits in codes answer a number of the other text and ask
/// for none.
[[nodiscard]] NumberDifference compare_numbers(const std::vector<text::Number>& source,
                                               const std::vector<text::Number>& target);

}  // namespace hexapla::check
