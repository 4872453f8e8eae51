// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/support/builders.hpp"

namespace hexapla::formats {
namespace {

using model::CodeRole;
using model::InlineText;
using model::SegmentFile;

/// A format of segment files: how it is read and written. The next format adds its type here.
template <const char* version>
struct Xliff {
  static SegmentFile empty() {
    SegmentFile file;
    file.version = version;
    return file;
  }
  static SegmentFile read(const std::string& bytes) { return read_xliff(bytes, "a.xlf").value(); }
  static std::string write(const SegmentFile& file, const std::string& before) {
    return write_xliff(file, before).value();
  }
};
constexpr char kVersion20[] = "2.0";
constexpr char kVersion21[] = "2.1";
constexpr char kVersion22[] = "2.2";

/// What a person would call different: ids, states, texts and codes of all segments.
std::string show(const SegmentFile& file) {
  std::string text = file.source_language + " " + file.target_language + "\n";
  for (const model::Unit& unit : file.units) {
    for (const model::Segment& segment : unit.segments) {
      text += unit.id + " " + segment.id + " " + std::string(model::to_string(segment.state)) +
              " " + segment.sub_state + ": " + segment.source.canonical() + " > " +
              (segment.target ? segment.target->canonical() : "-") + "\n";
    }
  }
  return text;
}

template <class Format>
class FormatContract : public testing::Test {
 protected:
  static SegmentFile sample() {
    SegmentFile file = Format::empty();
    file.source_language = "en";
    file.target_language = "ar";
    file.part = "01-a";
    file.original = "source/en/01-a.md";
    InlineText source("A ");
    source.append(support::code("1", "xlf:b", "**", CodeRole::Open));
    source.append(std::string_view("bold"));
    source.append(support::code("1", "xlf:b", "**", CodeRole::Close));
    source.append(support::code("2", "hexapla:ref", "@AFR1.9"));
    InlineText target("نص ");
    target.append(support::code("2", "hexapla:ref", "@AFR1.9"));
    target.append(support::code("1", "xlf:b", "**", CodeRole::Open));
    target.append(std::string_view("غامق"));
    target.append(support::code("1", "xlf:b", "**", CodeRole::Close));
    file.units.push_back(support::unit("a.para.1", source, target));
    file.units.push_back(support::unit("a.para.2", InlineText("Plain"), std::nullopt));
    return file;
  }
  static SegmentFile reread(const SegmentFile& file) {
    return Format::read(Format::write(file, ""));
  }
};

TYPED_TEST_SUITE_P(FormatContract);

TYPED_TEST_P(FormatContract, WhatIsWrittenIsReadAgain) {
  const SegmentFile file = TestFixture::sample();
  EXPECT_EQ(show(TestFixture::reread(file)), show(file));
}

TYPED_TEST_P(FormatContract, TextsSurviveWhateverTheyHold) {
  for (const char* text :
       {"a < b > c & d", "\"quoted\" and 'quoted'", "]]>", "<source>no element</source>", "&amp;",
        "no\u00A0break, \u200Fright to left\u200E, \u2060joined",
        "混排 ABC 𠮷 ﷺ 👩‍👩‍👧", "bell \x07 and nul-like \x01",
        "{braces} {{doubled}}", "e\u0301 not composed"}) {
    SegmentFile file = TestFixture::sample();
    file.units[1].segments[0].source = InlineText(text);
    file.units[1].segments[0].target = InlineText(text);
    const SegmentFile again = TestFixture::reread(file);
    EXPECT_EQ(again.units[1].segments[0].source.plain(), text);
    EXPECT_EQ(again.units[1].segments[0].target->plain(), text);
  }
}

TYPED_TEST_P(FormatContract, NoTargetAndAnEmptyOneAreTwoThings) {
  SegmentFile file = TestFixture::sample();
  EXPECT_FALSE(TestFixture::reread(file).units[1].segments[0].target);
  file.units[1].segments[0].target = InlineText();
  ASSERT_TRUE(TestFixture::reread(file).units[1].segments[0].target);
  EXPECT_TRUE(TestFixture::reread(file).units[1].segments[0].target->empty());
}

TYPED_TEST_P(FormatContract, SavedOverItselfItKeepsItsBytes) {
  const std::string bytes = TypeParam::write(TestFixture::sample(), "");
  EXPECT_EQ(TypeParam::write(TypeParam::read(bytes), bytes), bytes);
}

TYPED_TEST_P(FormatContract, AnEditChangesItsOwnLinesOnly) {
  const std::string before = TypeParam::write(TestFixture::sample(), "");
  SegmentFile file = TypeParam::read(before);
  file.units[0].segments[0].target->append(std::string_view(" جديد"));
  const std::string after = TypeParam::write(file, before);
  const auto [a, b] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  const auto [c, d] = std::mismatch(before.rbegin(), before.rend(), after.rbegin(), after.rend());
  EXPECT_EQ(std::string(a, c.base()), "");
  EXPECT_EQ(std::string(b, d.base()), " جديد");
}

TYPED_TEST_P(FormatContract, StatesAndNotesTravel) {
  SegmentFile file = TestFixture::sample();
  file.units[0].segments[0].state = model::State::Reviewed;
  file.units[0].segments[0].sub_state = "hexapla:query";
  file.units[0].notes.push_back({"n1", "query", "", 2, "Who < what?"});
  const SegmentFile again = TestFixture::reread(file);
  EXPECT_EQ(show(again), show(file));
  EXPECT_EQ(again.units[0].notes, file.units[0].notes);
}

REGISTER_TYPED_TEST_SUITE_P(FormatContract, WhatIsWrittenIsReadAgain, TextsSurviveWhateverTheyHold,
                            NoTargetAndAnEmptyOneAreTwoThings, SavedOverItselfItKeepsItsBytes,
                            AnEditChangesItsOwnLinesOnly, StatesAndNotesTravel);

using Formats = testing::Types<Xliff<kVersion20>, Xliff<kVersion21>, Xliff<kVersion22>>;
INSTANTIATE_TYPED_TEST_SUITE_P(Xliff, FormatContract, Formats);

}  // namespace
}  // namespace hexapla::formats
