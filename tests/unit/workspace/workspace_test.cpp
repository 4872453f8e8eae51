// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/workspace.hpp"

#include <string>

#include <gtest/gtest.h>

#include "hexapla/workspace/checks.hpp"
#include "hexapla/workspace/status.hpp"

#include "small_workspace.hpp"

namespace hexapla::workspace {
namespace {

TEST(FindRoot, GoesUpToTheNearestConfiguration) {
  MemoryFiles files;
  files.put("/a/hexapla.toml", "");
  files.put("/a/b/c/x", "");
  EXPECT_EQ(Workspace::find_root(files, "/a/b/c").value(), Path("/a"));
  EXPECT_EQ(Workspace::find_root(files, "/elsewhere").error().to_string(),
            "/elsewhere: no hexapla.toml here or in a folder above");
}

TEST(Open, ReadsPublicationsAndTheirData) {
  SmallWorkspace small;
  small.files.put("/w/content/doc/data/registers.toml",
                  "[register.SDG]\nkind = \"sdg\"\nvalues = \"1-17\"\n");
  const Workspace workspace = small.open();
  ASSERT_EQ(workspace.publications().size(), 1U);
  EXPECT_EQ(workspace.publications()[0].data.registers[0].entries.size(), 17U);
  EXPECT_EQ(workspace.find_publication("dok").error().message, "there is no publication \"dok\"");
}

TEST(Open, SaysWhereConfigurationIsWrong) {
  SmallWorkspace small;
  small.files.put("/w/content/doc/publication.toml", "part = [\"01-a\"]\n");
  const auto result = Workspace::open({&small.files, &small.processes}, "/w", {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Configuration);
  EXPECT_EQ(result.error().location.file, "content/doc/publication.toml");
}

TEST(ReadLocale, SaysWhatToMake) {
  SmallWorkspace small;
  EXPECT_EQ(small.open().read_locale("fr").error().message, "no locale for language fr");
}

TEST(BeginWriting, KeepsASecondProcessOut) {
  SmallWorkspace small;
  const Workspace workspace = small.open();
  const auto first = begin_writing(workspace, "hexapla sync, process 1");
  ASSERT_TRUE(first);
  const auto second = begin_writing(workspace, "hexapla sync, process 2");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::Locked);
  EXPECT_EQ(second.error().message, "the workspace is in use by hexapla sync, process 1");
}

class WithPandoc : public testing::Test {
 protected:
  void SetUp() override {
    if (!SystemProcesses().run({{"pandoc", "--version"}}))
      GTEST_SKIP() << "pandoc is not installed";
  }
  SmallWorkspace small;
};

TEST_F(WithPandoc, StatusCountsWhatIsLeft) {
  small.source("{#t}\n# Two words\n\nThree more words. And four more words.\n");
  small.sync();
  const Workspace workspace = small.open();
  DiagnosticList found;
  const auto status = compute_status(workspace, workspace.publications()[0], found);
  ASSERT_TRUE(status);
  ASSERT_EQ(status->languages.size(), 2U);
  EXPECT_EQ(status->languages[0].language, "zh");
  EXPECT_EQ(status->languages[0].counts.untranslated, 3U);
  EXPECT_EQ(status->languages[0].counts.words_left, 9U);
  EXPECT_TRUE(status->languages[1].is_source);
}

TEST_F(WithPandoc, CheckFindsADanglingReferenceInTheMarkdown) {
  small.source("{#t}\n# Title\n\nSee @fig-none here.\n");
  small.sync();
  const Workspace workspace = small.open();
  const auto result = check_publication(workspace, workspace.publications()[0], {"en"});
  ASSERT_TRUE(result);
  ASSERT_EQ(result->findings.size(), 1U);
  EXPECT_EQ(result->findings[0].rule, "plan/dangling-reference");
  EXPECT_EQ(result->findings[0].span, (SourceSpan{"content/doc/source/en/01-a.md", 18, 27}));
}

TEST_F(WithPandoc, CheckUnderlinesTheWordsOfATarget) {
  small.files.put("/w/hexapla.toml",
                  "[workspace]\nlanguages = [\"en\", \"zh\"]\nglossaries = [\"g.tbx\"]\n");
  small.files.put("/w/g.tbx",
                  "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" "
                  "xmlns=\"urn:iso:std:iso:30042:ed-2\"><text><body><conceptEntry "
                  "id=\"a\"><langSec xml:lang=\"zh\"><termSec><term>产出</term><termNote "
                  "type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></termSec></"
                  "langSec></conceptEntry></body></text></tbx>");
  small.source("{#t}\n# Title\n");
  small.sync();
  std::string zh = small.read("segments/zh/01-a.xlf");
  const std::size_t at = zh.find("</source>") + 9;
  zh.insert(at, "<target>一项产出</target>");
  small.files.put("/w/content/doc/segments/zh/01-a.xlf", zh);
  const Workspace workspace = small.open();
  const auto result = check_publication(workspace, workspace.publications()[0], {"zh"});
  ASSERT_TRUE(result);
  ASSERT_EQ(result->findings.size(), 1U);
  const SourceSpan span = result->findings[0].span;
  EXPECT_EQ(zh.substr(span.begin, span.end - span.begin), "产出");
}

TEST_F(WithPandoc, CheckReportsASourceThatWasNotSynced) {
  small.source("{#t}\n# Title\n");
  small.sync();
  small.source("{#t}\n# Another title\n");
  const Workspace workspace = small.open();
  const auto result = check_publication(workspace, workspace.publications()[0], {"en"});
  ASSERT_TRUE(result);
  ASSERT_EQ(result->findings.size(), 1U);
  EXPECT_EQ(result->findings[0].message, "the source changed since the last sync");
}

TEST_F(WithPandoc, CheckGoesOnAfterAMalformedFile) {
  small.sync();
  small.files.put("/w/content/doc/segments/zh/01-a.xlf", "<xliff>");
  const Workspace workspace = small.open();
  const auto result = check_publication(workspace, workspace.publications()[0], {"en", "zh"});
  ASSERT_TRUE(result);
  ASSERT_EQ(result->findings.size(), 1U);
  EXPECT_EQ(result->findings[0].rule, "file/malformed");
}

}  // namespace
}  // namespace hexapla::workspace
