// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "xliff_element_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <functional>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "xliff_document.hpp"

namespace hexapla::formats {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// One row of the table. Attributes are name:type, "!" for those that must be there. Children are
/// names in order with ?, * or +, alternatives in brackets; "other" is any element that is not of
/// the core, "text" is text, "open" is anything.
struct Row {
  std::string_view name;
  std::string_view attributes;
  OtherAttributes others;
  std::string_view children;
};

constexpr auto kNone = OtherAttributes::None;
constexpr auto kStyle = OtherAttributes::StyleAndSize;
constexpr auto kAny = OtherAttributes::Any;

#define HEXAPLA_INLINE "text (cp|ph|pc|sc|ec|mrk|sm|em)*"

constexpr auto kRows = std::to_array<Row>({
    {"xliff", "version:text! srcLang:language! trgLang:language xml:space:space", kAny, "file+"},
    {"file",
     "id:nmtoken! canResegment:yes-no original:text translate:yes-no srcDir:direction "
     "trgDir:direction xml:space:space",
     kAny, "skeleton? other* notes? (unit|group)+"},
    {"skeleton", "href:text", kNone, "open"},
    {"group",
     "id:nmtoken! name:text canResegment:yes-no translate:yes-no srcDir:direction trgDir:direction "
     "type:user-value xml:space:space",
     kAny, "other* notes? (unit|group)*"},
    {"unit",
     "id:nmtoken! name:text canResegment:yes-no translate:yes-no srcDir:direction trgDir:direction "
     "type:user-value xml:space:space",
     kAny, "other* notes? originalData? (segment|ignorable)+"},
    {"segment", "id:nmtoken canResegment:yes-no state:state subState:text", kNone,
     "source target?"},
    {"ignorable", "id:nmtoken", kNone, "source target?"},
    {"notes", "", kNone, "note+"},
    {"note", "id:nmtoken appliesTo:side category:text priority:priority", kAny, "text"},
    {"originalData", "", kNone, "data+"},
    {"data", "id:nmtoken! dir:direction xml:space:preserve", kNone, "text cp*"},
    {"source", "xml:lang:any-language xml:space:space", kNone, HEXAPLA_INLINE},
    {"target", "xml:lang:any-language xml:space:space order:positive", kNone, HEXAPLA_INLINE},
    {"cp", "hex:text!", kNone, ""},
    {"ph",
     "canCopy:yes-no canDelete:yes-no canReorder:reorder copyOf:nmtoken disp:text equiv:text "
     "id:nmtoken! dataRef:nmtoken subFlows:nmtokens subType:user-value type:code-type",
     kStyle, ""},
    {"pc",
     "canCopy:yes-no canDelete:yes-no canOverlap:yes-no canReorder:reorder copyOf:nmtoken "
     "dispEnd:text dispStart:text equivEnd:text equivStart:text id:nmtoken! dataRefEnd:nmtoken "
     "dataRefStart:nmtoken subFlowsEnd:nmtokens subFlowsStart:nmtokens subType:user-value "
     "type:code-type dir:direction",
     kStyle, HEXAPLA_INLINE},
    {"sc",
     "canCopy:yes-no canDelete:yes-no canOverlap:yes-no canReorder:reorder copyOf:nmtoken "
     "dataRef:nmtoken dir:direction disp:text equiv:text id:nmtoken! isolated:yes-no "
     "subFlows:nmtokens subType:user-value type:code-type",
     kStyle, ""},
    {"ec",
     "canCopy:yes-no canDelete:yes-no canOverlap:yes-no canReorder:reorder copyOf:nmtoken "
     "dataRef:nmtoken dir:direction disp:text equiv:text id:nmtoken isolated:yes-no "
     "startRef:nmtoken subFlows:nmtokens subType:user-value type:code-type",
     kStyle, ""},
    {"mrk", "id:nmtoken! translate:yes-no type:mark-type ref:text value:text", kAny,
     HEXAPLA_INLINE},
    {"sm", "id:nmtoken! translate:yes-no type:mark-type ref:text value:text", kAny, ""},
    {"em", "startRef:nmtoken!", kNone, ""},

    {"mtc:matches", "", kNone, "mtc:match+"},
    {"mtc:match",
     "id:nmtoken matchQuality:percent matchSuitability:percent origin:text ref:text! "
     "reference:yes-no similarity:percent subType:user-value type:match-type",
     kAny, "mda:metadata? originalData? source target other*"},

    {"gls:glossary", "", kNone, "gls:glossEntry+"},
    {"gls:glossEntry", "id:nmtoken ref:text", kAny,
     "gls:term gls:translation* gls:definition? other*"},
    {"gls:term", "source:text", kAny, "text"},
    {"gls:translation", "id:nmtoken ref:text source:text", kAny, "text"},
    {"gls:definition", "source:text", kAny, "text"},

    {"mda:metadata", "id:nmtoken", kNone, "mda:metaGroup+"},
    {"mda:metaGroup", "id:nmtoken category:text appliesTo:meta-side", kNone,
     "(mda:metaGroup|mda:meta)+"},
    {"mda:meta", "type:text!", kNone, "text"},

    {"res:resourceData", "", kNone, "res:resourceItemRef* res:resourceItem*"},
    {"res:resourceItemRef", "id:nmtoken ref:nmtoken!", kAny, ""},
    {"res:resourceItem", "mimeType:text id:nmtoken context:yes-no", kAny,
     "res:source? res:target? res:reference*"},
    {"res:source", "href:text xml:lang:any-language", kAny, "open"},
    {"res:target", "href:text xml:lang:any-language", kAny, "open"},
    {"res:reference", "href:text! xml:lang:any-language", kAny, ""},

    {"ctr:changeTrack", "", kNone, "ctr:revisions+"},
    {"ctr:revisions", "appliesTo:nmtoken! ref:nmtoken currentVersion:nmtoken", kAny,
     "ctr:revision+"},
    {"ctr:revision", "author:text datetime:text version:nmtoken", kAny, "ctr:item+"},
    {"ctr:item", "property:text!", kAny, "text"},

    {"slr:profiles", "generalProfile:text storageProfile:text", kNone, "slr:normalization? other*"},
    {"slr:normalization", "general:normalization storage:normalization", kNone, ""},
    {"slr:data", "profile:text!", kAny, "open"},

    {"val:validation", "", kAny, "val:rule+"},
    {"val:rule",
     "isPresent:text occurs:positive isNotPresent:text startsWith:text endsWith:text "
     "existsInSource:yes-no caseSensitive:yes-no normalization:normalization disabled:yes-no",
     kAny, ""},

    {"its:locQualityIssues", "version:text xml:id:text!", kAny, "its:locQualityIssue+"},
    {"its:locQualityIssue",
     "version:text locQualityIssueType:issue-type locQualityIssueComment:text "
     "locQualityIssueSeverity:percent locQualityIssueProfileRef:text locQualityIssueEnabled:yes-no",
     kAny, ""},
    {"its:provenanceRecords", "version:text xml:id:text!", kAny, "its:provenanceRecord+"},
    {"its:provenanceRecord",
     "version:text org:text orgRef:text person:text personRef:text revOrg:text revOrgRef:text "
     "revPerson:text revPersonRef:text revTool:text revToolRef:text tool:text toolRef:text",
     kAny, ""},
});

/// What 2.2 changed.
constexpr auto kRows22 = std::to_array<Row>({
    {"xliff", "version:text! srcLang:language! trgLang:language xml:space:space", kAny,
     "notes? mda:metadata? file+"},
    {"note", "id:nmtoken appliesTo:side category:text priority:priority ref:text", kAny, "text"},
});
#undef HEXAPLA_INLINE

constexpr auto kModuleAttributes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"fs", "fs:html subFs:text"},
    {"slr",
     "equivStorage:text sizeInfo:text sizeInfoRef:nmtoken sizeRestriction:text "
     "storageRestriction:text"},
    {"its",
     "version:text allowedCharacters:text annotatorsRef:text localeFilterList:text "
     "localeFilterType:filter-type locQualityIssueComment:text locQualityIssueEnabled:yes-no "
     "locQualityIssueProfileRef:text locQualityIssuesRef:text locQualityIssueSeverity:percent "
     "locQualityIssueType:issue-type locQualityRatingProfileRef:text "
     "locQualityRatingScore:percent locQualityRatingScoreThreshold:percent "
     "locQualityRatingVote:integer locQualityRatingVoteThreshold:integer mtConfidence:confidence "
     "org:text orgRef:text person:text personRef:text provenanceRecordsRef:text revOrg:text "
     "revOrgRef:text revPerson:text revPersonRef:text revTool:text revToolRef:text taClassRef:text "
     "taConfidence:confidence taIdent:text taIdentRef:text taSource:text termConfidence:confidence "
     "tool:text toolRef:text"},
    {"itsm", "domains:text lang:language"},
    {"pgs", "switch:text case:text"},
});

