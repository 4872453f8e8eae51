// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/formats/configuration.hpp"
#include "hexapla/formats/markdown.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/intake/plan.hpp"
#include "hexapla/intake/read.hpp"
#include "hexapla/support/characters.hpp"
#include "hexapla/support/shared.hpp"

namespace hexapla::intake {
namespace {

const Path kSeed = support::shared_folder() / "seed";

model::Locale read_chinese() {
  const SystemFiles files;
  model::Locale locale;
  locale.language = "zh";
  const auto house = files.read(Path(HEXAPLA_SOURCE_DIR) / "locales" / "zh" / "house.toml").value();
  EXPECT_TRUE(formats::read_house(house, "house.toml", locale));
  return locale;
}

/// Words that the input had on two lines are two Str side by side; read again they are one.
std::string joined(std::string json) {
  constexpr std::string_view kBetween = R"("},{"t":"Str","c":")";
  for (std::size_t at = json.find(kBetween); at != std::string::npos; at = json.find(kBetween, at))
    json.erase(at, kBetween.size());
  return json;
}

/// The draft plan as plain text, where it is there.
class Seed : public testing::Test {
 protected:
  void SetUp() override {
    const SystemFiles files;
    if (!files.is_directory(kSeed)) GTEST_SKIP() << "the draft plan is not at " << kSeed;
    const auto names = files.list(kSeed).value();
    ASSERT_FALSE(names.empty());
    locale_ = read_chinese();
    bytes_ = files.read(kSeed / names.front()).value();
    auto incoming = read_incoming({"seed.txt", bytes_, &locale_}, {});
    ASSERT_TRUE(incoming) << incoming.error().to_string();
    incoming_ = *std::move(incoming);
    plan_ = recognise_plan(incoming_, &locale_);
  }

  model::Locale locale_;
  std::string bytes_;
  Incoming incoming_;
  Plan plan_;
};

TEST_F(Seed, HasThePlanInIt) {
  EXPECT_EQ(plan_.entries, 12U);
  EXPECT_EQ(plan_.notes, 14U);
  EXPECT_EQ(plan_.figures, 13U);
  EXPECT_EQ(plan_.regions, 6U);
  EXPECT_EQ(plan_.initiatives, 28U);
  EXPECT_EQ(plan_.results, 133U);
  EXPECT_EQ(plan_.citations.size(), 80U);
}

TEST_F(Seed, ReportsTheCodeWithALetterOfAnotherAlphabet) {
  std::vector<std::string> changed;
  for (const Remark& remark : incoming_.remarks) {
    if (remark.kind == RemarkKind::Changed) changed.push_back(remark.message);
  }
  EXPECT_THAT(changed, testing::ElementsAre(
                           "“С” in the code СIS4 is of another alphabet; it was read as CIS4"));
}

TEST_F(Seed, TellsFaultsThatShowInReading) {
  std::map<std::string, int> rules;
  for (const Remark& remark : incoming_.remarks) {
    if (!remark.rule.empty()) ++rules[remark.rule];
  }
  EXPECT_THAT(rules, testing::ElementsAre(
                         std::pair("codes/confusable", 1), std::pair("plan/caption-fused", 5),
                         std::pair("plan/dangling-reference", 2), std::pair("plan/list-broken", 6),
                         std::pair("plan/section-unnumbered", 1)));
}

TEST_F(Seed, ReadsTheSameFromItsMarkdown) {
  SystemFiles files;
  SystemProcesses processes;
  if (!processes.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  formats::Pandoc pandoc(files, processes, {}, std::chrono::seconds(60));
  const auto again =
      pandoc.read(formats::to_markdown(incoming_.document), formats::kSourceReader, "again.md");
  ASSERT_TRUE(again) << again.error().to_string();
  ASSERT_EQ(again->blocks.size(), incoming_.document.blocks.size());
  for (std::size_t i = 0; i < again->blocks.size(); ++i) {
    EXPECT_EQ(joined(formats::to_pandoc_json({{}, {again->blocks[i]}})),
              joined(formats::to_pandoc_json({{}, {incoming_.document.blocks[i]}})));
  }
  EXPECT_EQ(formats::to_pandoc_json({again->meta, {}}),
            formats::to_pandoc_json({incoming_.document.meta, {}}));
}

TEST_F(Seed, LosesNoCharacter) {
  support::CharacterCounts expected = support::count_characters(bytes_);
  support::CharacterCounts found = support::count_characters(incoming_.document);
  for (const Remark& remark : incoming_.remarks) {
    if (remark.kind == RemarkKind::Residue || remark.kind == RemarkKind::Markup ||
        remark.kind == RemarkKind::Changed || remark.kind == RemarkKind::Dropped) {
      support::add_characters(remark.text, found);
    }
  }
  EXPECT_EQ(support::describe_difference(expected, found), "");
}

}  // namespace
}  // namespace hexapla::intake
