// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/tmx.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"

namespace hexapla::formats {
namespace {

using model::CodeRole;
using model::InlineCode;
using model::InlineText;
using model::State;

InlineCode code(CodeRole role, const std::string& id, const std::string& equiv) {
  InlineCode result;
  result.role = role;
  result.id = id;
  result.type = "fmt";
  result.equiv = equiv;
  return result;
}

/// What stands between the tags of the only tuv.
std::string segment(const InlineText& text) {
  const std::string tmx = write_tmx({{"p", "part", "u", "s1", {{"en", text}}, {}}}, "en", "1");
  const std::size_t begin = tmx.find("<seg>") + 5;
  return tmx.substr(begin, tmx.find("</seg>") - begin);
}

TEST(WriteTmx, SaysWhatAnEntryIs) {
  const AlignedEntry entry{"plan",
                           "01-a",
                           "AFR1.1",
                           "s1",
                           {{"en-GB", InlineText("One & two"), State::Final},
                            {"ar-SA", InlineText("واحد"), State::Reviewed}},
                           {"query: which <one>?"}};
  EXPECT_EQ(write_tmx({entry}, "en-GB", "0.1"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<tmx version=\"1.4\">\n"
            "  <header creationtool=\"hexapla\" creationtoolversion=\"0.1\" segtype=\"sentence\" "
            "o-tmf=\"XLIFF 2.1\" adminlang=\"en\" srclang=\"en-GB\" datatype=\"xml\"/>\n"
            "  <body>\n"
            "    <tu tuid=\"plan/AFR1.1/s1\">\n"
            "      <note>query: which &lt;one&gt;?</note>\n"
            "      <prop type=\"x-hexapla-part\">01-a</prop>\n"
            "      <tuv xml:lang=\"en-GB\">\n"
            "        <seg>One &amp; two</seg>\n"
            "      </tuv>\n"
            "      <tuv xml:lang=\"ar-SA\">\n"
            "        <prop type=\"x-hexapla-state\">reviewed</prop>\n"
            "        <seg>واحد</seg>\n"
            "      </tuv>\n"
            "    </tu>\n"
            "  </body>\n"
            "</tmx>\n");
}

TEST(Tmx, DatesComeAndGo) {
  AlignedEntry entry{"p", "a", "u", "s1", {{"en", InlineText("One")}, {"fr", InlineText("Un")}}};
  entry.texts[1].date = "2024-05-01";
  const std::string tmx = write_tmx({entry}, "en", "1");
  EXPECT_NE(tmx.find("<tuv xml:lang=\"fr\" changedate=\"20240501T000000Z\">"), std::string::npos);
  const ExchangeFile read = read_tmx(tmx, "a.tmx", {}).value();
  EXPECT_EQ(read.entries.at(0).texts.at(0).date, "");
  EXPECT_EQ(read.entries.at(0).texts.at(1).date, "2024-05-01");
}

TEST(Tmx, DatesAreALossElsewhere) {
  ExchangeFile file;
  file.entries = {{"p", "a", "u", "s1", {{"en", InlineText("One")}, {"fr", InlineText("Un")}}}};
  file.entries[0].texts[1].date = "2024-05-01";
  Losses losses;
  add_losses(file, *find_exchange_format("tmx"), losses);
  EXPECT_TRUE(losses.empty());
  add_losses(file, *find_exchange_format("csv"), losses);
  EXPECT_EQ(losses, (Losses{{"dates", {"u"}}}));
}

TEST(Tmx, AUnitsDateIsThatOfItsTextsWithoutOne) {
  const ExchangeFile read =
      read_tmx(
          "<tmx version=\"1.4\"><header srclang=\"en\"/><body>"
          "<tu creationdate=\"20200102T030405Z\" changedate=\"20210102T030405Z\">"
          "<tuv xml:lang=\"en\" changedate=\"x\"><seg>One</seg></tuv>"
          "<tuv xml:lang=\"fr\" creationdate=\"20220102\"><seg>Un</seg></tuv></tu></body></tmx>",
          "a.tmx", {})
          .value();
  EXPECT_EQ(read.entries.at(0).texts.at(0).date, "2021-01-02");
  EXPECT_EQ(read.entries.at(0).texts.at(1).date, "2022-01-02");
}

TEST(WriteTmx, KeepsCharactersThatOthersDrop) {
  const std::string text = "a\u00A0b \u202Fc \u200F\u2066d\u2069 e\u0301 \t f";
  EXPECT_EQ(segment(InlineText(text)), text);
  EXPECT_EQ(segment(InlineText(std::string("a\x01") + "b")),
            "a\uFFFD"
            "b")
      << "no XML holds it";
}

TEST(WriteTmx, PairsCodesWithinASegment) {
  InlineText text;
  text.append(code(CodeRole::Open, "7", "<b>"));
  text.append("bold");
  text.append(code(CodeRole::Close, "7", "</b>"));
  text.append(code(CodeRole::Standalone, "x", "[1]"));
  EXPECT_EQ(segment(text),
            "<bpt i=\"1\" x=\"1\" type=\"fmt\">&lt;b&gt;</bpt>bold<ept i=\"1\">&lt;/b&gt;</ept>"
            "<ph x=\"2\" type=\"fmt\">[1]</ph>");
}

TEST(WriteTmx, ASideAloneIsIsolated) {
  InlineText begins("a ");
  begins.append(code(CodeRole::Open, "1", "<i>"));
  EXPECT_EQ(segment(begins), "a <it pos=\"begin\" x=\"1\" type=\"fmt\">&lt;i&gt;</it>");
  InlineText reversed;
  reversed.append(code(CodeRole::Close, "1", ""));
  reversed.append(code(CodeRole::Open, "1", ""));
  EXPECT_EQ(
      segment(reversed),
      "<it pos=\"end\" x=\"1\" type=\"fmt\"></it><it pos=\"begin\" x=\"1\" type=\"fmt\"></it>");
}

TEST(WriteTmx, IsValidByTheDtd) {
  const Path dtd =
      Path(HEXAPLA_SOURCE_DIR) / ".." / "shared" / "conformance" / "tmx" / "dtd" / "tmx14.dtd";
  SystemFiles files;
  if (!files.exists(dtd)) GTEST_SKIP() << "no conformance data at " << dtd;
  SystemProcesses processes;
  if (!processes.run({{"xmllint", "--version"}})) GTEST_SKIP() << "xmllint is not installed";
  InlineText text("a");
  text.append(code(CodeRole::Open, "1", "<b>"));
  text.append("\x01");
  text.append(code(CodeRole::Close, "1", "</b>"));
  text.append(code(CodeRole::Open, "2", ""));
  text.append(code(CodeRole::Standalone, "3", "&"));
  const std::string tmx =
      write_tmx({{"p", "part", "u", "s1", {{"en", text}, {"zh", text}}, {"n"}}}, "en", "1");
  const Path file = std::filesystem::temp_directory_path() / "hexapla-tmx-test.tmx";
  ASSERT_TRUE(files.write(file, tmx));
  const auto result =
      processes.run({{"xmllint", "--nonet", "--noout", "--dtdvalid", dtd.string(), file.string()}});
  EXPECT_TRUE(files.remove(file));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->exit_code, 0) << result->errors;
}

TEST(TmxLosses, AreCountedByKindAndUnit) {
  model::Unit unit;
  unit.id = "u";
  unit.max_characters = 40;
  unit.segments.resize(1);
  InlineCode kept = code(CodeRole::Standalone, "1", "@x");
  kept.can_delete = false;
  unit.segments[0].source.append(kept);
  unit.segments[0].sub_state = "hexapla:query";
  Losses losses;
  add_losses(unit, losses);
  add_losses(unit, losses);
  EXPECT_EQ(losses, (Losses{{"hints on inline codes", {"u"}},
                            {"limits of length", {"u"}},
                            {"sub-states", {"u"}}}));
}

}  // namespace
}  // namespace hexapla::formats
