// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/sync.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/model/slots.hpp"

#include "small_workspace.hpp"

namespace hexapla::workspace {
namespace {

using model::State;

class Sync : public testing::Test {
 protected:
  void SetUp() override {
    if (!SystemProcesses().run({{"pandoc", "--version"}}))
      GTEST_SKIP() << "pandoc is not installed";
  }

  model::SegmentFile live(const std::string& part = "01-a") {
    return formats::read_xliff(small.read("segments/zh/" + part + ".xlf"), "a").value();
  }
  /// Translates every segment without a target as "译" and its source, reviewed.
  void translate() {
    model::SegmentFile file = live();
    for (model::Unit& unit : file.units) {
      for (model::Segment& segment : unit.segments) {
        if (segment.is_ignorable || segment.target) continue;
        segment.target = segment.source;
        segment.target->append(std::string_view("译"));
        segment.state = State::Reviewed;
        segment.has_state = true;
      }
    }
    const std::string before = small.read("segments/zh/01-a.xlf");
    small.files.put("/w/content/doc/segments/zh/01-a.xlf",
                    formats::write_xliff(file, before).value());
  }
  /// "unit: source > target [state]" a line.
  std::string show() {
    std::string lines;
    for (const model::Unit& unit : live().units) {
      for (const model::Segment& segment : unit.segments) {
        if (segment.is_ignorable) continue;
        lines += fmt::format(
            "{} {}: {} > {} [{}]\n", unit.id, segment.id, segment.source.canonical(),
            segment.target ? segment.target->canonical() : "-", model::to_string(segment.state));
      }
    }
    return lines;
  }
  static std::string kinds(const SyncReport& report) {
    static const char* const kNames[] = {"added",    "edited", "moved", "removed",
                                         "returned", "split",  "merged"};
    std::string text;
    for (const UnitChange& change : report.changes) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ",
                          kNames[static_cast<int>(change.kind)], change.unit);
    }
    return text;
  }

  SmallWorkspace small;
};

constexpr const char* kThree =
    "{#t}\n# Title\n\nAlpha stays here.\n\nBeta goes first. Beta goes second.\n\nGamma comes "
    "last.\n";

TEST_F(Sync, GivesUnitsTheirIdsAndSentences) {
  small.source(kThree);
  EXPECT_EQ(kinds(small.sync()),
            "added t.heading.1, added t.para.1, added t.para.2, added t.para.3");
  EXPECT_EQ(show(),
            "t.heading.1 s1: Title > - [initial]\n"
            "t.para.1 s1: Alpha stays here. > - [initial]\n"
            "t.para.2 s1: Beta goes first. > - [initial]\n"
            "t.para.2 s2: Beta goes second. > - [initial]\n"
            "t.para.3 s1: Gamma comes last. > - [initial]\n");
}

TEST_F(Sync, ListsWhatCitesARenumberedResult) {
  const auto plan = [](const std::string& results) {
    return "::: {.initiative #AFR1}\n# Initiative\n\n::: results\n" + results +
           ":::\n:::\n\nThis rests on @AFR1.2 and others.\n";
  };
  small.files.put("/w/content/doc/data/enablers.toml", "[[enabler]]\nid = \"skills\"\n");
  small.files.put("/w/content/doc/data/citations.toml",
                  "[[citation]]\nenabler = \"skills\"\ncites = [\"AFR1.1\", \"AFR1.2\"]\n");
  small.source(plan("1) Alpha is done.\n2) Beta is done.\n"));
  EXPECT_TRUE(small.sync().notices.empty());
  small.source(plan("1) Something new.\n2) Alpha is done.\n3) Beta is done.\n"));
  EXPECT_EQ(small.sync().notices,
            (std::vector<std::string>{
                "AFR1.1 is AFR1.2 now; what cites AFR1.1 must be looked at: skills in "
                "data/citations.toml",
                "AFR1.2 is AFR1.3 now; what cites AFR1.2 must be looked at: skills in "
                "data/citations.toml, a.para.1"}));
}

