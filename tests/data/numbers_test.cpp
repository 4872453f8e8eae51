// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/numbers.hpp"

#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/formats/configuration.hpp"

namespace hexapla {
namespace {

/// The finder of a language as locales/LANG/numbers.toml has it.
text::NumberFinder finder(const std::string& language) {
  SystemFiles files;
  const Path path = Path(HEXAPLA_SOURCE_DIR) / "locales" / language / "numbers.toml";
  model::Locale locale;
  const auto bytes = files.read(path);
  EXPECT_TRUE(bytes) << path;
  EXPECT_TRUE(formats::read_numbers(bytes.value_or(""), path.string(), locale));
  return text::NumberFinder(locale.number_rules);
}

/// First readings of the numbers that ask for an answer, and those that only answer in brackets.
std::string numbers(const std::string& language, const std::string& text) {
  std::vector<std::string> found;
  for (const text::Number& number : finder(language).find(text))
    found.push_back(number.is_soft ? fmt::format("({})", number.values.front())
                                   : number.values.front());
  return fmt::format("{}", fmt::join(found, " "));
}

TEST(Numbers, AreEqualByValueInSixLanguages) {
  const std::array<std::pair<const char*, const char*>, 11> kHundredThousand = {{
      {"en", "100,000"},
      {"en", "100 thousand"},
      {"zh", "10万"},
      {"fr", "100\u00A0000"},
      {"fr", "100\u202F000"},
      {"es", "100.000"},
      {"es", "100 mil"},
      {"ru", "100\u00A0000"},
      {"ru", "100 тыс."},
      {"ar", "100\u00A0000"},
      {"ar", "\u0661\u0660\u0660 ألف"},
  }};
  for (const auto& [language, text] : kHundredThousand)
    EXPECT_EQ(numbers(language, text), "100000") << language << " " << text;
  EXPECT_EQ(numbers("zh", "1\u00A0000亿"), "100000000000");
  EXPECT_EQ(numbers("es", "100.000 millones"), "100000000000");
  EXPECT_EQ(numbers("es", "100 mil millones"), "100000000000");
  EXPECT_EQ(numbers("fr", "100 milliards"), "100000000000");
  EXPECT_EQ(numbers("en", "100 billion"), "100000000000");
  EXPECT_EQ(numbers("ru", "100 млрд"), "100000000000");
  EXPECT_EQ(numbers("ar", "100 مليار"), "100000000000");
}

TEST(Numbers, KnowEachLanguagesDecimals) {
  EXPECT_EQ(numbers("en", "2.5 million"), "2500000");
  EXPECT_EQ(numbers("fr", "2,5 millions"), "2500000");
  EXPECT_EQ(numbers("ru", "2,5 миллиона"), "2500000");
  EXPECT_EQ(numbers("es", "2,5 millones"), "2500000");
  EXPECT_EQ(numbers("ar", "2,5 مليون"), "2500000");
  EXPECT_EQ(numbers("zh", "250万"), "2500000");
  EXPECT_EQ(numbers("zh", "400 万人，20多万人"), "4000000 200000");
  EXPECT_EQ(numbers("zh", "20世纪30年代"), "(20) 30");
  EXPECT_EQ(numbers("en", "3.50"), "3.5");
  EXPECT_EQ(numbers("en", "1,234.5"), "1234.5");
  EXPECT_EQ(numbers("es", "1.234,5"), "1234.5");
  EXPECT_EQ(numbers("en", "007"), "7");
}

TEST(Numbers, KnowThatAnotherHouseMayWriteOtherwise) {
  const auto found = finder("es").find("1,234");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].values, (std::vector<std::string>{"1.234", "1234"}));
}

TEST(Numbers, ReadShortRangesAndDecades) {
  EXPECT_EQ(finder("en").find("1957–58")[1].values, (std::vector<std::string>{"58", "1958"}));
  EXPECT_EQ(finder("en").find("the 1930s")[0].values, (std::vector<std::string>{"1930", "30"}));
  EXPECT_EQ(finder("en").find("57–58")[1].values, (std::vector<std::string>{"58"}));
}

TEST(Numbers, ReadWordsAsAnswers) {
  EXPECT_EQ(numbers("en", "four priorities"), "(4)");
  EXPECT_EQ(numbers("en", "twenty-one"), "(20) (21) (1)");
  EXPECT_EQ(numbers("fr", "soixante et onze"), "(60) (71) (11)");
  EXPECT_EQ(numbers("es", "treinta y dos"), "(30) (32) (2)");
  EXPECT_EQ(numbers("ru", "двадцать пятого"), "(20) (25) (5)");
  EXPECT_EQ(numbers("ar", "خمسة وعشرون"), "(5) (25) (20)");
  EXPECT_EQ(numbers("en", "two million"), "(2000000)");
  EXPECT_EQ(numbers("zh", "四项重点"), "(4)");
  EXPECT_EQ(numbers("zh", "二十八项"), "(28)");
  EXPECT_EQ(numbers("zh", "三百二十"), "(320)");
  EXPECT_EQ(numbers("zh", "一亿三千万"), "(130000000)");
  EXPECT_EQ(numbers("zh", "二〇二一年"), "(2021)");
  EXPECT_EQ(numbers("en", "4 October 2021"), "4 (10) 2021");
  EXPECT_EQ(numbers("zh", "2021年10月4日"), "2021 10 4");
}

TEST(Numbers, LeaveCodesLabelsAndVersionsAlone) {
  EXPECT_EQ(numbers("en", "COVID-19"), "(19)");
  EXPECT_EQ(numbers("en", "A/RES/70/1"), "(70) (1)");
  EXPECT_EQ(numbers("en", "C5 and 5G"), "(5) (5)");
  EXPECT_EQ(numbers("en", "1) First"), "(1) (1)");
  EXPECT_EQ(numbers("en", "section 3.4.1"), "(3) (4) (1)");
  EXPECT_EQ(numbers("en", "2022–2025"), "2022 2025");
  EXPECT_EQ(numbers("en", "2020, 300 people"), "2020 300");
  EXPECT_EQ(numbers("zh", "5千米"), "5 (1000)");
}

TEST(Numbers, ReportGroupsThatTheEyeTurnsRound) {
  const auto reversed = finder("ar").find("000 100");
  ASSERT_EQ(reversed.size(), 1U);
  EXPECT_TRUE(reversed[0].is_reversed);
  EXPECT_EQ(reversed[0].values.front(), "100000");
  EXPECT_TRUE(finder("ar").find("100 000")[0].has_unsafe_separator);
  EXPECT_FALSE(finder("ar").find("100\u00A0000")[0].has_unsafe_separator);
}

}  // namespace
}  // namespace hexapla
