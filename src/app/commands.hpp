// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/app/application.hpp"
#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/base/save.hpp"
#include "hexapla/workspace/workspace.hpp"

/// What the commands share.
namespace hexapla::app {

inline constexpr int kClean = 0;
inline constexpr int kFindings = 1;

/// Options that several commands share.
struct CommonOptions {
  std::string workspace;        ///< --workspace, empty: the nearest one upward
  std::string format = "text";  ///< as the command offers
  std::string color = "auto";   ///< auto, always, never
  std::vector<std::string> publications;
  std::vector<std::string> languages;  ///< empty or "all": all of the publication
};

/// Where the locales that came with the program can be, in order of search.
[[nodiscard]] std::vector<Path> locale_folders(const Environment& environment);
/// Where the locale of a document is looked for: the workspace around, if there is one, then those.
[[nodiscard]] std::vector<Path> document_locale_folders(const Environment& environment);
/// Opens the workspace that the options name.
[[nodiscard]] Result<workspace::Workspace> open_workspace(const CommonOptions& common,
                                                          const Environment& environment);
/// The publications that the options name; by default all that have the languages asked for.
[[nodiscard]] Result<std::vector<const workspace::Publication*>> choose_publications(
    const CommonOptions& common, const workspace::Workspace& workspace);
/// The languages that the options name, in their order; all of the publication by default, in UN
/// order. Usage for one that the publication does not declare.
[[nodiscard]] Result<std::vector<std::string>> choose_languages(
    const CommonOptions& common, const workspace::Publication& publication);
/// The parts that were named, in the order of the publication; all by default. Usage for one that
/// it has not.
[[nodiscard]] Result<std::vector<std::string>> choose_parts(
    const std::vector<std::string>& named, const workspace::Publication& publication);
/// Invalid, with the file, where one of the findings is a file that could not be read: what counts
/// or leaves must not be a part of it.
[[nodiscard]] Result<void> require_readable(const DiagnosticList& found);
/// The day in UTC, YYYY-MM-DD.
[[nodiscard]] std::string today();
[[nodiscard]] bool is_colored(const CommonOptions& common, const Environment& environment);
/// Says on the messages' stream what an interrupted save was found to be.
void report_recovery(Recovery recovery, const Environment& environment);

}  // namespace hexapla::app
