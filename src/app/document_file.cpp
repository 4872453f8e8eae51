// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "document_file.hpp"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/office.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/intake/read.hpp"
#include "hexapla/model/configuration.hpp"
#include "hexapla/text/hash.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::app {

Result<DocumentFile> read_document_file(const std::string& name, const std::string& language,
                                        const std::vector<Path>& locale_folders,
                                        const Environment& environment,
                                        intake::TrackedChanges changes) {
  if (language.empty()) {
    return fail(ErrorCode::Usage, fmt::format("the language of {} is not known", name), {},
                "name it: --language zh");
  }
  DocumentFile document;
  HEXAPLA_TRY(document.locale,
              workspace::read_locale(*environment.files, locale_folders, language, {}));
  HEXAPLA_TRY(std::string bytes, environment.files->read(environment.working_directory / name));
  document.hash = text::hash_hex(bytes);
  const model::WorkspaceConfiguration defaults;
  formats::Pandoc pandoc(*environment.files, *environment.processes, {},
                         std::chrono::seconds(defaults.pandoc_timeout_seconds));
  formats::Office office(*environment.files, *environment.processes,
                         std::chrono::seconds(defaults.office_timeout_seconds));
  HEXAPLA_TRY(document.incoming,
              intake::read_incoming({name, std::move(bytes), &document.locale, changes},
                                    {&pandoc, &office}));
  document.plan = intake::recognise_plan(document.incoming, &document.locale);
  return document;
}

}  // namespace hexapla::app
