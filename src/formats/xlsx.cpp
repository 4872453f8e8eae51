// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/formats/zip.hpp"
#include "hexapla/text/characters.hpp"

#include "exchange_readers.hpp"

/// Workbooks as tables of texts (ISO/IEC 29500-1, 18).
namespace hexapla::formats {
namespace {

/// A workbook of one sheet; larger ones are no segment tables.
constexpr ZipLimits kLimits{512ULL << 20U, 256ULL << 20U, 4000, 300};
constexpr std::size_t kMostColumns = 16'384;  // 18.3.1.73: XFD
constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kMostCells = 4'000'000;

/// The texts that cells name by number; of rich text the runs, without readings.
class SharedStrings final : public XmlHandler {
 public:
  Result<void> start_element(const XmlElement& element) override {
    if (element.name == "si") texts.emplace_back();
    if (element.name == "rPh") ++readings_;
    is_text_ = element.name == "t" && readings_ == 0 && !texts.empty();
    return {};
  }
  Result<void> end_element(const XmlEnd& element) override {
    if (element.name == "rPh") --readings_;
    is_text_ = false;
    return {};
  }
  Result<void> characters(std::string_view text) override {
    if (is_text_) texts.back() += text;
    return {};
  }

  std::vector<std::string> texts;

 private:
  std::size_t readings_ = 0;
  bool is_text_ = false;
};

/// "AB12" as 27, counted from 0; nothing where it is no reference.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && at < 4; ++at)
    column = column * 26 + static_cast<std::size_t>(reference[at] - 'A' + 1);
  if (at == 0 || column > kMostColumns) return std::nullopt;
  return column - 1;
}

class SheetReader final : public XmlHandler {
 public:
  SheetReader(const std::vector<std::string>& shared, std::string_view name)
      : shared_(shared), name_(name) {}

  Result<void> start_element(const XmlElement& element) override {
    if (element.name == "row") {
      const std::string number = element.get("r");
      std::size_t row = table.size() + 1;
      if (!number.empty()) std::from_chars(number.data(), number.data() + number.size(), row);
      if (row > kMostRows || row <= table.size())
        return fail(ErrorCode::Invalid, fmt::format("the row {} has no place", number), {name_});
      table.resize(row);
      next_ = 0;
    } else if (element.name == "c" && !table.empty()) {
      column_ = column_of(element.get("r")).value_or(next_);
      next_ = column_ + 1;
      kind_ = element.get("t");
      value_.clear();
    } else if (element.name == "rPh") {
      ++readings_;
    }
    is_value_ = element.name == "v" || (element.name == "t" && readings_ == 0);
    return {};
  }

  Result<void> end_element(const XmlEnd& element) override {
    is_value_ = false;
    if (element.name == "rPh") --readings_;
    if (element.name != "c" || table.empty()) return {};
    std::vector<TableCell>& row = table.back();
    if (row.size() <= column_) {
      cells_ += column_ + 1 - row.size();
      if (cells_ > kMostCells)
        return fail(ErrorCode::Refused, "the sheet has more than 4 million cells", {name_});
      row.resize(column_ + 1);
    }
    if (kind_ != "s") {
      row[column_].text = std::move(value_);
      return {};
    }
    const std::size_t index = value_.empty() ? shared_.size() : std::stoul(value_);
    if (index >= shared_.size())
      return fail(ErrorCode::Invalid, "a cell names a text that the workbook has not", {name_});
    row[column_].text = shared_[index];
    return {};
  }

  Result<void> characters(std::string_view text) override {
    if (!is_value_) return {};
    const bool is_number = kind_ == "s";
    for (const char c : text) {
      if (is_number && (c < '0' || c > '9' || value_.size() > 8))
        return fail(ErrorCode::Invalid, "a cell names a text that the workbook has not", {name_});
      value_ += c;
    }
    return {};
  }

  Table table;

