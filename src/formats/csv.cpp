// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/text/utf8.hpp"

#include "exchange_readers.hpp"

namespace hexapla::formats {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// Of comma, semicolon and tab the one that the first line has most of, outside quotation marks.
char find_separator(std::string_view bytes) {
  std::array<std::size_t, 3> counts{};
  constexpr std::string_view kSeparators = ",;\t";
  bool is_quoted = false;
  for (const char c : bytes) {
    if (c == '"') is_quoted = !is_quoted;
    if (!is_quoted && c == '\n') break;
    const std::size_t kind = kSeparators.find(c);
    if (!is_quoted && kind != std::string_view::npos) ++counts.at(kind);
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

class CsvReader {
 public:
  CsvReader(std::string_view bytes, std::string_view name)
      : bytes_(bytes), name_(name), separator_(find_separator(bytes)) {
    if (bytes.starts_with(kMark)) at_ = kMark.size();
  }

  Result<Table> read() {
    while (at_ < bytes_.size()) {
      table_.emplace_back();
      HEXAPLA_CHECK(read_row());
    }
    return std::move(table_);
  }

 private:
  Result<void> read_row() {
    for (;;) {
      HEXAPLA_CHECK(read_cell());
      if (at_ >= bytes_.size()) return {};
      const char c = bytes_[at_];
      at_ += bytes_.substr(at_).starts_with("\r\n") ? 2U : 1U;
      if (c != separator_) return {};
      if (at_ == bytes_.size()) {  // the last cell is empty
        table_.back().push_back({{}, {at_, at_}});
        return {};
      }
    }
  }

  Result<void> read_cell() {
    if (bytes_[at_] == '"') return read_quoted();
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && !is_end(bytes_[at_])) ++at_;
    table_.back().push_back({std::string(bytes_.substr(begin, at_ - begin)), {begin, at_}});
    return {};
  }

  Result<void> read_quoted() {
    const std::size_t open = at_++;
    std::string text;
    for (;;) {
      const std::size_t quote = bytes_.find('"', at_);
      if (quote == std::string_view::npos) {
        return fail(ErrorCode::Syntax, "a quotation mark is not closed",
                    locate(bytes_, name_, open), "close it, or double it if it is text");
      }
      text += bytes_.substr(at_, quote - at_);
      at_ = quote + 1;
      if (at_ >= bytes_.size() || bytes_[at_] != '"') break;
      text += '"';
      ++at_;
    }
    if (at_ < bytes_.size() && !is_end(bytes_[at_])) {
      return fail(ErrorCode::Syntax, "text stands behind a closing quotation mark",
                  locate(bytes_, name_, at_), "double quotation marks that are text");
    }
    table_.back().push_back({std::move(text), {open + 1, at_ - 1}});
    return {};
  }

  [[nodiscard]] bool is_end(char c) const { return c == separator_ || c == '\n' || c == '\r'; }

  std::string_view bytes_;
  std::string name_;
  char separator_;
  std::size_t at_ = 0;
  Table table_;
};

}  // namespace

Result<Table> read_csv(std::string_view bytes, std::string_view name) {
  if (const auto malformed = text::find_malformed(bytes)) {
    return fail(ErrorCode::Syntax, "the file is not UTF-8", locate(bytes, name, *malformed),
                "save it as “CSV UTF-8”");
  }
  return CsvReader(bytes, name).read();
}

std::string write_csv(const Table& table) {
  std::string csv(kMark);
  for (const std::vector<TableCell>& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) csv += ',';
      const std::string& text = row[i].text;
      const bool is_quoted = text.find_first_of(",;\t\"\r\n") != std::string::npos ||
                             text.starts_with(' ') || text.ends_with(' ');
      if (!is_quoted) {
        csv += text;
        continue;
      }
      csv += '"';
      for (const char c : text) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
      csv += '"';
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace hexapla::formats
