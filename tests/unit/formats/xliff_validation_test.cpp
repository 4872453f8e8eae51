// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/xliff_validation.hpp"

#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hexapla/formats/xml.hpp"

namespace hexapla::formats {
namespace {

constexpr std::string_view kNamespaces =
    " xmlns:mtc='urn:oasis:names:tc:xliff:matches:2.0'"
    " xmlns:gls='urn:oasis:names:tc:xliff:glossary:2.0' xmlns:fs='urn:oasis:names:tc:xliff:fs:2.0'"
    " xmlns:mda='urn:oasis:names:tc:xliff:metadata:2.0'"
    " xmlns:res='urn:oasis:names:tc:xliff:resourcedata:2.0'"
    " xmlns:ctr='urn:oasis:names:tc:xliff:changetracking:2.0'"
    " xmlns:slr='urn:oasis:names:tc:xliff:sizerestriction:2.0'"
    " xmlns:val='urn:oasis:names:tc:xliff:validation:2.0'"
    " xmlns:its='http://www.w3.org/2005/11/its' xmlns:itsm='urn:oasis:names:tc:xliff:itsm:2.1'"
    " xmlns:pgs='urn:oasis:names:tc:xliff:pgs:1.0' xmlns:my='urn:example:my'";

/// A document that holds `files`, its root with `root` added.
std::string document(std::string_view files, std::string_view root = "trgLang='fr'",
                     std::string_view version = "2.0") {
  return fmt::format(
      "<xliff xmlns='urn:oasis:names:tc:xliff:document:{0}'{1} version='{0}' srcLang='en' {2}>{3}"
      "</xliff>",
      version, kNamespaces, root, files);
}

std::string in_file(std::string_view content) {
  return document(fmt::format("<file id='f'>{}</file>", content));
}

std::string in_unit(std::string_view content) {
  return in_file(fmt::format("<unit id='u'>{}</unit>", content));
}

std::string in_source(std::string_view content) {
  return in_unit(fmt::format("<segment id='s'><source>{}</source></segment>", content));
}

std::string in_both(std::string_view source, std::string_view target) {
  return in_unit(fmt::format("<segment id='s'><source>{}</source><target>{}</target></segment>",
                             source, target));
}

/// A unit with `content` before a segment of plain text.
std::string before_segment(std::string_view content) {
  return in_unit(fmt::format("{}<segment id='s'><source>a</source></segment>", content));
}

const std::string kUnit = "<unit id='u'><segment><source>a</source></segment></unit>";

struct Case {
  std::string constraint;
  std::string element;
  std::string message;
  std::string bytes;
};

/// For each constraint a document that breaks it and nothing else.
std::vector<Case> core_cases() {
  return {
      {"core/annotation-pair", "em", "no sm \"m\" stands before its em in the unit",
       in_source("a<em startRef='m'/>")},
      {"core/annotation-pair", "sm", "no em behind sm \"m\" in the unit ends it",
       in_source("<sm id='m'/>a")},
      {"core/attribute", "segment", "<segment> has no attribute translate",
       in_unit("<segment translate='no'><source/></segment>")},
      {"core/attribute-value", "note", "priority=\"11\" is not a number from 1 to 10",
       before_segment("<notes><note priority='11'>a</note></notes>")},
      {"core/attribute-value", "unit", "type=\"plain\" is not prefix:value",
       in_file("<unit id='u' type='plain'><segment><source/></segment></unit>")},
      {"core/attribute-value", "data", "xml:space=\"default\" is not one of preserve",
       before_segment("<originalData><data id='d' xml:space='default'/></originalData>")},
      {"core/can-delete", "ph", "ph \"1\" has canDelete=\"no\" and stands in no target",
       in_both("<ph id='1' canDelete='no'/>", "b")},
      {"core/child", "file", "<file> lacks <unit> or <group>", in_file("<notes><note/></notes>")},
      {"core/child", "notes", "<notes> has no place here in <unit>",
       in_unit("<segment><source/></segment><notes><note/></notes>")},
      {"core/child", "e", "<e> has no place here in <source>", in_source("<my:e/>")},
      {"core/child", "bold", "there is no element <bold>",
       in_file("<my:e/><unit id='u'><bold/><segment><source/></segment></unit>")},
      {"core/comment", "mrk", "the comment has neither value nor ref",
       in_source("<mrk id='m' type='comment'>a</mrk>")},
      {"core/comment-ref", "mrk", "\"#n=n1\" is no note of the unit",
       in_source("<mrk id='m' type='comment' ref='#n=n1'>a</mrk>")},
      {"core/copy-of", "ph", "ph \"1\" cannot be copied",
       in_source("<ph id='1' canCopy='no'/><ph id='2' copyOf='1'/>")},
      {"core/copy-of", "sc", "there is no sc \"1\" in the unit",
       in_source("<ph id='1'/><sc id='2' copyOf='1'/><ec startRef='2'/>")},
      {"core/cp", "cp", "XML can hold U+0041", in_source("<cp hex='0041'/>")},
      {"core/cp", "cp", "\"110000\" is no code point", in_source("<cp hex='110000'/>")},
      {"core/data-ref", "pc", "dataRefEnd names no data \"d\" of the unit",
       in_source("<pc id='1' dataRefEnd='d'/>")},
      {"core/data-ref", "ph", "dataRef names no data \"d\" of the mtc:match",
       before_segment("<mtc:matches><mtc:match ref='#s'><source><ph id='1' dataRef='d'/></source>"
                      "<target/></mtc:match></mtc:matches><originalData><data id='d'/>"
                      "</originalData>")},
      {"core/ec-dir", "ec", "dir stands on an ec that is not isolated",
       in_source("<sc id='1'/><ec startRef='1' dir='ltr'/>")},
      {"core/ec-reference", "ec", "an isolated ec has an id and no startRef",
       in_source("<ec isolated='yes'/>")},
      {"core/ec-reference", "ec", "an ec has a startRef and no id, or is isolated",
       in_source("<ec id='1'/>")},
      {"core/extension-attribute", "pc", "<pc> cannot have the attribute a",
       in_source("<pc id='1' my:a='1'/>")},
      {"core/extension-id", "x", "id \"1\" of an extension stands twice",
       before_segment("<my:e id='1'/><my:e><my:x xml:id='1'/></my:e>")},
      {"core/fragment", "mrk",
       "\"#u=u/f=f/1\" is no fragment identifier: its selectors stand out of order or twice",
       in_source("<mrk id='m' type='my:a' ref='#u=u/f=f/1'>a</mrk>")},
      {"core/fragment", "mrk", "\"#\" is no fragment identifier: an id in it is no NMTOKEN",
       in_source("<mrk id='m' ref='#'>a</mrk>")},
      {"core/fragment-prefix", "mrk", "the prefix \"abc\" is not registered",
       in_source("<mrk id='m' ref='#abc=1'>a</mrk>")},
      {"core/id", "unit", "unit id \"u\" stands twice", in_file(kUnit + kUnit)},
      {"core/id", "data", "id \"d\" stands twice",
       before_segment("<originalData><data id='d'/><data id='d'/></originalData>")},
      {"core/order", "target", "order is 2 in a unit of 1 parts",
       in_unit("<segment><source/><target order='2'/></segment>")},
      {"core/order", "target", "two targets of the unit have place 2",
       in_unit("<segment><source/><target order='2'/></segment><ignorable><source/><target/>"
               "</ignorable>")},
      {"core/part-id", "mrk", "id \"s\" stands twice in the sources of the unit",
       in_source("<mrk id='s'>a</mrk>")},
      {"core/reorder-hints", "ph",
       "canReorder is \"firstNo\", canCopy and canDelete are not both \"no\"",
       in_source("<ph id='1' canReorder='firstNo'/>")},
      {"core/reorder-sequence", "ph", "no code with canReorder=\"firstNo\" starts its sequence",
       in_source("<ph id='1' canReorder='no' canCopy='no' canDelete='no'/>")},
      {"core/reorder-sequence", "ph", "the sequence that starts with code \"1\" is broken up",
       in_both("<ph id='1' canReorder='firstNo' canCopy='no' canDelete='no'/><ph id='2' "
               "canReorder='no' canCopy='no' canDelete='no'/>",
               "<ph id='2' canReorder='no' canCopy='no' canDelete='no'/><ph id='1' "
               "canReorder='firstNo' canCopy='no' canDelete='no'/>")},
      {"core/required-attribute", "em", "<em> lacks the attribute startRef", in_source("<em/>")},
      {"core/root", "tmx", "the root is <tmx> of namespace \"\", not XLIFF 2", "<tmx/>"},
      {"core/skeleton", "skeleton", "the skeleton has neither content nor href",
       in_file("<skeleton/>" + kUnit)},
      {"core/source-lang", "source", "the language is \"de\" by <unit>, srcLang is \"en\"",
       in_file("<unit id='u' xml:lang='de'><segment><source/></segment></unit>")},
      {"core/spanning-hints", "ec", "canDelete is not that of its sc",
       in_source("<sc id='1' canDelete='no'/><ec startRef='1'/>")},
      {"core/spanning-pair", "sc", "sc \"1\" is isolated and has its ec in the unit",
       in_source("<sc id='1' isolated='yes'/><ec startRef='1'/>")},
      {"core/state", "segment", "the state is \"reviewed\" and there is no target",
       in_unit("<segment state='reviewed'><source/></segment>")},
      {"core/sub-flows", "ph", "there is no unit \"v\" in the file",
       in_source("<ph id='1' subFlows='u v'/>")},
      {"core/sub-state", "segment", "there is a subState and no state",
       in_unit("<segment subState='my:a'><source/></segment>")},
      {"core/sub-state", "segment", "subState \"a\" is not prefix:value",
       in_unit("<segment state='initial' subState='a'><source/></segment>")},
      {"core/sub-type", "ph", "there is a subType and no type",
       in_source("<ph id='1' subType='my:a'/>")},
      {"core/sub-type", "ph", "there is no subType \"xlf:bold\"",
       in_source("<ph id='1' type='fmt' subType='xlf:bold'/>")},
      {"core/target-id", "pc", "id \"1\" is that of <ph> in the source",
       in_both("<ph id='1'/>", "<pc id='1'/>")},
      {"core/target-id", "ph", "id \"1\" stands twice in the targets of the unit",
       in_both("<ph id='1'/>", "<ph id='1'/><ph id='1'/>")},
      {"core/target-lang", "target", "the language is \"de\", trgLang is \"fr\"",
       in_unit("<segment><source/><target xml:lang='de'/></segment>")},
      {"core/text", "segment", "<segment> holds text", in_unit("<segment>text<source/></segment>")},
      {"core/trg-lang", "target", "the document has a target and no trgLang",
       document("<file id='f'><unit id='u'><segment><source/><target/></segment></unit></file>",
                "")},
      {"core/unit", "unit", "the unit has no segment", in_unit("<ignorable><source/></ignorable>")},
      {"core/version", "xliff", "version \"2.3\" is none of this namespace",
       "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.3' srcLang='en'><file "
       "id='f'>" +
           kUnit + "</file></xliff>"},
      {"core/xml-space", "target", "xml:space is \"default\" here and \"preserve\" in the source",
       in_unit("<segment><source xml:space='preserve'/><target/></segment>")},
      {"xml/well-formed", "", "not well-formed XML: the document ends inside an element",
       in_file(kUnit).substr(0, in_file(kUnit).size() - 8)},
  };
}

std::vector<Case> module_cases() {
  const std::string its = "its:version='2.0' ";
  return {
      {"ctr/item", "ctr:item", "<note> has no category",
       before_segment("<ctr:changeTrack><ctr:revisions appliesTo='note'><ctr:revision><ctr:item "
                      "property='category'>a</ctr:item></ctr:revision></ctr:revisions>"
                      "</ctr:changeTrack><notes><note>n</note></notes>")},
      {"ctr/ref", "ctr:revisions", "there is no element with id \"n2\" beside it",
       before_segment("<ctr:changeTrack><ctr:revisions appliesTo='note' ref='n2'><ctr:revision>"
                      "<ctr:item property='content'>a</ctr:item></ctr:revision></ctr:revisions>"
                      "</ctr:changeTrack><notes><note id='n1'>n</note></notes>")},
      {"ctr/element", "ctr:changeTrack", "<ctr:changeTrack> lacks <ctr:revisions>",
       before_segment("<ctr:changeTrack/>")},
      {"fs/attribute", "unit", "the module has no attribute fs:style",
       in_file("<unit id='u' fs:style='b'><segment><source/></segment></unit>")},
      {"fs/ec", "ec", "fs:fs stands on an ec that is not isolated",
       in_source("<sc id='1'/><ec startRef='1' fs:fs='b'/>")},
      {"fs/sub-fs", "pc", "fs:subFs stands without fs:fs",
       in_source("<pc id='1' fs:subFs='a,b'/>")},
      {"gls/element", "gls:term", "<gls:term> has no place here in <gls:glossary>",
       before_segment("<gls:glossary><gls:glossEntry><gls:term>a</gls:term><gls:definition/>"
                      "</gls:glossEntry><gls:term/></gls:glossary>")},
      {"gls/entry", "gls:glossEntry", "the entry has neither a translation nor a definition",
       before_segment("<gls:glossary><gls:glossEntry><gls:term>a</gls:term></gls:glossEntry>"
                      "</gls:glossary>")},
      {"gls/id", "gls:translation", "id \"e\" stands twice",
       before_segment("<gls:glossary><gls:glossEntry id='e'><gls:term>a</gls:term>"
                      "<gls:translation id='e'>b</gls:translation></gls:glossEntry>"
                      "</gls:glossary>")},
      {"gls/ref", "gls:glossEntry", "\"#m\" is no span of text in the unit",
       before_segment("<gls:glossary><gls:glossEntry ref='#m'><gls:term>a</gls:term>"
                      "<gls:definition/></gls:glossEntry></gls:glossary>")},
      {"its/annotators-ref", "unit",
       "\"weather|http://a\" is no data category with its tool, or comes twice",
       in_file("<unit id='u' " + its +
               "its:annotatorsRef='mt-confidence|http://a weather|http://a'><segment><source/>"
               "</segment></unit>")},
      {"its/attribute", "mrk", "the module has no attribute its:colour",
       in_file("<unit id='u' " + its +
               "><segment><source><mrk id='m' its:colour='a'>a</mrk></source></segment></unit>")},
      {"its/element", "its:note", "there is no element <its:note>", before_segment("<its:note/>")},
      {"its/exclusive", "mrk", "its:taIdentRef stands beside its:taSource or its:taIdent",
       in_file("<unit id='u' " + its +
               "><segment><source><mrk id='m' its:taIdentRef='http://a' its:taSource='a' "
               "its:taIdent='b'>a</mrk></source></segment></unit>")},
      {"its/id", "its:provenanceRecords", "id \"p\" stands twice",
       before_segment("<its:provenanceRecords xml:id='p'><its:provenanceRecord tool='a'/>"
                      "</its:provenanceRecords><its:provenanceRecords xml:id='p'>"
                      "<its:provenanceRecord tool='a'/></its:provenanceRecords>")},
      {"its/record", "its:locQualityIssue", "the record says nothing",
       before_segment("<its:locQualityIssues xml:id='l'><its:locQualityIssue/>"
                      "</its:locQualityIssues>")},
      {"its/ref", "mrk", "\"#its=l\" names no <its:locQualityIssues>",
       in_file("<unit id='u' " + its +
               "><segment><source><mrk id='m' its:locQualityIssuesRef='#its=l'>a</mrk></source>"
               "</segment></unit>")},
      {"its/text-analysis", "mrk", "its:taIdent stands without its:taSource",
       in_file("<unit id='u' " + its +
               "><segment><source><mrk id='m' its:taIdent='b'>a</mrk></source></segment></unit>")},
      {"its/threshold", "mrk",
       "its:locQualityRatingScoreThreshold stands without its:locQualityRatingScore",
       in_file("<unit id='u' " + its +
               "><segment><source><mrk id='m' its:locQualityRatingScoreThreshold='50'>a</mrk>"
               "</source></segment></unit>")},
      {"its/type", "mrk", "its:taClassRef stands on an annotation of type \"term\"",
       in_file("<unit id='u' " + its +
               "><segment><source><mrk id='m' type='term' its:taClassRef='http://a'>a</mrk>"
               "</source></segment></unit>")},
      {"its/version", "mrk", "its:version stands nowhere above",
       in_source("<mrk id='m' its:taClassRef='http://a'>a</mrk>")},
      {"mda/element", "mda:metadata", "<mda:metadata> stands twice in <unit>",
       before_segment("<mda:metadata><mda:metaGroup><mda:meta type='a'/></mda:metaGroup>"
                      "</mda:metadata><mda:metadata><mda:metaGroup><mda:meta type='a'/>"
                      "</mda:metaGroup></mda:metadata>")},
      {"mda/id", "mda:metaGroup", "id \"m\" stands twice",
       before_segment("<mda:metadata id='m'><mda:metaGroup id='m'><mda:meta type='a'/>"
                      "</mda:metaGroup></mda:metadata>")},
      {"mtc/element", "mtc:matches", "<mtc:matches> cannot stand in <file>",
       in_file("<mtc:matches><mtc:match ref='http://a'><source/><target/></mtc:match>"
               "</mtc:matches>" +
               kUnit)},
      {"mtc/id", "mtc:match", "id \"1\" stands twice",
       before_segment("<mtc:matches><mtc:match id='1' ref='#s'><source/><target/></mtc:match>"
                      "<mtc:match id='1' ref='#s'><source/><target/></mtc:match></mtc:matches>")},
      {"mtc/lang", "target",
       "the language is \"de\", trgLang is \"fr\", and reference is not \"yes\"",
       before_segment("<mtc:matches><mtc:match ref='#s'><source/><target xml:lang='de'/>"
                      "</mtc:match></mtc:matches>")},
      {"mtc/ref", "mtc:match", "\"s\" is no span of text in the unit",
       before_segment("<mtc:matches><mtc:match ref='s'><source/><target/></mtc:match>"
                      "</mtc:matches>")},
      {"mtc/sub-type", "mtc:match", "there is a subType and no type",
       before_segment("<mtc:matches><mtc:match ref='#s' subType='my:a'><source/><target/>"
                      "</mtc:match></mtc:matches>")},
      {"pgs/attribute", "unit", "the module has no attribute pgs:gender",
       in_file("<unit id='u' pgs:gender='a'><segment><source/></segment></unit>")},
      {"res/content", "res:target", "the element has neither content nor href",
       before_segment("<res:resourceData><res:resourceItem><res:target/></res:resourceItem>"
                      "</res:resourceData>")},
      {"res/element", "res:resourceData", "<res:resourceData> cannot stand in <group>",
       in_file("<group id='g'><res:resourceData/></group>" + kUnit)},
      {"res/id", "res:resourceItem", "id \"r\" stands twice",
       before_segment("<res:resourceData><res:resourceItemRef id='r' ref='x'/><res:resourceItem "
                      "id='r'/></res:resourceData>")},
      {"res/lang", "res:source", "the language is \"de\", srcLang is \"en\"",
       before_segment("<res:resourceData><res:resourceItem><res:source href='a' xml:lang='de'/>"
                      "</res:resourceItem></res:resourceData>")},
      {"slr/attribute", "unit", "the module has no attribute slr:size",
       in_file("<unit id='u' slr:size='1'><segment><source/></segment></unit>")},
      {"slr/ec", "ec", "slr:sizeInfo stands on an ec that is not isolated",
       in_source("<sc id='1'/><ec startRef='1' slr:sizeInfo='1'/>")},
      {"slr/element", "slr:profiles", "<slr:profiles> cannot stand in <unit>",
       before_segment("<slr:profiles/>")},
      {"slr/exclusive", "unit", "slr:sizeInfo and slr:sizeInfoRef stand together",
       in_file("<slr:data profile='my:p'><my:e id='d'/></slr:data><unit id='u' slr:sizeInfo='1' "
               "slr:sizeInfoRef='d'><segment><source/></segment></unit>")},
      {"slr/restriction", "unit", "slr:sizeRestriction=\"5,\" is no restriction",
       in_file("<slr:profiles generalProfile='xliff:codepoints'/><unit id='u' "
               "slr:sizeRestriction='5,'><segment><source/></segment></unit>")},
      {"slr/size", "ph", "slr:equivStorage=\"two\" is no whole number",
       in_file("<slr:profiles storageProfile='xliff:utf8'/><unit id='u'><segment><source><ph "
               "id='1' slr:equivStorage='two'/></source></segment></unit>")},
      {"slr/size-info-ref", "unit", "no size data above has an element \"d\"",
       in_file("<unit id='u' slr:sizeInfoRef='d'><segment><source/></segment></unit>")},
      {"val/element", "val:validation", "<val:validation> lacks <val:rule>",
       before_segment("<val:validation/>")},
      {"val/exists-in-source", "val:rule",
       "existsInSource stands without isPresent, startsWith or endsWith",
       before_segment("<val:validation><val:rule isNotPresent='a' existsInSource='yes'/>"
                      "</val:validation>")},
      {"val/rule", "val:rule", "the rule asks for several things",
       before_segment("<val:validation><val:rule isPresent='a' my:rule='b'/></val:validation>")},
  };
}

std::string describe(const XliffViolation& violation) {
  return fmt::format("{} [{}] <{}>", violation.message, violation.constraint, violation.element);
}

void expect_only(const Case& wanted) {
  const XliffValidation validation = validate_xliff(wanted.bytes);
  std::vector<std::string> found;
  for (const XliffViolation& violation : validation.violations)
    found.push_back(describe(violation));
  const XliffViolation expected{wanted.constraint, "", wanted.element, 0, 0, wanted.message};
  EXPECT_THAT(found, testing::Contains(describe(expected))) << wanted.bytes;
  for (const XliffViolation& violation : validation.violations) {
    const bool is_related =
        violation.constraint == wanted.constraint || violation.constraint == "core/child";
    EXPECT_TRUE(is_related) << describe(violation) << "\n" << wanted.bytes;
  }
}

TEST(ValidateXliff, NamesEachBrokenConstraintOfTheCore) {
  for (const Case& each : core_cases()) expect_only(each);
}

TEST(ValidateXliff, NamesEachBrokenConstraintOfTheModules) {
  for (const Case& each : module_cases()) expect_only(each);
}

TEST(ValidateXliff, EveryConstraintHasADocumentThatBreaksIt) {
  std::set<std::string> broken;
  for (const auto& cases : {core_cases(), module_cases()}) {
    for (const Case& each : cases) broken.insert(each.constraint);
  }
  for (const XliffConstraint& constraint : xliff_constraints())
    EXPECT_TRUE(broken.contains(std::string(constraint.id))) << constraint.id;
  EXPECT_EQ(find_xliff_constraint("core/none"), nullptr);
}

std::string violations_of(const std::string& bytes) {
  std::string text;
  for (const XliffViolation& violation : validate_xliff(bytes).violations) {
    text += fmt::format("{}:{}: {}\n", violation.line, violation.column, describe(violation));
  }
  return text;
}

TEST(ValidateXliff, AcceptsModulesAndExtensionsWhereTheyBelong) {
  const std::string bytes = document(
      "<file id='f' my:a='1' slr:storageRestriction='*'><skeleton>a<my:e/></skeleton>"
      "<slr:profiles generalProfile='xliff:codepoints'><slr:normalization general='nfc'/>"
      "</slr:profiles><slr:data profile='xliff:codepoints'><my:e id='d'/></slr:data>"
      "<res:resourceData><res:resourceItem id='r'><res:source href='a.png' xml:lang='EN'/>"
      "<res:reference href='b.png'/></res:resourceItem></res:resourceData>"
      "<val:validation><val:rule startsWith='a' existsInSource='yes'/></val:validation>"
      "<notes><note id='n' appliesTo='source' priority='10' fs:fs='p' my:a='1'>x</note></notes>"
      "<group id='g' slr:sizeInfoRef='d' its:version='2.0'><mda:metadata><mda:metaGroup "
      "appliesTo='ignorable'><mda:meta type='a'>b</mda:meta></mda:metaGroup></mda:metadata>"
      "<unit id='u' pgs:switch='gender:subject' slr:sizeRestriction='5,*'><mtc:matches><mtc:match "
      "ref='#m' matchQuality='99.5' reference='yes' my:a='1'><originalData><data id='d'>b</data>"
      "</originalData><source><ph id='1' dataRef='d'/></source><target xml:lang='de'><ph id='1' "
      "dataRef='d'/></target><my:e/></mtc:match></mtc:matches><gls:glossary><gls:glossEntry "
      "ref='#f=f/u=u/t=m'><gls:term>a</gls:term><gls:translation ref='http://a'>b"
      "</gls:translation></gls:glossEntry></gls:glossary><its:locQualityIssues xml:id='l'>"
      "<its:locQualityIssue locQualityIssueType='grammar'/></its:locQualityIssues><my:e>"
      "<source>x</source></my:e><notes><note id='n'>y</note></notes><originalData><data id='d'>"
      "a<cp hex='0000'/></data></originalData>"
      "<segment id='s' state='final' subState='my:done'><source>a <mrk id='m' type='its:any' "
      "translate='no'>b<pc id='1' dataRefStart='d' canReorder='firstNo' canCopy='no' "
      "canDelete='no'><ph id='2' canReorder='no' canCopy='no' canDelete='no'/></pc></mrk> <sm "
      "id='c' type='comment' ref='#n=n'/><cp hex='001b'/><em startRef='c'/></source>"
      "<target order='3' xml:lang='fr'><mrk id='m' its:locQualityIssuesRef='#its=l'><sc id='1' "
      "canReorder='firstNo' canCopy='no' canDelete='no'/><ph id='2' canReorder='no' canCopy='no' "
      "canDelete='no'/><ec startRef='1' canReorder='no' canCopy='no' canDelete='no'/></mrk>"
      "</target></segment><ignorable><source xml:space='preserve'> </source></ignorable><segment>"
      "<source><ec id='9' isolated='yes' fs:fs='b'/>c</source><target order='1'>d</target>"
      "</segment></unit></group></file>");
  EXPECT_EQ(violations_of(bytes), "");
}

TEST(ValidateXliff, NotesAndMetadataOfTheRootAreForVersion22) {
  const std::string inner =
      "<notes><note id='n' ref='#u=u/s'>a</note></notes><mda:metadata><mda:metaGroup><mda:meta "
      "type='a'/></mda:metaGroup></mda:metadata><file id='f'>" +
      kUnit + "</file>";
  EXPECT_EQ(violations_of(document(inner, "", "2.2")), "");
  EXPECT_THAT(violations_of(document(inner, "", "2.0")),
              testing::AllOf(testing::HasSubstr("<notes> has no place here in <xliff>"),
                             testing::HasSubstr("<note> has no attribute ref"),
                             testing::HasSubstr("<mda:metadata> has no place here in <xliff>")));
}

TEST(ValidateXliff, CountsColumnsInCodePointsAndLinesOfEveryViolation) {
  const std::string bytes = document(
      "\n<file id='f'><unit id='u'>\n<segment><source>成果<ph id='1' "
      "dataRef='x'/></source></segment>\n</unit>\n<unit id='u'><segment><source/></segment></unit>"
      "</file>");
  EXPECT_EQ(violations_of(bytes),
            "3:20: dataRef names no data \"x\" of the unit [core/data-ref] <ph>\n"
            "5:1: unit id \"u\" stands twice [core/id] <unit>\n");
}

TEST(ValidateXliff, SaysWhatWasFoundBeforeTheDocumentBroke) {
  const std::string bytes =
      "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' "
      "srcLang='en'><file>";
  EXPECT_EQ(
      violations_of(bytes),
      "1:81: <file> lacks the attribute id [core/required-attribute] <file>\n"
      "1:87: not well-formed XML: the document ends inside an element [xml/well-formed] <>\n");
  EXPECT_EQ(validate_xliff(bytes).version, "2.0");
}

TEST(ValidateXliff, ReadsUtf16AndRefusesWhatItCannotRead) {
  EXPECT_EQ(violations_of(encode_xml(in_file(kUnit), XmlEncoding::Utf16Big)), "");
  EXPECT_EQ(violations_of(""), "1:1: the file is empty [xml/well-formed] <>\n");
  EXPECT_EQ(violations_of("<?xml version='1.0' encoding='latin1'?><a/>"),
            "1:1: the document is declared as latin1 [xml/well-formed] <>\n");
  EXPECT_EQ(violations_of("<!DOCTYPE a><a/>"),
            "1:12: the document has a DOCTYPE, which is not read [xml/well-formed] <>\n");
}

TEST(ValidateXliff, ATargetThatIsStillMissingExcusesThePairThatEndsInIt) {
  const auto unit = [](std::string_view second) {
    return in_unit(
        fmt::format("<segment><source><sc id='1'/>a</source><target><sc id='1'/>b"
                    "</target></segment><segment><source>c<ec startRef='1'/></source>"
                    "{}</segment>",
                    second));
  };
  EXPECT_EQ(violations_of(unit("")), "");
  EXPECT_EQ(violations_of(unit("<target>d<ec startRef='1'/></target>")), "");
  EXPECT_THAT(violations_of(unit("<target>d</target>")),
              testing::HasSubstr("[core/spanning-pair]"));
}

}  // namespace
}  // namespace hexapla::formats
