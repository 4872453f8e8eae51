// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "xliff_validator_node.hpp"

namespace hexapla::formats::validation {
namespace {

bool equal_languages(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

/// Reports ids that stand twice among the nodes that `visit` hands out.
class UniqueIds {
 public:
  UniqueIds(std::string_view constraint, Findings& findings)
      : constraint_(constraint), findings_(findings) {}

  void add(const Node& node, std::string_view attribute = "id") {
    const std::string* id = node.find(attribute);
    if (id != nullptr && !ids_.insert(*id).second)
      findings_.report(constraint_, node, fmt::format("id \"{}\" stands twice", *id));
  }

 private:
  std::string_view constraint_;
  Findings& findings_;
  std::set<std::string> ids_;
};

/// A ref of matches and glossaries, which leads to text of the unit.
void check_span_ref(const Node& node, const Node& unit, std::string_view constraint,
                    Findings& findings) {
  const std::string* reference = node.find("ref");
  if (reference == nullptr) return;
  const auto selectors = read_fragment(node, *reference, findings);
  if (!selectors || !is_span_of(*selectors, unit)) {
    findings.report(constraint, node,
                    fmt::format("\"{}\" is no span of text in the unit", *reference));
  }
}

// ---- Translation Candidates

void check_match(const Node& match, const Node& unit, const Frame& frame, Findings& findings) {
  check_span_ref(match, unit, "mtc/ref", findings);
  if (match.has("subType") && !match.has("type"))
    findings.report("mtc/sub-type", match, "there is a subType and no type");
  if (match.has("xml:lang")) findings.report("mtc/lang", match, "xml:lang stands on a match");
  const Node* target = match.child("target");
  const std::string* language = target == nullptr ? nullptr : target->find("xml:lang");
  if (language != nullptr && match.get("reference") != "yes" &&
      !equal_languages(*language, frame.target_language)) {
    findings.report("mtc/lang", *target,
                    fmt::format("the language is \"{}\", trgLang is \"{}\", and reference is not "
                                "\"yes\"",
                                *language, frame.target_language));
  }
  const Node* source = match.child("source");
  const std::string* source_language = source == nullptr ? nullptr : source->find("xml:lang");
  if (source_language != nullptr && !equal_languages(*source_language, frame.source_language)) {
    findings.report("core/source-lang", *source,
                    fmt::format("the language is \"{}\", srcLang is \"{}\"", *source_language,
                                frame.source_language));
  }
}

void check_matches(const Node& matches, const Node& unit, const Frame& frame, Findings& findings) {
  UniqueIds ids("mtc/id", findings);
  for (const auto& match : matches.children) {
    if (match->name != "mtc:match") continue;
    ids.add(*match);
    check_match(*match, unit, frame, findings);
    UniqueIds codes("core/part-id", findings);
    if (const Node* source = match->child("source"))
      walk(*source, [&](const Node& node) { codes.add(node); });
  }
}

// ---- Glossary

/// An entry may refer to something outside the document, too.
void check_entry_ref(const Node& node, const Node& unit, Findings& findings) {
  if (node.get("ref").starts_with('#')) check_span_ref(node, unit, "gls/ref", findings);
}

void check_glossary(const Node& glossary, const Node& unit, Findings& findings) {
  UniqueIds ids("gls/id", findings);
  walk(glossary, [&](const Node& node) {
    if (node.name == "gls:glossEntry") {
      ids.add(node);
      check_entry_ref(node, unit, findings);
      if (node.child("gls:translation") == nullptr && node.child("gls:definition") == nullptr)
        findings.report("gls/entry", node, "the entry has neither a translation nor a definition");
    } else if (node.name == "gls:translation") {
      ids.add(node);
      check_entry_ref(node, unit, findings);
    }
  });
}

// ---- Metadata

void check_metadata(const Node& metadata, Findings& findings) {
  UniqueIds ids("mda/id", findings);
  walk(metadata, [&](const Node& node) { ids.add(node); });
}

// ---- Resource Data

void check_resources(const Node& resources, const Frame& frame, Findings& findings) {
  UniqueIds ids("res/id", findings);
  walk(resources, [&](const Node& node) {
    if (node.name == "res:resourceItem" || node.name == "res:resourceItemRef") ids.add(node);
    if (node.name != "res:source" && node.name != "res:target") return;
    if (node.has("href") == node.has_content) {
      findings.report("res/content", node,
                      node.has_content ? "the element has content and href"
                                       : "the element has neither content nor href");
    }
    // The same is said of targets, but the committee's own valid examples have other languages.
    const std::string* language = node.find("xml:lang");
    if (node.name == "res:source" && language != nullptr &&
        !equal_languages(*language, frame.source_language)) {
      findings.report("res/lang", node,
                      fmt::format("the language is \"{}\", srcLang is \"{}\"", *language,
                                  frame.source_language));
    }
  });
}

// ---- Change Tracking (2.0, 2.1)

/// Elements of one name beside the changeTrack, or one level below, as notes in notes.
void collect_changed(const Node& scope, std::string_view name, std::vector<const Node*>& found) {
  for (const auto& child : scope.children) {
    if (child->rule == nullptr || child->name.starts_with("ctr:")) continue;
    if (child->name == name) found.push_back(child.get());
    collect_changed(*child, name, found);
  }
}

bool has_id_below(const Node& scope, std::string_view id) {
  return std::any_of(scope.children.begin(), scope.children.end(), [&](const auto& child) {
    return child->get("id") == id || has_id_below(*child, id);
  });
}

void check_items(const Node& revisions, const Node* changed, Findings& findings) {
  for (const auto& revision : revisions.children) {
    std::set<std::string> properties;
    for (const auto& item : revision->children) {
      if (item->name != "ctr:item") continue;
      const std::string property = item->get("property");
      if (!properties.insert(property).second) {
        findings.report("ctr/item", *item, fmt::format("the revision has {} twice", property));
      }
      if (property == "content" || changed == nullptr || changed->has(property)) continue;
      findings.report("ctr/item", *item, fmt::format("<{}> has no {}", changed->name, property));
    }
  }
}

void check_revisions(const Node& revisions, const Node& scope, Findings& findings) {
  std::vector<const Node*> candidates;
  collect_changed(scope, revisions.get("appliesTo"), candidates);
  const Node* changed = candidates.size() == 1 ? candidates.front() : nullptr;
  if (const std::string* reference = revisions.find("ref")) {
    const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const Node* each) {
      return each->get("id") == *reference;
    });
    changed = found == candidates.end() ? nullptr : *found;
    if (changed == nullptr && !has_id_below(scope, *reference)) {
      findings.report("ctr/ref", revisions,
                      fmt::format("there is no element with id \"{}\" beside it", *reference));
    }
  } else if (candidates.size() > 1 &&
             std::any_of(candidates.begin(), candidates.end(),
                         [](const Node* each) { return each->has("id"); })) {
    findings.report(
        "ctr/ref", revisions,
        fmt::format("there are several <{}> and no ref says which", revisions.get("appliesTo")));
  }
  check_items(revisions, changed, findings);
}

// ---- Size and Length Restriction

constexpr auto kCodePointProfiles = std::to_array<std::string_view>(
    {"xliff:codepoints", "xliff:utf8", "xliff:utf16", "xliff:utf32"});

/// Whether the file's profile for an attribute of profiles is one of the standard's.
bool has_standard_profile(const Node& node, std::string_view attribute) {
  const Node* file = node.name == "file" ? &node : node.above("file");
  const Node* profiles = file == nullptr ? nullptr : file->child("slr:profiles");
  if (profiles == nullptr) return false;
  return std::find(kCodePointProfiles.begin(), kCodePointProfiles.end(),
                   profiles->get(attribute)) != kCodePointProfiles.end();
}

bool is_restriction(std::string_view value) {
  const std::size_t comma = value.find(',');
  if (comma == std::string_view::npos) return value == "*" || is_whole_number(value);
  const std::string_view most = value.substr(comma + 1);
  return is_whole_number(value.substr(0, comma)) && (most == "*" || is_whole_number(most));
}

bool looks_like_number(std::string_view value) {
  return !value.empty() && value.find_first_not_of("0123456789.+-") == std::string_view::npos;
}

void check_restriction(const Node& node, std::string_view attribute, std::string_view profile,
                       Findings& findings) {
  const std::string* value = node.find(attribute);
  if (value == nullptr || !has_standard_profile(node, profile) || is_restriction(*value)) return;
  findings.report("slr/restriction", node,
                  fmt::format("{}=\"{}\" is no restriction", attribute, *value));
}

/// Without a standard profile a size can be anything, but a number is a whole one.
void check_size(const Node& node, std::string_view attribute, std::string_view profile,
                Findings& findings) {
  const std::string* value = node.find(attribute);
  if (value == nullptr || is_whole_number(*value)) return;
  if (!has_standard_profile(node, profile) && !looks_like_number(*value)) return;
  findings.report("slr/size", node, fmt::format("{}=\"{}\" is no whole number", attribute, *value));
}

void check_size_reference(const Node& node, Findings& findings) {
  const std::string* reference = node.find("slr:sizeInfoRef");
  if (reference == nullptr) return;
  for (const Node* place = node.parent; place != nullptr; place = place->parent) {
    for (const auto& child : place->children) {
      if (child->name == "slr:data" && has_id_below(*child, *reference)) return;
    }
  }
  findings.report("slr/size-info-ref", node,
                  fmt::format("no size data above has an element \"{}\"", *reference));
}

void check_sizes(const Node& node, Findings& findings) {
  check_restriction(node, "slr:sizeRestriction", "generalProfile", findings);
  check_restriction(node, "slr:storageRestriction", "storageProfile", findings);
  check_size(node, "slr:sizeInfo", "generalProfile", findings);
  check_size(node, "slr:equivStorage", "storageProfile", findings);
  check_size_reference(node, findings);
}

// ---- Validation

void check_rule(const Node& rule, Findings& findings) {
  std::size_t count = 0;
  std::size_t positive = 0;
  bool has_custom = false;
  for (const NodeAttribute& attribute : rule.attributes) {
    if (!attribute.uri.empty()) {
      has_custom = true;
    } else if (attribute.name == "isPresent" || attribute.name == "startsWith" ||
               attribute.name == "endsWith") {
      ++count;
      ++positive;
    } else if (attribute.name == "isNotPresent") {
      ++count;
    }
  }
  if (count + (has_custom ? 1 : 0) != 1) {
    findings.report("val/rule", rule,
                    count == 0 ? "the rule asks for nothing" : "the rule asks for several things");
  }
  if (rule.has("existsInSource") && positive != 1) {
    findings.report("val/exists-in-source", rule,
                    "existsInSource stands without isPresent, startsWith or endsWith");
  }
}

// ---- ITS

constexpr auto kIssueDetails = std::to_array<std::string_view>(
    {"its:locQualityIssueType", "its:locQualityIssueComment", "its:locQualityIssueSeverity",
     "its:locQualityIssueProfileRef", "its:locQualityIssueEnabled"});
constexpr auto kProvenanceDetails = std::to_array<std::string_view>(
    {"its:org", "its:orgRef", "its:person", "its:personRef", "its:revOrg", "its:revOrgRef",
     "its:revPerson", "its:revPersonRef", "its:revTool", "its:revToolRef", "its:tool",
     "its:toolRef"});

template <class Names>
bool has_any(const Node& node, const Names& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return node.has(name); });
}

