// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "docx_layout.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hexapla/formats/xml.hpp"
#include "hexapla/text/characters.hpp"

#include "docx_edits.hpp"

namespace hexapla::publish {
namespace {

/// Widths and heights in twentieths of a point, as the format has them.
constexpr double kCellMargins = 160;
/// A line of the style Table Text in Latin letters, Han or Cyrillic; Arabic stands higher.
constexpr double kLine = 310;
constexpr double kArabicLine = 410;
/// What stands above and below the lines of a paragraph.
constexpr double kParagraphSpace = 60;
/// One terminal cell of text: half a Han character, about a Latin letter.
constexpr double kCharacter = 98;
/// The share of a page up to which a table, a group of rows and a row stay in one piece. What is
/// kept together leaves as much white above it at most.
constexpr double kMostOfTable = 0.5;
constexpr double kMostOfGroup = 0.6;
constexpr double kMostOfRow = 0.8;

double to_number(const std::string& digits, double otherwise) {
  int value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [at, error] = std::from_chars(digits.data(), end, value);
  return error == std::errc() && at == end ? value : otherwise;
}

/// Where w:keepNext belongs in a paragraph: behind its style, the first of its properties.
struct Paragraph {
  std::size_t at = 0;
  bool has_properties = false;
  /// The tag of properties that are empty, which the new ones replace.
  std::optional<Range> empty_properties;
  double width = 0;  ///< of the text since the last line break
  double lines = 0;  ///< before it
};

struct Cell {
  std::size_t columns = 1;
  double width = 0;
  double height = 0;
  bool is_empty = true;
  bool is_spanning = false;  ///< rows: its height is no matter of the first one
};

struct Row {
  std::size_t properties_at = 0;
  bool has_properties = false;
  bool is_head = false;
  std::vector<Cell> cells;
  std::vector<Paragraph> paragraphs;

  [[nodiscard]] double height() const {
    double most = 0;
    for (const Cell& cell : cells) {
      if (!cell.is_spanning) most = std::max(most, cell.height);
    }
    return most;
  }
};

struct Table {
  std::vector<double> columns;
  std::vector<Row> rows;

  /// Whether a row goes on with what the row above began: its first cell is empty, or it is one
  /// cell across the table, as a definition below its term.
  [[nodiscard]] bool goes_on(std::size_t at) const {
    const Row& row = rows[at];
    if (at == 0 || row.cells.empty()) return false;
    const Cell& first = row.cells.front();
    return (first.is_empty && row.cells.size() > 1) ||
           (row.cells.size() == 1 && columns.size() > 1 && first.columns == columns.size());
  }

  [[nodiscard]] double height(std::size_t begin, std::size_t end) const {
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i) sum += rows[i].height();
    return sum;
  }
};

/// Reads the tables of a part and estimates how high their rows will be.
class TableReader : public formats::XmlHandler {
 public:
  explicit TableReader(bool is_right_to_left) : line_(is_right_to_left ? kArabicLine : kLine) {}

  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }
  [[nodiscard]] double page() const { return page_; }

  Result<void> start_element(const formats::XmlElement& element) override {
    if (element.name == "pgSz") page_ += to_number(element.get_local("h"), 0);
    if (element.name == "pgMar")
      page_ -= to_number(element.get_local("top"), 0) + to_number(element.get_local("bottom"), 0);
    if (element.name == "tbl" && ++depth_ == 1) tables_.emplace_back();
    if (depth_ == 0) return {};
    if (depth_ == 1) start_part(element);
    if (element.name == "p") paragraph_ = {element.end, false, {}, 0, 0};
    if (element.name == "pPr") {
      paragraph_.at = element.end;
      paragraph_.has_properties = true;
      properties_begin_ = element.begin;
    }
    if (element.name == "pStyle") paragraph_.at = element.end;
    if (element.name == "br") break_line();
    is_text_ = element.name == "t";
    return {};
  }

  Result<void> end_element(const formats::XmlEnd& element) override {
    is_text_ = false;
    if (depth_ == 0) return {};
    if (element.name == "tbl") --depth_;
    // "<w:pPr />" has no inside
    if (element.name == "pPr" && element.begin == element.end)
      paragraph_.empty_properties = Range{properties_begin_, element.end};
    if (element.name == "p") end_paragraph();
    return {};
  }

  Result<void> characters(std::string_view text) override {
    if (!is_text_) return {};
    paragraph_.width += static_cast<double>(text::display_cells(text)) * kCharacter;
    Cell* const cell = find_cell();
    if (cell != nullptr) cell->is_empty = false;
    return {};
  }

