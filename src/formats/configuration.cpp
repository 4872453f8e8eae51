// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/configuration.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/base/source_file.hpp"

#include "toml_reader.hpp"

namespace hexapla::formats {
namespace {

const std::vector<std::string> kSeverityWords = {"critical", "major", "minor", "neutral"};
const std::vector<std::string> kStateWords = {"initial", "translated", "reviewed", "final"};

/// A name that may become part of a path: no separators, no leading dot.
bool is_safe_name(std::string_view name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), is_plain);
}

/// A relative path that stays below the workspace.
bool is_safe_path(std::string_view path) {
  if (path.empty() || path.front() == '/') return false;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (!is_safe_name(path.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return true;
}

using NameTest = bool (*)(std::string_view);

/// A list whose members pass a test and stand once.
std::optional<std::vector<std::string>> read_names(TomlTable& table, std::string_view key,
                                                   NameTest is_safe) {
  auto names = table.read_strings(key);
  if (!names) return names;
  for (std::size_t i = 0; i < names->size(); ++i) {
    const std::string& name = (*names)[i];
    if (!is_safe(name))
      table.complain(
          key, fmt::format("\"{}\" in \"{}\" cannot name a file below the workspace", name, key));
    if (std::find(names->begin(), names->begin() + static_cast<std::ptrdiff_t>(i), name) !=
        names->begin() + static_cast<std::ptrdiff_t>(i)) {
      table.complain(key, fmt::format("\"{}\" stands twice in \"{}\"", name, key));
    }
  }
  return names;
}

/// [severity] "rule" = word, and [severity.LANGUAGE] tables of the same kind.
std::vector<model::SeverityOverride> read_severities(const toml::table& table,
                                                     const std::string& language,
                                                     TomlTable& parent) {
  std::vector<model::SeverityOverride> overrides;
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (const toml::table* inner = node.as_table(); inner != nullptr && language.empty()) {
      for (auto& each : read_severities(*inner, name, parent)) overrides.push_back(std::move(each));
      continue;
    }
    const auto word = node.value_exact<std::string>();
    const auto severity = word ? to_severity(*word) : std::nullopt;
    if (severity) {
      overrides.push_back({name, language, *severity});
    } else {
      parent.complain(
          "severity",
          fmt::format("the severity of \"{}\" must be critical, major, minor or neutral", name));
    }
  }
  return overrides;
}

Severity read_severity(TomlTable& table, std::string_view key, std::string_view fallback) {
  return *to_severity(table.read_word(key, kSeverityWords, std::string(fallback)));
}

/// "1-17" or "C1-C11" as its members.
std::vector<std::string> expand_range(const std::string& range) {
  const std::size_t dash = range.find('-');
  const std::size_t digits = range.find_first_of("0123456789");
  if (dash == std::string::npos || digits == std::string::npos || digits > dash) return {};
  const std::string prefix = range.substr(0, digits);
  const std::string last = range.substr(dash + 1);
  if (!last.starts_with(prefix) || last.size() - prefix.size() > 4 || dash - digits > 4) return {};
  std::vector<std::string> members;
  const int begin = std::atoi(range.substr(digits, dash - digits).c_str());
  const int end = std::atoi(last.substr(prefix.size()).c_str());
  for (int number = begin; number <= end; ++number)
    members.push_back(fmt::format("{}{}", prefix, number));
  return members;
}

model::RegisterEntry read_register_entry(const toml::table& source, const std::string& file,
                                         TomlTable& parent) {
  TomlTable table(source, file, "a register's entries");
  model::RegisterEntry entry;
  const toml::node* number = source.get("number");
  if (number != nullptr && number->is_integer()) {
    entry.number = fmt::to_string(table.read_integer("number", 1));
  } else {
    entry.number = table.require_string("number");
  }
  entry.place = table.read_string("place");
  if (source.contains("year")) entry.year = fmt::to_string(table.read_integer("year", 1));
  entry.is_revised = table.read_bool("revised", false);
  parent.adopt(table.finish());
  return entry;
}

model::Register read_register(const std::string& prefix, const toml::table& source,
                              const std::string& file, TomlTable& parent) {
  TomlTable table(source, file, fmt::format("[register.{}]", prefix));
  model::Register result;
  result.prefix = prefix;
  result.kind = table.require_string("kind");
  result.body = table.read_string("body");
  if (const std::string values = table.read_string("values"); !values.empty()) {
    const std::vector<std::string> members = expand_range(values);
    if (members.empty())
      table.complain("values", fmt::format("\"{}\" is no range", values),
                     "write \"1-17\" or \"C1-C11\"");
    for (const std::string& number : members) result.entries.push_back({number, {}, {}, false});
  }
  for (const toml::table* entry : table.read_tables("entries")) {
    result.entries.push_back(read_register_entry(*entry, file, table));
  }
  parent.adopt(table.finish());
  return result;
}

/// Reads the tables of one array with a function for each; the root holds nothing else.
template <class Function>
Result<void> read_each(std::string_view toml, std::string_view name, std::string_view key,
                       Function read) {
  HEXAPLA_TRY(const toml::table parsed, parse_toml(toml, name));
  const SourceFile file{std::string(name), std::string(toml)};
  TomlTable root(parsed, file.name(), "");
  for (const toml::table* each : root.read_tables(key)) {
    TomlTable table(*each, file.name(), fmt::format("[[{}]]", key));
    const toml::source_position begin = each->source().begin;
    read(table, file.offset({begin.line, begin.column}));
    root.adopt(table.finish());
  }
  return root.finish();
}

}  // namespace

