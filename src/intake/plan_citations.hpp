// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "hexapla/intake/plan.hpp"

/// What the maps of a plan cite.
namespace hexapla::intake {

/// The citations of every figure, in order; a figure whose citations are all of one region is
/// given that region. `region_of` has the region of each initiative. What names no results, or
/// results that the document does not have, is remarked.
[[nodiscard]] std::vector<Citation> read_citations(
    model::Blocks& blocks, const std::map<std::string, std::string>& region_of,
    const model::Locale* locale, std::vector<Remark>& remarks);

/// The numbered results of an initiative's div.
[[nodiscard]] std::size_t count_results(const model::Div& initiative);

}  // namespace hexapla::intake
