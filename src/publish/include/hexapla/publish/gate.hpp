// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/publish/publish.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::publish {

/// What stands in the way of publishing: of `findings` those at or above the workspace's stop-at,
/// and completeness/state-too-low for every translated segment below the required state. A draft
/// minds neither completeness nor states. Sorted.
[[nodiscard]] std::vector<Diagnostic> find_obstacles(const workspace::Workspace& workspace,
                                                     const workspace::Snapshot& snapshot,
                                                     const PublishRequest& request,
                                                     const std::vector<Diagnostic>& findings);

}  // namespace hexapla::publish
