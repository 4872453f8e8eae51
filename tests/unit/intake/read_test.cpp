// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/intake/read.hpp"

#include <gtest/gtest.h>

namespace hexapla::intake {
namespace {

TEST(FindFormat, GoesByTheEndingInAnyCase) {
  EXPECT_EQ(find_format("plan.txt"), "text");
  EXPECT_EQ(find_format("plan"), "text");
  EXPECT_EQ(find_format("a/Plan.DOCX"), "docx");
  EXPECT_EQ(find_format("plan.htm"), "html");
  EXPECT_EQ(find_format("plan.xlsx"), std::nullopt);
}

TEST(ReadIncoming, SaysWhatToDoWithOtherEncodings) {
  model::Locale chinese;
  chinese.language = "zh";
  const auto gb = read_incoming({"plan.txt", "\xBC\xC6\xBB\xAE\n", &chinese}, {});
  ASSERT_FALSE(gb);
  EXPECT_EQ(gb.error().to_string(), "plan.txt:1: the text is not UTF-8: byte 0xbc");
  EXPECT_EQ(gb.error().hint,
            "it looks like GB18030; convert it: iconv -f GB18030 -t UTF-8 FILE > NEW");
  const auto latin = read_incoming({"plan.txt",
                                    "a\nd\xE9"
                                    "cision",
                                    &chinese},
                                   {});
  ASSERT_FALSE(latin);
  EXPECT_EQ(latin.error().to_string(), "plan.txt:2: the text is not UTF-8: byte 0xe9");
  const auto wide = read_incoming({"plan.txt",
                                   std::string("\xFF\xFE"
                                               "a\0",
                                               4),
                                   nullptr},
                                  {});
  ASSERT_FALSE(wide);
  EXPECT_EQ(wide.error().to_string(), "plan.txt: the text is UTF-16, not UTF-8");
}

TEST(ReadIncoming, RefusesWhatHasNoWords) {
  const auto empty = read_incoming({"plan.txt", " \n\n", nullptr}, {});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().to_string(), "plan.txt: the file is empty");
  const auto sheet = read_incoming({"plan.xlsx", "x", nullptr}, {});
  ASSERT_FALSE(sheet);
  EXPECT_EQ(sheet.error().to_string(), "plan.xlsx: this format is not read");
}

}  // namespace
}  // namespace hexapla::intake
