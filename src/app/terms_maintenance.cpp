// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/report/findings.hpp"
#include "hexapla/report/terms.hpp"
#include "hexapla/terms/lint.hpp"
#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/compare.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/workspace/term_usage.hpp"

#include "bilingual.hpp"
#include "command_set.hpp"
#include "source_cache.hpp"

namespace hexapla::app {
namespace {

/// The term bases of a workspace, each read once, with what is malformed in them.
struct Terms {
  model::Glossary glossary;
  std::vector<Diagnostic> findings;
};

/// Term bases by their names relative to the workspace, so that findings name them so.
Result<Terms> read_workspace_terms(const workspace::Workspace& workspace,
                                   const Environment& environment) {
  Environment there = environment;
  there.working_directory = workspace.root();
  Terms terms;
  DiagnosticList found;
  HEXAPLA_TRY(terms.glossary, read_glossaries(workspace.configuration().glossaries, there, found));
  terms.findings = found.take();
  return terms;
}

/// The concept of an id; Usage, with the nearest ids, where there is none.
Result<const model::Concept*> find_concept(const model::Glossary& glossary, const std::string& id) {
  if (const model::Concept* entry = glossary.find(id)) return entry;
  std::vector<std::string> ids;
  for (const model::Concept& entry : glossary.concepts) ids.push_back(entry.id);
  const std::vector<std::string> near = text::nearest_names(id, ids);
  return fail(ErrorCode::Usage, fmt::format("the term base has no concept \"{}\"", id), {},
              near.empty() ? "hexapla terms find TEXT looks for terms"
                           : fmt::format("did you mean {}?", near.front()));
}

/// The concepts that the sources of the workspace use.
Result<std::set<std::string>> find_used(const CommonOptions& common,
                                        const workspace::Workspace& workspace) {
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  std::set<std::string> used;
  for (const workspace::Publication* publication : publications) {
    DiagnosticList malformed;
    HEXAPLA_TRY(const workspace::Snapshot snapshot,
                workspace::load_snapshot(workspace, *publication,
                                         {publication->configuration.source_language}, malformed));
    HEXAPLA_CHECK(require_readable(malformed));
    used.merge(workspace::find_used_concepts(snapshot));
  }
  return used;
}

Result<int> run_lint(const CommonOptions& common, const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(Terms terms, read_workspace_terms(workspace, environment));
  HEXAPLA_TRY(const std::set<std::string> used, find_used(common, workspace));
  std::vector<Diagnostic> findings =
      terms::lint_glossary(terms.glossary, workspace.configuration().languages, used);
  std::move(terms.findings.begin(), terms.findings.end(), std::back_inserter(findings));
  sort_findings(findings);
  SourceCache sources(workspace.files(), workspace.root());
  *environment.out << (common.format == "json" ? report::to_json(findings, sources.lookup(), 0)
                                               : report::to_text(findings, sources.lookup(),
                                                                 is_colored(common, environment)));
  const bool has_errors =
      std::any_of(findings.begin(), findings.end(),
                  [](const Diagnostic& finding) { return finding.severity >= Severity::Major; });
  return has_errors ? kFindings : kClean;
}

/// Whether a term of the concept, or a form of one, holds the words.
bool has_text(const model::Concept& entry, const std::string& folded) {
  const auto holds = [&](const std::string& text) {
    return text::fold_for_search(text).find(folded) != std::string::npos;
  };
  if (holds(entry.id)) return true;
  for (const auto& [language, terms] : entry.languages) {
    for (const model::Term& term : terms.terms) {
      if (holds(term.text) || std::any_of(term.forms.begin(), term.forms.end(), holds)) return true;
    }
  }
  return false;
}

Result<int> run_find(const CommonOptions& common, const std::string& text,
                     const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const Terms terms, read_workspace_terms(workspace, environment));
  const std::string folded = text::fold_for_search(text);
  std::vector<const model::Concept*> found;
  for (const model::Concept& entry : terms.glossary.concepts) {
    if (has_text(entry, folded)) found.push_back(&entry);
  }
  *environment.out << (common.format == "json" ? report::to_json(found) : report::to_text(found));
  if (!found.empty()) return kClean;
  *environment.errors << fmt::format("hexapla: no term holds \"{}\"\n", text);
  return kFindings;
}

void add_new(const std::string& language, std::vector<std::string>& languages) {
  if (std::find(languages.begin(), languages.end(), language) == languages.end())
    languages.push_back(language);
}

Result<int> run_usage(const CommonOptions& common, const std::string& id,
                      const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  HEXAPLA_TRY(const Terms terms, read_workspace_terms(workspace, environment));
  HEXAPLA_CHECK(find_concept(terms.glossary, id));
  std::map<std::string, workspace::TermUsage, std::less<>> usages;
  const workspace::TermUsage& usage = usages[id];
  std::vector<std::string> languages;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(const std::vector<std::string> chosen, choose_languages(common, *publication));
    DiagnosticList malformed;
    HEXAPLA_TRY(const workspace::Snapshot snapshot,
                workspace::load_snapshot(workspace, *publication, chosen, malformed));
    HEXAPLA_CHECK(require_readable(malformed));
    workspace::add_usage(snapshot, usages);
    const std::string& source = publication->configuration.source_language;
    add_new(source, languages);
    for (const std::string& language : chosen) add_new(language, languages);
  }
  *environment.out << (common.format == "json" ? report::to_json(usage)
                                               : report::to_text(usage, languages));
  return kClean;
}

}  // namespace

void add_term_maintenance(CommandSet& commands, CLI::App& group) {
  CLI::App& lint = commands.add_to(group, "lint", "what is wrong with the term bases", run_lint);
  commands.add_publications(lint);
  commands.add_format(lint);
  commands.add_color(lint);

  const auto words = std::make_shared<std::string>();
  CLI::App& find =
      commands.add_to(group, "find", "concepts that a term or form leads to",
                      [words](const CommonOptions& common, const Environment& environment) {
                        return run_find(common, *words, environment);
                      });
  commands.add_format(find);
  find.add_option("text", *words, "a part of a term, in any language")->required();

  const auto id = std::make_shared<std::string>();
  CLI::App& usage =
      commands.add_to(group, "usage", "where a concept stands, and how it is rendered",
                      [id](const CommonOptions& common, const Environment& environment) {
                        return run_usage(common, *id, environment);
                      });
  commands.add_publications(usage);
  commands.add_languages(usage);
  commands.add_format(usage);
  usage.add_option("concept", *id, "the concept's id")->required();
}

}  // namespace hexapla::app
