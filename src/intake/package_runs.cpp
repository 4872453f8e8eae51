// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/text/utf8.hpp"

#include "package_part.hpp"

namespace hexapla::intake {
namespace {

constexpr std::string_view kUnknownCharacter = "\uFFFD";

std::string escape(std::string_view text, bool is_attribute = false) {
  std::string escaped;
  formats::append_escaped(escaped, text, is_attribute);
  return escaped;
}

/// The font that a run's Latin characters have.
std::string_view font_of(const Node* properties) {
  const Node* fonts = properties == nullptr ? nullptr : properties->child("w:rFonts");
  if (fonts == nullptr) return {};
  const std::string_view font = fonts->get("w:ascii");
  return font.empty() ? fonts->get("w:hAnsi") : font;
}

/// The character of a hexadecimal code: "F0FC".
std::string read_code(std::string_view code) {
  const unsigned long character = std::strtoul(std::string(code).c_str(), nullptr, 16);
  return text::to_utf8(std::u32string(1, static_cast<char32_t>(character)));
}

/// All character data below.
void append_text(std::string& text, const Node& node) {
  text += node.text;
  for (const Node& each : node.children) append_text(text, each);
}

}  // namespace

const Node* choose(const Node& alternate_content) {
  // what these vocabularies say is read; others have a picture or a text as their fallback
  static const std::set<std::string_view> kKnown = {"wps", "wpg", "wpc", "w14", "wp14",
                                                    "w15", "a14", "v",   "o",   "pic"};
  for (const Node& each : alternate_content.children) {
    if (each.name != "mc:Choice") continue;
    std::string_view needed = each.get("Requires");
    bool is_known = true;
    while (!needed.empty()) {
      const std::size_t end = std::min(needed.find(' '), needed.size());
      if (end > 0) is_known = is_known && kKnown.contains(needed.substr(0, end));
      needed.remove_prefix(std::min(end + 1, needed.size()));
    }
    if (is_known) return &each;
  }
  return alternate_content.child("mc:Fallback");
}

void PartWriter::write_inlines(const Node& parent) {
  for (const Node& each : parent.children) write_inline(each);
}

void PartWriter::write_inline(const Node& node) {
  const std::string_view name = node.name;
  if (name == "w:r") {
    write_run(node);
  } else if (name == "w:hyperlink") {
    write_hyperlink(node);
  } else if (name == "w:ins" || name == "w:moveTo") {
    write_change(node, true);
  } else if (name == "w:del" || name == "w:moveFrom") {
    write_change(node, false);
  } else if (name == "w:fldSimple") {
    write_simple_field(node);
  } else if (name == "w:bookmarkStart") {
    add_bookmark(node);
  } else if (name == "m:oMath" || name == "m:oMathPara") {
    write_formula(node);
  } else if (name == "mc:AlternateContent") {
    if (const Node* choice = choose(node)) write_inlines(*choice);
  } else if (context_.changes == TrackedChanges::All &&
             (name == "w:commentRangeStart" || name == "w:commentRangeEnd")) {
    append_node(open_.runs, node);
  } else if (!name.ends_with("Pr")) {
    // smart tags, controls, directions, and whatever else wraps runs
    write_inlines(node);
  }
}

/// What a person put in or took out: taken in, taken out, or both kept.
void PartWriter::write_change(const Node& node, bool is_insertion) {
  TrackedEdits& edits = context_.result.edits[std::string(node.get("w:author"))];
  ++(is_insertion ? edits.insertions : edits.deletions);
  if (context_.changes == TrackedChanges::All) {
    const std::string before = std::exchange(
        wanted_change_,
        fmt::format("<w:{} w:id=\"1\" w:author=\"{}\" w:date=\"{}\">", is_insertion ? "ins" : "del",
                    escape(node.get("w:author"), true), escape(node.get("w:date"), true)));
    write_inlines(node);
    wanted_change_ = before;
    return;
  }
  const bool is_kept = is_insertion == (context_.changes == TrackedChanges::Accept);
  if (is_kept) {
    write_inlines(node);
    return;
  }
  // Fields begin and end in what is taken out, too: all is written, and then taken back.
  const std::size_t text_size = open_.entry.text.size();
  const std::size_t runs = open_.runs.size();
  const std::size_t boxes = open_.boxes.size();
  const std::size_t calls = calls_.size();
  const std::size_t remarks = context_.result.remarks.size();
  const std::string link = open_.open_link;
  const bool has_object = open_.has_object;
  write_inlines(node);
  std::string text = open_.entry.text.substr(text_size);
  for (std::size_t i = boxes; i < open_.boxes.size(); ++i) append_text(text, *open_.boxes[i]);
  open_.entry.text.resize(text_size);
  open_.runs.resize(runs);
  open_.boxes.resize(boxes);
  open_.open_link = link;
  open_.has_object = has_object;
  calls_.resize(calls);
  context_.result.remarks.resize(remarks);
  if (!text.empty()) {
    remark(RemarkKind::Dropped, is_insertion ? "insertion" : "deletion", text,
           fmt::format("a tracked change by {}", node.get("w:author")));
  }
}

void PartWriter::write_hyperlink(const Node& node) {
  const formats::PackageRelationship* target = part_.find(node.get("r:id"));
  const std::string anchor(node.get("w:anchor"));
  const std::string address = target == nullptr ? std::string() : target->target;
  const std::string before = wanted_link_;
  if (before.empty()) wanted_link_ = add_link(address, anchor);
  write_inlines(node);
  wanted_link_ = before;
}

void PartWriter::add_bookmark(const Node& node) {
  const std::string name(node.get("w:name"));
  if (name.empty()) return;
  bookmarks_.emplace_back(name, open_.entry.place);
  open_.runs += fmt::format("<w:bookmarkStart w:id=\"{}\" w:name=\"{}\"/>",
                            escape(node.get("w:id"), true), escape(name, true));
}

void PartWriter::write_formula(const Node& node) {
  if (is_in_instruction() || is_in_contents()) return;
  open_wrappers({}, {});
  append_node(open_.runs, node);
  open_.has_object = true;
  ++context_.result.formulas;
}

/// The properties of a run that pandoc reads. Direction is the text's own affair: the language of
/// the document has one.
std::string PartWriter::run_properties(const Node& node) {
  static const std::set<std::string_view> kKept = {"w:rStyle", "w:b",       "w:i",
                                                   "w:strike", "w:dstrike", "w:smallCaps",
                                                   "w:caps",   "w:u",       "w:vertAlign"};
  const Node* properties = node.child("w:rPr");
  if (properties == nullptr) return {};
  std::string kept;
  const bool is_complex = is_on(properties, "w:rtl") || is_on(properties, "w:cs");
  for (const Node& each : properties->children) {
    const bool is_simple_face = each.name == "w:b" || each.name == "w:i";
    if (kKept.contains(each.name) && !(is_complex && is_simple_face)) append_node(kept, each);
  }
  // ECMA-376 part 1, 17.3.2.2: right-to-left runs have their own bold and italic
  if (is_complex && is_on(properties, "w:bCs")) kept += "<w:b/>";
  if (is_complex && is_on(properties, "w:iCs")) kept += "<w:i/>";
  return kept.empty() ? kept : fmt::format("<w:rPr>{}</w:rPr>", kept);
}

void PartWriter::write_run(const Node& node) {
  const std::string properties = run_properties(node);
  const Node* original = node.child("w:rPr");
  const std::size_t before = open_.entry.text.size();
  skips_run_text_ = false;
  const std::string_view font = font_of(original);
  for (const Node& each : node.children) {
    if (each.name == "w:t" && is_symbol_font(font)) {
      std::string text;
      append_text(text, each);
      write_symbols(text, font);
    } else {
      write_run_child(each, properties);
    }
  }
  flush_run(properties);
  skips_run_text_ = false;
  const std::string_view text = std::string_view(open_.entry.text).substr(before);
  if (text.find_first_not_of(' ') == std::string_view::npos) return;
  if (is_on(original, "w:vanish"))
    remark(RemarkKind::Uncertain, "hidden text", text, "it is kept, though it is not printed");
  if (const auto colour = value_of(original, "w:highlight"); !colour.empty() && colour != "none")
    remark(RemarkKind::Uncertain, "highlight", text,
           fmt::format("somebody marked it {}; the mark is gone", colour));
}

void PartWriter::write_run_child(const Node& node, const std::string& properties) {
  if (write_characters(node)) return;
  flush_run(properties);
  write_object(node, properties);
}

/// Writes a child of a run that stands for characters; nothing where it is another.
bool PartWriter::write_characters(const Node& node) {
  const std::string_view name = node.name;
  if (name == "w:t" || name == "w:delText") {
    std::string text;
    append_text(text, node);
    write_text(text);
  } else if (name == "w:instrText" || name == "w:delInstrText") {
    if (!fields_.empty() && !fields_.back().is_result)
      append_text(fields_.back().instruction, node);
  } else if (name == "w:tab" || name == "w:ptab") {
    write_text("\t");
  } else if (name == "w:br" || name == "w:cr") {
    write_break(node);
  } else if (name == "w:noBreakHyphen") {
    write_text("\u2011");
  } else if (name == "w:softHyphen") {
    write_text("\u00AD");
  } else if (name == "w:sym") {
    write_symbols(read_code(node.get("w:char")), node.get("w:font"));
  } else {
    return false;
  }
  return true;
}

/// Writes a child of a run that needs a run of its own, or none.
void PartWriter::write_object(const Node& node, const std::string& properties) {
  const std::string_view name = node.name;
  if (name == "w:fldChar") {
    write_field_mark(node);
  } else if (name == "w:footnoteReference" || name == "w:endnoteReference") {
    write_note_call(node);
  } else if (name == "w:drawing" || name == "w:pict" || name == "w:object") {
    write_drawing(node);
  } else if (name == "w:commentReference") {
    context_.comment_places[std::string(node.get("w:id"))] = open_.entry.place;
  } else if (name == "w:ruby") {
    write_ruby(node);
  } else if (!name.ends_with("Pr")) {
    const Node* read = name == "mc:AlternateContent" ? choose(node) : &node;
    for (const Node& each : children_of(read)) write_run_child(each, properties);
  }
}

/// Text of a run, in the state that fields are in.
void PartWriter::write_text(std::string_view text) {
  if (is_in_instruction()) {
    open_.instruction += text;
    return;
  }
  if (is_in_contents()) {
    open_.contents += text;
    return;
  }
  if (skips_run_text_) {
    remark(RemarkKind::Markup, "note mark", text, "notes are numbered again");
    return;
  }
  open_.entry.text += text;
  if (text == "\t") {
    run_text_ += "<w:tab/>";
  } else {
    run_text_ += fmt::format("<w:t xml:space=\"preserve\">{}</w:t>", escape(text));
  }
}

void PartWriter::write_break(const Node& node) {
  const std::string_view type = node.get("w:type");
  if (type == "page" || type == "column" || is_in_instruction() || is_in_contents()) return;
  open_.entry.text += '\n';
  run_text_ += "<w:br/>";
}

void PartWriter::write_symbols(std::string_view text, std::string_view font) {
  std::string result;
  std::string unknown;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    char32_t character = text::next_code_point(text, at);
    const bool is_private = character >= 0xF000 && character <= 0xF0FF;
    if (is_private) character -= 0xF000;
    const std::string_view known = find_symbol(font, character);
    if (!known.empty()) {
      result += known;
    } else if (character > 0xFF || character == ' ') {
      result += text.substr(begin, at - begin);  // no character of that font
    } else {
      result += kUnknownCharacter;
      unknown += fmt::format(" {:02X}", static_cast<unsigned>(character));
    }
  }
  if (result != text && !is_in_instruction() && !is_in_contents()) {
    std::string message = fmt::format("in the font {} it is \"{}\"", font, result);
    if (!unknown.empty())
      message += fmt::format("; nothing is known of{}: write what is meant for U+FFFD", unknown);
    remark(RemarkKind::Changed, "symbol", text, message);
  }
  write_text(result);
}

