// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "xliff_validator_node.hpp"

namespace hexapla::formats::validation {
namespace {

/// The prefixes of fragment identifiers that the committee registers: modules and TBX.
constexpr auto kRegistered = std::to_array<std::string_view>(
    {"gls", "mtc", "res", "mda", "ctr", "slr", "val", "fs", "its", "itsm", "pgs", "tbx"});

/// Which selectors narrow the place down, in their order; any other is a leaf.
int rank_of(std::string_view prefix) {
  if (prefix == "f") return 1;
  if (prefix == "g") return 2;
  return prefix == "u" ? 3 : 4;
}

bool is_core_leaf(std::string_view prefix) {
  return prefix.empty() || prefix == "n" || prefix == "d" || prefix == "t";
}

/// What is wrong with one selector; empty for nothing. `rank` is that of the one before it.
std::string_view find_fault(const Selector& selector, int rank) {
  if (!is_nmtoken(selector.id)) return "an id in it is no NMTOKEN";
  const int own = rank_of(selector.prefix);
  if (rank == 4) return "something follows its leaf";
  if (own <= rank) return "its selectors stand out of order or twice";
  if (own == 4 && !is_core_leaf(selector.prefix)) {
    if (!is_nmtoken(selector.prefix) || selector.prefix.find(':') != std::string_view::npos)
      return "a prefix in it is no NMTOKEN";
    if (selector.prefix.size() < 2) return "a prefix of one letter is not of the core";
  }
  return {};
}

/// Whether the selectors above the last one name the unit and its file, as far as they are there.
bool lead_to(const std::vector<Selector>& selectors, const Node& unit) {
  const Node* file = unit.above("file");
  return std::none_of(selectors.begin(), selectors.end(), [&](const Selector& each) {
    if (each.prefix == "u") return each.id != unit.get("id");
    if (each.prefix == "f") return file == nullptr || each.id != file->get("id");
    return each.prefix == "g";
  });
}

bool is_note_of(const std::vector<Selector>& selectors, const Node& unit) {
  if (selectors.empty() || selectors.back().prefix != "n") return false;
  if (selectors.size() == 2 && selectors.front().prefix == "f") return false;  // a note of the file
  const Node* notes = unit.child("notes");
  return notes != nullptr && lead_to(selectors, unit) &&
         std::any_of(notes->children.begin(), notes->children.end(),
                     [&](const auto& note) { return note->get("id") == selectors.back().id; });
}

void check_comment(const Node& mark, const Node& unit, Findings& findings) {
  const bool has_value = mark.has("value");
  if (has_value == mark.has("ref")) {
    findings.report(
        "core/comment", mark,
        has_value ? "the comment has value and ref" : "the comment has neither value nor ref");
  }
  const std::string* reference = mark.find("ref");
  if (reference == nullptr) return;
  const auto selectors = read_fragment(mark, *reference, findings);
  if (!selectors || !is_note_of(*selectors, unit)) {
    findings.report("core/comment-ref", mark,
                    fmt::format("\"{}\" is no note of the unit", *reference));
  }
}

void check_mark(const Node& mark, const Node& unit, Findings& findings) {
  const std::string type = mark.get("type");
  if (type == "comment") {
    check_comment(mark, unit, findings);
  } else if (mark.has("ref")) {
    static_cast<void>(read_fragment(mark, *mark.find("ref"), findings));
  }
}

/// sm and em of one side, in document order.
void check_pairs(const std::vector<const Node*>& marks, Findings& findings) {
  std::set<std::string> open;
  std::set<std::string> closed;
  for (const Node* mark : marks) {
    if (mark->name == "sm") {
      open.insert(mark->get("id"));
      continue;
    }
    const std::string id = mark->get("startRef");
    closed.insert(id);
    if (!open.contains(id) && !id.empty()) {
      findings.report("core/annotation-pair", *mark,
                      fmt::format("no sm \"{}\" stands before its em in the unit", id));
    }
  }
  for (const Node* mark : marks) {
    if (mark->name != "sm" || closed.contains(mark->get("id"))) continue;
    findings.report("core/annotation-pair", *mark,
                    fmt::format("no em behind sm \"{}\" in the unit ends it", mark->get("id")));
  }
}

}  // namespace

std::optional<std::vector<Selector>> read_fragment(const Node& node, std::string_view reference,
                                                   Findings& findings) {
  if (!reference.starts_with('#')) return std::nullopt;
  std::string_view rest = reference.substr(1);
  if (rest.starts_with('/')) rest.remove_prefix(1);
  std::vector<Selector> selectors;
  int rank = 0;
  for (;;) {
    const std::string_view part = rest.substr(0, rest.find('/'));
    const std::size_t equals = part.find('=');
    const Selector selector = equals == std::string_view::npos
                                  ? Selector{{}, part}
                                  : Selector{part.substr(0, equals), part.substr(equals + 1)};
    std::string_view fault = find_fault(selector, rank);
    if (equals == 0) fault = "a prefix in it is empty";
    if (!fault.empty()) {
      findings.report("core/fragment", node,
                      fmt::format("\"{}\" is no fragment identifier: {}", reference, fault));
      return std::nullopt;
    }
    rank = rank_of(selector.prefix);
    selectors.push_back(selector);
    if (rank == 4 && !is_core_leaf(selector.prefix) &&
        std::find(kRegistered.begin(), kRegistered.end(), selector.prefix) == kRegistered.end()) {
      findings.report("core/fragment-prefix", node,
                      fmt::format("the prefix \"{}\" is not registered", selector.prefix));
    }
    if (part.size() == rest.size()) return selectors;
    rest.remove_prefix(part.size() + 1);
  }
}

bool is_span_of(const std::vector<Selector>& selectors, const Node& unit) {
  const Selector& leaf = selectors.back();
  if (!leaf.prefix.empty() && leaf.prefix != "t") return false;
  if (!lead_to(selectors, unit)) return false;
  bool is_found = false;
  for (const auto& part : unit.children) {
    if (part->rule == nullptr || (part->name != "segment" && part->name != "ignorable")) continue;
    if (leaf.prefix.empty() && part->get("id") == leaf.id) return true;
    const Node* content = part->child(leaf.prefix.empty() ? "source" : "target");
    if (content == nullptr) continue;
    walk(*content, [&](const Node& node) { is_found = is_found || node.get("id") == leaf.id; });
  }
  return is_found;
}

void check_annotations(const Node& unit, Findings& findings) {
  std::vector<const Node*> sources;
  std::vector<const Node*> targets;
  walk(unit, [&](const Node& node) {
    if (node.name == "mrk" || node.name == "sm") check_mark(node, unit, findings);
    if ((node.name != "sm" && node.name != "em") || node.above("mtc:match") != nullptr) return;
    (node.above("target") != nullptr ? targets : sources).push_back(&node);
  });
  check_pairs(sources, findings);
  check_pairs(targets, findings);
}

}  // namespace hexapla::formats::validation
