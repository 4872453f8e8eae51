// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/formats/tbx.hpp"
#include "hexapla/text/messages.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/workspace/checks.hpp"
#include "hexapla/workspace/status.hpp"
#include "hexapla/workspace/sync.hpp"
#include "hexapla/workspace/workspace.hpp"

/// What our own content, glossary and locales promise.
namespace hexapla::workspace {
namespace {

class OurData : public testing::Test {
 protected:
  Workspace open() {
    return Workspace::open({&files_, &processes_}, HEXAPLA_SOURCE_DIR, {}).value();
  }

  SystemFiles files_;
  SystemProcesses processes_;
};

TEST_F(OurData, EveryMessageOfEveryLocaleFormats) {
  const text::Arguments all = {
      {"number", "1"}, {"code", "AFR1"}, {"year", "2022"},  {"place", "p"},        {"body", "b"},
      {"name", "n"},   {"caption", "c"}, {"language", "l"}, {"abbreviation", "a"}, {"title", "t"}};
  const Workspace workspace = open();
  const std::vector<std::string> languages =
      files_.list(Path(HEXAPLA_SOURCE_DIR) / "locales").value();
  ASSERT_EQ(languages.size(), 6U);
  for (const std::string& language : languages) {
    const auto locale = workspace.read_locale(language);
    ASSERT_TRUE(locale) << locale.error().to_string();
    EXPECT_TRUE(workspace.read_segmenter(language));
    for (const auto& [section, patterns] : locale->messages) {
      for (const auto& [kind, pattern] : patterns) {
        const auto text = text::format_message(pattern, language, all);
        EXPECT_TRUE(text && !text->empty() && text->find('{') == std::string::npos)
            << language << " " << section << "." << kind;
      }
    }
  }
}

TEST_F(OurData, LocalesHaveTheSameMessages) {
  const Workspace workspace = open();
  const auto keys = [&](const std::string& language) {
    std::set<std::string> names;
    const model::Locale locale = workspace.read_locale(language).value();
    for (const auto& [section, patterns] : locale.messages) {
      for (const auto& [kind, pattern] : patterns) names.insert(section + "." + kind);
    }
    return names;
  };
  for (const char* language : {"ar", "zh", "fr", "ru", "es"})
    EXPECT_EQ(keys(language), keys("en")) << language;
}

TEST_F(OurData, TheTermBaseHasOneNameForAConceptInALanguage) {
  DiagnosticList found;
  const std::string bytes =
      files_.read(Path(HEXAPLA_SOURCE_DIR) / "glossary" / "action-plan.tbx").value();
  const auto glossary = formats::read_tbx(bytes, "glossary/action-plan.tbx", found);
  ASSERT_TRUE(glossary);
  EXPECT_TRUE(found.findings().empty());
  EXPECT_TRUE(text::is_nfc(bytes));
  std::string last;
  for (const model::Concept& entry : glossary->concepts) {
    EXPECT_LT(last, entry.id);
    last = entry.id;
    for (const auto& [language, terms] : entry.languages) {
      std::size_t full_forms = 0;
      std::set<std::string> texts;
      for (const model::Term& term : terms.terms) {
        const bool is_short = term.type == "acronym" || term.type == "shortForm";
        if (term.status == model::TermStatus::Preferred && !is_short) ++full_forms;
        EXPECT_TRUE(texts.insert(text::fold_for_search(term.text)).second)
            << entry.id << " " << term.text;
      }
      EXPECT_LE(full_forms, 1U) << entry.id << " " << language;
      EXPECT_EQ(terms.definition.empty(), terms.definition_source.empty())
          << entry.id << " " << language;
    }
  }
}

TEST_F(OurData, ThePlanHasItsFirstParts) {
  if (!processes_.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  const Workspace workspace = open();
  const auto publication = workspace.find_publication("addis-ababa-action-plan");
  ASSERT_TRUE(publication);
  const auto sources = load_sources(workspace, **publication);
  ASSERT_TRUE(sources) << sources.error().to_string();
  const model::Entities entities = collect_entities(*sources, **publication).value();
  std::map<std::string, std::size_t> kinds;
  for (const model::Entity& entity : entities.all()) ++kinds[entity.kind];
  EXPECT_EQ(kinds["entry"], 12U);
  EXPECT_EQ(kinds["figure"], 1U);
  EXPECT_EQ(kinds["section"], 5U);
  DiagnosticList found;
  const model::Glossary glossary = workspace.read_glossary(**publication, found).value();
  for (const model::Entity& entity : entities.all()) {
    if (entity.kind != "entry") continue;
    const model::Concept* entry = glossary.find(entity.concept_id);
    ASSERT_NE(entry, nullptr) << entity.concept_id;
    for (const char* language : {"ar", "zh", "en", "fr", "ru", "es"})
      EXPECT_NE(entry->find_name(language), nullptr) << entry->id;
    for (const char* language : {"en", "zh"})
      EXPECT_FALSE(entry->languages.find(language)->second.definition.empty()) << entry->id;
  }
  const auto registry = load_segments(workspace, **publication, "en", found).value();
  std::size_t notes = 0;
  for (const SegmentPart& part : registry) {
    for (const model::Unit& unit : part.segments.units)
      notes += unit.id.find(".note.") == std::string::npos ? 0U : 1U;
  }
  EXPECT_EQ(notes, 12U);
}

TEST_F(OurData, EverythingIsSyncedTranslatedAndWithoutFindings) {
  if (!processes_.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  const Workspace workspace = open();
  ASSERT_EQ(workspace.publications().size(), 2U);
  for (const Publication& publication : workspace.publications()) {
    const auto plan = plan_sync(workspace, publication);
    ASSERT_TRUE(plan) << plan.error().to_string();
    EXPECT_TRUE(plan->files.empty()) << publication.name << ": run hexapla sync";
    const auto result =
        check_publication(workspace, publication, publication.configuration.languages);
    ASSERT_TRUE(result);
    for (const Diagnostic& finding : result->findings)
      ADD_FAILURE() << finding.span.file << ": " << finding.message;
    DiagnosticList found;
    const auto status = compute_status(workspace, publication, found);
    for (const LanguageStatus& language : status->languages)
      EXPECT_EQ(language.counts.words_left, 0U) << language.language;
    for (const std::string& language : publication.configuration.languages) {
      const auto parts = load_segments(workspace, publication, language, found).value();
      for (const SegmentPart& part : parts)
        EXPECT_TRUE(text::is_nfc(part.file.bytes)) << part.file.name;
    }
  }
}

}  // namespace
}  // namespace hexapla::workspace
