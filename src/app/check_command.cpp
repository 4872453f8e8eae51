// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/base/save.hpp"
#include "hexapla/check/rule.hpp"
#include "hexapla/formats/exchange.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/text/utf8.hpp"
#include "hexapla/workspace/check_document.hpp"
#include "hexapla/workspace/checks.hpp"
#include "hexapla/workspace/sync.hpp"

#include "bilingual.hpp"
#include "command_set.hpp"
#include "document_file.hpp"
#include "source_cache.hpp"

namespace hexapla::app {
namespace {

struct CheckOptions {
  std::vector<std::string> files;
  std::string language;  ///< of documents among the files
  std::string fail_on;   ///< empty: as configured
  std::vector<std::string> glossaries;
  std::vector<std::string> rules;  ///< ids or group/*; empty: all
  std::string source_language;     ///< of files whose columns do not say which is which
  std::string target_language;
  std::string output;
  std::string waive;  ///< rule whose findings are accepted; empty: none
  std::string unit;   ///< only this unit's
  std::string reason;
  std::string author;
};

struct Outcome {
  std::vector<Diagnostic> findings;
  std::size_t segments = 0;
  std::optional<Severity> fail_on = Severity::Major;
  Path folder;                               ///< that file names of findings are relative to
  std::map<std::string, std::string> texts;  ///< of documents, by part: they have no file as text
  std::vector<std::string> notes;
};

bool is_chosen(std::string_view rule, const std::vector<std::string>& patterns) {
  return patterns.empty() ||
         std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return check::is_rule_of(pattern, rule); });
}

Result<Outcome> check_workspace(const CommonOptions& common, const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  Outcome outcome;
  outcome.folder = workspace.root();
  outcome.fail_on = workspace.configuration().fail_on;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(const std::vector<std::string> languages, choose_languages(common, *publication));
    HEXAPLA_TRY(workspace::CheckResult result,
                workspace::check_publication(workspace, *publication, languages));
    std::move(result.findings.begin(), result.findings.end(), std::back_inserter(outcome.findings));
    outcome.segments += result.segments;
    for (std::string& note : result.notes) {
      if (std::find(outcome.notes.begin(), outcome.notes.end(), note) == outcome.notes.end())
        outcome.notes.push_back(std::move(note));
    }
  }
  sort_findings(outcome.findings);
  return outcome;
}

/// Accepts findings of the workspace: nothing else is reported then.
Result<int> waive(const CommonOptions& common, const CheckOptions& options,
                  const Environment& environment) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(const workspace::Session session,
              workspace::begin_writing(
                  workspace, fmt::format("hexapla check --waive, process {}", ::getpid())));
  report_recovery(session.recovery, environment);
  HEXAPLA_TRY(const Outcome outcome, check_workspace(common, environment));
  HEXAPLA_TRY(const auto publications, choose_publications(common, workspace));
  std::vector<FileChange> changes;
  for (const workspace::Publication* publication : publications) {
    HEXAPLA_TRY(auto change, workspace::plan_waivers(workspace, *publication, outcome.findings,
                                                     {options.waive, options.unit, options.reason,
                                                      options.author, today()}));
    if (change) changes.push_back(std::move(*change));
  }
  if (changes.empty()) {
    return fail(ErrorCode::Usage, fmt::format("there is no finding {} to waive", options.waive), {},
                "hexapla check lists the findings");
  }
  HEXAPLA_CHECK(save_all(workspace.files(), workspace.root() / "hexapla.journal", changes));
  for (const FileChange& change : changes)
    *environment.out << workspace.relative(change.path) << "\n";
  return kClean;
}

/// A finding about words of a cell underlines these words.
void narrow(Diagnostic& finding, std::string_view bytes) {
  const bool has_target = finding.target_span.has_value();
  if (!has_target || finding.span.end > bytes.size()) return;
  const std::string_view cell =
      bytes.substr(finding.span.begin, finding.span.end - finding.span.begin);
  const std::size_t begin = finding.span.begin;
  finding.span.end = begin + text::byte_offset(cell, finding.target_span->end);
  finding.span.begin = begin + text::byte_offset(cell, finding.target_span->begin);
}

/// What files given on the command line are checked with.
struct FileTools {
  const model::Glossary& glossary;
  workspace::Stemmers& stemmers;
  std::function<Result<std::optional<model::Locale>>(std::string_view)> find_locale;
};

