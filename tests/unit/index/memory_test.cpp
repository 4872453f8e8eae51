// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/index/memory.hpp"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "hexapla/support/builders.hpp"

namespace hexapla::index {
namespace {

using model::InlineText;
using model::State;

MemoryEntry entry(std::string name, std::string_view en, std::string_view fr,
                  State state = State::Translated, std::string date = {}) {
  return {
      std::move(name),
      {{"en", InlineText(en), State::Final, {}}, {"fr", InlineText(fr), state, std::move(date)}}};
}

MemoryQuery query(std::string_view text) {
  MemoryQuery result;
  result.source_language = "en";
  result.target_language = "fr";
  result.text = InlineText(text);
  return result;
}

Memory make_memory(const std::vector<MemoryEntry>& entries) {
  Memory memory = Memory::make_temporary().value();
  EXPECT_TRUE(memory.replace("old.tmx", "1", entries).has_value());
  return memory;
}

TEST(Memory, GivesWhereAMatchIsFrom) {
  Memory memory = make_memory({entry("p/u1/s1", "Digital skills", "Compétences numériques",
                                     State::Reviewed, "2024-05-01")});
  const auto matches = memory.search(query("Digital skills")).value();
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].kind, MatchKind::Exact);
  EXPECT_EQ(matches[0].comparison.score, 100);
  EXPECT_EQ(matches[0].target.plain(), "Compétences numériques");
  EXPECT_EQ(matches[0].origin, "old.tmx");
  EXPECT_EQ(matches[0].entry, "p/u1/s1");
  EXPECT_EQ(matches[0].state, State::Reviewed);
  EXPECT_EQ(matches[0].date, "2024-05-01");
}

TEST(Memory, IsReadInEitherDirection) {
  Memory memory = make_memory({entry("1", "Digital skills", "Compétences numériques")});
  MemoryQuery wanted = query("Compétences numériques");
  std::swap(wanted.source_language, wanted.target_language);
  EXPECT_EQ(memory.search(wanted).value().at(0).target.plain(), "Digital skills");
}

TEST(Memory, TheSamePlaceIsBetterThanAnEqualText) {
  Memory memory =
      make_memory({entry("p/a/s1", "Before", "Avant"), entry("p/a/s2", "Total", "Total"),
                   entry("p/b/s1", "Heading", "Titre"), entry("p/b/s2", "Total", "Somme"),
                   entry("p/b/s3", "After", "Après")});
  MemoryQuery wanted = query("Total");
  wanted.context = MemoryContext{"p/b/s2", std::nullopt, std::nullopt};
  auto matches = memory.search(wanted).value();
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].kind, MatchKind::InContext);
  EXPECT_EQ(matches[0].target.plain(), "Somme");
  EXPECT_EQ(matches[1].kind, MatchKind::Exact);
  wanted.context = MemoryContext{"elsewhere", InlineText("Heading"), InlineText("After")};
  matches = memory.search(wanted).value();
  EXPECT_EQ(matches[0].kind, MatchKind::InContext);
  EXPECT_EQ(matches[0].target.plain(), "Somme");
  wanted.context = MemoryContext{"elsewhere", InlineText("Heading"), InlineText("Other")};
  EXPECT_EQ(memory.search(wanted).value()[0].kind, MatchKind::Exact);
}

TEST(Memory, EqualPairsAreGivenOnceWithTheBestState) {
  Memory memory =
      make_memory({entry("1", "Total", "Total"), entry("2", "Total", "Total", State::Final),
                   entry("3", "Total", "Somme", State::Reviewed)});
  const auto matches = memory.search(query("Total")).value();
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].entry, "2");
  EXPECT_EQ(matches[1].target.plain(), "Somme");
}

TEST(Memory, TheNewerOfTwoTranslationsComesFirst) {
  Memory memory = make_memory({entry("1", "Total", "Total", State::Final, "2020-01-01"),
                               entry("2", "Total", "Somme", State::Final, "2024-01-01")});
  EXPECT_EQ(memory.search(query("Total")).value()[0].target.plain(), "Somme");
}

TEST(Memory, AnEntryWithoutTheTargetLanguageIsNoMatch) {
  Memory memory =
      make_memory({entry("1", "One two three four", "Un deux trois quatre"),
                   {"2", {{"en", InlineText("One two three five"), State::Final, {}}}}});
  const auto matches = memory.search(query("One two three five")).value();
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].comparison.score, 75);
}

