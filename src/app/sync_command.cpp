// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/report/sync.hpp"
#include "hexapla/workspace/sync.hpp"

#include "command_set.hpp"

namespace hexapla::app {

namespace {

struct SyncOptions {
  bool is_dry_run = false;
};

Result<int> run_sync(const CommonOptions& common, const SyncOptions& options,
                     const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  workspace::Session session;
  if (!options.is_dry_run) {
    HEXAPLA_TRY(session, workspace::begin_writing(
                             workspace, fmt::format("hexapla sync, process {}", ::getpid())));
    report_recovery(session.recovery, environment);
  }
  std::vector<workspace::SyncReport> reports;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(workspace::SyncReport report, workspace::plan_sync(workspace, *publication));
    reports.push_back(std::move(report));
  }
  if (!options.is_dry_run) HEXAPLA_CHECK(workspace::save_sync(workspace, reports));
  *environment.out << (common.format == "json" ? report::to_json(reports)
                                               : report::to_text(reports, options.is_dry_run,
                                                                 is_colored(common, environment)));
  return kClean;
}

}  // namespace

void add_sync(CommandSet& commands) {
  const auto options = std::make_shared<SyncOptions>();
  CLI::App& command =
      commands.add("sync", "carry the source into all segment files",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_sync(common, *options, environment);
                   });
  commands.add_publications(command);
  commands.add_format(command);
  commands.add_color(command);
  command.add_flag("--dry-run", options->is_dry_run, "say what would change, write nothing");
}

namespace {

struct ConfirmOptions {
  std::string unit;
  std::string reason;
};

Result<int> run_confirm(const CommonOptions& common, const ConfirmOptions& options,
                        const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  HEXAPLA_TRY(
      const workspace::Session session,
      workspace::begin_writing(workspace, fmt::format("hexapla confirm, process {}", ::getpid())));
  report_recovery(session.recovery, environment);
  Result<workspace::SyncReport> report = fail(ErrorCode::Usage, "the workspace has no publication");
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(std::vector<std::string> languages, choose_languages(common, *publication));
    report = workspace::plan_confirm(workspace, *publication,
                                     {options.unit, options.reason, std::move(languages)});
    if (report) break;
  }
  if (!report) return tl::unexpected<Error>(report.error());
  HEXAPLA_CHECK(workspace::save_sync(workspace, {*report}));
  *environment.out << fmt::format("{}: confirmed in {}\n", options.unit,
                                  fmt::join(report->changes.front().stale_languages, ", "));
  return kClean;
}

}  // namespace

void add_confirm(CommandSet& commands) {
  const auto options = std::make_shared<ConfirmOptions>();
  CLI::App& command = commands.add(
      "confirm", "declare that a change of the source has no effect on the translations",
      [options](const CommonOptions& common, const Environment& environment) {
        return run_confirm(common, *options, environment);
      });
  commands.add_publications(command);
  commands.add_languages(command);
  command.add_option("unit", options->unit, "the unit's id")->required();
  command.add_option("--reason", options->reason, "why it has no effect")->required();
}

}  // namespace hexapla::app
