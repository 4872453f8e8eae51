// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/merge.hpp"

#include <string>

#include <gtest/gtest.h>

namespace hexapla::workspace {
namespace {

using model::InlineText;
using model::State;

MergeVersion version(const std::string& text, State state = State::Translated) {
  if (text.empty()) return {};
  return {InlineText(text), state};
}

TEST(DecideMerge, TakesWhatIsNewOnTheirSideAlone) {
  EXPECT_EQ(decide_merge("", version(""), version("new")), MergeOutcome::Taken);
  EXPECT_EQ(decide_merge(std::nullopt, version(""), version("new")), MergeOutcome::Taken);
  EXPECT_EQ(decide_merge("old", version("old"), version("new")), MergeOutcome::Taken);
}

TEST(DecideMerge, KeepsWhatIsNewOnOurSideAlone) {
  EXPECT_EQ(decide_merge("old", version("new"), version("old")), MergeOutcome::Kept);
  EXPECT_EQ(decide_merge("", version("new"), version("")), MergeOutcome::Kept);
}

TEST(DecideMerge, LosesNoTarget) {
  EXPECT_EQ(decide_merge("old", version("old"), version("")), MergeOutcome::Kept);
  EXPECT_EQ(decide_merge(std::nullopt, version("ours"), version("")), MergeOutcome::Kept);
}

TEST(DecideMerge, AsksWhereBothChangedOrNobodyKnows) {
  EXPECT_EQ(decide_merge("old", version("ours"), version("theirs")), MergeOutcome::Conflict);
  EXPECT_EQ(decide_merge("", version("ours"), version("theirs")), MergeOutcome::Conflict);
  EXPECT_EQ(decide_merge(std::nullopt, version("ours"), version("theirs")), MergeOutcome::Conflict);
}

TEST(DecideMerge, EqualTextsKeepTheHigherState) {
  const MergeVersion translated = version("text", State::Translated);
  const MergeVersion reviewed = version("text", State::Reviewed);
  EXPECT_EQ(decide_merge("text", translated, reviewed), MergeOutcome::Taken);
  EXPECT_EQ(decide_merge("text", reviewed, translated), MergeOutcome::Kept);
  EXPECT_EQ(decide_merge("text", reviewed, reviewed), std::nullopt);
  EXPECT_EQ(decide_merge("", version(""), version("")), std::nullopt);
}

TEST(DecideMerge, TakesASpaceThatDoesNotBreak) {
  EXPECT_EQ(decide_merge("10 %", version("10 %"), version("10\u00A0%")), MergeOutcome::Taken);
}

TEST(StampMergeBase, SaysWhatEachSegmentLeftWith) {
  model::Unit unit;
  unit.segments.resize(3);
  unit.segments[0].id = "s1";
  unit.segments[0].target = InlineText("one");
  unit.segments[1].is_ignorable = true;
  unit.segments[2].id = "s2";
  stamp_merge_base(unit);
  const std::map<std::string, std::string, std::less<>> expected = {{"s1", "one"}, {"s2", ""}};
  EXPECT_EQ(unit.merge_base, expected);
}

}  // namespace
}  // namespace hexapla::workspace
