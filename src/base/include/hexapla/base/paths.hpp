// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hexapla/base/files.hpp"

namespace hexapla {

/// Where `relative` really is, links followed, if that is below `folder`; nothing where it is
/// absolute or leaves the folder. It need not exist.
[[nodiscard]] std::optional<Path> find_below(const Path& folder, const Path& relative);

}  // namespace hexapla
