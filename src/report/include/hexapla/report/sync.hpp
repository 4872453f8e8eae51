// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/workspace/sync.hpp"

namespace hexapla::report {

/// What sync did, or with `is_dry_run` would do: each change with its word diff, then counts.
[[nodiscard]] std::string to_text(const std::vector<workspace::SyncReport>& reports,
                                  bool is_dry_run, bool is_colored);

/// {"version":1,"publications":[{"publication","unchanged","changes":[{"kind","part","unit","stale","related","diff"}],
/// "files"}]}.
[[nodiscard]] std::string to_json(const std::vector<workspace::SyncReport>& reports);

}  // namespace hexapla::report
