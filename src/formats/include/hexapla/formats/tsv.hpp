// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/model/unit.hpp"

namespace hexapla::formats {

/// One cell: its text and where it stands in the file.
struct TsvCell {
  std::string text;
  model::ByteRange range;
};

/// Tab-separated columns: no quoting, a quotation mark is an ordinary character, LF or CR LF ends a
/// row, a byte order mark is skipped.
struct TsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<TsvCell>> rows;  ///< each as long as the header; without empty lines

  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;
};

/// Fails with Invalid on a row of more cells than the header has, on malformed UTF-8, and where
/// there is no header. Missing cells at the end of a row are empty.
[[nodiscard]] Result<TsvTable> read_tsv(std::string_view bytes, std::string_view name);

/// Two columns of aligned text as units of one segment each; an empty target cell is no target. The
/// column "id", where there is one, names the units. Invalid where a column is missing.
[[nodiscard]] Result<model::SegmentFile> to_segments(const TsvTable& table, std::string_view name,
                                                     std::string_view source_language,
                                                     std::string_view target_language);

}  // namespace hexapla::formats
