// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/formats/docx_package.hpp"
#include "hexapla/formats/office.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/intake/read.hpp"
#include "hexapla/text/utf8.hpp"

#include "outline.hpp"

/// Word files and the trees that pandoc's own tests expect of them, where they are at hand.
namespace hexapla::intake {
namespace {

const Path kFolder = Path(HEXAPLA_SOURCE_DIR) / ".." / "shared" / "conformance" / "docx";

struct Pair {
  std::string docx;
  std::string native;
  TrackedChanges changes = TrackedChanges::Accept;
};

std::vector<Pair> read_pairs(const Files& files) {
  std::vector<Pair> pairs;
  std::istringstream table(files.read(kFolder / "pairs.tsv").value());
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line)) {
    std::istringstream fields(line);
    Pair pair;
    std::string changes;
    fields >> pair.docx >> pair.native >> changes;
    if (changes == "reject") pair.changes = TrackedChanges::Reject;
    if (changes == "all") pair.changes = TrackedChanges::All;
    pairs.push_back(pair);
  }
  return pairs;
}

/// Pandoc reads a tag in it that is no XML.
const std::string kIllFormed = "normalize.docx";

std::string what_of(const Incoming& incoming) {
  std::string text;
  for (const Remark& each : incoming.remarks)
    text += fmt::format("{} {}\n", to_string(each.kind), each.what);
  return text;
}

class PackageConformance : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kFolder)) GTEST_SKIP() << "no conformance data at " << kFolder;
  }

  Result<Incoming> read(const std::string& name, TrackedChanges changes) {
    const std::string bytes = files_.read(kFolder / name).value();
    return read_incoming({name, bytes, nullptr, changes}, {&pandoc_, &office_});
  }

  SystemFiles files_;
  SystemProcesses processes_;
  formats::Pandoc pandoc_{files_, processes_, {}, std::chrono::seconds(60)};
  formats::Office office_{files_, processes_, std::chrono::seconds(60)};
};

/// Where we read a file otherwise than pandoc does, and why; how many lines of the outline each has
/// that the other lacks.
struct Difference {
  std::string_view native;
  std::size_t ours;
  std::size_t theirs;
  std::string_view reason;
};

constexpr std::string_view kContents = "a generated list (contents, index) is left out and told of";
constexpr std::string_view kSigns = "pandoc knows the signs of the first level of a list alone";
constexpr Difference kDifferences[] = {
    {"empty_field.native", 0, 1, kContents},
    {"pageref.native", 0, 2, kContents},
    {"0_level_headers.native", 0, 5, kContents},
    {"nested_anchors_in_header.native", 0, 5, kContents},
    {"deep_normalize.native", 2, 2, kSigns},
    {"lists.native", 1, 1, kSigns},
    {"lists_sublist_reset.native", 2, 2, kSigns},
    {"lists_level_override.native", 11, 20,
     "paragraphs with an outline level are headings; an item that is indented is no quotation"},
    {"table_captions_with_field.native", 0, 3, "blocks with nothing in them are left out"},
    {"table_captions_no_field.native", 2, 2,
     "a paragraph of the style of captions is the caption of the table that it stands beside; "
     "headings with nothing in them are left out"},
    {"paragraph_insertion_deletion_accept.native", 1, 1,
     "paragraphs whose mark a change takes away are joined without a space, as word processors do"},
    {"custom-style-with-styles.native", 4, 7,
     "custom styles are looked at in the package, and are no divisions of the tree"},
};

/// The lines of `text` that `other` lacks, as often as it lacks them.
std::vector<std::string> lines_without(const std::string& text, const std::string& other) {
  std::map<std::string, int> counts;
  std::string line;
  for (std::istringstream lines(other); std::getline(lines, line);) ++counts[line];
  std::vector<std::string> missing;
  for (std::istringstream lines(text); std::getline(lines, line);) {
    if (counts[line]-- <= 0) missing.push_back(line);
  }
  return missing;
}

