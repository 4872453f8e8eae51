// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/index/memory.hpp"
#include "hexapla/workspace/fill.hpp"

namespace hexapla::report {

/// One text that was looked for, and what was found, best first.
struct MemoryAnswer {
  std::string query;
  struct Found {
    index::MemoryMatch match;
    workspace::AdaptedMatch adapted;  ///< to the query
  };
  std::vector<Found> found;
};

/// Each query with its matches: score, kind, source, target, where it is from and what differs. The
/// queries themselves are printed where there are several.
[[nodiscard]] std::string to_text(const std::vector<MemoryAnswer>& answers);
/// {"version":1,"queries":[{"query","matches":[{"score","kind","source","target","adapted","origin",
/// "entry","state","date","otherNumbers","otherCodes","otherForm"}]}]}; texts with codes as marks
/// ({1 @AFR1}); "adapted" is null where the numbers are the same or could not be put in.
[[nodiscard]] std::string to_json(const std::vector<MemoryAnswer>& answers);

/// Each entry with the phrase in brackets, and what it says in the other languages.
[[nodiscard]] std::string to_text(const std::vector<index::Occurrence>& occurrences,
                                  const std::string& language);
/// {"version":1,"occurrences":[{"origin","entry","language","text","span":[BEGIN,END],
/// "translations":{LANG:TEXT}}]}; the span in code points, half open.
[[nodiscard]] std::string to_json(const std::vector<index::Occurrence>& occurrences,
                                  const std::string& language);

/// Each filled segment with its match, then counts, and whether something was written.
[[nodiscard]] std::string to_text(const std::vector<workspace::FillReport>& reports,
                                  bool is_written);
/// {"version":1,"written","publications":[{"publication","files","unmatched","references",
/// "segments":[{"part","language","unit","segment","state","score","kind","source","target",
/// "matchSource","matchTarget","origin","entry","date","newNumbers","oldNumbers","lacksCodes"}]}]}.
[[nodiscard]] std::string to_json(const std::vector<workspace::FillReport>& reports,
                                  bool is_written);

}  // namespace hexapla::report
