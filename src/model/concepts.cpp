// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/concepts.hpp"

#include <algorithm>
#include <array>

namespace hexapla::model {
namespace {

constexpr std::array<std::string_view, 6> kStatusWords = {"preferred",  "admitted", "deprecated",
                                                          "superseded", "proposed", "none"};
/// The order in which a concept's terms may stand for it; deprecated and superseded ones never do.
constexpr std::array kNamingOrder = {TermStatus::Preferred, TermStatus::Admitted,
                                     TermStatus::Proposed, TermStatus::None};

}  // namespace

std::string_view to_string(TermStatus status) {
  return kStatusWords.at(static_cast<std::size_t>(status));
}

bool is_allowed(const Term& term) {
  return term.status == TermStatus::Preferred || term.status == TermStatus::Admitted;
}

bool is_forbidden(const Term& term) {
  return term.status == TermStatus::Deprecated || term.status == TermStatus::Superseded;
}

const Term* Concept::find_name(std::string_view language) const {
  const auto entry = languages.find(language);
  if (entry == languages.end()) return nullptr;
  const std::vector<Term>& terms = entry->second.terms;
  const auto is_short = [](const Term& term) {
    return term.type == "acronym" || term.type == "abbreviation";
  };
  for (const bool may_be_short : {false, true}) {
    for (const TermStatus status : kNamingOrder) {
      const auto found = std::find_if(terms.begin(), terms.end(), [&](const Term& term) {
        return term.status == status && is_short(term) == may_be_short;
      });
      if (found != terms.end()) return &*found;
    }
  }
  return nullptr;
}

const Term* Concept::find_abbreviation(std::string_view language) const {
  const auto entry = languages.find(language);
  if (entry == languages.end()) return nullptr;
  const std::vector<Term>& terms = entry->second.terms;
  const auto found = std::find_if(terms.begin(), terms.end(), [](const Term& term) {
    return term.type == "acronym" && term.status == TermStatus::Preferred;
  });
  return found == terms.end() ? nullptr : &*found;
}

const Concept* Glossary::find(std::string_view id) const {
  const auto found = std::find_if(concepts.begin(), concepts.end(),
                                  [&](const Concept& entry) { return entry.id == id; });
  return found == concepts.end() ? nullptr : &*found;
}

bool Glossary::is_narrower(const Concept& entry, std::string_view broader) const {
  constexpr int kMostSteps = 16;  // a circle in the data ends here
  const Concept* at = &entry;
  for (int step = 0; step < kMostSteps && at != nullptr; ++step) {
    const auto found = at->properties.find("broader");
    if (found == at->properties.end()) return false;
    if (found->second == broader) return true;
    at = find(found->second);
  }
  return false;
}

}  // namespace hexapla::model
