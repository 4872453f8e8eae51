// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/walk.hpp"

#include <string>

#include <gtest/gtest.h>

namespace hexapla::model {
namespace {

Blocks para(const std::string& text) { return {{Para{{{Str{text}}}}}}; }

TEST(JoinWords, NoWordOfAnyBlockIsLost) {
  Blocks blocks = para("one");
  blocks.push_back({BulletList{{para("two"), {}, para("three")}}});
  blocks.push_back({CodeBlock{{}, "four"}});
  blocks.push_back({LineBlock{{{{Str{"five"}}}, {{Str{"six"}}}}}});
  Table table;
  table.head.rows.push_back({{}, {TableCell{{}, "AlignDefault", 1, 1, para("seven")}}});
  blocks.push_back({table});
  EXPECT_EQ(to_plain_text(join_words(blocks)), "one two three four five six seven");
  EXPECT_TRUE(join_words({}).empty());
}

TEST(JoinCells, EachCellIsOneText) {
  Table table;
  Blocks two = para("one");
  two.push_back({Para{{{Str{"two"}}}}});
  TableBody& body = table.bodies.emplace_back();
  body.rows.push_back({{}, {TableCell{{}, "AlignDefault", 1, 1, two}}});
  table.foot.rows.push_back({{}, {TableCell{{}, "AlignDefault", 1, 1, two}}});
  join_cells(table);
  const Blocks joined = {{Plain{{{Str{"one"}}, {Space{}}, {Str{"two"}}}}}};
  EXPECT_EQ(body.rows[0].cells[0].content, joined);
  EXPECT_EQ(table.foot.rows[0].cells[0].content, joined);
}

}  // namespace
}  // namespace hexapla::model