/// One language pair of a file.
Result<void> check_pair(const model::SegmentFile& file, const std::string& name,
                        const CheckOptions& options, const FileTools& tools, DiagnosticSink& sink) {
  check::Context context;
  HEXAPLA_TRY(const auto source_locale, tools.find_locale(file.source_language));
  HEXAPLA_TRY(const auto target_locale, tools.find_locale(file.target_language));
  if (source_locale) context.source_locale = &*source_locale;
  if (target_locale) context.target_locale = &*target_locale;
  context.source_language = file.source_language;
  context.target_language = file.target_language;
  context.glossary = &tools.glossary;
  HEXAPLA_TRY(context.source_stemmer, tools.stemmers.find(file.source_language));
  HEXAPLA_TRY(context.target_stemmer, tools.stemmers.find(file.target_language));
  auto rules = check::make_rules(check::Needs::Pair);
  std::erase_if(
      rules, [&](const auto& rule) { return !is_chosen(rule->description().id, options.rules); });
  for (const auto& rule : rules) rule->begin(context);
  check::check_units(rules, file.units, name, sink);
  for (const auto& rule : rules) rule->finish(sink);
  return {};
}

/// A document by its name: plain text, or what pandoc reads.
bool is_document(const std::string& name) {
  const auto formats = formats::source_formats();
  return name.ends_with(".txt") ||
         std::any_of(formats.begin(), formats.end(),
                     [&](const auto& format) { return name.ends_with(format.ending); });
}

/// The formats of translators' tools, and XLIFF whatever its ending, unless the name or a given
/// language says otherwise.
bool is_bilingual(const std::string& name, const std::string& language) {
  if (formats::find_exchange_format_of(name, {}) != nullptr) return true;
  return language.empty() && !is_document(name);
}

/// Every language pair of a file; how many segments it has.
Result<std::size_t> check_bilingual(const std::string& name, const CheckOptions& options,
                                    const FileTools& tools, const Environment& environment,
                                    DiagnosticSink& found) {
  HEXAPLA_TRY(const std::string bytes,
              environment.files->read(environment.working_directory / name));
  HEXAPLA_TRY(const std::vector<model::SegmentFile> pairs,
              read_bilingual(bytes, name, options.source_language, options.target_language));
  std::size_t segments = 0;
  for (const model::SegmentFile& file : pairs) {
    DiagnosticList of_pair;
    HEXAPLA_CHECK(check_pair(file, name, options, tools, of_pair));
    for (Diagnostic& finding : of_pair.take()) {
      if (name.ends_with(".tsv")) narrow(finding, bytes);
      found.report(std::move(finding));
    }
    for (const model::Unit& unit : file.units) {
      segments += static_cast<std::size_t>(
          std::count_if(unit.segments.begin(), unit.segments.end(),
                        [](const model::Segment& segment) { return !segment.is_ignorable; }));
    }
  }
  return segments;
}

/// A document of one language as it lies; its parts are remembered for the report.
Result<void> check_document(const std::string& name, const std::string& language,
                            const FileTools& tools, const Environment& environment,
                            Outcome& outcome) {
  const std::vector<Path> folders = document_locale_folders(environment);
  HEXAPLA_TRY(DocumentFile document, read_document_file(name, language, folders, environment));
  HEXAPLA_TRY(const text::Segmenter segmenter,
              workspace::read_segmenter(*environment.files, folders, language, {}));
  HEXAPLA_TRY(const text::Stemmer* stemmer, tools.stemmers.find(language));
  HEXAPLA_TRY(workspace::CheckResult result,
              workspace::check_document(document.incoming, document.plan,
                                        {&document.locale, &segmenter, &tools.glossary, stemmer}));
  outcome.segments += result.segments;
  std::move(result.findings.begin(), result.findings.end(), std::back_inserter(outcome.findings));
  for (intake::Part& part : document.incoming.parts) {
    const std::string key = part.name.empty() ? name : fmt::format("{}: {}", name, part.name);
    outcome.texts.emplace(key, std::move(part.text));
  }
  return {};
}

/// The term bases of --glossary, else those of the workspace around, if there is one.
Result<model::Glossary> choose_glossary(const CommonOptions& common, const CheckOptions& options,
                                        const Environment& environment, DiagnosticSink& found) {
  const bool has_workspace =
      !common.workspace.empty() ||
      workspace::Workspace::find_root(*environment.files, environment.working_directory);
  if (!options.glossaries.empty() || !has_workspace)
    return read_glossaries(options.glossaries, environment, found);
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  workspace::Publication publication;
  publication.configuration.glossaries = workspace.configuration().glossaries;
  return workspace.read_glossary(publication, found);
}

