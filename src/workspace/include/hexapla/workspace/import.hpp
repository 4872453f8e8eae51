// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "hexapla/base/save.hpp"
#include "hexapla/intake/incoming.hpp"
#include "hexapla/intake/plan.hpp"
#include "hexapla/workspace/sync.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

struct ImportRequest {
  std::string publication;             ///< its folder's name below content/
  std::string language;                ///< that the document is written in
  std::vector<std::string> languages;  ///< of a new publication, the document's included
  bool replaces_edits = false;         ///< source files edited by hand give way, and are kept aside
  std::string file;                    ///< name of the document, without its folder
  std::string hash;                    ///< of its bytes
  Path document_folder;                ///< where its images may be; empty: nowhere
};

/// A part of the translation that a person should look at.
struct DoubtfulTranslation {
  std::string unit;  ///< empty: the text has no place
  std::string segment;
  std::string source;
  std::string target;
  double confidence = 0;
};

/// What became of a translation.
struct TranslationReport {
  std::string file;  ///< as the caller named it
  std::string language;
  std::size_t translated = 0;                 ///< segments
  std::size_t kept = 0;                       ///< segments that had a target already
  std::size_t missing = 0;                    ///< segments that nothing was found for
  std::vector<DoubtfulTranslation> doubtful;  ///< segments that are `initial`
  std::vector<DoubtfulTranslation> homeless;  ///< text of the translation that no segment has
};

/// What import did, or would do.
struct ImportReport {
  std::string publication;
  std::string language;
  std::string file;  ///< as the caller named it
  std::string format;
  bool is_update = false;  ///< the publication was there
  intake::Plan plan;
  std::vector<intake::Part> parts;  ///< of the document: what places count in
  std::vector<intake::Remark> remarks;
  std::vector<std::string> sources;  ///< parts of the publication, in order
  std::vector<std::string> written;  ///< files below the workspace that are new or change
  std::vector<std::string> removed;  ///< files below the workspace that go
  SyncReport sync;
  std::vector<TranslationReport> translations;
  std::vector<FileChange> changes;  ///< all files, the segment files included
};

/// Works out the publication of an incoming document: its Markdown, one file a section, with ids
/// that an earlier import gave where the headings are the same; its data; and what sync makes of
/// it. Pure but for reading. Fails with Refused where the folder holds something else, or sources
/// that people edited since the import (the message names them); Configuration where the workspace
/// does not list the language; Invalid where the Markdown would not say what the document says.
[[nodiscard]] Result<ImportReport> plan_import(const Workspace& workspace,
                                               intake::Incoming incoming, intake::Plan plan,
                                               const ImportRequest& request);

/// Writes what `plan_import` worked out, all or nothing.
[[nodiscard]] Result<void> save_import(const Workspace& workspace, const ImportReport& report);

}  // namespace hexapla::workspace
