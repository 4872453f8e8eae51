// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/messages.hpp"

#include <vector>

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include "icu.hpp"

namespace hexapla::text {
namespace {

/// The first argument that the pattern names and `arguments` lacks: ICU would print "{name}"
/// without an error.
std::string find_missing(const icu::MessagePattern& pattern, const Arguments& arguments) {
  for (int32_t i = 0; i < pattern.countParts(); ++i) {
    const icu::MessagePattern::Part& part = pattern.getPart(i);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_NAME &&
        part.getType() != UMSGPAT_PART_TYPE_ARG_NUMBER)
      continue;
    std::string name = from_icu(pattern.getSubstring(part));
    if (!arguments.contains(name)) return name;
  }
  return {};
}

}  // namespace

Result<std::string> format_message(std::string_view pattern, std::string_view language,
                                   const Arguments& arguments) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  const icu::MessagePattern parsed(to_icu(pattern), &where, status);
  if (U_FAILURE(status)) {
    return fail(ErrorCode::Configuration, fmt::format("malformed message pattern \"{}\"", pattern),
                {}, "write it in ICU MessageFormat, an apostrophe as ’ or ''");
  }
  if (const std::string missing = find_missing(parsed, arguments); !missing.empty()) {
    return fail(ErrorCode::Configuration,
                fmt::format("message pattern \"{}\" names {{{}}}, which it is not given", pattern,
                            missing));
  }
  const icu::MessageFormat format(to_icu(pattern), icu::Locale(std::string(language).c_str()),
                                  status);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : arguments) {
    names.push_back(to_icu(name));
    values.emplace_back(to_icu(value));
  }
  icu::UnicodeString result;
  format.format(names.data(), values.data(), static_cast<int32_t>(names.size()), result, status);
  if (U_FAILURE(status)) {
    return fail(ErrorCode::Configuration,
                fmt::format("message pattern \"{}\" cannot be formatted: {}", pattern,
                            u_errorName(status)));
  }
  return from_icu(result);
}

}  // namespace hexapla::text
