// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/terms/lint.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::terms {
namespace {

using model::Concept;
using model::is_allowed;
using model::is_forbidden;
using model::LanguageEntry;
using model::Term;
using model::TermStatus;

bool is_short_form(const Term& term) {
  return term.type == "acronym" || term.type == "abbreviation" || term.type == "shortForm";
}

/// A term with what it belongs to.
struct Place {
  const Concept* entry = nullptr;
  std::string language;
  const Term* term = nullptr;
};

/// The spellings of one language, folded: case, vowel marks and spaces do not tell terms apart.
struct Spellings {
  std::map<std::string, std::vector<Place>> allowed;
  std::map<std::string, std::vector<Place>> forbidden;
};

class Linter {
 public:
  Linter(const model::Glossary& glossary, const std::vector<std::string>& languages,
         const std::set<std::string>& used)
      : glossary_(glossary), languages_(languages), used_(used) {}

  std::vector<Diagnostic> run() {
    for (const Concept& entry : glossary_.concepts) {
      check_concept(entry);
      for (const auto& [language, terms] : entry.languages) check_language(entry, language, terms);
    }
    for (const auto& [language, spellings] : spellings_) check_spellings(spellings);
    return std::move(findings_);
  }

 private:
  void report(std::string_view rule, Severity severity, const Place& place, std::string message,
              std::string hint) {
    Diagnostic finding;
    finding.rule = fmt::format("glossary/{}", rule);
    finding.severity = severity;
    finding.its_type = "terminology";
    finding.language = place.language;
    const Term* term = place.term == nullptr ? find_first(*place.entry) : place.term;
    finding.span.file = place.entry->file;
    if (term != nullptr) {
      finding.span.begin = term->range.begin;
      finding.span.end = term->range.end;
    }
    finding.message = std::move(message);
    finding.hint = std::move(hint);
    findings_.push_back(std::move(finding));
  }

  static const Term* find_first(const Concept& entry) {
    for (const auto& [language, terms] : entry.languages) {
      if (!terms.terms.empty()) return &terms.terms.front();
    }
    return nullptr;
  }

  void check_concept(const Concept& entry) {
    const auto broader = entry.properties.find("broader");
    if (broader != entry.properties.end() && glossary_.find(broader->second) == nullptr) {
      report(
          "unknown-concept", Severity::Major, {&entry, {}, nullptr},
          fmt::format("{} is narrower than \"{}\", which is no concept", entry.id, broader->second),
          "correct the id, or add the concept");
    }
    const bool has_definition =
        std::any_of(entry.languages.begin(), entry.languages.end(),
                    [](const auto& language) { return !language.second.definition.empty(); });
    if (!has_definition) {
      report("definition", Severity::Minor, {&entry, {}, nullptr},
             fmt::format("{} has no definition", entry.id),
             "say what it is, in one language at least");
    }
    if (!used_.contains(entry.id)) {
      report("unused", Severity::Neutral, {&entry, {}, nullptr},
             fmt::format("no source uses {}", entry.id),
             "it may stand in references alone, or wait for its text");
    }
    if (!is_untranslatable(entry)) check_languages(entry);
  }

  void check_languages(const Concept& entry) {
    std::vector<std::string> missing;
    std::vector<std::string> proposed;
    for (const std::string& language : languages_) {
      const auto found = entry.languages.find(language);
      const auto has = [&](auto predicate) {
        return found != entry.languages.end() &&
               std::any_of(found->second.terms.begin(), found->second.terms.end(), predicate);
      };
      if (has(is_allowed)) continue;
      const bool has_other = has([](const Term& term) { return !is_forbidden(term); });
      (has_other ? proposed : missing).push_back(language);
    }
    if (!missing.empty()) {
      report("missing-language", Severity::Minor, {&entry, {}, nullptr},
             fmt::format("{} has no term in {}", entry.id, fmt::join(missing, ", ")),
             "propose one");
    }
    if (!proposed.empty()) {
      report("unapproved", Severity::Neutral, {&entry, {}, nullptr},
             fmt::format("{} has proposals alone in {}", entry.id, fmt::join(proposed, ", ")),
             "only approved terms are enforced");
    }
  }

  void check_language(const Concept& entry, const std::string& language,
                      const LanguageEntry& terms) {
    if (!terms.definition.empty() && terms.definition_source.empty()) {
      report("definition", Severity::Minor,
             {&entry, language, terms.terms.empty() ? nullptr : &terms.terms.front()},
             fmt::format("the definition of {} has no source", entry.id), "name it");
    }
    for (const Term& term : terms.terms) {
      note_spelling({&entry, language, &term});
      check_forms({&entry, language, &term});
      check_length({&entry, language, &term});
    }
    for (std::size_t i = 0; i < terms.terms.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) compare(entry, language, terms.terms[k], terms.terms[i]);
    }
  }

