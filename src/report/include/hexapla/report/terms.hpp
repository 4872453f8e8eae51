// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hexapla/model/concepts.hpp"
#include "hexapla/workspace/term_impact.hpp"
#include "hexapla/workspace/term_usage.hpp"

namespace hexapla::report {

/// Concepts with their terms by language, each with its status.
[[nodiscard]] std::string to_text(const std::vector<const model::Concept*>& concepts);
/// {"version":1,"concepts":[{"id","subjectField","languages":{LANG:[{"term","status","type"}]}}]}.
[[nodiscard]] std::string to_json(const std::vector<const model::Concept*>& concepts);

/// How a concept is rendered, with counts by language, and the key word in context: each segment in
/// the order of `languages`, the terms in brackets.
[[nodiscard]] std::string to_text(const workspace::TermUsage& usage,
                                  const std::vector<std::string>& languages);
/// {"version":1,"renderings":{LANG:[{"form","status","count"}]},"without":{LANG:n},"segments":
/// [{"publication","part","unit","segment","texts":{LANG:{"text","matches":[[begin,end]]}}}]};
/// offsets in code points, half open.
[[nodiscard]] std::string to_json(const workspace::TermUsage& usage);

/// What a change of the glossary touches: counts by language with the words to read again, then
/// each target with what becomes of it.
[[nodiscard]] std::string to_text(const workspace::TermImpact& impact);
/// {"version":1,"unchanged","segments":[{"kind","concept","publication","part","language","unit",
/// "segment","source","target","matches":[[begin,end]],"words"}]}; kind is wrong, right or look.
[[nodiscard]] std::string to_json(const workspace::TermImpact& impact);

}  // namespace hexapla::report