void PartWriter::write_note_call(const Node& node) {
  if (is_in_instruction() || is_in_contents()) return;
  const bool is_endnote = node.name == "w:endnoteReference";
  calls_.push_back({is_endnote, std::string(node.get("w:id")), open_.entry.place});
  append_run(fmt::format("<w:r><w:{} w:id=\"{}\"/></w:r>",
                         is_endnote ? "endnoteReference" : "footnoteReference",
                         escape(node.get("w:id"), true)));
  open_.has_object = true;
  skips_run_text_ = node.find("w:customMarkFollows").has_value() &&
                    node.get("w:customMarkFollows") != "0" &&
                    node.get("w:customMarkFollows") != "false";
}

/// A base with its reading: the reading follows in parentheses.
void PartWriter::write_ruby(const Node& node) {
  const Node* base = node.child("w:rubyBase");
  const Node* reading = node.child("w:rt");
  if (base != nullptr) write_inlines(*base);
  if (reading == nullptr) return;
  std::string text;
  append_text(text, *reading);
  if (text.empty()) return;
  write_text("（");
  flush_run({});
  write_inlines(*reading);
  write_text("）");
  flush_run({});
  remark(RemarkKind::Kept, "reading", text, "the reading stands in parentheses behind its base");
}

/// Ends the run that is being written.
void PartWriter::flush_run(const std::string& properties) {
  if (run_text_.empty()) return;
  append_run(fmt::format("<w:r>{}{}</w:r>", properties, std::exchange(run_text_, {})));
}

void PartWriter::append_run(std::string_view run) {
  open_wrappers(wanted_link_, wanted_change_);
  open_.runs += run;
}

/// Closes and opens tags so that exactly these stand open: a link, and a change in it.
void PartWriter::open_wrappers(const std::string& link, const std::string& change) {
  if (open_.open_link == link && open_.open_change == change) return;
  if (!open_.open_change.empty())
    open_.runs += open_.open_change.starts_with("<w:ins") ? "</w:ins>" : "</w:del>";
  if (open_.open_link != link) {
    if (!open_.open_link.empty()) open_.runs += "</w:hyperlink>";
    open_.runs += link;
    open_.open_link = link;
  }
  open_.runs += change;
  open_.open_change = change;
}

}  // namespace hexapla::intake
