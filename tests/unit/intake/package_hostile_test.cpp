// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "package_builder.hpp"

/// Packages that mean harm, or are damaged: each is refused with one message that helps.
namespace hexapla::intake {
namespace {

/// The error, its hint in a second line; the words that were read where there is none.
std::string refuse(const std::string& bytes) {
  const auto incoming = read_without_pandoc(bytes);
  if (incoming) return incoming->parts.front().text;
  return incoming.error().to_string() + "\n" + incoming.error().hint;
}

std::string zip(const std::vector<formats::ZipEntry>& entries) {
  return formats::write_zip(entries).value();
}

std::string with_document(std::string xml) {
  auto entries = PackageBuilder("").entries();
  for (auto& entry : entries) {
    if (entry.name == "word/document.xml") entry.bytes = std::move(xml);
  }
  return zip(entries);
}

/// A little-endian number in a header of a zip archive.
void put(std::string& archive, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i)
    archive.at(at + i) = static_cast<char>((number >> (8 * i)) & 0xFFU);
}

/// Says another size for a file, in its own header and in the directory.
std::string with_size(std::string archive, const std::string& name, std::uint32_t size) {
  for (std::size_t at = 0; (at = archive.find(name, at)) != std::string::npos; ++at) {
    if (at >= 46 && archive.compare(at - 46, 4, "PK\1\2") == 0) put(archive, at - 46 + 24, size);
    if (at >= 30 && archive.compare(at - 30, 4, "PK\3\4") == 0) put(archive, at - 30 + 22, size);
  }
  return archive;
}

TEST(HostilePackage, WhatIsNoPackageIsToldApart) {
  EXPECT_EQ(refuse("<html>"),
            "plan.docx: no word-processor document\n"
            "a .docx is a zip archive; open the file in a word processor and save it again");
  EXPECT_EQ(refuse("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..."),
            "plan.docx: an older Word document, or one with a password\n"
            "open it in a word processor and save it as .docx without a password");
  EXPECT_EQ(refuse(zip({{"a.txt", "a"}})),
            "plan.docx: the package has no main part\n"
            "it is no word-processor document; save one as .docx");
  EXPECT_EQ(refuse(with_document("<workbook xmlns='urn:x'/>")),
            "plan.docx: the main part word/document.xml is no text\n"
            "it is no word-processor document; save one as .docx");
}

TEST(HostilePackage, MissingPartsAreNamedOrDoneWithout) {
  auto entries = PackageBuilder(paragraph(run("words"))).relate("s", "styles", "no.xml").entries();
  EXPECT_EQ(refuse(zip(entries)), "words\n");
  std::erase_if(entries, [](const auto& entry) { return entry.name == "word/document.xml"; });
  EXPECT_EQ(refuse(zip(entries)),
            "plan.docx: the package lacks its main part word/document.xml\n"
            "the file is damaged; save it again in a word processor");
}

TEST(HostilePackage, BombsAreRefusedByWhatTheDirectorySays) {
  PackageBuilder bomb(paragraph(run("words")));
  bomb.add("word/media/a.bmp", std::string(20U << 20U, '\0'));
  EXPECT_EQ(refuse(bomb.bytes()),
            "plan.docx: word/media/a.bmp in the archive is more than 300 times larger than "
            "packed\nit is damaged or hostile; a picture so empty is better saved as PNG");
  const std::string small = PackageBuilder(paragraph(run("words"))).bytes();
  EXPECT_EQ(refuse(with_size(small, "word/document.xml", 65U << 20U)),
            "plan.docx: word/document.xml in the archive is larger than 64 MiB\n"
            "cut the document into parts, or take images out");
  EXPECT_EQ(refuse(with_size(small, "word/document.xml", 50U << 20U)),
            "plan.docx: word/document.xml in the archive is more than 300 times larger than "
            "packed\nit is damaged or hostile; a picture so empty is better saved as PNG");
}

TEST(HostilePackage, SizesThatAreNotTrueAreDamage) {
  const std::string small = PackageBuilder(paragraph(run("words"))).bytes();
  for (const std::uint32_t size : {1U, 100U, 100'000U}) {
    EXPECT_EQ(refuse(with_size(small, "word/document.xml", size)),
              "plan.docx: word/document.xml in the archive is damaged\n"
              "fetch the file again, or save it again where it was made");
  }
}

TEST(HostilePackage, TooMuchInAllIsRefused) {
  const PackageBuilder many(paragraph(run("words")));
  std::string noise;  // does not pack
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < (1U << 20U); ++i) {
    state = state * 1'664'525U + 1'013'904'223U;
    noise += static_cast<char>(state >> 24U);
  }
  auto entries = many.entries();
  for (int i = 0; i < 5; ++i) entries.push_back({fmt::format("word/media/{}.png", i), noise, true});
  std::string archive = zip(entries);
  for (int i = 0; i < 5; ++i)
    archive = with_size(archive, fmt::format("word/media/{}.png", i), 60U << 20U);
  EXPECT_EQ(refuse(archive),
            "plan.docx: the archive unpacks to more than 256 MiB\n"
            "cut the document into parts, or take images out");
}

TEST(HostilePackage, TooManyFilesAreRefused) {
  auto entries = PackageBuilder("").entries();
  for (int i = 0; i < 4000; ++i) entries.push_back({fmt::format("x{}", i), ""});
  EXPECT_EQ(refuse(zip(entries)),
            "plan.docx: the archive holds 4003 files; 4000 are read at most\n"
            "cut the document into parts, or take images out");
}

TEST(HostilePackage, NamesThatLeaveThePackageOrComeTwiceAreRefused) {
  for (const char* name : {"../a", "/a", "word/../../a", "a\\b"}) {
    auto entries = PackageBuilder("").entries();
    entries.push_back({name, "x"});
    EXPECT_EQ(refuse(zip(entries)),
              "plan.docx: the archive holds a file whose name leaves it\n"
              "no program writes such a file; it is hostile");
  }
  auto entries = PackageBuilder("").entries();
  entries.push_back({"word/Document.xml", "x"});
  EXPECT_EQ(refuse(zip(entries)),
            "plan.docx: the archive holds word/Document.xml twice\n"
            "save it again where it was made");
}

TEST(HostilePackage, DoctypesAreRefusedInEveryPart) {
  const std::string bomb =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>";
  EXPECT_EQ(refuse(with_document(bomb + "<x>&a;&b;</x>")),
            "plan.docx (word/document.xml):1:13: the document has a DOCTYPE, which is not read\n"
            "remove the DOCTYPE and its entities");
  PackageBuilder styles(paragraph(run("words")));
  styles.relate("s", "styles", "styles.xml").add("word/styles.xml", bomb + "<x/>");
  EXPECT_EQ(refuse(styles.bytes()),
            "plan.docx (word/styles.xml):1:13: the document has a DOCTYPE, which is not read\n"
            "remove the DOCTYPE and its entities");
  auto entries = PackageBuilder("").entries();
  entries[1].bytes = bomb + "<x/>";
  EXPECT_EQ(refuse(zip(entries)),
            "plan.docx (word/_rels/document.xml.rels):1:13: the document has a DOCTYPE, which is "
            "not read\nremove the DOCTYPE and its entities");
}

TEST(HostilePackage, DepthIsLimited) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<w:sdt><w:sdtContent>";
  const std::string answer = refuse(PackageBuilder(deep).bytes());
  EXPECT_NE(answer.find("elements nested deeper than 256 levels"), std::string::npos) << answer;
}