TEST_F(Sync, TellsTranslatorsHowLongALabelMayBe) {
  small.source(
      "::: {.figure #fig-a max-characters=12}\nThe caption has no limit\n\n- Label\n:::\n\n"
      "{max-characters=30}\n# A heading\n");
  small.sync();
  const std::string zh = small.read("segments/zh/01-a.xlf");
  EXPECT_NE(zh.find("list item in figure “fig-a”; at most 12 characters</note>"), std::string::npos)
      << zh;
  EXPECT_NE(zh.find("caption in figure “fig-a”</note>"), std::string::npos);
  EXPECT_NE(zh.find("heading; at most 30 characters</note>"), std::string::npos);
  EXPECT_EQ(small.sync().files.size(), 0U);
}

TEST_F(Sync, ChangesNothingTheSecondTime) {
  small.source(kThree);
  small.sync();
  translate();
  const auto before = small.files.contents();
  EXPECT_TRUE(small.sync().files.empty());
  EXPECT_EQ(small.files.contents(), before);
}

TEST_F(Sync, MarksOnlyTheEditedSentenceStale) {
  small.source(kThree);
  small.sync();
  translate();
  small.source(
      "{#t}\n# Title\n\nAlpha stays here.\n\nBeta goes first. Beta goes third.\n\nGamma comes "
      "last.\n");
  const SyncReport report = small.sync();
  EXPECT_EQ(kinds(report), "edited t.para.2");
  EXPECT_EQ(report.changes[0].stale_languages, std::vector<std::string>{"zh"});
  const model::Unit* unit = nullptr;
  const model::SegmentFile file = live();
  unit = file.find_unit("t.para.2");
  EXPECT_FALSE(model::is_stale(*unit, unit->segments[0]));
  EXPECT_EQ(unit->segments[0].state, State::Reviewed);
  EXPECT_TRUE(model::is_stale(*unit, unit->segments[2]));
  EXPECT_EQ(unit->translated_from.at("s2").source, "Beta goes second.");
  EXPECT_EQ(unit->translated_from.at("s2").state, State::Reviewed);
  EXPECT_EQ(unit->segments[2].target->plain(), "Beta goes second.译");
}

TEST_F(Sync, RestoresTheStateWhenTheOldWordingReturns) {
  small.source(kThree);
  small.sync();
  translate();
  const std::string before = small.read("segments/zh/01-a.xlf");
  small.source(
      "{#t}\n# Title\n\nAlpha stays here.\n\nBeta goes first. Beta goes third.\n\nGamma comes "
      "last.\n");
  small.sync();
  small.source(kThree);
  small.sync();
  EXPECT_EQ(small.read("segments/zh/01-a.xlf"), before);
}

TEST_F(Sync, TakesATranslatorsStateForCleared) {
  small.source(kThree);
  small.sync();
  translate();
  small.source(
      "{#t}\n# Title\n\nAlpha stays there.\n\nBeta goes first. Beta goes second.\n\nGamma comes "
      "last.\n");
  small.sync();
  model::SegmentFile file = live();
  file.units[1].segments[0].state = State::Translated;
  small.files.put("/w/content/doc/segments/zh/01-a.xlf",
                  formats::write_xliff(file, small.read("segments/zh/01-a.xlf")).value());
  small.sync();
  EXPECT_TRUE(live().units[1].translated_from.empty());
  EXPECT_EQ(live().units[1].segments[0].state, State::Translated);
}

TEST_F(Sync, ConfirmGivesTheStateBack) {
  small.source(kThree);
  small.sync();
  translate();
  small.source(
      "{#t}\n# Title\n\nAlpha stays here!\n\nBeta goes first. Beta goes second.\n\nGamma comes "
      "last.\n");
  small.sync();
  const Workspace workspace = small.open();
  const auto report = plan_confirm(workspace, workspace.publications().front(),
                                   {"t.para.1", "a mark mended", {"zh"}});
  ASSERT_TRUE(report) << report.error().to_string();
  ASSERT_TRUE(save_sync(workspace, {*report}));
  const model::SegmentFile file = live();
  EXPECT_EQ(file.units[1].segments[0].state, State::Reviewed);
  EXPECT_EQ(file.units[1].notes.back().text,
            "The change of the source has no effect here: a mark mended");
  EXPECT_EQ(plan_confirm(workspace, workspace.publications().front(), {"t.para.1", "x", {"zh"}})
                .error()
                .message,
            "nothing in unit \"t.para.1\" is stale");
  EXPECT_EQ(plan_confirm(workspace, workspace.publications().front(), {"none", "x", {"zh"}})
                .error()
                .message,
            "doc has no unit \"none\"");
}

