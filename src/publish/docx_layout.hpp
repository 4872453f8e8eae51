// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "hexapla/base/result.hpp"

namespace hexapla::publish {

/// The main part of a word-processor document with its tables told where pages may break: a table
/// of half a page or less stays in one piece; in a longer one a head and the first rows stay with
/// the next, a group of rows (one with a label and those below it without) on one page, and a row
/// that is no page long is not torn. Heights are estimated from the text and the widths of the
/// columns. `name` is for errors. Syntax where the part is no XML.
[[nodiscard]] Result<std::string> keep_rows_together(std::string_view part, std::string_view name,
                                                     bool is_right_to_left);

}  // namespace hexapla::publish
