// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/base/source_file.hpp"
#include "hexapla/formats/xml.hpp"

#include "xliff_document.hpp"
#include "xliff_validator_node.hpp"

namespace hexapla::formats {
namespace validation {

const std::string* Node::find(std::string_view attribute) const {
  const std::size_t colon = attribute.find(':');
  const std::string_view prefix =
      colon == std::string_view::npos ? std::string_view() : attribute.substr(0, colon);
  const std::string_view local =
      colon == std::string_view::npos ? attribute : attribute.substr(colon + 1);
  for (const NodeAttribute& each : attributes) {
    if (each.prefix == prefix && each.name == local && (!prefix.empty() || each.uri.empty()))
      return &each.value;
  }
  return nullptr;
}

std::string Node::get(std::string_view attribute) const {
  const std::string* value = find(attribute);
  return value == nullptr ? std::string() : *value;
}

const Node* Node::child(std::string_view child_name) const {
  for (const auto& each : children) {
    if (each->name == child_name) return each.get();
  }
  return nullptr;
}

const Node* Node::above(std::string_view ancestor) const {
  const Node* node = parent;
  while (node != nullptr && node->name != ancestor) node = node->parent;
  return node;
}

const Node* Node::nearest_with(std::string_view attribute) const {
  const Node* node = this;
  while (node != nullptr && !node->has(attribute)) node = node->parent;
  return node;
}

std::string shown(std::string_view name) {
  return std::string(name.starts_with("?:") ? name.substr(2) : name);
}

void Findings::report(std::string_view constraint, const Node& node, std::string message) {
  found_.push_back({std::string(constraint), shown(node.name), node.offset, std::move(message)});
}

std::vector<Findings::Finding> Findings::take() {
  const auto key = [](const Finding& each) {
    return std::tie(each.offset, each.constraint, each.message);
  };
  std::sort(found_.begin(), found_.end(),
            [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
  found_.erase(std::unique(found_.begin(), found_.end(),
                           [&](const Finding& a, const Finding& b) { return key(a) == key(b); }),
               found_.end());
  return std::exchange(found_, {});
}

namespace {

bool is_scope(std::string_view name) { return name == "file" || name == "group" || name == "unit"; }

/// The constraint on the elements of a namespace.
std::string element_constraint(std::string_view name) {
  const std::size_t colon = name.find(':');
  std::string id = fmt::format("{}/element", name.substr(0, colon));
  const bool is_module = colon != std::string_view::npos && find_xliff_constraint(id) != nullptr;
  return is_module ? id : "core/child";
}

/// Builds the tree, checks each element against its rule, and each unit, group and file once it is
/// complete.
class Validator final : public XmlHandler {
 public:
  explicit Validator(Findings& findings) : findings_(findings) {}

  [[nodiscard]] const std::string& version() const { return version_; }

  Result<void> start_element(const XmlElement& element) override {
    auto node = make_node(element);
    Node* const added = node.get();
    if (current_ == nullptr) {
      root_ = std::move(node);
      HEXAPLA_CHECK(start_root(*added));
    } else {
      current_->has_content = true;
      const bool is_known = current_->rule != nullptr && !current_->rule->is_open;
      if (is_known) place(*added);
      current_->children.push_back(std::move(node));
    }
    current_ = added;
    check_extension_id(*added);
    if (added->rule != nullptr) check_start(*added);
    if (is_scope(added->name) && added->rule != nullptr) start_scope(*added);
    return {};
  }

  Result<void> end_element(const XmlEnd& /*element*/) override {
    Node& node = *current_;
    current_ = node.parent;
    if (node.rule == nullptr) return {};
    check_end(node);
    if (is_scope(node.name)) end_scope(node);
    return {};
  }

  Result<void> characters(std::string_view text) override {
    if (current_ == nullptr) return {};
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return {};
    current_->has_content = true;
    if (current_->rule != nullptr && !current_->rule->has_text) current_->has_stray_text = true;
    return {};
  }

 private:
  std::unique_ptr<Node> make_node(const XmlElement& element) const {
    auto node = std::make_unique<Node>();
    const std::string_view prefix = find_xliff_prefix(element.uri);
    node->name =
        prefix.empty() ? std::string(element.name) : fmt::format("{}:{}", prefix, element.name);
    node->uri = element.uri;
    node->parent = current_;
    node->offset = element.begin;
    for (const XmlAttribute& each : element.attributes) {
      node->attributes.push_back(
          {std::string(each.uri.empty() ? std::string_view() : find_xliff_prefix(each.uri)),
           std::string(each.uri), std::string(each.name), each.value});
    }
    return node;
  }

  Result<void> start_root(Node& root) {
    if (root.name != "xliff") {
      findings_.report("core/root", root,
                       fmt::format("the root is <{}> of namespace \"{}\", not XLIFF 2",
                                   shown(root.name), root.uri));
      return fail(ErrorCode::Invalid, "no XLIFF 2");
    }
    frame_.is_22 = root.uri == kXliff22;
    frame_.source_language = root.get("srcLang");
    frame_.target_language = root.get("trgLang");
    frame_.has_target_language = root.has("trgLang");
    version_ = root.get("version");
    root.rule = find_element_rule("xliff", frame_.is_22);
    const bool is_known =
        version_ == "2.0" || version_ == "2.1" || (frame_.is_22 && version_ == "2.2");
    if (root.has("version") && !is_known) {
      findings_.report("core/version", root,
                       fmt::format("version \"{}\" is none of this namespace", version_));
    }
    return {};
  }

  /// Gives the node its rule, and looks whether it may stand here.
  void place(Node& node) {
    node.rule = find_element_rule(node.name, frame_.is_22);
    const bool is_extension = node.name.starts_with("?:");
    if (node.rule == nullptr && !is_extension) {
      findings_.report(element_constraint(node.name), node,
                       fmt::format("there is no element <{}>", node.name));
    }
    if (!fill_slot(node)) {
      findings_.report(
          element_constraint(current_->name), node,
          fmt::format("<{}> has no place here in <{}>", shown(node.name), current_->name));
      return;
    }
    check_module_place(node);
  }

  /// Takes the next place of the parent's children that accepts this one.
  bool fill_slot(const Node& node) {
    Node& parent = *current_;
    const auto& slots = parent.rule->children;
    for (std::size_t slot = parent.slot; slot < slots.size(); ++slot) {
      const std::size_t filled = slot == parent.slot ? parent.filled : 0;
      if (!slots[slot].accepts(node.name) || filled >= slots[slot].most) continue;
      report_missing(parent, slot, node.offset);
      parent.slot = slot;
      parent.filled = filled + 1;
      return true;
    }
    return false;
  }

  /// Reports children that should stand before slot `until`.
  void report_missing(Node& parent, std::size_t until, std::size_t /*offset*/) {
    const auto& slots = parent.rule->children;
    for (std::size_t slot = parent.slot; slot < until; ++slot) {
      const std::size_t filled = slot == parent.slot ? parent.filled : 0;
      if (filled >= slots[slot].least) continue;
      findings_.report(
          element_constraint(parent.name), parent,
          fmt::format("<{}> lacks <{}>", parent.name, fmt::join(slots[slot].names, "> or <")));
    }
  }

  void check_module_place(const Node& node) {
    const ModuleRule* rule = find_module_rule(node.name);
    if (rule == nullptr) {
      const bool is_inner = node.rule != nullptr && node.name.find(':') != std::string::npos &&
                            current_->name.find(':') == std::string::npos;
      if (is_inner) {
        findings_.report(element_constraint(node.name), node,
                         fmt::format("<{}> stands outside its module", node.name));
      }
      return;
    }
    if (std::find(rule->parents.begin(), rule->parents.end(), current_->name) ==
        rule->parents.end()) {
      findings_.report(element_constraint(node.name), node,
                       fmt::format("<{}> cannot stand in <{}>", node.name, current_->name));
    } else if (rule->is_single && current_->child(node.name) != nullptr) {
      findings_.report(element_constraint(node.name), node,
                       fmt::format("<{}> stands twice in <{}>", node.name, current_->name));
    }
  }

  /// Attributes against the rule.
  void check_start(const Node& node) {
    for (const NodeAttribute& attribute : node.attributes) check_attribute(node, attribute);
    for (const AttributeRule& rule : node.rule->attributes) {
      if (!rule.is_required || node.has(rule.name)) continue;
      findings_.report("core/required-attribute", node,
                       fmt::format("<{}> lacks the attribute {}", node.name, rule.name));
    }
    check_module_attributes(node, findings_);
  }

  void check_attribute(const Node& node, const NodeAttribute& attribute) {
    const bool is_plain = attribute.uri.empty();
    const std::string name =
        is_plain ? attribute.name : fmt::format("{}:{}", attribute.prefix, attribute.name);
    const AttributeRule* rule = node.rule->find_attribute(name);
    if (is_plain && rule == nullptr) {
      findings_.report("core/attribute", node,
                       fmt::format("<{}> has no attribute {}", node.name, name));
    } else if (!is_plain && rule == nullptr) {
      rule = check_other_attribute(node, attribute, name);
    }
    if (rule != nullptr && !is_value_of(rule->type, attribute.value)) {
      findings_.report(
          "core/attribute-value", node,
          fmt::format("{}=\"{}\" is not {}", name, attribute.value, describe_type(rule->type)));
    }
  }

  /// An attribute of another namespace; its module's rule where there is one.
  const AttributeRule* check_other_attribute(const Node& node, const NodeAttribute& attribute,
                                             const std::string& name) {
    const OtherAttributes others = node.rule->others;
    const bool is_style = attribute.prefix == "fs" || attribute.prefix == "slr";
    const bool is_allowed =
        others == OtherAttributes::Any || (others == OtherAttributes::StyleAndSize && is_style);
    if (!is_allowed || attribute.prefix.empty()) {
      findings_.report("core/extension-attribute", node,
                       fmt::format("<{}> cannot have the attribute {}", node.name,
                                   attribute.prefix == "?" ? attribute.name : name));
      return nullptr;
    }
    const auto& known = find_module_attributes(attribute.prefix);
    if (known.empty()) return nullptr;
    const auto found = std::find_if(known.begin(), known.end(), [&](const AttributeRule& each) {
      return each.name == attribute.name;
    });
    if (found != known.end()) return &*found;
    const bool is_itsm = attribute.prefix == "itsm";
    findings_.report(fmt::format("{}/attribute", is_itsm ? "its" : attribute.prefix.c_str()), node,
                     fmt::format("the module has no attribute {}", name));
    return nullptr;
  }

  void check_end(Node& node) {
    if (node.has_stray_text) {
      findings_.report(
          node.name.find(':') == std::string::npos ? "core/text" : element_constraint(node.name),
          node, fmt::format("<{}> holds text", node.name));
    }
    report_missing(node, node.rule->children.size(), node.offset);
    if (node.name == "skeleton" && node.has_content == node.has("href")) {
      findings_.report("core/skeleton", node,
                       node.has_content ? "the skeleton has content and href"
                                        : "the skeleton has neither content nor href");
    }
    if (node.name == "notes" || node.name == "originalData") check_child_ids(node);
    if (node.name == "note" && node.has("ref"))
      static_cast<void>(read_fragment(node, *node.find("ref"), findings_));
  }

  void check_child_ids(const Node& node) {
    std::set<std::string> ids;
    for (const auto& child : node.children) {
      const std::string* id = child->find("id");
      if (id != nullptr && !ids.insert(*id).second)
        findings_.report("core/id", *child, fmt::format("id \"{}\" stands twice", *id));
    }
  }

  /// Ids of extensions, xml:id included, are unique in the nearest file, group or unit.
  void check_extension_id(const Node& node) {
    if (!node.name.starts_with("?:") || scopes_.empty()) return;
    for (const char* attribute : {"id", "xml:id"}) {
      const std::string* id = node.find(attribute);
      if (id == nullptr) continue;
      if (!scopes_.back().extension_ids.insert({node.uri, *id}).second) {
        findings_.report("core/extension-id", node,
                         fmt::format("id \"{}\" of an extension stands twice", *id));
      }
    }
  }

  void start_scope(const Node& node) {
    scopes_.emplace_back();
    std::set<std::string>& ids = node.name == "file"    ? file_ids_
                                 : node.name == "group" ? group_ids_
                                                        : unit_ids_;
    const std::string* id = node.find("id");
    if (id != nullptr && !ids.insert(*id).second)
      findings_.report("core/id", node, fmt::format("{} id \"{}\" stands twice", node.name, *id));
  }

  void end_scope(Node& node) {
    scopes_.pop_back();
    if (node.name == "unit") {
      check_unit(node, frame_, findings_);
      check_codes(node, findings_);
      check_annotations(node, findings_);
      remember_sub_flows(node);
    }
    check_modules(node, frame_, findings_);
    if (node.name == "file") end_file();
    // What is checked is dropped; the parent needs only to know that it was there.
    if (node.parent != nullptr) node.parent->children.pop_back();
  }

  void end_file() {
    for (const SubFlow& flow : sub_flows_) {
      if (unit_ids_.contains(flow.unit)) continue;
      findings_.report({"core/sub-flows", flow.element, flow.offset,
                        fmt::format("there is no unit \"{}\" in the file", flow.unit)});
    }
    sub_flows_.clear();
    unit_ids_.clear();
    group_ids_.clear();
  }

  void remember_sub_flows(const Node& unit) {
    walk(unit, [&](const Node& node) {
      if (node.name.find(':') != std::string::npos) return;
      for (const char* attribute : {"subFlows", "subFlowsStart", "subFlowsEnd"}) {
        const std::string* units = node.find(attribute);
        if (units == nullptr) continue;
        for (const std::string_view word : split_words(*units))
          sub_flows_.push_back({std::string(word), node.name, node.offset});
      }
    });
  }

  struct SubFlow {
    std::string unit;
    std::string element;
    std::size_t offset = 0;
  };
  struct Scope {
    std::set<std::pair<std::string, std::string>> extension_ids;
  };

  Findings& findings_;
  Frame frame_;
  std::string version_;
  std::unique_ptr<Node> root_;
  Node* current_ = nullptr;
  std::vector<Scope> scopes_;
  std::set<std::string> file_ids_;
  std::set<std::string> group_ids_;
  std::set<std::string> unit_ids_;
  std::vector<SubFlow> sub_flows_;
};

}  // namespace
}  // namespace validation

namespace {

XliffViolation not_well_formed(const Error& error) {
  const XliffConstraint* constraint = find_xliff_constraint("xml/well-formed");
  return {std::string(constraint->id),
          std::string(constraint->clause),
          "",
          std::max<std::size_t>(error.location.line, 1),
          std::max<std::size_t>(error.location.column, 1),
          error.message};
}

/// Turns offsets that only grow into places, in one walk over the text.
class PlaceWalker {
 public:
  explicit PlaceWalker(std::string_view text) : text_(text) {}

  LineColumn at(std::size_t offset) {
    for (; done_ < std::min(offset, text_.size()); ++done_) {
      const char c = text_[done_];
      if (c == '\n') {
        ++place_.line;
        place_.column = 1;
      } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) {
        ++place_.column;
      }
    }
    return place_;
  }

 private:
  std::string_view text_;
  std::size_t done_ = 0;
  LineColumn place_;
};

XliffValidation validate_utf8(std::string_view utf8) {
  validation::Findings findings;
  validation::Validator validator(findings);
  const auto parsed = parse_decoded_xml(utf8, "", validator);
  XliffValidation result;
  result.version = validator.version();
  PlaceWalker places(utf8);
  for (auto& finding : findings.take()) {
    const XliffConstraint* constraint = find_xliff_constraint(finding.constraint);
    assert(constraint != nullptr);
    const LineColumn place = places.at(finding.offset);
    result.violations.push_back({std::move(finding.constraint), std::string(constraint->clause),
                                 std::move(finding.element), place.line, place.column,
                                 std::move(finding.message)});
  }
  // Of a root that is not XLIFF 2 it is said already.
  const bool is_said =
      !result.violations.empty() && result.violations.back().constraint == "core/root";
  if (!parsed && !is_said) result.violations.push_back(not_well_formed(parsed.error()));
  return result;
}

}  // namespace

XliffValidation validate_xliff(std::string_view bytes) {
  const auto unreadable = [](const Error& error) {
    return XliffValidation{{}, {not_well_formed(error)}};
  };
  if (find_xml_encoding(bytes) == XmlEncoding::Utf8) {
    const auto encoding = check_xml_encoding(bytes, "");
    return encoding ? validate_utf8(bytes) : unreadable(encoding.error());
  }
  const auto decoded = decode_xml(bytes, "");
  return decoded ? validate_utf8(*decoded) : unreadable(decoded.error());
}

}  // namespace hexapla::formats
