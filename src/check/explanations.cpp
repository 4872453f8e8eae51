// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "hexapla/check/explanation.hpp"

namespace hexapla::check {
namespace {

using Explanation = std::pair<std::string_view, std::string_view>;

constexpr std::array<Explanation, 53> kExplanations = {{
    {"codes/confusable",
     "A code has a letter of another alphabet that looks like the right one (Cyrillic С in CIS4).\n"
     "\n"
     "Why: nobody sees it, and no search, link or program finds the code.\n"
     "Mend: type the code anew. hexapla import reads it as what it looks like, and says so.\n"},
    {"completeness/empty-target",
     "A target element is there and holds nothing but white space.\n"
     "\n"
     "Why: an empty paragraph in one edition is worse than a missing one, because nobody looks for "
     "it.\n"
     "Example: <source>Output</source><target></target>\n"
     "Mend: translate the segment, or delete the empty target.\n"},
    {"completeness/not-synced",
     "The source, the registry and the segment files do not hold the same text.\n"
     "\n"
     "Why: all editions of a release come from one version of the source.\n"
     "Mend: hexapla sync carries the source into all languages; translations stay.\n"},
    {"completeness/same-as-source",
     "The target is the source text, letter by letter, and has words that a translation would "
     "change.\n"
     "\n"
     "Why: most often the source was copied as a starting point and forgotten.\n"
     "Silent for numbers, abbreviations in capitals and blocks marked translate=no.\n"
     "Mend: translate the segment; a name that stays can be marked translate=no in the source.\n"},
    {"completeness/stale",
     "The source sentence changed after this translation was made.\n"
     "\n"
     "Why: the editions would say different things. The old source text stands in the unit's "
     "metadata.\n"
     "Mend: bring the target up to date and set its state to translated; or, where the change has "
     "no effect on the\n"
     "translation (a typing error mended), hexapla confirm UNIT --reason \"...\".\n"},
    {"completeness/untranslated",
     "A segment has no target.\n"
     "\n"
     "Why: all editions of a release leave together and complete.\n"
     "Mend: translate it. publish --draft shows the source text instead, visibly marked.\n"},
    {"editions/outlier",
     "Of three or more editions, one alone has a number, note, reference, link or list label, or "
     "alone lacks it.\n"
     "\n"
     "Why: when five of six say 2030, the sixth is most often wrong, be it the source.\n"
     "Numbers are compared by value; a number written as a word counts as there. Editions without "
     "a "
     "translation, or with a stale\n"
     "one, have no vote.\n"
     "Mend: correct the edition that the finding names; where it rightly differs, waive the "
     "finding "
     "and say why.\n"},
    {"editions/split",
     "The editions are divided over a number, note, reference, link or list label, two or more on "
     "each side.\n"
     "\n"
     "Why: nobody stands alone, so only a person can say who is right.\n"
     "Mend: look at the source; correct the editions that are wrong.\n"},
    {"file/malformed",
     "A file of the workspace cannot be read as what it must be: not well-formed, or not XLIFF 2, "
     "or of another language.\n"
     "\n"
     "Why: nothing in it can be checked; sync and publish refuse until it is mended.\n"
     "Mend: the message names place and reason; git shows what changed.\n"},
    {"glossary/definition",
     "A concept has no definition, or a definition has no source.\n"
     "\n"
     "Why: without one nobody can say which of two words is right, and without a source nobody can "
     "ask.\n"
     "Mend: write it in one language at least, with the document or the desk that it comes "
     "from.\n"},
    {"glossary/duplicate-term",
     "One term stands twice in a concept and language, perhaps in another spelling.\n"
     "\n"
     "Why: what is changed at one place stays wrong at the other.\n"
     "Mend: delete one of them; a spelling that is met in texts can be a form of the other "
     "(hexapla:form).\n"},
    {"glossary/entry",
     "An entry of a term base is malformed: no terms, an empty term, an unknown status, an id "
     "twice.\n"
     "\n"
     "Why: a row that is skipped without a word is a term that nobody enforces.\n"
     "Mend: the message names the concept and what is wrong.\n"},
    {"glossary/forbidden-allowed",
     "A concept allows and forbids the same term.\n"
     "\n"
     "Why: no text can be right.\n"
     "Mend: hexapla terms edit or deprecate, so that one of the two remains.\n"},
    {"glossary/forbidden-elsewhere-allowed",
     "A term that one concept forbids is the approved term of another.\n"
     "\n"
     "Why: that may be meant (a word that is wrong here is right there), or be a slip that flags "
     "correct\n"
     "text.\n"
     "Mend: make sure that both are meant; a note on the concept should say when the word is "
     "which.\n"},
    {"glossary/homograph",
     "One word is the term of several concepts.\n"
     "\n"
     "Why: a program can tell them apart by the source text only, and a translator by a note "
     "only.\n"
     "Mend: add a note, or a scope where each belongs (hexapla:scope).\n"},
    {"glossary/missing-language",
     "A concept has no term in a language of the workspace.\n"
     "\n"
     "Why: its translators are told nothing, and the rules are silent.\n"
     "Mend: hexapla terms add, and approve it when the language's terminologist agrees.\n"},
    {"glossary/nested",
     "A forbidden term stands within an approved one.\n"
     "\n"
     "Why: it is not flagged there: the longer term counts. This is a hint, not a fault.\n"
     "Mend: nothing, if both are meant.\n"},
    {"glossary/over-broad",
     "A term is so short that it stands in other words.\n"
     "\n"
     "Why: it would be found where nobody used it.\n"
     "Mend: give it patterns, a scope, or hexapla:case=exact.\n"},
    {"glossary/two-preferred",
     "A concept prefers two terms in one language.\n"
     "\n"
     "Why: readers must meet one word for one idea.\n"
     "Mend: admit one of them, or give each the scope that it belongs to.\n"},
    {"glossary/unapproved",
     "A concept has proposals alone in a language.\n"
     "\n"
     "Why: only approved terms are enforced.\n"
     "Mend: hexapla terms approve, or reject.\n"},
    {"glossary/unknown-concept",
     "A concept is narrower than one that the glossary does not have.\n"
     "\n"
     "Why: the way up leads nowhere, most often for a typing error.\n"
     "Mend: correct the id, or add the concept.\n"},
    {"glossary/unused",
     "No source text of the workspace uses a concept.\n"
     "\n"
     "Why: it may be left from an older text; or it waits for its text, or stands in references "
     "alone.\n"
     "Mend: nothing, or take the concept out.\n"},
    {"glossary/useless-form",
     "A form that the glossary gives for a term is found without it.\n"
     "\n"
     "Why: data that change nothing hide those that do.\n"
     "Mend: delete it.\n"},
    {"hygiene/bidi-controls",
     "An embedding or isolate (U+202A, U+202B, U+2066 to U+2068) does not end in its segment, an "
     "end stands\n"
     "without a beginning, or an override (U+202D, U+202E) turns letters against their own order.\n"
     "\n"
     "Why: what follows on the page is shown in another order than it is read and searched.\n"
     "Mend: delete the control, or close it where the words end.\n"},
    {"hygiene/control",
     "A control character (U+0000 to U+001F, U+007F to U+009F) stands in the text; tabs and line "
     "ends are none.\n"
     "\n"
     "Why: it has no form, and some programs refuse the file.\n"
     "Mend: delete it.\n"},
    {"hygiene/private-use",
     "A character of a private-use area (U+E000 to U+F8FF, planes 15 and 16) stands in the "
     "text.\n"
     "\n"
     "Why: it means something in one font only, mostly a bullet of a symbol font; elsewhere a box "
     "is printed.\n"
     "Mend: write the character that was meant.\n"},
    {"hygiene/replacement-character",
     "U+FFFD stands in the text.\n"
     "\n"
     "Why: a program put it in place of a character that it could not read; the character is "
     "lost.\n"
     "Mend: look into the file from which the text came, and write the character.\n"},
    {"hygiene/soft-hyphen",
     "A soft hyphen (U+00AD) stands in the text.\n"
     "\n"
     "Why: it is left from another layout; words with and without it look alike and are not "
     "equal.\n"
     "Mend: delete it. Words are divided when the edition is set.\n"},
    {"hygiene/zero-width",
     "An invisible character (U+200B, U+2060, U+FEFF) stands in the text.\n"
     "\n"
     "Why: nobody sees it, and search, glossary and memory take one word for two. The joiners "
     "U+200C and U+200D,\n"
     "which shape Arabic letters, are not meant.\n"
     "Mend: delete it.\n"},
    {"inline/added-code",
     "The target has an inline code that the source lacks, or one that may stand only once, "
     "twice.\n"
     "\n"
     "Why: a code without a counterpart has nothing to become when the edition is assembled.\n"
     "Mend: take the code away.\n"},
    {"inline/missing-code",
     "The target lacks an inline code of the source (emphasis, link, code, image).\n"
     "\n"
     "Why: the edition would lose a link or an image without a word.\n"
     "Mend: insert the code, with the id that the message names, around or between the right "
     "words.\n"},
    {"inline/nesting",
     "Paired codes cross, or one side of a pair is missing in the unit.\n"
     "\n"
     "Example: <pc id=\"1\">, then <pc id=\"2\">, then the end of 1 before the end of 2.\n"
     "Mend: close the inner pair first.\n"},
    {"inline/notes",
     "The target lacks a note call of the source.\n"
     "\n"
     "Why: the footnote would vanish from this edition, and all later numbers would differ.\n"
     "Mend: insert the note call; the text of the note is a unit of its own.\n"},
    {"inline/references",
     "The target lacks a reference of the source: to a figure, a result, a resolution, the plan's "
     "title.\n"
     "\n"
     "Why: references are data; each edition must cite the same things.\n"
     "Mend: insert the placeholder; it is printed by the pattern of the language.\n"},
    {"length/limit",
     "A text has more characters than its place allows.\n"
     "\n"
     "Why: a label of a figure stands in a box. The source says how long it may be: "
     "max-characters=40 on the div or heading.\n"
     "Characters are code points of the printed text, codes left out. The limit stands in the "
     "segment file as a size\n"
     "restriction (XLIFF 2.1, 5.8) that other tools understand, and in the note on the unit.\n"
     "Mend: say it shorter, or ask the editor for more room.\n"},
    {"numbers/reversed-groups",
     "The groups of a large number are stored in the order in which the eye meets them in "
     "right-to-left text: \"000 100\".\n"
     "\n"
     "Why: it looks right by accident in one program, and is read, searched and copied as another "
     "number.\n"
     "Mend: store the groups in reading order, with the no-break space U+00A0 between them.\n"},
    {"numbers/unsafe-separator",
     "A plain or thin space stands between the groups of a number in right-to-left text.\n"
     "\n"
     "Why: the bidirectional algorithm takes it for a space between words, and shows the groups in "
     "reverse (UAX 9, W4).\n"
     "Mend: use the no-break space U+00A0.\n"},
    {"numbers/value",
     "A number of the source is not in the target, or the target has one that the source lacks.\n"
     "\n"
     "Numbers are compared by value: 100,000 = 100 000 = 100.000 = 10\u4E07 = 100 thousand. Words "
     "up to "
     "a hundred and names of\n"
     "months answer for digits. Digits inside a code (COVID-19) and list labels are not numbers. "
     "How a language writes\n"
     "numbers stands in locales/LANG/numbers.toml.\n"
     "Mend: correct the number; where the texts rightly differ, waive the finding and say why.\n"},
    {"plan/caption-fused",
     "Behind the caption of a figure, on the same line, stand words that belong to something "
     "else.\n"
     "\n"
     "Why: a text box was anchored in the caption; the caption reads wrong in every edition.\n"
     "Mend: give the words a line of their own.\n"},
    {"plan/dangling-reference",
     "A reference of the source names nothing: no id of the text, no result of an initiative, no "
     "entry of data/.\n"
     "\n"
     "Why: it would be printed as a number that does not exist.\n"
     "Mend: the hint lists the nearest names. A literal @ is written \\@.\n"},
    {"plan/list-broken",
     "A list of numbers goes on in the next line.\n"
     "\n"
     "Why: the line was broken by hand for a narrow box; elsewhere half of the list is lost.\n"
     "Mend: write the list on one line.\n"},
    {"plan/missing-field",
     "An initiative has no entry for a field of data/links.toml that others of its region have.\n"
     "\n"
     "Why: a reader takes the gap for a decision. An empty list says that the field does not "
     "apply.\n"
     "Mend: add the field; where the plan itself lacks it, waive the finding and say so.\n"},
    {"plan/missing-objective",
     "An initiative has no div of class objective.\n"
     "\n"
     "Why: every initiative states what it is for, and figures quote it.\n"
     "Mend: write it; where the plan itself has none, waive the finding and say so.\n"},
    {"plan/missing-results",
     "An initiative has no div of class results.\n"
     "\n"
     "Why: results are what the plan is measured by, and what figures cite.\n"
     "Mend: write them; where the plan itself has none, waive the finding and say so.\n"},
    {"plan/numbering",
     "The numbers of sections, figures or expected results are not contiguous from 1.\n"
     "\n"
     "Why: something was left out, or references elsewhere mean another number.\n"
     "Mend: number anew, or add what is missing.\n"},
    {"plan/section-unnumbered",
     "A heading has no number, where the other sections have one.\n"
     "\n"
     "Why: nobody can cite the section, and tables of contents place it wrongly.\n"
     "Mend: number it like its neighbours.\n"},
    {"plan/uncited-result",
     "data/citations.toml has no citation of an expected result, nor of its whole initiative.\n"
     "\n"
     "Why: the synergy figures show which enabler serves which result; one that is nowhere was "
     "most often mistyped.\n"
     "The hint names citations of results that do not exist: each is often the other's cure.\n"
     "Mend: cite it; where the plan does not, waive the finding and say so.\n"},
    {"terms/do-not-translate",
     "A term that the glossary marks do-not-translate stands in the source and not in the target.\n"
     "\n"
     "Why: names of systems, programmes and places on the network are found by their letters.\n"
     "Compared letter for letter, in every language; forms that the glossary gives count.\n"
     "Example: source “GIGA”, target “吉咖”.\n"
     "Mend: write the term as it stands in the source. Where a language has its own, take the mark "
     "off the concept and\n"
     "give each language its term.\n"},
    {"terms/forbidden",
     "A deprecated or superseded term of the glossary is used, and no longer approved term covers "
     "it.\n"
     "\n"
     "Why: readers must meet one word for one idea.\n"
     "Mend: use the preferred term that the hint names. Where the word is right for another idea, "
     "the glossary can say so:\n"
     "a longer term, or hexapla:not-before and hexapla:not-after.\n"},
    {"terms/inconsistent-usage",
     "The glossary has no approved term for a concept yet; one of its proposed terms is used in at "
     "least three of four\n"
     "places, and another here.\n"
     "\n"
     "Why: two words for one idea make readers look for two ideas. Once terms are approved, "
     "terms/missing and\n"
     "terms/forbidden have the say: every admitted term may be used.\n"
     "Mend: use the term of the other places, or have both admitted.\n"},
    {"terms/missing",
     "A term of the source stands in a segment, and the target shows no approved term of its "
     "concept.\n"
     "\n"
     "Terms are found longest first, so a term inside a longer one does not count. Only concepts "
     "with a preferred or\n"
     "admitted term in the target language are enforced. Words are compared in all their forms, by "
     "the dictionary of\n"
     "the language, and with the forms and patterns that the glossary gives; Chinese by "
     "characters. Where the target has\n"
     "a known term in its place, a forbidden one or another concept's, the message names it.\n"
     "hexapla terms match shows what is found in a text, and how.\n"
     "Mend: use the approved term; if it does not work in the sentence, propose an admitted form "
     "to the glossary.\n"},
    {"terms/wrong-variant",
     "The target renders a term by a variant of the right concept that is not approved, or that "
     "the glossary keeps for\n"
     "other places (hexapla:scope).\n"
     "\n"
     "Why: the idea is right and the word is not; that is a smaller matter than terms/missing.\n"
     "Mend: use the term that the message names, or have the variant approved.\n"},
    {"waivers/unused",
     "A waiver of waivers.toml waives no finding.\n"
     "\n"
     "Why: a waiver holds for one text. When the source or the target changes, somebody must look "
     "again.\n"
     "Mend: delete the waiver; if the finding is back and still accepted, hexapla check --waive "
     "RULE --reason ... --author ...\n"},
}};

}  // namespace

std::optional<std::string_view> find_explanation(std::string_view rule) {
  const auto found = std::find_if(kExplanations.begin(), kExplanations.end(),
                                  [&](const Explanation& each) { return each.first == rule; });
  if (found == kExplanations.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> explained_rules() {
  std::vector<std::string> rules;
  rules.reserve(kExplanations.size());
  for (const auto& [rule, text] : kExplanations) rules.emplace_back(rule);
  return rules;
}

}  // namespace hexapla::check
