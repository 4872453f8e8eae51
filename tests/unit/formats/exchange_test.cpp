// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/exchange.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/formats/zip.hpp"

namespace hexapla::formats {
namespace {

Result<ExchangeFile> read(const std::string& bytes, const std::string& name,
                          const ExchangeLanguages& languages = {}) {
  return read_exchange(bytes, name, *find_exchange_format_of(name, bytes), languages);
}

/// One line an entry: part|unit|segment|source|state target|...|notes; texts marked.
std::string show(const Result<ExchangeFile>& file) {
  if (!file) return file.error().to_string() + "\n" + file.error().hint;
  std::string text = file->source_language;
  for (const std::string& language : file->target_languages) text += " > " + language;
  for (const AlignedEntry& entry : file->entries) {
    text += "\n" + entry.part + "|" + entry.unit + "|" + entry.segment;
    for (std::size_t i = 0; i < entry.texts.size(); ++i) {
      text += "|";
      if (i > 0) text += std::string(model::to_string(entry.texts[i].state)) + " ";
      text += entry.texts[i].text.marked();
      if (!entry.texts[i].older_source.empty()) text += " <" + entry.texts[i].older_source + ">";
      if (entry.texts[i].base) text += " [" + *entry.texts[i].base + "]";
    }
    for (const std::string& note : entry.notes) text += "|#" + note;
  }
  return text;
}

TEST(Exchange, KnowsFormatsByEndingAndXliffByItsVersion) {
  EXPECT_EQ(find_exchange_format_of("A.TMX", "")->name, "tmx");
  EXPECT_EQ(find_exchange_format_of("a.sdlxliff", "")->name, "xliff-1.2");
  EXPECT_EQ(find_exchange_format_of("a.xlf", "<xliff version=\"2.1\">")->name, "xliff");
  EXPECT_EQ(find_exchange_format_of("a.xlf", "<?x?><xliff a='b' version='1.2'>")->name,
            "xliff-1.2");
  EXPECT_EQ(find_exchange_format_of("a.docx", ""), nullptr);
}

// --- tables --------------------------------------------------------------------------------------

TEST(Tsv, TakesCellsAsTheyStand) {
  EXPECT_EQ(show(read("\xEF\xBB\xBFid\ten\tru\r\na\t\"x\" {\ty\r\n\nb\tz\n", "p.tsv")),
            "en > ru\n|a||\"x\" {{|translated y\n|b||z|initial ");
  EXPECT_EQ(show(read("id\ten\tru\na\tx\ty\n", "p.tsv", {"ru", "en"})),
            "ru > en\n|a||y|translated x");
}

TEST(Tsv, RefusesWhatItCannotUnderstand) {
  EXPECT_EQ(show(read("en\tru\na\tb\tc\n", "p.tsv")),
            "p.tsv:2:1: the row has 3 cells, the header 2\na cell may hold no tab");
  EXPECT_EQ(show(read("en\tru\na\tb\n", "p.tsv", {"", "fr"})),
            "p.tsv:1:1: there is no column \"fr\"\nthe columns are en, ru");
  EXPECT_EQ(show(read("a b\tc d\n", "p.tsv")),
            "p.tsv:1:1: the header names no language\nname the columns source:en and target:fr, or "
            "en and fr");
  EXPECT_EQ(show(read("", "p.tsv")),
            "p.tsv: the file has no header line\nname the columns source:en and target:fr, or en "
            "and fr");
}

TEST(Csv, ReadsQuotedCellsWhateverTheSeparator) {
  EXPECT_EQ(
      show(read("\xEF\xBB\xBF\"en\";\"fr\"\r\n\"a \"\"b\"\"\";\"c\nd;e\"\r\nx;\r\n", "p.csv")),
      "en > fr\n|||a \"b\"|translated c\nd;e\n|||x|initial ");
  EXPECT_EQ(show(read("en,fr\n\"a,b\n", "p.csv")),
            "p.csv:2:1: a quotation mark is not closed\nclose it, or double it if it is text");
  EXPECT_EQ(show(read("en,fr\n\"a\"b,c\n", "p.csv")),
            "p.csv:2:4: text stands behind a closing quotation mark\ndouble quotation marks that "
            "are text");
  EXPECT_EQ(show(read("en,fr\n\xE9,b\n", "p.csv")),
            "p.csv:2:1: the file is not UTF-8\nsave it as “CSV UTF-8”");
}

TEST(Csv, GuardsWhatASpreadsheetWouldCompute) {
  ExchangeFile file{"en", {"fr"}, {}};
  for (const std::string text : {"=1+1", "'=1", "-a", "plain", "'quoted'"}) {
    file.entries.push_back({"", "p", "u", "s", {{"en", model::InlineText(text)}, {"fr", {}}}, {}});
  }
  const std::string csv = write_exchange(file, *find_exchange_format("csv"), "1").value();
  EXPECT_NE(csv.find("p,u,s,'=1+1,"), std::string::npos) << csv;
  EXPECT_NE(csv.find("p,u,s,''=1,"), std::string::npos) << csv;
  EXPECT_NE(csv.find("p,u,s,'-a,"), std::string::npos) << csv;
  EXPECT_NE(csv.find("p,u,s,'quoted',"), std::string::npos) << csv;
  const auto again = read(csv, "p.csv").value();
  for (std::size_t i = 0; i < file.entries.size(); ++i)
    EXPECT_EQ(again.entries[i].texts[0].text, file.entries[i].texts[0].text);
}

TEST(Csv, RefusesStatesAndBracesThatMeanNothing) {
  EXPECT_EQ(show(read("source:en,target:fr,state:fr\na,b,done\n", "p.csv")),
            "p.csv:2:3: \"done\" is no state\nwrite initial, translated, reviewed or final");
  EXPECT_EQ(show(read("source:en,target:fr\na,b {1\n", "p.csv")),
            "p.csv:2:2: a brace of “b {1” belongs to no code\ncodes are {1 ...} and {/1}; a brace "
            "that is text is doubled: {{ or }}");
}

std::string workbook(const std::string& sheet, const std::string& strings) {
  return write_zip(
             {{"xl/workbook.xml",
               "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='x2'/></sheets></workbook>"},
              {"xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id='x2' Target='worksheets/s.xml'/>"
               "</Relationships>"},
              {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
              {"xl/worksheets/s.xml",
               "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>"}})
      .value();
}

TEST(Xlsx, ReadsSharedRichAndInlineTexts) {
  EXPECT_EQ(show(read(workbook("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c>"
                               "</row><row r='3'><c r='A3' t='s'><v>2</v></c><c r='C3' "
                               "t='inlineStr'><is><t>d_x000D_e</t></is></c></row>"
                               "<row><c><v>12</v></c></row>",
                               "<si><t>en</t></si><si><t>zh</t></si><si><r><t>a</t></r><r><t> "
                               "b</t></r><rPh><t>x</t></rPh></si>"),
                      "p.xlsx")),
            "en > zh\n|||a b|translated d\re\n|||12|initial ");
}

TEST(Xlsx, RefusesWhatHasNoPlace) {
  EXPECT_EQ(show(read(workbook("<row r='2'/><row r='1'/>", ""), "p.xlsx")),
            "p.xlsx, xl/worksheets/s.xml: the row 1 has no place\n");
  EXPECT_EQ(show(read(workbook("<row><c t='s'><v>7</v></c></row>", ""), "p.xlsx")),
            "p.xlsx, xl/worksheets/s.xml: a cell names a text that the workbook has not\n");
  EXPECT_EQ(show(read(write_zip({{"a", "b"}}).value(), "p.xlsx")),
            "p.xlsx: the package is no workbook: xl/workbook.xml is missing\nsave it as .xlsx");
  std::string rows;
  for (int i = 1; i <= 300; ++i) rows += "<row><c r='XFD1'/></row>";
  EXPECT_EQ(show(read(workbook(rows, ""), "p.xlsx")),
            "p.xlsx, xl/worksheets/s.xml: the sheet has more than 4 million cells\n");
}

// --- PO ------------------------------------------------------------------------------------------

TEST(Po, ReadsFilesOfOtherPrograms) {
  EXPECT_EQ(
      show(read("# translators\nmsgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\n"
                "# a note\n#. extracted\n#: a.c:1\n#, fuzzy, c-format\n#| msgid \"Old {\"\n"
                "msgid \"\"\n\"One \\\"1\\\"\\n\"\n\"two {\"\nmsgstr \"Un\"\n\n"
                "msgctxt \"menu\"\nmsgid \"File\"\nmsgid_plural \"Files\"\nmsgstr[0] \"Fichier\"\n"
                "msgstr[1] \"Fichiers\"\n\n#~ msgid \"gone\"\n#~ msgstr \"parti\"\n",
                "a.po")),
      "en > fr\n|||One \"1\"\ntwo {{|initial Un <Old {>|#a note\n|menu||File|translated Fichier");
}

TEST(Po, SaysWhereAFileIsNone) {
  EXPECT_EQ(show(read("msgid \"a\nmsgstr \"b\"\n", "a.po", {"", "fr"})),
            "a.po:1:1: a quotation mark is missing\nmsgfmt -c shows what else is wrong with the "
            "file");
  EXPECT_EQ(show(read("msgid \"a\"\nmsgtext \"b\"\n", "a.po", {"", "fr"})),
            "a.po:2:1: “msgtext” is no keyword of a PO file\nmsgfmt -c shows what else is wrong "
            "with the file");
  EXPECT_EQ(show(read("msgid \"a\"\nmsgstr \"b\"\n", "a.po")),
            "a.po:1:1: the header names no language\ngive it: --target-language fr");
}

// --- XLIFF 1.2 -----------------------------------------------------------------------------------

TEST(Xliff12, ReadsCodesSegmentsAndStates) {
  EXPECT_EQ(
      show(read("<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file "
                "original='a.docx' source-language='en' target-language='fr'><body>"
                "<trans-unit id='1' approved='yes'><source>a <g id='1'>b</g> <x id='2'/></source>"
                "<target>c <g id='1'>d</g></target><note>n</note></trans-unit>"
                "<trans-unit id='2'><source>One. Two.</source><seg-source><mrk mtype='seg' "
                "mid='5'>One.</mrk> <mrk mtype='seg' mid='6'>Two.</mrk></seg-source><target "
                "state='needs-review-translation'><mrk mtype='seg' mid='5'>Un.</mrk></target>"
                "<alt-trans><source>x</source><target>y</target></alt-trans></trans-unit>"
                "<trans-unit id='3'><source><bpt id='1' rid='7'>&lt;b></bpt>b<ept id='2' "
                "rid='7'>&lt;/b></ept></source></trans-unit></body></file></xliff>",
                "a.xlf")),
      "en > fr\n"
      "a.docx|1||a {1 }b{/1} {2 }|reviewed c {1 }d{/1}|#n\n"
      "a.docx|2|5|One.|translated Un.\n"
      "a.docx|2|6|Two.|initial \n"
      "a.docx|3||{1 <b>}b{/1}|initial ");
}

TEST(Xliff12, KnowsWhatTradosAndMemoqSay) {
  EXPECT_EQ(
      show(read("<xliff version='1.2' xmlns:sdl='s' xmlns:mq='m'><file original='a' "
                "source-language='en-GB' target-language='de'><body><trans-unit id='u'>"
                "<source>One</source><seg-source><mrk mtype='seg' mid='1'>One</mrk></seg-source>"
                "<target><mrk mtype='seg' mid='1'>Eins</mrk></target><sdl:seg-defs><sdl:seg id='1' "
                "conf='ApprovedTranslation'/></sdl:seg-defs></trans-unit><trans-unit id='v' "
                "mq:status='PartiallyEdited'><source>Two</source><target>Zwei</target></trans-unit>"
                "</body></file></xliff>",
                "a.sdlxliff")),
      "en-GB > de\na|u|1|One|reviewed Eins\na|v||Two|initial Zwei");
}

// --- TMX -----------------------------------------------------------------------------------------

TEST(Tmx, ReadsOldAndNewOnes) {
  EXPECT_EQ(
      show(read("<!DOCTYPE tmx SYSTEM 'http://x.invalid/tmx14.dtd'><tmx version='1.1'><header "
                "srclang='en-US'/><body><tu tuid='a'><note>n</note><prop type='x'>p</prop>"
                "<tuv lang='EN'><seg>a <bpt i='1'>{b}</bpt>b<ept i='1'>{/b}</ept><ph x='9'>c<sub>d"
                "</sub></ph> <hi>e</hi></seg></tuv><tuv xml:lang='fr'><seg>f</seg></tuv></tu>"
                "<tu><tuv xml:lang='fr'><seg>only</seg></tuv></tu></body></tmx>",
                "a.tmx")),
      "EN > fr\n|a||a {1 {{b}}}b{/1}{9 cd} e|translated f|#n");
  EXPECT_EQ(show(read("<!DOCTYPE t [<!ENTITY e 'x'>]><tmx><header srclang='en'/><body><tu><tuv "
                      "xml:lang='en'><seg>&e;</seg></tuv></tu></body></tmx>",
                      "a.tmx")),
            "a.tmx:1:95: not well-formed XML: Entity 'e' not defined\n");
}

// --- all -----------------------------------------------------------------------------------------

ExchangeFile sample() {
  model::InlineText source("A = {x} \u00A0\u200F“q” e\u0301 <&> \\ ");
  const auto add = [](model::InlineText& text, model::CodeRole role, const std::string& id,
                      const std::string& equiv) {
    model::InlineCode code;
    code.role = role;
    code.id = id;
    code.equiv = equiv;
    text.append(code);
  };
  add(source, model::CodeRole::Open, "1", "**");
  source.append("bold");
  add(source, model::CodeRole::Close, "1", "");
  add(source, model::CodeRole::Standalone, "2", "@AFR1.9 {}");
  model::InlineText target("=نص 中");
  add(target, model::CodeRole::Standalone, "2", "@AFR1.9 {}");
  ExchangeFile file{"en", {"ar"}, {}};
  file.entries.push_back(
      {"",
       "01-a",
       "a.para.1",
       "s1",
       {{"en", source, model::State::Final}, {"ar", target, model::State::Reviewed, {}, "=نص"}},
       {"query: which?\nthis", "plain"}});
  file.entries.push_back(
      {"",
       "01-a",
       "a.para.1",
       "s2",
       {{"en", model::InlineText("Two."), model::State::Final},
        {"ar", model::InlineText("اثنان"), model::State::Initial, "One {1 x}.", ""}},
       {}});
  file.entries.push_back({"",
                          "02-b",
                          "b.para.1",
                          "s1",
                          {{"en", model::InlineText("New"), model::State::Final}, {"ar", {}}},
                          {}});
  return file;
}

class ExchangeOf : public testing::TestWithParam<const char*> {};

TEST_P(ExchangeOf, GivesBackWhatItHolds) {
  const ExchangeFormat& format = *find_exchange_format(GetParam());
  ExchangeFile file = sample();
  Losses losses;
  add_losses(file, format, losses);
  for (AlignedEntry& entry : file.entries) {
    for (AlignedEntry::Text& text : entry.texts) {
      if (losses.count("older sources of stale translations") > 0) text.older_source.clear();
      if (format.name == "tmx") text.base.reset();
    }
  }
  if (losses.count("segments without a translation") > 0) file.entries.pop_back();
  const std::string bytes = write_exchange(file, format, "1").value();
  const auto again = read_exchange(bytes, "a", format, {});
  // a table has a base for all, PO and XLIFF 1.2 for those that have one
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(write_exchange(*again, format, "1").value(), bytes) << "saved over itself";
  ExchangeFile read = *again;
  for (AlignedEntry& entry : read.entries) {
    entry.publication.clear();
    for (AlignedEntry::Text& text : entry.texts) {
      if (text.base && text.base->empty()) text.base.reset();
    }
  }
  for (AlignedEntry& entry : file.entries) {
    for (AlignedEntry::Text& text : entry.texts) {
      if (text.base && text.base->empty()) text.base.reset();
    }
  }
  EXPECT_EQ(show(read), show(file)) << bytes;
}

INSTANTIATE_TEST_SUITE_P(EveryFormat, ExchangeOf,
                         testing::Values("xliff-1.2", "tmx", "po", "csv", "tsv", "xlsx"),
                         [](const auto& each) {
                           std::string name = each.param;
                           std::erase_if(name, [](char c) { return c == '-' || c == '.'; });
                           return name;
                         });

TEST(Exchange, MakesUnitsOfSentencesThatFollowEachOther) {
  const auto files = to_segment_files(sample());
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].part, "01-a");
  ASSERT_EQ(files[0].units.size(), 1U);
  const model::Unit& unit = files[0].units[0];
  ASSERT_EQ(unit.segments.size(), 3U);
  EXPECT_TRUE(unit.segments[1].is_ignorable);
  EXPECT_EQ(unit.segments[1].source.plain(), " ");
  EXPECT_EQ(unit.merge_base.at("s1"), "=نص");
  EXPECT_EQ(unit.translated_from.at("s2").source, "One {1 x}.");
  EXPECT_EQ(unit.notes.at(0).category, "query");
  EXPECT_EQ(unit.notes.at(0).text, "which?\nthis");
  EXPECT_EQ(unit.notes.at(1).text, "plain");
}

TEST(Exchange, CountsWhatAFormatCannotHold) {
  Losses losses;
  add_losses(sample(), *find_exchange_format("tmx"), losses);
  EXPECT_EQ(losses, (Losses{{"older sources of stale translations", {"a.para.1"}},
                            {"segments without a translation", {"b.para.1"}}}));
}

TEST(Exchange, RefusesSeveralLanguagesWhereOneFits) {
  ExchangeFile file = sample();
  file.target_languages = {"ar", "fr"};
  EXPECT_EQ(write_exchange(file, *find_exchange_format("po"), "1").error().to_string(),
            "PO takes one target language, these are ar, fr");
}

}  // namespace
}  // namespace hexapla::formats
