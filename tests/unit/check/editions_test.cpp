// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/check/editions.hpp"

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hexapla/support/builders.hpp"

namespace hexapla::check {
namespace {

using model::InlineText;
using model::Unit;
using support::code;
using support::text;

/// "rule language: message" for one unit whose source is the first text, and its translations.
std::string vote(const std::vector<std::pair<std::string, InlineText>>& texts) {
  static const model::Locale kLocale = [] {
    model::Locale locale;
    locale.number_rules.words = {{"four", "4"}};
    return locale;
  }();
  std::deque<Unit> units;
  std::vector<EditionUnit> editions;
  for (const auto& [language, content] : texts) {
    const bool is_source = units.empty();
    units.push_back(is_source ? support::unit("u", content, std::nullopt)
                              : support::unit("u", texts.front().second, content));
    editions.push_back({language, &kLocale, &units.back(), "a.xlf", is_source});
  }
  DiagnosticList found;
  check_editions(editions, Context(), found);
  std::string lines;
  for (const Diagnostic& finding : found.findings())
    lines += finding.rule + " " + finding.language + ": " + finding.message + "\n";
  return lines;
}

TEST(Editions, NameTheOneThatStandsAlone) {
  EXPECT_EQ(vote({{"en", InlineText("by 2030")},
                  {"fr", InlineText("d’ici à 2030")},
                  {"ru", InlineText("к 2020")}}),
            "editions/outlier ru: 2020 stands here alone; not in en, fr\n"
            "editions/outlier ru: 2030 is missing here; en, fr have it\n");
}

TEST(Editions, SayThatTheSourceItselfStandsAlone) {
  EXPECT_EQ(vote({{"en", InlineText("a year")},
                  {"fr", InlineText("2030")},
                  {"ru", InlineText("2030")},
                  {"zh", InlineText("2030")}}),
            "editions/outlier en: 2030 is missing here; fr, ru, zh have it\n");
}

TEST(Editions, AskWhereTheyAreDivided) {
  EXPECT_EQ(vote({{"en", InlineText("12")},
                  {"fr", InlineText("12")},
                  {"ru", InlineText("word")},
                  {"zh", InlineText("word")}}),
            "editions/split ru: 12 stands in en, fr and not in ru, zh: which is right?\n");
}

TEST(Editions, TakeAWordForItsNumber) {
  EXPECT_EQ(vote({{"en", InlineText("four")}, {"fr", InlineText("4")}, {"zh", InlineText("4")}}),
            "");
}

TEST(Editions, CompareNotesReferencesAndLabels) {
  const auto note = code("1", "hexapla:note", "[^1]");
  EXPECT_EQ(vote({{"en", text({"(a) x", note})},
                  {"fr", text({"a) x", note})},
                  {"zh", InlineText("b) x")}}),
            "editions/outlier zh: [^1] is missing here; en, fr have it\n"
            "editions/outlier zh: the list label a is missing here; en, fr have it\n"
            "editions/outlier zh: the list label b stands here alone; not in en, fr\n");
}

TEST(Editions, GiveNoVoteToWhatIsNotTranslated) {
  std::deque<Unit> units;
  units.push_back(support::unit("u", InlineText("2030"), std::nullopt));
  units.push_back(support::unit("u", InlineText("2030"), InlineText("2030")));
  units.push_back(support::unit("u", InlineText("2030"), std::nullopt));
  units.push_back(support::unit("u", InlineText("2031"), InlineText("2031")));
  units.back().segments.front().state = model::State::Initial;
  units.back().translated_from["s1"] = {"2031 was", model::State::Reviewed};
  const model::Locale locale;
  DiagnosticList found;
  check_editions({{"en", &locale, &units[0], "a", true},
                  {"fr", &locale, &units[1], "a", false},
                  {"ru", &locale, &units[2], "a", false},
                  {"zh", &locale, &units[3], "a", false}},
                 Context(), found);
  EXPECT_TRUE(found.findings().empty());
}

}  // namespace
}  // namespace hexapla::check
