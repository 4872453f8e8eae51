// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/xliff.hpp"

#include "command_set.hpp"
#include "exchange.hpp"

namespace hexapla::app {
namespace {

struct ConvertOptions {
  std::string input;
  std::string output;
  std::string format;
  formats::ExchangeLanguages languages;
  bool is_strict = false;
};

/// What of an XLIFF 2 file no entry holds; a file of another format has nothing more.
Result<void> add_unit_losses(const std::string& bytes, const std::string& name,
                             formats::Losses& losses) {
  return formats::read_xliff(
             bytes, name, [&losses](const model::Unit& unit) { formats::add_losses(unit, losses); })
      .map([](const model::SegmentFile& /*file*/) {});
}

Result<int> run_convert(const ConvertOptions& options, const Environment& environment) {
  HEXAPLA_TRY(const std::string bytes,
              environment.files->read(environment.working_directory / options.input));
  const formats::ExchangeFormat* const from =
      formats::find_exchange_format_of(options.input, bytes);
  if (from == nullptr || !from->is_read) {
    return fail(ErrorCode::Usage, "this format is not read", {options.input},
                "give a file that ends in .xlf, .xliff, .sdlxliff, .mqxliff, .tmx, .po, .csv, .tsv "
                "or .xlsx");
  }
  HEXAPLA_TRY(const formats::ExchangeFormat* const to,
              choose_exchange_format(options.format, options.output, {}));
  HEXAPLA_TRY(const formats::ExchangeFile file,
              formats::read_exchange(bytes, options.input, *from, options.languages));
  formats::Losses losses;
  if (from->name == "xliff") HEXAPLA_CHECK(add_unit_losses(bytes, options.input, losses));
  formats::add_losses(file, *to, losses);
  HEXAPLA_CHECK(report_losses(losses, *to, options.is_strict, environment));
  HEXAPLA_TRY(const std::string converted, formats::write_exchange(file, *to, HEXAPLA_VERSION));
  HEXAPLA_CHECK(
      environment.files->write(environment.working_directory / options.output, converted));
  *environment.out << fmt::format("{}: {} {}\n", options.output, file.entries.size(),
                                  file.entries.size() == 1 ? "segment" : "segments");
  return kClean;
}

}  // namespace

void add_convert(CommandSet& commands) {
  const auto options = std::make_shared<ConvertOptions>();
  CLI::App& command =
      commands.add("convert", "a translation file in another format",
                   [options](const CommonOptions& /*common*/, const Environment& environment) {
                     return run_convert(*options, environment);
                   });
  command.add_option("input", options->input, "XLIFF 1.2 or 2, TMX, PO, CSV, TSV or XLSX")
      ->required();
  command.add_option("output", options->output, "the file to write")->required();
  command.add_option(
      "--format", options->format,
      fmt::format("{} (default: by the ending of the output)", fmt::join(written_formats(), ", ")));
  command.add_option("--source-language", options->languages.source,
                     "of a file with several, or that names none");
  command.add_option("--target-language", options->languages.target, "the same for the target");
  command.add_flag("--strict", options->is_strict, "refuse where something would be lost");
}

}  // namespace hexapla::app
