// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

#include "hexapla/app/application.hpp"

namespace {

constexpr int kInternalError = 70;

bool wants_color() {
  // Read before any thread is started.
  return ::isatty(STDOUT_FILENO) != 0 &&
         std::getenv("NO_COLOR") == nullptr;  // NOLINT(concurrency-mt-unsafe)
}

}  // namespace

int main(int count, char** values) {
  try {
    hexapla::SystemFiles files;
    hexapla::SystemProcesses processes;
    std::error_code error;
    hexapla::app::Environment environment;
    environment.files = &files;
    environment.processes = &processes;
    std::ios::sync_with_stdio(false);
    environment.in = &std::cin;
    environment.out = &std::cout;
    environment.errors = &std::cerr;
    environment.working_directory = std::filesystem::current_path();
    environment.executable_folder =
        std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    environment.has_terminal = wants_color();
    const std::vector<std::string> arguments(values + 1, values + count);
    const int code = hexapla::app::run(arguments, environment);
    std::cout.flush();
    if (!std::cout) {
      std::cerr << "hexapla: cannot write the result\n";
      return 3;
    }
    return code;
  } catch (const std::exception& error) {
    std::cerr << "hexapla: internal error: " << error.what()
              << "\nhint: please report it, with the command line\n";
    return kInternalError;
  }
}
