// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <memory>
#include <ostream>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/publish/gate.hpp"
#include "hexapla/publish/publish.hpp"
#include "hexapla/workspace/checks.hpp"
#include "hexapla/workspace/sync.hpp"

#include "command_set.hpp"
#include "source_cache.hpp"

namespace hexapla::app {
namespace {

struct PublishOptions {
  std::vector<std::string> formats;
  bool is_draft = false;
};

/// One publication ready to go, or what is in its way.
struct Job {
  workspace::Snapshot snapshot;
  publish::PublishRequest request;
  std::vector<Diagnostic> obstacles;
};

Result<Job> prepare(const CommonOptions& common, const PublishOptions& options,
                    const workspace::Workspace& workspace,
                    const workspace::Publication& publication) {
  Job job;
  job.request.is_draft = options.is_draft;
  job.request.formats =
      options.formats.empty() ? workspace.configuration().formats : options.formats;
  HEXAPLA_TRY(job.request.languages, choose_languages(common, publication));
  DiagnosticList found;
  HEXAPLA_TRY(job.snapshot,
              workspace::load_snapshot(workspace, publication, job.request.languages, found));
  const workspace::CheckResult checked =
      workspace::check_snapshot(workspace, job.snapshot, job.request.languages, found.take());
  job.obstacles = publish::find_obstacles(workspace, job.snapshot, job.request, checked.findings);
  return job;
}

/// The reasons of a refusal, and nothing published.
int refuse(const std::vector<Job>& jobs, const CommonOptions& common,
           const workspace::Workspace& workspace, const Environment& environment) {
  SourceCache sources(workspace.files(), workspace.root());
  std::vector<Diagnostic> all;
  for (const Job& job : jobs) all.insert(all.end(), job.obstacles.begin(), job.obstacles.end());
  *environment.out << report::to_text(all, sources.lookup(), is_colored(common, environment));
  *environment.errors << "hexapla: nothing was published: see the findings above\n";
  if (std::any_of(all.begin(), all.end(),
                  [](const Diagnostic& f) { return f.rule.starts_with("completeness/"); })) {
    *environment.errors << "hint: finish the translation, or publish with --draft\n";
  }
  return kFindings;
}

Result<int> run_publish(const CommonOptions& common, const PublishOptions& options,
                        const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  HEXAPLA_TRY(
      const workspace::Session session,
      workspace::begin_writing(workspace, fmt::format("hexapla publish, process {}", ::getpid())));
  report_recovery(session.recovery, environment);
  std::vector<Job> jobs;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(Job job, prepare(common, options, workspace, *publication));
    jobs.push_back(std::move(job));
  }
  if (std::any_of(jobs.begin(), jobs.end(),
                  [](const Job& job) { return !job.obstacles.empty(); })) {
    return refuse(jobs, common, workspace, environment);
  }
  formats::Pandoc pandoc(workspace.files(), workspace.processes(), {},
                         std::chrono::seconds(workspace.configuration().pandoc_timeout_seconds));
  for (const Job& job : jobs) {
    HEXAPLA_TRY(const std::vector<publish::PublishedFile> files,
                publish::publish(workspace, job.snapshot, job.request, pandoc));
    for (const publish::PublishedFile& file : files)
      *environment.out << workspace.relative(file.path) << '\n';
  }
  return kClean;
}

}  // namespace

void add_publish(CommandSet& commands) {
  const auto options = std::make_shared<PublishOptions>();
  CLI::App& command =
      commands.add("publish", "publish editions together, or refuse with reasons",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_publish(common, *options, environment);
                   });
  commands.add_publications(command);
  commands.add_languages(command);
  commands.add_color(command);
  command
      .add_option("--formats", options->formats, "html, docx, pdf, odt (default: as configured)")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_flag("--draft", options->is_draft,
                   "show source text, marked, where there is no translation");
}

}  // namespace hexapla::app
