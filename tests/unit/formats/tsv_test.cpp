// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/tsv.hpp"

#include <gtest/gtest.h>

namespace hexapla::formats {
namespace {

TEST(Tsv, TakesCellsAsTheyStand) {
  const auto table = read_tsv("\xEF\xBB\xBFid\ten\tru\r\na\t\"x\"\ty\r\n\nb\tz\n", "p.tsv").value();
  EXPECT_EQ(table.header, (std::vector<std::string>{"id", "en", "ru"}));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0][1].text, "\"x\"");
  EXPECT_EQ(table.rows[0][2].text, "y");
  EXPECT_EQ(table.rows[1][2].text, "");
}

TEST(Tsv, RefusesARowThatIsTooLong) {
  const auto table = read_tsv("en\tru\na\tb\tc\n", "p.tsv");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().to_string(), "p.tsv:2:1: the row has 3 cells, the header 2");
}

TEST(Tsv, BecomesUnitsOfOneSegment) {
  const auto table = read_tsv("id\ten\tru\na\tx\ty\nb\tz\t\n", "p.tsv").value();
  const auto file = to_segments(table, "p.tsv", "ru", "en").value();
  ASSERT_EQ(file.units.size(), 2U);
  EXPECT_EQ(file.units[0].id, "a");
  EXPECT_EQ(file.units[0].segments[0].source.plain(), "y");
  EXPECT_EQ(file.units[0].segments[0].target->plain(), "x");
  EXPECT_FALSE(to_segments(table, "p.tsv", "en", "ru")->units[1].segments[0].target);
  EXPECT_EQ(to_segments(table, "p.tsv", "en", "fr").error().to_string(),
            "p.tsv:1:1: there is no column \"fr\"");
}

}  // namespace
}  // namespace hexapla::formats
