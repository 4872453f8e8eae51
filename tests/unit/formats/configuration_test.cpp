// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/configuration.hpp"

#include <string>

#include <gtest/gtest.h>

#include "hexapla/formats/json.hpp"

namespace hexapla::formats {
namespace {

std::string workspace_error(std::string_view toml) {
  const auto result = read_workspace_configuration(toml, "hexapla.toml");
  return result ? "no error" : result.error().to_string();
}

std::string publication_error(std::string_view toml) {
  model::WorkspaceConfiguration workspace;
  workspace.languages = {"en", "zh"};
  const auto result = read_publication_configuration(toml, "p.toml", workspace);
  return result ? "no error" : result.error().to_string();
}

TEST(WorkspaceConfiguration, ReadsEveryKey) {
  const auto result = read_workspace_configuration(
      "[workspace]\nsource = \"en\"\nlanguages = [\"en\", \"zh\"]\nglossaries = "
      "[\"glossary/a.tbx\"]\n"
      "[check]\nfail-on = \"never\"\n[severity]\n\"terms/*\" = "
      "\"minor\"\n[severity.zh]\n\"terms/missing\" = \"neutral\"\n"
      "[publish]\nstate = \"reviewed\"\nformats = [\"html\"]\nstop-at = "
      "\"critical\"\n[tools]\npandoc-timeout-seconds = 5\n",
      "hexapla.toml");
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->fail_on, std::nullopt);
  EXPECT_EQ(result->publish_state, model::State::Reviewed);
  EXPECT_EQ(result->stop_at, Severity::Critical);
  EXPECT_EQ(result->pandoc_timeout_seconds, 5);
  ASSERT_EQ(result->severities.size(), 2U);
}

TEST(WorkspaceConfiguration, NamesTheNearestKeyForAnUnknownOne) {
  EXPECT_EQ(
      workspace_error("[workspace]\nlangauges = [\"en\"]\nlanguages = [\"en\"]\n"),
      "hexapla.toml:2:1: unknown key \"langauges\" in [workspace]; did you mean \"languages\"?");
}

TEST(PublicationConfiguration, NamesTheMisspeltKeyAndNotWhatItLeavesMissing) {
  model::WorkspaceConfiguration workspace;
  workspace.languages = {"en"};
  const auto result =
      read_publication_configuration("partz = [\"01-a\"]\n", "publication.toml", workspace);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "unknown key \"partz\"; did you mean \"parts\"?");
}

TEST(WorkspaceConfiguration, SaysWhereTomlIsMalformed) {
  EXPECT_EQ(workspace_error("[workspace\n").substr(0, 33), "hexapla.toml:1:11: malformed TOML");
}

TEST(WorkspaceConfiguration, SaysWhatAValueMustBe) {
  EXPECT_EQ(workspace_error("[workspace]\nlanguages = \"en\"\n"),
            "hexapla.toml:2:13: \"languages\" must be a list of strings");
  EXPECT_EQ(workspace_error("[workspace]\nlanguages = [\"en\"]\n[check]\nfail-on = \"mayor\"\n"),
            "hexapla.toml:4:11: \"fail-on\" cannot be \"mayor\"");
  EXPECT_EQ(workspace_error("[workspace]\nlanguages = [\"zh\"]\n"),
            "hexapla.toml:1:1: the source language \"en\" is not among the languages");
}

TEST(WorkspaceConfiguration, KeepsPathsInside) {
  EXPECT_EQ(
      workspace_error("[workspace]\nlanguages = [\"en\"]\nglossaries = [\"../x.tbx\"]\n"),
      "hexapla.toml:3:14: \"../x.tbx\" in \"glossaries\" cannot name a file below the workspace");
}

TEST(PublicationConfiguration, TakesDefaultsFromTheWorkspace) {
  model::WorkspaceConfiguration workspace;
  workspace.languages = {"en", "zh"};
  workspace.glossaries = {"g.tbx"};
  const auto result = read_publication_configuration("parts = [\"01-a\"]\ndate = 2021-12-10\n",
                                                     "p.toml", workspace);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->languages, workspace.languages);
  EXPECT_EQ(result->glossaries, workspace.glossaries);
  EXPECT_EQ(result->date, "2021-12-10");
}

TEST(PublicationConfiguration, RefusesWhatContradictsTheWorkspace) {
  EXPECT_EQ(publication_error("parts = [\"a\"]\nlanguages = [\"en\", \"fr\"]\n"),
            "p.toml:2:13: \"fr\" is not among the workspace's languages");
  EXPECT_EQ(publication_error("parts = [\"a\", \"a\"]\n"),
            "p.toml:1:9: \"a\" stands twice in \"parts\"");
  EXPECT_EQ(publication_error("parts = [\"../../etc\"]\n"),
            "p.toml:1:9: \"../../etc\" in \"parts\" cannot name a file below the workspace");
}

