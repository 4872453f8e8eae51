// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "hexapla/model/document.hpp"

#include "text_lines.hpp"

namespace hexapla::intake {

/// Runs as inlines with places: words, single spaces, notes where their calls stand.
[[nodiscard]] model::Inlines to_inlines(const std::vector<Run>& runs,
                                        const std::vector<NoteText>& notes);

/// The first `bytes` bytes of the words taken away; the places of what stays are right.
[[nodiscard]] std::vector<Run> without_start(std::vector<Run> runs, std::size_t bytes);

/// A paragraph, or the Plain of a tight list's item, at the place of its first run.
[[nodiscard]] model::Block make_para(model::Inlines content);
[[nodiscard]] model::Block make_plain(model::Inlines content);

}  // namespace hexapla::intake
