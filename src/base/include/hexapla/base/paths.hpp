// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hexapla/base/files.hpp"

namespace hexapla {

/// Where `relative` really is, links followed, if that is below `folder`; nothing where it is
/// absolute or leaves the folder. It need not exist.
[[nodiscard]] std::optional<Path> find_below(const Path& folder, const Path& relative);

/// "a b.png" for the address "a%20b.png" (RFC 3986, 2.1).
[[nodiscard]] std::string decode_percents(std::string_view address);

}  // namespace hexapla
