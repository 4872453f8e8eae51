// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "package_part.hpp"

namespace hexapla::intake {
namespace {

constexpr int kMostColumns = 200;

std::string attribute(std::string_view value) {
  std::string escaped;
  formats::append_escaped(escaped, value, true);
  return escaped;
}

/// A line of a part's text: a paragraph has no line ends of its own.
std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Whether no-break and ideographic spaces are all that there is.
bool is_invisible(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, at);
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0xA0 && c != 0x3000) return false;
  }
  return true;
}

int columns_left_out(const Node* row_properties, std::string_view name) {
  const int count = to_number(value_of(row_properties, name), 0);
  return count > 0 && count <= kMostColumns ? count : 0;
}

int span_of(const Node& cell) {
  const int span = to_number(value_of(cell.child("w:tcPr"), "w:gridSpan"), 1);
  return span >= 1 && span <= kMostColumns ? span : 1;
}

/// The columns that the longest row below takes.
int count_columns(const Node& parent) {
  int most = 0;
  int own = 0;
  for (const Node& each : parent.children) {
    if (each.name == "w:tc") {
      own += span_of(each);
    } else if (each.name == "w:trPr") {
      own += columns_left_out(&each, "w:gridBefore") + columns_left_out(&each, "w:gridAfter");
    } else if (each.name == "w:tr" || parent.name != "w:tr") {
      most = std::max(most, count_columns(each));
    } else {
      own += count_columns(each);
    }
  }
  return std::max(most, own);
}

/// Formats and label texts that Markdown's lists can write (fancy_lists).
bool is_writable(const NumberingLevel& level) {
  static const std::set<std::string_view> kFormats = {"decimal",    "lowerLetter", "upperLetter",
                                                      "lowerRoman", "upperRoman",  "bullet"};
  if (!kFormats.contains(level.format)) return false;
  if (level.format == "bullet") return true;
  const std::size_t percent = level.text.find('%');
  if (percent == std::string::npos || percent + 1 >= level.text.size()) return level.text.empty();
  const std::string_view before = std::string_view(level.text).substr(0, percent);
  const std::string_view after = std::string_view(level.text).substr(percent + 2);
  return (before.empty() && (after == "." || after == ")" || after.empty())) ||
         (before == "(" && after == ")");
}

}  // namespace

PartWriter::PartWriter(PackageContext& context, const formats::PackagePart& part)
    : context_(context), part_(part), index_(context.part_index(part.name)) {}

void PartWriter::remark(RemarkKind kind, std::string_view what, std::string_view text,
                        std::string_view message) {
  context_.remark(kind, std::string(what), in_one_line(std::string(text)), std::string(message),
                  open_.entry.place);
}

void PartWriter::write_blocks(const Node& parent) {
  for (const Node& each : parent.children) write_block(each);
}

void PartWriter::write_block(const Node& node) {
  const std::string_view name = node.name;
  if (name == "w:p") {
    write_paragraph(node);
  } else if (name == "w:tbl") {
    write_table(node);
  } else if (name == "w:sdt") {
    write_content_control(node);
  } else if (name == "mc:AlternateContent") {
    if (const Node* choice = choose(node)) write_blocks(*choice);
  } else if (name == "w:altChunk" || name == "w:subDoc") {
    const formats::PackageRelationship* target = part_.find(node.get("r:id"));
    remark(RemarkKind::Dropped, "inserted file", target == nullptr ? "" : target->target,
           "a whole file was inserted here: import it by itself");
  } else if (name == "w:bookmarkStart") {
    add_bookmark(node);
  } else if (!name.ends_with("Pr")) {
    write_blocks(node);  // whatever wraps paragraphs
  }
}

/// A content control is its content, unless it holds a table of contents.
void PartWriter::write_content_control(const Node& node) {
  const Node* properties = node.child("w:sdtPr");
  const Node* gallery =
      properties == nullptr ? nullptr : properties->find_below("w:docPartGallery");
  const Node* content = node.child("w:sdtContent");
  if (content == nullptr) return;
  if (gallery == nullptr || gallery->get("w:val") != "Table of Contents") {
    write_blocks(*content);
    return;
  }
  fields_.push_back({"TOC", true, {}});
  const std::size_t depth = fields_.size();
  write_blocks(*content);
  // the field inside has ended by itself, whatever else it left open
  if (fields_.size() >= depth)
    fields_.erase(fields_.begin() + static_cast<std::ptrdiff_t>(depth) - 1);
}

