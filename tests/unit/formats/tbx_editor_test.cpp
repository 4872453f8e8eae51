// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/tbx_editor.hpp"

#include <string>

#include <gtest/gtest.h>

#include "hexapla/formats/tbx.hpp"

namespace hexapla::formats {
namespace {

using model::TermStatus;

const TermTransaction kDesk{"2026-11-26", "The <desk>", ""};

std::string base(const std::string& terms) {
  return "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" "
         "xmlns=\"urn:iso:std:iso:30042:ed-2\"><text><body>\n"
         "  <conceptEntry id=\"b\">\n    <langSec xml:lang=\"en\">\n" +
         terms + "    </langSec>\n  </conceptEntry>\n</body></text></tbx>\n";
}

model::Glossary read(const std::string& bytes) {
  DiagnosticList findings;
  const auto glossary = read_tbx(bytes, "g.tbx", findings);
  EXPECT_TRUE(glossary) << bytes;
  EXPECT_TRUE(findings.findings().empty()) << bytes;
  return glossary ? *glossary : model::Glossary();
}

TermStatus status_of(const std::string& bytes, const std::string& text) {
  const model::Glossary glossary = read(bytes);
  for (const model::Term& term : glossary.concepts.front().languages.at("en").terms) {
    if (term.text == text) return term.status;
  }
  ADD_FAILURE() << text;
  return TermStatus::None;
}

TEST(TbxEditor, GivesAStatusWhereverTheOldOneStands) {
  const std::string status =
      "<termNote type=\"administrativeStatus\">admittedTerm-admn-sts</termNote>\n";
  const std::string mark = "<admin type=\"projectSubset\">hexapla:status=proposed</admin>\n";
  for (const std::string& notes : {std::string(), status, mark, mark + status, status + mark}) {
    TbxEditor editor(base("<termSec><term>x</term>\n" + notes + "</termSec>\n"), "g.tbx");
    ASSERT_TRUE(editor.set_status({"b", "en", "x"}, TermStatus::Deprecated, kDesk)) << notes;
    EXPECT_EQ(status_of(editor.bytes(), "x"), TermStatus::Deprecated) << editor.bytes();
    EXPECT_EQ(editor.bytes().find("proposed"), std::string::npos) << editor.bytes();
    EXPECT_NE(editor.bytes().find("The &lt;desk&gt;"), std::string::npos);
  }
}

TEST(TbxEditor, LeavesEveryOtherByte) {
  const std::string other =
      "      <termSec><!-- kept --><term>y</term><x:z xmlns:x=\"urn:x\" a='1'/></termSec>\n";
  const std::string before =
      base("      <termSec>\n        <term>x</term>\n      </termSec>\n" + other);
  TbxEditor editor(before, "g.tbx");
  ASSERT_TRUE(editor.set_status({"b", "en", "x"}, TermStatus::Preferred, kDesk));
  const std::string& after = editor.bytes();
  EXPECT_NE(after.find(other), std::string::npos);
  const std::size_t begin = before.find("</term>");
  EXPECT_EQ(after.substr(0, begin), before.substr(0, begin));
  const std::size_t tail = before.size() - before.find("      </termSec>");
  EXPECT_EQ(after.substr(after.size() - tail), before.substr(before.size() - tail));
}

TEST(TbxEditor, AddsTermsAndConceptsInOrder) {
  TbxEditor editor(base("      <termSec><term>x</term></termSec>\n"), "g.tbx");
  ASSERT_TRUE(editor.add_concept({"a", "field & more"}, kDesk));
  ASSERT_TRUE(
      editor.add_term({{"a", "en", "alpha"}, TermStatus::Proposed, "acronym", "noun"}, kDesk));
  ASSERT_TRUE(editor.add_term({{"a", "ar", "ألف"}, TermStatus::Preferred, "", ""}, kDesk));
  ASSERT_TRUE(editor.add_concept({"c", ""}, kDesk));
  ASSERT_TRUE(editor.add_term({{"c", "en", "gamma"}, TermStatus::Admitted, "", ""}, kDesk));
  const model::Glossary glossary = read(editor.bytes());
  ASSERT_EQ(glossary.concepts.size(), 3U);
  EXPECT_EQ(glossary.concepts[0].id, "a");
  EXPECT_EQ(glossary.concepts[0].subject_field, "field & more");
  EXPECT_EQ(glossary.concepts[0].languages.at("en").terms.front().type, "acronym");
  EXPECT_EQ(glossary.concepts[0].languages.at("en").terms.front().status, TermStatus::Proposed);
  EXPECT_EQ(glossary.concepts[1].id, "b");
  EXPECT_EQ(glossary.concepts[2].languages.at("en").terms.front().text, "gamma");
  EXPECT_LT(editor.bytes().find("xml:lang=\"ar\""),
            editor.bytes().find("xml:lang=\"en\">\n          <termSec>"));
}

TEST(TbxEditor, SaysWhatIsNotThere) {
  TbxEditor editor(base("      <termSec><term>x</term></termSec>\n"), "g.tbx");
  EXPECT_EQ(editor.set_status({"b", "fr", "x"}, TermStatus::Preferred, kDesk).error().message,
            "concept b has no term “x” in fr");
  EXPECT_EQ(
      editor.add_term({{"z", "en", "x"}, TermStatus::Proposed, "", ""}, kDesk).error().message,
      "there is no concept z");
  EXPECT_EQ(
      editor.add_term({{"b", "en", "x"}, TermStatus::Proposed, "", ""}, kDesk).error().message,
      "concept b has the term “x” in en already");
  EXPECT_EQ(editor.add_concept({"b", ""}, kDesk).error().message, "there is a concept b already");
}

}  // namespace
}  // namespace hexapla::formats