TEST(Registers, ExpandRanges) {
  model::PublicationData data;
  ASSERT_TRUE(read_registers("[register.WSIS]\nkind = \"action-line\"\nvalues = \"C1-C11\"\n",
                             "r.toml", data));
  ASSERT_EQ(data.registers[0].entries.size(), 11U);
  EXPECT_EQ(data.registers[0].entries.back().number, "C11");
  EXPECT_EQ(read_registers("[register.X]\nkind = \"sdg\"\nvalues = \"all\"\n", "r.toml", data)
                .error()
                .to_string(),
            "r.toml:3:10: \"all\" is no range");
}

TEST(Registers, ReadEntries) {
  model::PublicationData data;
  ASSERT_TRUE(read_registers(
      "[register.WTDC]\nkind = \"resolution\"\nbody = \"wtdc\"\n"
      "entries = [{ number = 37, place = \"kigali\", year = 2022, revised = true }]\n",
      "r.toml", data));
  EXPECT_EQ(data.registers[0].entries[0].number, "37");
  EXPECT_TRUE(data.registers[0].entries[0].is_revised);
}

TEST(Links, TellAbsentFromEmpty) {
  model::PublicationData data;
  ASSERT_TRUE(read_links("[[link]]\ninitiative = \"EUR1\"\ngoals = []\n", "l.toml", data));
  EXPECT_EQ(data.links[0].sdg, std::nullopt);
  EXPECT_TRUE(data.links[0].goals->empty());
}

TEST(OtherData, IsReadStrictly) {
  model::PublicationData data;
  EXPECT_TRUE(read_enablers("[[enabler]]\nid = \"a\"\nstatus = \"agreed\"\n", "e.toml", data));
  EXPECT_TRUE(read_priorities("[[priority]]\nid = \"P1\"\nsdg = [\"SDG-9\"]\n", "p.toml", data));
  EXPECT_TRUE(
      read_citations("[[citation]]\nenabler = \"a\"\ncites = [\"AFR1.1\"]\n", "c.toml", data));
  EXPECT_EQ(read_enablers("[[enabler]]\nstatus = \"agreed\"\n", "e.toml", data).error().to_string(),
            "e.toml:1:1: \"id\" is missing in [[enabler]]");
  EXPECT_EQ(
      read_citations("[[citation]]\nenabler = \"a\"\ncite = []\n", "c.toml", data).error().message,
      "unknown key \"cite\" in [[citation]]; did you mean \"cites\"?");
}

TEST(House, ReadsOurLocales) {
  for (const std::string language : {"en", "zh"}) {
    model::Locale locale;
    EXPECT_TRUE(
        read_house("tag = \"zh-CN\"\n[fonts]\nbody = [\"Noto Serif CJK SC\"]\n", "h.toml", locale));
    EXPECT_EQ(locale.fonts.heading, locale.fonts.body);
  }
  model::Locale locale;
  EXPECT_EQ(
      read_house("tag = \"x\"\ndirection = \"up\"\n[fonts]\nbody = [\"a\"]\n", "h.toml", locale)
          .error()
          .message,
      "\"direction\" cannot be \"up\"");
}

TEST(Messages, AreReadBySection) {
  model::Locale locale;
  ASSERT_TRUE(read_messages("[reference]\nfigure = \"{number}\"\n", "m.toml", locale));
  ASSERT_NE(locale.find_message("reference", "figure"), nullptr);
  EXPECT_EQ(*locale.find_message("reference", "figure"), "{number}");
  EXPECT_EQ(locale.find_message("caption", "figure"), nullptr);
  EXPECT_EQ(read_messages("[refernce]\n", "m.toml", locale).error().message,
            "unknown key \"refernce\"; did you mean \"reference\"?");
}

TEST(JsonWriter, WritesNestedValues) {
  JsonWriter json;
  json.begin_object()
      .key("a")
      .begin_array()
      .value(std::uint64_t{1})
      .value("b\"\n成")
      .null()
      .end_array();
  json.key("c").begin_object().end_object().key("d").value(true).end_object();
  EXPECT_EQ(json.take(),
            "{\n  \"a\": [\n    1,\n    \"b\\\"\\n成\",\n    null\n  ],\n  \"c\": {},\n  \"d\": "
            "true\n}\n");
}

}  // namespace
}  // namespace hexapla::formats
