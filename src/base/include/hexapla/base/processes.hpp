// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "hexapla/base/result.hpp"

namespace hexapla {

/// A program to run: found on PATH, arguments passed as they are, no shell.
struct Command {
  std::vector<std::string> arguments;  ///< the program's name first
  std::string input = {};              ///< standard input
  std::chrono::milliseconds timeout = std::chrono::seconds(120);
  std::string working_directory = {};  ///< empty: ours
};

struct ProcessOutput {
  int exit_code = 0;  ///< 128 + signal where a signal ended it
  std::string output;
  std::string errors;
};

/// The only door to other programs.
class Processes {
 public:
  virtual ~Processes() = default;
  /// Runs to the end. Fails with ToolMissing when the program is not there, ToolFailed when it had
  /// to be stopped after the timeout; any exit code is a value.
  [[nodiscard]] virtual Result<ProcessOutput> run(const Command& command) = 0;
};

/// Real processes; a program that overruns its time is killed with its children.
class SystemProcesses final : public Processes {
 public:
  [[nodiscard]] Result<ProcessOutput> run(const Command& command) override;
};

/// For tests: answers with a function and remembers what was asked.
class FakeProcesses final : public Processes {
 public:
  using Answer = std::function<Result<ProcessOutput>(const Command&)>;
  explicit FakeProcesses(Answer answer) : answer_(std::move(answer)) {}
  [[nodiscard]] Result<ProcessOutput> run(const Command& command) override {
    commands_.push_back(command);
    return answer_(command);
  }
  [[nodiscard]] const std::vector<Command>& commands() const { return commands_; }

 private:
  Answer answer_;
  std::vector<Command> commands_;
};

}  // namespace hexapla