 private:
  const std::vector<std::string>& shared_;
  std::string name_;
  std::size_t column_ = 0;
  std::size_t next_ = 0;
  std::size_t cells_ = 0;
  std::string kind_;
  std::string value_;
  bool is_value_ = false;
  std::size_t readings_ = 0;
};

/// The first sheet's relationship, and where each relationship leads.
class PartFinder final : public XmlHandler {
 public:
  Result<void> start_element(const XmlElement& element) override {
    if (element.name == "sheet" && first_sheet.empty()) first_sheet = element.get_local("id");
    if (element.name == "Relationship") targets[element.get("Id")] = element.get("Target");
    return {};
  }
  Result<void> end_element(const XmlEnd& /*element*/) override { return {}; }
  Result<void> characters(std::string_view /*text*/) override { return {}; }

  std::string first_sheet;
  std::map<std::string, std::string> targets;
};

class Workbook {
 public:
  Workbook(std::vector<ZipEntry> entries, std::string_view name)
      : entries_(std::move(entries)), name_(name) {}

  Result<Table> read() const {
    PartFinder parts;
    HEXAPLA_CHECK(parse("xl/workbook.xml", parts));
    HEXAPLA_CHECK(parse("xl/_rels/workbook.xml.rels", parts));
    std::string target = parts.targets[parts.first_sheet];
    target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    SharedStrings shared;
    if (find("xl/sharedStrings.xml") != nullptr)
      HEXAPLA_CHECK(parse("xl/sharedStrings.xml", shared));
    SheetReader sheet(shared.texts, fmt::format("{}, {}", name_, target));
    HEXAPLA_CHECK(parse(target, sheet));
    for (std::vector<TableCell>& row : sheet.table) {
      for (TableCell& cell : row) decode(cell.text);
    }
    return std::move(sheet.table);
  }

 private:
  [[nodiscard]] const ZipEntry* find(std::string_view member) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const ZipEntry& each) { return each.name == member; });
    return found == entries_.end() ? nullptr : &*found;
  }

  Result<void> parse(const std::string& member, XmlHandler& handler) const {
    const ZipEntry* entry = find(member);
    if (entry == nullptr) {
      return fail(ErrorCode::Invalid,
                  fmt::format("the package is no workbook: {} is missing", member),
                  {std::string(name_)}, "save it as .xlsx");
    }
    return parse_xml(entry->bytes, fmt::format("{}, {}", name_, member), handler);
  }

  /// "_x000D_" as the character that it stands for (22.9.2.19, ST_Xstring).
  static void decode(std::string& text) {
    for (const auto& [code, character] :
         std::array<std::pair<std::string_view, std::string_view>, 3>{
             {{"_x000D_", "\r"}, {"_x0009_", "\t"}, {"_x005F_", "_"}}}) {
      for (std::size_t at = 0; (at = text.find(code, at)) != std::string::npos;
           at += character.size())
        text.replace(at, code.size(), character);
    }
  }

  std::vector<ZipEntry> entries_;
  std::string_view name_;
};

std::string escape_cell(std::string_view text) {
  std::string clean(text);
  // what would be read as a code
  for (std::size_t at = 0; (at = clean.find("_x", at)) != std::string::npos; at += 8) {
    if (at + 6 < clean.size() && clean[at + 6] == '_') clean.insert(at, "_x005F");
  }
  std::string escaped = to_xml(clean, false);
  for (std::size_t at = 0; (at = escaped.find("&#13;", at)) != std::string::npos;)
    escaped.replace(at, 5, "_x000D_");
  return escaped;
}

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    name.insert(0, 1, static_cast<char>('A' + (rest - 1) % 26));
  return name;
}

/// A column's width in characters, and its style: of the header, or 2 for texts and 3 for texts
/// that run from right to left.
struct Column {
  std::size_t width = 14;
  int style = 2;
};

std::vector<Column> make_columns(const Table& table) {
  std::vector<Column> columns;
  if (table.empty()) return columns;
  for (const TableCell& cell : table.front()) {
    const std::string& name = cell.text;
    const bool is_text = name.starts_with("source:") || name.starts_with("target:") ||
                         name.starts_with("base:") || name == "notes";
    const bool is_right_to_left =
        is_text && (name.ends_with(":ar") || name.find(":ar-") != name.npos);
    columns.push_back({is_text ? 60U : name == "unit" ? 28U : 14U, is_right_to_left ? 3 : 2});
  }
  return columns;
}

