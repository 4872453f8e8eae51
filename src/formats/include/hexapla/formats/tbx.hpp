// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/model/concepts.hpp"

namespace hexapla::formats {

/// Reads TBX v3 (DCA style) with the hexapla:KEY=VALUE conventions of decisions.md. `name` becomes
/// Concept::file. Malformed entries (no term, an unknown status, a cross reference to nothing, an
/// id twice) are findings glossary/entry in `sink` and the rest is read. Fails with Syntax, Refused
/// (DOCTYPE), Invalid (no TBX).
[[nodiscard]] Result<model::Glossary> read_tbx(std::string_view bytes, std::string_view name,
                                               DiagnosticSink& sink);

}  // namespace hexapla::formats
