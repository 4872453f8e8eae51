// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/text/segmentation.hpp"

namespace hexapla::formats {

/// The rules of an SRX 2.0 file that apply to a language, in order (maprules; cascade="yes" joins
/// all maps that match). The header's formathandle and segmentsubflows are not used: a standalone
/// code is U+FFFC to the rules, which say on which side of a break it stands. Fails with Syntax,
/// Refused (DOCTYPE), Invalid.
[[nodiscard]] Result<std::vector<text::SegmentationRule>> read_srx(std::string_view bytes,
                                                                   std::string_view name,
                                                                   std::string_view language);

}  // namespace hexapla::formats
