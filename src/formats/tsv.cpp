// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/tsv.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/text/utf8.hpp"

namespace hexapla::formats {
namespace {

std::vector<TsvCell> split_row(std::string_view bytes, std::size_t begin, std::size_t end) {
  std::vector<TsvCell> cells;
  for (std::size_t at = begin; at <= end;) {
    const std::size_t tab = std::min(bytes.find('\t', at), end);
    cells.push_back({std::string(bytes.substr(at, tab - at)), {at, tab}});
    at = tab + 1;
  }
  return cells;
}

model::Unit to_unit(const std::vector<TsvCell>& row, std::optional<std::size_t> id,
                    std::size_t source, std::size_t target) {
  model::Segment segment;
  segment.source = model::InlineText(row[source].text);
  segment.source_range = row[source].range;
  segment.target_range = row[target].range;
  segment.range = row[source].range;
  if (!row[target].text.empty()) {
    segment.target = model::InlineText(row[target].text);
    segment.state = model::State::Translated;
  }
  model::Unit unit;
  if (id) unit.id = row[*id].text;
  unit.range = {row.front().range.begin, row.back().range.end};
  unit.segments.push_back(std::move(segment));
  return unit;
}

}  // namespace

std::optional<std::size_t> TsvTable::find_column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

Result<TsvTable> read_tsv(std::string_view bytes, std::string_view name) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (const auto malformed = text::find_malformed(bytes)) {
    return fail(ErrorCode::Invalid, fmt::format("malformed UTF-8 at byte {}", *malformed),
                {std::string(name)}, "save the file as UTF-8");
  }
  TsvTable table;
  std::size_t line = 0;
  for (std::size_t at = bytes.starts_with(kMark) ? kMark.size() : 0; at < bytes.size();) {
    ++line;
    const std::size_t feed = std::min(bytes.find('\n', at), bytes.size());
    const std::size_t end = feed > at && bytes[feed - 1] == '\r' ? feed - 1 : feed;
    std::vector<TsvCell> row = split_row(bytes, at, end);
    at = feed + 1;
    if (table.header.empty()) {
      for (TsvCell& cell : row) table.header.push_back(std::move(cell.text));
      continue;
    }
    if (row.size() == 1 && row.front().text.empty()) continue;
    if (row.size() > table.header.size()) {
      return fail(
          ErrorCode::Invalid,
          fmt::format("the row has {} cells, the header {}", row.size(), table.header.size()),
          {std::string(name), line, 1}, "a cell may hold no tab");
    }
    row.resize(table.header.size(), {{}, {end, end}});
    table.rows.push_back(std::move(row));
  }
  if (table.header.empty())
    return fail(ErrorCode::Invalid, "the file has no header line", {std::string(name)},
                "write the language codes into the first line, with tabs between them");
  return table;
}

Result<model::SegmentFile> to_segments(const TsvTable& table, std::string_view name,
                                       std::string_view source_language,
                                       std::string_view target_language) {
  const auto source = table.find_column(source_language);
  const auto target = table.find_column(target_language);
  if (!source || !target) {
    return fail(
        ErrorCode::Invalid,
        fmt::format("there is no column \"{}\"", source ? target_language : source_language),
        {std::string(name), 1, 1},
        fmt::format("the columns are {}", fmt::join(table.header, ", ")));
  }
  model::SegmentFile file;
  file.source_language = source_language;
  file.target_language = target_language;
  const auto id = table.find_column("id");
  for (const std::vector<TsvCell>& row : table.rows)
    file.units.push_back(to_unit(row, id, *source, *target));
  return file;
}

}  // namespace hexapla::formats
