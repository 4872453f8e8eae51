// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/model/concepts.hpp"

namespace hexapla::terms {

/// What is wrong with a glossary in itself, at the terms (checks.md, Terminology). Major: two
/// preferred terms of one kind and scope, one spelling twice in a concept, a forbidden term that
/// the same concept allows, a broader concept that is none. Minor: a language of `languages`
/// without a term, no definition, a definition without source, a forbidden term that is another
/// concept's, a form that says nothing new. Neutral: a language with proposals alone, one term of
/// two concepts, a term so short that it stands in other words, a forbidden term inside an allowed
/// one, a concept that is not among `used`, the ids that the sources use. Rules are glossary/NAME.
/// Time grows with the terms, and with the forbidden ones times the allowed ones.
[[nodiscard]] std::vector<Diagnostic> lint_glossary(const model::Glossary& glossary,
                                                    const std::vector<std::string>& languages,
                                                    const std::set<std::string>& used);

}  // namespace hexapla::terms