 private:
  void start_part(const formats::XmlElement& element) {
    Table& table = tables_.back();
    if (element.name == "gridCol") table.columns.push_back(to_number(element.get_local("w"), 0));
    if (element.name == "tr") table.rows.push_back({element.end, false, false, {}, {}});
    if (table.rows.empty()) return;
    Row& row = table.rows.back();
    if (element.name == "trPr") {
      row.properties_at = element.end;
      row.has_properties = true;
    }
    if (element.name == "tblHeader") row.is_head = true;
    if (element.name == "tc") add_cell(table, row);
    if (element.name == "vMerge" && !row.cells.empty()) row.cells.back().is_spanning = true;
    if (element.name == "gridSpan" && !row.cells.empty()) {
      row.cells.back().columns =
          static_cast<std::size_t>(std::max(1.0, to_number(element.get_local("val"), 1)));
      measure(table, row);
    }
  }

  static void add_cell(const Table& table, Row& row) {
    row.cells.emplace_back();
    measure(table, row);
  }

  /// The width of a row's last cell, by the columns that it spans.
  static void measure(const Table& table, Row& row) {
    std::size_t first = 0;
    for (const Cell& cell : row.cells) first += cell.columns;
    Cell& last = row.cells.back();
    first -= last.columns;
    last.width = -kCellMargins;
    for (std::size_t i = first; i < std::min(first + last.columns, table.columns.size()); ++i)
      last.width += table.columns[i];
  }

  [[nodiscard]] Cell* find_cell() {
    if (depth_ == 0 || tables_.back().rows.empty()) return nullptr;
    Row& row = tables_.back().rows.back();
    return row.cells.empty() ? nullptr : &row.cells.back();
  }

  void break_line() {
    const Cell* const cell = find_cell();
    const double width = cell == nullptr ? 0 : cell->width;
    const double lines = width > 0 ? paragraph_.width / width : 0;
    paragraph_.lines += std::max(1.0, static_cast<double>(static_cast<std::size_t>(lines + 0.98)));
    paragraph_.width = 0;
  }

  void end_paragraph() {
    Cell* const cell = find_cell();
    if (cell == nullptr) return;
    break_line();
    cell->height += paragraph_.lines * line_ + kParagraphSpace;
    tables_.back().rows.back().paragraphs.push_back(paragraph_);
  }

  double line_;
  double page_ = 0;        ///< the height of its text
  std::size_t depth_ = 0;  ///< of tables in tables
  std::size_t properties_begin_ = 0;
  bool is_text_ = false;
  Paragraph paragraph_;
  std::vector<Table> tables_;
};

std::size_t find_group_end(const Table& table, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < table.rows.size() && table.goes_on(end)) ++end;
  return end;
}

/// For each row whether it stays on the page of the next one.
std::vector<bool> find_kept_rows(const Table& table, double page) {
  const std::size_t end = table.rows.size();
  std::vector<bool> kept(end, false);
  const auto keep = [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i + 1 < std::min(last, end); ++i) kept[i] = true;
  };
  const auto fits = [&](std::size_t first, std::size_t last, double share) {
    return table.height(first, last) <= share * page;
  };
  if (fits(0, end, kMostOfTable)) {
    keep(0, end);
    return kept;
  }
  for (std::size_t begin = 0; begin < end;) {
    const std::size_t next = find_group_end(table, begin);
    if (table.rows[begin].is_head) keep(begin, begin + 2);
    if (fits(begin, next, kMostOfGroup)) keep(begin, next);
    // no table begins with a head or a short group alone at the foot of a page
    const bool begins_table = begin == 0 || table.rows[begin - 1].is_head;
    if (begins_table && next < end) {
      const std::size_t both = find_group_end(table, next);
      if (fits(begin, both, kMostOfTable)) keep(begin, both);
    }
    begin = next;
  }
  return kept;
}

Edit keep_paragraph(const Paragraph& paragraph) {
  if (paragraph.empty_properties)
    return {*paragraph.empty_properties, "<w:pPr><w:keepNext/></w:pPr>"};
  return {{paragraph.at, paragraph.at},
          paragraph.has_properties ? "<w:keepNext/>" : "<w:pPr><w:keepNext/></w:pPr>"};
}

void keep_rows(const Table& table, double page, std::vector<Edit>& edits) {
  const std::vector<bool> kept = find_kept_rows(table, page);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row& row = table.rows[i];
    if (row.height() <= kMostOfRow * page) {
      edits.push_back({{row.properties_at, row.properties_at},
                       row.has_properties ? "<w:cantSplit/>" : "<w:trPr><w:cantSplit/></w:trPr>"});
    }
    if (!kept[i]) continue;
    for (const Paragraph& paragraph : row.paragraphs) edits.push_back(keep_paragraph(paragraph));
  }
}

}  // namespace

Result<std::string> keep_rows_together(std::string_view part, std::string_view name,
                                       bool is_right_to_left) {
  TableReader reader(is_right_to_left);
  HEXAPLA_CHECK(formats::parse_xml(part, name, reader));
  std::vector<Edit> edits;
  for (const Table& table : reader.tables()) keep_rows(table, reader.page(), edits);
  return apply_edits(part, std::move(edits));
}

}  // namespace hexapla::publish
