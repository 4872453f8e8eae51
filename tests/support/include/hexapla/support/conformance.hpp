// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>

namespace hexapla::support {

/// The folder of third-party test data, which need not be there: $HEXAPLA_CONFORMANCE, else beside
/// the project.
inline std::filesystem::path conformance_folder() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): tests set no environment
  if (const char* folder = std::getenv("HEXAPLA_CONFORMANCE")) return folder;
  return std::filesystem::path(HEXAPLA_SOURCE_DIR) / ".." / "shared" / "conformance";
}

}  // namespace hexapla::support
