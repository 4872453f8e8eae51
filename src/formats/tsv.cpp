// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "hexapla/text/utf8.hpp"

#include "exchange_readers.hpp"

namespace hexapla::formats {
namespace {

std::vector<TableCell> split_row(std::string_view bytes, std::size_t begin, std::size_t end) {
  std::vector<TableCell> cells;
  for (std::size_t at = begin; at <= end;) {
    const std::size_t tab = std::min(bytes.find('\t', at), end);
    cells.push_back({std::string(bytes.substr(at, tab - at)), {at, tab}});
    at = tab + 1;
  }
  return cells;
}

}  // namespace

Result<Table> read_tsv(std::string_view bytes, std::string_view name) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (const auto malformed = text::find_malformed(bytes)) {
    return fail(ErrorCode::Invalid, fmt::format("malformed UTF-8 at byte {}", *malformed),
                {std::string(name)}, "save the file as UTF-8");
  }
  Table table;
  for (std::size_t at = bytes.starts_with(kMark) ? kMark.size() : 0; at < bytes.size();) {
    const std::size_t feed = std::min(bytes.find('\n', at), bytes.size());
    const std::size_t end = feed > at && bytes[feed - 1] == '\r' ? feed - 1 : feed;
    table.push_back(split_row(bytes, at, end));
    at = feed + 1;
    std::vector<TableCell>& row = table.back();
    if (row.size() > table.front().size()) {
      return fail(
          ErrorCode::Invalid,
          fmt::format("the row has {} cells, the header {}", row.size(), table.front().size()),
          {std::string(name), table.size(), 1}, "a cell may hold no tab");
    }
    row.resize(table.front().size(), {{}, {end, end}});
  }
  return table;
}

std::string write_tsv(const Table& table) {
  std::string tsv;
  for (const std::vector<TableCell>& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) tsv += '\t';
      std::string text = row[i].text;
      std::replace_if(
          text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; },
          ' ');
      tsv += text;
    }
    tsv += '\n';
  }
  return tsv;
}

}  // namespace hexapla::formats
