// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/collation.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include <fmt/format.h>
#include <unicode/coll.h>

#include "icu.hpp"

namespace hexapla::text {

Result<std::vector<std::size_t>> collation_order(const std::vector<std::string>& names,
                                                 std::string_view locale) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale parsed = icu::Locale::forLanguageTag(
      icu::StringPiece(locale.data(), static_cast<int32_t>(locale.size())), status);
  const std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(parsed, status));
  if (U_FAILURE(status)) {
    return fail(ErrorCode::Configuration, fmt::format("no collation for locale \"{}\"", locale));
  }
  std::vector<icu::UnicodeString> texts;
  std::transform(names.begin(), names.end(), std::back_inserter(texts), to_icu);
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    UErrorCode compare_status = U_ZERO_ERROR;
    return collator->compare(texts[a], texts[b], compare_status) == UCOL_LESS;
  });
  return order;
}

}  // namespace hexapla::text
