// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "toml_reader.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/text/compare.hpp"

namespace hexapla::formats {
namespace {

Location to_location(const toml::source_region& where, const std::string& file) {
  return {file, where.begin.line, where.begin.column};
}

}  // namespace

Result<toml::table> parse_toml(std::string_view bytes, std::string_view name) {
  try {
    return toml::parse(bytes);
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::Configuration, fmt::format("malformed TOML: {}", error.description()),
                to_location(error.source(), std::string(name)));
  }
}

TomlTable::TomlTable(const toml::table& table, std::string file, std::string title)
    : table_(table), file_(std::move(file)), title_(std::move(title)) {}

const toml::node* TomlTable::find(std::string_view key) {
  known_.emplace_back(key);
  return table_.get(key);
}

void TomlTable::complain_at(const toml::source_region& where, std::string message,
                            std::string hint) {
  if (!outcome_) return;
  outcome_ = fail(ErrorCode::Configuration, std::move(message), to_location(where, file_),
                  std::move(hint));
}

void TomlTable::complain(std::string_view key, std::string message, std::string hint) {
  const toml::node* node = table_.get(key);
  complain_at(node == nullptr ? table_.source() : node->source(), std::move(message),
              std::move(hint));
}

void TomlTable::adopt(Result<void> outcome) {
  if (outcome_ && !outcome) outcome_ = std::move(outcome);
}

std::string TomlTable::read_string(std::string_view key, std::string fallback) {
  const toml::node* node = find(key);
  if (node == nullptr) return fallback;
  if (const auto value = node->value_exact<std::string>()) return *value;
  complain(key, fmt::format("\"{}\" must be a string", key));
  return fallback;
}

std::string TomlTable::require_string(std::string_view key) {
  std::string value = read_string(key);
  if (value.empty())
    complain(key, fmt::format("\"{}\" is missing{}", key, title_.empty() ? "" : " in " + title_));
  return value;
}

bool TomlTable::read_bool(std::string_view key, bool fallback) {
  const toml::node* node = find(key);
  if (node == nullptr) return fallback;
  if (const auto value = node->value_exact<bool>()) return *value;
  complain(key, fmt::format("\"{}\" must be true or false", key));
  return fallback;
}

int TomlTable::read_integer(std::string_view key, int fallback) {
  const toml::node* node = find(key);
  if (node == nullptr) return fallback;
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value > 0 && *value < 1'000'000) return static_cast<int>(*value);
  complain(key, fmt::format("\"{}\" must be a whole number above 0", key));
  return fallback;
}

std::string TomlTable::read_date(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return {};
  if (const auto value = node->value_exact<toml::date>()) {
    std::ostringstream text;
    text << *value;
    return text.str();
  }
  complain(key, fmt::format("\"{}\" must be a date", key),
           "write it as 2021-10-04, without quotes");
  return {};
}

std::optional<std::vector<std::string>> TomlTable::read_strings(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  std::vector<std::string> values;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    complain(key, fmt::format("\"{}\" must be a list of strings", key));
    return values;
  }
  for (const toml::node& item : *array) {
    if (auto value = item.value_exact<std::string>()) {
      values.push_back(std::move(*value));
    } else {
      complain_at(item.source(), fmt::format("\"{}\" must hold strings only", key), {});
    }
  }
  return values;
}

std::string TomlTable::read_word(std::string_view key, const std::vector<std::string>& words,
                                 std::string fallback) {
  std::string value = read_string(key, fallback);
  if (std::find(words.begin(), words.end(), value) != words.end()) return value;
  complain(key, fmt::format("\"{}\" cannot be \"{}\"", key, value),
           fmt::format("use one of: {}", fmt::join(words, ", ")));
  return fallback;
}

const toml::table& TomlTable::read_table(std::string_view key) {
  static const toml::table kEmpty;
  const toml::node* node = find(key);
  if (node == nullptr) return kEmpty;
  if (const toml::table* table = node->as_table()) return *table;
  complain(key, fmt::format("\"{}\" must be a table", key));
  return kEmpty;
}

std::vector<const toml::table*> TomlTable::read_tables(std::string_view key) {
  std::vector<const toml::table*> tables;
  const toml::node* node = find(key);
  if (node == nullptr) return tables;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    complain(key, fmt::format("\"{}\" must be a list of tables", key),
             fmt::format("write [[{}]]", key));
    return tables;
  }
  for (const toml::node& item : *array) {
    if (const toml::table* table = item.as_table()) {
      tables.push_back(table);
    } else {
      complain_at(item.source(), fmt::format("\"{}\" must be a list of tables", key), {});
    }
  }
  return tables;
}

Result<void> TomlTable::finish() {
  for (const auto& [key, node] : table_) {
    const std::string name(key.str());
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    const std::vector<std::string> near = text::nearest_names(name, known_, 1);
    complain_at(
        key.source(),
        fmt::format("unknown key \"{}\"{}{}", name, title_.empty() ? "" : " in " + title_,
                    near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near.front())),
        near.empty() ? fmt::format("known keys are: {}", fmt::join(known_, ", ")) : std::string());
  }
  return std::move(outcome_);
}

}  // namespace hexapla::formats