TEST_F(Sync, KeepsIdsWhenThingsMove) {
  small.source(kThree);
  small.sync();
  translate();
  small.source(
      "{#t}\n# Title\n\nGamma comes last.\n\nAlpha stays here.\n\nBeta goes first. Beta goes "
      "second.\n");
  const SyncReport report = small.sync();
  EXPECT_EQ(
      std::count_if(report.changes.begin(), report.changes.end(),
                    [](const UnitChange& change) { return change.kind != ChangeKind::Moved; }),
      0);
  EXPECT_NE(show().find("t.para.3 s1: Gamma comes last. > Gamma comes last.译 [reviewed]"),
            std::string::npos);
}

TEST_F(Sync, NeverGivesAnIdTwice) {
  small.source(kThree);
  small.sync();
  small.source("{#t}\n# Title\n\nAlpha stays here.\n");
  small.sync();
  small.source("{#t}\n# Title\n\nAlpha stays here.\n\nSomething entirely new.\n");
  EXPECT_EQ(kinds(small.sync()), "added t.para.4");
}

TEST_F(Sync, PutsRemovedTranslationsAsideAndBringsThemBack) {
  small.source(kThree);
  small.sync();
  translate();
  small.source("{#t}\n# Title\n\nAlpha stays here.\n\nGamma comes last.\n");
  EXPECT_EQ(kinds(small.sync()), "removed t.para.2");
  EXPECT_NE(small.read("removed/zh/01-a.xlf").find("Beta goes first.译"), std::string::npos);
  small.source(kThree);
  EXPECT_EQ(kinds(small.sync()), "returned t.para.2");
  EXPECT_NE(show().find("t.para.2 s2: Beta goes second. > Beta goes second.译 [reviewed]"),
            std::string::npos);
  EXPECT_EQ(small.read("removed/zh/01-a.xlf"), "");
}

TEST_F(Sync, SeesASplitParagraphAndKeepsItsSentences) {
  small.source(kThree);
  small.sync();
  translate();
  small.source(
      "{#t}\n# Title\n\nAlpha stays here.\n\nBeta goes first.\n\nBeta goes second.\n\nGamma comes "
      "last.\n");
  const SyncReport report = small.sync();
  EXPECT_EQ(kinds(report), "split t.para.2");
  EXPECT_EQ(report.changes[0].related_units, std::vector<std::string>{"t.para.4"});
  EXPECT_NE(show().find("t.para.4 s1: Beta goes second. > Beta goes second.译 [reviewed]"),
            std::string::npos);
}

TEST_F(Sync, SeesMergedParagraphsAndKeepsTheirSentences) {
  small.source("{#t}\n# Title\n\nOne two three.\n\nFour five six.\n");
  small.sync();
  translate();
  small.source("{#t}\n# Title\n\nOne two three. Four five six.\n");
  const SyncReport report = small.sync();
  EXPECT_EQ(kinds(report), "merged t.para.1");
  EXPECT_NE(show().find("Four five six. > Four five six.译 [reviewed]"), std::string::npos);
}

TEST_F(Sync, KeepsCodeIdsThroughAnEdit) {
  small.source("{#t}\n# Title\n\nSee *one* and **two** and `three` here.\n");
  small.sync();
  translate();
  small.source("{#t}\n# Title\n\nSee **two** and `three` and [four](http://x.org) here.\n");
  small.sync();
  EXPECT_NE(show().find("See {2 **}two{/2} and {3 `three`} and {4 http://x.org}four{/4} here."),
            std::string::npos);
}

TEST_F(Sync, TiesNotesToTheirCalls) {
  small.source("{#t}\n# Title\n\nText.[^n]\n\n[^n]: A note.\n");
  small.sync();
  EXPECT_NE(small.read("segments/zh/01-a.xlf").find("subFlows=\"t.para.1.note.1\""),
            std::string::npos);
  EXPECT_NE(small.read("segments/zh/01-a.xlf").find("footnote to t.para.1<"), std::string::npos);
}

TEST_F(Sync, CopiesWhatIsNotTranslated) {
  small.source("::: {#x translate=no}\nRoot words stay.\n:::\n");
  small.sync();
  EXPECT_EQ(show(), "x.para.1 s1: Root words stay. > Root words stay. [translated]\n");
}