/// Files as they are: the workspace's waivers, plan and index have no say.
Result<Outcome> check_files(const CommonOptions& common, const CheckOptions& options,
                            const Environment& environment) {
  Outcome outcome;
  outcome.folder = environment.working_directory;
  DiagnosticList found;
  HEXAPLA_TRY(const model::Glossary glossary, choose_glossary(common, options, environment, found));
  HEXAPLA_TRY(workspace::Stemmers stemmers, find_stemmers(common, environment));
  const FileTools tools{glossary, stemmers, [&](std::string_view language) {
                          return find_locale(common, environment, language);
                        }};
  for (const std::string& name : options.files) {
    if (is_bilingual(name, options.language)) {
      HEXAPLA_TRY(const std::size_t segments,
                  check_bilingual(name, options, tools, environment, found));
      outcome.segments += segments;
    } else {
      HEXAPLA_CHECK(check_document(name, options.language, tools, environment, outcome));
    }
  }
  outcome.notes = stemmers.notes();
  for (Diagnostic& finding : found.take()) outcome.findings.push_back(std::move(finding));
  sort_findings(outcome.findings);
  return outcome;
}

std::string write_report(const Outcome& outcome, std::string_view format,
                         const report::SourceLookup& sources, bool is_colored_text) {
  if (format == "json") return report::to_json(outcome.findings, sources, outcome.segments);
  if (format == "sarif") return report::to_sarif(outcome.findings, sources, HEXAPLA_VERSION);
  if (format == "junit") return report::to_junit(outcome.findings, sources, outcome.fail_on);
  if (format == "github") return report::to_github(outcome.findings, sources);
  return report::to_text(outcome.findings, sources, is_colored_text);
}

Result<void> deliver(const std::string& text, const std::string& output,
                     const Environment& environment) {
  if (!output.empty())
    return environment.files->write(environment.working_directory / output, text);
  *environment.out << text;
  return {};
}

Result<int> run_check(const CommonOptions& common, const CheckOptions& options,
                      const Environment& environment) {
  if (!options.waive.empty()) return waive(common, options, environment);
  HEXAPLA_TRY(Outcome outcome, options.files.empty() ? check_workspace(common, environment)
                                                     : check_files(common, options, environment));
  std::erase_if(outcome.findings,
                [&](const Diagnostic& finding) { return !is_chosen(finding.rule, options.rules); });
  print_notes(outcome.notes, environment);
  if (!options.fail_on.empty()) outcome.fail_on = to_severity(options.fail_on);
  SourceCache sources(*environment.files, outcome.folder, outcome.texts);
  const bool is_colored_text = is_colored(common, environment) && options.output.empty();
  HEXAPLA_CHECK(deliver(write_report(outcome, common.format, sources.lookup(), is_colored_text),
                        options.output, environment));
  const bool has_failed =
      std::any_of(outcome.findings.begin(), outcome.findings.end(), [&](const Diagnostic& finding) {
        return outcome.fail_on && !finding.waived && finding.severity >= *outcome.fail_on;
      });
  return has_failed ? kFindings : kClean;
}

}  // namespace

void add_check(CommandSet& commands) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App& command =
      commands.add("check", "run all rules on the workspace, or on files",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_check(common, *options, environment);
                   });
  commands.add_publications(command);
  commands.add_languages(command);
  commands.add_format(command, {"text", "json", "sarif", "junit", "github"});
  commands.add_color(command);
  command.add_option(
      "files", options->files,
      "XLIFF 2 files, TSV files with a header of language codes, or documents of one "
      "language (.txt .md .docx .odt .html .epub), to check instead of the workspace");
  command.add_option("--language", options->language, "the language of documents");
  command
      .add_option("--glossary", options->glossaries,
                  "term bases (TBX) instead of the configured ones")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--rules", options->rules, "report these rules only, as in terms/*")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--source-language", options->source_language,
                     "the source column of a TSV file (default: its first language)");
  command.add_option("--target-language", options->target_language,
                     "the target column of a TSV file (default: all others)");
  command.add_option("--fail-on", options->fail_on, "exit with 1 from this severity on")
      ->check(CLI::IsMember({"critical", "major", "minor", "neutral", "never"}));
  command.add_option("--output", options->output, "write the report to a file");
  CLI::Option* waive = command.add_option(
      "--waive", options->waive, "accept the findings of this rule: waivers.toml gets them");
  command.add_option("--unit", options->unit, "accept those of this unit only")->needs(waive);
  CLI::Option* reason = command.add_option("--reason", options->reason, "why")->needs(waive);
  CLI::Option* author = command.add_option("--author", options->author, "who")->needs(waive);
  waive->needs(reason)->needs(author);
}

}  // namespace hexapla::app
