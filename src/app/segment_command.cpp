// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <istream>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/formats/srx.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/segmentation.hpp"
#include "hexapla/text/utf8.hpp"

#include "command_set.hpp"

namespace hexapla::app {
namespace {

struct SegmentOptions {
  std::string language;
  std::string rules;
  std::string file;  ///< empty or "-": standard input
};

/// The given file's rules, else the workspace's, else those that came with the program.
Result<text::Segmenter> read_rules(const CommonOptions& common, const SegmentOptions& options,
                                   const Environment& environment) {
  if (options.rules.empty()) {
    const bool is_in_workspace =
        !common.workspace.empty() ||
        workspace::Workspace::find_root(*environment.files, environment.working_directory);
    if (!is_in_workspace) {
      return workspace::read_segmenter(*environment.files, locale_folders(environment),
                                       options.language, {});
    }
    HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
    return workspace.read_segmenter(options.language);
  }
  HEXAPLA_TRY(const std::string bytes,
              environment.files->read(environment.working_directory / options.rules));
  HEXAPLA_TRY(const std::vector<text::SegmentationRule> rules,
              formats::read_srx(bytes, options.rules, options.language));
  if (rules.empty()) {
    return fail(ErrorCode::Invalid,
                fmt::format("no language map chooses rules for \"{}\"", options.language),
                {options.rules}, "add a languagemap whose pattern matches it");
  }
  return text::Segmenter::compile(rules);
}

Result<std::string> read_text(const SegmentOptions& options, const Environment& environment) {
  if (!options.file.empty() && options.file != "-")
    return environment.files->read(environment.working_directory / options.file);
  std::ostringstream text;
  text << environment.in->rdbuf();
  return std::move(text).str();
}

/// Each sentence of a paragraph on its line, without the white space around it.
Result<void> write_sentences(std::string_view paragraph, const text::Segmenter& segmenter,
                             std::string& out) {
  HEXAPLA_TRY(std::vector<std::size_t> ends, segmenter.find_breaks(paragraph));
  ends.push_back(paragraph.size());
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    const std::string_view sentence = text::trim(paragraph.substr(begin, end - begin));
    begin = end;
    if (!sentence.empty()) out.append(sentence).append("\n");
  }
  return {};
}

Result<int> run_segment(const CommonOptions& common, const SegmentOptions& options,
                        const Environment& environment) {
  HEXAPLA_TRY(const text::Segmenter segmenter, read_rules(common, options, environment));
  HEXAPLA_TRY(const std::string bytes, read_text(options, environment));
  const std::string name =
      options.file.empty() || options.file == "-" ? "standard input" : options.file;
  std::string_view rest = bytes;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  if (const auto malformed = text::find_malformed(rest)) {
    const std::string_view before = rest.substr(0, *malformed);
    return fail(ErrorCode::Syntax, "the text is no UTF-8",
                {name, static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
                 text::count_code_points(before.substr(before.rfind('\n') + 1)) + 1},
                "save it as UTF-8");
  }
  std::string out;
  out.reserve(rest.size() + rest.size() / 32);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    HEXAPLA_CHECK(write_sentences(rest.substr(0, end), segmenter, out));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  *environment.out << out;
  return kClean;
}

}  // namespace

void add_segment(CommandSet& commands) {
  const auto options = std::make_shared<SegmentOptions>();
  CLI::App& command =
      commands.add("segment", "cut paragraphs, one a line, into sentences, one a line",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_segment(common, *options, environment);
                   });
  command.add_option("--language", options->language, "the language of the text")->required();
  command.add_option("--rules", options->rules, "an SRX 2.0 file instead of the language's own");
  command.add_option("file", options->file, "the text (default: standard input)");
}

}  // namespace hexapla::app
