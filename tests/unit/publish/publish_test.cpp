// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "hexapla/app/application.hpp"
#include "hexapla/formats/zip.hpp"

namespace hexapla {
namespace {

/// Keeps files in memory where we can, and lets pandoc see what it must: everything lies in a
/// folder of its own.
class Publish : public testing::Test {
 protected:
  void SetUp() override {
    if (!processes_.run({{"pandoc", "--version"}})) GTEST_SKIP() << "pandoc is not installed";
    std::string pattern =
        (std::filesystem::temp_directory_path() / "hexapla-publish-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    put("hexapla.toml", "[workspace]\nlanguages = [\"en\", \"zh\"]\nglossaries = [\"g.tbx\"]\n");
    put("content/doc/publication.toml", "parts = [\"01-a\"]\n");
    put("content/doc/source/en/01-a.md",
        "---\ntitle: A plan\nlabels:\n  objective: Objective\n---\n\n{#s}\n# Start[^n]\n\n[^n]: A "
        "note.\n\n"
        "See figure @fig-x and *this*.\n\n::: {.entry #e-b concept=b}\nSecond thing.\n:::\n\n::: "
        "{.entry #e-a concept=a}\nFirst "
        "thing.\n:::\n\n::: objective\nDo it.\n:::\n\n::: {.figure #fig-x}\nThe caption\n\n- one "
        "item\n:::\n");
    put("g.tbx",
        "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" "
        "xmlns=\"urn:iso:std:iso:30042:ed-2\"><text><body>"
        "<conceptEntry id=\"a\"><langSec "
        "xml:lang=\"en\"><termSec><term>alpha</term></termSec></langSec>"
        "<langSec xml:lang=\"zh\"><termSec><term>乙</term></termSec></langSec></conceptEntry>"
        "<conceptEntry id=\"b\"><langSec "
        "xml:lang=\"en\"><termSec><term>beta</term></termSec></langSec>"
        "<langSec "
        "xml:lang=\"zh\"><termSec><term>甲</term></termSec></langSec></conceptEntry></body></"
        "text></tbx>");
  }
  void TearDown() override {
    if (!root_.empty()) {
      ASSERT_TRUE(files_.remove(root_));
    }
  }

  void put(const std::string& name, const std::string& bytes) {
    ASSERT_TRUE(files_.make_directories((root_ / name).parent_path()));
    ASSERT_TRUE(files_.write(root_ / name, bytes));
  }
  std::string read(const std::string& name) { return files_.read(root_ / name).value_or(""); }
  int run(std::vector<std::string> arguments, Processes* processes = nullptr) {
    std::ostringstream out;
    std::ostringstream errors;
    app::Environment environment;
    environment.files = &files_;
    environment.processes = processes == nullptr ? &processes_ : processes;
    environment.out = &out;
    environment.errors = &errors;
    environment.working_directory = root_;
    environment.executable_folder = Path(HEXAPLA_SOURCE_DIR) / "build" / "any" / "bin";
    const int code = app::run(arguments, environment);
    out_ = out.str();
    errors_ = errors.str();
    return code;
  }
  std::string part_of(const std::string& docx, const std::string& name) {
    const auto entries = formats::read_zip(read(docx), docx).value();
    for (const formats::ZipEntry& entry : entries) {
      if (entry.name == name) return entry.bytes;
    }
    return {};
  }

  SystemFiles files_;
  SystemProcesses processes_;
  Path root_;
  std::string out_;
  std::string errors_;
};

TEST_F(Publish, RefusesWithReasonsAndWritesNothing) {
  ASSERT_EQ(run({"sync"}), 0);
  EXPECT_EQ(run({"publish", "--languages", "zh,en"}), 1);
  EXPECT_NE(out_.find("not translated yet [completeness/untranslated]"), std::string::npos);
  EXPECT_EQ(errors_,
            "hexapla: nothing was published: see the findings above\n"
            "hint: finish the translation, or publish with --draft\n");
  EXPECT_FALSE(files_.exists(root_ / "publish"));
}

TEST_F(Publish, MarksSourceTextInADraft) {
  ASSERT_EQ(run({"sync"}), 0);
  ASSERT_EQ(run({"publish", "--languages", "zh", "--formats", "html", "--draft"}), 0) << errors_;
  const std::string html = read("publish/doc/doc.zh.html");
  EXPECT_NE(html.find("<html lang=\"zh-CN\" xml:lang=\"zh-CN\" dir=\"ltr\""), std::string::npos);
  EXPECT_NE(
      html.find("<span class=\"untranslated\" lang=\"en-GB\" dir=\"ltr\">Second thing.</span>"),
      std::string::npos)
      << html;
}

TEST_F(Publish, NumbersSortsLabelsAndLinks) {
  ASSERT_EQ(run({"sync"}), 0);
  ASSERT_EQ(run({"publish", "--languages", "en,zh", "--formats", "html", "--draft"}), 0) << errors_;
  const std::string html = read("publish/doc/doc.en.html");
  EXPECT_NE(html.find("<span class=\"section-number\">1</span> Start"), std::string::npos);
  EXPECT_NE(html.find("<a href=\"#fig-x\" class=\"reference\">1</a>"), std::string::npos);
  EXPECT_NE(html.find("Figure 1: The caption"), std::string::npos);
  EXPECT_NE(html.find("<p>Objective</p>"), std::string::npos);
  EXPECT_LT(html.find("Alpha"), html.find("Beta"));
  EXPECT_NE(html.find("href=\"doc.zh.html\" lang=\"zh-CN\""), std::string::npos);
  EXPECT_EQ(html.find("http://"),
            html.find("http://www.w3.org/1999/xhtml"));  // nothing is loaded from elsewhere
  const std::string chinese = read("publish/doc/doc.zh.html");
  EXPECT_LT(chinese.find("甲"), chinese.find("乙"));
}

TEST_F(Publish, NamesFontsAndLanguagesInWordFiles) {
  ASSERT_EQ(run({"sync"}), 0);
  ASSERT_EQ(run({"publish", "--languages", "zh", "--formats", "docx", "--draft"}), 0) << errors_;
  const std::string styles = part_of("publish/doc/doc.zh.docx", "word/styles.xml");
  EXPECT_NE(styles.find("w:eastAsia=\"Noto Serif CJK SC\""), std::string::npos);
  EXPECT_NE(styles.find("w:eastAsia=\"zh-CN\""), std::string::npos);
  EXPECT_NE(styles.find("w:firstLineChars=\"200\""), std::string::npos);
  const std::string document = part_of("publish/doc/doc.zh.docx", "word/document.xml");
  EXPECT_NE(document.find("PAGEREF _Toc100000 "), std::string::npos);
  EXPECT_NE(document.find("<w:bookmarkStart w:id=\"100000\" w:name=\"_Toc100000\"/>"),
            std::string::npos);
  EXPECT_NE(document.find("w:w=\"11906\""), std::string::npos);
  EXPECT_NE(part_of("publish/doc/doc.zh.docx", "docProps/core.xml")
                .find("<dc:language>zh-CN</dc:language>"),
            std::string::npos);
}

/// Figures, lists and fields that the source leaves empty come from data/*.toml.
class PublishPlan : public Publish {
 protected:
  void SetUp() override {
    Publish::SetUp();
    if (IsSkipped()) return;
    std::string labels;
    for (const char* name :
         {"objective", "outcomes", "challenges", "enablers", "priority", "enabler", "results",
          "challenge", "sdg-short", "wsis-short", "link-enablers", "sdg", "wsis", "goals",
          "not-applicable", "all-results", "unresolved", "resolutions", "status-discussed"}) {
      labels += std::string("  ") + name + ": label " + name + "\n";
    }
    put("content/doc/source/en/01-a.md",
        "---\ntitle: A plan\nlabels:\n" + labels +
            "---\n\n::: {.priority #P1 concept=a}\n## [@P1]{.full}\n\n::: objective\nTo do "
            "it.\n:::\n\n::: outcomes\n- Done\n:::\n\n::: challenges\nToo little "
            "time/money.\n\n- Noise\n:::\n\n::: enablers\n:::\n\n::: {.figure #fig-f "
            ".framework}\nThe chain\n\nA note.\n:::\n:::\n\n::: {.region #AFR concept=b}\n## "
            "[@AFR]{.full}\n\n::: {.initiative #AFR1}\n### First\n\n::: objective\nTo "
            "start.\n:::\n\n::: results\n1) One.\n2) "
            "Two.\n:::\n\n::: links\n:::\n:::\n\n::: {.figure #fig-s .synergy "
            "region=AFR}\nThe map\n:::\n:::\n\n::: {.figure #fig-o .overview}\nThe "
            "overview\n:::\n\n::: {.figure #fig-m .matrix}\nThe resolutions\n\nAs agreed.\n:::\n");
    put("content/doc/data/registers.toml",
        "[register.SDG]\nkind = \"sdg\"\nvalues = \"1-17\"\n[register.WSIS]\nkind = "
        "\"action-line\"\nvalues = \"C1-C11\"\n[register.WTDC]\nkind = \"resolution\"\nbody = "
        "\"b\"\nentries = [{ number = 37 }, { number = 43 }]\n");
    put("content/doc/data/enablers.toml",
        "[[enabler]]\nid = \"b\"\npriority = \"P1\"\nresolutions = [\"WTDC-37\", "
        "\"WTDC-43\"]\n\n[[enabler]]\nid = \"a\"\npriority = \"P1\"\nstatus = "
        "\"discussed\"\n");
    put("content/doc/data/priorities.toml",
        "[[priority]]\nid = \"P1\"\nsdg = [\"2\", \"9\"]\nwsis = [\"C5\"]\n");
    put("content/doc/data/links.toml",
        "[[link]]\ninitiative = \"AFR1\"\nenablers = [\"b\"]\nsdg = [\"9\"]\ngoals = []\n");
    citations("cites = [\"AFR1.1\", \"AFR1\"]\n");
  }