  /// Two terms of one concept and language.
  void compare(const Concept& entry, const std::string& language, const Term& first,
               const Term& second) {
    if (first.scopes != second.scopes) return;
    const Place place{&entry, language, &second};
    const bool is_same = text::fold_for_search(first.text) == text::fold_for_search(second.text);
    if (is_same && is_forbidden(first) != is_forbidden(second)) {
      report("forbidden-allowed", Severity::Major, place,
             fmt::format("{} both allows and forbids “{}”", entry.id, second.text),
             "delete one of them");
    } else if (is_same) {
      report("duplicate-term", Severity::Major, place,
             fmt::format("“{}” stands twice in {}, if in another spelling", second.text, entry.id),
             "delete one of them");
    }
    const bool are_preferred =
        first.status == TermStatus::Preferred && second.status == TermStatus::Preferred;
    if (are_preferred && is_short_form(first) == is_short_form(second)) {
      report("two-preferred", Severity::Major, place,
             fmt::format("{} prefers both “{}” and “{}”", entry.id, first.text, second.text),
             "admit one of them, or give them scopes");
    }
  }

  void check_forms(const Place& place) {
    std::set<std::string> known = {place.term->text};
    for (const std::string& form : place.term->forms) {
      if (known.insert(form).second) continue;
      report("useless-form", Severity::Minor, place,
             fmt::format("the form “{}” of “{}” says nothing new", form, place.term->text),
             "delete it");
    }
  }

  void check_length(const Place& place) {
    const std::string& text = place.term->text;
    if (is_forbidden(*place.term) || place.term->is_case_exact || is_short_form(*place.term))
      return;
    const bool is_chinese = place.language == "zh";
    if (text::count_code_points(text) > (is_chinese ? 1U : 2U)) return;
    report("over-broad", Severity::Neutral, place,
           fmt::format("“{}” is so short that it stands in other words", text),
           "give it patterns, a scope or hexapla:case=exact");
  }

  void note_spelling(const Place& place) {
    Spellings& spellings = spellings_[place.language];
    const std::string folded = text::fold_for_search(place.term->text);
    if (is_allowed(*place.term)) spellings.allowed[folded].push_back(place);
    if (is_forbidden(*place.term)) spellings.forbidden[folded].push_back(place);
  }

  /// The terms of one language over all concepts.
  void check_spellings(const Spellings& spellings) {
    for (const auto& [folded, places] : spellings.allowed) report_homograph(places);
    for (const auto& [folded, places] : spellings.forbidden) {
      for (const Place& place : places) check_forbidden(folded, place, spellings);
    }
  }

  /// One spelling of several concepts; a scope says already when it is which.
  void report_homograph(const std::vector<Place>& places) {
    std::set<std::string> ids;
    for (const Place& place : places) {
      if (place.term->scopes.empty()) ids.insert(place.entry->id);
    }
    if (ids.size() < 2) return;
    report("homograph", Severity::Neutral, places.back(),
           fmt::format("“{}” is the term of {}", places.back().term->text, fmt::join(ids, " and ")),
           "a note should say when it is which");
  }

  void check_forbidden(const std::string& folded, const Place& place, const Spellings& spellings) {
    const auto same = spellings.allowed.find(folded);
    if (same != spellings.allowed.end() && same->second.front().entry != place.entry) {
      report("forbidden-elsewhere-allowed", Severity::Minor, place,
             fmt::format("{} forbids “{}”, which is the term of {}", place.entry->id,
                         place.term->text, same->second.front().entry->id),
             "make sure that both are meant");
    }
    for (const auto& [allowed, places] : spellings.allowed) {
      if (allowed.size() <= folded.size() || !holds(allowed, folded, place.language)) continue;
      report("nested", Severity::Neutral, place,
             fmt::format("the forbidden “{}” of {} stands within “{}” of {}", place.term->text,
                         place.entry->id, places.front().term->text, places.front().entry->id),
             "the longer term is not flagged for it");
      return;
    }
  }

  /// Whether `part` stands in `whole` as words of its own, in Chinese anywhere.
  static bool holds(std::string_view whole, std::string_view part, std::string_view language) {
    if (language == "zh") return whole.find(part) != std::string_view::npos;
    return fmt::format(" {} ", whole).find(fmt::format(" {} ", part)) != std::string::npos;
  }

  const model::Glossary& glossary_;
  const std::vector<std::string>& languages_;
  const std::set<std::string>& used_;
  std::map<std::string, Spellings> spellings_;
  std::vector<Diagnostic> findings_;
};

}  // namespace

std::vector<Diagnostic> lint_glossary(const model::Glossary& glossary,
                                      const std::vector<std::string>& languages,
                                      const std::set<std::string>& used) {
  return Linter(glossary, languages, used).run();
}

}  // namespace hexapla::terms
