// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "bilingual.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/exchange.hpp"
#include "hexapla/formats/tbx.hpp"
#include "hexapla/formats/xliff.hpp"

namespace hexapla::app {
std::string primary_language(std::string_view tag) {
  return std::string(tag.substr(0, tag.find_first_of("-_")));
}

Result<std::vector<model::SegmentFile>> read_bilingual(std::string_view bytes,
                                                       const std::string& name,
                                                       const std::string& source_language,
                                                       const std::string& target_language) {
  const formats::ExchangeFormat* format = formats::find_exchange_format_of(name, bytes);
  std::vector<model::SegmentFile> pairs;
  if (format == nullptr || format->name == "xliff") {
    HEXAPLA_TRY(model::SegmentFile file, formats::read_xliff(bytes, name));
    pairs.push_back(std::move(file));
  } else {
    HEXAPLA_TRY(const formats::ExchangeFile file,
                formats::read_exchange(bytes, name, *format, {source_language, target_language}));
    pairs = formats::to_segment_files(file);
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
