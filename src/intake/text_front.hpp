// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "hexapla/intake/incoming.hpp"
#include "hexapla/model/locale.hpp"

#include "text_lines.hpp"

namespace hexapla::intake {

/// Reads the masthead, the lines before index `end`, into the document's metadata: title, author,
/// summary and the like with their labels. Returns the index of the first line that is no part of
/// it.
[[nodiscard]] std::size_t read_front(const std::vector<Line>& lines, std::size_t end,
                                     const std::vector<NoteText>& notes,
                                     const model::Locale* locale, Incoming& incoming);

}  // namespace hexapla::intake