/// Types that are lists of words.
constexpr auto kWordLists = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"yes-no", "yes no"},
    {"reorder", "yes firstNo no"},
    {"direction", "ltr rtl auto"},
    {"side", "source target"},
    {"meta-side", "source target ignorable"},
    {"code-type", "fmt ui quote link image other"},
    {"state", "initial translated reviewed final"},
    {"space", "default preserve"},
    {"preserve", "preserve"},
    {"match-type", "am mt icm idm tb tm other"},
    {"normalization", "none nfc nfd"},
    {"filter-type", "include exclude"},
    {"issue-type",
     "terminology mistranslation omission untranslated addition duplication inconsistency grammar "
     "legal register locale-specific-content locale-violation style characters misspelling "
     "typographical formatting inconsistent-entities numbers markup pattern-problem whitespace "
     "internationalization length non-conformance uncategorized other"},
    {"html",
     "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt "
     "em h1 h2 h3 h4 h5 h6 head hr html i img label legend li ol p pre q s samp select small span "
     "strike strong sub sup table tbody td tfoot th thead title tr tt u ul"},
});

bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// BCP 47: subtags of at most eight letters and digits, the first of letters; two at least, except
/// for x- and i-.
bool is_language(std::string_view value) {
  std::size_t index = 0;
  for (;; ++index) {
    const std::string_view subtag = value.substr(0, value.find('-'));
    const bool is_short = index == 0 && subtag.size() == 1;
    if (subtag.empty() || subtag.size() > 8) return false;
    if (!std::all_of(subtag.begin(), subtag.end(), is_alphanumeric)) return false;
    if (index == 0 && std::any_of(subtag.begin(), subtag.end(),
                                  [](unsigned char c) { return std::isalpha(c) == 0; }))
      return false;
    if (is_short && (subtag.find_first_of("xXiI") != 0 || value.size() == 1)) return false;
    if (subtag.size() == value.size()) return true;
    value.remove_prefix(subtag.size() + 1);
  }
}

