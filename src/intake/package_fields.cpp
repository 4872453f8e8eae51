// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

#include "package_part.hpp"

/// Fields: what they are replaced by stays, what they say disappears (ECMA-376 part 1, 17.16).
namespace hexapla::intake {
namespace {

/// The words of an instruction; quoted ones without their quotes: HYPERLINK "a b" \l "c".
std::vector<std::string> split_instruction(std::string_view instruction) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while ((at = instruction.find_first_not_of(" \t\r\n", at)) != std::string_view::npos) {
    const bool is_quoted = instruction[at] == '"';
    const std::size_t begin = at + (is_quoted ? 1 : 0);
    const std::size_t end = std::min(instruction.find_first_of(is_quoted ? "\"" : " \t\r\n", begin),
                                     instruction.size());
    words.emplace_back(instruction.substr(begin, end - begin));
    at = std::min(end + 1, instruction.size());
  }
  return words;
}

std::string to_upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string kind_of(std::string_view instruction) {
  const auto words = split_instruction(instruction);
  return words.empty() ? std::string() : to_upper(words.front());
}

/// Lists that are made from the document itself: contents, figures, index, authorities.
bool is_generated_list(std::string_view kind) {
  return kind == "TOC" || kind == "INDEX" || kind == "TOA" || kind == "BIBLIOGRAPHY";
}

}  // namespace

bool PartWriter::is_in_instruction() const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [](const Field& field) { return !field.is_result; });
}

bool PartWriter::is_in_contents() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const Field& field) {
    return field.is_result && is_generated_list(kind_of(field.instruction));
  });
}

void PartWriter::write_field_mark(const Node& node) {
  const std::string_view type = node.get("w:fldCharType");
  if (type == "begin") {
    fields_.push_back({});
    if (const Node* form = node.child("w:ffData")) write_form_field(*form);
  } else if (type == "separate" && !fields_.empty() && !fields_.back().is_result) {
    fields_.back().is_result = true;
    begin_result(fields_.back());
  } else if (type == "end" && !fields_.empty()) {
    const Field field = std::move(fields_.back());
    fields_.pop_back();
    if (!field.link.empty() && wanted_link_ == field.link) wanted_link_.clear();
    // forms keep what was chosen beside the text (17.16.5: FORMDROPDOWN, FORMCHECKBOX)
    if (const std::string choice = std::exchange(pending_choice_, {}); !choice.empty()) {
      write_text(choice);
      flush_run({});
    }
  }
}

/// The text that follows is a link, as the words of the instruction say.
void PartWriter::begin_link(Field& field, const std::vector<std::string>& words) {
  std::string address;
  std::string anchor;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].starts_with('\\')) {
      if (words[i] == "\\l" && i + 1 < words.size()) anchor = words[i + 1];
      ++i;  // the switch's value
    } else if (address.empty()) {
      address = words[i];
    }
  }
  field.link = add_link(address, anchor);
  wanted_link_ = field.link;
}

/// What a field does to the text that stands for it.
void PartWriter::begin_result(Field& field) {
  const std::vector<std::string> words = split_instruction(field.instruction);
  if (words.empty() || is_in_instruction() || is_in_contents()) return;
  const std::string kind = to_upper(words.front());
  if (kind == "HYPERLINK") {
    if (wanted_link_.empty()) begin_link(field, words);
  } else if (kind == "REF" || kind == "PAGEREF" || kind == "NOTEREF") {
    if (words.size() > 1) context_.linked_bookmarks.insert(words[1]);
    remark(RemarkKind::Kept, "cross-reference", {},
           fmt::format("the field {} is the text that it had", kind));
  } else if (kind != "SEQ" && !kind.starts_with("FORM")) {
    remark(RemarkKind::Kept, "field", {},
           fmt::format("the field {} is the text that it had", kind));
  }
}

void PartWriter::write_simple_field(const Node& node) {
  fields_.push_back({std::string(node.get("w:instr")), true, {}});
  begin_result(fields_.back());
  const std::string link = fields_.back().link;
  const std::size_t depth = fields_.size();
  write_inlines(node);
  if (fields_.size() >= depth) fields_.resize(depth - 1);
  if (!link.empty() && wanted_link_ == link) wanted_link_.clear();
}

/// A choice of a form is no text of its own.
void PartWriter::write_form_field(const Node& form) {
  if (const Node* list = form.child("w:ddList")) {
    const int chosen =
        to_number(value_of(list, "w:result"), to_number(value_of(list, "w:default"), 0));
    int index = 0;
    for (const Node& each : list->children) {
      if (each.name == "w:listEntry" && index++ == chosen) pending_choice_ = each.get("w:val");
    }
  } else if (const Node* box = form.child("w:checkBox")) {
    const bool is_checked =
        box->child("w:checked") != nullptr ? is_on(box, "w:checked") : is_on(box, "w:default");
    pending_choice_ = is_checked ? "\u2612" : "\u2610";
  }
}

std::string PartWriter::add_link(const std::string& address, const std::string& anchor) {
  std::string tag = "<w:hyperlink";
  if (!address.empty()) {
    const auto [link, is_new] =
        links_.try_emplace(address, fmt::format("link{}", links_.size() + 1));
    tag += fmt::format(" r:id=\"{}\"", link->second);
  } else {
    context_.linked_bookmarks.insert(anchor);
  }
  if (!anchor.empty()) {
    std::string escaped;
    formats::append_escaped(escaped, anchor, true);
    tag += fmt::format(" w:anchor=\"{}\"", escaped);
  }
  return address.empty() && anchor.empty() ? std::string() : tag + ">";
}

}  // namespace hexapla::intake
