// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/slots.hpp"

#include <string>

#include <gtest/gtest.h>

#include "hexapla/model/references.hpp"

namespace hexapla::model {
namespace {

Inline str(std::string text) { return {Str{std::move(text)}}; }
Inline emph(Inlines content) { return {Styled{Style::Emph, std::move(content)}}; }
Inline note(std::string text) { return {Note{{{Para{{str(std::move(text))}}}}}}; }
Block para(Inlines content) { return {Para{std::move(content)}}; }
Block heading(std::int64_t level, std::string id, Inlines content) {
  return {Heading{level, {std::move(id), {}, {}}, std::move(content)}};
}
Block div(Attributes attributes, Blocks content) {
  return {Div{std::move(attributes), std::move(content)}};
}

text::Segmenter segmenter() {
  return text::Segmenter::compile(
             {{true, "[.?!]\\uFFFC*", "\\s"}, {true, "[。！？]\\uFFFC*", "[^\\uFFFC]"}})
      .value();
}

/// The small part of the plan that the design's example shows, as a tree.
Document example() {
  Document document;
  document.meta["labels"] = {MetaMap{{"objective", {Inlines{str("Objective")}}},
                                     {"results", {Inlines{str("Expected results")}}}}};
  Attributes entry{"entry-outcome", {"entry"}, {{"concept", "outcome"}}};
  Block results{OrderedList{
      1, "Decimal", "OneParen", {{{Plain{{str("Support.")}}}}, {{Plain{{str("Action plans.")}}}}}}};
  document.blocks = {
      heading(1, "glossary", {str("Glossary")}),
      div(entry, {para({str("An outcome is seen "), emph({str("after")}), str(" outputs."),
                        note("Final report.")})}),
      heading(1, "initiatives", {str("Regional initiatives")}),
      div({"AFR", {"region"}, {}},
          {heading(2, "", {{Span{{"", {"full"}, {}}, {str("@AFR")}}}}),
           div({"AFR1", {"initiative"}, {}},
               {heading(3, "", {str("Digital transformation")}),
                div({"", {"objective"}, {}},
                    {para({str("Help members.")}), para({str("The work serves @SDG-9.")})}),
                div({"", {"results"}, {}}, {results})}),
           div({"fig-x", {"figure"}, {}}, {para({str("How they meet: @AFR")})})})};
  return document;
}

std::string id_of(const UnitSlot& slot) { return slot.prefix + "|" + slot.kind; }

TEST(FindSlots, FindsTheUnitsOfThePlanInReadingOrder) {
  Document document = example();
  std::vector<std::string> found;
  for (const UnitSlot& slot : find_slots(document, "05-africa")) found.push_back(id_of(slot));
  EXPECT_EQ(found, (std::vector<std::string>{"meta|labels.objective", "meta|labels.results",
                                             "glossary|heading", "entry-outcome|para",
                                             "entry-outcome|note", "initiatives|heading",
                                             "AFR1|heading", "AFR1|objective", "AFR1|objective",
                                             "AFR1|results", "AFR1|results", "fig-x|caption"}));
}

TEST(FindSlots, GivesInitiativesAndResultsTheirCodes) {
  Document document = example();
  const auto slots = find_slots(document, "05-africa");
  EXPECT_EQ(slots[6].name, "AFR1");
  EXPECT_EQ(slots[9].name, "AFR1.1");
  EXPECT_EQ(slots[10].name, "AFR1.2");
  EXPECT_EQ(slots[9].groups, (std::vector<std::string>{"initiatives", "AFR", "AFR1"}));
}

TEST(FindSlots, TiesANoteToItsCall) {
  Document document = example();
  const auto slots = find_slots(document, "05-africa");
  EXPECT_EQ(slots[4].parent, 3U);
  EXPECT_EQ(slots[4].parent_code, 1U);
  EXPECT_EQ(slots[3].place, "paragraph in glossary entry “outcome”");
}

TEST(FindSlots, UsesThePartsNameOutsideSections) {
  Document document;
  document.blocks = {para({str("Loose text.")})};
  EXPECT_EQ(id_of(find_slots(document, "05-africa").front()), "africa|para");
}

TEST(FindSlots, LeavesOutWhatHasNoWords) {
  Document document;
  document.blocks = {para({str("@AFR1.9")}), para({str("2022–2025")}), {CodeBlock{{}, "code"}}};
  EXPECT_TRUE(find_slots(document, "x").empty());
}

TEST(FindSlots, EndsASectionAtTheNextHeadingOfItsLevel) {
  Document document;
  document.blocks = {heading(1, "a", {str("A")}), heading(2, "b", {str("B")}), para({str("in b")}),
                     heading(2, "", {str("C")}), para({str("in a")})};
  const auto slots = find_slots(document, "x");
  EXPECT_EQ(id_of(slots[2]), "b|para");
  EXPECT_EQ(id_of(slots[4]), "a|para");
}

TEST(ToInlineText, MakesCodesOfMarkupNotesAndReferences) {
  const InlineText text =
      to_inline_text({str("See "), emph({str("this")}), str(" and @WTDC-37."), note("n")});
  EXPECT_EQ(text.canonical(), "See {1 *}this{/1} and {2 @WTDC-37}.{3 [^1]}");
  EXPECT_FALSE(text.codes().back().can_copy);
}

TEST(ToInlineText, KnowsTheFormsOfReferences) {
  const Inlines inlines = {{Span{{"", {}, {{"ref", "title"}}}, {str("the Plan")}}},
                           {Span{{"", {"full"}, {}}, {str("@AFR")}}}};
  const InlineText text = to_inline_text(inlines);
  EXPECT_EQ(text.canonical(), "{1 @title}the Plan{/1}{2 [@AFR]{{.full}}}");
  EXPECT_EQ(text.codes().back().sub_type, "hexapla:ref-full");
}

TEST(ToInlineText, DropsALineBreakBetweenHanOnly) {
  EXPECT_EQ(to_inline_text({str("成果"), {SoftBreak{}}, str("和")}).plain(), "成果和");
  EXPECT_EQ(to_inline_text({str("of"), {SoftBreak{}}, str("the")}).plain(), "of the");
}

TEST(ToInlines, PutsTranslatedWordsIntoTheSourcesMarkup) {
  const Inlines source = {str("seen "), emph({str("after")}), str(" it."), note("n")};
  const InlineText source_text = to_inline_text(source);
  const auto target = from_canonical("{1 *}之后{/1}方显。{2 [^1]}", source_text.codes());
  ASSERT_TRUE(target);
  EXPECT_EQ(to_inlines(*target, source, source_text),
            (Inlines{emph({str("之后")}), str("方显。"), note("n")}));
}

TEST(ToInlines, FindsCodesByTheIdsOfTheSourceText) {
  const Inlines source = {emph({str("a")}), {Code{{}, "b"}}};
  InlineText kept = to_inline_text(source);  // as after an edit: ids 4 and 7
  for (Piece& piece : kept.pieces()) {
    if (auto* code = std::get_if<InlineCode>(&piece))
      code->id = code->role == CodeRole::Standalone ? "7" : "4";
  }
  const auto target = from_canonical("{7 `b`}{4 *}x{/4}", kept.codes());
  EXPECT_EQ(to_inlines(*target, source, kept), (Inlines{{Code{{}, "b"}}, emph({str("x")})}));
}

TEST(ToInlines, DropsCodesThatTheSourceLacks) {
  InlineText text("a");
  InlineCode code;
  code.id = "9";
  text.append(code);
  EXPECT_EQ(to_inlines(text, {str("a")}, InlineText("a")), Inlines{str("a")});
}

TEST(ToSegments, PutsTheWhiteSpaceBetweenSentencesAside) {
  const auto segments = to_segments(InlineText("One. Two."), segmenter()).value();
  ASSERT_EQ(segments.size(), 3U);
  EXPECT_EQ(segments[0].source.plain(), "One.");
  EXPECT_TRUE(segments[1].is_ignorable);
  EXPECT_EQ(segments[1].source.plain(), " ");
  EXPECT_EQ(segments[2].id, "s2");
}

TEST(ToSegments, LeavesANoteCallWithItsSentence) {
  const InlineText text = to_inline_text({str("One."), note("n"), str(" Two.")});
  const auto segments = to_segments(text, segmenter()).value();
  EXPECT_EQ(segments.front().source.canonical(), "One.{1 [^1]}");
  EXPECT_EQ(segments.back().source.plain(), "Two.");
}

TEST(ToSegments, LetsAPairCrossSentences) {
  const InlineText text = to_inline_text({emph({str("One. Two.")})});
  const auto segments = to_segments(text, segmenter()).value();
  EXPECT_EQ(segments.front().source.canonical(), "{1 *}One.");
  EXPECT_EQ(segments.back().source.canonical(), "Two.{/1}");
}

TEST(Canonical, DoublesLiteralBracesAndComposes) {
  EXPECT_EQ(InlineText("a {b}  e\u0301").canonical(), "a {{b}} é");
  EXPECT_EQ(from_canonical("a {{b}}", {})->plain(), "a {b}");
  EXPECT_EQ(from_canonical("{9 x}", {}), std::nullopt);
}

TEST(ContentHash, DependsOnBothTexts) {
  EXPECT_NE(content_hash(InlineText("a"), InlineText("b")),
            content_hash(InlineText("ab"), InlineText("")));
}

TEST(ReferenceTokens, FollowTheSyntax) {
  std::vector<std::string> ids;
  for (const auto& token :
       find_reference_tokens("see @AFR1.9. and @fig-x, mail a@b.org, @-no @WTDC-37)"))
    ids.push_back(token.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"AFR1.9", "fig-x", "WTDC-37"}));
}

