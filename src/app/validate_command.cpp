// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>
#include <utility>
#include <vector>

#include "hexapla/report/validation.hpp"

#include "commands.hpp"

namespace hexapla::app {

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

}  // namespace hexapla::app
