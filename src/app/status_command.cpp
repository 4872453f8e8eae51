// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/check/explanation.hpp"
#include "hexapla/formats/xliff_validation.hpp"
#include "hexapla/report/status.hpp"
#include "hexapla/text/compare.hpp"
#include "hexapla/workspace/status.hpp"

#include "command_set.hpp"

namespace hexapla::app {

namespace {

Result<int> run_status(const CommonOptions& common, const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  DiagnosticList found;
  std::vector<workspace::PublicationStatus> statuses;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(workspace::PublicationStatus status,
                workspace::compute_status(workspace, *publication, found));
    statuses.push_back(std::move(status));
  }
  *environment.out << (common.format == "json" ? report::to_json(statuses)
                                               : report::to_text(statuses));
  for (const Diagnostic& finding : found.findings()) {
    *environment.errors << fmt::format("hexapla: {}: {}; its segments are not counted\n",
                                       finding.span.file, finding.message);
  }
  return found.findings().empty() ? kClean : kFindings;
}

}  // namespace

void add_status(CommandSet& commands) {
  CLI::App& command = commands.add("status", "how far each language is", run_status);
  commands.add_publications(command);
  commands.add_format(command);
  commands.add_color(command);
}

namespace {

Result<int> run_explain(const std::string& rule, const Environment& environment) {
  if (const auto text = check::find_explanation(rule)) {
    *environment.out << rule << "\n\n" << *text;
    return kClean;
  }
  if (const auto* constraint = formats::find_xliff_constraint(rule)) {
    *environment.out << fmt::format("{}\n\n{}: {}\n", rule, constraint->clause, constraint->text);
    return kClean;
  }
  const std::vector<std::string> rules = check::explained_rules();
  const std::vector<std::string> near = text::nearest_names(rule, rules);
  return fail(ErrorCode::Usage, fmt::format("there is no rule \"{}\"", rule), {},
              near.empty() ? fmt::format("rules are: {}", fmt::join(rules, ", "))
                           : fmt::format("did you mean {}?", fmt::join(near, ", ")));
}

}  // namespace

void add_explain(CommandSet& commands) {
  const auto rule = std::make_shared<std::string>();
  CLI::App& command = commands.add("explain", "what a rule means, why, and how to mend a finding",
                                   [rule](const CommonOptions&, const Environment& environment) {
                                     return run_explain(*rule, environment);
                                   });
  command.add_option("rule", *rule, "the rule's id, as in terms/missing")->required();
}

}  // namespace hexapla::app
