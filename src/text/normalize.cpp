// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/normalize.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>

#include "hexapla/text/utf8.hpp"

#include "icu.hpp"

namespace hexapla::text {
namespace {

bool is_ascii_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(
      status);  // ICU's own data: cannot fail with data linked in
}

/// White space that a text is trimmed of, beside ASCII's.
constexpr std::array<std::string_view, 3> kWideSpaces = {"\u00A0", "\u202F", "\u3000"};

/// How many bytes of white space `utf8` begins with; 0 for none.
std::size_t leading_space(std::string_view utf8) {
  if (!utf8.empty() && is_ascii_space(utf8.front())) return 1;
  for (const std::string_view space : kWideSpaces) {
    if (utf8.starts_with(space)) return space.size();
  }
  return 0;
}

std::size_t trailing_space(std::string_view utf8) {
  if (!utf8.empty() && is_ascii_space(utf8.back())) return 1;
  for (const std::string_view space : kWideSpaces) {
    if (utf8.ends_with(space)) return space.size();
  }
  return 0;
}

}  // namespace

Result<std::string> to_nfc(std::string_view utf8) {
  if (const auto malformed = find_malformed(utf8)) {
    return fail(ErrorCode::Syntax, fmt::format("malformed UTF-8 at byte {}", *malformed), {},
                "save the text as UTF-8");
  }
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  nfc().normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())), sink,
                      nullptr, status);
  return result;
}

bool is_nfc(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  return nfc().isNormalizedUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())),
                                status) != 0;
}

std::string fold_spaces(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  while (!utf8.empty()) {
    const auto space = std::find_if(utf8.begin(), utf8.end(), is_ascii_space);
    const auto after = std::find_if_not(space, utf8.end(), is_ascii_space);
    result.append(utf8.begin(), space);
    if (space != utf8.end()) result += ' ';
    utf8.remove_prefix(static_cast<std::size_t>(after - utf8.begin()));
  }
  return result;
}

std::string_view trim(std::string_view utf8) {
  for (std::size_t size = leading_space(utf8); size > 0; size = leading_space(utf8))
    utf8.remove_prefix(size);
  for (std::size_t size = trailing_space(utf8); size > 0; size = trailing_space(utf8))
    utf8.remove_suffix(size);
  return utf8;
}

std::string fold_for_search(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (find_malformed(utf8)) return from_icu(folder->normalize(to_icu(utf8), status));
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<int32_t>(utf8.size()));
  folder->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())), sink,
                        nullptr, status);
  return result;
}

std::string to_upper(std::string_view utf8) {
  return from_icu(to_icu(utf8).toUpper(icu::Locale::getRoot()));
}

std::string to_lower(std::string_view utf8) {
  return from_icu(to_icu(utf8).toLower(icu::Locale::getRoot()));
}

std::string capitalize(std::string_view utf8, std::string_view language) {
  std::size_t end = 0;
  if (utf8.empty()) return {};
  (void)next_code_point(utf8, end);
  icu::UnicodeString first = to_icu(utf8.substr(0, end));
  first.toTitle(nullptr, icu::Locale(std::string(language).c_str()));
  return from_icu(first) + std::string(utf8.substr(end));
}

}  // namespace hexapla::text
