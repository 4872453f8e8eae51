// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/workspace/aligned.hpp"

#include "command_set.hpp"
#include "exchange.hpp"

namespace hexapla::app {
namespace {

struct ExportOptions {
  std::string format;
  std::string output;
  bool is_strict = false;
};

Result<workspace::Alignment> align(const CommonOptions& common,
                                   const workspace::Workspace& workspace,
                                   workspace::AlignedScope scope) {
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  workspace::Alignment alignment{scope, {}, {}};
  DiagnosticList malformed;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(const std::vector<std::string> languages, choose_languages(common, *publication));
    HEXAPLA_CHECK(workspace::add_aligned(workspace, *publication, languages, alignment, malformed));
  }
  HEXAPLA_CHECK(require_readable(malformed));
  return alignment;
}

Result<int> run_export(const CommonOptions& common, const ExportOptions& options,
                       const Environment& environment) {
  HEXAPLA_TRY(const formats::ExchangeFormat* const format,
              choose_exchange_format(options.format, options.output, "tmx"));
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  const bool is_memory = format->name == "tmx";
  HEXAPLA_TRY(workspace::Alignment alignment,
              align(common, workspace,
                    is_memory ? workspace::AlignedScope::Memory : workspace::AlignedScope::Work));
  formats::add_losses(alignment.file, *format, alignment.losses);
  HEXAPLA_CHECK(report_losses(alignment.losses, *format, options.is_strict, environment));
  HEXAPLA_TRY(const std::string bytes,
              formats::write_exchange(alignment.file, *format, HEXAPLA_VERSION));
  if (options.output.empty()) {
    *environment.out << bytes;
    return kClean;
  }
  HEXAPLA_CHECK(environment.files->write(environment.working_directory / options.output, bytes));
  const std::size_t count = alignment.file.entries.size();
  *environment.out << fmt::format("{}: {} {}\n", options.output, count,
                                  count == 1 ? "segment" : "segments");
  return kClean;
}

}  // namespace

void add_export(CommandSet& commands) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App& command =
      commands.add("export", "the aligned segments for other tools",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_export(common, *options, environment);
                   });
  commands.add_publications(command);
  commands.add_languages(command);
  command.add_option("--output", options->output, "the file (default: standard output)");
  command.add_option("--format", options->format,
                     fmt::format("{} (default: by the ending of the output, else tmx)",
                                 fmt::join(written_formats(), ", ")));
  command.add_flag("--strict", options->is_strict, "refuse where something would be lost");
}

}  // namespace hexapla::app
