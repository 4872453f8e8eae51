// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "hexapla/model/document.hpp"

namespace hexapla::formats {

/// The Markdown of a source file (decisions.md, Source files): read by kSourceReader it gives the
/// same tree, but for what Markdown cannot say: soft breaks are spaces (none between Han), the
/// cells of a table are one line, rows and columns of a cell that spans are empty, quotation marks
/// and mathematics are text, marks of emphasis stand inside punctuation where they would not count
/// outside. Every "@ID" that would be a reference is escaped, but for these ids: the text is
/// foreign.
[[nodiscard]] std::string to_markdown(const model::Document& document,
                                      const std::set<std::string>& references = {});

}  // namespace hexapla::formats
