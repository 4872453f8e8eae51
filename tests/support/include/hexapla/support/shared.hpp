// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>

#include "hexapla/base/files.hpp"

namespace hexapla::support {

/// The folder of third-party data: what HEXAPLA_SHARED names, else `shared` beside the project.
/// Tests skip what is not there.
inline Path shared_folder() {
  const char* const named = std::getenv("HEXAPLA_SHARED");
  return named != nullptr ? Path(named) : Path(HEXAPLA_SOURCE_DIR) / ".." / "shared";
}

}  // namespace hexapla::support
