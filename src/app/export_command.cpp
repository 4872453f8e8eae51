// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/tmx.hpp"
#include "hexapla/workspace/aligned.hpp"

#include "command_set.hpp"

namespace hexapla::app {
namespace {

struct ExportOptions {
  std::string output;
  bool is_strict = false;
};

/// What the format cannot hold, a line a kind: how many units, and which first.
std::string describe(const formats::Losses& losses) {
  constexpr std::size_t kMost = 3;
  std::string text;
  for (const auto& [kind, places] : losses) {
    const auto end =
        std::next(places.begin(), static_cast<std::ptrdiff_t>(std::min(places.size(), kMost)));
    text += fmt::format("hexapla: TMX cannot hold {}: {} {} ({}{})\n", kind, places.size(),
                        places.size() == 1 ? "unit" : "units", fmt::join(places.begin(), end, ", "),
                        places.size() > kMost ? " ..." : "");
  }
  return text;
}

Result<workspace::Alignment> align(const CommonOptions& common,
                                   const workspace::Workspace& workspace, std::string& source_tag) {
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  workspace::Alignment alignment;
  DiagnosticList malformed;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(const std::vector<std::string> languages, choose_languages(common, *publication));
    HEXAPLA_CHECK(workspace::add_aligned(workspace, *publication, languages, alignment, malformed));
    HEXAPLA_TRY(const model::Locale locale,
                workspace.read_locale(publication->configuration.source_language));
    source_tag = source_tag.empty() || source_tag == locale.tag ? locale.tag : "*all*";
  }
  HEXAPLA_CHECK(require_readable(malformed));
  return alignment;
}

Result<int> run_export(const CommonOptions& common, const ExportOptions& options,
                       const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  std::string source_tag;
  HEXAPLA_TRY(const workspace::Alignment alignment, align(common, workspace, source_tag));
  *environment.errors << describe(alignment.losses);
  if (options.is_strict && !alignment.losses.empty()) {
    return fail(ErrorCode::Refused, "nothing was exported, since something would be lost", {},
                "export without --strict");
  }
  const std::string tmx = formats::write_tmx(alignment.entries, source_tag, HEXAPLA_VERSION);
  if (options.output.empty()) {
    *environment.out << tmx;
    return kClean;
  }
  HEXAPLA_CHECK(environment.files->write(environment.working_directory / options.output, tmx));
  *environment.out << fmt::format("{}: {} {}\n", options.output, alignment.entries.size(),
                                  alignment.entries.size() == 1 ? "segment" : "segments");
  return kClean;
}

}  // namespace

void add_export(CommandSet& commands) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App& command =
      commands.add("export", "the aligned segments as a translation memory (TMX 1.4b)",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_export(common, *options, environment);
                   });
  commands.add_publications(command);
  commands.add_languages(command);
  command.add_option("--output", options->output, "the file (default: standard output)");
  command.add_flag("--strict", options->is_strict, "refuse where something would be lost");
}

}  // namespace hexapla::app