/// The character data of w:t and w:delText as it lies in a part, by nothing but its tags; what old
/// readers get instead of a drawing is the same once more.
std::string raw_words(std::string xml) {
  constexpr std::string_view kFallback = "<mc:Fallback>";
  constexpr std::string_view kFallbackEnd = "</mc:Fallback>";
  for (std::size_t at; (at = xml.find(kFallback)) != std::string::npos;) {
    const std::size_t end = xml.find(kFallbackEnd, at);
    xml.erase(at, end + kFallbackEnd.size() - at);
  }
  std::string words;
  for (const std::string tag : {"w:t", "w:delText"}) {
    for (std::size_t at = 0; (at = xml.find("<" + tag, at)) != std::string::npos; ++at) {
      const char next = xml[at + tag.size() + 1];
      const std::size_t begin = xml.find('>', at) + 1;
      if ((next != ' ' && next != '>') || xml[begin - 2] == '/') continue;
      words += xml.substr(begin, xml.find("</", begin) - begin);
    }
  }
  for (const auto& [entity, character] :
       {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&quot;", "\""),
        std::pair("&apos;", "'"), std::pair("&amp;", "&")}) {
    for (std::size_t at = 0; (at = words.find(entity, at)) != std::string::npos; ++at)
      words.replace(at, std::string_view(entity).size(), character);
  }
  return words;
}

/// Characters of the package that are neither in the tree nor in a remark.
std::string lost_from_package(const std::string& bytes, const Incoming& incoming) {
  const auto package = formats::read_docx_package(bytes, "x.docx").value();
  std::string raw = raw_words(package.document.xml);
  for (const formats::PackagePart& part : package.parts) raw += raw_words(part.xml);
  return lost_characters(raw, incoming);
}

TEST_F(PackageConformance, TextAndOrderAreThoseOfPandocButForWhatIsListedAndNoCharacterIsLost) {
  std::size_t equal = 0;
  std::size_t listed = 0;
  for (const Pair& pair : read_pairs(files_)) {
    SCOPED_TRACE(pair.docx + " as " + pair.native);
    if (pair.docx == kIllFormed) continue;
    const auto incoming = read(pair.docx, pair.changes);
    ASSERT_TRUE(incoming) << incoming.error().to_string();
    const auto expected =
        pandoc_.read(files_.read(kFolder / pair.native).value(), "native", pair.native);
    ASSERT_TRUE(expected) << expected.error().to_string();
    EXPECT_EQ(lost_from_package(files_.read(kFolder / pair.docx).value(), *incoming), "");
    const std::string ours = outline(incoming->document);
    const std::string theirs = outline(*expected);
    const auto* const difference =
        std::find_if(std::begin(kDifferences), std::end(kDifferences),
                     [&](const Difference& each) { return each.native == pair.native; });
    if (difference == std::end(kDifferences)) {
      EXPECT_EQ(ours, theirs);
      ++equal;
      continue;
    }
    EXPECT_EQ(lines_without(ours, theirs).size(), difference->ours) << ours << "--\n" << theirs;
    EXPECT_EQ(lines_without(theirs, ours).size(), difference->theirs) << difference->reason;
    ++listed;
  }
  EXPECT_EQ(equal, 67U);
  EXPECT_EQ(listed, std::size(kDifferences));
}

TEST_F(PackageConformance, AFileThatIsNoXmlIsRefusedWithItsPlace) {
  const auto incoming = read(kIllFormed, TrackedChanges::Accept);
  ASSERT_FALSE(incoming);
  EXPECT_EQ(incoming.error().to_string(),
            "normalize.docx (word/document.xml):2:1352: not well-formed XML: error parsing "
            "attribute name");
}

TEST_F(PackageConformance, FilesWithoutATreeAreRead) {
  const auto diagram = read("diagram.docx", TrackedChanges::Accept);
  ASSERT_TRUE(diagram) << diagram.error().to_string();
  EXPECT_EQ(what_of(*diagram), "dropped diagram\n");
  const auto comments = read("comments_warning.docx", TrackedChanges::Accept);
  ASSERT_TRUE(comments) << comments.error().to_string();
  EXPECT_EQ(what_of(*comments), "dropped comment\n");
}

}  // namespace
}  // namespace hexapla::intake
