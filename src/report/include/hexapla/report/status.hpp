// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/workspace/status.hpp"

namespace hexapla::report {

/// Status as a table with a bar for each language and, indented, its parts.
[[nodiscard]] std::string to_text(const std::vector<workspace::PublicationStatus>& publications);

/// The JSON of architecture.md: {"version":1,"publications":[...]}.
[[nodiscard]] std::string to_json(const std::vector<workspace::PublicationStatus>& publications);

}  // namespace hexapla::report
