// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/app/application.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/base/save.hpp"
#include "hexapla/workspace/workspace.hpp"

/// The commands: each gets its parsed options and returns an exit code, or the error that stopped
/// it.
namespace hexapla::app {

inline constexpr int kClean = 0;
inline constexpr int kFindings = 1;

/// Options that several commands share.
struct CommonOptions {
  std::string workspace;        ///< --workspace, empty: the nearest one upward
  std::string format = "text";  ///< text or json
  std::string color = "auto";   ///< auto, always, never
  std::vector<std::string> publications;
  std::vector<std::string> languages;  ///< empty or "all": all of the publication
};

struct CheckOptions {
  std::vector<std::string> files;
  std::string fail_on;  ///< empty: as configured
  std::vector<std::string> glossaries;
  std::string output;
  std::string waive;  ///< rule whose findings are accepted; empty: none
  std::string unit;   ///< only this unit's
  std::string reason;
  std::string author;
};

struct SyncOptions {
  bool is_dry_run = false;
};

struct ConfirmOptions {
  std::string unit;
  std::string reason;
};

struct PublishOptions {
  std::vector<std::string> formats;
  bool is_draft = false;
};

struct InitOptions {
  std::string folder = ".";
  std::string name = "document";
  std::string source = "en";
  std::vector<std::string> languages = {"zh"};
};

[[nodiscard]] Result<int> run_init(const InitOptions& options, const Environment& environment);
[[nodiscard]] Result<int> run_sync(const CommonOptions& common, const SyncOptions& options,
                                   const Environment& environment);
[[nodiscard]] Result<int> run_confirm(const CommonOptions& common, const ConfirmOptions& options,
                                      const Environment& environment);
[[nodiscard]] Result<int> run_status(const CommonOptions& common, const Environment& environment);
[[nodiscard]] Result<int> run_check(const CommonOptions& common, const CheckOptions& options,
                                    const Environment& environment);
[[nodiscard]] Result<int> run_publish(const CommonOptions& common, const PublishOptions& options,
                                      const Environment& environment);
[[nodiscard]] Result<int> run_validate(const CommonOptions& common,
                                       const std::vector<std::string>& files,
                                       const Environment& environment);
[[nodiscard]] Result<int> run_explain(const std::string& rule, const Environment& environment);

/// Opens the workspace that the options name.
[[nodiscard]] Result<workspace::Workspace> open_workspace(const CommonOptions& common,
                                                          const Environment& environment);
/// The publications that the options name, all by default.
[[nodiscard]] Result<std::vector<const workspace::Publication*>> choose_publications(
    const CommonOptions& common, const workspace::Workspace& workspace);
/// The languages that the options name, in their order; all of the publication by default, in UN
/// order. Usage for one that the publication does not declare.
[[nodiscard]] Result<std::vector<std::string>> choose_languages(
    const CommonOptions& common, const workspace::Publication& publication);
[[nodiscard]] bool is_colored(const CommonOptions& common, const Environment& environment);
/// Says on the messages' stream what an interrupted save was found to be.
void report_recovery(Recovery recovery, const Environment& environment);

}  // namespace hexapla::app
