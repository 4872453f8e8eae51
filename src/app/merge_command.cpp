// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/base/save.hpp"
#include "hexapla/formats/exchange.hpp"
#include "hexapla/formats/zip.hpp"
#include "hexapla/report/merge.hpp"
#include "hexapla/workspace/merge.hpp"
#include "hexapla/workspace/sync.hpp"

#include "command_set.hpp"

namespace hexapla::app {
namespace {

struct MergeOptions {
  std::vector<std::string> files;
  std::vector<std::string> accepted;
  bool is_partial = false;
  bool is_dry_run = false;
};

/// What `--accept theirs`, `--accept ours` and `--accept theirs=UNIT` say.
Result<workspace::MergeChoices> read_choices(const std::vector<std::string>& accepted) {
  workspace::MergeChoices choices;
  for (const std::string& word : accepted) {
    const std::size_t equals = word.find('=');
    const std::string side = word.substr(0, equals);
    if (side != "theirs" && side != "ours") {
      return fail(ErrorCode::Usage, fmt::format("--accept takes no \"{}\"", word), {},
                  "--accept theirs or ours for all conflicts, theirs=UNIT or ours=UNIT for one");
    }
    const auto chosen = side == "ours" ? workspace::MergeSide::Ours : workspace::MergeSide::Theirs;
    if (equals == std::string::npos) {
      choices.others = chosen;
    } else {
      choices.units.insert_or_assign(word.substr(equals + 1), chosen);
    }
  }
  return choices;
}

/// The segment files of a package, as `pack` made it.
Result<void> unpack(const std::string& bytes, const std::string& name,
                    std::vector<workspace::ReturnedFile>& returned) {
  HEXAPLA_TRY(std::vector<formats::ZipEntry> entries, formats::read_zip(bytes, name));
  const std::size_t before = returned.size();
  for (formats::ZipEntry& entry : entries) {
    const Path member(entry.name);
    if (member.extension() == ".xlf" || member.extension() == ".xliff")
      returned.push_back({fmt::format("{}: {}", name, entry.name), std::move(entry.bytes)});
  }
  if (returned.size() > before) return {};
  return fail(ErrorCode::Invalid, "the package holds no .xlf file", {name},
              "return the package with its segment files, or the files themselves");
}

Result<std::vector<workspace::ReturnedFile>> read_files(const std::vector<std::string>& names,
                                                        const Environment& environment) {
  std::vector<workspace::ReturnedFile> returned;
  for (const std::string& name : names) {
    HEXAPLA_TRY(std::string bytes, environment.files->read(environment.working_directory / name));
    const auto* const format = formats::find_exchange_format_of(name, bytes);
    if (bytes.starts_with("PK") && (format == nullptr || format->name != "xlsx")) {
      HEXAPLA_CHECK(unpack(bytes, name, returned));
    } else {
      returned.push_back({name, std::move(bytes)});
    }
  }
  return returned;
}

/// What to do about a report that nothing was written for.
std::string_view find_hint(const workspace::MergeReport& report) {
  if (report.count(workspace::MergeOutcome::Conflict) == 0)
    return "hint: --partial writes what is not refused\n";
  return "hint: --accept theirs=UNIT or ours=UNIT settles a conflict; --partial writes what is not "
         "in doubt\n";
}

Result<int> run_merge(const CommonOptions& common, const MergeOptions& options,
                      const Environment& environment) {
  HEXAPLA_TRY(const workspace::MergeChoices choices, read_choices(options.accepted));
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  HEXAPLA_TRY(const std::vector<workspace::ReturnedFile> files,
              read_files(options.files, environment));
  workspace::Session session;
  if (!options.is_dry_run) {
    HEXAPLA_TRY(session, workspace::begin_writing(
                             workspace, fmt::format("hexapla merge, process {}", ::getpid())));
    report_recovery(session.recovery, environment);
  }
  HEXAPLA_TRY(const workspace::MergeReport report,
              workspace::plan_merge(workspace, publications, files, choices));
  const bool is_written = !options.is_dry_run && (!report.is_doubtful() || options.is_partial);
  if (is_written) {
    HEXAPLA_CHECK(save_all(workspace.files(), workspace.root() / "hexapla.journal", report.files));
  }
  *environment.out << (common.format == "json" ? report::to_json(report, files, is_written)
                                               : report::to_text(report, files, is_written));
  if (report.is_doubtful() && !is_written && !options.is_dry_run)
    *environment.errors << find_hint(report);
  return report.is_doubtful() ? kFindings : kClean;
}

}  // namespace

void add_merge(CommandSet& commands) {
  const auto options = std::make_shared<MergeOptions>();
  CLI::App& command =
      commands.add("merge", "take in what a translator returned",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_merge(common, *options, environment);
                   });
  commands.add_publications(command);
  commands.add_format(command);
  command
      .add_option("files", options->files,
                  "segment files (XLIFF, TMX, PO, CSV, TSV, XLSX), or packages made by pack")
      ->required();
  command
      .add_option("--accept", options->accepted,
                  "whose text stands after a conflict: theirs, ours, theirs=UNIT, ours=UNIT")
      ->allow_extra_args(false);
  command.add_flag("--partial", options->is_partial,
                   "write what is not in doubt, leave conflicts and refused units");
  command.add_flag("--dry-run", options->is_dry_run, "say what would change, write nothing");
}

}  // namespace hexapla::app
