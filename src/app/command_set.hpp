// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hexapla/app/application.hpp"
#include "hexapla/base/result.hpp"

#include "commands.hpp"

namespace CLI {
class App;
}

namespace hexapla::app {

/// All commands and what they share. A command's own file adds it: name, options, action.
class CommandSet {
 public:
  using Action = std::function<Result<int>(const CommonOptions&, const Environment&)>;

  explicit CommandSet(const Environment& environment);
  ~CommandSet();

  /// A command with `--workspace`; `action` runs when the command line names it, and returns the
  /// exit code or the error that stopped it. The set owns the command that it returns.
  CLI::App& add(const std::string& name, const std::string& description, Action action);
  /// A name that commands stand under, as in `terms match`.
  CLI::App& add_group(const std::string& name, const std::string& description);
  CLI::App& add_to(CLI::App& group, const std::string& name, const std::string& description,
                   Action action);
  /// `--publication`.
  void add_publications(CLI::App& command);
  /// `--languages`.
  void add_languages(CLI::App& command);
  /// `--format`: one of `formats`.
  void add_format(CLI::App& command, const std::vector<std::string>& formats = {"text", "json"});
  /// `--color`.
  void add_color(CLI::App& command);

  /// Parses the command line and runs what it names; the exit code.
  int run(std::vector<std::string> arguments);

 private:
  std::optional<Error> find_unknown_command(const std::vector<std::string>& arguments) const;

  const Environment& environment_;
  std::unique_ptr<CLI::App> app_;
  CommonOptions common_;
  Action chosen_;
};

void add_init(CommandSet& commands);
void add_import(CommandSet& commands);
void add_sync(CommandSet& commands);
void add_confirm(CommandSet& commands);
void add_merge(CommandSet& commands);
void add_status(CommandSet& commands);
void add_check(CommandSet& commands);
void add_export(CommandSet& commands);
void add_convert(CommandSet& commands);
void add_pack(CommandSet& commands);
void add_publish(CommandSet& commands);
void add_validate(CommandSet& commands);
void add_segment(CommandSet& commands);
void add_align(CommandSet& commands);
void add_memory(CommandSet& commands);
void add_terms(CommandSet& commands);
/// The commands of `terms` for who maintains them.
void add_term_maintenance(CommandSet& commands, CLI::App& group);
void add_term_editing(CommandSet& commands, CLI::App& group);
void add_term_impact(CommandSet& commands, CLI::App& group);
void add_explain(CommandSet& commands);

}  // namespace hexapla::app
