// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "hexapla/intake/incoming.hpp"
#include "hexapla/model/locale.hpp"

namespace hexapla::intake {

/// One entry of a synergy map: the box that it stood in, and the results or initiatives it names.
struct Citation {
  std::string box;                 ///< the words above it, where an enabler's name stands
  std::vector<std::string> cites;  ///< "AFR1.5"; "AFR1": all of them
  Place place;
};

/// What of a plan was found in a document.
struct Plan {
  std::size_t entries = 0;  ///< of the glossary
  std::size_t notes = 0;
  std::size_t figures = 0;
  std::size_t tables = 0;
  std::size_t regions = 0;
  std::size_t initiatives = 0;
  std::size_t results = 0;
  std::vector<Citation> citations;
};

/// Puts the plan's structure into an incoming document, whatever format it had: divs .region,
/// .initiative with .objective and .results, .figure and .table with their captions, .entry, each
/// with its id (decisions.md, Source files). What looks like a plan and is irregular stays as it is
/// and is remarked. No character leaves the tree without a remark.
[[nodiscard]] Plan recognise_plan(Incoming& incoming, const model::Locale* locale);

}  // namespace hexapla::intake
