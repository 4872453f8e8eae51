// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/app/application.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/text/compare.hpp"

#include "commands.hpp"

namespace hexapla::app {
namespace {

constexpr int kUsage = 2;

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::Syntax:
    case ErrorCode::Invalid:
    case ErrorCode::Refused:
      return 1;
    case ErrorCode::Configuration:
    case ErrorCode::Usage:
      return kUsage;
    case ErrorCode::NotFound:
    case ErrorCode::Unreadable:
    case ErrorCode::Unwritable:
    case ErrorCode::Locked:
      return 3;
    case ErrorCode::ToolMissing:
    case ErrorCode::ToolFailed:
      return 4;
  }
  return 1;
}

void print_error(const Error& error, const Environment& environment) {
  *environment.errors << "hexapla: " << error.to_string() << '\n';
  if (!error.hint.empty()) *environment.errors << "hint: " << error.hint << '\n';
}

/// The command line: every command sets `chosen` to what it will do.
class CommandLine {
 public:
  explicit CommandLine(const Environment& environment) : environment_(environment) {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", std::string("hexapla ") + HEXAPLA_VERSION);
    app_.add_option("--workspace", common_.workspace,
                    "the workspace's folder (default: the nearest one upward)");
    add_init();
    add_sync();
    add_confirm();
    add_status();
    add_check();
    add_publish();
    add_validate();
    add_explain();
  }

  int run(std::vector<std::string> arguments) {
    if (const auto error = find_unknown_command(arguments)) {
      print_error(*error, environment_);
      return kUsage;
    }
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    try {
      app_.parse(std::move(arguments));
    } catch (const CLI::Success& success) {
      return app_.exit(success, *environment_.out, *environment_.errors);
    } catch (const CLI::ParseError& error) {
      *environment_.errors << "hexapla: " << error.what()
                           << "\nhint: hexapla --help lists commands and options\n";
      return kUsage;
    }
    const Result<int> result = chosen_();
    if (result) return *result;
    print_error(result.error(), environment_);
    return exit_code(result.error().code);
  }

 private:
  using Action = std::function<Result<int>()>;

  /// CLI11 says of an unknown command only that one is required.
  std::optional<Error> find_unknown_command(const std::vector<std::string>& arguments) const {
    if (arguments.empty() || arguments.front().starts_with('-')) return std::nullopt;
    std::vector<std::string> names;
    for (const CLI::App* command : app_.get_subcommands(nullptr))
      names.push_back(command->get_name());
    if (std::find(names.begin(), names.end(), arguments.front()) != names.end())
      return std::nullopt;
    const std::vector<std::string> near = text::nearest_names(arguments.front(), names, 1);
    return Error{ErrorCode::Usage,
                 fmt::format("there is no command \"{}\"", arguments.front()),
                 {},
                 near.empty() ? fmt::format("commands are: {}", fmt::join(names, ", "))
                              : fmt::format("did you mean {}?", near.front())};
  }

  CLI::App* add(const std::string& name, const std::string& description, Action action) {
    CLI::App* command = app_.add_subcommand(name, description);
    command->add_option("--workspace", common_.workspace,
                        "the workspace's folder (default: the nearest one upward)");
    command->callback([this, action = std::move(action)] { chosen_ = action; });
    return command;
  }

  void add_selection(CLI::App* command, bool has_languages) {
    command->add_option("--publication", common_.publications, "the publications (default: all)")
        ->delimiter(',');
    if (has_languages) {
      command->add_option("--languages", common_.languages, "languages, as in zh,en, or all")
          ->delimiter(',');
    }
  }

