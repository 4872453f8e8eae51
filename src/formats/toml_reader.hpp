// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "hexapla/base/result.hpp"

/// Strict reading of TOML: every key is known, every value of the right type, every error has its
/// place.
namespace hexapla::formats {

/// A parsed document, or where it is malformed.
[[nodiscard]] Result<toml::table> parse_toml(std::string_view bytes, std::string_view name);

/// One table while it is read. The first error stays; the reader looks at it once, with finish().
class TomlTable {
 public:
  TomlTable(const toml::table& table, std::string file, std::string title);

  [[nodiscard]] std::string read_string(std::string_view key, std::string fallback = {});
  [[nodiscard]] bool read_bool(std::string_view key, bool fallback);
  [[nodiscard]] int read_integer(std::string_view key, int fallback);
  /// A string or a TOML date, as text.
  [[nodiscard]] std::string read_date(std::string_view key);
  /// Absent is not the same as empty.
  [[nodiscard]] std::optional<std::vector<std::string>> read_strings(std::string_view key);
  /// A string that is one of `words`; `fallback` where it is absent.
  [[nodiscard]] std::string read_word(std::string_view key, const std::vector<std::string>& words,
                                      std::string fallback);
  /// A table below this one; empty where it is absent.
  [[nodiscard]] const toml::table& read_table(std::string_view key);
  /// The tables of an array of tables.
  [[nodiscard]] std::vector<const toml::table*> read_tables(std::string_view key);
  /// Requires a string that is not empty.
  [[nodiscard]] std::string require_string(std::string_view key);

  /// An error at a key of this table, unless there is one already.
  void complain(std::string_view key, std::string message, std::string hint = {});
  /// Takes another table's error over.
  void adopt(Result<void> outcome);
  /// All keys that no read_ asked for are errors, naming the nearest known key.
  [[nodiscard]] Result<void> finish();

 private:
  const toml::node* find(std::string_view key);
  void complain_at(const toml::source_region& where, std::string message, std::string hint);

  const toml::table& table_;
  std::string file_;
  std::string title_;  ///< "[workspace]", empty for the root
  std::vector<std::string> known_;
  Result<void> outcome_;
};

}  // namespace hexapla::formats
