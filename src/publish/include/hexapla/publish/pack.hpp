// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::publish {

struct PackRequest {
  std::string language;            ///< a target language of the publication
  std::vector<std::string> parts;  ///< of the publication, in its order; not empty
};

/// What an outside translator gets.
struct Package {
  std::string bytes;           ///< a zip archive
  std::size_t files = 0;       ///< segment files in it
  std::size_t segments = 0;    ///< in them
  std::size_t words_left = 0;  ///< of the source, in segments without a target or with a stale one
};

/// One archive for a translator who has nothing else: `segments/PART.xlf` with the targets of now
/// as the base of the later merge, the term bases (`glossary/*.tbx`) and a page of them, the source
/// edition as a page, and README.md: what is asked, words to do by part, open queries. `snapshot`
/// holds the language. The same bytes for the same workspace. Fails with Refused, as `assemble`
/// does, when the source was not synced.
[[nodiscard]] Result<Package> make_package(const workspace::Workspace& workspace,
                                           const workspace::Snapshot& snapshot,
                                           const PackRequest& request, formats::Pandoc& pandoc);

}  // namespace hexapla::publish
