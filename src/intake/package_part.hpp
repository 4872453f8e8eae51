// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hexapla/formats/docx_package.hpp"

#include "package_nodes.hpp"
#include "package_numbering.hpp"
#include "package_styles.hpp"
#include "package_text.hpp"

namespace hexapla::intake {

/// The headings that are written for paragraphs with an outline level; a digit follows.
inline constexpr std::string_view kHeadingStyle = "HexaplaHeading";

/// What the parts of one package share while they are rewritten.
struct PackageContext {
  const formats::DocxPackage& package;
  TrackedChanges changes;
  PackageStyles styles;
  PackageNumbering numbering;
  PackageText& result;
  std::map<std::string, std::string> image_urls;  ///< part -> url in the tree
  std::set<int> used_lists;
  std::set<std::string> linked_bookmarks;
  std::map<std::string, Place> comment_places;  ///< id -> where it is called
  std::set<std::pair<int, int>> noted_levels;   ///< lists and levels that a remark told of
  std::vector<std::vector<std::string>> lines;  ///< of each part of the result: its paragraphs

  /// The index of a part with words; a new one where it is not yet there.
  [[nodiscard]] std::size_t part_index(std::string_view name);
  void remark(RemarkKind kind, std::string what, std::string text, std::string message,
              Place place);
};

/// A footnote or endnote that a mark calls.
struct NoteCall {
  bool is_endnote = false;
  std::string id;
  Place place;
};

/// Rewrites blocks of one part, one after another.
class PartWriter {
 public:
  PartWriter(PackageContext& context, const formats::PackagePart& part);

  /// Appends a block of the part as pandoc is to read it.
  void write_block(const Node& node);
  void write_blocks(const Node& parent);
  /// Ends what the last paragraph left open.
  void finish();

  [[nodiscard]] std::string take_xml() { return std::exchange(xml_, {}); }
  [[nodiscard]] std::vector<PackageParagraph> take_paragraphs() {
    return std::exchange(paragraphs_, {});
  }
  [[nodiscard]] const std::vector<NoteCall>& calls() const { return calls_; }
  /// Bookmarks in their order, with their places.
  [[nodiscard]] const std::vector<std::pair<std::string, Place>>& bookmarks() const {
    return bookmarks_;
  }
  /// The relationships that the rewritten part uses, as XML.
  [[nodiscard]] std::string relationships() const;

 private:
  /// A field between its begin and its end (ECMA-376 part 1, 17.16.18).
  struct Field {
    std::string instruction;
    bool is_result = false;
    std::string link;  ///< the tag of its hyperlink
  };
  /// The paragraph that is being written.
  struct OpenParagraph {
    PackageParagraph entry;
    std::string runs;
    std::string open_link;  ///< tags that stand open in `runs`
    std::string open_change;
    std::vector<const Node*> boxes;
    std::string contents;     ///< text of a generated list
    std::string instruction;  ///< text where a field says what it does
    bool has_object = false;  ///< an image, a note, a formula
  };

  // package_blocks.cpp
  void write_paragraph(const Node& node);
  void number_paragraph(const Node* properties, std::string& out);
  void write_properties(const Node* properties);
  void write_mark_change(const Node* properties);
  void close_paragraph(const Node& node, bool is_joined);
  void set_heading(const Node* properties, std::string& style);
  void note_list(NumberingUse use, const NumberingLevel& level);
  void write_table(const Node& node);
  void write_rows(const Node& parent);
  void write_row(const Node& row);
  void write_cells(const Node& row);
  void write_cell(const Node& cell);
  void write_empty_cells(const Node* row_properties, std::string_view name);
  void write_empty(const Node* properties);
  void write_boxes();
  void drop_contents();
  void finish_paragraph();
  void write_content_control(const Node& node);
  [[nodiscard]] bool is_gone(const Node* mark_holder) const;

  // package_runs.cpp
  void write_inlines(const Node& parent);
  void write_inline(const Node& node);
  void write_change(const Node& node, bool is_insertion);
  void write_hyperlink(const Node& node);
  void write_run(const Node& node);
  void write_run_child(const Node& node, const std::string& properties);
  bool write_characters(const Node& node);
  void write_object(const Node& node, const std::string& properties);
  void write_text(std::string_view text);
  void write_symbols(std::string_view text, std::string_view font);
  void write_break(const Node& node);
  void write_note_call(const Node& node);
  void write_ruby(const Node& node);
  void write_formula(const Node& node);
  void flush_run(const std::string& properties);
  void append_run(std::string_view run);
  void open_wrappers(const std::string& link, const std::string& change);
  void add_bookmark(const Node& node);
  [[nodiscard]] std::string run_properties(const Node& node);

  // package_fields.cpp
  void write_field_mark(const Node& node);
  void begin_result(Field& field);
  void begin_link(Field& field, const std::vector<std::string>& words);
  void write_simple_field(const Node& node);
  void write_form_field(const Node& node);
  [[nodiscard]] bool is_in_instruction() const;
  [[nodiscard]] bool is_in_contents() const;
  [[nodiscard]] std::string add_link(const std::string& address, const std::string& anchor);

  // package_drawings.cpp
  void write_drawing(const Node& node);
  void write_image(std::string_view relationship, const Node* description, const Node* extent);
  void drop_part(std::string_view what, std::string_view relationship);

  void remark(RemarkKind kind, std::string_view what, std::string_view text,
              std::string_view message = {});
  [[nodiscard]] std::vector<std::string>& lines() { return context_.lines[index_]; }

  PackageContext& context_;
  const formats::PackagePart& part_;
  std::string xml_;
  std::vector<PackageParagraph> paragraphs_;
  std::size_t index_ = 0;  ///< of the part
  OpenParagraph open_;
  std::string joined_runs_;  ///< of a paragraph whose mark is gone: they begin the next one
  std::string joined_text_;
  std::string run_text_;  ///< XML of the run that is being written
  std::string wanted_link_;
  std::string wanted_change_;
  std::vector<Field> fields_;
  std::vector<NoteCall> calls_;
  std::vector<std::pair<std::string, Place>> bookmarks_;
  std::map<std::string, std::string> links_;  ///< address -> id of the rewritten part
  std::string contents_;                      ///< text of the generated list that is open
  Place contents_place_;
  std::string pending_choice_;   ///< of the form field that is open
  bool skips_run_text_ = false;  ///< behind a note's own mark
};

/// The choice that is read: the first that needs nothing unknown, else the fallback; null for none.
[[nodiscard]] const Node* choose(const Node& alternate_content);

/// The Unicode text of a character of a symbol font; empty where it is not known.
[[nodiscard]] std::string_view find_symbol(std::string_view font, char32_t character);
/// Whether characters of this font stand for others.
[[nodiscard]] bool is_symbol_font(std::string_view font);

}  // namespace hexapla::intake