/// Stand-off records: a reference names them by "#its=ID", and excludes what they would say.
template <class Names>
void check_records_reference(const Node& node, std::string_view attribute, std::string_view records,
                             const Names& details, Findings& findings) {
  const std::string* reference = node.find(attribute);
  if (reference == nullptr) return;
  if (has_any(node, details)) {
    findings.report("its/exclusive", node,
                    fmt::format("{} stands beside what its records say", attribute));
  }
  constexpr std::string_view kPrefix = "#its=";
  if (!reference->starts_with('#')) return;
  const std::string id =
      reference->starts_with(kPrefix) ? reference->substr(kPrefix.size()) : std::string();
  const Node* scope = &node;
  while (scope != nullptr) {
    for (const auto& child : scope->children) {
      if (child->name == records && child->get("xml:id") == id) return;
    }
    if (scope->name == "file") break;
    scope = scope->parent;
  }
  findings.report("its/ref", node, fmt::format("\"{}\" names no <{}>", *reference, records));
}

void check_rating(const Node& node, Findings& findings) {
  if (node.has("its:locQualityRatingScore") && node.has("its:locQualityRatingVote"))
    findings.report("its/threshold", node, "there are a score and a vote");
  for (const char* rating : {"its:locQualityRatingScore", "its:locQualityRatingVote"}) {
    const std::string threshold = fmt::format("{}Threshold", rating);
    if (node.has(threshold) && node.nearest_with(rating) == nullptr) {
      findings.report("its/threshold", node,
                      fmt::format("{} stands without {}", threshold, rating));
    }
  }
}