Result<model::WorkspaceConfiguration> read_workspace_configuration(std::string_view toml,
                                                                   std::string_view name) {
  HEXAPLA_TRY(const toml::table parsed, parse_toml(toml, name));
  const std::string file(name);
  TomlTable root(parsed, file, "");
  model::WorkspaceConfiguration result;

  TomlTable workspace(root.read_table("workspace"), file, "[workspace]");
  result.source_language = workspace.read_string("source", result.source_language);
  result.languages =
      read_names(workspace, "languages", is_safe_name).value_or(std::vector<std::string>{});
  result.glossaries =
      read_names(workspace, "glossaries", is_safe_path).value_or(std::vector<std::string>{});
  HEXAPLA_CHECK(workspace.finish());  // a misspelt key is the cause of what is missing
  const auto& languages = result.languages;
  if (std::find(languages.begin(), languages.end(), result.source_language) == languages.end()) {
    workspace.complain("source",
                       fmt::format("the source language \"{}\" is not among the languages",
                                   result.source_language),
                       "add it to [workspace] languages");
  }
  root.adopt(workspace.finish());

  TomlTable check(root.read_table("check"), file, "[check]");
  std::vector<std::string> fail_words = kSeverityWords;
  fail_words.emplace_back("never");
  result.fail_on = to_severity(check.read_word("fail-on", fail_words, "major"));
  root.adopt(check.finish());

  result.severities = read_severities(root.read_table("severity"), "", root);
  TomlTable publish(root.read_table("publish"), file, "[publish]");
  result.publish_state = *model::to_state(publish.read_word("state", kStateWords, "translated"));
  result.formats = publish.read_strings("formats").value_or(result.formats);
  result.stop_at = read_severity(publish, "stop-at", "major");
  root.adopt(publish.finish());
  TomlTable release(root.read_table("release"), file, "[release]");
  result.release_state = *model::to_state(release.read_word("state", kStateWords, "reviewed"));
  root.adopt(release.finish());
  TomlTable tools(root.read_table("tools"), file, "[tools]");
  result.pandoc_timeout_seconds =
      tools.read_integer("pandoc-timeout-seconds", result.pandoc_timeout_seconds);
  result.office_timeout_seconds =
      tools.read_integer("office-timeout-seconds", result.office_timeout_seconds);
  root.adopt(tools.finish());
  HEXAPLA_CHECK(root.finish());
  return result;
}

Result<model::PublicationConfiguration> read_publication_configuration(
    std::string_view toml, std::string_view name, const model::WorkspaceConfiguration& workspace) {
  HEXAPLA_TRY(const toml::table parsed, parse_toml(toml, name));
  TomlTable root(parsed, std::string(name), "");
  model::PublicationConfiguration result;
  result.source_language = root.read_string("source", workspace.source_language);
  result.languages = read_names(root, "languages", is_safe_name).value_or(workspace.languages);
  result.parts = read_names(root, "parts", is_safe_name).value_or(std::vector<std::string>{});
  result.glossaries = read_names(root, "glossaries", is_safe_path).value_or(workspace.glossaries);
  result.symbol = root.read_string("symbol");
  result.date = root.read_date("date");
  result.paragraph_numbers = root.read_bool("paragraph-numbers", false);
  result.is_landscape = root.read_bool("landscape", false);
  result.severities = read_severities(root.read_table("severity"), "", root);
  HEXAPLA_CHECK(root.finish());  // a misspelt key is the cause of what is missing
  for (const std::string& language : result.languages) {
    const auto& known = workspace.languages;
    if (std::find(known.begin(), known.end(), language) != known.end()) continue;
    root.complain("languages",
                  fmt::format("\"{}\" is not among the workspace's languages", language),
                  "add it to [workspace] languages of hexapla.toml");
  }
  if (std::find(result.languages.begin(), result.languages.end(), result.source_language) ==
      result.languages.end()) {
    root.complain("languages", fmt::format("the source language \"{}\" is not among the languages",
                                           result.source_language));
  }
  if (result.parts.empty())
    root.complain("parts", "a publication needs at least one part",
                  "parts = [\"01-introduction\"]");
  HEXAPLA_CHECK(root.finish());
  return result;
}

