// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hexapla/app/application.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/intake/incoming.hpp"
#include "hexapla/intake/plan.hpp"
#include "hexapla/intake/read.hpp"
#include "hexapla/model/locale.hpp"

namespace hexapla::app {

/// A document that the command line names, read and understood.
struct DocumentFile {
  model::Locale locale;
  intake::Incoming incoming;
  intake::Plan plan;
  std::string hash;  ///< of its bytes
};

/// Reads a document in a language. Usage where no language is named or there is no locale for it;
/// else as intake::read_incoming does.
[[nodiscard]] Result<DocumentFile> read_document_file(
    const std::string& name, const std::string& language, const std::vector<Path>& locale_folders,
    const Environment& environment,
    intake::TrackedChanges changes = intake::TrackedChanges::Accept);

}  // namespace hexapla::app