void check_text_analysis(const Node& node, Findings& findings) {
  const bool has_source = node.has("its:taSource");
  if (has_source != node.has("its:taIdent")) {
    findings.report("its/text-analysis", node,
                    fmt::format("{} stands without {}", has_source ? "its:taSource" : "its:taIdent",
                                has_source ? "its:taIdent" : "its:taSource"));
  }
  if (node.has("its:taIdentRef") && (has_source || node.has("its:taIdent"))) {
    findings.report("its/exclusive", node,
                    "its:taIdentRef stands beside its:taSource or its:taIdent");
  }
}

constexpr auto kDataCategories = std::to_array<std::string_view>(
    {"allowed-characters", "directionality", "domain", "elements-within-text", "external-resource",
     "id-value", "language-information", "locale-filter", "localization-note",
     "localization-quality-issue", "localization-quality-rating", "mt-confidence", "preserve-space",
     "provenance", "storage-size", "target-pointer", "terminology", "text-analysis", "translate"});

void check_annotators(const Node& node, Findings& findings) {
  const std::string* value = node.find("its:annotatorsRef");
  if (value == nullptr) return;
  std::set<std::string_view> seen;
  for (const std::string_view word : split_words(*value)) {
    const std::size_t bar = word.find('|');
    const std::string_view category = word.substr(0, bar);
    const bool is_known = std::find(kDataCategories.begin(), kDataCategories.end(), category) !=
                          kDataCategories.end();
    if (bar == std::string_view::npos || bar + 1 == word.size() || !is_known ||
        !seen.insert(category).second) {
      findings.report(
          "its/annotators-ref", node,
          fmt::format("\"{}\" is no data category with its tool, or comes twice", word));
    }
  }
}

