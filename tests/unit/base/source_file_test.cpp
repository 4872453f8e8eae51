// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/source_file.hpp"

#include <gtest/gtest.h>

namespace hexapla {
namespace {

TEST(SourceFile, CountsColumnsInCodePoints) {
  const SourceFile file("a", "成果x\n输出");
  EXPECT_EQ(file.position(0), (LineColumn{1, 1}));
  EXPECT_EQ(file.position(6), (LineColumn{1, 3}));
  EXPECT_EQ(file.position(8), (LineColumn{2, 1}));
  EXPECT_EQ(file.position(11), (LineColumn{2, 2}));
}

TEST(SourceFile, GivesTheEndForOffsetsBehindIt) {
  const SourceFile file("a", "ab\n");
  EXPECT_EQ(file.position(99), (LineColumn{1, 4}));
  EXPECT_EQ(SourceFile("b", "").position(5), (LineColumn{1, 1}));
}

TEST(SourceFile, TurnsPlacesIntoOffsetsAndBack) {
  const SourceFile file("a", "one\n成果 two\nend");
  for (const std::size_t offset : {0U, 2U, 4U, 7U, 10U, 13U, 15U, 17U}) {
    EXPECT_EQ(file.offset(file.position(offset)), offset);
  }
}

TEST(SourceFile, ClampsPlacesToTheirLine) {
  const SourceFile file("a", "ab\ncd");
  EXPECT_EQ(file.offset({1, 50}), 2U);
  EXPECT_EQ(file.offset({7, 1}), 5U);
  EXPECT_EQ(file.offset({0, 0}), 5U);
}

TEST(SourceFile, GivesLinesWithoutTheirEnds) {
  const SourceFile file("a", "one\r\ntwo\n\nfour\n");
  EXPECT_EQ(file.line_count(), 4U);
  EXPECT_EQ(file.line(1), "one");
  EXPECT_EQ(file.line(2), "two");
  EXPECT_EQ(file.line(3), "");
  EXPECT_EQ(file.line(4), "four");
  EXPECT_EQ(file.line(5), "");
  EXPECT_EQ(file.line(0), "");
}

}  // namespace
}  // namespace hexapla
