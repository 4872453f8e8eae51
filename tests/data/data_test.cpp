// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/formats/tbx.hpp"
#include "hexapla/publish/publish.hpp"
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
  const text::Arguments all = {{"number", "1"},  {"code", "AFR1"},  {"year", "2022"},
                               {"place", "p"},   {"body", "b"},     {"name", "n"},
                               {"caption", "c"}, {"language", "l"}, {"abbreviation", "a"},
                               {"title", "t"},   {"text", "x"},     {"remark", "r"}};
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
    for (const char* language : {"en", "zh"})
      EXPECT_FALSE(entry.languages.find(language)->second.definition.empty()) << entry.id;
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

/// The counts are facts of the draft.
TEST_F(OurData, ThePlanHasAllItsEntities) {
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
  EXPECT_EQ(kinds["figure"], 13U);
  EXPECT_EQ(kinds["section"], 7U);
  EXPECT_EQ(kinds["priority"], 4U);
  EXPECT_EQ(kinds["enabler"], 23U);
  EXPECT_EQ(kinds["region"], 6U);
  EXPECT_EQ(kinds["initiative"], 28U);
  EXPECT_EQ(kinds["result"], 133U);
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
  EXPECT_EQ(notes, 14U);
}

TEST_F(OurData, ThePrioritiesHaveTheirLevels) {
  const Workspace workspace = open();
  const auto publication = workspace.find_publication("addis-ababa-action-plan");
  ASSERT_TRUE(publication);
  DiagnosticList found;
  std::map<std::string, std::size_t> levels;
  const auto parts = load_segments(workspace, **publication, "en", found);
  ASSERT_TRUE(parts);
  for (const SegmentPart& part : *parts) {
    for (const model::Unit& unit : part.segments.units) {
      if (unit.id.starts_with("P")) ++levels[unit.id.substr(3, unit.id.rfind('.') - 3)];
      if (unit.id.find(".impact.") != std::string::npos) ++levels["impact"];
    }
  }
  EXPECT_EQ(levels, (std::map<std::string, std::size_t>{{"challenges", 12},
                                                        {"impact", 1},
                                                        {"lead", 4},
                                                        {"objective", 4},
                                                        {"outcomes", 15},
                                                        {"outputs", 50}}));
}

