// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/morphology.hpp"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "toml_reader.hpp"

namespace hexapla::formats {
namespace {

using Lists = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// A table whose values are lists of strings.
Lists read_lists(TomlTable& root, const std::string& file, std::string_view key) {
  Lists lists;
  const toml::table& entries = root.read_table(key);
  TomlTable table(entries, file, fmt::format("[{}]", key));
  for (const auto& [name, node] : entries) {
    lists.emplace_back(std::string(name.str()),
                       table.read_strings(name.str()).value_or(std::vector<std::string>()));
  }
  root.adopt(table.finish());
  return lists;
}

std::vector<std::pair<std::string, std::string>> to_pairs(const Lists& lists) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [from, forms] : lists) {
    for (const std::string& form : forms) pairs.emplace_back(from, form);
  }
  return pairs;
}

}  // namespace

Result<text::Morphology> read_morphology(std::string_view toml, std::string_view name) {
  HEXAPLA_TRY(const toml::table parsed, parse_toml(toml, name));
  const std::string file(name);
  TomlTable root(parsed, file, "");
  text::Morphology morphology;
  for (auto [key, list] :
       {std::pair("prefixes", &morphology.prefixes), std::pair("suffixes", &morphology.suffixes),
        std::pair("verb-endings", &morphology.verb_endings),
        std::pair("nominal-endings", &morphology.nominal_endings),
        std::pair("function-words", &morphology.function_words),
        std::pair("conjunctions", &morphology.conjunctions)}) {
    *list = root.read_strings(key).value_or(std::vector<std::string>());
  }
  for (auto& [lemma, forms] : read_lists(root, file, "forms"))
    morphology.forms.emplace(lemma, std::move(forms));
  morphology.endings = to_pairs(read_lists(root, file, "endings"));
  morphology.patterns = to_pairs(read_lists(root, file, "patterns"));
  HEXAPLA_CHECK(root.finish());
  return morphology;
}

}  // namespace hexapla::formats
