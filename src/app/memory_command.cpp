// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <istream>
#include <memory>
#include <ostream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/base/save.hpp"
#include "hexapla/report/memory.hpp"
#include "hexapla/text/numbers.hpp"
#include "hexapla/workspace/fill.hpp"
#include "hexapla/workspace/sync.hpp"
#include "hexapla/workspace/translation_memory.hpp"

#include "bilingual.hpp"
#include "command_set.hpp"

namespace hexapla::app {
namespace {

using Additions = std::vector<workspace::MemoryAddition>;

/// The memory, with what is to be said about it; Usage where it is empty or lacks a language.
Result<workspace::TranslationMemory> open_memory(const workspace::Workspace& workspace,
                                                 const std::vector<std::string>& languages,
                                                 const Environment& environment,
                                                 const Additions& added = {}) {
  HEXAPLA_TRY(workspace::TranslationMemory memory,
              workspace::TranslationMemory::open(workspace, added));
  print_notes(memory.notes(), environment);
  HEXAPLA_TRY(const std::vector<std::string> known, memory.languages());
  if (known.empty()) {
    return fail(ErrorCode::Usage, "the translation memory is empty", {},
                "hexapla memory add FILE.tmx puts a file into it");
  }
  for (const std::string& language : languages) {
    if (std::find(known.begin(), known.end(), language) != known.end()) continue;
    return fail(ErrorCode::Usage,
                fmt::format("the translation memory has no text in \"{}\"", language), {},
                fmt::format("its languages are: {}", fmt::join(known, ", ")));
  }
  return memory;
}

// ---- add

struct AddOptions {
  std::vector<std::string> sources;
  formats::ExchangeLanguages languages;
  bool replaces = false;
};

Result<workspace::MemoryAddition> plan_addition(const std::string& source,
                                                const AddOptions& options,
                                                const workspace::Workspace& workspace,
                                                const Environment& environment) {
  if (source == "workspace") {
    DiagnosticList found;
    HEXAPLA_TRY(workspace::MemoryAddition addition,
                workspace::plan_workspace_memory(workspace, today(), HEXAPLA_VERSION, found));
    HEXAPLA_CHECK(require_readable(found));
    return addition;
  }
  HEXAPLA_TRY(std::string bytes, environment.files->read(environment.working_directory / source));
  return workspace::plan_memory_file(workspace, {source, std::move(bytes), options.languages},
                                     options.replaces, HEXAPLA_VERSION);
}

Result<Additions> plan_additions(const AddOptions& options, const workspace::Workspace& workspace,
                                 const Environment& environment) {
  Additions additions;
  for (const std::string& source : options.sources) {
    HEXAPLA_TRY(workspace::MemoryAddition addition,
                plan_addition(source, options, workspace, environment));
    const bool is_twice = std::any_of(
        additions.begin(), additions.end(),
        [&](const workspace::MemoryAddition& each) { return each.name == addition.name; });
    if (is_twice) {
      return fail(ErrorCode::Usage, "two of the files have this name", {addition.name},
                  "give one of them another name");
    }
    additions.push_back(std::move(addition));
  }
  return additions;
}

Result<void> save_additions(Additions& additions, const workspace::Workspace& workspace) {
  std::vector<FileChange> files;
  for (workspace::MemoryAddition& addition : additions) {
    if (!addition.is_there) files.push_back(std::move(addition.file));
  }
  if (!files.empty())
    HEXAPLA_CHECK(workspace.files().make_directories(workspace.root() / "content" / "memory"));
  return save_all(workspace.files(), workspace.root() / "hexapla.journal", files);
}

Result<int> run_add(const CommonOptions& common, const AddOptions& options,
                    const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const workspace::Session session,
              workspace::begin_writing(workspace,
                                       fmt::format("hexapla memory add, process {}", ::getpid())));
  report_recovery(session.recovery, environment);
  HEXAPLA_TRY(Additions additions, plan_additions(options, workspace, environment));
  HEXAPLA_CHECK(save_additions(additions, workspace));
  HEXAPLA_TRY(workspace::TranslationMemory memory,
              open_memory(workspace, {}, environment, additions));
  HEXAPLA_TRY(const std::size_t count, memory.count());
  HEXAPLA_TRY(const std::vector<std::string> languages, memory.languages());
  for (const workspace::MemoryAddition& each : additions) {
    *environment.out << fmt::format("content/memory/{}: {} {}{}\n", each.name, each.entries.size(),
                                    each.entries.size() == 1 ? "entry" : "entries",
                                    each.is_there ? ", there already" : "");
  }
  *environment.out << fmt::format("the memory has {} {} in {}\n", count,
                                  count == 1 ? "entry" : "entries", fmt::join(languages, ", "));
  return kClean;
}

// ---- search

struct SearchOptions {
  std::string text;
  formats::ExchangeLanguages languages;
  int threshold = 70;
  std::size_t limit = 5;
};

/// The text of the command line, or each line of standard input.
std::vector<std::string> read_queries(const SearchOptions& options,
                                      const Environment& environment) {
  if (!options.text.empty()) return {options.text};
  std::vector<std::string> queries;
  for (std::string line; std::getline(*environment.in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    queries.push_back(std::move(line));
  }
  return queries;
}

/// Text as a person types it: marks of codes are read, other braces are text.
model::InlineText read_query(const std::string& line) {
  return model::from_marked(line).value_or(model::InlineText(line));
}

/// How a language writes numbers; as plain digits where it has no locale.
Result<model::Locale> find_number_locale(const CommonOptions& common, const std::string& language,
                                         const Environment& environment) {
  HEXAPLA_TRY(std::optional<model::Locale> locale, find_locale(common, environment, language));
  return std::move(locale).value_or(model::Locale{});
}

Result<int> run_search(const CommonOptions& common, const SearchOptions& options,
                       const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  index::MemoryQuery query;
  query.source_language = workspace::memory_language(options.languages.source);
  query.target_language = workspace::memory_language(options.languages.target);
  query.threshold = options.threshold;
  query.limit = options.limit;
  HEXAPLA_TRY(workspace::TranslationMemory memory,
              open_memory(workspace, {query.source_language, query.target_language}, environment));
  HEXAPLA_TRY(const model::Locale source,
              find_number_locale(common, query.source_language, environment));
  HEXAPLA_TRY(const model::Locale target,
              find_number_locale(common, query.target_language, environment));
  const text::NumberFinder source_numbers(source.number_rules);
  const text::NumberFinder target_numbers(target.number_rules);
  std::vector<report::MemoryAnswer> answers;
  for (std::string& line : read_queries(options, environment)) {
    query.text = read_query(line);
    HEXAPLA_TRY(std::vector<index::MemoryMatch> matches, memory.search(query));
    report::MemoryAnswer& answer = answers.emplace_back();
    answer.query = std::move(line);
    for (index::MemoryMatch& match : matches) {
      workspace::AdaptedMatch adapted = workspace::adapt_match(
          query.text, match.source, match.target, {source_numbers, source.numbers},
          {target_numbers, target.numbers});
      answer.found.push_back({std::move(match), std::move(adapted)});
    }
  }
  *environment.out << (common.format == "json" ? report::to_json(answers)
                                               : report::to_text(answers));
  return kClean;
}

// ---- concordance

struct ConcordanceOptions {
  std::string phrase;
  std::string language;
  std::size_t limit = 20;
};

Result<int> run_concordance(const CommonOptions& common, const ConcordanceOptions& options,
                            const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  const std::string language = workspace::memory_language(options.language);
  HEXAPLA_TRY(workspace::TranslationMemory memory, open_memory(workspace, {language}, environment));
  HEXAPLA_TRY(std::vector<index::Occurrence> found,
              memory.find_phrase(options.phrase, language, options.limit + 1));
  const bool has_more = found.size() > options.limit;
  if (has_more) found.pop_back();
  *environment.out << (common.format == "json" ? report::to_json(found, language)
                                               : report::to_text(found, language));
  if (has_more) {
    *environment.errors << fmt::format("hexapla: there are more; --limit {} shows twice as many\n",
                                       options.limit * 2);
  } else if (found.empty()) {
    *environment.errors << "hexapla: the phrase is nowhere in the memory\n";
  }
  return kClean;
}

// ---- fill

struct FillCommandOptions {
  workspace::FillOptions fill;
  std::string trust = "none";
  std::string from = "both";
  bool applies = false;
};

workspace::FillOptions to_fill_options(const FillCommandOptions& chosen) {
  workspace::FillOptions options = chosen.fill;
  if (chosen.trust == "exact") options.trust = workspace::Trust::Exact;
  if (chosen.trust == "in-context") options.trust = workspace::Trust::InContext;
  options.uses_memory = chosen.from != "workspace";
  options.uses_workspace = chosen.from != "memory";
  return options;
}

Result<std::vector<workspace::FillReport>> plan_fills(const CommonOptions& common,
                                                      const workspace::Workspace& workspace,
                                                      workspace::FillOptions options,
                                                      const Environment& environment) {
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  DiagnosticList found;
  HEXAPLA_TRY(workspace::FillSources sources,
              workspace::FillSources::open(workspace, options, found));
  print_notes(sources.notes(), environment);
  const std::vector<std::string> parts = options.parts;
  std::vector<workspace::FillReport> reports;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(options.languages, choose_languages(common, *publication));
    HEXAPLA_TRY(options.parts, choose_parts(parts, *publication));
    if (!options.reference.empty())
      HEXAPLA_CHECK(workspace::require_target_language(*publication, options.reference));
    HEXAPLA_TRY(workspace::FillReport report,
                workspace::plan_fill(workspace, *publication, options, sources, found));
    reports.push_back(std::move(report));
  }
  HEXAPLA_CHECK(require_readable(found));
  return reports;
}

Result<int> run_fill(const CommonOptions& common, const FillCommandOptions& chosen,
                     const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  workspace::Session session;
  if (chosen.applies) {
    HEXAPLA_TRY(session,
                workspace::begin_writing(
                    workspace, fmt::format("hexapla memory fill, process {}", ::getpid())));
    report_recovery(session.recovery, environment);
  }
  HEXAPLA_TRY(const std::vector<workspace::FillReport> reports,
              plan_fills(common, workspace, to_fill_options(chosen), environment));
  std::vector<FileChange> files;
  for (const workspace::FillReport& report : reports)
    files.insert(files.end(), report.files.begin(), report.files.end());
  if (chosen.applies)
    HEXAPLA_CHECK(save_all(workspace.files(), workspace.root() / "hexapla.journal", files));
  *environment.out << (common.format == "json" ? report::to_json(reports, chosen.applies)
                                               : report::to_text(reports, chosen.applies));
  if (!chosen.applies && !files.empty())
    *environment.errors << "hint: --apply writes the targets\n";
  return kClean;
}

// ---- the commands

constexpr int kLowestThreshold = 30;

void add_language_pair(CLI::App& command, formats::ExchangeLanguages& languages) {
  command.add_option("--source-language", languages.source, "the language of the text")->required();
  command.add_option("--target-language", languages.target, "the language that is wanted")
      ->required();
}

void add_add(CommandSet& commands, CLI::App& group) {
  const auto options = std::make_shared<AddOptions>();
  CLI::App& command =
      commands.add_to(group, "add", "put files, or what is translated now, into the memory",
                      [options](const CommonOptions& common, const Environment& environment) {
                        return run_add(common, *options, environment);
                      });
  command
      .add_option("sources", options->sources,
                  "TMX files, others that convert reads, or the word workspace")
      ->required();
  command.add_flag("--replace", options->replaces, "put a file in the place of one of its name");
  command.add_option("--source-language", options->languages.source,
                     "of a file with several, or that names none");
  command.add_option("--target-language", options->languages.target, "the same for the target");
}

void add_search(CommandSet& commands, CLI::App& group) {
  const auto options = std::make_shared<SearchOptions>();
  CLI::App& command =
      commands.add_to(group, "search", "translations of equal and similar texts, best first",
                      [options](const CommonOptions& common, const Environment& environment) {
                        return run_search(common, *options, environment);
                      });
  commands.add_format(command);
  command.add_option("text", options->text, "the text (default: each line of standard input)");
  add_language_pair(command, options->languages);
  command.add_option("--threshold", options->threshold, "the lowest score (default: 70)")
      ->check(CLI::Range(kLowestThreshold, 100));
  command.add_option("--limit", options->limit, "the most matches of a text (default: 5)")
      ->check(CLI::PositiveNumber);
}

void add_concordance(CommandSet& commands, CLI::App& group) {
  const auto options = std::make_shared<ConcordanceOptions>();
  CLI::App& command =
      commands.add_to(group, "concordance", "every entry that has a phrase, in all its languages",
                      [options](const CommonOptions& common, const Environment& environment) {
                        return run_concordance(common, *options, environment);
                      });
  commands.add_format(command);
  command.add_option("phrase", options->phrase, "some words, or a part of one")->required();
  command.add_option("--language", options->language, "the language of the phrase")->required();
  command.add_option("--limit", options->limit, "the most entries (default: 20)")
      ->check(CLI::PositiveNumber);
}

void add_fill(CommandSet& commands, CLI::App& group) {
  const auto options = std::make_shared<FillCommandOptions>();
  CLI::App& command = commands.add_to(
      group, "fill", "targets for untranslated segments, from the memory and from repetitions",
      [options](const CommonOptions& common, const Environment& environment) {
        return run_fill(common, *options, environment);
      });
  commands.add_publications(command);
  commands.add_languages(command);
  commands.add_format(command);
  command.add_option("--part", options->fill.parts, "parts (default: all)")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--threshold", options->fill.threshold, "the lowest score (default: 75)")
      ->check(CLI::Range(kLowestThreshold, 100));
  command
      .add_option("--from", options->from,
                  "memory (its files), workspace (repetitions), both (default)")
      ->check(CLI::IsMember({"memory", "workspace", "both"}));
  command
      .add_option("--trust", options->trust,
                  "which matches become translated: in-context, exact (both), none (default)")
      ->check(CLI::IsMember({"none", "in-context", "exact"}));
  command.add_option("--reference", options->fill.reference,
                     "a third language whose text is put beside the segments, to be read");
  command.add_flag("--apply", options->applies, "write the targets (default: show them)");
}

}  // namespace

void add_memory(CommandSet& commands) {
  CLI::App& group = commands.add_group("memory", "what was translated before, for use again");
  add_add(commands, group);
  add_search(commands, group);
  add_concordance(commands, group);
  add_fill(commands, group);
}

}  // namespace hexapla::app
