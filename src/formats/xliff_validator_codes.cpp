// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "xliff_validator_node.hpp"

namespace hexapla::formats::validation {
namespace {

enum class Reorder : std::uint8_t { Yes, FirstNo, No };

Reorder reorder_of(const Node& code) {
  const std::string value = code.get("canReorder");
  return value == "no" ? Reorder::No : value == "firstNo" ? Reorder::FirstNo : Reorder::Yes;
}

/// What follows the start of a pair can only be "no" or "yes".
Reorder closing(Reorder start) { return start == Reorder::Yes ? Reorder::Yes : Reorder::No; }

bool is_code(const Node& node) {
  return node.name == "ph" || node.name == "pc" || node.name == "sc" || node.name == "ec";
}

bool is_isolated(const Node& code) { return code.get("isolated") == "yes"; }

/// A code, or one end of a pair: what moves as one.
struct Token {
  std::string key;  ///< "1" for ph, "1 start" and "1 end" for pairs in either form
  Reorder reorder = Reorder::Yes;
  const Node* node = nullptr;
  bool has_target = false;  ///< of its segment
};

void add_tokens(const Node& node, bool has_target, std::vector<Token>& tokens) {
  const bool is_pair = node.name == "pc";
  const std::string id =
      node.name == "ec" && node.has("startRef") ? node.get("startRef") : node.get("id");
  if (is_code(node)) {
    const char* side = node.name == "ec" ? " end" : node.name == "ph" ? "" : " start";
    tokens.push_back({id + side, reorder_of(node), &node, has_target});
  }
  for (const auto& child : node.children) {
    if (child->rule != nullptr) add_tokens(*child, has_target, tokens);
  }
  if (is_pair) tokens.push_back({id + " end", closing(reorder_of(node)), &node, has_target});
}

/// The codes of a unit's sources and of its targets, these in the order that they ask for.
struct Codes {
  std::vector<Token> sources;
  std::vector<Token> targets;
  bool has_all_targets = true;
};

Codes collect_codes(const Node& unit) {
  Codes codes;
  std::multimap<std::size_t, const Node*> ordered;
  std::size_t index = 0;
  for (const auto& part : unit.children) {
    if (part->rule == nullptr || (part->name != "segment" && part->name != "ignorable")) continue;
    ++index;
    const Node* target = part->child("target");
    if (const Node* source = part->child("source"))
      add_tokens(*source, target != nullptr, codes.sources);
    codes.has_all_targets = codes.has_all_targets && target != nullptr;
    if (target == nullptr) continue;
    std::size_t place = index;
    if (const std::string* order = target->find("order"))
      std::from_chars(order->data(), order->data() + order->size(), place);
    ordered.emplace(place, target);
  }
  for (const auto& [place, target] : ordered) add_tokens(*target, true, codes.targets);
  return codes;
}

/// Attributes of one code, whatever stands around it.
void check_code(const Node& code, Findings& findings) {
  if (code.has("subType") && !code.has("type"))
    findings.report("core/sub-type", code, "there is a subType and no type");
  static const std::map<std::string_view, std::string_view> kTypes = {
      {"xlf:lb", "fmt"}, {"xlf:pb", "fmt"}, {"xlf:b", "fmt"},
      {"xlf:i", "fmt"},  {"xlf:u", "fmt"},  {"xlf:var", "ui"}};
  const std::string sub_type = code.get("subType");
  if (sub_type.starts_with("xlf:")) {
    const auto type = kTypes.find(sub_type);
    if (type == kTypes.end()) {
      findings.report("core/sub-type", code, fmt::format("there is no subType \"{}\"", sub_type));
    } else if (code.get("type") != type->second) {
      findings.report("core/sub-type", code,
                      fmt::format("subType \"{}\" goes with type \"{}\"", sub_type, type->second));
    }
  }
  const bool is_free = code.get("canCopy") != "no" || code.get("canDelete") != "no";
  // The end of a pair that cannot be reordered is bound to the hints of its start.
  if (reorder_of(code) != Reorder::Yes && is_free) {
    findings.report("core/reorder-hints", code,
                    fmt::format("canReorder is \"{}\", canCopy and canDelete are not both \"no\"",
                                code.get("canReorder")));
  }
}

void check_end_code(const Node& code, Findings& findings) {
  if (is_isolated(code)) {
    if (!code.has("id") || code.has("startRef"))
      findings.report("core/ec-reference", code, "an isolated ec has an id and no startRef");
    return;
  }
  if (!code.has("startRef") || code.has("id"))
    findings.report("core/ec-reference", code, "an ec has a startRef and no id, or is isolated");
  if (code.has("dir"))
    findings.report("core/ec-dir", code, "dir stands on an ec that is not isolated");
}

void check_code_point(const Node& node, Findings& findings) {
  const std::string hex = node.get("hex");
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
  const bool is_hex = error == std::errc() && end == hex.data() + hex.size() &&
                      hex.size() % 2 == 0 && number <= 0x10FFFF;
  if (!is_hex) {
    findings.report("core/cp", node, fmt::format("\"{}\" is no code point", hex));
    return;
  }
  // XML 1.0, 2.2: Char, and the controls whose use it discourages.
  const bool is_control = number < 0x20 ? number != 0x9 && number != 0xA && number != 0xD
                                        : number >= 0x7F && number <= 0x9F && number != 0x85;
  const bool is_unfit =
      (number >= 0xD800 && number < 0xE000) || number == 0xFFFE || number == 0xFFFF;
  if (!is_control && !is_unfit)
    findings.report("core/cp", node, fmt::format("XML can hold U+{:04X}", number));
}

/// Start and end codes of one side of a unit.
class PairCheck {
 public:
  PairCheck(const std::vector<Token>& tokens, Findings& findings)
      : tokens_(tokens), findings_(findings) {}

