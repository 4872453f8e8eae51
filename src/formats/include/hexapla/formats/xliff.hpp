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

/// Reads an XLIFF document in UTF-8 or UTF-16, unit by unit: units go to `on_unit` as they end, in
/// order; the result holds everything but them. Byte ranges point into `bytes`, for UTF-16 into
/// what decode_xml makes of them. Nothing that the model does not know is an error. Fails with
/// Syntax (not well-formed, place given), Invalid (no XLIFF 2, an id twice, a segment without
/// source, an element where it has no place), Refused (a DOCTYPE: no entities are expanded, nothing
/// is loaded).
[[nodiscard]] Result<model::SegmentFile> read_xliff(
    std::string_view bytes, std::string_view name, const std::function<void(model::Unit)>& on_unit);
/// The same with all units in the result.
[[nodiscard]] Result<model::SegmentFile> read_xliff(std::string_view bytes, std::string_view name);

/// The bytes of a segment file in the deterministic layout made for git diffs. `original` is what
/// the file held before (empty: nothing). Units of `original` that are equal in `file` keep their
/// bytes; of those where only targets, states and sub-states differ just these are spliced in;
/// others are written anew, elements that we do not model (matches, foreign metadata, extensions)
/// kept. Byte-equal to `original` when nothing changed, and in its encoding. Fails as read_xliff on
/// `original`; Refused when units come, go or move in a document of several files.
[[nodiscard]] Result<std::string> write_xliff(const model::SegmentFile& file,
                                              std::string_view original);

}  // namespace hexapla::formats
