// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/formats/srx.hpp"
#include "hexapla/formats/tbx.hpp"
#include "hexapla/formats/zip.hpp"

namespace hexapla::formats {
namespace {

std::string tbx(const std::string& entries) {
  return "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" "
         "xmlns=\"urn:iso:std:iso:30042:ed-2\"><text><body>" +
         entries + "</body></text></tbx>";
}

constexpr std::string_view kOutput = R"(<conceptEntry id="output">
  <admin type="projectSubset">hexapla:kind=rbm-level</admin>
  <descrip type="subjectField">results-based management</descrip>
  <transacGrp><transac type="transactionType">origination</transac><note>not the term's</note></transacGrp>
  <langSec xml:lang="en">
    <descripGrp><descrip type="definition">New product.</descrip><admin type="source">Plan</admin></descripGrp>
    <termSec id="output-en"><term>output</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <admin type="projectSubset">hexapla:form=outputs</admin></termSec>
    <termSec><term>deliverable</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
      <admin type="projectSubset">hexapla:pattern=deliverable*</admin><admin type="projectSubset">hexapla:not-after=contract</admin>
      <note>Another concept.</note></termSec>
  </langSec>
  <langSec xml:lang="ru"><termSec><term>результат</term><admin type="projectSubset">hexapla:status=proposed</admin></termSec></langSec>
</conceptEntry>)";

TEST(ReadTbx, ReadsConceptsWithTheirTerms) {
  DiagnosticList found;
  const auto glossary = read_tbx(tbx(std::string(kOutput)), "g.tbx", found);
  ASSERT_TRUE(glossary);
  EXPECT_TRUE(found.findings().empty());
  const model::Concept& entry = glossary->concepts.at(0);
  EXPECT_EQ(entry.properties.at("kind"), "rbm-level");
  EXPECT_EQ(entry.languages.at("en").definition, "New product.");
  EXPECT_EQ(entry.languages.at("en").definition_source, "Plan");
  const auto& terms = entry.languages.at("en").terms;
  EXPECT_EQ(terms[0].forms, std::vector<std::string>{"outputs"});
  EXPECT_EQ(terms[1].status, model::TermStatus::Deprecated);
  EXPECT_EQ(terms[1].not_after, std::vector<std::string>{"contract"});
  EXPECT_EQ(terms[1].note, "Another concept.");
  EXPECT_EQ(entry.languages.at("ru").terms[0].status, model::TermStatus::Proposed);
  EXPECT_EQ(entry.find_name("en")->text, "output");
}

std::string finding_of(const std::string& entries) {
  DiagnosticList found;
  EXPECT_TRUE(read_tbx(tbx(entries), "g.tbx", found));
  return found.findings().size() == 1 ? found.findings()[0].message
                                      : std::to_string(found.findings().size()) + " findings";
}

TEST(ReadTbx, ReportsMalformedEntriesAndGoesOn) {
  EXPECT_EQ(finding_of("<conceptEntry id=\"a\"/>"), "concept a has no terms");
  EXPECT_EQ(finding_of("<conceptEntry id=\"a\"><langSec "
                       "xml:lang=\"en\"><termSec><term></term></termSec></langSec></conceptEntry>"),
            "concept a has an empty term in en");
  const std::string fine =
      "<conceptEntry id=\"a\"><langSec "
      "xml:lang=\"en\"><termSec><term>x</term></termSec></langSec></conceptEntry>";
  EXPECT_EQ(finding_of(fine + fine), "concept id \"a\" stands twice");
  EXPECT_EQ(finding_of(
                "<conceptEntry id=\"a\"><langSec xml:lang=\"en\"><termSec><term>x</term><termNote "
                "type=\"administrativeStatus\">good</termNote></termSec></langSec></conceptEntry>"),
            "unknown status \"good\" of \"x\" in concept a");
  EXPECT_EQ(finding_of("<conceptEntry id=\"a\"><langSec "
                       "xml:lang=\"en\"><termSec><term>x</term><ref type=\"crossReference\" "
                       "target=\"none\">y</ref></termSec></langSec></conceptEntry>"),
            "the cross reference to \"none\" leads to no term of concept a");
}

TEST(ReadTbx, RefusesOtherFiles) {
  DiagnosticList found;
  EXPECT_EQ(read_tbx("<martif/>", "g.tbx", found).error().to_string(),
            "g.tbx:1:1: the root is <martif>, not TBX version 3");
}

TEST(ReadSrx, ChoosesTheRulesOfALanguage) {
  const std::string srx =
      "<srx><header cascade=\"no\"/><body><languagerules><languagerule "
      "languagerulename=\"E\"><rule break=\"no\"><beforebreak>Rev\\."
      "</beforebreak><afterbreak>\\s</afterbreak></rule><rule><beforebreak>\\.</"
      "beforebreak><afterbreak>\\s</afterbreak></rule>"
      "</languagerule></languagerules><maprules><languagemap languagepattern=\"EN.*\" "
      "languagerulename=\"E\"/></maprules></body></srx>";
  const auto rules = read_srx(srx, "s.srx", "en");
  ASSERT_TRUE(rules);
  ASSERT_EQ(rules->size(), 2U);
  EXPECT_FALSE((*rules)[0].is_break);
  EXPECT_EQ((*rules)[1].before, "\\.");
  EXPECT_TRUE(read_srx(srx, "s.srx", "fr")->empty());
}

/// Two groups of rules, both of which are meant for en-GB.
std::string two_maps(const std::string& cascade) {
  return "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\"><header segmentsubflows=\"no\" "
         "cascade=\"" +
         cascade +
         "\"><formathandle type=\"start\" include=\"no\"/><formathandle type=\"end\" "
         "include=\"yes\"/><formathandle type=\"isolated\" include=\"no\"/></header><body>"
         "<languagerules><languagerule languagerulename=\"All\"><!-- of all -->"
         "<rule break=\"yes\"><beforebreak>\\.</beforebreak><afterbreak>\\s</afterbreak></rule>"
         "</languagerule><languagerule languagerulename=\"British\"><rule break=\"no\">"
         "<beforebreak>Mr<!-- and -->\\.</beforebreak></rule></languagerule></languagerules>"
         "<maprules><languagemap languagepattern=\"en-GB\" languagerulename=\"British\"/>"
         "<languagemap languagepattern=\"[Ee][Nn].*\" languagerulename=\"All\"/></maprules>"
         "</body></srx>";
}

TEST(ReadSrx, CascadesInTheOrderOfTheMaps) {
  const auto rules = read_srx(two_maps("yes"), "s.srx", "en-GB");
  ASSERT_TRUE(rules) << rules.error().to_string();
  ASSERT_EQ(rules->size(), 2U);
  EXPECT_FALSE((*rules)[0].is_break);
  EXPECT_EQ((*rules)[0].before, "Mr\\.");
  EXPECT_EQ((*rules)[0].after, "");
  EXPECT_TRUE((*rules)[1].is_break);
  EXPECT_EQ(read_srx(two_maps("yes"), "s.srx", "en-US")->size(), 1U);
}

TEST(ReadSrx, TakesTheFirstMapThatMatchesWithoutCascade) {
  const auto rules = read_srx(two_maps("no"), "s.srx", "en-GB");
  ASSERT_TRUE(rules) << rules.error().to_string();
  ASSERT_EQ(rules->size(), 1U);
  EXPECT_EQ((*rules)[0].before, "Mr\\.");
}

TEST(ReadSrx, SaysWhatIsWrong) {
  EXPECT_EQ(read_srx("<a/>", "s.srx", "en").error().to_string(), "s.srx: the document is no SRX");
  EXPECT_EQ(read_srx("<srx><languagemap languagepattern=\".*\" languagerulename=\"X\"/></srx>",
                     "s.srx", "en")
                .error()
                .message,
            "a language map names the rules \"X\", which are not there");
}

std::vector<std::string> cut(const std::string& language, const std::string& text) {
  SystemFiles files;
  const Path path = Path(HEXAPLA_SOURCE_DIR) / "locales" / language / "segmentation.srx";
  const auto segmenter =
      text::Segmenter::compile(read_srx(files.read(path).value(), "s.srx", language).value())
          .value();
  std::vector<std::string> sentences;
  std::size_t begin = 0;
  const std::vector<std::size_t> breaks = segmenter.find_breaks(text).value();
  for (const std::size_t at : breaks) {
    sentences.push_back(text.substr(begin, at - begin));
    begin = at;
  }
  sentences.push_back(text.substr(begin));
  return sentences;
}

TEST(OurSegmentation, KeepsEnglishAbbreviationsTogether) {
  using Sentences = std::vector<std::string>;
  EXPECT_EQ(cut("en", "See Resolution 37 (Rev. Kigali, 2022). It holds."),
            (Sentences{"See Resolution 37 (Rev. Kigali, 2022). ", "It holds."}));
  EXPECT_EQ(cut("en", "Art. 21, para. 3, p. 52, e.g. this. Next."),
            (Sentences{"Art. 21, para. 3, p. 52, e.g. this. ", "Next."}));
  EXPECT_EQ(cut("en", "It ended.\uFFFC Then “really?” he asked. “Yes.” End."),
            (Sentences{"It ended.\uFFFC ", "Then “really?” he asked. ", "“Yes.” ", "End."}));
  EXPECT_EQ(cut("en", "1. First item of 3.5 per cent."),
            Sentences{"1. First item of 3.5 per cent."});
}

TEST(OurSegmentation, CutsChineseBeforeAnOpeningQuote) {
  using Sentences = std::vector<std::string>;
  EXPECT_EQ(cut("zh", "他说。“真的吗？”是的。"), (Sentences{"他说。", "“真的吗？”", "是的。"}));
  EXPECT_EQ(cut("zh", "甲；乙：丙。\uFFFC丁"), (Sentences{"甲；乙：丙。\uFFFC", "丁"}));
}

TEST(Zip, GivesBackWhatWasPutIn) {
  const std::vector<ZipEntry> entries = {
      {"a.xml", "<a/>"}, {"folder/成果", std::string(100000, 'x')}, {"empty", ""}};
  const auto archive = write_zip(entries);
  ASSERT_TRUE(archive);
  const auto read = read_zip(*archive, "z.zip");
  ASSERT_TRUE(read) << read.error().to_string();
  ASSERT_EQ(read->size(), 3U);
  EXPECT_EQ((*read)[1].name, "folder/成果");
  EXPECT_EQ((*read)[1].bytes.size(), 100000U);
  EXPECT_EQ(write_zip(entries).value(), *archive);
}

TEST(Zip, RefusesWhatWouldLeaveTheArchive) {
  const auto archive = write_zip({{"../../etc/passwd", "x"}});
  EXPECT_EQ(read_zip(archive.value(), "z.zip").error().to_string(),
            "z.zip: the archive holds a file whose name leaves it");
}

TEST(Zip, SaysThatSomethingIsNoArchive) {
  EXPECT_EQ(read_zip("not a zip", "z.zip").error().code, ErrorCode::Syntax);
}

}  // namespace
}  // namespace hexapla::formats
