// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hexapla/base/result.hpp"
#include "hexapla/formats/office.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/intake/incoming.hpp"
#include "hexapla/model/locale.hpp"

namespace hexapla::intake {

/// What becomes of tracked changes: taken in, undone, or both kept with who made them.
enum class TrackedChanges : std::uint8_t { Accept, Reject, All };

/// A file as it was given: nothing in it is trusted.
struct Source {
  std::string name;
  std::string bytes;
  const model::Locale* locale = nullptr;  ///< of the language that it is written in
  TrackedChanges tracked_changes = TrackedChanges::Accept;
};

/// The programs that some formats need.
struct Tools {
  formats::Pandoc* pandoc = nullptr;
  formats::Office* office = nullptr;
};

/// The format of a file by its ending ("text" for .txt and for a name without ending); nothing for
/// one that is not read.
[[nodiscard]] std::optional<std::string_view> find_format(std::string_view name);

/// Reads a document, by the reader of its format. Fails with Usage (a format that is not read),
/// Syntax (damaged, not UTF-8: says what to do), Refused (a hostile package), Invalid (no words),
/// ToolMissing and ToolFailed.
[[nodiscard]] Result<Incoming> read_incoming(const Source& source, const Tools& tools);

}  // namespace hexapla::intake