  void add_output(CLI::App* command) {
    command->add_option("--format", common_.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    command->add_option("--color", common_.color, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
  }

  void add_init() {
    CLI::App* command =
        add("init", "make a new workspace", [this] { return run_init(init_, environment_); });
    command->add_option("folder", init_.folder, "where (default: here)");
    command->add_option("--publication", init_.name, "name of the first publication");
    command->add_option("--source", init_.source, "the source language");
    command->add_option("--languages", init_.languages, "languages to translate into")
        ->delimiter(',');
  }

  void add_sync() {
    CLI::App* command = add("sync", "carry the source into all segment files",
                            [this] { return run_sync(common_, sync_, environment_); });
    add_selection(command, false);
    add_output(command);
    command->add_flag("--dry-run", sync_.is_dry_run, "say what would change, write nothing");
  }

  void add_confirm() {
    CLI::App* command =
        add("confirm", "declare that a change of the source has no effect on the translations",
            [this] { return run_confirm(common_, confirm_, environment_); });
    add_selection(command, false);
    command->add_option("unit", confirm_.unit, "the unit's id")->required();
    command->add_option("--reason", confirm_.reason, "why it has no effect")->required();
  }

  void add_status() {
    CLI::App* command = add("status", "how far each language is",
                            [this] { return run_status(common_, environment_); });
    add_selection(command, false);
    add_output(command);
  }

  void add_check() {
    CLI::App* command = add("check", "run all rules on the workspace, or on XLIFF files",
                            [this] { return run_check(common_, check_, environment_); });
    add_selection(command, true);
    add_output(command);
    command->add_option("files", check_.files, "XLIFF 2 files to check instead of the workspace");
    command
        ->add_option("--glossary", check_.glossaries,
                     "term bases (TBX) instead of the configured ones")
        ->delimiter(',');
    command->add_option("--fail-on", check_.fail_on, "exit with 1 from this severity on")
        ->check(CLI::IsMember({"critical", "major", "minor", "neutral", "never"}));
    command->add_option("--output", check_.output, "write the report to a file");
    CLI::Option* waive = command->add_option(
        "--waive", check_.waive, "accept the findings of this rule: waivers.toml gets them");
    command->add_option("--unit", check_.unit, "accept those of this unit only")->needs(waive);
    CLI::Option* reason = command->add_option("--reason", check_.reason, "why")->needs(waive);
    CLI::Option* author = command->add_option("--author", check_.author, "who")->needs(waive);
    waive->needs(reason)->needs(author);
  }

  void add_publish() {
    CLI::App* command = add("publish", "publish editions together, or refuse with reasons",
                            [this] { return run_publish(common_, publish_, environment_); });
    add_selection(command, true);
    command->add_option("--color", common_.color, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    command->add_option("--formats", publish_.formats, "html, docx (default: as configured)")
        ->delimiter(',');
    command->add_flag("--draft", publish_.is_draft,
                      "show source text, marked, where there is no translation");
  }

  void add_validate() {
    CLI::App* command = add("validate", "whether XLIFF 2 files keep the specification",
                            [this] { return run_validate(common_, validated_, environment_); });
    command->add_option("--format", common_.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    command->add_option("files", validated_, "XLIFF 2.0, 2.1 or 2.2 files")->required();
  }

  void add_explain() {
    CLI::App* command = add("explain", "what a rule means, why, and how to mend a finding",
                            [this] { return run_explain(rule_, environment_); });
    command->add_option("rule", rule_, "the rule's id, as in terms/missing")->required();
  }

  const Environment& environment_;
  CLI::App app_{
      "Hexapla publishes one text in several languages from aligned segments and a controlled "
      "glossary.",
      "hexapla"};
  CommonOptions common_;
  InitOptions init_;
  SyncOptions sync_;
  ConfirmOptions confirm_;
  CheckOptions check_;
  PublishOptions publish_;
  std::vector<std::string> validated_;
  std::string rule_;
  Action chosen_;
};

}  // namespace

Result<workspace::Workspace> open_workspace(const CommonOptions& common,
                                            const Environment& environment) {
  Path root;
  if (common.workspace.empty()) {
    HEXAPLA_TRY(root,
                workspace::Workspace::find_root(*environment.files, environment.working_directory));
  } else {
    root = (environment.working_directory / common.workspace).lexically_normal();
    if (!root.has_filename()) root = root.parent_path();
    if (!environment.files->exists(root / "hexapla.toml")) {
      return fail(ErrorCode::Usage, "no hexapla.toml in this folder", {root.generic_string()},
                  "run hexapla init there, or name another folder");
    }
  }
  const Path& bin = environment.executable_folder;
  // Beside an installed program, then in the source tree of one that was just built
  // (build/PRESET/bin).
  std::vector<Path> locales = {(bin / "../share/hexapla/locales").lexically_normal(),
                               (bin / "../../../locales").lexically_normal()};
  return workspace::Workspace::open({environment.files, environment.processes}, root,
                                    std::move(locales));
}

Result<std::vector<const workspace::Publication*>> choose_publications(
    const CommonOptions& common, const workspace::Workspace& workspace) {
  std::vector<const workspace::Publication*> chosen;
  for (const std::string& name : common.publications) {
    HEXAPLA_TRY(const workspace::Publication* publication, workspace.find_publication(name));
    chosen.push_back(publication);
  }
  if (!chosen.empty()) return chosen;
  for (const workspace::Publication& publication : workspace.publications())
    chosen.push_back(&publication);
  if (chosen.empty()) {
    return fail(ErrorCode::Usage, "the workspace has no publication",
                {workspace.root().generic_string()}, "make content/NAME/publication.toml");
  }
  return chosen;
}

Result<std::vector<std::string>> choose_languages(const CommonOptions& common,
                                                  const workspace::Publication& publication) {
  constexpr std::array<std::string_view, 6> kOrder = {"ar", "zh", "en", "fr", "ru", "es"};
  const std::vector<std::string>& declared = publication.configuration.languages;
  const auto is_declared = [&](std::string_view language) {
    return std::find(declared.begin(), declared.end(), language) != declared.end();
  };
  if (common.languages.empty() || common.languages == std::vector<std::string>{"all"}) {
    std::vector<std::string> all;
    for (const std::string_view language : kOrder) {
      if (is_declared(language)) all.emplace_back(language);
    }
    for (const std::string& language : declared) {
      if (std::find(all.begin(), all.end(), language) == all.end()) all.push_back(language);
    }
    return all;
  }
  for (const std::string& language : common.languages) {
    if (is_declared(language)) continue;
    return fail(ErrorCode::Usage,
                fmt::format("{} has no language \"{}\"", publication.name, language), {},
                fmt::format("its languages are: {}", fmt::join(declared, ", ")));
  }
  return common.languages;
}

bool is_colored(const CommonOptions& common, const Environment& environment) {
  return common.color == "always" || (common.color == "auto" && environment.has_terminal);
}

void report_recovery(Recovery recovery, const Environment& environment) {
  if (recovery == Recovery::RolledBack) {
    *environment.errors
        << "hexapla: an interrupted save was undone; the files are as they were before it\n";
  } else if (recovery == Recovery::Completed) {
    *environment.errors
        << "hexapla: an interrupted save was finished; the files are as it meant them\n";
  }
}

int run(const std::vector<std::string>& arguments, const Environment& environment) {
  return CommandLine(environment).run(arguments);
}

}  // namespace hexapla::app
