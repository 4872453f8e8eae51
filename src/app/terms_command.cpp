// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <istream>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/utf8.hpp"

#include "bilingual.hpp"
#include "command_set.hpp"

namespace hexapla::app {
namespace {

struct MatchOptions {
  std::string language;
  std::vector<std::string> glossaries;
  std::string file;  ///< empty or "-": standard input
};

/// The named term bases, else the workspace's.
Result<model::Glossary> read_terms(const CommonOptions& common, const MatchOptions& options,
                                   const Environment& environment, DiagnosticSink& sink) {
  if (!options.glossaries.empty()) return read_glossaries(options.glossaries, environment, sink);
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  std::vector<std::string> names;
  for (const std::string& name : workspace.configuration().glossaries)
    names.push_back((workspace.root() / name).string());
  return read_glossaries(names, environment, sink);
}

Result<std::string> read_lines(const MatchOptions& options, const Environment& environment) {
  if (!options.file.empty() && options.file != "-")
    return environment.files->read(environment.working_directory / options.file);
  std::ostringstream text;
  text << environment.in->rdbuf();
  return std::move(text).str();
}

/// The matches of one line: one for each concept of a span.
void write_matches(std::string_view line, std::size_t number, const terms::Matcher& matcher,
                   std::string& out) {
  std::vector<terms::Match> written;
  for (const terms::Match& match : matcher.find(line)) {
    const bool is_there =
        std::any_of(written.begin(), written.end(), [&](const terms::Match& each) {
          return each.begin == match.begin && each.concept_entry == match.concept_entry;
        });
    if (is_there) continue;
    written.push_back(match);
    const std::size_t begin = text::count_code_points(line.substr(0, match.begin));
    const std::string_view form = line.substr(match.begin, match.end - match.begin);
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", number, begin,
                       begin + text::count_code_points(form), match.concept_entry->id, form,
                       terms::to_string(match.step));
  }
}

Result<int> run_match(const CommonOptions& common, const MatchOptions& options,
                      const Environment& environment) {
  DiagnosticList malformed;
  HEXAPLA_TRY(const model::Glossary glossary, read_terms(common, options, environment, malformed));
  for (const Diagnostic& finding : malformed.findings())
    *environment.errors << fmt::format("hexapla: {}: {}\n", finding.span.file, finding.message);
  HEXAPLA_TRY(workspace::Stemmers stemmers, find_stemmers(common, environment));
  const std::string language = primary_language(options.language);
  HEXAPLA_TRY(const text::Stemmer* stemmer, stemmers.find(language));
  print_notes(stemmers.notes(), environment);
  const terms::Matcher matcher(glossary, language, stemmer);
  HEXAPLA_TRY(const std::string bytes, read_lines(options, environment));
  std::string_view rest = bytes;
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (rest.starts_with(kMark)) rest.remove_prefix(kMark.size());
  std::string out;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    write_matches(line, number, matcher, out);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  *environment.out << out;
  return kClean;
}

}  // namespace

void add_terms(CommandSet& commands) {
  const auto options = std::make_shared<MatchOptions>();
  CLI::App& terms = commands.add_group("terms", "find terms of the glossary, and maintain it");
  CLI::App& command = commands.add_to(
      terms, "match", "write where terms stand in lines of text, and how each was recognised",
      [options](const CommonOptions& common, const Environment& environment) {
        return run_match(common, *options, environment);
      });
  command.add_option("--language", options->language, "the language of the text")->required();
  command
      .add_option("--glossary", options->glossaries, "term bases (TBX) instead of the workspace's")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("file", options->file,
                     "the text, one or more lines (default: standard input)");
  add_term_maintenance(commands, terms);
  add_term_editing(commands, terms);
  add_term_impact(commands, terms);
}

}  // namespace hexapla::app
