// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/configuration.hpp"

#include "toml_reader.hpp"

namespace hexapla::formats {
namespace {

/// A basic string (TOML 1.0, String).
std::string quote(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      quoted += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

}  // namespace

std::string to_toml_array(const std::vector<std::string>& strings) {
  std::string text;
  for (const std::string& each : strings) text += (text.empty() ? "" : ", ") + quote(each);
  return fmt::format("[{}]", text);
}

Result<model::ImportRecord> read_import_record(std::string_view toml, std::string_view name) {
  HEXAPLA_TRY(const toml::table parsed, parse_toml(toml, name));
  const std::string file(name);
  TomlTable root(parsed, file, "");
  model::ImportRecord record;
  record.file = root.require_string("file");
  record.format = root.require_string("format");
  record.hash = root.require_string("hash");
  for (const toml::table* each : root.read_tables("written")) {
    TomlTable table(*each, file, "[[written]]");
    record.written.push_back({table.require_string("path"), table.require_string("hash")});
    root.adopt(table.finish());
  }
  HEXAPLA_CHECK(root.finish());
  return record;
}

std::string to_toml(const model::ImportRecord& record) {
  std::string text = fmt::format(
      "# Written by hexapla import, which knows by it what was changed by hand since.\n"
      "file = {}\nformat = {}\nhash = {}\n",
      quote(record.file), quote(record.format), quote(record.hash));
  for (const auto& [path, hash] : record.written)
    text += fmt::format("\n[[written]]\npath = {}\nhash = {}\n", quote(path), quote(hash));
  return text;
}

std::string to_toml(const model::Enabler& enabler) {
  return fmt::format("\n[[enabler]]\nid = {}\n", quote(enabler.id));
}

std::string to_toml(const model::SynergyCitation& citation) {
  return fmt::format("\n[[citation]]\nenabler = {}\ncites = {}\n", quote(citation.enabler),
                     to_toml_array(citation.cites));
}

}  // namespace hexapla::formats