TEST(Memory, CodesComeBackAsTheyWere) {
  const InlineText en =
      support::text({"See ", support::code("1", "hexapla:ref", "@AFR1"), std::string(" {now}")});
  Memory memory = Memory::make_temporary().value();
  ASSERT_TRUE(memory
                  .replace("a", "1",
                           {{"1",
                             {{"en", en, State::Final, {}},
                              {"fr", InlineText("Voir {x}"), State::Translated, {}}}}})
                  .has_value());
  MemoryQuery wanted = query("");
  wanted.text = en;
  const auto matches = memory.search(wanted).value();
  EXPECT_EQ(matches.at(0).source.canonical(), en.canonical());
  EXPECT_EQ(matches.at(0).target.plain(), "Voir {x}");
}

TEST(Memory, ACollectionIsReplacedAndRemovedWhole) {
  Memory memory = make_memory({entry("1", "Total", "Total")});
  ASSERT_TRUE(memory.replace("new.tmx", "1", {entry("1", "Sum of it", "Somme")}).has_value());
  ASSERT_TRUE(memory.replace("old.tmx", "2", {entry("1", "Other", "Autre")}).has_value());
  EXPECT_TRUE(memory.search(query("Total")).value().empty());
  EXPECT_EQ(memory.search(query("Other")).value().size(), 1U);
  EXPECT_EQ(memory.search(query("Sum of it")).value().size(), 1U);
  const auto versions = memory.versions().value();
  EXPECT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions.at("new.tmx").version, "1");
  EXPECT_EQ(versions.at("old.tmx").version, "2");
  ASSERT_TRUE(memory.remove("new.tmx").has_value());
  EXPECT_EQ(memory.count().value(), 1U);
  EXPECT_TRUE(memory.search(query("Sum of it")).value().empty());
  EXPECT_TRUE(memory.find_phrase("Sum", "en", 9).value().empty());
}

TEST(Memory, AStampIsRememberedUntilTheCollectionIsReplaced) {
  Memory memory = make_memory({entry("1", "Total", "Total")});
  ASSERT_TRUE(memory.set_stamp("old.tmx", "12-3").has_value());
  EXPECT_EQ(memory.versions().value().at("old.tmx").stamp, "12-3");
  ASSERT_TRUE(memory.replace("old.tmx", "2", {}).has_value());
  EXPECT_EQ(memory.versions().value().at("old.tmx").stamp, "");
}

// ---- phrases

TEST(Memory, APhraseOfTwoChineseCharactersOrTwoRussianLettersIsFound) {
  Memory memory = Memory::make_temporary().value();
  ASSERT_TRUE(memory
                  .replace("a", "1",
                           {{"1",
                             {{"zh", InlineText("尊重人权和自由"), State::Final, {}},
                              {"ru", InlineText("Секретариат МСЭ и ЕС"), State::Final, {}}}},
                            {"2",
                             {{"zh", InlineText("权利与人"), State::Final, {}},
                              {"ru", InlineText("местный"), State::Final, {}}}}})
                  .has_value());
  const auto chinese = memory.find_phrase("人权", "zh", 9).value();
  ASSERT_EQ(chinese.size(), 1U);
  EXPECT_EQ(chinese[0].text.substr(chinese[0].begin, chinese[0].end - chinese[0].begin), "人权");
  EXPECT_EQ(chinese[0].translations.at("ru"), "Секретариат МСЭ и ЕС");
  const auto russian = memory.find_phrase("ес", "ru", 9).value();
  ASSERT_EQ(russian.size(), 2U);     // in any word, in any case
  EXPECT_EQ(russian[0].entry, "2");  // the shorter text first
  EXPECT_EQ(russian[1].entry, "1");
}

TEST(Memory, APhraseIsFoundAcrossWordsAndWithNumbersAndMarks) {
  Memory memory = make_memory({entry("1", "The Resolution 37 (Rev. Kigali, 2022) applies", "x"),
                               entry("2", "Resolution 38 applies", "y")});
  for (const char* const phrase :
       {"ution 37", "37", "resolution 37 (rev", "Kigali, 2022)", "(Rev."})
    EXPECT_EQ(memory.find_phrase(phrase, "en", 9).value().size(), 1U) << phrase;
  EXPECT_EQ(memory.find_phrase("applies", "en", 1).value().size(), 1U);
  for (const char* const phrase : {"", " ", "37 applies", "solution 39"})
    EXPECT_TRUE(memory.find_phrase(phrase, "en", 9).value().empty()) << phrase;
}

TEST(Memory, WhatWasFoundIsShownInTheTextAsItIs) {
  Memory memory = make_memory({entry("1", "Die Straße und die STRASSE, ﬁn", "x")});
  const auto found = memory.find_phrase("strasse", "en", 9).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text.substr(found[0].begin, found[0].end - found[0].begin), "Straße");
}

// ---- files

