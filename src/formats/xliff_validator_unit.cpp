// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "xliff_validator_node.hpp"

namespace hexapla::formats::validation {
namespace {

bool is_part(const Node& node) { return node.name == "segment" || node.name == "ignorable"; }

bool same_language(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

/// Both forms of a pair or of an annotation are the same thing.
std::string_view kind_of(const Node& node) {
  if (node.name == "sc") return "pc";
  if (node.name == "sm") return "mrk";
  return node.name;
}

template <class Visit>
void for_each_part(const Node& unit, const Visit& visit) {
  for (const auto& child : unit.children) {
    if (child->rule != nullptr && is_part(*child)) visit(*child);
  }
}

/// Calls `visit` with what stands below a node.
template <class Visit>
void walk_inside(const Node& node, const Visit& visit) {
  for (const auto& child : node.children) {
    if (child->rule != nullptr) walk(*child, visit);
  }
}

/// Segments, ignorables and the inline elements of sources share one scope; a target repeats ids of
/// its sources or has its own.
class IdScope {
 public:
  explicit IdScope(Findings& findings) : findings_(findings) {}

  void check(const Node& unit) {
    for_each_part(unit, [&](const Node& part) {
      add(part);
      if (const Node* source = part.child("source"))
        walk_inside(*source, [&](const Node& node) { add(node); });
    });
    for_each_part(unit, [&](const Node& part) {
      if (const Node* target = part.child("target"))
        walk_inside(*target, [&](const Node& node) { add_target(node); });
    });
  }

 private:
  void add(const Node& node) {
    const std::string* id = node.find("id");
    if (id == nullptr) return;
    if (!sources_.emplace(*id, &node).second) {
      findings_.report("core/part-id", node,
                       fmt::format("id \"{}\" stands twice in the sources of the unit", *id));
    }
  }

  void add_target(const Node& node) {
    const std::string* id = node.find("id");
    if (id == nullptr) return;
    if (!targets_.insert(*id).second) {
      findings_.report("core/target-id", node,
                       fmt::format("id \"{}\" stands twice in the targets of the unit", *id));
      return;
    }
    const auto source = sources_.find(*id);
    if (source == sources_.end() || kind_of(*source->second) == kind_of(node)) return;
    findings_.report(
        "core/target-id", node,
        fmt::format("id \"{}\" is that of <{}> in the source", *id, source->second->name));
  }

  Findings& findings_;
  std::map<std::string, const Node*> sources_;
  std::set<std::string> targets_;
};

/// The language that counts for a source or target: its own, or the nearest above.
void check_language(const Node& content, std::string_view wanted, std::string_view constraint,
                    std::string_view attribute, Findings& findings) {
  const Node* said = content.nearest_with("xml:lang");
  if (said == nullptr || same_language(said->get("xml:lang"), wanted)) return;
  findings.report(
      constraint, content,
      fmt::format("the language is \"{}\"{}, {} is \"{}\"", said->get("xml:lang"),
                  said == &content ? "" : fmt::format(" by <{}>", said->name), attribute, wanted));
}

std::string space_of(const Node& content) {
  const Node* said = content.nearest_with("xml:space");
  return said == nullptr ? "default" : said->get("xml:space");
}

void check_part(const Node& part, const Frame& frame, Findings& findings) {
  const Node* source = part.child("source");
  const Node* target = part.child("target");
  if (source != nullptr) {
    check_language(*source, frame.source_language, "core/source-lang", "srcLang", findings);
  }
  if (target == nullptr) return;
  if (frame.has_target_language) {
    check_language(*target, frame.target_language, "core/target-lang", "trgLang", findings);
  } else {
    findings.report("core/trg-lang", *target, "the document has a target and no trgLang");
  }
  if (source != nullptr && space_of(*source) != space_of(*target)) {
    findings.report("core/xml-space", *target,
                    fmt::format("xml:space is \"{}\" here and \"{}\" in the source",
                                space_of(*target), space_of(*source)));
  }
}

bool is_prefixed(std::string_view value) {
  const std::size_t colon = value.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < value.size();
}

void check_state(const Node& segment, Findings& findings) {
  const std::string* state = segment.find("state");
  if (const std::string* sub_state = segment.find("subState")) {
    if (state == nullptr)
      findings.report("core/sub-state", segment, "there is a subState and no state");
    if (!is_prefixed(*sub_state)) {
      findings.report("core/sub-state", segment,
                      fmt::format("subState \"{}\" is not prefix:value", *sub_state));
    }
  }
  if (state != nullptr && is_value_of("state", *state) && *state != "initial" &&
      segment.child("target") == nullptr) {
    findings.report("core/state", segment,
                    fmt::format("the state is \"{}\" and there is no target", *state));
  }
}

/// Targets take the places 1..n of the parts of a unit; one without order stands at its own.
void check_order(const Node& unit, Findings& findings) {
  std::size_t count = 0;
  for_each_part(unit, [&](const Node&) { ++count; });
  std::map<std::size_t, const Node*> taken;
  std::size_t index = 0;
  for_each_part(unit, [&](const Node& part) {
    ++index;
    const Node* target = part.child("target");
    if (target == nullptr) return;
    std::size_t place = index;
    if (const std::string* order = target->find("order")) {
      place = 0;
      std::from_chars(order->data(), order->data() + order->size(), place);
    }
    if (place == 0) return;  // no number: reported as a value
    if (place > count) {
      findings.report("core/order", *target,
                      fmt::format("order is {} in a unit of {} parts", place, count));
    } else if (!taken.emplace(place, target).second) {
      findings.report("core/order", *target,
                      fmt::format("two targets of the unit have place {}", place));
    }
  });
}

}  // namespace

void check_unit(const Node& unit, const Frame& frame, Findings& findings) {
  if (unit.child("segment") == nullptr)
    findings.report("core/unit", unit, "the unit has no segment");
  IdScope(findings).check(unit);
  check_order(unit, findings);
  for_each_part(unit, [&](const Node& part) {
    check_part(part, frame, findings);
    if (part.name == "segment") check_state(part, findings);
  });
}

}  // namespace hexapla::formats::validation
