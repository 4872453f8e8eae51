// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/workspace/merge.hpp"

namespace hexapla::report {

/// What merge found, segment by segment: place in the returned file, unit, what became of it; at a
/// conflict the three texts, where the file says what it left with. Then counts, and whether
/// something was written. `files` are the returned ones.
[[nodiscard]] std::string to_text(const workspace::MergeReport& report,
                                  const std::vector<workspace::ReturnedFile>& files,
                                  bool is_written);

/// {"version":1,"written","same","notes","files","segments":[{"outcome","publication","part",
/// "language","unit","segment","file","line","column","reason","source","base","ours","theirs",
/// "ourState","theirState"}]}; "base" is null where the file does not say.
[[nodiscard]] std::string to_json(const workspace::MergeReport& report,
                                  const std::vector<workspace::ReturnedFile>& files,
                                  bool is_written);

}  // namespace hexapla::report
