// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/terms/lint.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace hexapla::terms {
namespace {

using model::Concept;
using model::Term;
using model::TermStatus;

Term term(const std::string& text, TermStatus status = TermStatus::Preferred) {
  Term result;
  result.text = text;
  result.status = status;
  return result;
}

/// A concept with terms in one language, a definition and its source.
Concept make_concept(const std::string& id, const std::string& language, std::vector<Term> terms) {
  Concept entry;
  entry.id = id;
  entry.languages[language] = {"What it is.", "The desk", std::move(terms)};
  return entry;
}

/// The findings as "rule: message", sorted.
std::vector<std::string> lint(std::vector<Concept> concepts, const std::string& language) {
  model::Glossary glossary{std::move(concepts)};
  std::set<std::string> used;
  for (const Concept& entry : glossary.concepts) {
    if (entry.id != "unused") used.insert(entry.id);
  }
  std::vector<std::string> lines;
  for (const Diagnostic& finding : lint_glossary(glossary, {language}, used))
    lines.push_back(finding.rule.substr(9) + ": " + finding.message);
  std::sort(lines.begin(), lines.end());
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LintGlossary, IsQuietOnASoundConcept) {
  Term acronym = term("RBM");
  acronym.type = "acronym";
  Term scoped = term("Connectivity");
  scoped.scopes = {"heading"};
  EXPECT_EQ(lint({make_concept("rbm", "en", {term("results-based management"), acronym}),
                  make_concept("connectivity", "en", {term("connectivity")}),
                  make_concept("priority", "en", {scoped, term("connectivity priority")})},
                 "en"),
            Lines{});
}

TEST(LintGlossary, TwoPreferredTermsOfOneKind) {
  EXPECT_EQ(lint({make_concept("output", "fr", {term("produit"), term("extrant")})}, "fr"),
            Lines{"two-preferred: output prefers both “produit” and “extrant”"});
}

TEST(LintGlossary, OneSpellingTwice) {
  EXPECT_EQ(
      lint({make_concept("output", "en", {term("output"), term("Output", TermStatus::Admitted)})},
           "en"),
      Lines{"duplicate-term: “Output” stands twice in output, if in another spelling"});
  EXPECT_EQ(
      lint({make_concept("output", "en", {term("output"), term("output", TermStatus::Deprecated)})},
           "en"),
      Lines{"forbidden-allowed: output both allows and forbids “output”"});
}

TEST(LintGlossary, AForbiddenTermOfAnotherConcept) {
  EXPECT_EQ(
      lint(
          {make_concept("goal", "ru", {term("цель")}),
           make_concept("objective", "ru", {term("задача"), term("цель", TermStatus::Deprecated)})},
          "ru"),
      Lines{"forbidden-elsewhere-allowed: objective forbids “цель”, which is the term of goal"});
}

TEST(LintGlossary, AForbiddenTermWithinAnAllowedOne) {
  EXPECT_EQ(
      lint({make_concept("output", "zh", {term("输出成果"), term("产出", TermStatus::Deprecated)}),
            make_concept("yield", "zh", {term("农业产出")})},
           "zh"),
      Lines{"nested: the forbidden “产出” of output stands within “农业产出” of yield"});
  EXPECT_EQ(
      lint({make_concept("output", "en", {term("output"), term("put", TermStatus::Deprecated)}),
            make_concept("input", "en", {term("input")})},
           "en"),
      Lines{})
      << "in an alphabet, words and not letters";
}

TEST(LintGlossary, WhatIsMissing) {
  Concept bare;
  bare.id = "bare";
  bare.languages["en"].terms = {term("bare")};
  bare.properties["broader"] = "nothing";
  EXPECT_EQ(lint({bare}, "fr"),
            (Lines{"definition: bare has no definition", "missing-language: bare has no term in fr",
                   "unknown-concept: bare is narrower than \"nothing\", which is no concept"}));
  EXPECT_EQ(lint({make_concept("new", "fr", {term("neuf", TermStatus::Proposed)})}, "fr"),
            Lines{"unapproved: new has proposals alone in fr"});
}

TEST(LintGlossary, WhatNoSourceUses) {
  EXPECT_EQ(lint({make_concept("unused", "en", {term("spare")})}, "en"),
            Lines{"unused: no source uses unused"});
}

TEST(LintGlossary, OneTermOfTwoConceptsAndOneTooShort) {
  EXPECT_EQ(lint({make_concept("outcome", "fr", {term("résultat")}),
                  make_concept("result", "fr", {term("résultat")})},
                 "fr"),
            Lines{"homograph: “résultat” is the term of outcome and result"});
  EXPECT_EQ(lint({make_concept("net", "zh", {term("网")})}, "zh"),
            Lines{"over-broad: “网” is so short that it stands in other words"});
}

TEST(LintGlossary, AFormThatSaysNothingNew) {
  Term with_forms = term("output");
  with_forms.forms = {"outputs", "output", "outputs"};
  EXPECT_EQ(lint({make_concept("output", "en", {with_forms})}, "en"),
            (Lines{"useless-form: the form “outputs” of “output” says nothing new",
                   "useless-form: the form “output” of “output” says nothing new"}));
}

}  // namespace
}  // namespace hexapla::terms
