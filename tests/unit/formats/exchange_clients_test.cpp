// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/formats/exchange.hpp"
#include "hexapla/formats/xml.hpp"
#include "hexapla/support/conformance.hpp"

/// What other programs say of our files, and we of theirs.
namespace hexapla::formats {
namespace {

/// A file with everything that a format may be asked to hold.
ExchangeFile sample() {
  ExchangeFile file{"en", {"ar"}, {}};
  for (int i = 0; i < 3; ++i) {
    AlignedEntry entry;
    entry.part = i < 2 ? "01-a" : "02-b";
    entry.unit = "a.para." + std::to_string(i);
    entry.segment = "s1";
    model::InlineText source("One <&> \"two\" \\ = {x}\n");
    for (const auto role : {model::CodeRole::Open, model::CodeRole::Close}) {
      model::InlineCode code;
      code.role = role;
      code.id = "1";
      code.type = "fmt";
      code.sub_type = "xlf:b";
      code.equiv = "**";
      source.append(code);
    }
    model::InlineCode alone;
    alone.id = "2";
    alone.type = "other";
    alone.sub_type = "hexapla:ref";
    alone.equiv = "@AFR1.9";
    source.append(alone);
    source.append("\n");
    entry.texts.push_back({"en", source, model::State::Final});
    AlignedEntry::Text target{"ar", i == 1 ? model::InlineText() : source, model::State::Initial};
    if (i == 0) target.state = model::State::Final;
    if (i == 2) target.older_source = "One {{x}}.\n";
    target.base = i == 1 ? "" : "=base\n";
    entry.texts.push_back(target);
    entry.notes = {"query: a\nb"};
    file.entries.push_back(entry);
  }
  return file;
}

class ExchangeClients : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("hexapla-clients-" +
               std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    ASSERT_TRUE(files_.make_directories(folder_));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Path write(const char* format, const std::string& name) {
    const Path path = folder_ / name;
    EXPECT_TRUE(
        files_.write(path, write_exchange(sample(), *find_exchange_format(format), "1").value()));
    return path;
  }

  bool has(const std::vector<std::string>& command) {
    return processes_.run({command}).has_value();
  }

  SystemFiles files_;
  SystemProcesses processes_;
  Path folder_;
};

TEST_F(ExchangeClients, GettextFindsNothingToSay) {
  if (!has({"msgfmt", "--version"})) GTEST_SKIP() << "gettext is not installed";
  const Path po = write("po", "a.po");
  const auto answer = processes_.run({{"msgfmt", "-c", "-o", "/dev/null", po.string()}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->exit_code, 0);
  EXPECT_EQ(answer->errors, "");
}

TEST_F(ExchangeClients, CalcReadsWorkbooksAndTablesAsTexts) {
  if (!std::filesystem::exists("/usr/lib/libreoffice/program/libsclo.so"))
    GTEST_SKIP() << "LibreOffice Calc is not installed";
  for (const char* const format : {"xlsx", "csv"}) {
    SCOPED_TRACE(format);
    const Path table = write(format, std::string("a.") + format);
    // from UTF-8 (76) into UTF-8, every cell as it is shown
    const auto answer = processes_.run(
        {{"soffice", "--headless", "-env:UserInstallation=file://" + (folder_ / "profile").string(),
          "--infilter=" +
              std::string(format == std::string("csv") ? "CSV:44,34,76" : "Calc MS Excel 2007 XML"),
          "--convert-to", "tsv:Text - txt - csv (StarCalc):9,0,76", "--outdir", folder_.string(),
          table.string()},
         "",
         std::chrono::seconds(100)});
    ASSERT_TRUE(answer) << answer.error().to_string();
    const auto shown = files_.read(folder_ / "a.tsv");
    ASSERT_TRUE(shown) << answer->errors;
    EXPECT_NE(shown->find("part\tunit\tsegment\tsource:en\ttarget:ar\tstate:ar"), std::string::npos)
        << *shown;
    const bool is_guarded = format == std::string("csv");
    EXPECT_NE(shown->find(is_guarded ? "'=base" : "=base"), std::string::npos) << *shown;
    EXPECT_NE(shown->find("{1 **}{/1}{2 @AFR1.9}"), std::string::npos) << *shown;
    EXPECT_TRUE(files_.remove(folder_ / "a.tsv"));
  }
}

TEST_F(ExchangeClients, XliffTwelveIsValidByTheStrictSchema) {
  const Path schemas = support::conformance_folder() / "xliff" / "schemas";
  if (!files_.exists(schemas / "catalog.xml")) GTEST_SKIP() << "no folder " << schemas;
  const Path xliff = write("xliff-1.2", "a.xlf");
  // the schema imports xml.xsd by its address: from the catalog, not from the network
  const auto answer =
      processes_.run({{"env", "XML_CATALOG_FILES=" + (schemas / "catalog.xml").string(), "xmllint",
                       "--nonet", "--noout", "--schema",
                       (schemas / "1.2" / "xliff-core-1.2-strict.xsd").string(), xliff.string()}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->exit_code, 0) << answer->errors;
}

TEST_F(ExchangeClients, EveryMemoryOfTheComplianceKitIsRead) {
  const Path kit = support::conformance_folder() / "tmx" / "kit";
  if (!files_.exists(kit)) GTEST_SKIP() << "no folder " << kit;
  std::size_t count = 0;
  for (const auto& each : std::filesystem::recursive_directory_iterator(kit)) {
    if (each.path().extension() != ".tmx") continue;
    SCOPED_TRACE(each.path().filename().string());
    const auto file = read_exchange(files_.read(each.path()).value(), each.path().string(),
                                    *find_exchange_format("tmx"), {});
    ASSERT_TRUE(file) << file.error().to_string();
    EXPECT_FALSE(file->entries.empty());
    ++count;
  }
  EXPECT_EQ(count, 23U);
}

/// A text of the kit without its byte order mark, with LF alone.
std::string read_plain(Files& files, const Path& path) {
  std::string bytes = files.read(path).value();
  if (find_xml_encoding(bytes) != XmlEncoding::Utf8) bytes = decode_xml(bytes, "kit").value();
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  std::erase(bytes, '\r');
  return bytes;
}

/// Each line by what the memory has for it; lines that it does not have stay.
std::string translate_lines(const std::string& text, const ExchangeFile& memory) {
  std::map<std::string, std::string> target_of;
  for (const AlignedEntry& entry : memory.entries)
    target_of.emplace(entry.texts[0].text.plain(), entry.texts[1].text.plain());
  std::string translated;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const auto found = target_of.find(line);
    translated += found == target_of.end() ? line : found->second;
    if (end < text.size()) translated += '\n';
    at = end + 1;
  }
  return translated;
}

TEST_F(ExchangeClients, TextsOfTheComplianceKitBecomeTheirTranslations) {
  const Path kit = support::conformance_folder() / "tmx" / "kit";
  if (!files_.exists(kit)) GTEST_SKIP() << "no folder " << kit;
  const std::vector<std::pair<std::string, std::string>> tests = {
      {"1A", "fr-ca"}, {"1B", "fr-ca"}, {"1C", "fr-ca"}, {"1D", "en-gb"}, {"1E", "en-gb"},
      {"1F", "en-gb"}, {"1G", "en-gb"}, {"1H", "en-gb"}, {"1I", "ja-jp"}};
  for (const auto& [test, language] : tests) {
    SCOPED_TRACE(test);
    const std::string name = "ImportTest" + test;
    const auto memory = read_exchange(files_.read(kit / (name + ".tmx")).value(), name,
                                      *find_exchange_format("tmx"), {{}, language});
    ASSERT_TRUE(memory) << memory.error().to_string();
    EXPECT_EQ(translate_lines(read_plain(files_, kit / (name + ".txt")), *memory),
              read_plain(files_, kit / (name + "_" + language + ".txt")));
  }
}

TEST_F(ExchangeClients, NoReaderIsHurtByHostileXml) {
  const Path attacks = support::conformance_folder() / "xml-attacks";
  if (!files_.exists(attacks)) GTEST_SKIP() << "no folder " << attacks;
  for (const auto& each : std::filesystem::recursive_directory_iterator(attacks)) {
    if (!each.is_regular_file()) continue;
    const std::string bytes = files_.read(each.path()).value();
    for (const char* const format : {"tmx", "xliff-1.2", "po", "csv", "tsv", "xlsx"}) {
      const auto file = read_exchange(bytes, "a", *find_exchange_format(format), {"en", "fr"});
      EXPECT_TRUE(file || !file.error().message.empty());
    }
  }
}

}  // namespace
}  // namespace hexapla::formats