/// Terminology has the type "term"; every other category that an annotation carries is generic.
void check_annotation_type(const Node& node, Findings& findings) {
  if (node.name != "mrk" && node.name != "sm") return;
  const std::string* type = node.find("type");
  if (type == nullptr || *type == "its:generic" || *type == "generic") return;
  for (const NodeAttribute& attribute : node.attributes) {
    if (attribute.prefix != "its" && attribute.prefix != "itsm") continue;
    if (attribute.name == "termConfidence" || attribute.name == "annotatorsRef") continue;
    findings.report("its/type", node,
                    fmt::format("{}:{} stands on an annotation of type \"{}\"", attribute.prefix,
                                attribute.name, *type));
    return;
  }
}

void check_its(const Node& node, Findings& findings) {
  const bool has_its = std::any_of(
      node.attributes.begin(), node.attributes.end(),
      [](const NodeAttribute& each) { return each.prefix == "its" || each.prefix == "itsm"; });
  if (!has_its) return;
  if (node.nearest_with("its:version") == nullptr)
    findings.report("its/version", node, "its:version stands nowhere above");
  check_records_reference(node, "its:locQualityIssuesRef", "its:locQualityIssues", kIssueDetails,
                          findings);
  check_records_reference(node, "its:provenanceRecordsRef", "its:provenanceRecords",
                          kProvenanceDetails, findings);
  check_rating(node, findings);
  check_text_analysis(node, findings);
  check_annotators(node, findings);
  check_annotation_type(node, findings);
}

