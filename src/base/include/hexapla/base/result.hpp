// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace hexapla {

/// What kind of failure an operation met; the application maps each to an exit code.
enum class ErrorCode : std::uint8_t {
  NotFound,       ///< a file or folder that must exist does not
  Unreadable,     ///< the operating system refused to read
  Unwritable,     ///< the operating system refused to write, disk full included
  Locked,         ///< another process holds the workspace
  Syntax,         ///< content that cannot be parsed (XML, TOML, JSON, UTF-8)
  Invalid,        ///< content that parses and contradicts itself or the rules of its format
  Configuration,  ///< hexapla.toml, publication.toml, data/*.toml or locales are malformed
  Refused,        ///< the operation would lose or mix something, so it was not done
  Usage,          ///< the caller named something that does not exist (a part, a language, a unit)
  ToolMissing,    ///< an external program is not installed
  ToolFailed,     ///< an external program failed, hung, or is of a version that does not work
};

/// Where in a file something stands; line and column from 1, columns in code points. Line 0 means
/// the whole file.
struct Location {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
};

/// Why an operation could not give its value: one clear message, its place, and what to do.
struct Error {
  ErrorCode code = ErrorCode::Invalid;
  std::string message;
  Location location = {};
  std::string hint = {};

  /// "file:line:column: message", without the parts that are not known.
  [[nodiscard]] std::string to_string() const;
};

/// A value, or the Error that prevented it.
template <class T>
using Result = tl::expected<T, Error>;

/// Makes the failed side of a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                Location location = {}, std::string hint = {}) {
  return tl::unexpected<Error>(
      Error{code, std::move(message), std::move(location), std::move(hint)});
}

}  // namespace hexapla

#define HEXAPLA_CONCAT_INNER(a, b) a##b
#define HEXAPLA_CONCAT(a, b) HEXAPLA_CONCAT_INNER(a, b)

/// HEXAPLA_TRY(const auto text, files.read(path)); declares `text`, or returns the error.
#define HEXAPLA_TRY(declaration, expression)                       \
  auto HEXAPLA_CONCAT(try_result_, __LINE__) = (expression);       \
  if (!HEXAPLA_CONCAT(try_result_, __LINE__))                      \
    return tl::unexpected<::hexapla::Error>(                       \
        std::move(HEXAPLA_CONCAT(try_result_, __LINE__)).error()); \
  declaration = std::move(*HEXAPLA_CONCAT(try_result_, __LINE__))

/// HEXAPLA_CHECK(files.write(path, text)); returns the error of a Result<void>, or goes on.
#define HEXAPLA_CHECK(expression)                                                                \
  do {                                                                                           \
    auto check_result = (expression);                                                            \
    if (!check_result) return tl::unexpected<::hexapla::Error>(std::move(check_result).error()); \
  } while (false)
