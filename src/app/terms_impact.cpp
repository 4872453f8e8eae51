// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <memory>
#include <ostream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/base/save.hpp"
#include "hexapla/formats/tbx.hpp"
#include "hexapla/report/terms.hpp"
#include "hexapla/workspace/sync.hpp"
#include "hexapla/workspace/term_impact.hpp"

#include "command_set.hpp"
#include "term_bases.hpp"

namespace hexapla::app {
namespace {

struct ImpactOptions {
  formats::TermPlace place;
  std::string replacement;
  std::string changed;  ///< a term base as it would be
  bool applies = false;
};

/// The concepts of the term bases, with those of `changed` in the place of their namesakes.
model::Glossary replace_concepts(const std::vector<OpenBase>& bases, model::Glossary changed) {
  model::Glossary after;
  for (const OpenBase& base : bases) {
    for (const model::Concept& entry : base.glossary.concepts) {
      if (changed.find(entry.id) == nullptr) after.concepts.push_back(entry);
    }
  }
  std::move(changed.concepts.begin(), changed.concepts.end(), std::back_inserter(after.concepts));
  return after;
}

/// The glossary after the change that the options name.
Result<model::Glossary> make_after(const ImpactOptions& options, const std::vector<OpenBase>& bases,
                                   const Environment& environment) {
  DiagnosticList malformed;
  if (!options.changed.empty()) {
    HEXAPLA_TRY(const std::string bytes,
                environment.files->read(environment.working_directory / options.changed));
    HEXAPLA_TRY(model::Glossary changed, formats::read_tbx(bytes, options.changed, malformed));
    if (!malformed.findings().empty())
      return fail(ErrorCode::Invalid, malformed.findings().front().message, {options.changed});
    return replace_concepts(bases, std::move(changed));
  }
  HEXAPLA_TRY(const OpenBase* base, choose_base(bases, options.place.concept_id, {}));
  formats::TbxEditor editor(base->before, base->name);
  HEXAPLA_CHECK(supersede(editor, *base, options.place, options.replacement, {"", "?", ""}));
  HEXAPLA_TRY(model::Glossary changed, formats::read_tbx(editor.bytes(), base->name, malformed));
  return replace_concepts(bases, std::move(changed));
}

Result<void> check_options(const ImpactOptions& options) {
  const bool names_term = !options.place.concept_id.empty() && !options.place.language.empty() &&
                          !options.replacement.empty();
  if (names_term != options.changed.empty()) {
    return fail(ErrorCode::Usage, "name a change: CONCEPT --language fr --to TEXT, or --with FILE",
                {}, "hexapla terms find TEXT looks for concepts");
  }
  return {};
}

using Publications = std::vector<const workspace::Publication*>;

Result<workspace::TermImpact> find_impact(const CommonOptions& common,
                                          const workspace::Workspace& workspace,
                                          const Publications& publications,
                                          const model::Glossary& after) {
  workspace::TermImpact impact;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(const std::vector<std::string> languages, choose_languages(common, *publication));
    DiagnosticList malformed;
    HEXAPLA_TRY(workspace::Snapshot snapshot,
                workspace::load_snapshot(workspace, *publication, languages, malformed));
    HEXAPLA_CHECK(require_readable(malformed));
    workspace::add_impact(snapshot, after, impact);
  }
  return impact;
}

/// Opens again what must be looked at; in how many files.
Result<std::size_t> apply(const workspace::Workspace& workspace, const Publications& publications,
                          const workspace::TermImpact& impact) {
  std::vector<FileChange> changes;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(std::vector<FileChange> files, workspace::reopen(workspace, *publication, impact));
    std::move(files.begin(), files.end(), std::back_inserter(changes));
  }
  HEXAPLA_CHECK(save_all(workspace.files(), workspace.root() / "hexapla.journal", changes));
  return changes.size();
}

Result<int> run_impact(const CommonOptions& common, const ImpactOptions& options,
                       const Environment& environment) {
  HEXAPLA_CHECK(check_options(options));
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const Publications publications, choose_publications(common, workspace));
  workspace::Session session;
  if (options.applies) {
    HEXAPLA_TRY(session,
                workspace::begin_writing(
                    workspace, fmt::format("hexapla terms impact, process {}", ::getpid())));
    report_recovery(session.recovery, environment);
  }
  HEXAPLA_TRY(const std::vector<OpenBase> bases, read_bases(workspace));
  HEXAPLA_TRY(const model::Glossary after, make_after(options, bases, environment));
  HEXAPLA_TRY(const workspace::TermImpact impact,
              find_impact(common, workspace, publications, after));
  *environment.out << (common.format == "json" ? report::to_json(impact) : report::to_text(impact));
  if (!options.applies) return kClean;
  HEXAPLA_TRY(const std::size_t files, apply(workspace, publications, impact));
  *environment.errors << fmt::format("hexapla: states were set back in {} {}\n", files,
                                     files == 1 ? "file" : "files");
  return kClean;
}

}  // namespace

void add_term_impact(CommandSet& commands, CLI::App& group) {
  const auto options = std::make_shared<ImpactOptions>();
  CLI::App& command =
      commands.add_to(group, "impact", "what a change of the glossary would touch",
                      [options](const CommonOptions& common, const Environment& environment) {
                        return run_impact(common, *options, environment);
                      });
  commands.add_publications(command);
  commands.add_languages(command);
  commands.add_format(command);
  command.add_option("concept", options->place.concept_id, "the concept whose term would change");
  command.add_option("--language", options->place.language, "the language of the term");
  command.add_option("--term", options->place.term, "the term (default: the preferred one)");
  command.add_option("--to", options->replacement, "the new wording");
  command.add_option("--with", options->changed, "a term base (TBX) as it would be");
  command.add_flag("--apply", options->applies,
                   "set the states of what must be looked at back to initial, with a note");
}

}  // namespace hexapla::app