/// Whether a change takes the paragraph mark, row or cell away whose properties these are.
bool PartWriter::is_gone(const Node* mark_holder) const {
  if (mark_holder == nullptr || context_.changes == TrackedChanges::All) return false;
  const bool is_accepted = context_.changes == TrackedChanges::Accept;
  const auto has = [&](std::string_view name) { return mark_holder->child(name) != nullptr; };
  return is_accepted ? has("w:del") || has("w:moveFrom") : has("w:ins") || has("w:moveTo");
}

void PartWriter::write_paragraph(const Node& node) {
  lines().emplace_back();
  OpenParagraph paragraph;
  paragraph.entry.place = {index_, lines().size(), 0};
  paragraph.runs = std::exchange(joined_runs_, {});
  paragraph.entry.text = std::exchange(joined_text_, {});
  paragraph.has_object = !paragraph.runs.empty() && is_blank(paragraph.entry.text);
  const std::size_t own_text = paragraph.entry.text.size();
  open_ = std::move(paragraph);
  write_inlines(node);
  open_wrappers({}, {});
  const Node* properties = node.child("w:pPr");
  const Node* mark = properties == nullptr ? nullptr : properties->child("w:rPr");
  lines()[open_.entry.place.line - 1] = in_one_line(open_.entry.text.substr(own_text));
  close_paragraph(node, is_gone(mark));
}

/// Ends a paragraph: its properties and runs are written, its text is kept, its boxes follow.
void PartWriter::close_paragraph(const Node& node, bool is_joined) {
  const bool is_empty = is_blank(open_.entry.text) && !open_.has_object;
  if (!open_.contents.empty()) {
    if (contents_.empty()) contents_place_ = open_.entry.place;
    contents_ += contents_.empty() ? open_.contents : "\n" + open_.contents;
    lines()[open_.entry.place.line - 1] = in_one_line(open_.contents);
  }
  if (!is_in_contents()) drop_contents();
  if (!is_blank(open_.instruction))
    remark(RemarkKind::Dropped, "field", open_.instruction, "it is part of what a field does");
  if (is_joined) {
    joined_runs_ = std::move(open_.runs);
    joined_text_ = std::move(open_.entry.text);
  } else if (is_empty) {
    write_empty(node.child("w:pPr"));
  } else {
    write_properties(node.child("w:pPr"));
    paragraphs_.push_back(open_.entry);
  }
  write_boxes();
}

/// A paragraph without anything in it: it takes a number, as in the word processor, and is a line
/// of code among others.
void PartWriter::write_empty(const Node* properties) {
  const std::string style(value_of(properties, "w:pStyle"));
  std::string number;
  number_paragraph(properties, number);
  if (style.empty() || !number.empty() || context_.styles.heading_level(style)) return;
  xml_ += fmt::format("<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr></w:p>", attribute(style));
}

void PartWriter::drop_contents() {
  if (contents_.empty()) return;
  context_.remark(RemarkKind::Dropped, "generated list", std::exchange(contents_, {}),
                  "a table of contents or an index is made again when the edition is published",
                  contents_place_);
}

/// Writes the paragraph with what pandoc has to know of it.
void PartWriter::write_properties(const Node* properties) {
  std::string style(value_of(properties, "w:pStyle"));
  if (style.empty()) style = context_.styles.default_style();
  open_.entry.style = context_.styles.name(style);
  open_.entry.is_caption = context_.styles.is_caption(style);
  set_heading(properties, style);
  std::string number;
  number_paragraph(properties, number);
  xml_ += "<w:p><w:pPr>";
  if (!style.empty()) xml_ += fmt::format("<w:pStyle w:val=\"{}\"/>", attribute(style));
  // more than one is against the schema; pandoc's own writer means it
  bool is_further = false;
  for (const Node& each : children_of(properties)) {
    if (each.name == "w:pStyle" && std::exchange(is_further, true)) append_node(xml_, each);
  }
  xml_ += number;
  if (properties != nullptr) {
    const Node* frame = properties->child("w:framePr");
    if (frame != nullptr && frame->find("w:dropCap")) append_node(xml_, *frame);
    // an indented item is no quotation
    const Node* indent = number.empty() ? properties->child("w:ind") : nullptr;
    if (indent != nullptr) append_node(xml_, *indent);
  }
  write_mark_change(properties);
  xml_ += "</w:pPr>";
  xml_ += open_.runs;
  xml_ += "</w:p>";
}

/// Where changes are kept, that of a paragraph's mark is, too.
void PartWriter::write_mark_change(const Node* properties) {
  if (context_.changes != TrackedChanges::All || properties == nullptr) return;
  for (const Node& each : children_of(properties->child("w:rPr"))) {
    if (each.name != "w:ins" && each.name != "w:del") continue;
    xml_ += fmt::format("<w:rPr><{} w:id=\"0\" w:author=\"{}\" w:date=\"{}\"/></w:rPr>", each.name,
                        attribute(each.get("w:author")), attribute(each.get("w:date")));
  }
}

