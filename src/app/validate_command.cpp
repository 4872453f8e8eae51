// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <ostream>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "hexapla/report/validation.hpp"

#include "command_set.hpp"

namespace hexapla::app {

namespace {

Result<int> run_validate(const CommonOptions& common, const std::vector<std::string>& files,
                         const Environment& environment) {
  std::vector<report::FileValidation> validations;
  for (const std::string& name : files) {
    HEXAPLA_TRY(const std::string bytes,
                environment.files->read(environment.working_directory / name));
    validations.push_back({name, formats::validate_xliff(bytes)});
  }
  *environment.out << (common.format == "json" ? report::to_json(validations)
                                               : report::to_text(validations));
  const bool is_clean =
      std::all_of(validations.begin(), validations.end(),
                  [](const report::FileValidation& file) { return file.validation.is_valid(); });
  return is_clean ? kClean : kFindings;
}

}  // namespace

void add_validate(CommandSet& commands) {
  const auto files = std::make_shared<std::vector<std::string>>();
  CLI::App& command =
      commands.add("validate", "whether XLIFF 2 files keep the specification",
                   [files](const CommonOptions& common, const Environment& environment) {
                     return run_validate(common, *files, environment);
                   });
  commands.add_format(command);
  command.add_option("files", *files, "XLIFF 2.0, 2.1 or 2.2 files")->required();
}

}  // namespace hexapla::app
