// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/match_adaptation.hpp"

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/support/builders.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {
namespace {

using model::CodeRole;
using model::InlineText;
using support::code;

/// A match in the program's own languages.
class AdaptMatch : public testing::Test {
 protected:
  AdaptedMatch adapt(const InlineText& source, const InlineText& match_source,
                     const InlineText& match_target, const std::string& language = "fr") {
    const model::Locale from = read("en");
    const model::Locale to = read(language);
    const text::NumberFinder source_finder(from.number_rules);
    const text::NumberFinder target_finder(to.number_rules);
    return adapt_match(source, match_source, match_target, {source_finder, from.numbers},
                       {target_finder, to.numbers});
  }
  std::string adapt_numbers(std::string_view source, std::string_view match_source,
                            std::string_view match_target, const std::string& language = "fr") {
    const AdaptedMatch adapted =
        adapt(InlineText(source), InlineText(match_source), InlineText(match_target), language);
    EXPECT_NE(adapted.has_new_numbers, adapted.has_old_numbers);
    return adapted.target.plain();
  }

 private:
  static model::Locale read(const std::string& language) {
    const SystemFiles files;
    return read_locale(files, {Path(HEXAPLA_SOURCE_DIR) / "locales"}, language, {}).value();
  }
};

TEST_F(AdaptMatch, NumbersTakeEachOthersPlaceByValue) {
  EXPECT_EQ(adapt_numbers("In 2027 all 12", "In 2024 all 9", "Les 9 en 2024"), "Les 12 en 2027");
  EXPECT_EQ(adapt_numbers("By 2027", "By 2024", "到2024年", "zh"), "到2027年");
}

TEST_F(AdaptMatch, NumbersAreWrittenAsTheTargetLanguageDoes) {
  EXPECT_EQ(adapt_numbers("12,500 schools", "900 schools", "900 écoles"), "12\u00A0500 écoles");
  EXPECT_EQ(adapt_numbers("2.5 per cent", "3.5 per cent", "3,5 pour cent"), "2,5 pour cent");
  EXPECT_EQ(adapt_numbers("1,200,000 schools", "12,500 schools", "12.500 escuelas", "es"),
            "1\u00A0200\u00A0000 escuelas");
}

TEST_F(AdaptMatch, AllNumbersOrNone) {
  EXPECT_EQ(adapt_numbers("In 2027 all 12", "In 2024 all 9", "Neuf en 2024"), "Neuf en 2024");
  EXPECT_EQ(adapt_numbers("10 million people", "9 people", "9 personnes"), "9 personnes");
  EXPECT_EQ(adapt_numbers("In 2027 and 2028", "In 2024", "En 2024"), "En 2024");
}

TEST_F(AdaptMatch, EqualNumbersStayAsTheyStand) {
  const AdaptedMatch adapted =
      adapt(InlineText("All 9 of them"), InlineText("All 9 of us"), InlineText("Les neuf"));
  EXPECT_EQ(adapted.target.plain(), "Les neuf");
  EXPECT_FALSE(adapted.has_new_numbers || adapted.has_old_numbers);
}

TEST_F(AdaptMatch, CodesTakeEachOthersPlaceByOrder) {
  const InlineText source = support::text(
      {"See ", code("4", "hexapla:ref", "@AFR2"), " and ", code("5", "hexapla:ref", "@ARB1")});
  const InlineText before =
      support::text({"See ", code("1", "", "@AFR1"), " and ", code("2", "", "@AMS1")});
  const InlineText target =
      support::text({"Voir ", code("2", "", "@AMS1"), " puis ", code("1", "", "@AFR1")});
  const AdaptedMatch adapted = adapt(source, before, target);
  EXPECT_EQ(adapted.target, support::text({"Voir ", code("5", "hexapla:ref", "@ARB1"), " puis ",
                                           code("4", "hexapla:ref", "@AFR2")}));
  EXPECT_FALSE(adapted.lacks_codes);
}

TEST_F(AdaptMatch, CodesThatTheSourceHasNotAreLeftOutBothSides) {
  const InlineText before =
      support::text({code("1", "", "**", CodeRole::Open), "Now",
                     code("1", "", "**", CodeRole::Close), " ", code("2", "", "@AFR1")});
  const InlineText target =
      support::text({code("1", "", "**", CodeRole::Open), "Alors",
                     code("1", "", "**", CodeRole::Close), " ", code("2", "", "@AFR1")});
  const AdaptedMatch adapted =
      adapt(support::text({"Now ", code("1", "hexapla:ref", "@AFR1")}), before, target);
  EXPECT_EQ(adapted.target, support::text({"Alors ", code("1", "hexapla:ref", "@AFR1")}));
  EXPECT_TRUE(adapted.lacks_codes);
}

TEST(FitCodes, TheSameCodeFirstThenByOrder) {
  const InlineText source =
      support::text({code("1", "hexapla:ref", "@AFR1"), " of ", code("2", "hexapla:note", "[^1]")});
  const InlineText text = support::text({code("9", "", "[^7]"), " ... ", code("8", "", "@AFR1")});
  EXPECT_EQ(fit_codes(source, text), support::text({code("2", "hexapla:note", "[^1]"), " ... ",
                                                    code("1", "hexapla:ref", "@AFR1")}));
}

TEST(FitCodes, NothingIsGuessedWhereTheNumbersDiffer) {
  const InlineText source = support::text({code("1", "hexapla:note", "[^1]"), " x"});
  const InlineText text = support::text({code("1", "", "[^7]"), " y ", code("2", "", "[^8]")});
  EXPECT_EQ(fit_codes(source, text), InlineText(" y "));
}

}  // namespace
}  // namespace hexapla::workspace
