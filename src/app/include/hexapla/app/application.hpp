// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"

namespace hexapla::app {

/// What the program talks to. Not owned.
struct Environment {
  Files* files = nullptr;
  Processes* processes = nullptr;
  std::istream* in = nullptr;      ///< what a command reads that is given no file
  std::ostream* out = nullptr;     ///< results
  std::ostream* errors = nullptr;  ///< messages
  Path working_directory;
  Path executable_folder;     ///< to find the locales that came with the program
  bool has_terminal = false;  ///< colours are welcome
};

/// Runs one command line (without the program's name) and returns the exit code of architecture.md:
/// 0 clean, 1 findings or a refusal, 2 usage, 3 a file cannot be read or written, 4 an external
/// tool failed.
[[nodiscard]] int run(const std::vector<std::string>& arguments, const Environment& environment);

}  // namespace hexapla::app
