// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// The document tree: every block and inline kind of pandoc-types 1.22, as plain values.
namespace hexapla::model {

/// Where something stands in its source text, as the reader says it: lines and columns from 1, end
/// exclusive.
struct SourceRange {
  std::size_t begin_line = 0;
  std::size_t begin_column = 0;
  std::size_t end_line = 0;
  std::size_t end_column = 0;
  std::size_t part = 0;  ///< of a package: which of its members, as the reader numbers them

  friend bool operator==(const SourceRange&, const SourceRange&) = default;
};

struct Attributes {
  std::string id;
  std::vector<std::string> classes;
  std::vector<std::pair<std::string, std::string>> values;

  [[nodiscard]] bool has_class(std::string_view name) const;
  /// The value of a key; empty optional where it is absent.
  [[nodiscard]] std::optional<std::string> find(std::string_view key) const;
  friend bool operator==(const Attributes&, const Attributes&) = default;
};

struct Inline;
struct Block;
using Inlines = std::vector<Inline>;
using Blocks = std::vector<Block>;

struct Str {
  std::string text;
  bool operator==(const Str&) const = default;
};
struct Space {
  bool operator==(const Space&) const = default;
};
struct SoftBreak {
  bool operator==(const SoftBreak&) const = default;
};
struct LineBreak {
  bool operator==(const LineBreak&) const = default;
};
/// Emph, Underline, Strong, Strikeout, Superscript, Subscript, SmallCaps.
enum class Style : std::uint8_t {
  Emph,
  Underline,
  Strong,
  Strikeout,
  Superscript,
  Subscript,
  SmallCaps
};
struct Styled {
  Style style = Style::Emph;
  Inlines content;
  bool operator==(const Styled&) const;
};
struct Quoted {
  bool is_double = true;
  Inlines content;
  bool operator==(const Quoted&) const;
};
struct Citation;
struct Cite {
  std::vector<Citation> citations;
  Inlines content;
  bool operator==(const Cite&) const;
};
struct Code {
  Attributes attributes;
  std::string text;
  bool operator==(const Code&) const = default;
};
struct Math {
  bool is_display = false;
  std::string text;
  bool operator==(const Math&) const = default;
};
struct RawInline {
  std::string format;
  std::string text;
  bool operator==(const RawInline&) const = default;
};
struct Target {
  std::string url;
  std::string title;
  bool operator==(const Target&) const = default;
};
struct Link {
  Attributes attributes;
  Inlines content;
  Target target;
  bool operator==(const Link&) const;
};
struct Image {
  Attributes attributes;
  Inlines content;  ///< the text alternative
  Target target;
  bool operator==(const Image&) const;
};
struct Note {
  Blocks content;
  bool operator==(const Note&) const;
};
struct Span {
  Attributes attributes;
  Inlines content;
  bool operator==(const Span&) const;
};

struct Inline {
  std::variant<Str, Space, SoftBreak, LineBreak, Styled, Quoted, Cite, Code, Math, RawInline, Link,
               Image, Note, Span>
      value;
  std::optional<SourceRange> position = {};
  bool operator==(const Inline& other) const { return value == other.value; }
};

enum class CitationMode : std::uint8_t { AuthorInText, SuppressAuthor, NormalCitation };
struct Citation {
  std::string id;
  Inlines prefix;
  Inlines suffix;
  CitationMode mode = CitationMode::NormalCitation;
  std::int64_t note_number = 0;
  std::int64_t hash = 0;
  bool operator==(const Citation&) const = default;
};

struct Plain {
  Inlines content;
  bool operator==(const Plain&) const = default;
};
struct Para {
  Inlines content;
  bool operator==(const Para&) const = default;
};
struct LineBlock {
  std::vector<Inlines> lines;
  bool operator==(const LineBlock&) const = default;
};
struct CodeBlock {
  Attributes attributes;
  std::string text;
  bool operator==(const CodeBlock&) const = default;
};
struct RawBlock {
  std::string format;
  std::string text;
  bool operator==(const RawBlock&) const = default;
};
struct BlockQuote {
  Blocks content;
  bool operator==(const BlockQuote&) const;
};
/// Pandoc's names, kept as strings: DefaultStyle Example Decimal LowerRoman UpperRoman LowerAlpha
/// UpperAlpha; DefaultDelim Period OneParen TwoParens.
struct OrderedList {
  std::int64_t start = 1;
  std::string style = "Decimal";
  std::string delimiter = "Period";
  std::vector<Blocks> items;
  bool operator==(const OrderedList&) const;
};
struct BulletList {
  std::vector<Blocks> items;
  bool operator==(const BulletList&) const;
};
struct DefinitionItem {
  Inlines term;
  std::vector<Blocks> definitions;
  bool operator==(const DefinitionItem&) const;
};
struct DefinitionList {
  std::vector<DefinitionItem> items;
  bool operator==(const DefinitionList&) const = default;
};
struct Heading {
  std::int64_t level = 1;
  Attributes attributes;
  Inlines content;
  bool operator==(const Heading&) const = default;
};
struct HorizontalRule {
  bool operator==(const HorizontalRule&) const = default;
};
/// AlignLeft AlignRight AlignCenter AlignDefault, as pandoc names them.
struct TableCell {
  Attributes attributes;
  std::string alignment = "AlignDefault";
  std::int64_t row_span = 1;
  std::int64_t column_span = 1;
  Blocks content;
  bool operator==(const TableCell&) const;
};
struct TableRow {
  Attributes attributes;
  std::vector<TableCell> cells;
  bool operator==(const TableRow&) const = default;
};
struct TableSection {  ///< head or foot
  Attributes attributes;
  std::vector<TableRow> rows;
  bool operator==(const TableSection&) const = default;
};
struct TableBody {
  Attributes attributes;
  std::int64_t row_head_columns = 0;
  std::vector<TableRow> head;
  std::vector<TableRow> rows;
  bool operator==(const TableBody&) const = default;
};
struct TableColumn {
  std::string alignment = "AlignDefault";
  std::optional<double> width = {};  ///< share of the line; absent: default
  bool operator==(const TableColumn&) const = default;
};
struct Table {
  Attributes attributes;
  std::optional<Inlines> short_caption;
  Blocks caption;
  std::vector<TableColumn> columns;
  TableSection head;
  std::vector<TableBody> bodies;
  TableSection foot;
  bool operator==(const Table&) const;
};
struct Div {
  Attributes attributes;
  Blocks content;
  bool operator==(const Div&) const;
};
struct Null {
  bool operator==(const Null&) const = default;
};

struct Block {
  std::variant<Plain, Para, LineBlock, CodeBlock, RawBlock, BlockQuote, OrderedList, BulletList,
               DefinitionList, Heading, HorizontalRule, Table, Div, Null>
      value;
  std::optional<SourceRange> position = {};
  bool operator==(const Block& other) const { return value == other.value; }
};

struct MetaValue;
using MetaMap = std::map<std::string, MetaValue>;
struct MetaValue {
  std::variant<MetaMap, std::vector<MetaValue>, bool, std::string, Inlines, Blocks> value;
  bool operator==(const MetaValue&) const;
};

struct Document {
  MetaMap meta;
  Blocks blocks;
  bool operator==(const Document&) const = default;
};

/// The text of inlines as a reader sees it, without notes; white space as one space.
[[nodiscard]] std::string to_plain_text(const Inlines& inlines);

}  // namespace hexapla::model
