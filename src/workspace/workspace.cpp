// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/workspace.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/configuration.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/formats/srx.hpp"
#include "hexapla/formats/tbx.hpp"
#include "hexapla/text/compare.hpp"

namespace hexapla::workspace {
namespace {

constexpr std::string_view kConfiguration = "hexapla.toml";

using DataReader = Result<void> (*)(std::string_view, std::string_view, model::PublicationData&);
constexpr std::array<std::pair<std::string_view, DataReader>, 5> kDataFiles = {
    {{"registers.toml", formats::read_registers},
     {"enablers.toml", formats::read_enablers},
     {"priorities.toml", formats::read_priorities},
     {"links.toml", formats::read_links},
     {"citations.toml", formats::read_citations}}};

Result<model::PublicationData> read_data(const Files& files, const Path& folder,
                                         const std::string& prefix) {
  model::PublicationData data;
  for (const auto& [name, read] : kDataFiles) {
    const Path path = folder / "data" / name;
    if (!files.exists(path)) continue;
    HEXAPLA_TRY(const std::string bytes, files.read(path));
    HEXAPLA_CHECK(read(bytes, fmt::format("{}data/{}", prefix, name), data));
  }
  return data;
}

Result<std::vector<Publication>> read_publications(
    const Files& files, const Path& root, const model::WorkspaceConfiguration& configuration) {
  std::vector<Publication> publications;
  const Path content = root / "content";
  if (!files.is_directory(content)) return publications;
  HEXAPLA_TRY(const std::vector<std::string> names, files.list(content));
  for (const std::string& name : names) {
    const Path path = content / name / "publication.toml";
    if (!files.exists(path)) continue;
    Publication publication;
    publication.name = name;
    publication.folder = content / name;
    publication.prefix = fmt::format("content/{}/", name);
    HEXAPLA_TRY(const std::string bytes, files.read(path));
    HEXAPLA_TRY(publication.configuration,
                formats::read_publication_configuration(
                    bytes, publication.prefix + "publication.toml", configuration));
    HEXAPLA_TRY(publication.data, read_data(files, publication.folder, publication.prefix));
    if (const Path waivers = publication.folder / "waivers.toml"; files.exists(waivers)) {
      HEXAPLA_TRY(const std::string text, files.read(waivers));
      HEXAPLA_TRY(publication.waivers,
                  formats::read_waivers(text, publication.prefix + "waivers.toml"));
    }
    publications.push_back(std::move(publication));
  }
  return publications;
}

}  // namespace

Result<Path> Workspace::find_root(const Files& files, const Path& start) {
  for (Path folder = start;; folder = folder.parent_path()) {
    if (files.exists(folder / kConfiguration)) return folder;
    if (folder == folder.parent_path()) break;
  }
  return fail(ErrorCode::Usage, fmt::format("no {} here or in a folder above", kConfiguration),
              {start.generic_string()},
              "run hexapla init, or name the workspace with --workspace DIR");
}

Result<Workspace> Workspace::open(Doors doors, const Path& root, std::vector<Path> locale_folders) {
  Workspace workspace;
  workspace.doors_ = doors;
  workspace.root_ = root;
  workspace.locale_folders_.push_back(root / "locales");
  std::move(locale_folders.begin(), locale_folders.end(),
            std::back_inserter(workspace.locale_folders_));
  HEXAPLA_TRY(const std::string bytes, doors.files->read(root / kConfiguration));
  HEXAPLA_TRY(workspace.configuration_,
              formats::read_workspace_configuration(bytes, kConfiguration));
  HEXAPLA_TRY(workspace.publications_,
              read_publications(*doors.files, root, workspace.configuration_));
  return workspace;
}

Result<void> require_target_language(const Publication& publication, const std::string& language) {
  const auto& languages = publication.configuration.languages;
  if (language != publication.configuration.source_language &&
      std::find(languages.begin(), languages.end(), language) != languages.end())
    return {};
  return fail(
      ErrorCode::Usage,
      fmt::format("{} is no language that {} is translated into", language, publication.name), {},
      fmt::format("its languages are: {}", fmt::join(languages, ", ")));
}

Result<const Publication*> Workspace::find_publication(std::string_view name) const {
  std::vector<std::string> names;
  for (const Publication& publication : publications_) {
    if (publication.name == name) return &publication;
    names.push_back(publication.name);
  }
  return fail(ErrorCode::Usage, fmt::format("there is no publication \"{}\"", name), {},
              names.empty() ? "make content/NAME/publication.toml first"
                            : fmt::format("publications are: {}", fmt::join(names, ", ")));
}

namespace {

/// The locale of one folder, which has a house.toml.
Result<model::Locale> read_locale_folder(const Files& files, const Path& place,
                                         std::string_view language, const Path& root) {
  const auto name_of = [&](const Path& path) {
    const Path relative = root.empty() ? Path() : path.lexically_relative(root);
    const bool is_below = !relative.empty() && *relative.begin() != "..";
    return (is_below ? relative : path).generic_string();
  };
  model::Locale locale;
  locale.language = language;
  HEXAPLA_TRY(const std::string house, files.read(place / "house.toml"));
  HEXAPLA_CHECK(formats::read_house(house, name_of(place / "house.toml"), locale));
  HEXAPLA_TRY(const std::string messages, files.read(place / "messages.toml"));
  HEXAPLA_CHECK(formats::read_messages(messages, name_of(place / "messages.toml"), locale));
  const Path path = place / "numbers.toml";
  if (!files.exists(path)) return locale;
  HEXAPLA_TRY(const std::string numbers, files.read(path));
  HEXAPLA_CHECK(formats::read_numbers(numbers, name_of(path), locale));
  return locale;
}

}  // namespace

Result<std::optional<model::Locale>> find_locale(const Files& files,
                                                 const std::vector<Path>& locale_folders,
                                                 std::string_view language, const Path& root) {
  for (const Path& folder : locale_folders) {
    const Path place = folder / std::string(language);
    if (files.exists(place / "house.toml")) {
      HEXAPLA_TRY(model::Locale locale, read_locale_folder(files, place, language, root));
      return locale;
    }
  }
  return std::nullopt;
}

Result<model::Locale> read_locale(const Files& files, const std::vector<Path>& locale_folders,
                                  std::string_view language, const Path& root) {
  HEXAPLA_TRY(std::optional<model::Locale> locale,
              find_locale(files, locale_folders, language, root));
  if (locale) return *std::move(locale);
  return fail(ErrorCode::Configuration, fmt::format("no locale for language {}", language), {},
              fmt::format("make locales/{}/house.toml and messages.toml", language));
}

Result<model::Locale> Workspace::read_locale(std::string_view language) const {
  return workspace::read_locale(files(), locale_folders_, language, root_);
}

Result<text::Segmenter> read_segmenter(const Files& files, const std::vector<Path>& locale_folders,
                                       std::string_view language, const Path& root) {
  for (const Path& folder : locale_folders) {
    const Path path = folder / std::string(language) / "segmentation.srx";
    if (!files.exists(path)) continue;
    HEXAPLA_TRY(const std::string bytes, files.read(path));
    const std::string name = (root.empty() ? path : path.lexically_relative(root)).generic_string();
    HEXAPLA_TRY(const std::vector<text::SegmentationRule> rules,
                formats::read_srx(bytes, name, language));
    return text::Segmenter::compile(rules);
  }
  return text::Segmenter::untailored();
}

Result<text::Segmenter> Workspace::read_segmenter(std::string_view language) const {
  return workspace::read_segmenter(files(), locale_folders_, language, root_);
}

Stemmers Workspace::make_stemmers() const { return {files(), locale_folders_, root_}; }

Result<model::Glossary> Workspace::read_glossary(const Publication& publication,
                                                 DiagnosticSink& sink) const {
  model::Glossary all;
  for (const std::string& name : publication.configuration.glossaries) {
    HEXAPLA_TRY(const std::string bytes, files().read(root_ / name));
    HEXAPLA_TRY(model::Glossary glossary, formats::read_tbx(bytes, name, sink));
    std::move(glossary.concepts.begin(), glossary.concepts.end(), std::back_inserter(all.concepts));
  }
  return all;
}

std::string Workspace::relative(const Path& path) const {
  const Path result = path.lexically_relative(root_);
  return result.empty() || result.begin()->string() == ".." ? path.generic_string()
                                                            : result.generic_string();
}

Result<Path> Workspace::find_source(const Publication& publication, std::string_view part) const {
  const Path folder = publication.folder / "source" / publication.configuration.source_language;
  std::vector<Path> found;
  for (const formats::SourceFormat& format : formats::source_formats()) {
    Path path = folder / fmt::format("{}{}", part, format.ending);
    if (files().exists(path)) found.push_back(std::move(path));
  }
  if (found.empty()) {
    return fail(
        ErrorCode::NotFound, fmt::format("part \"{}\" has no source file", part),
        {relative(folder / fmt::format("{}.md", part))},
        fmt::format("write it, or delete the part from {}publication.toml", publication.prefix));
  }
  if (found.size() > 1) {
    return fail(ErrorCode::Configuration,
                fmt::format("part \"{}\" has two source files, {} and {}", part,
                            found[0].filename().string(), found[1].filename().string()),
                {relative(found[1])}, "keep one of them");
  }
  return std::move(found.front());
}

Path Workspace::segment_path(const Publication& publication, std::string_view language,
                             std::string_view part) const {
  return publication.folder / "segments" / std::string(language) / fmt::format("{}.xlf", part);
}

Path Workspace::registry_path(const Publication& publication, std::string_view part) const {
  return segment_path(publication, publication.configuration.source_language, part);
}

}  // namespace hexapla::workspace