PublicationData wtdc() {
  PublicationData data;
  data.registers.push_back({"WTDC", "resolution", "wtdc", {{"37", "kigali", "2022", true}}});
  return data;
}

TEST(Entities, NumberSectionsFiguresAndResults) {
  Document document = example();
  const auto entities = Entities::collect({{"a.md", &document}}, wtdc());
  ASSERT_TRUE(entities);
  EXPECT_EQ(entities->find("glossary")->number, "1");
  EXPECT_EQ(entities->find("initiatives")->number, "2");
  EXPECT_EQ(entities->find("fig-x")->number, "1");
  EXPECT_EQ(entities->find("AFR1.2")->kind, "result");
  EXPECT_EQ(entities->find("WTDC-37")->year, "2022");
  EXPECT_EQ(entities->find("title")->kind, "title");
  EXPECT_EQ(entities->find("AFR1.3"), nullptr);
  EXPECT_EQ(entities->nearest("AFR1.3").front(), "AFR1.1");
}

TEST(Entities, RefuseTwoOfOneName) {
  Document document;
  document.blocks = {heading(1, "a", {str("A")}), div({"a", {}, {}}, {})};
  const auto entities = Entities::collect({{"a.md", &document}}, {});
  ASSERT_FALSE(entities);
  EXPECT_EQ(entities.error().to_string(), "a.md: two things are called a: a section and a block");
}

