// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "hexapla/check/explanation.hpp"
#include "hexapla/check/plan.hpp"
#include "hexapla/check/references.hpp"
#include "hexapla/check/rule.hpp"
#include "hexapla/support/builders.hpp"

namespace hexapla::check {
namespace {

using model::CodeRole;
using model::InlineText;
using model::TermStatus;
using model::Unit;
using support::code;
using support::term;
using support::text;

/// "rule: message" of all findings in one unit, one a line.
std::string check(const Unit& unit, const model::Glossary& glossary = {},
                  const std::string& target = "zh") {
  Context context;
  context.source_language = "en";
  context.target_language = target;
  context.glossary = &glossary;
  DiagnosticList found;
  auto rules = make_rules();
  for (const auto& rule : rules) rule->begin(context);
  check_units(rules, {unit}, "a.xlf", found);
  std::string lines;
  for (const Diagnostic& finding : found.findings())
    lines += finding.rule + ": " + finding.message + "\n";
  return lines;
}

Unit plain(std::string source, std::optional<std::string> target) {
  return support::unit("u", InlineText(std::move(source)),
                       target ? std::optional(InlineText(std::move(*target))) : std::nullopt);
}

TEST(Completeness, IsQuietOnATranslation) { EXPECT_EQ(check(plain("Output", "输出成果")), ""); }

TEST(Length, KeepsLabelsWithinTheirPlace) {
  Unit unit = plain("Output", "输出成果");
  unit.max_characters = 4;
  EXPECT_EQ(check(unit), "");
  unit.segments.front().target->append(code("1", "hexapla:code", "`x`"));
  EXPECT_EQ(check(unit).find("length/"), std::string::npos);
  unit.max_characters = 3;
  EXPECT_EQ(check(plain("Output", "输出成果")), "");
  EXPECT_NE(check(unit).find("length/limit: 4 characters, and 3 are allowed here\n"),
            std::string::npos);
}

TEST(Completeness, ReportsOneCauseOnce) {
  EXPECT_EQ(check(plain("Output", std::nullopt)),
            "completeness/untranslated: not translated yet\n");
  EXPECT_EQ(check(plain("Output", " \u3000")), "completeness/empty-target: the target is empty\n");
}

TEST(Completeness, ReportsAStaleTranslationWithItsOldSource) {
  Unit unit = plain("It changed", "变了");
  unit.segments[0].state = model::State::Initial;
  unit.translated_from["s1"] = {"It was so", model::State::Reviewed};
  EXPECT_EQ(
      check(unit),
      "completeness/stale: the source changed since this was translated; it read: It was so\n");
}

TEST(Completeness, SaysNothingWhereTranslationIsOff) {
  Unit unit = plain("Output", std::nullopt);
  unit.translate = false;
  EXPECT_EQ(check(unit), "");
}

TEST(SameAsSource, KnowsWhatNoTranslationChanges) {
  EXPECT_EQ(check(plain("Not translated", "Not translated")),
            "completeness/same-as-source: the target is the same as the source\n");
  for (const char* words : {"2022–2025", "WTDC", "ITU-D", "C1"})
    EXPECT_EQ(check(plain(words, words)), "") << words;
}

TEST(Numbers, AreComparedByValue) {
  EXPECT_EQ(check(plain("12 of 2030", "2030 / 12")), "");
  EXPECT_EQ(check(plain("by 2030", "到2020年")),
            "numbers/value: the source has 2030, the target 2020\n");
  EXPECT_EQ(check(plain("by 2030", "到那时")),
            "numbers/value: 2030 of the source is not in the target\n");
  EXPECT_EQ(check(plain("5 and 5", "5")), "numbers/value: 5 of the source is not in the target\n");
  EXPECT_EQ(check(plain("then", "2030")),
            "numbers/value: 2030 of the target is not in the source\n");
}

TEST(Hygiene, NamesCharactersThatNoTextShouldHave) {
  EXPECT_EQ(check(plain("A word", "一\uFFFD个\uFFFD词")),
            "hygiene/replacement-character: U+FFFD stands where a character was lost (2 such "
            "characters in this segment)\n");
  EXPECT_EQ(check(plain("A word", "一个\u0085词")),
            "hygiene/control: the control character U+0085 stands in the text\n");
  EXPECT_EQ(check(plain("A word", "\uF0B7一个词")),
            "hygiene/private-use: U+F0B7 is a private-use character: each font shows another sign, "
            "or none\n");
  EXPECT_EQ(check(plain("A word", "一个\u200B词")),
            "hygiene/zero-width: U+200B is invisible and keeps the words around it from being "
            "found\n");
  EXPECT_EQ(check(plain("A word", "mot\u00ADs")),
            "hygiene/soft-hyphen: the soft hyphen U+00AD is left from another layout\n");
}

TEST(Hygiene, IsQuietOnWhatScriptsNeed) {
  for (const char* words : {"一\t个\n词", "می\u200Cخواهم", "\u2067نص\u2069", "\u200Fنص\u200E",
                            "\u202Bنص\u202C", "\u2067نص \u2066WTDC\u2069 نص\u2069"})
    EXPECT_EQ(check(plain("A word", words)), "") << words;
}

TEST(Hygiene, FollowsControlsOfDirection) {
  EXPECT_EQ(check(plain("A word", "\u2067نص")),
            "hygiene/bidi-controls: the control of direction U+2067 does not end in this "
            "segment\n");
  EXPECT_EQ(check(plain("A word", "نص\u2069")),
            "hygiene/bidi-controls: the control of direction U+2069 ends what has not begun\n");
  EXPECT_EQ(check(plain("A word", "\u2067نص\u202C\u2069")),
            "hygiene/bidi-controls: the control of direction U+202C ends what has not begun\n");
  for (const char* words : {"\u202Eنص\u202C", "\u202Eنص"}) {
    EXPECT_EQ(check(plain("A word", words)),
              "hygiene/bidi-controls: the control of direction U+202E turns letters against their "
              "own order\n");
  }
}

TEST(InlineCodes, NameWhatIsLost) {
  const InlineText source =
      text({"See ", code("1", "hexapla:ref", "@fig-a"), " and ", code("2", "hexapla:code", "`x`"),
            ".", code("3", "hexapla:note", "[^1]")});
  EXPECT_EQ(check(support::unit("u", source, InlineText("见。"))),
            "inline/missing-code: the target lacks the inline code {2} (`x`)\n"
            "inline/references: the target lacks the reference {1} (@fig-a)\n"
            "inline/notes: the target lacks the note call {3} ([^1])\n");
  EXPECT_EQ(check(support::unit("u", source, source)).find("inline/"), std::string::npos);
}

TEST(InlineCodes, ReportWhatIsAddedOrDoubled) {
  auto once = code("1", "hexapla:note", "[^1]");
  once.can_copy = false;
  const InlineText source = text({"a", once});
  EXPECT_EQ(
      check(support::unit("u", source, text({"甲", once, once, code("7", "hexapla:code", "`y`")}))),
      "inline/added-code: the target has {1} ([^1]) 2 times; it may stand there once\n"
      "inline/added-code: the target has the inline code {7} (`y`), which the source lacks\n");
}

TEST(InlineCodes, ReportPairsThatCrossOrStayOpen) {
  const auto open = [](const char* id) { return code(id, "xlf:i", "*", CodeRole::Open); };
  const auto close = [](const char* id) { return code(id, "xlf:i", "*", CodeRole::Close); };
  const InlineText source = text({open("1"), "a", close("1"), open("2"), "b", close("2")});
  EXPECT_EQ(check(support::unit("u", source,
                                text({open("1"), "甲", open("2"), "乙", close("1"), close("2")}))),
            "inline/nesting: the pair {1} ends inside the pair {2}\n");
  EXPECT_EQ(check(support::unit("u", source, text({open("1"), "甲", close("1"), open("2"), "乙"}))),
            "inline/nesting: the pair {2} does not end\n");
}

model::Glossary glossary() {
  model::Concept outcome;
  outcome.id = "outcome";
  outcome.languages["en"].terms = {term("outcome", TermStatus::Preferred, {"outcomes"})};
  outcome.languages["zh"].terms = {term("成果", TermStatus::Preferred)};
  model::Concept output;
  output.id = "output";
  output.languages["en"].terms = {term("output", TermStatus::Preferred, {"outputs"})};
  output.languages["zh"].terms = {term("输出成果", TermStatus::Preferred),
                                  term("产出", TermStatus::Deprecated)};
  output.languages["zh"].terms[1].note = "Not in ITU.";
  model::Concept proposed;
  proposed.id = "sustainability";
  proposed.languages["en"].terms = {term("sustainability", TermStatus::Preferred)};
  proposed.languages["zh"].terms = {term("可持续性", TermStatus::Proposed)};
  return {{outcome, output, proposed}};
}

TEST(Terms, AreQuietWhereTheApprovedTermStands) {
  EXPECT_EQ(check(plain("Outputs and outcomes", "输出成果和成果"), glossary()), "");
}

TEST(Terms, DoNotTakeAShortTermInsideALongOneForItself) {
  EXPECT_EQ(check(plain("The outcomes", "该输出成果"), glossary()),
            "terms/missing: “outcomes” (concept outcome) should be rendered as “成果”; “输出成果” "
            "stands there, of concept output\n");
}

TEST(Terms, ShowInATermOfANarrowerConcept) {
  model::Glossary terms = glossary();
  model::Concept initiative;
  initiative.id = "initiative";
  initiative.languages["en"].terms = {term("initiative", TermStatus::Preferred)};
  initiative.languages["zh"].terms = {term("举措", TermStatus::Preferred)};
  model::Concept regional;
  regional.id = "regional-initiative";
  regional.languages["en"].terms = {term("regional initiative", TermStatus::Preferred)};
  regional.languages["zh"].terms = {term("区域性举措", TermStatus::Preferred)};
  terms.concepts.push_back(initiative);
  terms.concepts.push_back(regional);
  EXPECT_EQ(check(plain("The initiative", "区域性举措"), terms),
            "terms/missing: “initiative” (concept initiative) should be rendered as “举措”; "
            "“区域性举措” stands there, of concept regional-initiative\n");
  terms.concepts.back().properties["broader"] = "initiative";
  EXPECT_EQ(check(plain("The initiative", "区域性举措"), terms), "");
  EXPECT_EQ(check(plain("The regional initiative", "该举措"), terms),
            "terms/missing: “regional initiative” (concept regional-initiative) should be rendered "
            "as “区域性举措”; “举措” stands there, of concept initiative\n");
}

TEST(Terms, ReportADeprecatedTermAndTheMissingOne) {
  EXPECT_EQ(check(plain("The outputs", "该产出"), glossary()),
            "terms/missing: “outputs” (concept output) should be rendered as “输出成果”; “产出” "
            "stands there, which is deprecated\n"
            "terms/forbidden: “产出” is a deprecated term for concept output\n");
}

TEST(Terms, EnforceNothingThatIsOnlyProposed) {
  EXPECT_EQ(check(plain("Sustainability", "永续"), glossary()), "");
}

TEST(Terms, HoldInTheirScopeOnly) {
  model::Glossary glossary;
  model::Concept enabler;
  enabler.id = "projects-enabler";
  model::Term name = term("Projects", TermStatus::Preferred);
  name.scopes = {"heading"};
  enabler.languages["en"].terms = {name};
  enabler.languages["zh"].terms = {term("项目工作", TermStatus::Preferred)};
  glossary.concepts = {enabler};
  Unit unit = plain("Projects", "规划");
  unit.id = "P1.heading.1";
  EXPECT_EQ(check(unit, glossary),
            "terms/missing: “Projects” (concept projects-enabler) should be rendered as "
            "“项目工作”\n");
  unit.id = "P1.para.1";
  EXPECT_EQ(check(unit, glossary), "");
}

TEST(Terms, GiveTheSameFindingsForDecomposedText) {
  model::Concept entry;
  entry.id = "result";
  entry.languages["en"].terms = {term("result", TermStatus::Preferred)};
  entry.languages["fr"].terms = {term("résultat", TermStatus::Preferred)};
  const model::Glossary terms{{entry}};
  EXPECT_EQ(check(plain("result", "re\u0301sultat"), terms, "fr"), "");
}

TEST(Terms, LookAtReferencesAsTheyArePrinted) {
  model::Concept entry;
  entry.id = "resolution";
  entry.languages["en"].terms = {term("resolution", TermStatus::Preferred)};
  entry.languages["zh"].terms = {term("决议", TermStatus::Preferred)};
  auto reference = code("1", "hexapla:ref", "@WTDC-1");
  reference.disp = "第1号决议";
  const InlineText source = text({"Resolution ", reference});
  EXPECT_EQ(check(support::unit("u", source, text({reference}))), "");
  EXPECT_EQ(check(support::unit("u", source, text({reference})), {{entry}}), "");
}

TEST(Findings, CarrySpansInCodePoints) {
  Context context;
  context.source_language = "en";
  context.target_language = "zh";
  const model::Glossary terms = glossary();
  context.glossary = &terms;
  DiagnosticList found;
  auto rules = make_rules();
  for (const auto& rule : rules) rule->begin(context);
  check_units(rules, {plain("it", "这是产出")}, "a.xlf", found);
  ASSERT_EQ(found.findings().size(), 1U);
  EXPECT_EQ(found.findings()[0].target_span, (TextRange{2, 4}));
  EXPECT_EQ(found.findings()[0].hint, "use “输出成果”. Not in ITU.");
  EXPECT_EQ(found.findings()[0].hash.size(), 16U);
}

TEST(Terms, TellAVariantThatIsNotApprovedFromNoTermAtAll) {
  model::Concept entry;
  entry.id = "access";
  entry.languages["en"].terms = {term("access", TermStatus::Preferred)};
  entry.languages["zh"].terms = {term("获取", TermStatus::Preferred),
                                 term("接入", TermStatus::Proposed)};
  EXPECT_EQ(check(plain("access", "接入"), {{entry}}),
            "terms/wrong-variant: “access” (concept access) is rendered as “接入”, which is not "
            "approved yet; expected “获取”\n");
}

TEST(Terms, StayAsTheyAreWhereTheGlossarySaysSo) {
  model::Concept entry;
  entry.id = "giga";
  entry.properties["do-not-translate"] = "yes";
  entry.languages["en"].terms = {term("Giga", TermStatus::Preferred)};
  EXPECT_EQ(check(plain("the Giga project", "Giga项目"), {{entry}}), "");
  EXPECT_EQ(
      check(plain("the Giga project", "吉咖项目"), {{entry}}),
      "terms/do-not-translate: “Giga” (concept giga) stays as it is in every language, and is "
      "not there\n");
}

TEST(ConfiguredSeverity, LetsTheMoreExactEntryWin) {
  const RuleDescription rule{"terms/missing", Severity::Major, "", ""};
  EXPECT_EQ(configured_severity(rule, "zh", {}), Severity::Major);
  EXPECT_EQ(configured_severity(rule, "zh", {{"terms/*", "", Severity::Minor}}), Severity::Minor);
  EXPECT_EQ(configured_severity(
                rule, "zh",
                {{"terms/missing", "zh", Severity::Neutral}, {"terms/*", "", Severity::Minor}}),
            Severity::Neutral);
  EXPECT_EQ(configured_severity(rule, "fr", {{"terms/missing", "zh", Severity::Neutral}}),
            Severity::Major);
}

TEST(Explanations, ExistForEveryRule) {
  for (const auto& rule : make_rules()) {
    EXPECT_TRUE(find_explanation(rule->description().id)) << rule->description().id;
  }
  for (const RuleDescription& rule :
       {kDanglingReference, kMissingField, kMissingObjective, kMissingResults, kUncitedResult})
    EXPECT_TRUE(find_explanation(rule.id)) << rule.id;
  EXPECT_FALSE(find_explanation("no/such"));
}

model::Block div(std::string id, std::string class_name, model::Blocks content) {
  return {model::Div{{std::move(id), {std::move(class_name)}, {}}, std::move(content)},
          model::SourceRange{3, 1, 9, 4}};
}

model::Block words(std::string text) { return {model::Para{{{model::Str{std::move(text)}}}}}; }

/// "file:offset rule: message (hint)" of all findings in a plan, one a line.
std::string check_the_plan(const model::Document& document, const model::PublicationData& data) {
  const SourceFile source("a.md", "\n\n::: {.region #AMS}\n:::\n");
  const auto entities = model::Entities::collect({{"a.md", &document}}, {}).value();
  Context context;
  context.entities = &entities;
  DiagnosticList found;
  check_plan(document, source, data, context, found);
  std::string lines;
  for (const Diagnostic& finding : found.findings()) {
    lines += fmt::format("{}:{} {}: {} ({})\n", finding.span.file, finding.span.begin, finding.rule,
                         finding.message, finding.hint);
  }
  return lines;
}

TEST(CheckPlan, ReportsWhatAnInitiativeLacks) {
  model::OrderedList list;
  list.items = {{words("one")}, {words("two")}};
  model::Document document;
  document.blocks = {
      div("AMS", "region",
          {div("AMS1", "initiative", {div("", "results", {{std::move(list)}})}),
           div("AMS2", "initiative", {div("", "objective", {words("To do it.")})})})};
  model::PublicationData data;
  EXPECT_EQ(check_the_plan(document, data),
            "a.md:2 plan/missing-objective: initiative AMS1 has no objective (write it in a div of "
            "class objective, or waive the finding and say why)\n"
            "a.md:2 plan/missing-results: initiative AMS2 has no expected results (write them in a "
            "div of class results, or waive the finding and say why)\n");
  model::SynergyCitation citation;
  citation.enabler = "projects";
  citation.cites = {"AMS1.1", "AMS1.3"};
  data.citations = {citation};
  model::InitiativeLinks links;
  links.initiative = "AMS2";
  links.sdg = {"9"};
  data.links = {links};
  EXPECT_EQ(check_the_plan(document, data),
            "a.md:2 plan/missing-objective: initiative AMS1 has no objective (write it in a div of "
            "class objective, or waive the finding and say why)\n"
            "a.md:0 plan/uncited-result: no enabler cites expected result AMS1.2 (projects cites "
            "AMS1.3, which does not exist: is AMS1.2 meant?)\n"
            "a.md:2 plan/missing-field: initiative AMS1 has no sdg, which others of AMS have (add "
            "it to data/links.toml; an empty list says that it does not apply)\n"
            "a.md:2 plan/missing-results: initiative AMS2 has no expected results (write them in a "
            "div of class results, or waive the finding and say why)\n"
            "a.md:2 plan/uncited-result: no enabler cites initiative AMS2 (cite it in "
            "data/citations.toml, or waive the finding and say why)\n");
}

TEST(CheckReferences, PointsAtTheReferenceInTheMarkdown) {
  const SourceFile source("a.md", "See 成果 @fig-stucture here.\n");
  model::Document document;
  document.blocks = {
      {model::Para{{{model::Str{"@fig-stucture"}, model::SourceRange{1, 8, 1, 21}}}}},
      {model::Div{{"fig-structure", {"figure"}, {}}, {}}}};
  const auto entities = model::Entities::collect({{"a.md", &document}}, {}).value();
  Context context;
  context.entities = &entities;
  DiagnosticList found;
  check_references(document, source, context, found);
  ASSERT_EQ(found.findings().size(), 1U);
  EXPECT_EQ(found.findings()[0].message, "@fig-stucture names nothing in this publication");
  EXPECT_EQ(found.findings()[0].hint, "did you mean @fig-structure?");
  EXPECT_EQ(found.findings()[0].span, (SourceSpan{"a.md", 11, 24}));
}

TEST(MakeRules, GivesWhatAnInputCanFeed) {
  const auto ids = [](Needs given) {
    std::vector<std::string> names;
    for (const auto& rule : make_rules(given)) names.emplace_back(rule->description().id);
    return names;
  };
  const auto text = ids(Needs::Text);
  const auto pair = ids(Needs::Pair);
  EXPECT_EQ(std::count(text.begin(), text.end(), "terms/forbidden"), 1);
  EXPECT_EQ(std::count(text.begin(), text.end(), "terms/missing"), 0);
  EXPECT_EQ(std::count(pair.begin(), pair.end(), "terms/missing"), 1);
  EXPECT_GE(ids(Needs::Workspace).size(), pair.size());
}

TEST(ReadingRules, AreExplained) {
  for (const RuleDescription& rule : kReadingRules)
    EXPECT_TRUE(find_explanation(rule.id)) << rule.id;
}

}  // namespace
}  // namespace hexapla::check
