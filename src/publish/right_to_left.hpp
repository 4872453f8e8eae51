// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace hexapla::publish {

/// Escaped character data of a right-to-left line with what reads from left to right kept whole:
/// LibreOffice ends a line wherever the direction changes, whatever stands there. So a bracket with
/// nothing but Latin text in it is isolated from outside, `(SME)` and not `SME` alone, and a code
/// with a hyphen, `NET-2030`, is isolated and joined (UAX 9, LRI and PDI; UAX 14, WJ). One isolate
/// within another is torn too: the inner ones are taken out.
[[nodiscard]] std::string keep_left_to_right(std::string_view text);

}  // namespace hexapla::publish
