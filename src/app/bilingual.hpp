// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/app/application.hpp"
#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/model/concepts.hpp"
#include "hexapla/model/locale.hpp"
#include "hexapla/model/unit.hpp"
#include "hexapla/workspace/stemmers.hpp"

#include "commands.hpp"

/// Bilingual files and term bases that the command line names.
namespace hexapla::app {

/// A language tag without region and script: glossaries and locales go by it (zh of zh-CN).
[[nodiscard]] std::string primary_language(std::string_view tag);

/// The language pairs of a file: one of XLIFF; of TSV, the source column with each other
/// language's, or with the target's alone. An empty source language is the first column that names
/// a language.
[[nodiscard]] Result<std::vector<model::SegmentFile>> read_bilingual(
    std::string_view bytes, const std::string& name, const std::string& source_language,
    const std::string& target_language);

/// Term bases joined, under the primary languages of their tags.
[[nodiscard]] Result<model::Glossary> read_glossaries(const std::vector<std::string>& names,
                                                      const Environment& environment,
                                                      DiagnosticSink& sink);

/// The stemmers of the workspace that the options name or the nearest one, else those that came
/// with the program.
[[nodiscard]] Result<workspace::Stemmers> find_stemmers(const CommonOptions& common,
                                                        const Environment& environment);
/// The locale of a language from the same places; nothing where none has it.
[[nodiscard]] Result<std::optional<model::Locale>> find_locale(const CommonOptions& common,
                                                               const Environment& environment,
                                                               std::string_view language);
/// Says on the messages' stream what was done less well than it might be.
void print_notes(const std::vector<std::string>& notes, const Environment& environment);

}  // namespace hexapla::app