Result<std::vector<model::Waiver>> read_waivers(std::string_view toml, std::string_view name) {
  std::vector<model::Waiver> waivers;
  HEXAPLA_CHECK(read_each(toml, name, "waiver", [&](TomlTable& table, std::size_t offset) {
    model::Waiver waiver;
    waiver.offset = offset;
    waiver.rule = table.require_string("rule");
    waiver.unit = table.read_string("unit");
    waiver.segment = table.read_string("segment");
    waiver.language = table.read_string("language");
    waiver.hash = table.require_string("hash");
    waiver.reason = table.require_string("reason");
    waiver.author = table.require_string("author");
    waiver.date = table.read_date("date");
    waivers.push_back(std::move(waiver));
  }));
  return waivers;
}

std::string to_toml(const model::Waiver& waiver) {
  toml::table table;
  const auto put = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) table.insert(key, value);
  };
  put("rule", waiver.rule);
  put("unit", waiver.unit);
  put("segment", waiver.segment);
  put("language", waiver.language);
  put("hash", waiver.hash);
  put("reason", waiver.reason);
  put("author", waiver.author);
  // a TOML library would sort the keys: they stand in the order that a person reads them in
  std::string text = "\n[[waiver]]\n";
  for (const char* key : {"rule", "unit", "segment", "language", "hash", "reason", "author"}) {
    if (const toml::node* node = table.get(key)) {
      std::ostringstream stream;
      stream << toml::toml_formatter(
          *node, toml::toml_formatter::default_flags & ~toml::format_flags::allow_literal_strings);
      text += fmt::format("{} = {}\n", key, stream.str());
    }
  }
  if (!waiver.date.empty()) text += fmt::format("date = {}\n", waiver.date);
  return text;
}

Result<void> read_registers(std::string_view toml, std::string_view name,
                            model::PublicationData& data) {
  HEXAPLA_TRY(const toml::table parsed, parse_toml(toml, name));
  TomlTable root(parsed, std::string(name), "");
  for (const auto& [key, node] : root.read_table("register")) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      root.complain("register", fmt::format("\"register.{}\" must be a table", key.str()));
    } else {
      data.registers.push_back(
          read_register(std::string(key.str()), *table, std::string(name), root));
    }
  }
  return root.finish();
}

Result<void> read_enablers(std::string_view toml, std::string_view name,
                           model::PublicationData& data) {
  return read_each(toml, name, "enabler", [&](TomlTable& table, std::size_t offset) {
    model::Enabler enabler;
    enabler.offset = offset;
    enabler.id = table.require_string("id");
    enabler.priority = table.read_string("priority");
    enabler.status =
        table.read_word("status", {"agreed", "discussed", "proposed-priority"}, "agreed");
    enabler.resolutions = table.read_strings("resolutions").value_or(std::vector<std::string>{});
    data.enablers.push_back(std::move(enabler));
  });
}

Result<void> read_priorities(std::string_view toml, std::string_view name,
                             model::PublicationData& data) {
  return read_each(toml, name, "priority", [&](TomlTable& table, std::size_t offset) {
    model::PriorityLinks priority;
    priority.offset = offset;
    priority.id = table.require_string("id");
    priority.concept_id = table.read_string("concept");
    priority.sdg = table.read_strings("sdg").value_or(std::vector<std::string>{});
    priority.wsis = table.read_strings("wsis").value_or(std::vector<std::string>{});
    priority.goals = table.read_strings("goals").value_or(std::vector<std::string>{});
    data.priorities.push_back(std::move(priority));
  });
}

Result<void> read_links(std::string_view toml, std::string_view name,
                        model::PublicationData& data) {
  return read_each(toml, name, "link", [&](TomlTable& table, std::size_t offset) {
    model::InitiativeLinks links;
    links.offset = offset;
    links.initiative = table.require_string("initiative");
    links.enablers = table.read_strings("enablers");
    links.sdg = table.read_strings("sdg");
    links.wsis = table.read_strings("wsis");
    links.goals = table.read_strings("goals");
    data.links.push_back(std::move(links));
  });
}

Result<void> read_citations(std::string_view toml, std::string_view name,
                            model::PublicationData& data) {
  return read_each(toml, name, "citation", [&](TomlTable& table, std::size_t offset) {
    model::SynergyCitation citation;
    citation.offset = offset;
    citation.enabler = table.require_string("enabler");
    citation.cites = table.read_strings("cites").value_or(std::vector<std::string>{});
    citation.unresolved = table.read_string("unresolved");
    data.citations.push_back(std::move(citation));
  });
}

}  // namespace hexapla::formats