TEST_F(Sync, RefusesAFileOfAnotherLanguage) {
  small.source(kThree);
  small.sync();
  std::string bytes = small.read("segments/zh/01-a.xlf");
  bytes.replace(bytes.find("trgLang=\"zh\""), 12, "trgLang=\"fr\"");
  small.files.put("/w/content/doc/segments/zh/01-a.xlf", bytes);
  const auto before = small.files.contents();
  const auto plan = small.plan();
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().to_string(),
            "content/doc/segments/zh/01-a.xlf: the file goes from \"en\" to \"fr\", its place says "
            "from \"en\" to \"zh\"");
  EXPECT_EQ(small.files.contents(), before);
}

TEST_F(Sync, RefusesAMalformedFile) {
  small.source(kThree);
  small.sync();
  const std::string whole = small.read("segments/zh/01-a.xlf");
  small.files.put("/w/content/doc/segments/zh/01-a.xlf", whole.substr(0, whole.size() / 2));
  EXPECT_EQ(small.plan().error().code, ErrorCode::Syntax);
}

TEST_F(Sync, RefusesRawHtml) {
  small.source("# A\n\n<div>x</div>\n");
  EXPECT_EQ(small.plan().error().message, "raw HTML in a source");
}

/// Random edits never lose a translation: it is in the live file or among the removed.
TEST_F(Sync, LosesNoTranslationWhateverIsEdited) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same edits each time
  std::vector<std::string> paragraphs;
  for (int i = 0; i < 12; ++i)
    paragraphs.push_back(fmt::format("Paragraph {0} begins. Then it says {0} things.", i));
  const auto write = [&] {
    std::string text = "{#t}\n# Title\n";
    for (const std::string& paragraph : paragraphs) text += "\n" + paragraph + "\n";
    small.source(text);
  };
  const auto targets = [&] {
    std::multiset<std::string> found;
    for (const char* name : {"segments/zh/01-a.xlf", "removed/zh/01-a.xlf"}) {
      const std::string bytes = small.read(name);
      if (bytes.empty()) continue;
      const model::SegmentFile file = formats::read_xliff(bytes, name).value();
      for (const model::Unit& unit : file.units) {
        for (const model::Segment& segment : unit.segments) {
          if (segment.target && !segment.is_ignorable) found.insert(segment.target->canonical());
        }
      }
    }
    return found;
  };
  write();
  small.sync();
  for (int round = 0; round < 15; ++round) {
    translate();
    const auto before = targets();
    const std::size_t at = random() % paragraphs.size();
    switch (random() % 4) {
      case 0:
        paragraphs[at] += fmt::format(" And {} more.", round);
        break;
      case 1:
        std::swap(paragraphs[at], paragraphs[random() % paragraphs.size()]);
        break;
      case 2:
        if (paragraphs.size() > 3)
          paragraphs.erase(paragraphs.begin() + static_cast<std::ptrdiff_t>(at));
        break;
      default:
        paragraphs.insert(paragraphs.begin() + static_cast<std::ptrdiff_t>(at),
                          fmt::format("Fresh text of round {}.", round));
    }
    write();
    small.sync();
    const auto after = targets();
    EXPECT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end()))
        << "round " << round;
    EXPECT_TRUE(small.sync().files.empty()) << "round " << round;
  }
}

TEST_F(Sync, LeavesTheOldFilesWhenAWriteFails) {
  small.source(kThree);
  small.sync();
  translate();
  small.source("{#t}\n# Title\n\nAlpha changed here.\n");
  const Workspace workspace = small.open();
  const auto report = plan_sync(workspace, workspace.publications().front());
  ASSERT_TRUE(report);
  const std::string before = small.read("segments/zh/01-a.xlf");
  small.files.set_fault([](std::string_view operation, const Path& path) -> Result<void> {
    if (operation == "write" && path.string().find("zh") != std::string::npos) {
      return fail(ErrorCode::Unwritable, "cannot write: No space left on device");
    }
    return {};
  });
  EXPECT_EQ(save_sync(workspace, {*report}).error().message,
            "cannot write: No space left on device");
  small.files.set_fault(nullptr);
  EXPECT_EQ(small.read("segments/zh/01-a.xlf"), before);
}

}  // namespace
}  // namespace hexapla::workspace