class MemoryFile : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_ = std::filesystem::temp_directory_path() /
                                  ("hexapla-memory-" + std::to_string(::getpid()) + "-" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
  std::string path_ = (folder_ / "memory.db").string();
};

TEST_F(MemoryFile, IsThereTheNextTime) {
  ASSERT_TRUE(Memory::open(path_)->replace("a", "7", {entry("1", "Total", "Somme")}).has_value());
  Memory memory = Memory::open(path_).value();
  EXPECT_EQ(memory.search(query("Total")).value().size(), 1U);
  EXPECT_EQ(memory.versions().value().at("a").version, "7");
}

TEST_F(MemoryFile, ReadersSeeTheOldMemoryOrTheNewOne) {
  Memory writer = Memory::open(path_).value();
  std::vector<MemoryEntry> entries;
  for (int i = 0; i < 300; ++i) entries.push_back(entry(std::to_string(i), "Total", "Somme"));
  ASSERT_TRUE(writer.replace("a", "0", entries).has_value());
  std::atomic<bool> is_done = false;
  std::thread reader([&] {
    Memory memory = Memory::open(path_).value();
    while (!is_done) EXPECT_EQ(memory.search(query("Total")).value().size(), 1U);
  });
  for (int i = 1; i < 20; ++i)
    EXPECT_TRUE(writer.replace("a", std::to_string(i), entries).has_value());
  is_done = true;
  reader.join();
}

TEST_F(MemoryFile, AKilledImportLeavesTheOldMemory) {
  ASSERT_TRUE(Memory::open(path_)->replace("a", "old", {entry("1", "Total", "Somme")}).has_value());
  std::vector<MemoryEntry> entries;
  for (int i = 0; i < 30'000; ++i)
    entries.push_back(
        entry(std::to_string(i), "words of text number " + std::to_string(i), "mots"));
  const pid_t child = ::fork();
  if (child == 0) {
    static_cast<void>(Memory::open(path_)->replace("a", "new", entries));
    ::_exit(0);
  }
  const std::string log = path_ + "-wal";
  const auto has_begun = [&log] {
    std::error_code absent;
    return std::filesystem::file_size(log, absent) > 100'000 && !absent;
  };
  int status = 0;
  while (!has_begun() && ::waitpid(child, &status, WNOHANG) == 0) ::usleep(500);
  ::kill(child, SIGKILL);
  ::waitpid(child, &status, 0);
  Memory memory = Memory::open(path_).value();
  const std::string version = memory.versions().value().at("a").version;
  EXPECT_EQ(memory.count().value(), version == "old" ? 1U : 30'000U);
  EXPECT_EQ(memory.search(query("Total")).value().size(), version == "old" ? 1U : 0U);
  EXPECT_TRUE(memory.replace("a", "newer", {entry("1", "Other", "Autre")}).has_value());
  EXPECT_EQ(memory.search(query("Other")).value().size(), 1U);
}

TEST_F(MemoryFile, WhatIsNoMemoryIsInvalid) {
  std::ofstream(path_) << "this is no database, and long enough to be read as its header ....."
                       << std::string(4096, '.');
  const auto opened = Memory::open(path_);
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, ErrorCode::Invalid);
  EXPECT_EQ(opened.error().message, "the index is damaged: file is not a database");
  EXPECT_EQ(opened.error().location.file, path_);
}

TEST_F(MemoryFile, DamageInTheMiddleIsAnErrorOrNoMatchAndNeverACrash) {
  {
    std::vector<MemoryEntry> entries;
    for (int i = 0; i < 2000; ++i)
      entries.push_back(entry(std::to_string(i), "word" + std::to_string(i) + " and more of them",
                              "mot " + std::to_string(i)));
    ASSERT_TRUE(Memory::open(path_)->replace("a", "1", entries).has_value());
  }
  const auto size = std::filesystem::file_size(path_);
  for (std::uintmax_t at = 4096; at < size; at += 8192) {
    const std::string copy = path_ + "2";
    std::filesystem::copy_file(path_, copy, std::filesystem::copy_options::overwrite_existing);
    std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at));
    file << std::string(512, '\xA7');
    file.close();
    Result<Memory> memory = Memory::open(copy);
    if (!memory) continue;
    const auto matches = memory->search(query("word7 and more of them"));
    if (!matches) {
      EXPECT_EQ(matches.error().code, ErrorCode::Invalid) << matches.error().message;
    }
    const auto phrases = memory->find_phrase("more", "en", 5000);
    if (!phrases) {
      EXPECT_EQ(phrases.error().code, ErrorCode::Invalid) << phrases.error().message;
    }
  }
}

}  // namespace
}  // namespace hexapla::index
