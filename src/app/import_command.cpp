// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/report/import.hpp"
#include "hexapla/workspace/import.hpp"
#include "hexapla/workspace/import_translation.hpp"
#include "hexapla/workspace/sync.hpp"

#include "command_set.hpp"
#include "document_file.hpp"

namespace hexapla::app {
namespace {

struct ImportOptions {
  std::string file;
  std::string language;
  std::string into;
  std::string tracked_changes = "accept";
  std::vector<std::string> translations;  ///< LANG=FILE
  bool replaces_edits = false;
  bool is_dry_run = false;
};

/// content/NAME, as a path from here or from the workspace; the name.
Result<std::string> find_publication_name(const std::string& into,
                                          const workspace::Workspace& workspace,
                                          const Environment& environment) {
  const Path content = workspace.root() / "content";
  for (const Path& start : {environment.working_directory, workspace.root()}) {
    Path folder = (start / into).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    const std::string name = folder.filename().string();
    const bool is_safe = name.find_first_not_of(
                             "abcdefghijklmnopqrstuvwxyz"
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == std::string::npos;
    if (folder.parent_path() == content && !name.empty() && is_safe) return name;
  }
  return fail(ErrorCode::Usage, fmt::format("{} is no folder of a publication", into), {},
              "publications are folders of content/ with names of letters, digits and hyphens: "
              "--into content/NAME");
}

intake::TrackedChanges find_changes(const ImportOptions& options) {
  return options.tracked_changes == "reject" ? intake::TrackedChanges::Reject
                                             : intake::TrackedChanges::Accept;
}

/// The documents of `--translation zh=FILE`.
Result<std::vector<workspace::TranslationRequest>> read_translations(
    const ImportOptions& options, const std::vector<Path>& locale_folders,
    const Environment& environment) {
  std::vector<workspace::TranslationRequest> translations;
  for (const std::string& word : options.translations) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail(ErrorCode::Usage, fmt::format("--translation takes no \"{}\"", word), {},
                  "give the language and the file: --translation zh=zh.docx");
    }
    const std::string language = word.substr(0, equals);
    HEXAPLA_TRY(DocumentFile document,
                read_document_file(word.substr(equals + 1), language, locale_folders, environment,
                                   find_changes(options)));
    translations.push_back({language, std::move(document.incoming)});
  }
  return translations;
}

Result<int> run_import(const CommonOptions& common, const ImportOptions& options,
                       const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const std::string name, find_publication_name(options.into, workspace, environment));
  std::vector<Path> folders = workspace.locale_folders();
  folders.insert(folders.begin(), workspace.root() / "locales");
  HEXAPLA_TRY(DocumentFile document, read_document_file(options.file, options.language, folders,
                                                        environment, find_changes(options)));
  HEXAPLA_TRY(const std::vector<workspace::TranslationRequest> translations,
              read_translations(options, folders, environment));
  workspace::Session session;
  if (!options.is_dry_run) {
    HEXAPLA_TRY(session, workspace::begin_writing(
                             workspace, fmt::format("hexapla import, process {}", ::getpid())));
    report_recovery(session.recovery, environment);
  }
  workspace::ImportRequest request;
  request.publication = name;
  request.language = options.language;
  request.languages = common.languages.empty() || common.languages.front() == "all"
                          ? workspace.configuration().languages
                          : common.languages;
  request.replaces_edits = options.replaces_edits;
  const Path file = (environment.working_directory / options.file).lexically_normal();
  request.file = file.filename().string();
  request.hash = document.hash;
  request.document_folder = file.parent_path();
  HEXAPLA_TRY(workspace::ImportReport report,
              workspace::plan_import(workspace, std::move(document.incoming),
                                     std::move(document.plan), request));
  for (const workspace::TranslationRequest& translation : translations)
    HEXAPLA_CHECK(workspace::add_translation(workspace, report, translation));
  if (!options.is_dry_run) HEXAPLA_CHECK(workspace::save_import(workspace, report));
  *environment.out << (common.format == "json" ? report::to_json(report)
                                               : report::to_text(report, options.is_dry_run,
                                                                 is_colored(common, environment)));
  return kClean;
}

}  // namespace

void add_import(CommandSet& commands) {
  const auto options = std::make_shared<ImportOptions>();
  CLI::App& command =
      commands.add("import", "make a publication of a document, or bring it up to date",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_import(common, *options, environment);
                   });
  command
      .add_option("file", options->file,
                  "the document: .txt as converters leave it, .docx, .odt, .html, .epub, .md")
      ->required();
  command.add_option("--language", options->language, "the language that it is written in")
      ->required();
  command.add_option("--into", options->into, "the publication's folder, content/NAME")->required();
  commands.add_languages(command);
  commands.add_format(command);
  commands.add_color(command);
  command
      .add_option("--tracked-changes", options->tracked_changes,
                  "of a word processor: accept or reject them (default: accept)")
      ->check(CLI::IsMember({"accept", "reject"}));
  command
      .add_option("--translation", options->translations,
                  "a translation of the document, aligned with it: zh=FILE, and again for others")
      ->allow_extra_args(false);
  command.add_flag("--replace-edits", options->replaces_edits,
                   "write sources anew that were edited since the import; the edited files stay in "
                   "replaced/");
  command.add_flag("--dry-run", options->is_dry_run, "say what would change, write nothing");
}

}  // namespace hexapla::app
