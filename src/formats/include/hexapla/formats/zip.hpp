// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"

namespace hexapla::formats {

/// One file of a zip archive.
struct ZipEntry {
  std::string name;
  std::string bytes;
  bool is_stored = false;  ///< not compressed; write_zip only
};

/// The files of an archive in memory, in order. Hostile archives are refused: a name that is
/// absolute or leaves the archive, more than 256 MiB unpacked in all, more than 10 000 files. Fails
/// with Syntax (no zip, damaged) or Refused.
[[nodiscard]] Result<std::vector<ZipEntry>> read_zip(std::string_view archive,
                                                     std::string_view name);

/// An archive of these files in this order; the same bytes for the same input (all times are
/// 1980-01-01).
[[nodiscard]] Result<std::string> write_zip(const std::vector<ZipEntry>& entries);

}  // namespace hexapla::formats