bool is_user_value(std::string_view value) {
  const std::size_t colon = value.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < value.size() &&
         value.find(':', colon + 1) == std::string_view::npos &&
         value.find_first_of(kSpace) == std::string_view::npos;
}

/// A decimal number from `least` to `most`.
bool is_decimal(std::string_view value, double least, double most) {
  if (value.empty() || value.find_first_not_of("+-.0123456789") != std::string_view::npos)
    return false;
  if (value.front() == '+') value.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() && number >= least &&
         number <= most;
}

bool is_integer(std::string_view value, std::size_t least, std::size_t most) {
  if (value.starts_with('+')) value.remove_prefix(1);
  if (!is_whole_number(value)) return false;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error == std::errc::result_out_of_range) number = std::numeric_limits<std::size_t>::max();
  return number >= least && number <= most;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::vector<AttributeRule> parse_attributes(std::string_view text) {
  std::vector<AttributeRule> rules;
  for (std::string_view word : split_words(text)) {
    const bool is_required = word.ends_with('!');
    if (is_required) word.remove_suffix(1);
    const std::size_t colon = word.rfind(':');
    rules.push_back({word.substr(0, colon), word.substr(colon + 1), is_required});
  }
  return rules;
}

ChildSlot parse_slot(std::string_view word) {
  ChildSlot slot{{}, 1, 1};
  constexpr auto kMany = std::numeric_limits<std::size_t>::max();
  const char last = word.back();
  if (last == '?' || last == '*') slot.least = 0;
  if (last == '*' || last == '+') slot.most = kMany;
  if (last == '?' || last == '*' || last == '+') word.remove_suffix(1);
  if (word.starts_with('(')) word = word.substr(1, word.size() - 2);
  while (!word.empty()) {
    const std::string_view name = word.substr(0, word.find('|'));
    slot.names.push_back(name == "other" ? "*" : name);
    word.remove_prefix(std::min(word.size(), name.size() + 1));
  }
  return slot;
}

