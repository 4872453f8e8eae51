// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/formats/xliff_validation.hpp"

namespace hexapla::report {

/// A file that was validated.
struct FileValidation {
  std::string file;
  formats::XliffValidation validation;
};

/// A line for each violation, with what the constraint asks for at its first one in a file, and a
/// line for each file.
[[nodiscard]] std::string to_text(const std::vector<FileValidation>& files);

/// The JSON of architecture.md: {"files":[{"file","format","version","valid","violations":[...]}]}.
[[nodiscard]] std::string to_json(const std::vector<FileValidation>& files);

}  // namespace hexapla::report
