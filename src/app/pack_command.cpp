// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <memory>
#include <ostream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/publish/pack.hpp"
#include "hexapla/workspace/sync.hpp"

#include "command_set.hpp"

namespace hexapla::app {
namespace {

struct PackOptions {
  std::string language;
  std::vector<std::string> parts;
  std::string output;
};

Result<void> pack_publication(const PackOptions& options, const workspace::Workspace& workspace,
                              const workspace::Publication& publication,
                              const Environment& environment) {
  publish::PackRequest request{options.language, {}};
  HEXAPLA_TRY(request.parts, choose_parts(options.parts, publication));
  DiagnosticList found;
  const std::string& source = publication.configuration.source_language;
  HEXAPLA_TRY(const workspace::Snapshot snapshot,
              workspace::load_snapshot(workspace, publication, {source, options.language}, found));
  HEXAPLA_CHECK(require_readable(found));
  formats::Pandoc pandoc(workspace.files(), workspace.processes(), {},
                         std::chrono::seconds(workspace.configuration().pandoc_timeout_seconds));
  HEXAPLA_TRY(const publish::Package package,
              publish::make_package(workspace, snapshot, request, pandoc));
  const std::string output = options.output.empty()
                                 ? fmt::format("{}.{}.zip", publication.name, options.language)
                                 : options.output;
  HEXAPLA_CHECK(environment.files->write(environment.working_directory / output, package.bytes));
  *environment.out << fmt::format("{}: {} {}, {} segments, {} words to translate\n", output,
                                  package.files, package.files == 1 ? "part" : "parts",
                                  package.segments, package.words_left);
  return {};
}

Result<int> run_pack(const CommonOptions& common, const PackOptions& options,
                     const Environment& environment) {
  CommonOptions wanted = common;
  wanted.languages = {options.language};
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const auto publications, choose_publications(wanted, workspace));
  if (publications.size() > 1 && !options.output.empty()) {
    return fail(ErrorCode::Usage, "--output names one file, and there are several publications", {},
                "choose one with --publication");
  }
  HEXAPLA_TRY(
      const workspace::Session session,
      workspace::begin_writing(workspace, fmt::format("hexapla pack, process {}", ::getpid())));
  report_recovery(session.recovery, environment);
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(const std::vector<std::string> languages, choose_languages(wanted, *publication));
    if (languages.front() == publication->configuration.source_language) {
      return fail(ErrorCode::Usage,
                  fmt::format("{} is the language that {} is written in", languages.front(),
                              publication->name),
                  {}, "name a language to translate into");
    }
    HEXAPLA_CHECK(pack_publication(options, workspace, *publication, environment));
  }
  return kClean;
}

}  // namespace

void add_pack(CommandSet& commands) {
  const auto options = std::make_shared<PackOptions>();
  CLI::App& command =
      commands.add("pack", "one archive for an outside translator; merge takes it back",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_pack(common, *options, environment);
                   });
  commands.add_publications(command);
  command.add_option("--language", options->language, "the language to translate into")->required();
  command.add_option("--part", options->parts, "only these parts")->delimiter(',');
  command.add_option("--output", options->output,
                     "the archive (default: PUBLICATION.LANGUAGE.zip)");
}

}  // namespace hexapla::app
