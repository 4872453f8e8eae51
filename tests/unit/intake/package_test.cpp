// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "outline.hpp"
#include "package_builder.hpp"

namespace hexapla::intake {
namespace {

class ReadPackage : public testing::Test {
 protected:
  void SetUp() override {
    SystemProcesses processes;
    if (!processes.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  }

  /// Reads, and keeps what was read for the expectations that follow.
  std::string read(const PackageBuilder& package, TrackedChanges changes = TrackedChanges::Accept) {
    auto incoming = read_docx(package.bytes(), changes);
    if (!incoming) return incoming.error().to_string();
    incoming_ = *std::move(incoming);
    return outline(incoming_.document);
  }

  Incoming incoming_;
};

/// A text box as word processors write it: once for new readers, once for old ones.
std::string text_box(std::string_view paragraphs) {
  return fmt::format(
      "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><a:graphic>"
      "<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>"
      "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
      "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
      "</mc:AlternateContent></w:r>",
      paragraphs);
}

std::string image(std::string_view relationship, std::string_view description = {}) {
  return fmt::format(
      "<w:drawing><wp:inline><wp:extent cx=\"914400\" cy=\"457200\"/>"
      "<wp:docPr id=\"1\" name=\"n\" descr=\"{}\"/><a:graphic><a:graphicData><pic:pic>"
      "<pic:blipFill><a:blip r:embed=\"{}\"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>"
      "</wp:inline></w:drawing>",
      description, relationship);
}

std::string change(std::string_view kind, std::string_view runs,
                   std::string_view author = "A. B.") {
  return fmt::format(
      "<w:{0} w:id=\"1\" w:author=\"{1}\" w:date=\"2026-01-01T00:00:00Z\">{2}</w:{0}>", kind,
      author, runs);
}

/// A list with one level.
std::string list_of(int id, std::string_view format, std::string_view text, int start = 1) {
  return fmt::format(
      "<w:abstractNum w:abstractNumId=\"{0}\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"{3}\"/>"
      "<w:numFmt w:val=\"{1}\"/><w:lvlText w:val=\"{2}\"/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"{0}\"><w:abstractNumId w:val=\"{0}\"/></w:num>",
      id, format, text, start);
}

TEST_F(ReadPackage, KeepsATextBoxOnceBehindItsParagraph) {
  EXPECT_EQ(
      read(PackageBuilder(
          paragraph(run("Before") +
                    text_box(paragraph(run("In the box")) + paragraph(run("and again"))) +
                    run(" and after")) +
          paragraph("<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + paragraph(run("Old box")) +
                    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"))),
      "text Before and after\ntext In the box\ntext and again\ntext Old box\n");
  EXPECT_EQ(list_remarks(incoming_),
            "kept text box at word/document.xml 2: In the box\nand again | it follows the "
            "paragraph that holds it\n"
            "kept text box at word/document.xml 5: Old box | it follows the paragraph that holds "
            "it\n");
}

TEST_F(ReadPackage, KeepsTheTextOfFields) {
  EXPECT_EQ(read(PackageBuilder(paragraph(
                run("See ") + field(" REF _Ref1 \\h ", run("chapter 2")) + run(", page ") +
                "<w:fldSimple w:instr=\"PAGEREF _Ref1\">" + run("7") + "</w:fldSimple>" +
                run(" of ") + field("DATE \\@ \"yyyy\"", run("2026")) + run(".")))),
            "text See chapter 2, page 7 of 2026.\n");
  EXPECT_EQ(list_remarks(incoming_),
            "kept cross-reference at word/document.xml 1: the field REF is the text that it had\n"
            "kept cross-reference at word/document.xml 1: the field PAGEREF is the text that it "
            "had\n"
            "kept field at word/document.xml 1: the field DATE is the text that it had\n");
}

TEST_F(ReadPackage, ALinkIsALinkHoweverItIsWritten) {
  PackageBuilder package(paragraph(
      field("HYPERLINK \"https://un.org/a\" \\l \"part\" \\o \"tip\"", run("one")) + run(" ") +
      "<w:hyperlink r:id=\"L\">" + run("two") + change("ins", run(" words")) + "</w:hyperlink>" +
      run(" ") + "<w:fldSimple w:instr=\"HYPERLINK &quot;https://un.org/c&quot;\">" + run("three") +
      "</w:fldSimple>"));
  package.relate("L", "hyperlink", "https://un.org/b", "External");
  EXPECT_EQ(read(package),
            "text [one](https://un.org/a#part) [two words](https://un.org/b) "
            "[three](https://un.org/c)\n");
}

TEST_F(ReadPackage, TellsOfFormsWhatWasChosen) {
  const std::string begin = "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>";
  const std::string end =
      "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORM</w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  EXPECT_EQ(
      read(PackageBuilder(paragraph(
          begin + "<w:checkBox><w:default w:val=\"1\"/></w:checkBox>" + end + run(" yes ") + begin +
          "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"low\"/><w:listEntry "
          "w:val=\"high\"/></w:ddList>" +
          end))),
      "text ☒ yes high\n");
}

TEST_F(ReadPackage, LeavesGeneratedListsOut) {
  const std::string begin =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
  const std::string end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  EXPECT_EQ(read(PackageBuilder(
                paragraph(begin + run("1 General") + "<w:r><w:tab/></w:r>" +
                          field("PAGEREF _Toc1", run("3"))) +
                paragraph(run("2 Results 9") + end) + paragraph(run("Text")) +
                "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>"
                "</w:docPartObj></w:sdtPr><w:sdtContent>" +
                paragraph(run("Contents")) + "</w:sdtContent></w:sdt>" + paragraph(run("End")))),
            "text Text\ntext End\n");
  EXPECT_EQ(list_remarks(incoming_),
            "dropped generated list at word/document.xml 1: 1 General\t3\n2 Results 9 | a table "
            "of contents or an index is made again when the edition is published\n"
            "dropped generated list at word/document.xml 4: Contents | a table of contents or an "
            "index is made again when the edition is published\n");
}

TEST_F(ReadPackage, AnOutlineLevelMakesAHeadingAndItsNumberIsNoText) {
  PackageBuilder package(paragraph(run("总则"), style("Chapter")) +
                         paragraph(run("Own level"), "<w:outlineLvl w:val=\"2\"/>") +
                         paragraph(run("Twelve"), style("H2") + numbered(2)) +
                         paragraph(run("目的"), style("Chapter")));
  package
      .styles(
          "<w:style w:type=\"paragraph\" w:styleId=\"Chapter\"><w:name "
          "w:val=\"章\"/><w:pPr><w:numPr>"
          "<w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
          "<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"Heading 2\"/></w:style>")
      .numbering(list_of(1, "chineseCounting", "第%1章") + list_of(2, "decimal", "%1.", 12));
  EXPECT_EQ(read(package),
            "heading 1 总则\nheading 3 Own level\nheading 2 Twelve\nheading 1 目的\n");
  EXPECT_EQ(list_remarks(incoming_),
            "markup restored heading at word/document.xml 1: \"总则\" is a heading of level 1 "
            "by its outline level\n"
            "markup heading number at word/document.xml 1: \"第一章 总则\": headings are "
            "numbered when the edition is published\n"
            "markup restored heading at word/document.xml 2: \"Own level\" is a heading of "
            "level 3 by its outline level\n"
            "markup heading number at word/document.xml 3: \"12. Twelve\": headings are "
            "numbered when the edition is published\n"
            "markup restored heading at word/document.xml 4: \"目的\" is a heading of level 1 "
            "by its outline level\n"
            "markup heading number at word/document.xml 4: \"第二章 目的\": headings are "
            "numbered when the edition is published\n");
}

TEST_F(ReadPackage, ALabelWithWordsIsText) {
  PackageBuilder package(paragraph(run("内容"), numbered(1)) + paragraph(run("更多"), numbered(1)));
  package.numbering(list_of(1, "chineseCounting", "第%1条"));
  EXPECT_EQ(read(package), "text 第一条 内容\ntext 第二条 更多\n");
}

TEST_F(ReadPackage, ListsKeepTheirNumbersAndSigns) {
  PackageBuilder package(paragraph(run("three"), numbered(1)) +
                         paragraph(run("four"), numbered(1)) + paragraph(run("between")) +
                         paragraph(run("five"), numbered(1)) + paragraph(run("甲事"), numbered(2)) +
                         paragraph(run("乙事"), numbered(2)) +
                         paragraph(run("round"), numbered(3)));
  package.numbering(list_of(1, "lowerLetter", "(%1)", 3) + list_of(2, "chineseCounting", "（%1）") +
                    list_of(3, "bullet", "•"));
  EXPECT_EQ(read(package),
            "list 3 LowerAlpha TwoParens\n  item\n    text three\n  item\n    text four\n"
            "text between\nlist 5 LowerAlpha TwoParens\n  item\n    text five\n"
            "list 1 Decimal TwoParens\n  item\n    text 甲事\n  item\n    text 乙事\n"
            "bullets\n  item\n    text round\n");
  EXPECT_EQ(list_remarks(incoming_),
            "markup list style at word/document.xml 5: items are numbered \"（一）\" here; "
            "Markdown numbers them 1. 2. 3.\n");
}

TEST_F(ReadPackage, NothingIsLostWhereARunHoldsSeveralThings) {
  PackageBuilder package(paragraph(
      "<w:r><w:t>before</w:t>" + image("I", "A map") +
      "<w:t>between</w:t><w:footnoteReference w:id=\"2\"/><w:t>behind</w:t><w:cr/><w:t>line</w:t>"
      "<w:br w:type=\"page\"/><w:noBreakHyphen/><w:softHyphen/><w:t>end</w:t></w:r>"
      "<w:bdo w:val=\"rtl\">" +
      run("A") + "</w:bdo><w:customXml>" + run("B") + "</w:customXml><w:unheard>" + run("C") +
      "</w:unheard>" + change("ins", run("D")) + "<w:ins>" + run("E") + "</w:ins>"));
  package.relate("I", "image", "media/a.png")
      .add("word/media/a.png", "\x89PNG\r\n\x1A\n")
      .footnotes("<w:footnote w:id=\"2\">" + paragraph(run("note")) + "</w:footnote>");
  EXPECT_EQ(read(package), "text before![A map]between^(text note\n)behind|line‑­endABCDE\n");
}

TEST_F(ReadPackage, TablesKeepCellsThatPandocCutsOff) {
  const auto cell = [](std::string_view text, std::string_view properties = {}) {
    return fmt::format("<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>", properties, paragraph(run(text)));
  };
  EXPECT_EQ(read(PackageBuilder(
                "<w:tbl><w:tr>" + cell("a") + cell("b") + "</w:tr><w:sdt><w:sdtContent><w:tr>" +
                cell("c", "<w:gridSpan w:val=\"2\"/>") +
                "</w:tr></w:sdtContent></w:sdt><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" +
                cell("d") + "</w:tr></w:tbl>")),
            "table\n  body\n  row\n    cell\n      text a\n    cell\n      text b\n  row\n"
            "    cell 1x2\n      text c\n  row\n    cell\n    cell\n      text d\n");
}

TEST_F(ReadPackage, ACaptionGoesToTheTableBesideIt) {
  const std::string table = "<w:tbl><w:tr><w:tc>" + paragraph(run("x")) + "</w:tc></w:tr></w:tbl>";
  const std::string number = "<w:fldSimple w:instr=\"SEQ 表\">" + run("2") + "</w:fldSimple>";
  PackageBuilder package(table + paragraph(run("between")) +
                         paragraph(run("表 ") + number + run(" 成果"), style("Cap")) + table);
  package.styles(
      "<w:style w:type=\"paragraph\" w:styleId=\"Cap\"><w:name w:val=\"caption\"/></w:style>");
  EXPECT_EQ(read(package),
            "table\n  body\n  row\n    cell\n      text x\ntext between\n"
            "table\n  caption\n    text 表 2 成果\n  body\n  row\n    cell\n      text x\n");
}

TEST_F(ReadPackage, NotesStandWhereTheyAreCalled) {
  PackageBuilder package(
      paragraph(
          run("One") + "<w:r><w:footnoteReference w:id=\"3\"/></w:r>" + run(" two") +
          "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>*</w:t></w:r>" +
          run(" end") + "<w:r><w:endnoteReference w:id=\"2\"/></w:r>") +
      paragraph(run("Gone") + "<w:r><w:footnoteReference w:id=\"9\"/></w:r>"));
  const auto note = [](int id, std::string_view text) {
    return fmt::format("<w:footnote w:id=\"{}\">{}</w:footnote>", id, paragraph(run(text)));
  };
  package
      .footnotes("<w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote>" +
                 note(2, "second") + note(3, "first") + note(4, "of nobody"))
      .part("endnotes", "endnotes",
            "<w:endnote w:id=\"2\">" + paragraph(run("at the end")) + "</w:endnote>");
  EXPECT_EQ(read(package),
            "text One^(text first\n) two^(text second\n) end^(text at the end\n)\n"
            "text Gone^()\n");
  EXPECT_EQ(list_remarks(incoming_),
            "markup note mark at word/document.xml 1: * | notes are numbered again\n"
            "uncertain note at word/document.xml 2: its mark is here, the note is not\n"
            "dropped note at word/footnotes.xml 3: of nobody | nothing calls it\n");
}

const std::string kChanged =
    paragraph(
        run("It is ") + change("ins", run("not ")) +
        change("del", "<w:r><w:delText xml:space=\"preserve\">very </w:delText></w:r>", "C. D.") +
        run("good.")) +
    paragraph(run("成果"), "<w:rPr><w:del w:id=\"4\" w:author=\"A. B.\"/></w:rPr>") +
    paragraph(run("一")) +
    "<w:tbl><w:tr><w:trPr><w:del w:id=\"5\" w:author=\"A. B.\"/></w:trPr><w:tc>" +
    paragraph(run("old row")) + "</w:tc></w:tr><w:tr><w:tc>" + paragraph(run("row")) +
    "</w:tc></w:tr></w:tbl>";

TEST_F(ReadPackage, TakesTrackedChangesIn) {
  EXPECT_EQ(read(PackageBuilder(kChanged)),
            "text It is not good.\ntext 成果一\ntable\n  body\n  row\n    cell\n      text row\n");
  EXPECT_EQ(list_remarks(incoming_),
            "changed tracked change at word/document.xml 0: 1 insertions and 0 deletions by A. B. "
            "were accepted\n"
            "changed tracked change at word/document.xml 0: 0 insertions and 1 deletions by C. D. "
            "were accepted\n"
            "dropped deletion at word/document.xml 1: very  | a tracked change by C. D.\n"
            "dropped table row at word/document.xml 4: old row | a tracked change takes it "
            "away\n");
}

TEST_F(ReadPackage, UndoesTrackedChanges) {
  EXPECT_EQ(read(PackageBuilder(kChanged), TrackedChanges::Reject),
            "text It is very good.\ntext 成果\ntext 一\ntable\n  body\n  row\n    cell\n"
            "      text old row\n  row\n    cell\n      text row\n");
}

TEST_F(ReadPackage, KeepsBothSidesOfTrackedChanges) {
  EXPECT_EQ(read(PackageBuilder(kChanged), TrackedChanges::All),
            "text It is {insertion:not} {deletion:very} good.\n"
            "text 成果{paragraph-deletion:}\ntext 一\ntable\n  body\n  row\n    cell\n"
            "      text old row\n  row\n    cell\n      text row\n");
}

TEST_F(ReadPackage, TellsOfCommentsHeadersAndFooters) {
  PackageBuilder package(paragraph(run("First")) +
                         paragraph(run("Text") + "<w:r><w:commentReference w:id=\"0\"/></w:r>"));
  package
      .part("comments", "comments",
            "<w:comment w:id=\"0\" w:author=\"M. R.\">" + paragraph(run("Is this so?")) +
                "</w:comment>")
      .part("header", "hdr", paragraph(run("A/80/1")), "header1.xml")
      .part("footer", "ftr", paragraph(field("PAGE", run("2"))), "footer1.xml");
  EXPECT_EQ(read(package), "text First\ntext Text\n");
  EXPECT_EQ(list_remarks(incoming_),
            "dropped comment at word/document.xml 2: Is this so? | by M. R.\n"
            "dropped header at word/header1.xml 1: A/80/1 | the edition has its own\n"
            "dropped footer at word/footer1.xml 1: 2 | the edition has its own\n");
}

TEST_F(ReadPackage, CharactersOfSymbolFontsAreThoseThatTheyShow) {
  EXPECT_EQ(read(PackageBuilder(
                paragraph("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>" +
                          run("\uF0E0 \uF061", "<w:rFonts w:ascii=\"Wingdings\"/>") +
                          run("\uF061b", "<w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Symbol\"/>") +
                          "<w:r><w:sym w:font=\"Wingdings 3\" w:char=\"F07D\"/></w:r>"))),
            "text ✓→ �αβ�\n");
  EXPECT_EQ(list_remarks(incoming_),
            "changed symbol at word/document.xml 1: \uF0FC | in the font Wingdings it is \"✓\"\n"
            "changed symbol at word/document.xml 1: \uF0E0 \uF061 | in the font Wingdings it is "
            "\"→ \uFFFD\"; nothing is known of 61: write what is meant for U+FFFD\n"
            "changed symbol at word/document.xml 1: \uF061b | in the font Symbol it is \"αβ\"\n"
            "changed symbol at word/document.xml 1: \uF07D | in the font Wingdings 3 it is "
            "\"\uFFFD\"; nothing is known of 7D: write what is meant for U+FFFD\n");
}

TEST_F(ReadPackage, ReadingsFollowTheirBase) {
  EXPECT_EQ(
      read(PackageBuilder(paragraph("<w:r><w:ruby><w:rt>" + run("zì") + "</w:rt><w:rubyBase>" +
                                    run("字") + "</w:rubyBase></w:ruby></w:r>" + run("典")))),
      "text 字（zì）典\n");
}

TEST_F(ReadPackage, ArabicNeedsNoMarksOfDirection) {
  EXPECT_EQ(read(PackageBuilder(paragraph(run("خطة ", "<w:rtl/>") +
                                              run("العمل", "<w:rtl/><w:b/><w:bCs/>") +
                                              run(" 2026", "<w:rtl/><w:b/>"),
                                          "<w:bidi/>"))),
            "text خطة <2>العمل</> 2026\n");
}

TEST_F(ReadPackage, TellsOfHiddenAndHighlightedText) {
  EXPECT_EQ(read(PackageBuilder(paragraph(run("a") + run("b", "<w:vanish/>") +
                                          run("c", "<w:highlight w:val=\"yellow\"/>") +
                                          run("d", "<w:vanish w:val=\"0\"/>")))),
            "text abcd\n");
  EXPECT_EQ(list_remarks(incoming_),
            "uncertain hidden text at word/document.xml 1: b | it is kept, though it is not "
            "printed\n"
            "uncertain highlight at word/document.xml 1: c | somebody marked it yellow; the mark "
            "is gone\n");
}

TEST_F(ReadPackage, ImagesGetNamesByWhatTheyAre) {
  PackageBuilder package(paragraph("<w:r>" + image("A", "one") + "</w:r><w:r>" + image("B", "two") +
                                   "</w:r><w:r>" + image("A", "again") + "</w:r>") +
                         paragraph("<w:r>" + image("Out", "far") + "</w:r>" + run("x")) +
                         paragraph("<w:r>" + image("None", "gone") + "</w:r>" + run("y")) +
                         paragraph("<w:r>" + image("Up", "up") + "</w:r>" + run("z")));
  package.relate("A", "image", "media/../media/evil name;.exe")
      .relate("B", "image", "/word/media/b.emf")
      .relate("Out", "image", "http://127.0.0.1:9/x.png", "External")
      .relate("None", "image", "media/none.png")
      .relate("Up", "image", "../../../etc/passwd")
      .add("word/media/evil name;.exe", "\xFF\xD8\xFF\xE0")
      .add("word/media/b.emf", std::string("\1\0\0\0", 4) + std::string(36, '\0') + " EMF");
  EXPECT_EQ(read(package), "text ![one]![two]![again]\ntext x\ntext y\ntext z\n");
  ASSERT_EQ(incoming_.media.size(), 2U);
  EXPECT_EQ(incoming_.media[0].name, "image-1.jpg");
  EXPECT_EQ(incoming_.media[1].name, "image-2.emf");
  EXPECT_EQ(list_remarks(incoming_),
            "uncertain image at word/document.xml 1: word/media/b.emf is emf: no browser shows it; "
            "save it as PNG or SVG\n"
            "dropped image at word/document.xml 2: http://127.0.0.1:9/x.png | it lies outside the "
            "document and is not fetched\n"
            "dropped image at word/document.xml 3: word/media/none.png | the package lacks it\n"
            "dropped image at word/document.xml 4: the package does not say which\n");
}

TEST_F(ReadPackage, TellsOfChartsAndInsertedFiles) {
  PackageBuilder package(
      paragraph(run("Chart: ") +
                "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"\" descr=\"Growth\"/>"
                "<a:graphic><a:graphicData><c:chart r:id=\"C\"/></a:graphicData></a:graphic>"
                "</wp:inline></w:drawing></w:r>") +
      "<w:altChunk r:id=\"H\"/>");
  package.relate("C", "chart", "charts/chart1.xml")
      .relate("H", "aFChunk", "part.html")
      .add("word/part.html", "<p>more</p>")
      .add("word/charts/chart1.xml",
           fmt::format("<c:chartSpace {}><c:chart><c:title><a:t>Connected</a:t></c:title><c:v>2026"
                       "</c:v></c:chart></c:chartSpace>",
                       kNamespaces));
  EXPECT_EQ(read(package), "text Chart:\n");
  EXPECT_EQ(list_remarks(incoming_),
            "dropped chart at word/document.xml 1: Connected\n2026 | draw it again as data of the "
            "publication\n"
            "dropped alternative text at word/document.xml 1: Growth | of a drawing that is not "
            "taken over\n"
            "dropped inserted file at word/document.xml 1: word/part.html | a whole file was "
            "inserted here: import it by itself\n");
}

TEST_F(ReadPackage, EveryBlockAndWordHasItsPlace) {
  PackageBuilder package(paragraph(run("Title"), style("T")) + paragraph("") +
                         paragraph(run("第一句。  ") + run("Second", "<w:b/>") + run(" word") +
                                   "<w:r><w:footnoteReference w:id=\"2\"/></w:r>") +
                         "<w:tbl><w:tr><w:tc>" + paragraph(run("cell")) + "</w:tc></w:tr></w:tbl>" +
                         paragraph(run("item"), numbered(1)));
  package.numbering(list_of(1, "decimal", "%1."))
      .footnotes("<w:footnote w:id=\"2\">" + paragraph(run("A note")) + "</w:footnote>");
  ASSERT_EQ(read(package),
            "text Title\ntext 第一句。 <2>Second</> word^(text A note\n)\ntable\n  body\n  row\n"
            "    cell\n      text cell\nlist 1 Decimal Period\n  item\n    text item\n");
  ASSERT_EQ(incoming_.parts.size(), 2U);
  EXPECT_EQ(incoming_.parts[0].name, "word/document.xml");
  EXPECT_EQ(incoming_.parts[0].text, "Title\n\n第一句。  Second word\ncell\nitem\n");
  EXPECT_EQ(incoming_.parts[1].name, "word/footnotes.xml");
  EXPECT_EQ(incoming_.parts[1].text, "A note\n");
  const model::Blocks& blocks = incoming_.document.blocks;
  std::string places;
  for (const model::Block& block : blocks) {
    ASSERT_TRUE(block.position);
    places += fmt::format("{}:{} ", block.position->part, block.position->begin_line);
  }
  EXPECT_EQ(places, "0:1 0:3 0:4 0:5 ");
  const model::Inlines& words = std::get<model::Para>(blocks[1].value).content;
  const model::Inline& second = std::get<model::Styled>(words[2].value).content.front();
  EXPECT_EQ(second.position, (model::SourceRange{3, 7, 3, 13, 0}));
  EXPECT_EQ(words[4].position, (model::SourceRange{3, 14, 3, 18, 0}));
  const auto& note = std::get<model::Note>(words.back().value).content;
  EXPECT_EQ(note.front().position, (model::SourceRange{1, 1, 1, 7, 1}));
}

TEST_F(ReadPackage, NamespacesMayHaveAnyPrefixAndBeStrict) {
  const std::string strict =
      "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r>"
      "<x:t>Strict</x:t></x:r></x:p></x:body></x:document>";
  PackageBuilder package("");
  auto entries = package.entries();
  for (auto& entry : entries) {
    if (entry.name == "word/document.xml") entry.bytes = strict;
  }
  const auto incoming = read_docx(formats::write_zip(entries).value());
  ASSERT_TRUE(incoming) << incoming.error().to_string();
  EXPECT_EQ(outline(incoming->document), "text Strict\n");
}

TEST_F(ReadPackage, SixLanguagesComeInUnchanged) {
  EXPECT_EQ(
      read(PackageBuilder(
          paragraph(run("خطة العمل للفترة ٢٠٢٦–٢٠٢٩ (A/RES/76/268)؛", "<w:rtl/>"), "<w:bidi/>") +
          paragraph(run("《行动计划》：“连接世界”……——（二〇二六年）")) +
          paragraph(run("The plan’s “goals” – 1,234.5 km²")) +
          paragraph(run("Le plan\u00A0: «\u00A0objectifs\u00A0», n°\u202F5")) +
          paragraph(run("План «действий» № 5, п. 3 – ёлка")) +
          paragraph(run("¿Qué? ¡Sí! Año 2026, 1.ª edición")))),
      "text خطة العمل للفترة ٢٠٢٦–٢٠٢٩ (A/RES/76/268)؛\n"
      "text 《行动计划》：“连接世界”……——（二〇二六年）\n"
      "text The plan’s “goals” – 1,234.5 km²\n"
      "text Le plan\u00A0: «\u00A0objectifs\u00A0», n°\u202F5\n"
      "text План «действий» № 5, п. 3 – ёлка\n"
      "text ¿Qué? ¡Sí! Año 2026, 1.ª edición\n");
  EXPECT_EQ(list_remarks(incoming_), "");
}

TEST_F(ReadPackage, AFieldThatNeverEndsLosesNothingInSilence) {
  EXPECT_EQ(read(PackageBuilder(paragraph(run("text") +
                                          "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" +
                                          run("words")) +
                                paragraph(run("more")) + paragraph(run("last")))),
            "text text\n");
  EXPECT_EQ(list_remarks(incoming_),
            "dropped field at word/document.xml 1: words | it is part of what a field does\n"
            "dropped field at word/document.xml 2: more | it is part of what a field does\n"
            "dropped field at word/document.xml 3: last | it is part of what a field does\n");
}

}  // namespace
}  // namespace hexapla::intake
