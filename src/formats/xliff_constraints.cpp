// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "hexapla/formats/xliff_validation.hpp"

namespace hexapla::formats {
namespace {

/// Sections are named by their titles, which the versions share; their numbers differ.
constexpr auto kConstraints = std::to_array<XliffConstraint>({
    {"core/annotation-pair", "XLIFF core, sm; em",
     "each sm has its em behind it in the unit, each em its sm before it"},
    {"core/attribute", "XLIFF core, Structural Elements; Inline Elements",
     "an element has only attributes that it is given"},
    {"core/attribute-value", "XLIFF core, Attributes",
     "the value of an attribute is one of those it can take"},
    {"core/can-delete", "XLIFF core, Editing Hints",
     "a code with canDelete=\"no\" stands in a target where its segment has one"},
    {"core/child", "XLIFF core, Structural Elements; Inline Elements",
     "an element holds the elements that it is given, in their order and number"},
    {"core/comment", "XLIFF core, Comment Annotation", "a comment has either value or ref"},
    {"core/comment-ref", "XLIFF core, Comment Annotation",
     "the ref of a comment points to a note of the same unit"},
    {"core/copy-of", "XLIFF core, copyOf",
     "copyOf names a code of the same kind in the unit that can be copied, and excludes original "
     "data"},
    {"core/cp", "XLIFF core, hex", "cp stands for a code point that XML cannot hold"},
    {"core/data-ref", "XLIFF core, dataRef; dataRefStart; dataRefEnd",
     "a reference to original data names a data element of the same unit or match"},
    {"core/ec-dir", "XLIFF core, ec", "dir is for an isolated ec"},
    {"core/ec-reference", "XLIFF core, ec", "an isolated ec has an id, any other a startRef"},
    {"core/extension-attribute", "XLIFF core, Extensibility",
     "attributes of other namespaces stand only on elements that allow them"},
    {"core/extension-id", "XLIFF core, Fragment Identification",
     "ids of extensions are unique in their file, group or unit"},
    {"core/fragment", "XLIFF core, Fragment Identification",
     "a fragment identifier has its selectors once, in order, the leaf last"},
    {"core/fragment-prefix", "XLIFF core, Fragment Identification",
     "the prefix of a fragment identifier is registered"},
    {"core/id", "XLIFF core, id",
     "ids of files, groups, units, notes and data are unique where they stand"},
    {"core/order", "XLIFF core, order",
     "the order of the targets of a unit gives each its own place"},
    {"core/part-id", "XLIFF core, id",
     "ids of segments, ignorables and of what stands in their sources are unique in the unit"},
    {"core/reorder-hints", "XLIFF core, canReorder",
     "a code that cannot be reordered can be neither copied nor deleted"},
    {"core/reorder-sequence", "XLIFF core, Editing Hints",
     "a sequence that cannot be reordered starts with firstNo and stays as it is in the target"},
    {"core/required-attribute", "XLIFF core, Structural Elements; Inline Elements",
     "an element has the attributes that it must have"},
    {"core/root", "XLIFF core, xliff", "the root is xliff in a namespace of XLIFF 2"},
    {"core/skeleton", "XLIFF core, skeleton", "a skeleton has either content or href"},
    {"core/source-lang", "XLIFF core, source", "the language of a source is srcLang"},
    {"core/spanning-hints", "XLIFF core, ec", "the editing hints of ec are those of its sc"},
    {"core/spanning-pair", "XLIFF core, sc; ec",
     "an sc has its ec behind it in the unit or is isolated"},
    {"core/state", "XLIFF core, state", "a state other than initial needs a target"},
    {"core/sub-flows", "XLIFF core, subFlows; subFlowsStart; subFlowsEnd",
     "sub-flows are units of the same file"},
    {"core/sub-state", "XLIFF core, subState", "subState needs state and is prefix:value"},
    {"core/sub-type", "XLIFF core, subType",
     "subType needs type, and those of xlf a type that fits"},
    {"core/target-id", "XLIFF core, id",
     "what stands in a target has the id of its counterpart in the source, or one of its own"},
    {"core/target-lang", "XLIFF core, target", "the language of a target is trgLang"},
    {"core/text", "XLIFF core, Structural Elements; Inline Elements",
     "only elements that hold text have text"},
    {"core/trg-lang", "XLIFF core, trgLang", "a document with targets has trgLang"},
    {"core/unit", "XLIFF core, unit", "a unit has at least one segment"},
    {"core/version", "XLIFF core, version", "version is one of the namespace's"},
    {"core/xml-space", "XLIFF core, target", "xml:space is the same for source and target"},
    {"ctr/item", "Change Tracking, item; property",
     "an item names content or an attribute of what was changed, once in a revision"},
    {"ctr/ref", "Change Tracking, ref",
     "ref is the id of an element beside the changeTrack, and is there where several could be "
     "meant"},
    {"ctr/element", "Change Tracking, Module Elements",
     "the module has its own elements, where they belong"},
    {"fs/attribute", "Format Style, Module Attributes",
     "the module has the attributes fs and subFs"},
    {"fs/ec", "Format Style, fs", "fs stands on ec only where it is isolated"},
    {"fs/sub-fs", "Format Style, subFs", "subFs needs fs"},
    {"gls/element", "Glossary, Module Elements",
     "the module has its own elements, where they belong"},
    {"gls/entry", "Glossary, glossEntry", "an entry has a translation or a definition"},
    {"gls/id", "Glossary, id", "ids of entries and translations are unique in the glossary"},
    {"gls/ref", "Glossary, ref", "ref points to a span of text in the same unit"},
    {"its/annotators-ref", "ITS, annotatorsRef",
     "annotatorsRef lists data categories, each once, with the tool behind \"|\""},
    {"its/attribute", "ITS, Module Attributes",
     "the module has the attributes that ITS defines for XLIFF"},
    {"its/element", "ITS, Module Elements", "the module has its own elements, where they belong"},
    {"its/exclusive", "ITS, Localization Quality Issue; Provenance; Text Analysis",
     "a reference to records excludes what the records say"},
    {"its/id", "ITS, Module Elements", "ids of stand-off records are unique where they stand"},
    {"its/ref", "ITS, locQualityIssuesRef; provenanceRecordsRef",
     "a reference names records of the same unit, group or file"},
    {"its/record", "ITS, locQualityIssue; provenanceRecord", "a record says something"},
    {"its/text-analysis", "ITS, Text Analysis", "taSource and taIdent go together"},
    {"its/threshold", "ITS, Localization Quality Rating",
     "a threshold needs the score or vote it is for, and only one of them is given"},
    {"its/type", "ITS, ITS Annotation",
     "an annotation of ITS has the type its:generic or none, unless its category has a type"},
    {"its/version", "ITS, version",
     "its:version stands on the element or above where attributes of ITS are used"},
    {"mda/element", "Metadata, Module Elements",
     "the module has its own elements, where they belong"},
    {"mda/id", "Metadata, id", "ids are unique in a metadata element"},
    {"mtc/element", "Translation Candidates, Module Elements",
     "the module has its own elements, where they belong"},
    {"mtc/id", "Translation Candidates, id", "ids of matches are unique in their matches element"},
    {"mtc/lang", "Translation Candidates, match",
     "xml:lang stands not on a match, and on its target differs from trgLang only with "
     "reference=\"yes\""},
    {"mtc/ref", "Translation Candidates, ref", "ref points to a span of text in the same unit"},
    {"mtc/sub-type", "Translation Candidates, subType", "subType needs type"},
    {"pgs/attribute", "Plural, Gender and Select, Module Attributes",
     "the module has the attributes switch and case"},
    {"res/content", "Resource Data, source; target",
     "href is there exactly where the element is empty"},
    {"res/element", "Resource Data, Module Elements",
     "the module has its own elements, where they belong"},
    {"res/id", "Resource Data, id", "ids of items and references are unique in their file or unit"},
    {"res/lang", "Resource Data, source", "the language of a source is srcLang"},
    {"slr/attribute", "Size and Length Restriction, Module Attributes",
     "the module has the attributes that it defines"},
    {"slr/ec", "Size and Length Restriction, equivStorage; sizeInfo; sizeInfoRef",
     "sizes stand on ec only where it is isolated"},
    {"slr/element", "Size and Length Restriction, Module Elements",
     "the module has its own elements, where they belong"},
    {"slr/exclusive", "Size and Length Restriction, sizeInfo; sizeInfoRef",
     "sizeInfo and sizeInfoRef exclude each other"},
    {"slr/restriction", "Size and Length Restriction, Standard profiles",
     "a restriction is \"*\", a number, or two of them with a comma"},
    {"slr/size", "Size and Length Restriction, Standard profiles", "a size is a whole number"},
    {"slr/size-info-ref", "Size and Length Restriction, sizeInfoRef",
     "sizeInfoRef names an element of size data beside the element or beside one above it"},
    {"val/element", "Validation, Module Elements",
     "the module has its own elements, where they belong"},
    {"val/exists-in-source", "Validation, existsInSource",
     "existsInSource goes with one of isPresent, startsWith and endsWith"},
    {"val/rule", "Validation, rule",
     "a rule is exactly one of isPresent, isNotPresent, startsWith, endsWith or one of another "
     "namespace"},
    {"xml/well-formed", "XML 1.0", "the document is well-formed XML without a DOCTYPE"},
});

}  // namespace

std::span<const XliffConstraint> xliff_constraints() {
  static const auto kSortedConstraints = [] {
    auto sorted = kConstraints;
    std::sort(sorted.begin(), sorted.end(),
              [](const XliffConstraint& a, const XliffConstraint& b) { return a.id < b.id; });
    return sorted;
  }();
  return kSortedConstraints;
}

const XliffConstraint* find_xliff_constraint(std::string_view id) {
  const auto all = xliff_constraints();
  const auto found = std::lower_bound(
      all.begin(), all.end(), id,
      [](const XliffConstraint& each, std::string_view key) { return each.id < key; });
  return found != all.end() && found->id == id ? &*found : nullptr;
}

}  // namespace hexapla::formats
