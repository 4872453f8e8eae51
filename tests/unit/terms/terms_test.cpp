// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "hexapla/terms/matcher.hpp"

namespace hexapla::terms {
namespace {

using model::Concept;
using model::Glossary;
using model::Term;

Term term(std::string text, std::vector<std::string> forms = {}) {
  Term result;
  result.text = std::move(text);
  result.status = model::TermStatus::Preferred;
  result.forms = std::move(forms);
  return result;
}

Glossary glossary(const std::string& language, std::vector<std::pair<std::string, Term>> terms) {
  Glossary result;
  for (auto& [id, each] : terms) {
    Concept entry;
    entry.id = id;
    entry.languages[language].terms.push_back(std::move(each));
    result.concepts.push_back(std::move(entry));
  }
  return result;
}

/// "output:输出成果 ..." of what is found.
std::string found(const Glossary& terms, const std::string& language, const std::string& text) {
  std::string result;
  for (const Match& match : Matcher(terms, language).find(text)) {
    result += (result.empty() ? "" : " ") + match.concept_entry->id + ":" +
              text.substr(match.begin, match.end - match.begin);
  }
  return result;
}

TEST(Matcher, TakesTheLongestTermAndConsumesIt) {
  const Glossary terms = glossary("zh", {{"outcome", term("成果")}, {"output", term("输出成果")}});
  EXPECT_EQ(found(terms, "zh", "在完成输出成果和成果之间"), "output:输出成果 outcome:成果");
}

TEST(Matcher, KeepsWordBoundariesWhereWordsHaveSpaces) {
  const Glossary terms = glossary("en", {{"output", term("output", {"outputs"})}});
  EXPECT_EQ(found(terms, "en", "Outputs, throughput, output"), "output:Outputs output:output");
}

TEST(Matcher, FindsLatinTermsBetweenHan) {
  EXPECT_EQ(found(glossary("zh", {{"itu-d", term("ITU-D")}}), "zh", "在ITU-D的职责"),
            "itu-d:ITU-D");
}

TEST(Matcher, GivesOneMatchForEachConceptOfASpan) {
  const Glossary terms =
      glossary("fr", {{"outcome", term("résultat")}, {"result", term("résultat")}});
  EXPECT_EQ(found(terms, "fr", "le résultat"), "outcome:résultat result:résultat");
}

TEST(Matcher, ReadsDecomposedTextAlike) {
  const Glossary terms = glossary("fr", {{"result", term("résultat")}});
  EXPECT_EQ(found(terms, "fr", "re\u0301sultat"), "result:re\u0301sultat");
}

TEST(Matcher, TakesAcronymsAsWritten) {
  Term acronym = term("PP");
  acronym.type = "acronym";
  const Glossary terms = glossary("en", {{"pp", acronym}});
  EXPECT_EQ(found(terms, "en", "see pp. 3, PP"), "pp:PP");
}

TEST(Matcher, ObeysCaseOfTheTerm) {
  Term question = term("Question");
  question.is_case_exact = true;
  EXPECT_EQ(found(glossary("en", {{"q", question}}), "en", "a question, a Question"), "q:Question");
}

TEST(Matcher, LetsAPatternRunToTheEndOfTheWord) {
  Term deliverable = term("deliverable");
  deliverable.patterns = {"deliverable*"};
  deliverable.not_after = {"contract"};
  const Glossary terms = glossary("en", {{"d", deliverable}});
  EXPECT_EQ(found(terms, "en", "deliverables"), "d:deliverables");
  EXPECT_EQ(found(terms, "en", "contract deliverables"), "");
}

TEST(Matcher, FindsNothingInNothing) { EXPECT_EQ(found({}, "en", "text"), ""); }

}  // namespace
}  // namespace hexapla::terms