TEST(HostilePackage, StylesThatAreBasedOnEachOtherEnd) {
  PackageBuilder package(paragraph(run("words"), style("A")));
  package.styles(
      "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>");
  EXPECT_EQ(refuse(package.bytes()), "words\n");
}

TEST(HostilePackage, ManyChangesInOneParagraphTakeTimeInProportion) {
  std::string runs;
  for (int i = 0; i < 20'000; ++i) runs += run("a") + "<w:del w:id=\"1\">" + run("b") + "</w:del>";
  const auto text = refuse(PackageBuilder(paragraph(runs)).bytes());
  EXPECT_EQ(text.size(), 20'001U);
}

TEST(HostilePackage, CutShortAnywhereItIsRefused) {
  const std::string whole = PackageBuilder(paragraph(run("words"))).bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto package = read_without_pandoc(whole.substr(0, size));
    ASSERT_FALSE(package) << size;
    EXPECT_EQ(package.error().code, size == 0 ? ErrorCode::Invalid : ErrorCode::Syntax) << size;
    EXPECT_EQ(package.error().location.file, "plan.docx") << size;
  }
  ASSERT_EQ(refuse(whole), "words\n");
}

/// An OpenDocument text with an image, a link, and a section from elsewhere.
std::string odt(std::string_view image) {
  const std::string content = fmt::format(
      "<o:document-content xmlns:o='urn:o' xmlns:x='http://www.w3.org/1999/xlink'><o:p>"
      "<o:a x:href='https://un.org/'>link</o:a><o:image x:href='Pictures/a.png'/>"
      "<o:image x:href='{}' x:type='simple'/></o:p></o:document-content>",
      image);
  return zip(
      {{"mimetype", "application/vnd.oasis.opendocument.text", true}, {"content.xml", content}});
}

TEST(HostileOdt, WhatLeadsOutOfThePackageIsCutBeforeAnyProgramSeesIt) {
  for (const std::string address :
       {"http://127.0.0.1:9/x.png", "file:///etc/passwd", "../x.png", "/etc/passwd"}) {
    std::string seen;
    SystemFiles files;
    FakeProcesses processes([&](const Command& command) -> Result<ProcessOutput> {
      if (command.arguments.front() == "soffice") {
        const std::string bytes = files.read(command.arguments.back()).value();
        const auto entries = formats::read_zip(bytes, "x").value();
        for (const auto& entry : entries) seen += entry.bytes;
      }
      return fail(ErrorCode::ToolMissing, "not here");
    });
    formats::Pandoc pandoc(files, processes, {}, std::chrono::seconds(60));
    formats::Office office(files, processes, std::chrono::seconds(60));
    const auto incoming = read_incoming({"a.odt", odt(address)}, {&pandoc, &office});
    EXPECT_FALSE(incoming);
    EXPECT_EQ(seen,
              "application/vnd.oasis.opendocument.text"
              "<o:document-content xmlns:o='urn:o' xmlns:x='http://www.w3.org/1999/xlink'><o:p>"
              "<o:a x:href='https://un.org/'>link</o:a><o:image x:href='Pictures/a.png'/>"
              "<o:image x:type='simple'/></o:p></o:document-content>");
  }
}

TEST(HostileOdt, WithoutLibreOfficePandocReadsAndARemarkSaysSo) {
  SystemFiles files;
  FakeProcesses processes([&](const Command& command) -> Result<ProcessOutput> {
    if (command.arguments.front() == "soffice") return fail(ErrorCode::ToolMissing, "not here");
    if (command.arguments.back() == "--version") return ProcessOutput{0, "pandoc 2.17.1.1", ""};
    return ProcessOutput{
        0,
        R"({"pandoc-api-version":[1,22],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Str","c":"a"}]}]})",
        ""};
  });
  formats::Pandoc pandoc(files, processes, {}, std::chrono::seconds(60));
  formats::Office office(files, processes, std::chrono::seconds(60));
  const auto incoming =
      read_incoming({"a.odt", odt("http://127.0.0.1:9/x.png")}, {&pandoc, &office});
  ASSERT_TRUE(incoming) << incoming.error().to_string();
  EXPECT_EQ(list_remarks(*incoming),
            "dropped image at  0: http://127.0.0.1:9/x.png | it lies outside the document and is "
            "not fetched\n"
            "uncertain converter at  0: LibreOffice is not installed: pandoc read the document, "
            "which loses rows of some tables, styles and direction\n");
}

