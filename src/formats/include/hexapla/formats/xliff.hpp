// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "hexapla/base/result.hpp"
#include "hexapla/model/unit.hpp"

/// XLIFF 2.0, 2.1 (and 2.2) files as segment files. Layout and codes: decisions.md, Inline codes
/// and file layout.
namespace hexapla::formats {

/// Reads an XLIFF document with one <file>, in UTF-8, unit by unit: units go to `on_unit` as they
/// end, in order; the result holds everything but them. Byte ranges point into `bytes`. Nothing
/// that the model does not know is an error. Fails with Syntax (not well-formed, place given),
/// Invalid (no XLIFF 2, two files, an id twice, a segment without source), Refused (a DOCTYPE: no
/// entities are expanded, nothing is loaded).
[[nodiscard]] Result<model::SegmentFile> read_xliff(
    std::string_view bytes, std::string_view name, const std::function<void(model::Unit)>& on_unit);
/// The same with all units in the result.
[[nodiscard]] Result<model::SegmentFile> read_xliff(std::string_view bytes, std::string_view name);

/// The bytes of a segment file in the deterministic layout made for git diffs. `original` is what
/// the file held before (empty: nothing). Units of `original` that are equal in `file` keep their
/// bytes; of those where only targets, states and sub-states differ just these are spliced in;
/// others are written anew, elements that we do not model (matches, foreign metadata, extensions)
/// kept. Byte-equal to `original` when nothing changed. Fails as read_xliff on `original`.
[[nodiscard]] Result<std::string> write_xliff(const model::SegmentFile& file,
                                              std::string_view original);

}  // namespace hexapla::formats
