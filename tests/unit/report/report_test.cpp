// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "hexapla/report/findings.hpp"
#include "hexapla/report/status.hpp"
#include "hexapla/report/sync.hpp"

namespace hexapla::report {
namespace {

Diagnostic finding(const SourceFile& file, std::string_view at) {
  Diagnostic result;
  result.rule = "inline/missing-code";
  result.severity = Severity::Critical;
  const std::size_t begin = file.text().find(at);
  result.span = {file.name(), begin, begin + at.size()};
  result.message = "the target lacks {2}";
  return result;
}

SourceLookup only(const SourceFile& file) {
  return [&file](std::string_view name) { return name == file.name() ? &file : nullptr; };
}

TEST(FindingsAsText, PutTheCaretUnderWideCharacters) {
  const SourceFile file("a.xlf", "x\n  <target>按下以保存。</target>\n");
  Diagnostic one = finding(file, "以保存");
  one.notes.push_back({{"a.xlf", 0, 1}, "it stands here in the source"});
  one.hint = "insert {2}";
  EXPECT_EQ(to_text({one}, only(file), false),
            "a.xlf:2:13: error: the target lacks {2} [inline/missing-code]\n"
            "    2 |   <target>按下以保存。</target>\n"
            "      |               ^~~~~~\n"
            "a.xlf:1:1: note: it stands here in the source\n"
            "hint: insert {2}\n"
            "1 error, 0 warnings, 0 hints\n");
}

TEST(FindingsAsText, CountCombiningMarksAsNothing) {
  const SourceFile file("a", "a\u0301b نِتيجة x\n");
  EXPECT_NE(to_text({finding(file, "x")}, only(file), false).find("      |          ^\n"),
            std::string::npos);
}

TEST(FindingsAsText, CutALongLineAroundThePlace) {
  const SourceFile file("a", std::string(500, 'a') + "HERE" + std::string(500, 'b') + "\n");
  const std::string text = to_text({finding(file, "HERE")}, only(file), false);
  EXPECT_NE(text.find(" | …aaa"), std::string::npos);
  EXPECT_NE(text.find("bbb…\n"), std::string::npos);
  EXPECT_LT(text.size(), 400U);
}

TEST(FindingsAsText, KeepControlCharactersFromTheTerminal) {
  const SourceFile file("a", "bad\x1b[2Jline\n");
  EXPECT_EQ(to_text({finding(file, "line")}, only(file), false).find('\x1b'), std::string::npos);
}

TEST(FindingsAsText, DoWithoutTheFile) {
  Diagnostic one;
  one.rule = "a/b";
  one.severity = Severity::Minor;
  one.message = "m";
  one.span.file = "gone";
  EXPECT_EQ(to_text(
                {one}, [](std::string_view) { return nullptr; }, false),
            "gone: warning: m [a/b]\n0 errors, 1 warning, 0 hints\n");
  EXPECT_EQ(to_text(
                std::vector<Diagnostic>{}, [](std::string_view) { return nullptr; }, false),
            "no findings\n");
}

TEST(FindingsAsJson, HaveEveryKey) {
  const SourceFile file("a.xlf", "<t>按下</t>\n");
  Diagnostic one = finding(file, "下");
  one.unit = "u";
  one.target_span = TextRange{1, 2};
  EXPECT_EQ(to_json({one}, only(file), 7),
            R"({
  "version": 1,
  "findings": [
    {
      "rule": "inline/missing-code",
      "severity": "critical",
      "its": null,
      "publication": null,
      "language": null,
      "file": "a.xlf",
      "line": 1,
      "column": 5,
      "unit": "u",
      "segment": null,
      "source_span": null,
      "target_span": [
        1,
        2
      ],
      "message": "the target lacks {2}",
      "notes": [],
      "hint": null,
      "hash": null,
      "waived": false
    }
  ],
  "summary": {
    "segments": 7,
    "by_rule": {
      "inline/missing-code": 1
    },
    "by_severity": {
      "critical": 1
    }
  }
}
)");
}

/// One finding of each kind in a file whose name needs escapes.
std::vector<Diagnostic> three(const SourceFile& file) {
  Diagnostic wrong = finding(file, "以保存");
  wrong.hint = "insert {2}: 100 %";
  wrong.hash = "0123456789abcdef";
  wrong.unit = "u1";
  wrong.language = "zh";
  Diagnostic waived = finding(file, "按");
  waived.waived = true;
  Diagnostic whole;
  whole.rule = "other/rule";
  whole.severity = Severity::Minor;
  whole.span = {file.name(), 0, 0};
  whole.message = "a \"<&\x01";
  return {wrong, waived, whole};
}

TEST(FindingsAsGithub, AreWorkflowCommands) {
  const SourceFile file("a,b.xlf", "x\n<t>按下以保存。</t>\n");
  EXPECT_EQ(to_github(three(file), only(file)),
            "::error file=a%2Cb.xlf,line=2,endLine=2,col=6,endColumn=9,title=inline/missing-code::"
            "the target lacks {2}%0Ahint: insert {2}: 100 %25\n"
            "::warning file=a%2Cb.xlf,title=other/rule::a \"<&\x01\n");
  EXPECT_EQ(to_github({}, only(file)), "");
}

TEST(FindingsAsJunit, FailFromTheSeverityOn) {
  const SourceFile file("a&b.xlf", "x\n<t>按下以保存。</t>\n");
  EXPECT_EQ(to_junit(three(file), only(file), Severity::Major),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
            "  <testsuite name=\"a&amp;b.xlf\" tests=\"3\" failures=\"1\" skipped=\"2\">\n"
            "    <testcase name=\"inline/missing-code 2:6\" classname=\"a&amp;b.xlf\">\n"
            "      <failure message=\"the target lacks {2}&#10;hint: insert {2}: 100 %\"/>\n"
            "    </testcase>\n"
            "    <testcase name=\"inline/missing-code 2:4\" classname=\"a&amp;b.xlf\">\n"
            "      <skipped message=\"the target lacks {2}\"/>\n"
            "    </testcase>\n"
            "    <testcase name=\"other/rule\" classname=\"a&amp;b.xlf\">\n"
            "      <skipped message=\"a &quot;&lt;&amp;\uFFFD\"/>\n"
            "    </testcase>\n"
            "  </testsuite>\n</testsuites>\n");
  EXPECT_EQ(to_junit({}, only(file), Severity::Major),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
            "  <testsuite name=\"hexapla check\" tests=\"1\" failures=\"0\" skipped=\"0\">\n"
            "    <testcase name=\"no findings\" classname=\"hexapla check\"/>\n"
            "  </testsuite>\n</testsuites>\n");
}

TEST(FindingsAsSarif, HaveRulesPlacesFingerprintsAndSuppressions) {
  const SourceFile file("a b/é.xlf", "x\n<t>按下以保存。</t>\n");
  const std::string sarif = to_sarif(three(file), only(file), "1.2");
  for (
      const char* part :
      {R"("version": "2.1.0")", R"("name": "hexapla")", R"("version": "1.2")",
       R"("uri": "a%20b/%C3%A9.xlf")", R"("columnKind": "unicodeCodePoints")", R"("startLine": 2)",
       R"("startColumn": 6)", R"("endColumn": 9)", R"("hexaplaText/v1": "0123456789abcdef")",
       R"("kind": "external")", R"("text": "the target lacks {2}. insert {2}: 100 %")",
       R"("level": "warning")",
       R"("text": "The target lacks an inline code of the source (emphasis, link, code, image).")"}) {
    EXPECT_NE(sarif.find(part), std::string::npos) << part << "\n" << sarif;
  }
  EXPECT_EQ(sarif.find("suppressions"), sarif.rfind("suppressions"));
}

TEST(Status, RoundsDownAndShowsWhatIsLeft) {
  workspace::LanguageStatus language;
  language.language = "zh";
  language.counts.segments = 200;
  language.counts.untranslated = 1;
  language.counts.states[1] = 199;
  const std::string text = to_text(std::vector<workspace::PublicationStatus>{{"plan", {language}}});
  EXPECT_NE(text.find(" 99 %"), std::string::npos);
  EXPECT_NE(to_json({{"plan", {language}}}).find("\"untranslated\": 1"), std::string::npos);
}

TEST(Sync, ShowsTheWordsThatChanged) {
  workspace::SyncReport report;
  report.publication = "plan";
  report.changes.push_back({workspace::ChangeKind::Edited,
                            "01",
                            "a.para.1",
                            text::word_diff("on what", "on which"),
                            {"zh"},
                            {}});
  EXPECT_EQ(to_text({report}, true, false),
            "plan: 0 unchanged, 1 edited\n  edited   a.para.1; stale in zh\n           on "
            "[-what-]{+which+}\n"
            "  0 files would be written\n");
}

}  // namespace
}  // namespace hexapla::report
