// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/xliff.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"

namespace hexapla::formats {
namespace {

const Path kConformance = Path(HEXAPLA_SOURCE_DIR) / ".." / "shared" / "conformance" / "xliff";

/// A file with what we write and what others add: matches, another's metadata, a translator's note.
constexpr std::string_view kFile = R"(<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.1" srcLang="en" trgLang="zh">
  <file id="01-a" original="source/en/01-a.md" canResegment="no" xml:space="preserve">
    <group id="a">
      <unit id="a.para.1">
        <mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#s1"><source>x</source><target>y</target></mtc:match></mtc:matches>
        <mda:metadata>
          <mda:metaGroup category="hexapla:translated-from">
            <mda:meta type="s2">Old {3 @fig-a}.</mda:meta>
            <mda:meta type="s2.state">reviewed</mda:meta>
          </mda:metaGroup>
          <mda:metaGroup category="their-tool">
            <mda:meta type="k">v</mda:meta>
          </mda:metaGroup>
        </mda:metadata>
        <notes>
          <note id="h1" category="hexapla:place" appliesTo="source">paragraph</note>
          <note id="n1" category="query" priority="2">who?</note>
        </notes>
        <segment id="s1" state="reviewed">
          <source>Seen <pc id="1" type="fmt" subType="xlf:i" equivStart="*" equivEnd="*">after</pc> it.<ph id="2" type="other" subType="hexapla:note" canCopy="no" canDelete="no" equiv="[^1]" disp="note 1" subFlows="a.para.1.note.1"/></source>
          <target><pc id="1" type="fmt" subType="xlf:i" equivStart="*" equivEnd="*">之后</pc>方显。<ph id="2" type="other" subType="hexapla:note" canCopy="no" canDelete="no" equiv="[^1]" disp="note 1" subFlows="a.para.1.note.1"/></target>
        </segment>
        <ignorable>
          <source> </source>
        </ignorable>
        <segment id="s2" state="initial" subState="hexapla:query">
          <source>Figure <ph id="3" type="other" subType="hexapla:ref" canDelete="no" equiv="@fig-a" disp="1"/>.</source>
          <target>图<ph id="3" type="other" subType="hexapla:ref" canDelete="no" equiv="@fig-a" disp="1"/>。</target>
        </segment>
      </unit>
      <unit id="a.para.2" name="AFR1" translate="no">
        <segment id="s1">
          <source>A &amp; B</source>
        </segment>
      </unit>
    </group>
  </file>
</xliff>
)";

model::SegmentFile read(std::string_view bytes) { return read_xliff(bytes, "a.xlf").value(); }
std::string write(const model::SegmentFile& file, std::string_view original) {
  return write_xliff(file, original).value();
}

TEST(ReadXliff, ReadsWhatTheModelHolds) {
  const model::SegmentFile file = read(kFile);
  EXPECT_EQ(file.part, "01-a");
  EXPECT_EQ(file.target_language, "zh");
  ASSERT_EQ(file.units.size(), 2U);
  const model::Unit& unit = file.units[0];
  EXPECT_EQ(unit.groups, std::vector<std::string>{"a"});
  EXPECT_EQ(unit.segments[0].source.canonical(), "Seen {1 *}after{/1} it.{2 [^1]}");
  EXPECT_EQ(unit.segments[0].state, model::State::Reviewed);
  EXPECT_TRUE(unit.segments[1].is_ignorable);
  EXPECT_EQ(unit.segments[2].sub_state, "hexapla:query");
  EXPECT_EQ(unit.translated_from.at("s2").source, "Old {3 @fig-a}.");
  EXPECT_TRUE(model::is_stale(unit, unit.segments[2]));
  EXPECT_EQ(unit.notes[1].text, "who?");
  EXPECT_FALSE(file.units[1].translate);
  EXPECT_EQ(file.units[1].name, "AFR1");
  const model::ByteRange range = unit.segments[2].target_range;
  EXPECT_TRUE(kFile.substr(range.begin).starts_with("图<ph id=\"3\""));
}

TEST(ReadXliff, UnderstandsBothFormsOfPairs) {
  const std::string bytes =
      "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\"><file "
      "id=\"f\"><unit id=\"u\">"
      "<segment><source><sc id=\"1\" type=\"fmt\"/>a<ec startRef=\"1\"/> <mrk id=\"m\" "
      "type=\"term\">b</mrk><cp hex=\"0001\"/>"
      "</source></segment></unit></file></xliff>";
  const model::SegmentFile file = read(bytes);
  EXPECT_EQ(file.units[0].segments[0].source.canonical(), "{1 }a{/1} b\x01");
  EXPECT_EQ(file.units[0].segments[0].source.codes()[1].type, "fmt");
}

TEST(WriteXliff, GivesTheSameBytesWhenNothingChanged) {
  EXPECT_EQ(write(read(kFile), kFile), kFile);
}

TEST(WriteXliff, SplicesATargetAndItsStateAndNothingElse) {
  model::SegmentFile file = read(kFile);
  model::Segment& segment = file.units[0].segments[2];
  segment.target = model::InlineText("新<译>");
  segment.state = model::State::Translated;
  segment.sub_state.clear();
  std::string expected(kFile);
  const std::string old_tag = "<segment id=\"s2\" state=\"initial\" subState=\"hexapla:query\">";
  expected.replace(expected.find(old_tag), old_tag.size(),
                   "<segment id=\"s2\" state=\"translated\">");
  const std::size_t begin = expected.find("<target>图") + 8;
  expected.replace(begin, expected.find("</target>", begin) - begin, "新&lt;译&gt;");
  EXPECT_EQ(write(file, kFile), expected);
}

TEST(WriteXliff, AddsAndTakesAwayATarget) {
  model::SegmentFile file = read(kFile);
  file.units[1].segments[0].target = model::InlineText("甲");
  const std::string with = write(file, kFile);
  EXPECT_NE(with.find("<segment id=\"s1\" state=\"initial\">\n          <source>A &amp; "
                      "B</source>\n          <target>甲</target>\n"),
            std::string::npos);
  model::SegmentFile again = read(with);
  again.units[1].segments[0].target.reset();
  EXPECT_EQ(read(write(again, with)).units[1].segments[0].target, std::nullopt);
}

TEST(WriteXliff, KeepsForeignPartsOfAUnitThatIsWrittenAnew) {
  model::SegmentFile file = read(kFile);
  file.units[0].translated_from.clear();
  const std::string bytes = write(file, kFile);
  EXPECT_EQ(bytes.find("translated-from"), std::string::npos);
  EXPECT_NE(bytes.find("<mtc:match ref=\"#s1\">"), std::string::npos);
  EXPECT_NE(bytes.find("category=\"their-tool\""), std::string::npos);
  EXPECT_EQ(read(bytes).units[0].notes, file.units[0].notes);
}

TEST(WriteXliff, WritesItsOwnLayout) {
  model::SegmentFile file = read(kFile);
  EXPECT_EQ(read(write(file, "")).units.size(), 2U);
  file.units.erase(file.units.begin());
  EXPECT_EQ(write(file, ""),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" "
            "xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" "
            "version=\"2.1\" srcLang=\"en\" trgLang=\"zh\">\n"
            "  <file id=\"01-a\" original=\"source/en/01-a.md\" canResegment=\"no\" "
            "xml:space=\"preserve\">\n"
            "    <group id=\"a\">\n"
            "      <unit id=\"a.para.2\" name=\"AFR1\" translate=\"no\">\n"
            "        <segment id=\"s1\">\n"
            "          <source>A &amp; B</source>\n"
            "        </segment>\n"
            "      </unit>\n"
            "    </group>\n"
            "  </file>\n"
            "</xliff>\n");
}

TEST(WriteXliff, WritesALimitAsSizeRestriction) {
  model::SegmentFile file = read(kFile);
  file.units.erase(file.units.begin());
  file.units.front().max_characters = 40;
  const std::string bytes = write(file, "");
  EXPECT_NE(bytes.find("    <slr:profiles "
                       "xmlns:slr=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\" "
                       "generalProfile=\"xliff:codepoints\"/>\n"),
            std::string::npos)
      << bytes;
  EXPECT_NE(bytes.find("<unit id=\"a.para.2\" name=\"AFR1\" translate=\"no\" "
                       "xmlns:slr=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\" "
                       "slr:sizeRestriction=\"40\">"),
            std::string::npos)
      << bytes;
  model::SegmentFile again = read(bytes);
  EXPECT_EQ(again.units.front().max_characters, 40U);
  EXPECT_EQ(write(again, bytes), bytes);
  again.units.front().max_characters.reset();
  EXPECT_EQ(write(again, bytes).find("slr:"), std::string::npos);
}

TEST(WriteXliff, UsesScAndEcWhereAPairCrossesSegments) {
  model::SegmentFile file = read(kFile);
  model::Unit unit;
  unit.id = "u";
  model::InlineCode open;
  open.role = model::CodeRole::Open;
  open.id = "1";
  open.type = "fmt";
  model::InlineCode close = open;
  close.role = model::CodeRole::Close;
  for (const char* id : {"s1", "s2"}) {
    model::Segment segment;
    segment.id = id;
    unit.segments.push_back(segment);
  }
  unit.segments[0].source.append(open);
  unit.segments[0].source.append(std::string_view("a"));
  unit.segments[1].source.append(std::string_view("b"));
  unit.segments[1].source.append(close);
  file.units = {unit};
  const std::string bytes = write(file, "");
  EXPECT_NE(bytes.find("<source><sc id=\"1\" type=\"fmt\"/>a</source>"), std::string::npos);
  EXPECT_NE(bytes.find("<source>b<ec startRef=\"1\"/></source>"), std::string::npos);
  EXPECT_EQ(read(bytes).units[0].segments[1].source, unit.segments[1].source);
}

std::string error_of(std::string bytes, std::string_view from, std::string_view to) {
  bytes.replace(bytes.find(from), from.size(), to);
  const auto result = read_xliff(bytes, "a.xlf");
  return result ? "no error" : result.error().to_string();
}

TEST(ReadXliff, SaysWhatIsWrongAndWhere) {
  const std::string file(kFile);
  EXPECT_EQ(error_of(file, "a.para.2", "a.para.1"),
            "a.xlf:32:7: unit id \"a.para.1\" stands twice");
  EXPECT_EQ(error_of(file, " trgLang=\"zh\"", ""),
            "a.xlf:22:11: a <target> stands in a document without trgLang");
  EXPECT_EQ(error_of(file, "<source>A &amp; B</source>", ""),
            "a.xlf:33:9: <segment> has no <source>");
  EXPECT_EQ(error_of(file, "document:2.0", "document:1.2"),
            "a.xlf:2:1: the root is <xliff> of namespace "
            "\"urn:oasis:names:tc:xliff:document:1.2\", not XLIFF 2");
}

TEST(Conformance, WhatIsWrittenIsValidByTheOfficialSchema) {
  if (!std::filesystem::exists(kConformance))
    GTEST_SKIP() << "no conformance data at " << kConformance;
  SystemFiles files;
  const Path path = std::filesystem::temp_directory_path() / "hexapla-xliff-test.xlf";
  ASSERT_TRUE(files.write(path, write(read(kFile), "")));
  const Path schemas = kConformance / "schemas";
  const auto result = SystemProcesses().run(
      {{"env", "XML_CATALOG_FILES=" + (schemas / "catalog.xml").string(), "xmllint", "--nonet",
        "--noout", "--schema", (schemas / "2.1" / "all.xsd").string(), path.string()}});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->exit_code, 0) << result->errors;
  ASSERT_TRUE(files.remove(path));
}