TEST(HostileOdt, OtherFilesAreRefused) {
  SystemFiles files;
  FakeProcesses processes(
      [](const Command&) -> Result<ProcessOutput> { return fail(ErrorCode::ToolMissing, "no"); });
  formats::Pandoc pandoc(files, processes, {}, std::chrono::seconds(60));
  formats::Office office(files, processes, std::chrono::seconds(60));
  const auto read = [&](const std::string& bytes) {
    return read_incoming({"a.odt", bytes}, {&pandoc, &office}).error().to_string();
  };
  EXPECT_EQ(read(zip({{"a", "b"}})), "a.odt: the package is no OpenDocument text");
  EXPECT_EQ(read(zip({{"mimetype", "application/vnd.oasis.opendocument.text", true},
                      {"content.xml", "<!DOCTYPE x><x/>"}})),
            "a.odt (content.xml):1:12: the document has a DOCTYPE, which is not read");
  EXPECT_EQ(read(zip({{"mimetype", "application/vnd.oasis.opendocument.text", true},
                      {"Pictures/a.bmp", std::string(20U << 20U, '\0')}})),
            "a.odt: Pictures/a.bmp in the archive is more than 300 times larger than packed");
  EXPECT_TRUE(processes.commands().empty());
}

}  // namespace
}  // namespace hexapla::intake
