// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
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

/// How much of an archive is unpacked; what is beyond is refused by what the archive's directory
/// says, before anything is unpacked.
struct ZipLimits {
  std::uint64_t most_bytes = 256ULL << 20U;        ///< of all files
  std::uint64_t most_entry_bytes = 256ULL << 20U;  ///< of one file
  std::uint64_t most_files = 10'000;
  /// How many times larger than packed a file of more than 8 MiB may be.
  std::uint64_t most_ratio = 300;
};

/// The files of an archive in memory, in order, without folders. Hostile archives are refused: a
/// name that is absolute, leaves the archive or stands there twice (whatever its case), a file that
/// is encrypted or larger than the archive says, and what exceeds the limits. Fails with Syntax (no
/// zip, damaged) or Refused.
[[nodiscard]] Result<std::vector<ZipEntry>> read_zip(std::string_view archive,
                                                     std::string_view name,
                                                     const ZipLimits& limits = {});

/// An archive of these files in this order; the same bytes for the same input (all times are
/// 1980-01-01).
[[nodiscard]] Result<std::string> write_zip(const std::vector<ZipEntry>& entries);

}  // namespace hexapla::formats
