// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/formats/html.hpp"
#include "hexapla/model/walk.hpp"
#include "hexapla/support/conformance.hpp"

#include "outline.hpp"
#include "package_builder.hpp"

namespace hexapla::intake {
namespace {

class ReadPage : public testing::Test {
 protected:
  void SetUp() override {
    SystemProcesses processes;
    if (!processes.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
  }

  /// The outline of what was read, or the error.
  std::string read(const std::string& bytes, const std::string& name = "page.html") {
    auto incoming = read_docx(bytes, TrackedChanges::Accept, name);
    if (!incoming) return incoming.error().to_string();
    incoming_ = *std::move(incoming);
    return outline(incoming_.document);
  }

  Incoming incoming_;
};

TEST_F(ReadPage, KeepsWordsThatStandLooseInListsAndTables) {
  EXPECT_EQ(read("<dl>before<dt>term</dt>between<div><dt>two</dt><dd>def</dd></div></dl>"
                 "<ul>loose<li>x</li><ul><li>nested</li></ul></ul>"
                 "<table>odd<tr><td>a</td></tr></table>"),
            "text before\n"
            "term term\n  item\n    text between\n"
            "term two\n  item\n    text def\n"
            "bullets\n  item\n    text loose\n  item\n    text x\n    bullets\n      item\n"
            "        text nested\n"
            "text odd\n"
            "table\n  body\n  row\n    cell\n      text a\n");
  EXPECT_EQ(list_remarks(incoming_),
            "uncertain list at  1: words stood between its parts and were kept beside them\n"
            "uncertain list at  1: words stood between its parts and were kept beside them\n"
            "uncertain list at  1: words stood between its parts and were kept beside them\n"
            "uncertain table at  1: words stood between its parts and were kept beside them\n");
}

TEST_F(ReadPage, LeavesOutWhatNoReaderSeesAndTellsOfIt) {
  EXPECT_EQ(read("<head><style>p{}</style></head><script>alert('x')</script><p hidden>secret</p>"
                 "<p style='Display : none'>gone</p><template>never</template><p>seen</p>"),
            "text seen\n");
  EXPECT_EQ(list_remarks(incoming_),
            "dropped hidden text at  1: secret | no reader of the page sees it\n"
            "dropped hidden text at  1: gone | no reader of the page sees it\n");
}

TEST_F(ReadPage, MakesTextOfFormsDrawingsReadingsAndCaptions) {
  EXPECT_EQ(read("<p><textarea>area</textarea><select><option>one</option><option>two</option>"
                 "</select></p><svg><text>drawn</text></svg><p><ruby>漢<rt>kan</rt></ruby> "
                 "<q>said</q></p><figure><img src='a.png' alt='Alt'><figcaption>Cap</figcaption>"
                 "</figure><details><summary>Sum</summary>Body<br></details>"),
            "text area one|two\ntext drawn\ntext 漢(kan) “said”\ntext ![Alt]\ntext Cap\ntext Sum\n"
            "text Body\n");
}

TEST_F(ReadPage, MakesNotesOfEveryWayToWriteThem) {
  EXPECT_EQ(read("<p>One<sup><a id='r1' href='#n1'>1</a></sup> two<a href='#n2'><sup>[2]</sup></a>"
                 " three<a role='doc-noteref' href='#n3'>*</a>.</p><hr>"
                 "<ol><li id='n1'>First. <a href='#r1'>back</a></li></ol>"
                 "<p><a name='n2'></a><sup>[2]</sup> Second.</p>"
                 "<aside hidden id='n3'><p>Third.</p><p>More.</p></aside>"),
            "text One^(text First.\n) two^(text Second.\n) three^(text Third.\ntext More.\n).\n"
            "block of kind 10\n");
  EXPECT_EQ(list_remarks(incoming_),
            "markup note label at  1: back\nmarkup note label at  1: [2]\n"
            "markup note call at  1: 1\nmarkup note call at  1: [2]\nmarkup note call at  1: *\n");
}

TEST_F(ReadPage, LeavesRaisedLinksToHeadingsAlone) {
  EXPECT_EQ(read("<p>See<sup><a href='#h'>2</a></sup></p><h2 id='h'>Head</h2>"),
            "text See<4>[2](#h)</>\nheading 2 Head\n");
}

TEST_F(ReadPage, LeadsLinksToTheHeadingThatAReaderWouldSee) {
  EXPECT_EQ(read("<p><a href='#s'>one</a> <a href='#old'>two</a> <a href='#p'>three</a></p>"
                 "<section id='s'><a name='old'></a><h2>Head</h2><p id='p'>Text</p></section>"),
            "text [one](#s) [two](#s) three\nheading 2 Head\ntext Text\n");
  EXPECT_EQ(list_remarks(incoming_),
            "dropped link at  1: no heading is “#p”: the words of the link were kept, where it led "
            "was not\n");
}

TEST_F(ReadPage, KnowsTheLineAndColumnOfEveryWord) {
  read("<!-- a b -->\n<p title='a'>a &amp;&nbsp;b\n  <b>c</b>, <script>c d</script>d</p>");
  std::string places;
  model::for_each_inlines(incoming_.document.blocks, [&places](model::Inlines& inlines) {
    for (const model::Inline& each : inlines) {
      const auto* word = std::get_if<model::Str>(&each.value);
      if (word == nullptr || !each.position) continue;
      places += fmt::format("{} {}:{}-{} ", word->text, each.position->begin_line,
                            each.position->begin_column, each.position->end_column);
    }
  });
  EXPECT_EQ(places, "c 3:6-7 a 2:14-15 &\u00A0b 2:16-28 , 3:11-12 d 3:33-34 ");
}

TEST_F(ReadPage, LosesNoCharacterOfTheDeclarations) {
  const Path folder = support::conformance_folder() / "udhr";
  SystemFiles files;
  if (!files.exists(folder / "en.html")) GTEST_SKIP() << "no folder " << folder;
  for (const std::string language : {"ar", "en", "es", "fr", "ru", "zh"}) {
    SCOPED_TRACE(language);
    const std::string bytes = files.read(folder / (language + ".html")).value();
    read(bytes);
    const auto page = formats::read_html(bytes, "x").value();
    EXPECT_EQ(lost_characters(page.to_text(), incoming_), "");
  }
}

TEST_F(ReadPage, RefusesWhatIsNestedTooDeep) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<div>";
  EXPECT_EQ(read(deep + "x"), "page.html: elements nested deeper than 256 levels");
}

/// An EPUB as publishers write it: pages in a folder of their own, one that is not in the order.
std::string make_book(std::vector<formats::ZipEntry> more = {}) {
  std::vector<formats::ZipEntry> entries = {
      {"mimetype", "application/epub+zip", true},
      {"META-INF/container.xml",
       "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile "
       "full-path='OEBPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles>"
       "</container>"},
      {"OEBPS/book.opf",
       "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/"
       "elements/1.1/'><dc:title>The  Book</dc:title></metadata><manifest>"
       "<item id='n' href='nav.xhtml' properties='nav'/><item id='a' href='text/a%20b.xhtml'/>"
       "<item id='b' href='text/b.xhtml'/><item id='x' href='text/x.xhtml'/></manifest><spine>"
       "<itemref idref='n'/><itemref idref='a'/><itemref idref='b'/></spine></package>"},
      {"OEBPS/nav.xhtml", "<html><body><nav>Contents</nav></body></html>"},
      {"OEBPS/text/a b.xhtml",
       "<?xml version='1.0'?><!DOCTYPE html><html xmlns:epub='http://www.idpf.org/2007/ops'><head>"
       "<title>no text</title></head><body><section epub:type='titlepage'><h1>One</h1></section>"
       "<p>See <a href='b.xhtml#s'>two</a>, <a href='b.xhtml'>b</a> "
       "<img src='../media/i.PNG' alt='Dot'/><img src='../../secret.png' alt='Far'/>note<a "
       "epub:type='noteref' href='#n'>1</a></p><aside epub:type='footnote' id='n'>Note.</aside>"
       "</body></html>"},
      {"OEBPS/text/b.xhtml",
       "<html><body><a id='s'/><h1>Two</h1><p>Words words.</p></body></html>"},
      {"OEBPS/media/i.PNG", "png"}};
  for (formats::ZipEntry& entry : more) entries.push_back(std::move(entry));
  return formats::write_zip(entries).value();
}

TEST_F(ReadPage, ReadsTheBooksPagesInOrderWithImagesLinksAndNotes) {
  EXPECT_EQ(
      read(make_book(), "book.epub"),
      "meta title The Book\nheading 1 One\n"
      "text See [two](#OEBPS/text/b.xhtml#), [b](#OEBPS/text/b.xhtml#) ![Dot]![Far]note^(text "
      "Note.\n)\nheading 1 Two\ntext Words words.\n");
  EXPECT_EQ(list_remarks(incoming_),
            "markup table of contents at OEBPS/nav.xhtml 1: Contents | the edition makes its own\n"
            "markup note call at OEBPS/text/a b.xhtml 2: 1\n");
  ASSERT_EQ(incoming_.media.size(), 1U);
  EXPECT_EQ(incoming_.media.front().name, "image-1.png");
  EXPECT_EQ(incoming_.media.front().bytes, "png");
  EXPECT_EQ(incoming_.parts.at(2).name, "OEBPS/text/b.xhtml");
  EXPECT_EQ(incoming_.parts.at(2).text, "Two\nWords words.\n");
}

TEST_F(ReadPage, RefusesPackagesThatAreNoBooks) {
  EXPECT_EQ(read(formats::write_zip({{"a.txt", "x"}}).value(), "book.epub"),
            "book.epub: the package is no EPUB: it has no package document");
  EXPECT_EQ(read(make_book({{"OEBPS/x", "y"}}).substr(0, 200), "book.epub"),
            "book.epub: no zip archive, or not a whole one: Not a zip archive");
}

}  // namespace
}  // namespace hexapla::intake