TEST(Entities, RefuseAnIdThatNobodyCanCite) {
  Document document;
  document.blocks = {div({"1.2", {}, {}}, {})};
  EXPECT_EQ(Entities::collect({{"a.md", &document}}, {}).error().message,
            "\"1.2\" cannot be an id");
}

TEST(RenderReference, PrintsByThePatternOfTheLanguage) {
  Locale locale;
  locale.language = "zh";
  locale.messages["reference"]["resolution"] = "第{number}号决议（{year}年，{place}，修订版）";
  Glossary glossary;
  for (const auto& [id, name] :
       {std::pair("wtdc", "世界电信发展大会"), std::pair("kigali", "基加利")}) {
    Concept entry;
    entry.id = id;
    Term term;
    term.text = name;
    term.status = TermStatus::Preferred;
    entry.languages["zh"].terms.push_back(term);
    glossary.concepts.push_back(entry);
  }
  const auto entities = Entities::collect({}, wtdc());
  const ReferenceWords words{&locale, &glossary, ""};
  EXPECT_EQ(render_reference(*entities->find("WTDC-37"), ReferenceForm::Plain, words).value(),
            "第37号决议（2022年，基加利，修订版）");
  EXPECT_EQ(
      render_reference(*entities->find("WTDC-37"), ReferenceForm::Code, words).error().message,
      "messages.toml of zh has no reference-code.resolution, which @WTDC-37 needs");
}

}  // namespace
}  // namespace hexapla::model
