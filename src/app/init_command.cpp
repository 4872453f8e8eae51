// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/configuration.hpp"

#include "command_set.hpp"

namespace hexapla::app {
namespace {

struct InitOptions {
  std::string folder = ".";
  std::string name = "document";
  std::string source = "en";
  std::vector<std::string> languages = {"zh"};
};

std::string quote_all(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  quoted.reserve(names.size());
  for (const std::string& name : names) quoted.push_back(fmt::format("\"{}\"", name));
  return fmt::format("{}", fmt::join(quoted, ", "));
}

std::string workspace_toml(const InitOptions& options, const std::vector<std::string>& languages) {
  return fmt::format(
      "# A Hexapla workspace.\n"
      "[workspace]\n"
      "source = \"{}\"\n"
      "languages = [{}]\n"
      "glossaries = []          # term bases: [\"glossary/terms.tbx\"]\n"
      "\n"
      "[publish]\n"
      "formats = [\"html\", \"docx\"]\n",
      options.source, quote_all(languages));
}

constexpr std::string_view kFirstSource =
    "---\n"
    "title: A new document\n"
    "---\n"
    "\n"
    "{#introduction}\n"
    "# Introduction\n"
    "\n"
    "Write the text here. Then run hexapla sync, and translate the segment files.\n";

Result<int> run_init(const InitOptions& options, const Environment& environment) {
  Files& files = *environment.files;
  const Path root = (environment.working_directory / options.folder).lexically_normal();
  std::vector<std::string> languages = {options.source};
  for (const std::string& language : options.languages) {
    if (std::find(languages.begin(), languages.end(), language) == languages.end())
      languages.push_back(language);
  }
  const std::string configuration = workspace_toml(options, languages);
  const std::string publication =
      fmt::format("languages = [{}]\nparts = [\"01-introduction\"]\n", quote_all(languages));
  // What is written must be what a reader accepts: names are tested by the reader itself.
  HEXAPLA_TRY(const model::WorkspaceConfiguration read,
              formats::read_workspace_configuration(configuration, "hexapla.toml"));
  const auto named = formats::read_publication_configuration(
      fmt::format("parts = [\"{}\"]", options.name), "", read);
  if (!named) {
    return fail(ErrorCode::Usage,
                fmt::format("\"{}\" cannot be the name of a publication", options.name), {},
                "use letters, digits and hyphens");
  }
  if (files.exists(root / "hexapla.toml")) {
    return fail(ErrorCode::Refused, "there is a workspace already",
                {(root / "hexapla.toml").generic_string()}, "choose another folder");
  }
  const Path folder = root / "content" / options.name;
  const std::vector<std::pair<Path, std::string>> contents = {
      {folder / "source" / options.source / "01-introduction.md", std::string(kFirstSource)},
      {folder / "publication.toml", publication},
      {root / ".gitignore", "/.hexapla/\n/publish/\n"},
      {root / "hexapla.toml", configuration}};
  for (const auto& [path, bytes] : contents) {
    if (files.exists(path)) continue;  // what is there is somebody's
    HEXAPLA_CHECK(files.make_directories(path.parent_path()));
    HEXAPLA_CHECK(files.write(path, bytes));
    *environment.out << path.lexically_relative(root).generic_string() << '\n';
  }
  return kClean;
}

}  // namespace

void add_init(CommandSet& commands) {
  const auto options = std::make_shared<InitOptions>();
  CLI::App& command = commands.add("init", "make a new workspace",
                                   [options](const CommonOptions&, const Environment& environment) {
                                     return run_init(*options, environment);
                                   });
  command.add_option("folder", options->folder, "where (default: here)");
  command.add_option("--publication", options->name, "name of the first publication");
  command.add_option("--source", options->source, "the source language");
  command.add_option("--languages", options->languages, "languages to translate into")
      ->delimiter(',')
      ->allow_extra_args(false);
}

}  // namespace hexapla::app
