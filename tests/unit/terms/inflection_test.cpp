// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/formats/morphology.hpp"
#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/stemmer.hpp"

/// Terms in running text of all six languages: "concept:form:step" of what is found.
namespace hexapla::terms {
namespace {

const std::map<std::string, std::string>& dictionary_names() {
  static const std::map<std::string, std::string> kNames = {
      {"ar", "ar"}, {"en", "en_US"}, {"es", "es_ES"}, {"fr", "fr"}, {"ru", "ru_RU"}};
  return kNames;
}

bool has_dictionary(const std::string& language) {
  return std::filesystem::exists("/usr/share/hunspell/" + dictionary_names().at(language) + ".aff");
}

text::Morphology read_morphology(const std::string& language) {
  const std::string name = "locales/" + language + "/morphology.toml";
  const auto bytes = SystemFiles().read(std::filesystem::path(HEXAPLA_SOURCE_DIR) / name);
  return formats::read_morphology(bytes.value(), name).value();
}

/// One stemmer a language for all tests: a dictionary takes its time.
const text::Stemmer& stemmer(const std::string& language, bool with_dictionary) {
  static std::map<std::pair<std::string, bool>, text::Stemmer> made;
  const auto found = made.find({language, with_dictionary});
  if (found != made.end()) return found->second;
  const std::string stem = "/usr/share/hunspell/" + dictionary_names().at(language);
  return made
      .emplace(std::pair(language, with_dictionary),
               text::Stemmer(language, read_morphology(language),
                             with_dictionary ? text::DictionaryFiles{stem + ".aff", stem + ".dic"}
                                             : text::DictionaryFiles{}))
      .first->second;
}

model::Glossary glossary(const std::string& language,
                         const std::vector<std::pair<std::string, std::string>>& terms) {
  model::Glossary result;
  for (const auto& [id, words] : terms) {
    model::Concept entry;
    entry.id = id;
    model::Term term;
    term.text = words;
    term.status = model::TermStatus::Preferred;
    entry.languages[language].terms = {term};
    result.concepts.push_back(std::move(entry));
  }
  return result;
}

std::string show(const std::vector<Match>& matches, const std::string& text) {
  std::string result;
  for (const Match& match : matches) {
    result += (result.empty() ? "" : " ") + match.concept_entry->id + ":" +
              text.substr(match.begin, match.end - match.begin) + ":" +
              std::string(to_string(match.step));
  }
  return result;
}

using Terms = std::vector<std::pair<std::string, std::string>>;

std::string found(const std::string& language, const Terms& terms, const std::string& text,
                  bool with_dictionary = true) {
  const model::Glossary entries = glossary(language, terms);
  const text::Stemmer* words = language == "zh" ? nullptr : &stemmer(language, with_dictionary);
  return show(Matcher(entries, language, words).find(text), text);
}

/// Candidates included.
std::string overlapping(const std::string& language, const Terms& terms, const std::string& text) {
  const model::Glossary entries = glossary(language, terms);
  const text::Stemmer* words = language == "zh" ? nullptr : &stemmer(language, true);
  return show(Matcher(entries, language, words).find_with_overlaps(text), text);
}

#define NEEDS_DICTIONARY(language) \
  if (!has_dictionary(language)) GTEST_SKIP() << "no Hunspell dictionary for " << (language)

TEST(EnglishTerms, AreFoundInTheirNumberAndNotInVerbs) {
  NEEDS_DICTIONARY("en");
  const Terms terms = {{"result", "result"}, {"policy", "policy"}, {"child", "child"}};
  EXPECT_EQ(found("en", terms, "Results of policies for children"),
            "result:Results:stem policy:policies:stem child:children:stem");
  EXPECT_EQ(found("en", terms, "resulting in a resulted police"), "");
}

TEST(EnglishTerms, ShowThroughPossessivesHyphensAndNoBreakSpaces) {
  NEEDS_DICTIONARY("en");
  const Terms terms = {{"country", "country"}, {"decision", "decision-making"}};
  EXPECT_EQ(found("en", terms, "a country’s decision\u00A0making"),
            "country:country:exact decision:decision\u00A0making:exact");
}

TEST(EnglishTerms, MayHoldOneOtherWord) {
  NEEDS_DICTIONARY("en");
  const Terms terms = {{"dc", "developing country"}, {"ldc", "least developed country"}};
  EXPECT_EQ(found("en", terms, "developing island countries"),
            "dc:developing island countries:gap");
  EXPECT_EQ(found("en", terms, "developing and other countries"), "");
  EXPECT_EQ(found("en", terms, "developing, poor countries"), "");
  EXPECT_EQ(found("en", terms, "the least developed countries"),
            "ldc:least developed countries:stem");
}

TEST(EnglishTerms, InShortCapitalsAreAcronyms) {
  NEEDS_DICTIONARY("en");
  EXPECT_EQ(found("en", {{"who", "WHO"}}, "those who ask the WHO"), "who:WHO:exact");
}

TEST(FrenchTerms, AreFoundBehindElisionsAndInAllForms) {
  NEEDS_DICTIONARY("fr");
  const Terms terms = {{"objective", "objectif"},
                       {"national", "plan national"},
                       {"work", "œuvre"},
                       {"policy", "politique"}};
  EXPECT_EQ(found("fr", terms, "l’objectif des plans nationaux"),
            "objective:objectif:exact national:plans nationaux:stem");
  EXPECT_EQ(found("fr", terms, "mise en oeuvre des politiques"),
            "work:oeuvre:case policy:politiques:stem");
  EXPECT_EQ(found("fr", terms, "il faut politiquer"), "");
}

TEST(FrenchTerms, TakeAnArticleIntoTheirPreposition) {
  NEEDS_DICTIONARY("fr");
  EXPECT_EQ(found("fr", {{"cb", "renforcement de capacités"}}, "le renforcement des capacités"),
            "cb:renforcement des capacités:stem");
}

TEST(SpanishTerms, AreFoundWhereTheDictionaryErrs) {
  NEEDS_DICTIONARY("es");
  const Terms terms = {{"network", "red"}, {"result", "resultado"}, {"youth", "joven"}};
  EXPECT_EQ(found("es", terms, "las redes y los resultados de los jóvenes"),
            "network:redes:stem result:resultados:stem youth:jóvenes:stem");
  EXPECT_EQ(found("es", terms, "resulta que"), "");
}

TEST(RussianTerms, AreFoundInEveryCaseWordByWord) {
  NEEDS_DICTIONARY("ru");
  const Terms terms = {{"dc", "развивающаяся страна"},
                       {"report", "отчёт"},
                       {"need", "потребность"},
                       {"person", "человек"}};
  EXPECT_EQ(found("ru", terms, "потребностями людей в развивающихся странах"),
            "need:потребностями:stem person:людей:stem dc:развивающихся странах:stem");
  EXPECT_EQ(found("ru", terms, "Отчет"), "report:Отчет:case");
}

TEST(RussianTerms, AreNotVerbsOfTheSameLetters) {
  NEEDS_DICTIONARY("ru");
  EXPECT_EQ(found("ru", {{"glass", "стекло"}}, "вода стекла, стечёт"), "glass:стекла:stem");
}

TEST(ArabicTerms, AreFoundBehindClitics) {
  NEEDS_DICTIONARY("ar");
  const Terms terms = {
      {"result", "نتيجة"}, {"objective", "هدف"}, {"country", "دولة"}, {"policy", "سياسة"}};
  EXPECT_EQ(found("ar", terms, "والنتائج"), "result:والنتائج:clitic");
  EXPECT_EQ(found("ar", terms, "وبالأهداف"), "objective:وبالأهداف:clitic");
  EXPECT_EQ(found("ar", terms, "للدول"), "country:للدول:clitic");
  EXPECT_EQ(found("ar", terms, "سياساتها"), "policy:سياساتها:stem");
}

TEST(ArabicTerms, AreComparedWithoutVowelSignsAndTatweel) {
  NEEDS_DICTIONARY("ar");
  EXPECT_EQ(found("ar", {{"objective", "أهداف"}}, "اهـداف الأَهداف"),
            "objective:اهـداف:case objective:الأَهداف:clitic");
}

TEST(ArabicTerms, AreNotWhatIsLeftOfAWholeWord) {
  NEEDS_DICTIONARY("ar");
  EXPECT_EQ(found("ar", {{"perish", "تب"}, {"book", "كتاب"}}, "كتب"), "book:كتب:stem");
}

TEST(ArabicTerms, HavePluralsByPatternAndByList) {
  NEEDS_DICTIONARY("ar");
  const Terms terms = {{"programme", "برنامج"}, {"project", "مشروع"}, {"device", "جهاز"}};
  EXPECT_EQ(found("ar", terms, "البرامج والمشاريع وأجهزة"),
            "programme:البرامج:clitic project:والمشاريع:clitic device:وأجهزة:clitic");
}

TEST(ChineseTerms, AreFoundByCharactersWithOneOrTwoOfThem) {
  EXPECT_EQ(found("zh", {{"output", "输出成果"}, {"outcome", "成果"}, {"network", "网"}},
                  "输出成果、成果和网"),
            "output:输出成果:exact outcome:成果:exact network:网:exact");
}

TEST(Terms, MaskTheShortOneInTheLongOneInEveryLanguage) {
  EXPECT_EQ(found("zh", {{"dc", "发达国家"}, {"ldc", "最不发达国家"}}, "最不发达国家"),
            "ldc:最不发达国家:exact");
  NEEDS_DICTIONARY("fr");
  EXPECT_EQ(
      found("fr", {{"dc", "pays développé"}, {"ldc", "pays les moins avancés"}, {"c", "pays"}},
            "les pays les moins avancés"),
      "ldc:pays les moins avancés:exact");
  NEEDS_DICTIONARY("es");
  EXPECT_EQ(found("es", {{"c", "país"}, {"dc", "país en desarrollo"}}, "países en desarrollo"),
            "dc:países en desarrollo:stem");
  NEEDS_DICTIONARY("ru");
  EXPECT_EQ(found("ru", {{"c", "страна"}, {"dc", "развивающаяся страна"}}, "развивающейся страны"),
            "dc:развивающейся страны:stem");
  NEEDS_DICTIONARY("ar");
  EXPECT_EQ(found("ar", {{"c", "بلد"}, {"dc", "بلد نام"}}, "بلد نام"), "dc:بلد نام:exact");
}

TEST(Terms, GiveOverlapsAsCandidates) {
  const Terms terms = {{"pr", "政策和监管"}, {"rf", "监管框架"}};
  EXPECT_EQ(found("zh", terms, "政策和监管框架"), "pr:政策和监管:exact");
  EXPECT_EQ(overlapping("zh", terms, "政策和监管框架"), "pr:政策和监管:exact rf:监管框架:exact");
}

TEST(Terms, WithAGapMaskNothingThatStandsWhole) {
  NEEDS_DICTIONARY("en");
  const Terms terms = {{"np", "national plan"}, {"bp", "broadband plan"}};
  EXPECT_EQ(found("en", terms, "national broadband plan"), "bp:broadband plan:exact");
}

TEST(Terms, StandWholeBesideALongerOneWithAGap) {
  NEEDS_DICTIONARY("es");
  const Terms terms = {{"i", "inclusión"}, {"di", "inclusión digital"}};
  EXPECT_EQ(overlapping("es", terms, "la inclusión financiera digital"),
            "di:inclusión financiera digital:gap i:inclusión:exact");
}

TEST(Terms, ShareAWordThatAConjunctionJoins) {
  NEEDS_DICTIONARY("es");
  const Terms frameworks = {{"rf", "marco reglamentario"}};
  EXPECT_EQ(overlapping("es", frameworks, "marcos políticos, jurídicos y reglamentarios"),
            "rf:marcos políticos, jurídicos y reglamentarios:gap");
  EXPECT_EQ(overlapping("es", frameworks, "un marco de cooperación y normas reglamentarias"), "");
  const Terms digital = {{"da", "accesibilidad digital"}, {"di", "inclusión digital"}};
  EXPECT_EQ(overlapping("es", digital, "accesibilidad e inclusión digitales"),
            "da:accesibilidad e inclusión digitales:gap di:inclusión digitales:stem");
  NEEDS_DICTIONARY("fr");
  EXPECT_EQ(overlapping("fr", {{"ew", "système d’alerte avancée"}},
                        "systèmes de surveillance et d’alerte avancée"),
            "ew:systèmes de surveillance et d’alerte avancée:gap");
  NEEDS_DICTIONARY("ru");
  EXPECT_EQ(overlapping("ru", {{"cb", "создание потенциала"}},
                        "создание человеческого и институционального потенциала"),
            "cb:создание человеческого и институционального потенциала:gap");
  NEEDS_DICTIONARY("ar");
  EXPECT_EQ(overlapping("ar", {{"rf", "إطار تنظيمي"}}, "أطر سياساتية وقانونية وتنظيمية"),
            "rf:أطر سياساتية وقانونية وتنظيمية:gap");
}

TEST(Terms, AreNotConsumedByWordsOfACoordination) {
  NEEDS_DICTIONARY("en");
  const Terms terms = {{"pf", "policy framework"}, {"r", "regulation"}};
  EXPECT_EQ(found("en", terms, "policy and regulation frameworks"), "r:regulation:exact");
  EXPECT_EQ(overlapping("en", terms, "policy and regulation frameworks"),
            "pf:policy and regulation frameworks:gap r:regulation:exact");
}

TEST(Terms, AreFoundWithoutADictionaryByEndingsAndSnowball) {
  EXPECT_EQ(found("ru", {{"dc", "развивающаяся страна"}}, "развивающихся странах", false),
            "dc:развивающихся странах:stem");
  EXPECT_EQ(found("es", {{"network", "red"}}, "redes", false), "network:redes:stem");
  EXPECT_EQ(found("ar", {{"result", "نتيجة"}}, "والنتائج", false), "result:والنتائج:stem");
}

}  // namespace
}  // namespace hexapla::terms