  /// `elsewhere` are the pairs that may end in a target that is still missing.
  void run(const std::set<std::string>& elsewhere) {
    for (const Token& token : tokens_) {
      if (token.node->name == "sc") {
        starts_[token.node->get("id")] = token.node;
      } else if (token.node->name == "ec" && !is_isolated(*token.node)) {
        check_end(*token.node, elsewhere);
      }
    }
    for (const auto& [id, start] : starts_) {
      if (is_isolated(*start) || ended_.contains(id) || elsewhere.contains(id)) continue;
      findings_.report("core/spanning-pair", *start,
                       fmt::format("no ec behind sc \"{}\" in the unit ends it", id));
    }
  }

 private:
  void check_end(const Node& end, const std::set<std::string>& elsewhere) {
    const std::string id = end.get("startRef");
    if (id.empty()) return;
    ended_.insert(id);
    const auto start = starts_.find(id);
    if (start == starts_.end()) {
      if (!elsewhere.contains(id)) {
        findings_.report("core/spanning-pair", end,
                         fmt::format("no sc \"{}\" stands before its ec in the unit", id));
      }
      return;
    }
    if (is_isolated(*start->second)) {
      findings_.report("core/spanning-pair", *start->second,
                       fmt::format("sc \"{}\" is isolated and has its ec in the unit", id));
    }
    check_hints(*start->second, end);
  }

  void check_hints(const Node& start, const Node& end) {
    for (const char* hint : {"canCopy", "canDelete", "canOverlap"}) {
      const auto value = [&](const Node& node) {
        const std::string* said = node.find(hint);
        return said == nullptr ? std::string("yes") : *said;
      };
      if (value(start) != value(end))
        findings_.report("core/spanning-hints", end, fmt::format("{} is not that of its sc", hint));
    }
    if (closing(reorder_of(start)) != reorder_of(end))
      findings_.report("core/spanning-hints", end, "canReorder is not what its sc asks for");
  }

  const std::vector<Token>& tokens_;
  Findings& findings_;
  std::map<std::string, const Node*> starts_;
  std::set<std::string> ended_;
};

/// Sequences of codes that cannot be reordered: each starts with firstNo, and the target keeps it.
class SequenceCheck {
 public:
  SequenceCheck(const Codes& codes, Findings& findings) : codes_(codes), findings_(findings) {}

  void run() {
    check_starts(codes_.sources, {});
    std::set<std::string> in_source;
    for (const Token& token : codes_.sources) in_source.insert(token.key);
    check_starts(codes_.targets, in_source);
    for (std::size_t i = 0; i < codes_.targets.size(); ++i)
      places_.emplace(codes_.targets[i].key, i);
    for (const std::vector<const Token*>& sequence : find_sequences()) check_kept(sequence);
  }

 private:
  /// `known` are codes whose sequence is looked at elsewhere.
  void check_starts(const std::vector<Token>& tokens, const std::set<std::string>& known) {
    bool is_open = false;
    for (const Token& token : tokens) {
      if (token.reorder == Reorder::No && !is_open && !known.contains(token.key)) {
        findings_.report("core/reorder-sequence", *token.node,
                         "no code with canReorder=\"firstNo\" starts its sequence");
      }
      is_open = token.reorder != Reorder::Yes;
    }
  }

  /// Those of the sources, of segments that have a target.
  std::vector<std::vector<const Token*>> find_sequences() const {
    std::vector<std::vector<const Token*>> sequences;
    bool is_open = false;
    for (const Token& token : codes_.sources) {
      if (token.reorder == Reorder::FirstNo) sequences.emplace_back();
      is_open = token.reorder == Reorder::FirstNo || (is_open && token.reorder == Reorder::No);
      if (is_open && token.has_target) sequences.back().push_back(&token);
    }
    return sequences;
  }

