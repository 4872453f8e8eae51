// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "bilingual.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/tbx.hpp"
#include "hexapla/formats/tsv.hpp"
#include "hexapla/formats/xliff.hpp"

namespace hexapla::app {
namespace {

/// Two or three letters, and what BCP 47 puts behind them.
bool is_language(std::string_view name) {
  const std::string primary = primary_language(name);
  return (primary.size() == 2 || primary.size() == 3) && name != "id" &&
         std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

Result<std::vector<model::SegmentFile>> read_columns(std::string_view bytes,
                                                     const std::string& name,
                                                     const std::string& source_language,
                                                     const std::string& target_language) {
  HEXAPLA_TRY(const formats::TsvTable table, formats::read_tsv(bytes, name));
  std::vector<std::string> languages;
  std::copy_if(table.header.begin(), table.header.end(), std::back_inserter(languages),
               is_language);
  if (source_language.empty() && languages.empty()) {
    return fail(ErrorCode::Invalid, "the header names no language", {name, 1, 1},
                "write the language codes into the first line, with tabs between them");
  }
  const std::string source = source_language.empty() ? languages.front() : source_language;
  if (!target_language.empty()) languages = {target_language};
  std::erase(languages, source);
  std::vector<model::SegmentFile> pairs;
  for (const std::string& target : languages) {
    HEXAPLA_TRY(model::SegmentFile pair, formats::to_segments(table, name, source, target));
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

}  // namespace

std::string primary_language(std::string_view tag) {
  return std::string(tag.substr(0, tag.find_first_of("-_")));
}

Result<std::vector<model::SegmentFile>> read_bilingual(std::string_view bytes,
                                                       const std::string& name,
                                                       const std::string& source_language,
                                                       const std::string& target_language) {
  std::vector<model::SegmentFile> pairs;
  if (name.ends_with(".tsv")) {
    HEXAPLA_TRY(pairs, read_columns(bytes, name, source_language, target_language));
  } else {
    HEXAPLA_TRY(model::SegmentFile file, formats::read_xliff(bytes, name));
    pairs.push_back(std::move(file));
  }
  for (model::SegmentFile& pair : pairs) {
    pair.source_language = primary_language(pair.source_language);
    pair.target_language = primary_language(pair.target_language);
  }
  return pairs;
}

Result<model::Glossary> read_glossaries(const std::vector<std::string>& names,
                                        const Environment& environment, DiagnosticSink& sink) {
  model::Glossary all;
  for (const std::string& name : names) {
    HEXAPLA_TRY(const std::string bytes,
                environment.files->read(environment.working_directory / name));
    HEXAPLA_TRY(model::Glossary glossary, formats::read_tbx(bytes, name, sink));
    std::move(glossary.concepts.begin(), glossary.concepts.end(), std::back_inserter(all.concepts));
  }
  for (model::Concept& entry : all.concepts) {
    for (auto& [tag, words] : std::exchange(entry.languages, {})) {
      model::LanguageEntry& joined = entry.languages[primary_language(tag)];
      if (joined.definition.empty()) {
        joined.definition = std::move(words.definition);
        joined.definition_source = std::move(words.definition_source);
      }
      std::move(words.terms.begin(), words.terms.end(), std::back_inserter(joined.terms));
    }
  }
  return all;
}

namespace {
bool is_in_workspace(const CommonOptions& common, const Environment& environment) {
  return !common.workspace.empty() ||
         workspace::Workspace::find_root(*environment.files, environment.working_directory);
}
}  // namespace

Result<workspace::Stemmers> find_stemmers(const CommonOptions& common,
                                          const Environment& environment) {
  if (!is_in_workspace(common, environment))
    return workspace::Stemmers(*environment.files, locale_folders(environment), {});
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  return workspace.make_stemmers();
}

Result<std::optional<model::Locale>> find_locale(const CommonOptions& common,
                                                 const Environment& environment,
                                                 std::string_view language) {
  std::vector<Path> folders = locale_folders(environment);
  if (is_in_workspace(common, environment)) {
    HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
    folders.insert(folders.begin(), workspace.root() / "locales");
  }
  return workspace::find_locale(*environment.files, folders, language, {});
}

void print_notes(const std::vector<std::string>& notes, const Environment& environment) {
  for (const std::string& note : notes) *environment.errors << "hexapla: note: " << note << '\n';
}

}  // namespace hexapla::app