ElementRule parse_row(const Row& row) {
  ElementRule rule;
  rule.name = row.name;
  rule.attributes = parse_attributes(row.attributes);
  rule.others = row.others;
  for (const std::string_view word : split_words(row.children)) {
    if (word == "text") {
      rule.has_text = true;
    } else if (word == "open") {
      rule.has_text = rule.is_open = true;
    } else {
      rule.children.push_back(parse_slot(word));
    }
  }
  return rule;
}

using RuleMap = std::map<std::string_view, ElementRule>;

const RuleMap& rules_of(bool is_22) {
  static const auto kRules = [] {
    std::array<RuleMap, 2> maps;
    for (RuleMap& map : maps) {
      for (const Row& row : kRows) map.emplace(row.name, parse_row(row));
    }
    for (const Row& row : kRows22) maps[1][row.name] = parse_row(row);
    return maps;
  }();
  return kRules[is_22 ? 1 : 0];
}

}  // namespace

std::string_view find_xliff_prefix(std::string_view uri) {
  static const std::map<std::string_view, std::string_view> kPrefixes = {
      {kXliff20, ""},
      {kXliff22, ""},
      {kMetadata, "mda"},
      {"urn:oasis:names:tc:xliff:matches:2.0", "mtc"},
      {"urn:oasis:names:tc:xliff:glossary:2.0", "gls"},
      {"urn:oasis:names:tc:xliff:fs:2.0", "fs"},
      {"urn:oasis:names:tc:xliff:resourcedata:2.0", "res"},
      {"urn:oasis:names:tc:xliff:changetracking:2.0", "ctr"},
      {"urn:oasis:names:tc:xliff:changetracking:2.1", "ctr"},
      {"urn:oasis:names:tc:xliff:sizerestriction:2.0", "slr"},
      {"urn:oasis:names:tc:xliff:validation:2.0", "val"},
      {"http://www.w3.org/2005/11/its", "its"},
      {"urn:oasis:names:tc:xliff:itsm:2.1", "itsm"},
      {"urn:oasis:names:tc:xliff:pgs:1.0", "pgs"},
      {"http://www.w3.org/XML/1998/namespace", "xml"},
  };
  const auto found = kPrefixes.find(uri);
  return found == kPrefixes.end() ? "?" : found->second;
}

bool ChildSlot::accepts(std::string_view name) const {
  return std::any_of(names.begin(), names.end(), [&](std::string_view each) {
    return each == name || (each == "*" && name.find(':') != std::string_view::npos);
  });
}

const AttributeRule* ElementRule::find_attribute(std::string_view attribute) const {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(),
                   [&](const AttributeRule& rule) { return rule.name == attribute; });
  return found == attributes.end() ? nullptr : &*found;
}

const ElementRule* find_element_rule(std::string_view name, bool is_22) {
  const RuleMap& rules = rules_of(is_22);
  const auto found = rules.find(name);
  return found == rules.end() ? nullptr : &found->second;
}