  void check_kept(const std::vector<const Token*>& sequence) {
    if (sequence.empty()) return;
    const bool is_whole = std::all_of(sequence.begin(), sequence.end(), [&](const Token* token) {
      return places_.contains(token->key);
    });
    if (!is_whole) return;  // a code that is missing is another matter
    const std::size_t first = places_.at(sequence.front()->key);
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      if (places_.at(sequence[i]->key) == first + i) continue;
      findings_.report("core/reorder-sequence", *codes_.targets[first].node,
                       fmt::format("the sequence that starts with code \"{}\" is broken up",
                                   sequence.front()->node->get("id")));
      return;
    }
  }

  const Codes& codes_;
  Findings& findings_;
  std::map<std::string, std::size_t> places_;
};

/// Codes that must not be deleted stand in a target of the unit.
void check_deletions(const Codes& codes, Findings& findings) {
  std::set<std::string> present;
  for (const Token& token : codes.targets) present.insert(token.key);
  for (const Token& token : codes.sources) {
    if (!token.has_target || token.node->get("canDelete") != "no") continue;
    const bool is_end_of_pair = token.node->name == "pc" && token.key.ends_with(" end");
    if (is_end_of_pair || present.contains(token.key)) continue;
    findings.report("core/can-delete", *token.node,
                    fmt::format("{} \"{}\" has canDelete=\"no\" and stands in no target",
                                token.node->name, token.key.substr(0, token.key.find(' '))));
  }
}

void check_copies(const Codes& codes, Findings& findings) {
  std::map<std::string, const Node*> by_id;
  for (const auto* side : {&codes.sources, &codes.targets}) {
    for (const Token& token : *side) by_id.emplace(token.node->get("id"), token.node);
  }
  const auto check = [&](const Node& code) {
    const std::string* base_id = code.find("copyOf");
    if (base_id == nullptr) return;
    const auto base = by_id.find(*base_id);
    if (base == by_id.end() || base->second == &code || base->second->name != code.name) {
      findings.report("core/copy-of", code,
                      fmt::format("there is no {} \"{}\" in the unit", code.name, *base_id));
    } else if (base->second->get("canCopy") == "no") {
      findings.report("core/copy-of", code,
                      fmt::format("{} \"{}\" cannot be copied", code.name, *base_id));
    }
    if (code.has("dataRef") || code.has("dataRefStart") || code.has("dataRefEnd"))
      findings.report("core/copy-of", code, "a copy refers to original data of its own");
  };
  for (const auto* side : {&codes.sources, &codes.targets}) {
    for (const Token& token : *side) check(*token.node);
  }
}

/// References to original data of the nearest unit or match.
void check_data_references(const Node& scope, Findings& findings) {
  std::set<std::string> ids;
  if (const Node* data = scope.child("originalData")) {
    for (const auto& child : data->children) ids.insert(child->get("id"));
  }
  walk(scope, [&](const Node& node) {
    if (!is_code(node) || (scope.name == "unit" && node.above("mtc:match") != nullptr)) return;
    for (const char* attribute : {"dataRef", "dataRefStart", "dataRefEnd"}) {
      const std::string* id = node.find(attribute);
      if (id == nullptr || ids.contains(*id)) continue;
      findings.report("core/data-ref", node,
                      fmt::format("{} names no data \"{}\" of the {}", attribute, *id, scope.name));
    }
  });
}

/// Pairs with a side in a source whose target is not there yet.
std::set<std::string> pairs_without_target(const Codes& codes) {
  std::set<std::string> pairs;
  for (const Token& token : codes.sources) {
    const std::size_t side = token.key.rfind(' ');
    if (!token.has_target && side != std::string::npos) pairs.insert(token.key.substr(0, side));
  }
  return pairs;
}

}  // namespace

void check_codes(const Node& unit, Findings& findings) {
  walk(unit, [&](const Node& node) {
    if (is_code(node)) check_code(node, findings);
    if (node.name == "ec") check_end_code(node, findings);
    if (node.name == "cp") check_code_point(node, findings);
    if (node.name == "mtc:match") check_data_references(node, findings);
  });
  check_data_references(unit, findings);
  const Codes codes = collect_codes(unit);
  PairCheck(codes.sources, findings).run({});
  PairCheck(codes.targets, findings).run(pairs_without_target(codes));
  SequenceCheck(codes, findings).run();
  check_deletions(codes, findings);
  check_copies(codes, findings);
}

}  // namespace hexapla::formats::validation
