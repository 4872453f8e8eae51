// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/configuration.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "toml_reader.hpp"

namespace hexapla::formats {
namespace {

constexpr std::array<std::string_view, 7> kMessageSections = {
    "reference", "reference-full", "reference-code", "caption", "label", "language", "state"};

std::array<std::string, 2> read_pair(TomlTable& table, std::string_view key) {
  const auto values = table.read_strings(key);
  if (values && values->size() == 2) return {(*values)[0], (*values)[1]};
  if (values) table.complain(key, fmt::format("\"{}\" must be an opening and a closing mark", key));
  return {};
}

void read_fonts(TomlTable& root, const std::string& file, model::Locale::Fonts& fonts) {
  TomlTable table(root.read_table("fonts"), file, "[fonts]");
  for (auto [key, list] :
       {std::pair("body", &fonts.body), std::pair("heading", &fonts.heading),
        std::pair("emphasis", &fonts.emphasis), std::pair("code", &fonts.code)}) {
    *list = table.read_strings(key).value_or(std::vector<std::string>{});
  }
  if (fonts.body.empty()) table.complain("body", "\"body\" needs at least one font family");
  if (fonts.heading.empty()) fonts.heading = fonts.body;
  if (fonts.emphasis.empty()) fonts.emphasis = fonts.body;
  if (fonts.code.empty()) fonts.code = fonts.body;
  root.adopt(table.finish());
}

/// A table whose keys are numbers and whose values are the words for them.
template <class Take>
void read_number_words(TomlTable& root, const std::string& file, std::string_view name,
                       const Take& take) {
  const toml::table& rows = root.read_table(name);
  TomlTable table(rows, file, fmt::format("[{}]", name));
  for (const auto& [key, node] : rows) {
    const std::string_view number = key.str();
    int value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size() || value < 0) {
      table.complain(number, fmt::format("\"{}\" is no whole number", number));
      continue;
    }
    for (const std::string& word :
         table.read_strings(number).value_or(std::vector<std::string>())) {
      if (word.empty()) {
        table.complain(number, "a word is empty");
      } else {
        take(word, value);
      }
    }
  }
  root.adopt(table.finish());
}

/// What a word of [import] can stand for.
constexpr std::array<std::string_view, 12> kImportRoles = {
    "figure", "table", "note",    "glossary", "objective",  "results",
    "result", "all",   "summary", "action",   "references", "original"};

void read_import_words(TomlTable& root, const std::string& file, model::Locale& locale) {
  TomlTable table(root.read_table("import"), file, "[import]");
  for (const std::string_view role : kImportRoles) {
    if (auto words = table.read_strings(role))
      locale.import_words[std::string(role)] = std::move(*words);
  }
  root.adopt(table.finish());
}

}  // namespace

Result<void> read_numbers(std::string_view toml, std::string_view name, model::Locale& locale) {
  HEXAPLA_TRY(const toml::table parsed, parse_toml(toml, name));
  const std::string file(name);
  TomlTable root(parsed, file, "");
  text::NumberRules& rules = locale.number_rules;
  const auto read_list = [&](std::string_view key) {
    return root.read_strings(key).value_or(std::vector<std::string>());
  };
  rules.groups = read_list("groups");
  rules.decimals = read_list("decimals");
  rules.joiners = read_list("joiners");
  rules.prefixes = read_list("prefixes");
  rules.fillers = read_list("fillers");
  rules.softeners = read_list("softeners");
  const auto take_word = [&](const std::string& word, int value) {
    rules.words.emplace(text::fold_for_search(word), std::to_string(value));
  };
  read_number_words(root, file, "words", take_word);
  read_number_words(root, file, "months", take_word);
  read_number_words(root, file, "scales", [&](const std::string& word, int power) {
    rules.scales.emplace(text::fold_for_search(word), power);
  });
  read_number_words(root, file, "numerals", [&](const std::string& word, int value) {
    rules.numerals.emplace(text::to_code_points(word).front(), value);
  });
  read_number_words(root, file, "powers", [&](const std::string& word, int power) {
    rules.powers.emplace(text::to_code_points(word).front(), power);
  });
  return root.finish();
}

Result<void> read_house(std::string_view toml, std::string_view name, model::Locale& locale) {
  HEXAPLA_TRY(const toml::table parsed, parse_toml(toml, name));
  const std::string file(name);
  TomlTable root(parsed, file, "");
  locale.tag = root.require_string("tag");
  locale.direction = root.read_word("direction", {"ltr", "rtl"}, "ltr");
  locale.sentence_separator = root.read_string("sentence-separator", " ");
  locale.collation = root.read_string("collation", locale.tag);

  TomlTable numbers(root.read_table("numbers"), file, "[numbers]");
  locale.numbers.digits = numbers.read_string("digits", "latn");
  locale.numbers.group = numbers.read_string("group");
  locale.numbers.decimal = numbers.read_string("decimal", ".");
  locale.numbers.percent = numbers.read_string("percent", "{number}%");
  root.adopt(numbers.finish());
  TomlTable quotes(root.read_table("quotes"), file, "[quotes]");
  locale.quotes = {read_pair(quotes, "outer"), read_pair(quotes, "inner"),
                   read_pair(quotes, "title")};
  root.adopt(quotes.finish());
  TomlTable layout(root.read_table("layout"), file, "[layout]");
  locale.layout.note_call =
      layout.read_word("note-call", {"before-stop", "after-stop"}, "after-stop");
  locale.layout.emphasis = layout.read_word("emphasis", {"italic", "font", "bold"}, "italic");
  locale.layout.indent = layout.read_word("indent", {"0", "2em"}, "0");
  locale.layout.hyphenates = layout.read_bool("hyphenation", true);
  locale.layout.list_labels =
      layout.read_strings("list-labels").value_or(std::vector<std::string>{});
  root.adopt(layout.finish());
  TomlTable sorting(root.read_table("sorting"), file, "[sorting]");
  locale.sorting.skip = sorting.read_strings("skip").value_or(std::vector<std::string>{});
  locale.sorting.keep = sorting.read_strings("keep").value_or(std::vector<std::string>{});
  root.adopt(sorting.finish());
  read_fonts(root, file, locale.fonts);
  read_import_words(root, file, locale);
  return root.finish();
}

Result<void> read_messages(std::string_view toml, std::string_view name, model::Locale& locale) {
  HEXAPLA_TRY(const toml::table parsed, parse_toml(toml, name));
  const std::string file(name);
  TomlTable root(parsed, file, "");
  for (const std::string_view section : kMessageSections) {
    const toml::table& patterns = root.read_table(section);
    TomlTable table(patterns, file, fmt::format("[{}]", section));
    for (const auto& [key, node] : patterns) {
      locale.messages[std::string(section)][std::string(key.str())] = table.read_string(key.str());
    }
    root.adopt(table.finish());
  }
  return root.finish();
}

}  // namespace hexapla::formats
