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