const ModuleRule* find_module_rule(std::string_view name) {
  static const std::vector<ModuleRule> kModules = {
      {"mtc:matches", {"unit"}, true},
      {"gls:glossary", {"unit"}, true},
      {"mda:metadata", {"xliff", "file", "group", "unit", "mtc:match", "gls:glossEntry"}, true},
      {"res:resourceData", {"file", "unit"}, true},
      {"ctr:changeTrack", {"file", "group", "unit"}, false},
      {"slr:profiles", {"file"}, true},
      {"slr:data", {"file", "group", "unit"}, false},
      {"val:validation", {"file", "group", "unit"}, true},
      {"its:locQualityIssues", {"unit"}, false},
      {"its:provenanceRecords", {"file", "group", "unit"}, false},
  };
  const auto found = std::find_if(kModules.begin(), kModules.end(),
                                  [&](const ModuleRule& rule) { return rule.name == name; });
  return found == kModules.end() ? nullptr : &*found;
}

bool is_mark_type(std::string_view value) {
  return value == "generic" || value == "comment" || value == "term" || is_user_value(value);
}

bool is_name_list(std::string_view value) {
  const auto words = split_words(value);
  return !words.empty() && std::all_of(words.begin(), words.end(), is_nmtoken);
}

bool is_signed_number(std::string_view value) {
  value = trim(value);
  if (value.starts_with('-') || value.starts_with('+')) value.remove_prefix(1);
  return is_whole_number(value);
}

bool is_value_of(std::string_view type, std::string_view value) {
  static const std::map<std::string_view, std::function<bool(std::string_view)>> kTests = {
      {"text", [](std::string_view) { return true; }},
      {"nmtoken", [](std::string_view text) { return is_nmtoken(trim(text)); }},
      {"nmtokens", is_name_list},
      {"language", is_language},
      {"any-language", [](std::string_view text) { return text.empty() || is_language(text); }},
      {"user-value", is_user_value},
      {"mark-type", is_mark_type},
      {"priority", [](std::string_view text) { return is_integer(trim(text), 1, 10); }},
      {"positive",
       [](std::string_view text) {
         return is_integer(trim(text), 1, std::numeric_limits<std::size_t>::max());
       }},
      {"integer", is_signed_number},
      {"percent", [](std::string_view text) { return is_decimal(trim(text), 0, 100); }},
      {"confidence", [](std::string_view text) { return is_decimal(trim(text), 0, 1); }},
  };
  if (const auto test = kTests.find(type); test != kTests.end()) return test->second(value);
  for (const auto& [name, words] : kWordLists) {
    if (name != type) continue;
    const auto list = split_words(words);
    return std::find(list.begin(), list.end(), value) != list.end();
  }
  return false;
}

std::string describe_type(std::string_view type) {
  static const std::map<std::string_view, std::string_view> kDescriptions = {
      {"nmtoken", "a name of letters, digits and . - _ :"},
      {"nmtokens", "a list of names, separated by spaces"},
      {"language", "a language tag"},
      {"any-language", "a language tag"},
      {"user-value", "prefix:value"},
      {"mark-type", "generic, comment, term or prefix:value"},
      {"priority", "a number from 1 to 10"},
      {"positive", "a whole number from 1 on"},
      {"integer", "a whole number"},
      {"percent", "a number from 0 to 100"},
      {"confidence", "a number from 0 to 1"},
      {"html", "one of the HTML elements that the module lists"},
      {"issue-type", "one of the issue types that ITS lists"},
  };
  if (const auto found = kDescriptions.find(type); found != kDescriptions.end())
    return std::string(found->second);
  for (const auto& [name, words] : kWordLists) {
    if (name == type) return fmt::format("one of {}", fmt::join(split_words(words), ", "));
  }
  return std::string(type);
}

const std::vector<AttributeRule>& find_module_attributes(std::string_view prefix) {
  static const auto kAttributes = [] {
    std::map<std::string_view, std::vector<AttributeRule>> map;
    for (const auto& [module, text] : kModuleAttributes) map[module] = parse_attributes(text);
    return map;
  }();
  static const std::vector<AttributeRule> kNothing;
  const auto found = kAttributes.find(prefix);
  return found == kAttributes.end() ? kNothing : found->second;
}

bool is_nmtoken(std::string_view text) {
  // Of the characters outside ASCII nearly all are name characters; the others are not worth a
  // table.
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) || c == '.' || c == '-' || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

bool is_whole_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (;;) {
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(kSpace), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace hexapla::formats
