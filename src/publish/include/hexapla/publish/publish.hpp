// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::publish {

struct PublishRequest {
  std::vector<std::string> languages;  ///< in the order given
  std::vector<std::string> formats;    ///< html, docx, pdf, odt
  bool is_draft = false;               ///< untranslated units as marked source text
};

struct PublishedFile {
  std::string language;
  std::string format;
  Path path;
};

/// The tree of one edition: every unit's inlines replaced by the language's, references rendered,
/// sections, figures and tables numbered, title page before it, labels in the language, dir and
/// lang set. Draft: source text in a Div or Span with class "untranslated" and its own lang. Fails
/// with Refused ("source changed since the last sync") where units and blocks do not match.
[[nodiscard]] Result<model::Document> assemble(const workspace::Snapshot& snapshot,
                                               std::string_view language, bool is_draft);

/// Builds every asked edition from the snapshot and saves
/// publish/PUBLICATION/PUBLICATION.LANGUAGE.FORMAT, all or nothing; files of other languages and
/// formats stay. The caller holds the lock. Fails with Refused, naming the first, when a unit has
/// no translation (not for a draft), Usage for an unknown format.
[[nodiscard]] Result<std::vector<PublishedFile>> publish(const workspace::Workspace& workspace,
                                                         const workspace::Snapshot& snapshot,
                                                         const PublishRequest& request,
                                                         formats::Pandoc& pandoc);

}  // namespace hexapla::publish