void check_record(const Node& node, Findings& findings) {
  const bool is_issue = node.name == "its:locQualityIssue";
  if (!is_issue && node.name != "its:provenanceRecord") return;
  const bool says_something =
      is_issue ? node.has("locQualityIssueType") || node.has("locQualityIssueComment")
               : std::any_of(node.attributes.begin(), node.attributes.end(),
                             [](const NodeAttribute& each) {
                               return each.uri.empty() && each.name != "version";
                             });
  if (!says_something) findings.report("its/record", node, "the record says nothing");
}

/// The elements of modules right below a file, group or unit.
void check_module(const Node& module, const Node& scope, const Frame& frame, Findings& findings) {
  if (module.name == "mtc:matches" && scope.name == "unit") {
    check_matches(module, scope, frame, findings);
  } else if (module.name == "gls:glossary" && scope.name == "unit") {
    check_glossary(module, scope, findings);
  } else if (module.name == "res:resourceData") {
    check_resources(module, frame, findings);
  } else if (module.name == "ctr:changeTrack") {
    for (const auto& revisions : module.children) {
      if (revisions->name == "ctr:revisions") check_revisions(*revisions, scope, findings);
    }
  }
}

bool is_frame(const Node& node) {
  return node.name == "file" || node.name == "group" || node.name == "unit";
}

/// As walk, without the groups and units of a file, which were looked at before.
template <class Visit>
void walk_own(const Node& node, const Visit& visit) {
  visit(node);
  for (const auto& child : node.children) {
    if (child->rule != nullptr && !is_frame(*child)) walk_own(*child, visit);
  }
}

}  // namespace

void check_module_attributes(const Node& node, Findings& findings) {
  if (node.has("fs:subFs") && !node.has("fs:fs"))
    findings.report("fs/sub-fs", node, "fs:subFs stands without fs:fs");
  if (node.has("slr:sizeInfo") && node.has("slr:sizeInfoRef"))
    findings.report("slr/exclusive", node, "slr:sizeInfo and slr:sizeInfoRef stand together");
  if (node.name == "ec" && node.get("isolated") != "yes") {
    if (node.has("fs:fs"))
      findings.report("fs/ec", node, "fs:fs stands on an ec that is not isolated");
    for (const char* size : {"slr:equivStorage", "slr:sizeInfo", "slr:sizeInfoRef"}) {
      if (node.has(size))
        findings.report("slr/ec", node,
                        fmt::format("{} stands on an ec that is not isolated", size));
    }
  }
  if (node.name == "val:rule") check_rule(node, findings);
  check_record(node, findings);
}

void check_modules(const Node& scope, const Frame& frame, Findings& findings) {
  UniqueIds records("its/id", findings);
  for (const auto& child : scope.children) {
    if (child->rule == nullptr) continue;
    check_module(*child, scope, frame, findings);
    if (child->name.starts_with("its:")) records.add(*child, "xml:id");
  }
  walk_own(scope, [&](const Node& node) {
    if (node.name == "mda:metadata") check_metadata(node, findings);
    check_sizes(node, findings);
    check_its(node, findings);
  });
}

}  // namespace hexapla::formats::validation