/// A paragraph with an outline level is a heading, whatever its style is called.
void PartWriter::set_heading(const Node* properties, std::string& style) {
  if (const auto level = context_.styles.heading_level(style)) {
    open_.entry.heading_level = *level;
    return;
  }
  if (is_invisible(open_.entry.text)) return;
  const int own = to_number(value_of(properties, "w:outlineLvl"), -1);
  const auto styled = context_.styles.outline_level(style);
  if (own >= 0 && own <= 8) open_.entry.heading_level = own + 1;
  if (own == -1 && styled) open_.entry.heading_level = *styled;
  if (open_.entry.heading_level == 0) return;
  style = fmt::format("{}{}", kHeadingStyle, open_.entry.heading_level);
  remark(RemarkKind::Markup, "restored heading", {},
         fmt::format("\"{}\" is a heading of level {} by its outline level",
                     text::trim(open_.entry.text), open_.entry.heading_level));
}

/// Counts the paragraph in its list, and says in `out` what pandoc has to know of that.
void PartWriter::number_paragraph(const Node* properties, std::string& out) {
  const NumberingProperties own = read_numbering_properties(properties);
  std::string style(value_of(properties, "w:pStyle"));
  if (style.empty()) style = context_.styles.default_style();
  const NumberingProperties styled = context_.styles.numbering(style);
  const NumberingUse use{own.list.value_or(styled.list.value_or(0)),
                         own.level.value_or(styled.level.value_or(0))};
  const NumberingLevel* level = use.list == 0 ? nullptr : context_.numbering.find(use);
  if (level == nullptr) {
    // of no list on purpose: pandoc takes it for more of the item before
    if (own.list && open_.entry.heading_level == 0)
      out = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr>";
    return;
  }
  const std::string label = context_.numbering.count(use);
  if (is_blank(open_.entry.text) && !open_.has_object) return;
  if (level->format != "bullet" && is_blank(label)) return;  // numbered by nothing
  open_.entry.label = label;
  if (open_.entry.heading_level > 0) {
    remark(RemarkKind::Markup, "heading number", {},
           fmt::format("\"{} {}\": headings are numbered when the edition is published", label,
                       text::trim(open_.entry.text)));
    return;
  }
  if (level->format != "bullet" && has_words(level->text)) {
    remark(RemarkKind::Kept, "worded label", {},
           fmt::format("\"{}\" was made by a list; it is text now", label));
    const std::string spaced = level->has_space ? label + ' ' : label;
    open_.runs = fmt::format("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>{}", attribute(spaced),
                             open_.runs);
    open_.entry.text.insert(0, spaced);
    lines()[open_.entry.place.line - 1].insert(0, spaced);
    return;
  }
  open_.entry.numbering = use;
  open_.entry.level = *level;
  open_.entry.number = context_.numbering.current(use);
  context_.used_lists.insert(use.list);
  if (!is_writable(*level)) note_list(use, *level);
  out = fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>", use.level,
                    use.list);
}

/// One remark for each level of a list whose numbers come out otherwise.
void PartWriter::note_list(NumberingUse use, const NumberingLevel& level) {
  if (!context_.noted_levels.insert({use.list, use.level}).second) return;
  remark(RemarkKind::Markup, "list style", {},
         fmt::format("items are numbered \"{}\" here; Markdown numbers them 1. 2. 3.",
                     open_.entry.label.empty() ? level.text : open_.entry.label));
}

void PartWriter::write_boxes() {
  const std::vector<const Node*> boxes = std::exchange(open_.boxes, {});
  if (boxes.empty()) return;
  std::string runs = std::exchange(joined_runs_, {});
  std::string joined = std::exchange(joined_text_, {});
  for (const Node* box : boxes) {
    const std::size_t first = lines().size();
    write_blocks(*box);
    finish_paragraph();
    std::string text;
    for (std::size_t line = first; line < lines().size(); ++line)
      text += (text.empty() ? "" : "\n") + lines()[line];
    if (is_blank(text)) continue;
    context_.remark(RemarkKind::Kept, "text box", text, "it follows the paragraph that holds it",
                    {index_, first + 1, 0});
  }
  joined_runs_ = std::move(runs);
  joined_text_ = std::move(joined);
}

