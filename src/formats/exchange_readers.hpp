// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/formats/exchange.hpp"

/// The readers and writers that read_exchange and write_exchange choose from.
namespace hexapla::formats {

/// Rows of cells, the header first. Rows may differ in length.
struct TableCell {
  std::string text;
  model::ByteRange range;  ///< in the file; empty in packages
};
using Table = std::vector<std::vector<TableCell>>;

/// RFC 4180, a byte order mark skipped; the separator is a comma, or a semicolon or tab where the
/// header has more of them. Syntax where quotation marks are not closed or not doubled.
[[nodiscard]] Result<Table> read_csv(std::string_view bytes, std::string_view name);
/// With a byte order mark, by which spreadsheet programs know UTF-8, CR LF, and quotation marks
/// where they are needed.
[[nodiscard]] std::string write_csv(const Table& table);
/// Tab-separated columns: no quoting, a quotation mark is an ordinary character, LF or CR LF ends a
/// row, a byte order mark is skipped. Rows are as long as the header, missing cells empty. Invalid
/// on a row of more cells than the header has, and on malformed UTF-8.
[[nodiscard]] Result<Table> read_tsv(std::string_view bytes, std::string_view name);
/// Tabs and line breaks in cells become spaces.
[[nodiscard]] std::string write_tsv(const Table& table);
/// The first sheet of an Office Open XML workbook (ISO/IEC 29500-1, 18.3).
[[nodiscard]] Result<Table> read_xlsx(std::string_view bytes, std::string_view name);
/// One sheet, every cell a text, the header in bold and fixed, columns as wide as texts are read.
[[nodiscard]] Result<std::string> write_xlsx(const Table& table);

/// A table of ours. A plain file's: the languages as header, texts as they are, notes where there
/// are any. Else columns part, unit, segment, source:LANGUAGE, and for each target language
/// target:LANGUAGE, state:LANGUAGE, base:LANGUAGE; notes, one a line. Texts are marked.
struct TableStyle {
  /// What a spreadsheet would take for a formula has an apostrophe before it (OWASP, CSV
  /// injection).
  bool guards_formulas = true;
  bool guards_plain_texts = false;   ///< the same in plain tables
  std::string_view line_end = "\n";  ///< of notes
};
inline constexpr std::string_view kLineSeparator = "\u2028";
[[nodiscard]] Table to_table(const ExchangeFile& file, const TableStyle& style);
/// Such a table, or one whose header is language codes, with texts as they are; the column id names
/// units. Invalid, with the line, where a header or a cell cannot be understood.
[[nodiscard]] Result<ExchangeFile> from_table(const Table& table, std::string_view name,
                                              const ExchangeLanguages& languages,
                                              bool guards_formulas);

/// GNU gettext's PO: msgctxt is PART/UNIT/SEGMENT, texts are marked, a stale translation is fuzzy
/// with its older source as previous msgid, state and base are extracted comments, notes are
/// translator's comments. Files of other programs are read as they are: texts without marks, units
/// named by context or number, plural forms beyond the first left out.
[[nodiscard]] Result<ExchangeFile> read_po(std::string_view bytes, std::string_view name,
                                           const ExchangeLanguages& languages);
[[nodiscard]] std::string write_po(const ExchangeFile& file, std::string_view version);

/// XLIFF 1.0 to 1.2: a trans-unit is a unit, its mrk elements of type seg are segments (of the
/// source in seg-source); g, x, bx, ex, bpt, ept, ph, it are codes. States as write_xliff12 maps
/// them; those of SDLXLIFF and memoQ are read too.
[[nodiscard]] Result<ExchangeFile> read_xliff12(std::string_view bytes, std::string_view name);
/// XLIFF 1.2, valid by the strict schema: a file for each part, a group for each unit, a trans-unit
/// for each segment; codes as ph, bpt, ept and it; initial is new without a target and
/// needs-translation with one, translated is translated, reviewed is signed-off, final is final and
/// approved; the older source of a stale translation and the base are alt-trans.
[[nodiscard]] std::string write_xliff12(const ExchangeFile& file, std::string_view version);

/// {"version":1,"source_language","target_languages","entries":[{"publication","part","unit",
/// "segment","source","targets":{LANGUAGE:{"text","state"}},"notes":[...]}]}; texts are marked.
[[nodiscard]] std::string write_exchange_json(const ExchangeFile& file);

/// Marked text of a file as text with codes. Syntax, with the place, where a brace is not closed.
[[nodiscard]] Result<model::InlineText> read_marked(std::string_view marked, const Location& place);

}  // namespace hexapla::formats
