// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/model/locale.hpp"

namespace hexapla::intake {

/// What an entry of a synergy map names: "AFR 1 – 结果1、2" is AFR1.1 and AFR1.2; "EUR 2 – 全部"
/// and "ARB 3" are the initiative.
struct CitationText {
  std::string region;
  std::vector<std::string> cites;
};
/// Nothing for other texts; a code with words behind it that are no results has no cites.
[[nodiscard]] std::optional<CitationText> read_citation(std::string_view words,
                                                        const model::Locale* locale);

}  // namespace hexapla::intake
