// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/text/collation.hpp"
#include "hexapla/text/messages.hpp"
#include "hexapla/text/utf8.hpp"
#include "hexapla/workspace/workspace.hpp"

/// What the house rules and messages of the six languages promise to a reader of an edition.
namespace hexapla::workspace {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";

class Locales : public testing::TestWithParam<const char*> {
 protected:
  Locales()
      : locale_(Workspace::open({&files_, &processes_}, HEXAPLA_SOURCE_DIR, {})
                    .value()
                    .read_locale(GetParam())
                    .value()) {}

  [[nodiscard]] std::string format(std::string_view section, std::string_view kind,
                                   const text::Arguments& arguments) const {
    return text::format_message(*locale_.find_message(section, kind), locale_.language, arguments)
        .value();
  }

  [[nodiscard]] std::vector<std::string> all_fonts() const {
    std::vector<std::string> all;
    for (const auto* list : {&locale_.fonts.body, &locale_.fonts.heading, &locale_.fonts.emphasis,
                             &locale_.fonts.code})
      all.insert(all.end(), list->begin(), list->end());
    return all;
  }

  SystemFiles files_;
  SystemProcesses processes_;
  model::Locale locale_;
};

/// A pattern without its arguments.
std::string without_arguments(std::string pattern) {
  for (std::size_t open = pattern.find('{'); open != std::string::npos; open = pattern.find('{'))
    pattern.erase(open, pattern.find('}', open) + 1 - open);
  return pattern;
}

bool has_ascii_letter(std::string_view text) {
  return text.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") !=
         std::string_view::npos;
}

TEST_P(Locales, CiteAsTheirReadersExpect) {
  struct Citations {
    const char* place;
    const char* plain;
    const char* full;
    const char* goal;
    const char* caption;
    const char* original;
  };
  const std::map<std::string_view, Citations> expected = {
      {"ar",
       {"كيغالي", "37 (المراجَع في كيغالي، 2022)", "القرار 37 (المراجَع في كيغالي، 2022)",
        "الهدف 9 من أهداف التنمية المستدامة", "الشكل 1: x", "الأصل: بالإنكليزية"}},
      {"zh",
       {"基加利", "第37号决议（2022年，基加利，修订版）", "第37号决议（2022年，基加利，修订版）",
        "可持续发展目标9", "图1：x", "原文：英文"}},
      {"en",
       {"Kigali", "37 (Rev. Kigali, 2022)", "Resolution 37 (Rev. Kigali, 2022)",
        "Sustainable Development Goal 9", "Figure 1: x", "Original: English"}},
      {"fr",
       {"Kigali", "37 (Rév. Kigali, 2022)", "Résolution\u00A037 (Rév. Kigali, 2022)",
        "Objectif de développement durable\u00A09", "Figure\u00A01\u00A0: x",
        "Original\u00A0: anglais"}},
      {"ru",
       {"Кигали", "37 (Пересм. Кигали, 2022\u00A0г.)",
        "Резолюция\u00A037 (Пересм. Кигали, 2022\u00A0г.)",
        "Цель\u00A09 в области устойчивого развития", "Рисунок\u00A01. x", "Оригинал: английский"}},
      {"es",
       {"Kigali", "37 (Rev. Kigali, 2022)", "Resolución\u00A037 (Rev. Kigali, 2022)",
        "Objetivo de Desarrollo Sostenible\u00A09", "Figura\u00A01: x", "Original: inglés"}},
  };
  const Citations& want = expected.at(GetParam());
  const text::Arguments resolution = {{"number", "37"}, {"place", want.place}, {"year", "2022"}};
  EXPECT_EQ(format("reference", "resolution", resolution), want.plain);
  EXPECT_EQ(format("reference-full", "resolution", resolution), want.full);
  EXPECT_EQ(format("reference-full", "sdg", {{"number", "9"}}), want.goal);
  EXPECT_EQ(format("caption", "figure", {{"number", "1"}, {"caption", "x"}}), want.caption);
  EXPECT_EQ(format("label", "original", {{"language", *locale_.find_message("language", "en")}}),
            want.original);
}

class LocalesWithoutLatin : public Locales {};

TEST_P(LocalesWithoutLatin, KeepTheirOwnScript) {
  for (const auto& [section, patterns] : locale_.messages) {
    for (const auto& [kind, pattern] : patterns)
      EXPECT_FALSE(has_ascii_letter(without_arguments(pattern))) << section << "." << kind;
  }
}

TEST_P(Locales, HaveNoTypewriterMarks) {
  for (const auto& [section, patterns] : locale_.messages) {
    for (const auto& [kind, pattern] : patterns)
      EXPECT_EQ(pattern.find_first_of("'\""), std::string::npos) << section << "." << kind;
  }
}

TEST_P(Locales, SetTheirOwnDirectionAndTag) {
  EXPECT_EQ(locale_.direction, locale_.language == "ar" ? "rtl" : "ltr");
  EXPECT_EQ(locale_.tag.substr(0, 3), locale_.language + "-");
  EXPECT_EQ(locale_.sentence_separator, locale_.language == "zh" ? "" : " ");
  EXPECT_TRUE(text::collation_order({"b", "a"}, locale_.collation));
}

/// A space that lets a line break, or the groups change places in Arabic, separates no digits.
TEST_P(Locales, WriteNumbersThatStayTogether) {
  const std::set<std::string_view> safe = {"", ",", kNoBreakSpace};
  EXPECT_TRUE(safe.contains(locale_.numbers.group)) << locale_.numbers.group;
  EXPECT_NE(locale_.numbers.group, locale_.numbers.decimal);
  EXPECT_EQ(locale_.numbers.digits, "latn");
  const auto percent =
      text::format_message(locale_.numbers.percent, locale_.language, {{"number", "12"}});
  ASSERT_TRUE(percent);
  EXPECT_NE(percent->find("12"), std::string::npos);
}

bool is_pair(const std::array<std::string, 2>& marks) {
  return text::count_code_points(marks[0]) == 1 && text::count_code_points(marks[1]) == 1 &&
         marks[0] != marks[1];
}

TEST_P(Locales, HaveQuotationMarks) {
  EXPECT_TRUE(is_pair(locale_.quotes.outer));
  EXPECT_TRUE(is_pair(locale_.quotes.inner));
  EXPECT_NE(locale_.quotes.outer, locale_.quotes.inner);
  EXPECT_EQ(locale_.quotes.title[0].empty(), locale_.quotes.title[1].empty());
}

TEST_P(Locales, LabelListsAsTheirReadersDo) {
  const bool is_bracketed =
      locale_.language == "ar" || locale_.language == "zh" || locale_.language == "en";
  EXPECT_EQ(locale_.layout.list_labels,
            (std::vector<std::string>{"{n})", is_bracketed ? "({a})" : "{a})"}));
}

/// Families of fonts-noto-core, fonts-noto-cjk and fonts-hosny-amiri, and the names under which the
/// Chinese regular script goes elsewhere.
TEST_P(Locales, NameFontsThatThereAre) {
  const std::set<std::string> known = {"Noto Serif",
                                       "Noto Sans",
                                       "Noto Sans Mono",
                                       "Noto Serif CJK SC",
                                       "Noto Sans CJK SC",
                                       "Noto Sans Mono CJK SC",
                                       "Noto Naskh Arabic",
                                       "Noto Sans Arabic",
                                       "Amiri",
                                       "AR PL KaitiM GB",
                                       "KaiTi",
                                       "STKaiti"};
  const std::vector<std::string> fonts = all_fonts();
  EXPECT_GE(fonts.size(), 4U);
  for (const std::string& font : fonts) EXPECT_TRUE(known.contains(font)) << font;
}

INSTANTIATE_TEST_SUITE_P(Languages, Locales, testing::Values("ar", "zh", "en", "fr", "ru", "es"),
                         [](const auto& each) { return std::string(each.param); });

INSTANTIATE_TEST_SUITE_P(Languages, LocalesWithoutLatin, testing::Values("ar", "zh", "ru"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace hexapla::workspace