  void citations(const std::string& cites) {
    put("content/doc/data/citations.toml", "[[citation]]\nenabler = \"b\"\n" + cites);
  }

  /// The text between the caption and the end of a figure, tags left out, cells apart.
  std::string table_after(const std::string& html, const std::string& caption) {
    const std::size_t begin = html.find("<table", html.find(caption));
    std::string text;
    bool is_tag = false;
    for (const char c : html.substr(begin, html.find("</table>", begin) - begin)) {
      if (c == '<') is_tag = true;
      if (!is_tag) text += c == '\n' ? '|' : c;
      if (c == '>') is_tag = false;
    }
    text.erase(
        std::unique(text.begin(), text.end(), [](char x, char y) { return x == '|' && y == '|'; }),
        text.end());
    return text;
  }
};

TEST_F(PublishPlan, DrawsFiguresAndFieldsFromData) {
  ASSERT_EQ(run({"sync"}), 0) << errors_;
  ASSERT_EQ(run({"publish", "--languages", "en", "--formats", "html"}), 0) << out_ << errors_;
  const std::string html = read("publish/doc/doc.en.html");
  EXPECT_EQ(table_after(html, "The chain"),
            "|label objective|To do it.|label outcomes|Done|label challenges|Too little "
            "time/money.|Noise|label enablers|Beta|[alpha]|");
  EXPECT_EQ(table_after(html, "First</h3>"),
            "|label link-enablers|Beta|label sdg|9|label goals|label not-applicable|");
  EXPECT_EQ(table_after(html, "The map"),
            "|label priority|label enabler|label results|Alpha|Beta|AFR1.1, AFR1 (label "
            "all-results)|");
  EXPECT_NE(html.find("<th rowspan=\"2\""), std::string::npos) << "the priority of both enablers";
  EXPECT_EQ(table_after(html, "The overview"),
            "|label priority|label objective|label challenge|label sdg-short|label "
            "wsis-short|Alpha|To do it.|Too little time/money.|2, 9|C5|");
  EXPECT_NE(html.find("time/<wbr />money"), std::string::npos);
  EXPECT_EQ(table_after(html, "The resolutions"),
            "|label priority|label enabler|label resolutions|Alpha|Beta|beta\u00A037, 43|Alpha "
            "(label status-discussed)|");
  // the chain is in its figure and nowhere else; the note of the figure stays
  EXPECT_EQ(html.find("Noise"), html.rfind("Noise"));
  EXPECT_NE(html.find("A note."), std::string::npos);
}

TEST_F(PublishPlan, MirrorsTablesAndIsolatesCodesInRightToLeftText) {
  put("hexapla.toml", "[workspace]\nlanguages = [\"en\", \"ar\"]\nglossaries = [\"g.tbx\"]\n");
  put("content/doc/publication.toml", "languages = [\"en\", \"ar\"]\nparts = [\"01-a\"]\n");
  std::string glossary = read("g.tbx");
  for (std::size_t at = glossary.find("zh"); at != std::string::npos; at = glossary.find("zh"))
    glossary.replace(at, 2, "ar");
  for (const char* han : {"乙", "甲"}) glossary.replace(glossary.find(han), 3, "باء");
  put("g.tbx", glossary);
  ASSERT_EQ(run({"sync"}), 0) << errors_;
  ASSERT_EQ(run({"publish", "--languages", "ar", "--formats", "html,docx", "--draft"}), 0)
      << out_ << errors_;
  EXPECT_EQ(table_after(read("publish/doc/doc.ar.html"), "The map"),
            "|label priority|label enabler|label results|باء|باء|\u2066AFR1.1\u2069، "
            "\u2066AFR1\u2069 (label all-results)|");
  const std::string document = part_of("publish/doc/doc.ar.docx", "word/document.xml");
  const auto count = [&](std::string_view text) {
    std::size_t found = 0;
    for (std::size_t at = document.find(text); at != std::string::npos;
         at = document.find(text, at + 1))
      ++found;
    return found;
  };
  EXPECT_EQ(count("<w:tblStyle w:val=\"Table\" /><w:bidiVisual/>"), count("<w:tbl>"));
  EXPECT_GT(count("<w:tbl>"), 0U);
  EXPECT_EQ(count("<w:pPr><w:bidi"), 0U) << "a paragraph without a style";
  EXPECT_GT(count("<w:pPr><w:pStyle w:val=\"BodyText\"/><w:bidi />"), 0U);
  EXPECT_EQ(count("<w:cantSplit/>"), count("<w:tr>"));
  EXPECT_EQ(count("<w:pPr><w:numPr>"), 0U) << "the schema wants the style first";
}

TEST_F(PublishPlan, ListsHeadingsInTheOrderOfTheText) {
  ASSERT_EQ(run({"sync"}), 0) << errors_;
  ASSERT_EQ(run({"publish", "--languages", "en", "--formats", "docx"}), 0) << out_ << errors_;
  const std::string document = part_of("publish/doc/doc.en.docx", "word/document.xml");
  std::string lines;
  for (std::size_t at = document.find("<w:hyperlink w:anchor=\"_Toc"); at != std::string::npos;
       at = document.find("<w:hyperlink w:anchor=\"_Toc", at + 1)) {
    const std::size_t begin = document.find("preserve\">", at) + 10;
    lines += document.substr(begin, document.find('<', begin) - begin) + "|";
  }
  EXPECT_EQ(lines, "Alpha|Beta|AFR1 First|");
}

TEST_F(PublishPlan, KeepsWhatLeadsToATableWithIt) {
  ASSERT_EQ(run({"sync"}), 0) << errors_;
  ASSERT_EQ(run({"publish", "--languages", "en", "--formats", "docx"}), 0) << out_ << errors_;
  const std::string document = part_of("publish/doc/doc.en.docx", "word/document.xml");
  const auto style_of = [&](std::string_view text) {
    const std::size_t style = document.rfind("<w:pStyle w:val=\"", document.find(text)) + 17;
    return document.substr(style, document.find('"', style) - style);
  };
  EXPECT_EQ(style_of(">As agreed."), "FigureLead");
  EXPECT_EQ(style_of(">A note."), "FigureRemark");
  const std::string styles = part_of("publish/doc/doc.en.docx", "word/styles.xml");
  const std::size_t lead = styles.find("\"Figure Lead\"");
  EXPECT_LT(styles.find("<w:keepNext", lead), styles.find("</w:style>", lead));
}

TEST_F(PublishPlan, ACitationOfNothingNeedsAReason) {
  ASSERT_EQ(run({"sync"}), 0) << errors_;
  citations("cites = [\"AFR1.7\"]\n");
  EXPECT_EQ(run({"check", "--languages", "en"}), 1);
  EXPECT_EQ(out_,
            "content/doc/data/citations.toml:1:1: error: AFR1.7 names nothing in this publication "
            "[plan/dangling-reference]\n"
            "    1 | [[citation]]\n"
            "      | ^~~~~~~~~~~~\n"
            "hint: did you mean AFR1.1, AFR1.2, AFR1?\n"
            "content/doc/source/en/01-a.md:63:4: warning: no enabler cites expected result AFR1.1 "
            "[plan/uncited-result]\n"
            "   63 | 1) One.\n"
            "      |    ^\n"
            "hint: b cites AFR1.7, which does not exist: is AFR1.1 meant?\n"
            "content/doc/source/en/01-a.md:64:4: warning: no enabler cites expected result AFR1.2 "
            "[plan/uncited-result]\n"
            "   64 | 2) Two.\n"
            "      |    ^\n"
            "hint: b cites AFR1.7, which does not exist: is AFR1.2 meant?\n"
            "1 error, 2 warnings, 0 hints\n");
  citations("cites = [\"AFR1.7\"]\nunresolved = \"the draft says so\"\n");
  ASSERT_EQ(run({"publish", "--languages", "en", "--formats", "html"}), 0) << out_ << errors_;
  EXPECT_EQ(table_after(read("publish/doc/doc.en.html"), "The map"),
            "|label priority|label enabler|label results|Alpha|Beta|AFR1.7 (label unresolved)|");
}

TEST_F(Publish, MakesTheSameBytesTwice) {
  ASSERT_EQ(run({"sync"}), 0);
  ::setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
  ASSERT_EQ(run({"publish", "--draft"}), 0) << errors_;
  const std::string docx = read("publish/doc/doc.zh.docx");
  const std::string html = read("publish/doc/doc.zh.html");
  ASSERT_EQ(run({"publish", "--draft"}), 0);
  ::unsetenv("SOURCE_DATE_EPOCH");
  EXPECT_EQ(read("publish/doc/doc.zh.docx"), docx);
  EXPECT_EQ(read("publish/doc/doc.zh.html"), html);
}

TEST_F(Publish, TakesACodeThatWasPutBetweenOthersLater) {
  put("content/doc/source/en/01-a.md", "---\ntitle: T\n---\n\nFirst `a` and `b` end.\n");
  ASSERT_EQ(run({"sync"}), 0) << errors_;
  put("content/doc/source/en/01-a.md", "---\ntitle: T\n---\n\nFirst `a`, `c` and `b` end.\n");
  ASSERT_EQ(run({"sync"}), 0) << errors_;
  ASSERT_EQ(run({"publish", "--languages", "en", "--formats", "html"}), 0) << out_ << errors_;
  EXPECT_NE(read("publish/doc/doc.en.html")
                .find("First <code>a</code>, <code>c</code> and <code>b</code> end."),
            std::string::npos);
}

TEST_F(Publish, TearsNoCodeAtItsHyphen) {
  put("content/doc/source/en/01-a.md",
      "---\ntitle: T\nsubtitle: The NET-2030 way\n---\n\nThe NET-2030 group, 2020-2023, "
      "well-known.\n");
  ASSERT_EQ(run({"sync"}), 0) << errors_;
  ASSERT_EQ(run({"publish", "--languages", "en", "--formats", "html,docx"}), 0) << errors_;
  EXPECT_NE(read("publish/doc/doc.en.html")
                .find("The <span class=\"code\">NET-2030</span> group, <span "
                      "class=\"code\">2020-2023</span>, well-known."),
            std::string::npos);
  EXPECT_NE(read("publish/doc/doc.en.html")
                .find("<p class=\"subtitle\">The <span class=\"code\">NET-2030</span> way</p>"),
            std::string::npos);
  const std::string document = part_of("publish/doc/doc.en.docx", "word/document.xml");
  constexpr std::string_view kKept = "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">";
  for (const std::string& text : {fmt::format("NET{}2030", kKept), fmt::format("2020{}2023", kKept),
                                  std::string("well-known")})
    EXPECT_NE(document.find(text), std::string::npos) << text;
}

TEST_F(Publish, KeepsBracketsInWordsOfAnotherDirection) {
  put("content/doc/source/en/01-a.md",
      "---\ntitle: T\n---\n\n::: {lang=ar dir=rtl}\nالصغر (SME).\n:::\n\nSmall (SME).\n");
  ASSERT_EQ(run({"sync"}), 0) << errors_;
  ASSERT_EQ(run({"publish", "--languages", "en", "--formats", "docx"}), 0) << errors_;
  const std::string document = part_of("publish/doc/doc.en.docx", "word/document.xml");
  EXPECT_NE(document.find(">الصغر \u2066(SME)\u2069.<"), std::string::npos) << document;
  EXPECT_NE(document.find(">Small (SME).<"), std::string::npos) << document;
}

/// The smallest PNG: one pixel.
std::string pixel() {
  static constexpr unsigned char kBytes[] = {
      0x89, 'P',  'N',  'G',  0x0D, 0x0A, 0x1A, 0x0A, 0,    0,    0,    0x0D, 'I',  'H',
      'D',  'R',  0,    0,    0,    1,    0,    0,    0,    1,    8,    0,    0,    0,
      0,    0x3A, 0x7E, 0x9B, 0x55, 0,    0,    0,    0x0A, 'I',  'D',  'A',  'T',  0x08,
      0xD7, 0x63, 0x60, 0,    0,    0,    2,    0,    1,    0xE2, 0x21, 0xBC, 0x33, 0,
      0,    0,    0,    'I',  'E',  'N',  'D',  0xAE, 0x42, 0x60, 0x82};
  return {std::begin(kBytes), std::end(kBytes)};
}

TEST_F(Publish, PutsImagesIntoEveryFile) {
  put("content/doc/source/en/01-a.md", "---\ntitle: A\n---\n\n![A dot](media/dot.png)\n");
  put("content/doc/media/dot.png", pixel());
  put("content/doc/media/dot.zh.png", pixel() + "own");
  ASSERT_EQ(run({"sync"}), 0);
  ASSERT_EQ(run({"publish", "--languages", "en,zh", "--formats", "html,docx", "--draft"}), 0)
      << errors_;
  const std::string address = "src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAA";
  EXPECT_NE(read("publish/doc/doc.en.html").find(address), std::string::npos);
  EXPECT_NE(read("publish/doc/doc.zh.html").find("rkJggm93bg=="), std::string::npos);
  const auto entries = formats::read_zip(read("publish/doc/doc.en.docx"), "docx").value();
  EXPECT_TRUE(std::any_of(entries.begin(), entries.end(), [](const formats::ZipEntry& entry) {
    return entry.name.starts_with("word/media/") && entry.bytes == pixel();
  }));
}

TEST_F(Publish, ReadsNoImageFromElsewhere) {
  const auto refusal = [this](const std::string& address) {
    put("content/doc/source/en/01-a.md", "---\ntitle: A\n---\n\n![A dot](" + address + ")\n");
    EXPECT_EQ(run({"sync"}), 0);
    EXPECT_EQ(run({"publish", "--languages", "en", "--formats", "docx"}), 1);
    return errors_.substr(0, errors_.find('\n'));
  };
  put("outside.png", pixel());
  std::filesystem::create_symlink(root_ / "outside.png", root_ / "content/doc/link.png");
  EXPECT_EQ(refusal("http://127.0.0.1:9/dot.png"),
            "hexapla: image “http://127.0.0.1:9/dot.png” is not a file");
  EXPECT_EQ(refusal("../../outside.png"),
            "hexapla: image “../../outside.png” is outside the folder of the publication");
  EXPECT_EQ(refusal("link.png"),
            "hexapla: image “link.png” is outside the folder of the publication");
  EXPECT_EQ(refusal("media/none.png"), "hexapla: image “media/none.png” is not there");
  EXPECT_EQ(refusal("media/dot.tiff"),
            "hexapla: image “media/dot.tiff” is of no kind that can be published");
}

TEST_F(Publish, RefusesASourceThatWasNotSynced) {
  ASSERT_EQ(run({"sync"}), 0);
  put("content/doc/source/en/01-a.md", "---\ntitle: A plan\n---\n\n{#s}\n# Another start\n");
  EXPECT_EQ(run({"publish", "--draft"}), 1);
  EXPECT_NE(out_.find("the source changed since the last sync [completeness/not-synced]"),
            std::string::npos);
}

TEST_F(Publish, KeepsTheOldFilesWhenPandocFails) {
  ASSERT_EQ(run({"sync"}), 0);
  ASSERT_EQ(run({"publish", "--draft"}), 0) << errors_;
  const std::string before = read("publish/doc/doc.en.html");
  FakeProcesses broken([this](const Command& command) -> Result<ProcessOutput> {
    if (command.arguments.size() > 2 && command.arguments[1] == "--from=json")
      return ProcessOutput{83, "", "out of paper\n"};
    return processes_.run(command);
  });
  put("content/doc/source/en/01-a.md", read("content/doc/source/en/01-a.md") + "\nMore text.\n");
  ASSERT_EQ(run({"sync"}), 0);
  EXPECT_EQ(run({"publish", "--draft"}, &broken), 4);
  EXPECT_EQ(errors_, "hexapla: pandoc failed with exit code 83: out of paper\n");
  EXPECT_EQ(read("publish/doc/doc.en.html"), before);
}

TEST_F(Publish, SaysThatLibreOfficeIsMissingOrWroteNothing) {
  ASSERT_EQ(run({"sync"}), 0);
  bool is_there = false;
  FakeProcesses tools([&](const Command& command) -> Result<ProcessOutput> {
    if (command.arguments.front() != "soffice") return processes_.run(command);
    if (is_there) return ProcessOutput{};
    return fail(ErrorCode::ToolMissing, "soffice is not installed");
  });
  EXPECT_EQ(run({"publish", "--draft", "--formats", "html,pdf"}, &tools), 4);
  EXPECT_EQ(errors_,
            "hexapla: soffice is not installed\n"
            "hint: install the packages of build-scripts/install-dependencies --for print, or "
            "publish html and docx only\n");
  is_there = true;
  EXPECT_EQ(run({"publish", "--draft", "--formats", "html,odt"}, &tools), 4);
  EXPECT_EQ(errors_,
            "hexapla: LibreOffice ended with exit code 0 and wrote no odt\n"
            "hint: install the packages of build-scripts/install-dependencies --for print, or "
            "publish html and docx only\n");
  EXPECT_FALSE(files_.exists(root_ / "publish" / "doc" / "doc.en.html"));
}

TEST_F(Publish, PrintsTaggedPagesAndOpenDocumentTheSameTwice) {
  if (!processes_.run({{"soffice", "--version"}})) GTEST_SKIP() << "LibreOffice is not installed";
  ASSERT_EQ(run({"sync"}), 0);
  ASSERT_EQ(run({"publish", "--draft", "--formats", "pdf,odt"}), 0) << errors_;
  const std::string pdf = read("publish/doc/doc.zh.pdf");
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  for (const char* mark : {"/StructTreeRoot", "/Lang(zh-CN)", "/Outlines",
                           "/CreationDate(D:19800101000000Z')", "xmp:CreateDate>1980-01-01T00:"})
    EXPECT_NE(pdf.find(mark), std::string::npos) << mark;
  const std::string odt = read("publish/doc/doc.zh.odt");
  EXPECT_EQ(odt.substr(30, 47), "mimetypeapplication/vnd.oasis.opendocument.text");
  ASSERT_EQ(run({"publish", "--draft", "--formats", "odt,pdf"}), 0) << errors_;
  EXPECT_TRUE(pdf == read("publish/doc/doc.zh.pdf"));
  EXPECT_TRUE(odt == read("publish/doc/doc.zh.odt"));
}

TEST_F(Publish, SaysWhatItDoesNotKnow) {
  ASSERT_EQ(run({"sync"}), 0);
  EXPECT_EQ(run({"publish", "--draft", "--formats", "epub"}), 2);
  EXPECT_EQ(errors_, "hexapla: unknown format \"epub\"\nhint: formats are html, docx, pdf, odt\n");
  EXPECT_EQ(run({"publish", "--languages", "fr"}), 2);
  EXPECT_EQ(errors_, "hexapla: doc has no language \"fr\"\nhint: its languages are: en, zh\n");
  EXPECT_EQ(run({"publish", "--publication", "dok"}), 2);
  EXPECT_EQ(run({"nonsense"}), 2);
}

}  // namespace
}  // namespace hexapla
