// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/text/normalize.hpp"

#include "exchange_readers.hpp"

/// Entries as rows of a table, and back.
namespace hexapla::formats {
namespace {

using Text = AlignedEntry::Text;

/// What a spreadsheet program takes for the beginning of a formula.
constexpr std::string_view kFormula = "=+-@\t\r";

bool is_guarded_kind(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of('\''), text.size());
  return first < text.size() && kFormula.find(text[first]) != std::string_view::npos;
}

std::string guard(std::string text) {
  if (is_guarded_kind(text)) text.insert(0, 1, '\'');
  return text;
}

std::string unguard(std::string text) {
  if (text.starts_with('\'') && is_guarded_kind(text)) text.erase(0, 1);
  return text;
}

/// A note a line; further lines of one are indented.
std::string join_notes(const std::vector<std::string>& notes, std::string_view line_end) {
  std::string cell;
  for (const std::string& note : notes) {
    if (!cell.empty()) cell += line_end;
    for (const char c : note) {
      if (c != '\n') {
        cell += c;
        continue;
      }
      cell += line_end;
      cell += "  ";
    }
  }
  return cell;
}

std::vector<std::string> part_notes(std::string_view cell) {
  std::vector<std::string> notes;
  while (!cell.empty()) {
    const std::size_t separator = std::min(cell.find(kLineSeparator), cell.size());
    const std::size_t end = std::min(cell.find('\n'), separator);
    std::string_view line = cell.substr(0, end);
    const std::size_t length = end == separator ? kLineSeparator.size() : 1;
    cell.remove_prefix(std::min(end + length, cell.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("  ") && !notes.empty())
      notes.back() += "\n" + std::string(line.substr(2));
    else if (!text::trim(line).empty())
      notes.emplace_back(line);
  }
  return notes;
}

const Text* find_target(const AlignedEntry& entry, const std::string& language) {
  const auto found = std::find_if(entry.texts.begin() + 1, entry.texts.end(),
                                  [&](const Text& each) { return each.language == language; });
  return found == entry.texts.end() ? nullptr : &*found;
}

/// Two or three letters, and what BCP 47 puts behind them.
bool is_language(std::string_view name) {
  const std::string_view primary = name.substr(0, name.find_first_of("-_"));
  return (primary.size() == 2 || primary.size() == 3) && name != "id" &&
         std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Which column is what.
class Columns {
 public:
  explicit Columns(const std::vector<TableCell>& header) {
    for (std::size_t i = 0; i < header.size(); ++i)
      index_.try_emplace(std::string(text::trim(header[i].text)), i);
    for (const TableCell& cell : header) {
      const std::string name(text::trim(cell.text));
      if (name.starts_with("source:")) source_ = name.substr(7);
      if (name.starts_with("target:")) targets_.push_back(name.substr(7));
      if (is_language(name)) bare_.push_back(name);
    }
  }

  /// Whether the table is one of ours, with marked texts.
  [[nodiscard]] bool is_marked() const { return !source_.empty(); }
  [[nodiscard]] const std::vector<std::string>& bare() const { return bare_; }
  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const std::vector<std::string>& targets() const { return targets_; }
  [[nodiscard]] std::optional<std::size_t> find(const std::string& name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<std::string, std::size_t> index_;
  std::string source_;
  std::vector<std::string> targets_;
  std::vector<std::string> bare_;
};

class TableReader {
 public:
  TableReader(const Table& table, std::string_view name, bool guards_formulas)
      : table_(table), name_(name), columns_(table.front()), guards_formulas_(guards_formulas) {}

  Result<ExchangeFile> read(const ExchangeLanguages& languages) {
    HEXAPLA_CHECK(choose(languages));
    for (std::size_t row = 1; row < table_.size(); ++row) {
      const std::vector<TableCell>& cells = table_[row];
      const bool is_empty = std::all_of(cells.begin(), cells.end(),
                                        [](const TableCell& cell) { return cell.text.empty(); });
      if (!is_empty) HEXAPLA_CHECK(add(row));
    }
    return std::move(file_);
  }

 private:
  Result<void> choose(const ExchangeLanguages& languages) {
    const bool is_marked = columns_.is_marked();
    if (!is_marked && columns_.bare().empty()) {
      return fail(ErrorCode::Invalid, "the header names no language", {name_, 1, 1},
                  "name the columns source:en and target:fr, or en and fr");
    }
    file_.source_language = is_marked ? columns_.source() : columns_.bare().front();
    if (!languages.source.empty()) file_.source_language = languages.source;
    file_.target_languages = is_marked ? columns_.targets() : columns_.bare();
    if (!languages.target.empty()) file_.target_languages = {languages.target};
    std::erase(file_.target_languages, file_.source_language);
    source_ = columns_.find((is_marked ? "source:" : "") + file_.source_language);
    if (!source_) return missing(file_.source_language);
    for (const std::string& language : file_.target_languages) {
      targets_.push_back(columns_.find((is_marked ? "target:" : "") + language));
      if (!targets_.back()) return missing(language);
    }
    return {};
  }

  [[nodiscard]] Result<void> missing(const std::string& language) const {
    std::vector<std::string> names;
    for (const TableCell& cell : table_.front()) names.push_back(cell.text);
    return fail(ErrorCode::Invalid, fmt::format("there is no column \"{}\"", language),
                {name_, 1, 1}, fmt::format("the columns are {}", fmt::join(names, ", ")));
  }

  [[nodiscard]] std::string get(std::size_t row, std::optional<std::size_t> column) const {
    if (!column || *column >= table_[row].size()) return {};
    const std::string& cell = table_[row][*column].text;
    return guards_formulas_ && columns_.is_marked() ? unguard(cell) : cell;
  }
  [[nodiscard]] model::ByteRange range_of(std::size_t row, std::size_t column) const {
    return column < table_[row].size() ? table_[row][column].range : model::ByteRange{};
  }

  [[nodiscard]] Result<model::InlineText> read_text(std::size_t row, std::size_t column) const {
    const std::string cell = get(row, column);
    if (!columns_.is_marked()) return model::InlineText(cell);
    return read_marked(cell, {name_, row + 1, column + 1});
  }

  Result<void> add(std::size_t row) {
    AlignedEntry entry;
    entry.part = get(row, columns_.find("part"));
    entry.unit = get(row, columns_.find("unit"));
    if (entry.unit.empty()) entry.unit = get(row, columns_.find("id"));
    entry.segment = get(row, columns_.find("segment"));
    entry.notes = part_notes(get(row, columns_.find("notes")));
    HEXAPLA_TRY(model::InlineText source, read_text(row, *source_));
    entry.texts.push_back({file_.source_language,
                           std::move(source),
                           model::State::Final,
                           {},
                           {},
                           range_of(row, *source_)});
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      HEXAPLA_TRY(Text target, read_target(row, i));
      entry.texts.push_back(std::move(target));
    }
    file_.entries.push_back(std::move(entry));
    return {};
  }

  Result<Text> read_target(std::size_t row, std::size_t number) const {
    const std::string& language = file_.target_languages[number];
    Text target{language, {}, model::State::Initial, {}, {}, range_of(row, *targets_[number])};
    HEXAPLA_TRY(target.text, read_text(row, *targets_[number]));
    if (!target.text.empty()) target.state = model::State::Translated;
    if (const auto column = columns_.find("state:" + language)) {
      const std::string word = get(row, column);
      const auto state = model::to_state(word);
      if (!state && !word.empty()) {
        return fail(ErrorCode::Invalid, fmt::format("\"{}\" is no state", word),
                    {name_, row + 1, *column + 1}, "write initial, translated, reviewed or final");
      }
      if (state) target.state = *state;
    }
    if (const auto column = columns_.find("base:" + language)) target.base = get(row, column);
    return target;
  }

  const Table& table_;
  std::string name_;
  Columns columns_;
  bool guards_formulas_;
  ExchangeFile file_;
  std::optional<std::size_t> source_;
  std::vector<std::optional<std::size_t>> targets_;
};

/// Languages as header, a row a pair.
Table to_plain_table(const ExchangeFile& file, const TableStyle& style) {
  const bool has_notes =
      std::any_of(file.entries.begin(), file.entries.end(),
                  [](const AlignedEntry& entry) { return !entry.notes.empty(); });
  const auto make_cell = [&style](std::string text) {
    return TableCell{style.guards_plain_texts ? guard(std::move(text)) : std::move(text), {}};
  };
  Table table(1);
  table.back().push_back({file.source_language, {}});
  for (const std::string& language : file.target_languages) table.back().push_back({language, {}});
  if (has_notes) table.back().push_back({"notes", {}});
  for (const AlignedEntry& entry : file.entries) {
    table.emplace_back();
    table.back().push_back(make_cell(entry.texts.front().text.plain()));
    for (const std::string& language : file.target_languages) {
      const Text* target = find_target(entry, language);
      table.back().push_back(make_cell(target == nullptr ? "" : target->text.plain()));
    }
    if (has_notes) table.back().push_back({join_notes(entry.notes, style.line_end), {}});
  }
  return table;
}

}  // namespace

Table to_table(const ExchangeFile& file, const TableStyle& style) {
  if (file.is_plain) return to_plain_table(file, style);
  Table table(1);
  const auto add_cell = [&](std::string text) {
    table.back().push_back({style.guards_formulas ? guard(std::move(text)) : std::move(text), {}});
  };
  for (const char* const name : {"part", "unit", "segment"}) add_cell(name);
  add_cell(fmt::format("source:{}", file.source_language));
  for (const std::string& language : file.target_languages) {
    for (const char* const kind : {"target", "state", "base"})
      add_cell(fmt::format("{}:{}", kind, language));
  }
  add_cell("notes");
  for (const AlignedEntry& entry : file.entries) {
    table.emplace_back();
    add_cell(entry.part);
    add_cell(entry.unit);
    add_cell(entry.segment);
    add_cell(entry.texts.front().text.marked());
    for (const std::string& language : file.target_languages) {
      const Text* target = find_target(entry, language);
      add_cell(target == nullptr ? "" : target->text.marked());
      add_cell(std::string(target == nullptr ? "" : model::to_string(target->state)));
      add_cell(target == nullptr ? "" : target->base.value_or(""));
    }
    add_cell(join_notes(entry.notes, style.line_end));
  }
  return table;
}

Result<ExchangeFile> from_table(const Table& table, std::string_view name,
                                const ExchangeLanguages& languages, bool guards_formulas) {
  if (table.empty()) {
    return fail(ErrorCode::Invalid, "the file has no header line", {std::string(name)},
                "name the columns source:en and target:fr, or en and fr");
  }
  return TableReader(table, name, guards_formulas).read(languages);
}

}  // namespace hexapla::formats
