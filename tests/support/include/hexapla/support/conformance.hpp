// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace hexapla::support {

/// The folder of third-party test data, which need not be there: $HEXAPLA_CONFORMANCE, else beside
/// the project.
inline std::filesystem::path conformance_folder() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): tests set no environment
  if (const char* folder = std::getenv("HEXAPLA_CONFORMANCE")) return folder;
  return std::filesystem::path(HEXAPLA_SOURCE_DIR) / ".." / "shared" / "conformance";
}

/// The columns of a tab-separated table by the names in its first line; empty where it is not
/// there.
inline std::map<std::string, std::vector<std::string>> read_columns(
    const std::filesystem::path& path) {
  std::ifstream table(path);
  std::vector<std::string> header;
  std::map<std::string, std::vector<std::string>> columns;
  for (std::string line; std::getline(table, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    if (header.empty()) {
      header = row;
      continue;
    }
    for (std::size_t i = 0; i < header.size(); ++i)
      columns[header[i]].push_back(i < row.size() ? row[i] : "");
  }
  return columns;
}

}  // namespace hexapla::support