void PartWriter::write_table(const Node& node) {
  xml_ += "<w:tbl><w:tblPr>";
  if (const Node* properties = node.child("w:tblPr")) {
    for (const Node& each : properties->children) {
      if (each.name == "w:tblStyle" || each.name == "w:tblLook") append_node(xml_, each);
    }
    if (const auto caption = value_of(properties, "w:tblCaption"); !caption.empty())
      remark(RemarkKind::Dropped, "alternative text", caption, "of a table");
    if (const auto text = value_of(properties, "w:tblDescription"); !text.empty())
      remark(RemarkKind::Dropped, "alternative text", text, "of a table");
  }
  xml_ += "</w:tblPr>";
  // pandoc has as many columns as the grid says, and cuts off cells beyond
  const int columns = count_columns(node);
  const std::vector<Node>& grid = children_of(node.child("w:tblGrid"));
  const auto given = std::count_if(grid.begin(), grid.end(),
                                   [](const Node& each) { return each.name == "w:gridCol"; });
  xml_ += "<w:tblGrid>";
  for (const Node& each : grid) {
    if (each.name == "w:gridCol" && given >= columns) append_node(xml_, each);
  }
  for (int i = 0; i < columns && given < columns; ++i) xml_ += "<w:gridCol w:w=\"1000\"/>";
  xml_ += "</w:tblGrid>";
  write_rows(node);
  xml_ += "</w:tbl>";
}

/// Rows, wherever controls and other wrappers put them.
void PartWriter::write_rows(const Node& parent) {
  for (const Node& each : parent.children) {
    if (each.name == "w:tr") {
      write_row(each);
    } else if (each.name == "w:bookmarkStart") {
      add_bookmark(each);
    } else if (!each.name.ends_with("Pr")) {
      write_rows(each);
    }
  }
}

void PartWriter::write_row(const Node& row) {
  const Node* properties = row.child("w:trPr");
  if (is_gone(properties)) {
    // its paragraphs are counted, and what they hold is told of
    const std::size_t size = xml_.size();
    const std::size_t paragraphs = paragraphs_.size();
    write_cells(row);
    std::string text;
    for (std::size_t i = paragraphs; i < paragraphs_.size(); ++i)
      text += (text.empty() ? "" : "\n") + paragraphs_[i].text;
    xml_.resize(size);
    paragraphs_.resize(paragraphs);
    if (!is_blank(text))
      remark(RemarkKind::Dropped, "table row", text, "a tracked change takes it away");
    return;
  }
  xml_ += "<w:tr>";
  if (is_on(properties, "w:tblHeader")) xml_ += "<w:trPr><w:tblHeader/></w:trPr>";
  write_empty_cells(properties, "w:gridBefore");
  write_cells(row);
  write_empty_cells(properties, "w:gridAfter");
  xml_ += "</w:tr>";
}

/// Columns that a row leaves out at its beginning or end.
void PartWriter::write_empty_cells(const Node* row_properties, std::string_view name) {
  const int count = columns_left_out(row_properties, name);
  if (count == 0) return;
  xml_ += fmt::format("<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/></w:tcPr><w:p/></w:tc>", count);
}

void PartWriter::write_cells(const Node& row) {
  for (const Node& each : row.children) {
    if (each.name == "w:tc") {
      write_cell(each);
    } else if (each.name == "w:bookmarkStart") {
      add_bookmark(each);
    } else if (!each.name.ends_with("Pr")) {
      write_cells(each);
    }
  }
}

void PartWriter::write_cell(const Node& cell) {
  xml_ += "<w:tc><w:tcPr>";
  if (const Node* properties = cell.child("w:tcPr")) {
    const int span = span_of(cell);
    if (span > 1) xml_ += fmt::format("<w:gridSpan w:val=\"{}\"/>", span);
    if (const Node* merge = properties->child("w:vMerge")) append_node(xml_, *merge);
  }
  xml_ += "</w:tcPr>";
  const std::size_t size = xml_.size();
  write_blocks(cell);
  finish_paragraph();
  if (xml_.size() == size) xml_ += "<w:p/>";
  xml_ += "</w:tc>";
}

void PartWriter::finish() {
  finish_paragraph();
  drop_contents();
}

/// What a paragraph whose mark is gone left, where no other follows.
void PartWriter::finish_paragraph() {
  if (joined_runs_.empty()) return;
  PackageParagraph entry;
  entry.place = {index_, lines().size(), 0};
  entry.text = std::exchange(joined_text_, {});
  xml_ += fmt::format("<w:p>{}</w:p>", std::exchange(joined_runs_, {}));
  if (!is_blank(entry.text)) paragraphs_.push_back(std::move(entry));
}

}  // namespace hexapla::intake
