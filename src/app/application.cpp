// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/app/application.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/base/clock.hpp"
#include "hexapla/text/compare.hpp"

#include "command_set.hpp"

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

}  // namespace

CommandSet::CommandSet(const Environment& environment)
    : environment_(environment),
      app_(std::make_unique<CLI::App>("Hexapla publishes one text in several languages from "
                                      "aligned segments and a controlled glossary.",
                                      "hexapla")) {
  app_->require_subcommand(1);
  app_->set_version_flag("--version", std::string("hexapla ") + HEXAPLA_VERSION);
  app_->add_option("--workspace", common_.workspace,
                   "the workspace's folder (default: the nearest one upward)");
}

CommandSet::~CommandSet() = default;

CLI::App& CommandSet::add(const std::string& name, const std::string& description, Action action) {
  return add_to(*app_, name, description, std::move(action));
}

CLI::App& CommandSet::add_group(const std::string& name, const std::string& description) {
  CLI::App* group = app_->add_subcommand(name, description);
  group->require_subcommand(1);
  return *group;
}

CLI::App& CommandSet::add_to(CLI::App& group, const std::string& name,
                             const std::string& description, Action action) {
  CLI::App* command = group.add_subcommand(name, description);
  command->add_option("--workspace", common_.workspace,
                      "the workspace's folder (default: the nearest one upward)");
  command->callback([this, action = std::move(action)] { chosen_ = action; });
  return *command;
}

void CommandSet::add_publications(CLI::App& command) {
  command
      .add_option("--publication", common_.publications,
                  "the publications (default: all that have the languages)")
      ->delimiter(',')
      ->allow_extra_args(false);
}

void CommandSet::add_languages(CLI::App& command) {
  command.add_option("--languages", common_.languages, "languages, as in zh,en, or all")
      ->delimiter(',')
      ->allow_extra_args(false);
}

void CommandSet::add_format(CLI::App& command, const std::vector<std::string>& formats) {
  command.add_option("--format", common_.format, fmt::format("{}", fmt::join(formats, ", ")))
      ->check(CLI::IsMember(formats));
}

void CommandSet::add_color(CLI::App& command) {
  command.add_option("--color", common_.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

int CommandSet::run(std::vector<std::string> arguments) {
  if (const auto error = find_unknown_command(arguments)) {
    print_error(*error, environment_);
    return kUsage;
  }
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  try {
    app_->parse(std::move(arguments));
  } catch (const CLI::Success& success) {
    return app_->exit(success, *environment_.out, *environment_.errors);
  } catch (const CLI::ParseError& error) {
    *environment_.errors << "hexapla: " << error.what()
                         << "\nhint: hexapla --help lists commands and options\n";
    return kUsage;
  }
  const Result<int> result = chosen_(common_, environment_);
  if (result) return *result;
  print_error(result.error(), environment_);
  return exit_code(result.error().code);
}

/// CLI11 says of an unknown command only that one is required.
std::optional<Error> CommandSet::find_unknown_command(
    const std::vector<std::string>& arguments) const {
  if (arguments.empty() || arguments.front().starts_with('-')) return std::nullopt;
  std::vector<std::string> names;
  for (const CLI::App* command : app_->get_subcommands(nullptr))
    names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), arguments.front()) != names.end()) return std::nullopt;
  const std::vector<std::string> near = text::nearest_names(arguments.front(), names, 1);
  return Error{ErrorCode::Usage,
               fmt::format("there is no command \"{}\"", arguments.front()),
               {},
               near.empty() ? fmt::format("commands are: {}", fmt::join(names, ", "))
                            : fmt::format("did you mean {}?", near.front())};
}

std::vector<Path> locale_folders(const Environment& environment) {
  const Path& bin = environment.executable_folder;
  // Beside an installed program, then in the source tree of one that was just built
  // (build/PRESET/bin).
  return {(bin / "../share/hexapla/locales").lexically_normal(),
          (bin / "../../../locales").lexically_normal()};
}

std::vector<Path> document_locale_folders(const Environment& environment) {
  std::vector<Path> folders = locale_folders(environment);
  const auto root =
      workspace::Workspace::find_root(*environment.files, environment.working_directory);
  if (root) folders.insert(folders.begin(), *root / "locales");
  return folders;
}

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
  return workspace::Workspace::open({environment.files, environment.processes}, root,
                                    locale_folders(environment));
}

namespace {

bool has_languages(const workspace::Publication& publication,
                   const std::vector<std::string>& languages) {
  const std::vector<std::string>& declared = publication.configuration.languages;
  return std::all_of(languages.begin(), languages.end(), [&](const std::string& language) {
    return language == "all" ||
           std::find(declared.begin(), declared.end(), language) != declared.end();
  });
}

}  // namespace

Result<std::vector<const workspace::Publication*>> choose_publications(
    const CommonOptions& common, const workspace::Workspace& workspace) {
  std::vector<const workspace::Publication*> chosen;
  for (const std::string& name : common.publications) {
    HEXAPLA_TRY(const workspace::Publication* publication, workspace.find_publication(name));
    chosen.push_back(publication);
  }
  if (!chosen.empty()) return chosen;
  for (const workspace::Publication& publication : workspace.publications()) {
    if (has_languages(publication, common.languages)) chosen.push_back(&publication);
  }
  // Languages that no publication has: the first one says which it has.
  if (chosen.empty() && !workspace.publications().empty())
    chosen.push_back(&workspace.publications().front());
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

Result<std::vector<std::string>> choose_parts(const std::vector<std::string>& named,
                                              const workspace::Publication& publication) {
  const std::vector<std::string>& all = publication.configuration.parts;
  if (named.empty()) return all;
  const auto has = [](const std::vector<std::string>& list, const std::string& part) {
    return std::find(list.begin(), list.end(), part) != list.end();
  };
  for (const std::string& part : named) {
    if (has(all, part)) continue;
    return fail(ErrorCode::Usage, fmt::format("{} has no part \"{}\"", publication.name, part), {},
                fmt::format("its parts are: {}", fmt::join(all, ", ")));
  }
  std::vector<std::string> parts;
  std::copy_if(all.begin(), all.end(), std::back_inserter(parts),
               [&](const std::string& part) { return has(named, part); });
  return parts;
}

Result<void> require_readable(const DiagnosticList& found) {
  for (const Diagnostic& finding : found.findings()) {
    if (finding.rule != "file/malformed") continue;
    return fail(ErrorCode::Invalid, finding.message, {finding.span.file},
                "hexapla check shows the place");
  }
  return {};
}

std::string today() {
  return fmt::format("{:%Y-%m-%d}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(SystemClock().now())));
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
  CommandSet commands(environment);
  for (const auto add : {add_init, add_import, add_sync, add_confirm, add_pack, add_merge,
                         add_status, add_check, add_publish, add_export, add_convert, add_validate,
                         add_segment, add_align, add_memory, add_terms, add_explain}) {
    add(commands);
  }
  return commands.run(arguments);
}

}  // namespace hexapla::app
