// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hexapla/intake/incoming.hpp"
#include "hexapla/model/locale.hpp"

#include "text_lines.hpp"

namespace hexapla::intake {

/// A figure (or table) of its caption's line and the lines that its boxes were flattened to: a div
/// `.figure` whose first paragraph is the caption, then a list of the lines in the order of the
/// input. Lines with bullets are items below the line before them.
[[nodiscard]] model::Block make_figure(const std::vector<Line>& lines,
                                       const std::vector<NoteText>& notes,
                                       const model::Locale* locale, std::vector<Remark>& remarks);

}  // namespace hexapla::intake