/// How high a row must be for its texts, in points: programs do not work it out when they open a
/// file.
double row_height(const std::vector<TableCell>& row, const std::vector<Column>& columns) {
  constexpr double kLine = 15;
  constexpr std::size_t kMostLines = 27;  // 409 points is the most (18.3.1.73)
  std::size_t lines = 1;
  for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) {
    std::size_t of_cell = 0;
    std::string_view rest = row[i].text;
    for (std::size_t end = 0; end != std::string_view::npos;) {
      end = rest.find('\n');
      of_cell += 1 + text::display_cells(rest.substr(0, end)) / columns[i].width;
      if (end != std::string_view::npos) rest.remove_prefix(end + 1);
    }
    lines = std::max(lines, of_cell);
  }
  return kLine * static_cast<double>(std::min(lines, kMostLines));
}

std::string write_sheet(const Table& table) {
  std::string sheet =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr>"
      "<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane "
      "ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
      "</sheetViews><cols>";
  const std::vector<Column> columns = make_columns(table);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    sheet += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", i + 1,
                         columns[i].width);
  }
  sheet += "</cols><sheetData>";
  for (std::size_t row = 0; row < table.size(); ++row) {
    sheet += fmt::format("<row r=\"{}\" ht=\"{}\">", row + 1, row_height(table[row], columns));
    for (std::size_t i = 0; i < table[row].size(); ++i) {
      const int style = row == 0 || i >= columns.size() ? 1 : columns[i].style;
      sheet += fmt::format(
          "<c r=\"{}{}\" t=\"inlineStr\" s=\"{}\"><is><t xml:space=\"preserve\">{}</t></is></c>",
          column_name(i), row + 1, style, escape_cell(table[row][i].text));
    }
    sheet += "</row>";
  }
  return sheet +
         "</sheetData><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" "
         "fitToHeight=\"0\"/></worksheet>\n";
}

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
    "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName="
    "\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
    "spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType="
    "\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override "
    "PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
    "spreadsheetml.styles+xml\"/></Types>\n";
constexpr std::string_view kRoot =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>\n";
constexpr std::string_view kWorkbook =
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r="
    "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name="
    "\"segments\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>\n";
constexpr std::string_view kParts =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type="
    "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target="
    "\"styles.xml\"/></Relationships>\n";
/// Plain, the header in bold, texts that wrap, and such that run from right to left; all are
/// format 49, text.
constexpr std::string_view kStyles =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts count="
    "\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val="
    "\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill "
    "patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border>"
    "<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf "
    "numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"4\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"49\" "
    "fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat="
    "\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf><xf "
    "numFmtId=\"49\" "
    "fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment="
    "\"1\"><alignment horizontal=\"right\" vertical=\"top\" wrapText=\"1\" "
    "readingOrder=\"2\"/></xf>"
    "</cellXfs>"
    "</styleSheet>\n";

}  // namespace

Result<Table> read_xlsx(std::string_view bytes, std::string_view name) {
  HEXAPLA_TRY(std::vector<ZipEntry> entries, read_zip(bytes, name, kLimits));
  return Workbook(std::move(entries), name).read();
}

Result<std::string> write_xlsx(const Table& table) {
  const auto part = [](std::string name, std::string_view content) {
    return ZipEntry{std::move(name), std::string(kHead) + std::string(content)};
  };
  return write_zip({part("[Content_Types].xml", kTypes),
                    part("_rels/.rels", kRoot),
                    part("xl/workbook.xml", kWorkbook),
                    part("xl/_rels/workbook.xml.rels", kParts),
                    part("xl/styles.xml", kStyles),
                    {"xl/worksheets/sheet1.xml", write_sheet(table)}});
}

}  // namespace hexapla::formats