TEST_F(OurData, TheLinksOfThePlanAreAllThere) {
  if (!processes_.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  const Workspace workspace = open();
  const auto publication = workspace.find_publication("addis-ababa-action-plan");
  ASSERT_TRUE(publication);
  const model::PublicationData& data = (*publication)->data;
  std::size_t resolutions = 0;
  for (const model::Enabler& enabler : data.enablers) resolutions += enabler.resolutions.size();
  EXPECT_EQ(resolutions, 76U);
  const model::Entities entities =
      collect_entities(load_sources(workspace, **publication).value(), **publication).value();
  std::map<std::string, std::size_t> entries;
  std::map<std::string, std::size_t> links;
  std::vector<std::string> unresolved;
  for (const model::SynergyCitation& citation : data.citations) {
    ++entries[citation.cites.front().substr(0, 3)];
    for (const std::string& id : citation.cites) {
      const auto results = static_cast<std::size_t>(std::count_if(
          entities.all().begin(), entities.all().end(), [&](const model::Entity& entity) {
            return entity.kind == "result" && entity.id.starts_with(id + ".");
          }));
      links[id.substr(0, 3)] += std::max<std::size_t>(results, 1);
      if (!citation.unresolved.empty()) unresolved.push_back(id);
    }
  }
  EXPECT_EQ(entries,
            (std::map<std::string, std::size_t>{
                {"AFR", 18}, {"AMS", 13}, {"ARB", 6}, {"ASP", 17}, {"CIS", 15}, {"EUR", 11}}));
  EXPECT_EQ(links,
            (std::map<std::string, std::size_t>{
                {"AFR", 33}, {"AMS", 17}, {"ARB", 6}, {"ASP", 31}, {"CIS", 31}, {"EUR", 30}}));
  EXPECT_EQ(unresolved, (std::vector<std::string>{"CIS5.6", "AMS3.4"}));
  for (const std::string& id : unresolved) EXPECT_EQ(entities.find(id), nullptr);
}

TEST_F(OurData, NamesOfEnablersAndPrioritiesAreThePreferredTerms) {
  if (!processes_.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  const Workspace workspace = open();
  const auto publication = workspace.find_publication("addis-ababa-action-plan");
  ASSERT_TRUE(publication);
  DiagnosticList found;
  const Snapshot snapshot = load_snapshot(workspace, **publication, {"zh", "en"}, found).value();
  std::size_t names = 0;
  for (const model::Entity& entity : snapshot.entities.all()) {
    if (entity.kind != "enabler" && entity.kind != "priority") continue;
    const std::string& id = entity.concept_id.empty() ? entity.id : entity.concept_id;
    const model::Concept* entry = snapshot.glossary.find(id);
    ASSERT_NE(entry, nullptr) << id;
    for (const char* language : {"zh", "en"}) {
      const model::Term* name = entry->find_name(language);
      ASSERT_NE(name, nullptr) << id << " " << language;
      EXPECT_EQ(name->status, model::TermStatus::Preferred) << id << " " << language;
      ++names;
    }
  }
  EXPECT_EQ(names, 2 * (23U + 4U));
}

/// The tables of the printed glossary and of the list of abbreviations.
std::vector<const model::Table*> find_tables(const model::Blocks& blocks) {
  std::vector<const model::Table*> tables;
  for (const model::Block& block : blocks) {
    if (const auto* table = std::get_if<model::Table>(&block.value)) tables.push_back(table);
    if (const auto* div = std::get_if<model::Div>(&block.value)) {
      for (const model::Table* table : find_tables(div->content)) tables.push_back(table);
    }
  }
  return tables;
}

std::string language_of(const model::TableCell& cell) {
  const auto* div = std::get_if<model::Div>(&cell.content.front().value);
  return div == nullptr ? "" : div->attributes.find("lang").value_or("");
}

TEST_F(OurData, TheWordListsHoldEveryConceptInSixLanguages) {
  if (!processes_.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  const Workspace workspace = open();
  const auto publication = workspace.find_publication("terms");
  ASSERT_TRUE(publication);
  DiagnosticList found;
  const Snapshot snapshot = load_snapshot(workspace, **publication, {"zh", "en"}, found).value();
  const auto& concepts = snapshot.glossary.concepts;
  const auto abbreviated = static_cast<std::size_t>(
      std::count_if(concepts.begin(), concepts.end(), [](const model::Concept& entry) {
        return std::any_of(entry.languages.begin(), entry.languages.end(), [&](const auto& each) {
          return entry.find_abbreviation(each.first) != nullptr;
        });
      }));
  EXPECT_GT(abbreviated, 20U);
  for (const std::string language : {"zh", "en"}) {
    const auto edition = publish::assemble(snapshot, language, false);
    ASSERT_TRUE(edition) << edition.error().to_string();
    const std::vector<const model::Table*> tables = find_tables(edition->blocks);
    ASSERT_EQ(tables.size(), 2U);
    std::size_t entries = 0;
    std::size_t definitions = 0;
    for (const model::TableRow& row : tables[0]->bodies[0].rows) {
      if (row.cells.size() == 1) {
        EXPECT_EQ(row.cells[0].column_span, 6);
        ++definitions;
        continue;
      }
      ASSERT_EQ(row.cells.size(), 6U);
      ++entries;
      std::set<std::string> languages;
      for (const model::TableCell& cell : row.cells) languages.insert(language_of(cell));
      EXPECT_EQ(languages.size(), 6U);
      EXPECT_TRUE(language_of(row.cells[0]).starts_with(language)) << language_of(row.cells[0]);
    }
    EXPECT_EQ(entries, concepts.size());
    EXPECT_EQ(definitions, concepts.size());
    EXPECT_EQ(tables[1]->bodies[0].rows.size(), abbreviated);
  }
}

TEST_F(OurData, EverythingIsSyncedTranslatedAndWithoutFindings) {
  if (!processes_.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  const Workspace workspace = open();
  ASSERT_EQ(workspace.publications().size(), 3U);
  for (const Publication& publication : workspace.publications()) {
    const auto plan = plan_sync(workspace, publication);
    ASSERT_TRUE(plan) << plan.error().to_string();
    EXPECT_TRUE(plan->files.empty()) << publication.name << ": run hexapla sync";
    const auto result =
        check_publication(workspace, publication, publication.configuration.languages);
    ASSERT_TRUE(result);
    for (const Diagnostic& finding : result->findings) {
      if (finding.waived) continue;
      ADD_FAILURE() << finding.span.file << ": " << finding.message;
    }
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