TEST(WriteXliff, NewMatchesStandBesideThoseThatAreThere) {
  model::SegmentFile file = read_xliff(kFile, "a.xlf").value();
  model::UnitMatch match;
  match.id = "memory-s2";
  match.segment = "s2";
  match.type = "tm";
  match.origin = "old.tmx: 7";
  match.similarity = 86;
  match.source.append("Table ");
  model::InlineCode reference;
  reference.id = "1";
  reference.equiv = "@tbl-a";
  match.source.append(reference);
  match.target = model::InlineText("表 & 图");
  file.units[0].new_matches = {match};
  const std::string written = write_xliff(file, kFile).value();
  EXPECT_THAT(
      written,
      testing::HasSubstr(
          "        <mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\n"
          "          <mtc:match ref=\"#s1\"><source>x</source><target>y</target></mtc:match>\n"
          "          <mtc:match id=\"memory-s2\" ref=\"#s2\" type=\"tm\" origin=\"old.tmx: 7\" "
          "similarity=\"86\">\n"
          "            <source>Table <ph id=\"1\" equiv=\"@tbl-a\"/></source>\n"
          "            <target>表 &amp; 图</target>\n"
          "          </mtc:match>\n"
          "        </mtc:matches>\n"
          "        <mda:metadata>\n"));
  // The same again, now from a third language, takes its place.
  file = read_xliff(written, "a.xlf").value();
  match.reference_language = "fr";
  match.similarity.reset();
  file.units[0].new_matches = {match};
  const std::string again = write_xliff(file, written).value();
  EXPECT_THAT(again, testing::HasSubstr("<mtc:match id=\"memory-s2\" ref=\"#s2\" type=\"tm\" "
                                        "origin=\"old.tmx: 7\" reference=\"yes\">\n"));
  EXPECT_THAT(again, testing::HasSubstr("<target xml:lang=\"fr\">表 &amp; 图</target>"));
  EXPECT_EQ(again.find("similarity"), std::string::npos);
  // Whoever knows nothing of them keeps them to the byte.
  EXPECT_EQ(write_xliff(read_xliff(again, "a.xlf").value(), again).value(), again);
}

TEST(WriteXliff, AUnitWithoutMatchesGetsThem) {
  model::SegmentFile file = read_xliff(kFile, "a.xlf").value();
  model::UnitMatch match;
  match.id = "m";
  match.segment = "s1";
  match.source = model::InlineText("A");
  match.target = model::InlineText("甲");
  file.units[1].new_matches = {match};
  EXPECT_THAT(write_xliff(file, kFile).value(),
              testing::HasSubstr(
                  "      <unit id=\"a.para.2\" name=\"AFR1\" translate=\"no\">\n"
                  "        <mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\n"
                  "          <mtc:match id=\"m\" ref=\"#s1\">\n"));
}

}  // namespace
}  // namespace hexapla::formats
