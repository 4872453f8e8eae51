// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/formats/xliff.hpp"
#include "hexapla/formats/xliff_validation.hpp"
#include "hexapla/formats/xml.hpp"

namespace hexapla::formats {
namespace {

const Path kConformance = Path(HEXAPLA_SOURCE_DIR) / ".." / "shared" / "conformance" / "xliff";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

/// A document with one unit that holds `inner`; the root says what `root` adds.
std::string document(std::string_view inner, std::string_view root = {}) {
  return fmt::format(
      "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"en\" "
      "trgLang=\"fr\"{}>\n<file id=\"f\">\n<unit id=\"u\">\n{}\n</unit>\n</file>\n</xliff>\n",
      root, inner);
}

std::string first_source(const std::string& bytes) {
  const auto file = read_xliff(bytes, "a.xlf");
  return file ? file->units.at(0).segments.at(0).source.canonical() : file.error().to_string();
}

/// The document with the target of one segment replaced.
std::string with_target(const std::string& bytes, std::string_view target, std::size_t segment = 0,
                        std::size_t unit = 0) {
  auto file = read_xliff(bytes, "a.xlf");
  if (!file) return file.error().to_string();
  file->units.at(unit).segments.at(segment).target = model::InlineText(target);
  const auto written = write_xliff(*file, bytes);
  return written ? *written : written.error().to_string();
}

std::string error_of(const std::string& bytes) {
  const auto file = read_xliff(bytes, "a.xlf");
  return file ? "no error" : file.error().to_string();
}

TEST(UnusualXliff, PrefixesOfTheCoreNamespaceAreKept) {
  const std::string bytes =
      "<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en' "
      "trgLang='fr'><x:file id='f'><x:unit id='u'><x:segment id='s'><x:source>a "
      "<x:ph id='1'/></x:source></x:segment></x:unit></x:file></x:xliff>";
  auto file = read_xliff(bytes, "a.xlf").value();
  file.units[0].segments[0].target = file.units[0].segments[0].source;
  std::string expected =
      replaced(bytes, "</x:source>", "</x:source><x:target>a <x:ph id='1'/></x:target>");
  expected = replaced(expected, "<x:segment id='s'>", "<x:segment id='s' state=\"initial\">");
  EXPECT_EQ(write_xliff(file, bytes).value(), expected);
}

TEST(UnusualXliff, UnitsWrittenAnewKeepThePrefixAndBindMetadata) {
  const std::string bytes =
      "<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en' "
      "trgLang='fr'><x:file id='f'><x:unit id='u' canResegment='no'><x:segment id='s'>"
      "<x:source xml:lang='en'>a</x:source></x:segment></x:unit></x:file></x:xliff>";
  auto file = read_xliff(bytes, "a.xlf").value();
  file.units[0].translated_from["s"].source = "b";
  const std::string written = write_xliff(file, bytes).value();
  EXPECT_NE(written.find("<x:unit id=\"u\" canResegment='no'>"), std::string::npos) << written;
  EXPECT_NE(written.find("<x:source xml:lang='en'>a</x:source>"), std::string::npos) << written;
  const auto again = read_xliff(written, "a.xlf");
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(again->units[0].translated_from.at("s").source, "b");
}

TEST(UnusualXliff, GreaterThanInAttributeValuesIsNoEndOfATag) {
  const std::string bytes = document(
      "<segment id='s' subState='my:a>b' state = 'translated'>\n  <source>a<ph id='1' "
      "equiv='/source> > target>'/></source>\n  <target order='1' >x</target>\n</segment>");
  EXPECT_EQ(with_target(bytes, "y"), replaced(bytes, ">x</target>", ">y</target>"));
  auto file = read_xliff(bytes, "a.xlf").value();
  file.units[0].segments[0].state = model::State::Final;
  EXPECT_EQ(write_xliff(file, bytes).value(),
            replaced(bytes, "<segment id='s' subState='my:a>b' state = 'translated'>",
                     "<segment id='s' state=\"final\" subState=\"my:a&gt;b\">"));
}

TEST(UnusualXliff, CommentsInstructionsAndCdataAreNoElements) {
  const std::string bytes = document(
      "<segment><!-- <source>no</source> <target>no</target> -->\n<source>a<!-- </source> --><?pi "
      "<source> ?><![CDATA[<source>&</source>]]>b</source><!-- <target> -->\n"
      "<target>x<!-- </target> --><![CDATA[</target>]]>y<?pi </target>?></target>\n</segment>");
  EXPECT_EQ(first_source(bytes), "a<source>&</source>b");
  EXPECT_EQ(with_target(bytes, "z"),
            replaced(bytes, "x<!-- </target> --><![CDATA[</target>]]>y<?pi </target>?>", "z"));
}

TEST(UnusualXliff, AddingATargetSkipsWhatLooksLikeASource) {
  const std::string bytes = document(
      "  <segment id='s'>\n    <source\n>a<![CDATA[ <source> </source>]]></source  ><!-- "
      "</source> <source> -->\n  </segment>");
  EXPECT_EQ(with_target(bytes, "x"),
            replaced(replaced(bytes, "</source  >", "</source  >\n    <target>x</target>"),
                     "<segment id='s'>", "<segment id='s' state=\"initial\">"));
}

TEST(UnusualXliff, EmptyTargetsAreFilledAndEmptied) {
  const std::string bytes =
      document("<segment><source/><target order='1' xml:space='preserve'/></segment>");
  const std::string filled = replaced(bytes, "<target order='1' xml:space='preserve'/>",
                                      "<target order='1' xml:space='preserve'>x</target>");
  EXPECT_EQ(with_target(bytes, "x"), filled);
  auto file = read_xliff(filled, "a.xlf").value();
  file.units[0].segments[0].target.reset();
  EXPECT_EQ(write_xliff(file, filled).value(),
            replaced(filled, "<target order='1' xml:space='preserve'>x</target>", ""));
}

TEST(UnusualXliff, TakingATargetAwayLeavesCommentsAlone) {
  const std::string bytes =
      document("<segment><source>a</source> <!-- keep --> <target>x</target>\n</segment>");
  auto file = read_xliff(bytes, "a.xlf").value();
  file.units[0].segments[0].target.reset();
  EXPECT_EQ(write_xliff(file, bytes).value(), replaced(bytes, " <target>x</target>", ""));
}

TEST(UnusualXliff, SeveralFilesAreReadAndSpliced) {
  const std::string bytes =
      "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" "
      "trgLang=\"fr\"><file id=\"f1\"><unit id=\"u\"><segment><source>a</source>"
      "<target>x</target></segment></unit></file><file id=\"f2\"><unit id=\"u\"><segment>"
      "<source>b</source><target>y</target></segment></unit></file></xliff>";
  auto file = read_xliff(bytes, "a.xlf").value();
  EXPECT_EQ(file.file_count, 2U);
  EXPECT_EQ(file.part, "f1");
  ASSERT_EQ(file.units.size(), 2U);
  EXPECT_EQ(file.units[0].file, "");
  EXPECT_EQ(file.units[1].file, "f2");
  EXPECT_EQ(with_target(bytes, "z", 0, 1), replaced(bytes, ">y<", ">z<"));
  file.units.pop_back();
  const auto written = write_xliff(file, bytes);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().message,
            "units can neither come nor go nor move in a document of several files");
  EXPECT_EQ(error_of(replaced(bytes, "\"f2\"", "\"f1\"")),
            "a.xlf:1:190: file id \"f1\" stands twice");
}

TEST(UnusualXliff, ByteOrderMarkAndCarriageReturnsStay) {
  std::string bytes = "\xEF\xBB\xBF<?xml version='1.0'?>\r\n" +
                      document("<segment>\r\n  <source>a\r\nb</source>\r\n</segment>");
  EXPECT_EQ(first_source(bytes), "a b");
  EXPECT_EQ(with_target(bytes, "x"),
            replaced(replaced(bytes, "</source>", "</source>\r\n  <target>x</target>"), "<segment>",
                     "<segment state=\"initial\">"));
}

TEST(UnusualXliff, Utf16IsReadAndWrittenBack) {
  const std::string utf8 = "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n" +
                           document("<segment><source>成果😀</source><target>x</target></segment>");
  for (const XmlEncoding encoding : {XmlEncoding::Utf16Little, XmlEncoding::Utf16Big}) {
    const std::string bytes = encode_xml(utf8, encoding);
    EXPECT_EQ(find_xml_encoding(bytes), encoding);
    EXPECT_EQ(decode_xml(bytes, "a").value(), utf8);
    EXPECT_EQ(first_source(bytes), "成果😀");
    EXPECT_EQ(with_target(bytes, "x"), bytes);
    EXPECT_EQ(with_target(bytes, "é"), encode_xml(replaced(utf8, ">x<", ">é<"), encoding));
    EXPECT_EQ(error_of(bytes.substr(0, bytes.size() - 1)), "a.xlf: the document is not UTF-16");
    EXPECT_EQ(error_of(encode_xml(replaced(utf8, "</unit>", ""), encoding)),
              "a.xlf:7:8: not well-formed XML: Opening and ending tag mismatch: unit line 4 and "
              "file");
  }
  const std::string half = encode_xml("<a>", XmlEncoding::Utf16Big) + std::string("\xD8\x01\0x", 4);
  EXPECT_EQ(error_of(half), "a.xlf: the document is not UTF-16");
}

TEST(UnusualXliff, CodesKeepWhatTheModelDoesNotHold) {
  const std::string source =
      "<sc id='1' dataRef='d1' canReorder='firstNo' canCopy='no' canDelete='no'/>a<ec "
      "startRef='1' dataRef='d2' canReorder='no' canCopy='no' canDelete='no'/><pc id='2' "
      "dataRefStart='d1' dataRefEnd='d2' fs:fs='b'>b</pc><ph id='3' dataRef='d1'></ph>";
  const std::string bytes = document(
      "<originalData><data id='d1'>[</data><data "
      "id='d2'>]</data></originalData>\n<segment><source>" +
          source + "</source>\n<target>old</target></segment>",
      " xmlns:fs='urn:oasis:names:tc:xliff:fs:2.0'");
  auto file = read_xliff(bytes, "a.xlf").value();
  EXPECT_EQ(file.units[0].segments[0].source.canonical(), "{1 }a{/1}{2 }b{/2}{3 }");
  file.units[0].segments[0].target = file.units[0].segments[0].source;
  EXPECT_EQ(write_xliff(file, bytes).value(), replaced(bytes, ">old<", ">" + source + "<"));
}

TEST(UnusualXliff, PairsOfOneFormAreNotMixedWithTheOther) {
  const std::string bytes = document(
      "<segment><source><sc id='1' type='fmt'/>a<ec startRef='1'/></source>"
      "<target>old</target></segment>");
  auto file = read_xliff(bytes, "a.xlf").value();
  file.units[0].segments[0].target = file.units[0].segments[0].source;
  file.units[0].segments[0].target->pieces()[2] = [&] {
    auto close = std::get<model::InlineCode>(file.units[0].segments[0].source.pieces()[2]);
    close.disp = "other";
    return model::Piece(close);
  }();
  EXPECT_EQ(
      write_xliff(file, bytes).value(),
      replaced(bytes, ">old<", "><sc id='1' type='fmt'/>a<ec startRef=\"1\" disp=\"other\"/><"));
}

TEST(UnusualXliff, CharactersThatXmlCannotHoldGoIntoCp) {
  const std::string bytes = document("<segment><source>a</source><target>b</target></segment>");
  const std::string written = with_target(bytes, "x\x01y\xEF\xBF\xBFz");
  EXPECT_EQ(written, replaced(bytes, ">b<", ">x<cp hex=\"0001\"/>y<cp hex=\"FFFF\"/>z<"));
  EXPECT_EQ(with_target(written, "x\x01y\xEF\xBF\xBFz"), written);
}

TEST(UnusualXliff, ExtensionsStandAnywhereAndStay) {
  const std::string e = "<my:e xmlns:my='urn:my' id='1'><source>no</source><my:e/></my:e>";
  const std::string core = "urn:oasis:names:tc:xliff:document:2.0";
  const std::string bytes = fmt::format(
      "<xliff xmlns='{1}' version='2.0' srcLang='en' trgLang='fr'>{0}<file id='f'>"
      "<skeleton>{0}</skeleton>{0}<notes><note>{0}</note></notes>{0}<group id='g'>{0}"
      "<unit id='u'>{0}<x:later xmlns:x='{1}'><x:source/></x:later><notes>{0}<note>{0}n</note>"
      "</notes>{0}<segment>{0}<source>a{0}b</source>{0}<target>x{0}</target>{0}</segment>{0}"
      "</unit>{0}</group>{0}</file>{0}</xliff>",
      e, core);
  EXPECT_EQ(first_source(bytes), "ab");
  EXPECT_EQ(read_xliff(bytes, "a.xlf")->units[0].notes[0].text, "n");
  EXPECT_EQ(with_target(bytes, "x"), bytes);
  EXPECT_EQ(with_target(bytes, "y"), replaced(bytes, ">x" + e + "</target>", ">y</target>"));
}

TEST(UnusualXliff, CoreElementsOutOfPlaceAreRefusedWithTheirPlace) {
  EXPECT_EQ(error_of(document("<unit id='v'/><segment><source/></segment>")),
            "a.xlf:4:1: <unit> stands where it has no place");
  EXPECT_EQ(error_of(document("<segment><segment><source/></segment></segment>")),
            "a.xlf:4:10: <segment> stands where it has no place");
  EXPECT_EQ(error_of(document("<source>a</source>")),
            "a.xlf:4:1: <source> stands where it has no place");
  EXPECT_EQ(error_of(document("<segment><source/><source/></segment>")),
            "a.xlf:4:19: a segment has a second <source>");
  EXPECT_EQ(error_of(document("<segment><source/><target/><target/></segment>")),
            "a.xlf:4:28: a segment has a second <target>");
}

/// What `visit` is called with: every .xlf of a folder of the conformance data.
template <class Visit>
int for_each_file(const std::vector<const char*>& folders, Visit visit) {
  SystemFiles files;
  int count = 0;
  for (const char* folder : folders) {
    const auto names = files.list(kConformance / folder);
    if (!names) continue;
    for (const std::string& name : *names) {
      if (Path(name).extension() != ".xlf") continue;
      visit(std::string(folder) + "/" + name, files.read(kConformance / folder / name).value());
      ++count;
    }
  }
  return count;
}

/// `bytes` without the content of the targets of one segment: what must not change.
std::string around_target(const std::string& bytes, const model::Segment& segment) {
  return bytes.substr(0, segment.target_range.begin) + bytes.substr(segment.target_range.end);
}

TEST(Conformance, AChangedTargetChangesNothingElse) {
  if (!std::filesystem::exists(kConformance))
    GTEST_SKIP() << "no conformance data at " << kConformance;
  int changed = 0;
  const int count = for_each_file(
      {"core/valid", "modules/valid", "core/in-out"},
      [&](const std::string& name, const std::string& bytes) {
        const auto file = read_xliff(bytes, name);
        ASSERT_TRUE(file) << file.error().to_string();
        EXPECT_EQ(write_xliff(*file, bytes).value(), bytes) << name;
        for (std::size_t u = 0; u < file->units.size(); ++u) {
          for (std::size_t s = 0; s < file->units[u].segments.size(); ++s) {
            const model::Segment& before = file->units[u].segments[s];
            if (!before.target) continue;
            model::SegmentFile edited = *file;
            edited.units[u].segments[s].target->append(std::string_view(" <&> é"));
            const std::string written = write_xliff(edited, bytes).value();
            const auto again = read_xliff(written, name);
            ASSERT_TRUE(again) << name << ": " << again.error().to_string();
            const model::Segment& after = again->units[u].segments[s];
            EXPECT_EQ(after.target, edited.units[u].segments[s].target) << name;
            if (before.target_range.begin < before.target_range.end) {
              EXPECT_EQ(around_target(written, after), around_target(bytes, before)) << name;
            }
            ++changed;
          }
        }
      });
  EXPECT_GT(count, 70);
  EXPECT_GT(changed, 80);
}

std::string violations_of(const std::string& bytes) {
  std::string text;
  for (const XliffViolation& violation : validate_xliff(bytes).violations)
    text += fmt::format("{} [{}]\n", violation.message, violation.constraint);
  return text;
}

TEST(Conformance, TargetsFilledFromTheirSourcesAreValid) {
  if (!std::filesystem::exists(kConformance))
    GTEST_SKIP() << "no conformance data at " << kConformance;
  int filled = 0;
  for_each_file({"core/valid", "modules/valid", "core/in-out"},
                [&](const std::string& name, const std::string& bytes) {
                  model::SegmentFile file = read_xliff(bytes, name).value();
                  if (file.target_language.empty()) return;
                  for (model::Unit& unit : file.units) {
                    for (model::Segment& segment : unit.segments) {
                      if (segment.target) continue;
                      segment.target = segment.source;
                      ++filled;
                    }
                  }
                  EXPECT_EQ(violations_of(write_xliff(file, bytes).value()), "") << name;
                });
  EXPECT_GT(filled, 30);
}

TEST(Conformance, NoFileOfThePackIsTooMuchForTheReader) {
  if (!std::filesystem::exists(kConformance))
    GTEST_SKIP() << "no conformance data at " << kConformance;
  const int count = for_each_file({"core/invalid", "modules/invalid"},
                                  [&](const std::string& name, const std::string& bytes) {
                                    const auto file = read_xliff(bytes, name);
                                    if (!file) {
                                      EXPECT_FALSE(file.error().message.empty()) << name;
                                      return;
                                    }
                                    const auto written = write_xliff(*file, bytes);
                                    ASSERT_TRUE(written) << name;
                                    EXPECT_EQ(*written, bytes) << name;
                                  });
  EXPECT_EQ(count, 119 + 43);
}

}  // namespace
}  // namespace hexapla::formats
