// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/exchange.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/tmx.hpp"
#include "hexapla/formats/xliff.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "exchange_readers.hpp"

namespace hexapla::formats {
namespace {

const std::vector<ExchangeFormat>& formats_table() {
  using enum Holding;
  static const std::vector<ExchangeFormat> kFormats = {
      {"xliff",
       "XLIFF 2.1",
       {".xlf", ".xliff"},
       true,
       true,
       {States, Notes, OlderSources, Untranslated, CodeTypes, LineBreaks}},
      {"xliff-1.2",
       "XLIFF 1.2",
       {".sdlxliff", ".mqxliff"},
       true,
       true,
       {States, Notes, OlderSources, Untranslated, CodeTypes, LineBreaks}},
      {"tmx",
       "TMX",
       {".tmx"},
       true,
       true,
       {States, Notes, SeveralLanguages, CodeTypes, LineBreaks, Dates}},
      {"po",
       "PO",
       {".po", ".pot"},
       true,
       true,
       {States, Notes, OlderSources, Untranslated, LineBreaks}},
      {"csv",
       "CSV",
       {".csv"},
       true,
       true,
       {States, Notes, Untranslated, SeveralLanguages, LineBreaks}},
      {"tsv", "TSV", {".tsv"}, true, true, {States, Notes, Untranslated, SeveralLanguages}},
      {"xlsx",
       "XLSX",
       {".xlsx"},
       true,
       true,
       {States, Notes, Untranslated, SeveralLanguages, LineBreaks}},
      {"json",
       "JSON",
       {".json"},
       false,
       true,
       {States, Notes, OlderSources, Untranslated, SeveralLanguages, LineBreaks}},
  };
  return kFormats;
}

bool holds(const ExchangeFormat& format, Holding what) { return format.holds.count(what) > 0; }

/// Whether the root element says that it is of version 1.
bool is_old_xliff(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;
  const std::string_view head = bytes.substr(0, kHead);
  const std::size_t root = head.find("<xliff");
  const std::size_t version = root == std::string_view::npos ? root : head.find("version=", root);
  return version != std::string_view::npos && head.substr(version + 9, 2) == "1.";
}

Result<ExchangeFile> read_table(std::string_view bytes, std::string_view name,
                                const ExchangeFormat& format, const ExchangeLanguages& languages) {
  const bool is_package = format.name == "xlsx";
  HEXAPLA_TRY(const Table table, is_package             ? read_xlsx(bytes, name)
                                 : format.name == "tsv" ? read_tsv(bytes, name)
                                                        : read_csv(bytes, name));
  return from_table(table, name, languages, !is_package);
}

/// An id of another format as one that XLIFF 2 takes (NMTOKEN): what it cannot hold becomes "-".
std::string to_token(std::string_view id, std::string_view otherwise) {
  std::string token(id);
  std::replace_if(
      token.begin(), token.end(),
      [](char c) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' ||
                              c == ':';
        return !is_plain;
      },
      '-');
  return token.empty() ? std::string(otherwise) : token;
}

void make_tokens(model::SegmentFile& file) {
  if (file.original.empty()) file.original = file.part;
  file.part = to_token(file.part, "f1");
  std::set<std::string> used;
  for (model::Unit& unit : file.units) {
    std::string token = to_token(unit.id, "u");
    for (std::size_t n = 2; !used.insert(token).second; ++n)
      token = fmt::format("{}-{}", to_token(unit.id, "u"), n);
    if (token != unit.id && unit.name.empty()) unit.name = unit.id;
    unit.id = token;
    for (model::Segment& segment : unit.segments) {
      if (!segment.is_ignorable) segment.id = to_token(segment.id, "s");
    }
  }
}

Result<std::string> write_segments(const ExchangeFile& file) {
  std::vector<model::SegmentFile> files = to_segment_files(file);
  if (files.size() == 1) {
    make_tokens(files.front());
    return write_xliff(files.front(), {});
  }
  return fail(
      ErrorCode::Refused,
      fmt::format("XLIFF 2.1 takes one part and one target language, these are {}", files.size()),
      {}, "choose one, or another format");
}

bool is_translated(const AlignedEntry& entry) {
  return entry.texts.size() > 1 &&
         std::any_of(entry.texts.begin() + 1, entry.texts.end(),
                     [](const AlignedEntry::Text& text) { return !text.text.empty(); });
}

/// A memory holds what is translated.
std::string write_memory(const ExchangeFile& file, std::string_view version) {
  std::vector<AlignedEntry> entries;
  std::copy_if(file.entries.begin(), file.entries.end(), std::back_inserter(entries),
               is_translated);
  return write_tmx(entries, file.source_language, version);
}

/// A text has a tab or a line break.
bool has_breaks(const AlignedEntry& entry) {
  return std::any_of(entry.texts.begin(), entry.texts.end(), [](const AlignedEntry::Text& text) {
    return text.text.plain().find_first_of("\t\r\n") != std::string::npos;
  });
}

/// What an entry is known by: its unit, or its first words.
std::string name_of(const AlignedEntry& entry) {
  constexpr std::size_t kMost = 20;
  if (!entry.unit.empty()) return entry.unit;
  const std::string words = entry.texts.front().text.plain();
  return fmt::format("“{}”", words.substr(0, text::byte_offset(words, kMost)));
}

void add_losses(const AlignedEntry& entry, const ExchangeFormat& format, Losses& losses) {
  const auto add = [&](Holding what, std::string_view kind, bool has) {
    if (has && !holds(format, what)) losses[std::string(kind)].insert(name_of(entry));
  };
  add(Holding::Notes, "notes", !entry.notes.empty());
  add(Holding::LineBreaks, "tabs and line breaks", has_breaks(entry));
  bool has_codes = false;
  for (const AlignedEntry::Text& text : entry.texts) {
    const std::vector<model::InlineCode> codes = text.text.codes();
    has_codes = has_codes || std::any_of(codes.begin(), codes.end(), [](const auto& code) {
                  return !code.type.empty() || !code.sub_type.empty();
                });
    add(Holding::OlderSources, "older sources of stale translations", !text.older_source.empty());
  }
  add(Holding::CodeTypes, "types of inline codes", has_codes);
  add(Holding::Dates, "dates",
      std::any_of(entry.texts.begin(), entry.texts.end(),
                  [](const AlignedEntry::Text& text) { return !text.date.empty(); }));
  add(Holding::Untranslated, "segments without a translation", !is_translated(entry));
}

AlignedEntry make_entry(const model::SegmentFile& file, const model::Unit& unit,
                        const model::Segment& segment) {
  AlignedEntry entry;
  entry.part = file.part;
  entry.unit = unit.id;
  entry.segment = segment.id;
  entry.texts.push_back(
      {file.source_language, segment.source, model::State::Final, {}, {}, segment.source_range});
  AlignedEntry::Text target{file.target_language, {}, segment.state, {}, {}, segment.target_range};
  if (segment.target) target.text = *segment.target;
  const auto older = unit.translated_from.find(segment.id);
  if (older != unit.translated_from.end() && model::is_stale(unit, segment))
    target.older_source = older->second.source;
  const auto base = unit.merge_base.find(segment.id);
  if (base != unit.merge_base.end()) target.base = base->second;
  if (!file.target_language.empty()) entry.texts.push_back(std::move(target));
  return entry;
}

/// Collects the segment files of one target language.
class FileMaker {
 public:
  FileMaker(std::string source, std::string target)
      : source_(std::move(source)), target_(std::move(target)) {}

  void add(const AlignedEntry& entry) {
    model::SegmentFile& file = file_of(entry.part);
    model::Unit& unit = unit_of(file, entry.unit, entry.segment);
    model::Segment segment;
    segment.id = entry.segment;
    for (std::size_t n = unit.segments.size() / 2 + 1;
         segment.id.empty() || unit.find_segment(segment.id) != nullptr; ++n)
      segment.id = fmt::format("s{}", n);
    segment.source = entry.texts.front().text;
    if (!unit.segments.empty()) add_space(unit);
    segment.source_range = entry.texts.front().range;
    segment.range = segment.source_range;
    const auto target =
        std::find_if(entry.texts.begin() + 1, entry.texts.end(),
                     [this](const AlignedEntry::Text& text) { return text.language == target_; });
    if (target != entry.texts.end()) take(*target, unit, segment);
    unit.segments.push_back(std::move(segment));
    for (const std::string& note : entry.notes) add_new(note, unit);
  }

  std::vector<model::SegmentFile> finish() { return std::move(files_); }

 private:
  /// What parts two sentences of a unit, which no other format tells; Chinese has nothing there.
  void add_space(model::Unit& unit) const {
    const auto space = [](std::string_view language) {
      return model::InlineText(language.starts_with("zh") ? "" : " ");
    };
    model::Segment between;
    between.is_ignorable = true;
    between.source = space(source_);
    between.target = space(target_);
    if (!between.source.empty() || !between.target->empty())
      unit.segments.push_back(std::move(between));
  }

  static void take(const AlignedEntry::Text& target, model::Unit& unit, model::Segment& segment) {
    segment.target_range = target.range;
    segment.state = target.state;
    segment.has_state = true;
    if (!target.text.empty()) segment.target = target.text;
    if (!target.older_source.empty())
      unit.translated_from[segment.id] = {target.older_source, model::State::Translated};
    if (target.base) unit.merge_base[segment.id] = *target.base;
  }

  static void add_new(const std::string& note, model::Unit& unit) {
    const std::size_t colon = note.find(": ");
    const std::string category = colon == std::string::npos ? "" : note.substr(0, colon);
    const bool is_category =
        !category.empty() && std::all_of(category.begin(), category.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || c == '-' || c == ':';
        });
    model::UnitNote read;
    if (is_category) read.category = category;
    read.text = is_category ? note.substr(colon + 2) : note;
    const bool is_known = std::any_of(unit.notes.begin(), unit.notes.end(), [&](const auto& own) {
      return own.category == read.category && own.text == read.text;
    });
    if (!is_known) model::add_note(unit, std::move(read));
  }

  model::SegmentFile& file_of(const std::string& part) {
    const auto [found, is_new] = indexes_.try_emplace(part, files_.size());
    if (is_new) {
      files_.emplace_back();
      files_.back().source_language = source_;
      files_.back().target_language = target_;
      files_.back().part = part;
    }
    return files_[found->second];
  }

  /// Sentences of one unit follow each other, or have ids of their own: a table may have been
  /// sorted. Any other id that comes back is another unit.
  model::Unit& unit_of(model::SegmentFile& file, const std::string& id,
                       const std::string& segment) {
    const bool is_last = !file.units.empty() && !id.empty() && file.units.back().id == id;
    if (is_last) return file.units.back();
    const auto known = units_.find({file.part, id});
    if (known != units_.end() && !id.empty() && !segment.empty() &&
        file.units[known->second].find_segment(segment) == nullptr)
      return file.units[known->second];
    units_.try_emplace({file.part, id}, file.units.size());
    file.units.emplace_back();
    std::string unique = id.empty() ? fmt::format("u{}", file.units.size()) : id;
    for (std::size_t n = 2; !ids_.insert(file.part + '/' + unique).second; ++n)
      unique = fmt::format("{}-{}", id.empty() ? "u" : id, n);
    file.units.back().id = unique;
    return file.units.back();
  }

  std::string source_;
  std::string target_;
  std::vector<model::SegmentFile> files_;
  std::map<std::string, std::size_t> indexes_;                        ///< by part
  std::map<std::pair<std::string, std::string>, std::size_t> units_;  ///< by part and id
  std::set<std::string> ids_;
};

}  // namespace

std::span<const ExchangeFormat> exchange_formats() { return formats_table(); }

const ExchangeFormat* find_exchange_format(std::string_view name) {
  const auto& all = formats_table();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const ExchangeFormat& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

const ExchangeFormat* find_exchange_format_of(std::string_view file_name, std::string_view bytes) {
  const std::string small = text::to_lower(file_name);
  for (const ExchangeFormat& format : formats_table()) {
    const bool fits = std::any_of(format.endings.begin(), format.endings.end(),
                                  [&](std::string_view ending) { return small.ends_with(ending); });
    if (!fits) continue;
    return format.name == "xliff" && is_old_xliff(bytes) ? find_exchange_format("xliff-1.2")
                                                         : &format;
  }
  return nullptr;
}

Result<ExchangeFile> read_exchange(std::string_view bytes, std::string_view name,
                                   const ExchangeFormat& format,
                                   const ExchangeLanguages& languages) {
  if (format.name == "tmx") return read_tmx(bytes, name, languages);
  if (format.name == "po") return read_po(bytes, name, languages);
  if (format.name == "xliff-1.2") return read_xliff12(bytes, name);
  if (format.name == "xliff") {
    HEXAPLA_TRY(const model::SegmentFile file, read_xliff(bytes, name));
    return to_exchange(file);
  }
  if (format.is_read) return read_table(bytes, name, format, languages);
  return fail(ErrorCode::Usage, fmt::format("{} is written, not read", format.title),
              {std::string(name)});
}

Result<std::string> write_exchange(const ExchangeFile& file, const ExchangeFormat& format,
                                   std::string_view version) {
  if (file.target_languages.size() > 1 && !holds(format, Holding::SeveralLanguages)) {
    return fail(ErrorCode::Refused,
                fmt::format("{} takes one target language, these are {}", format.title,
                            fmt::join(file.target_languages, ", ")),
                {}, "choose one");
  }
  if (format.name == "tmx") return write_memory(file, version);
  if (format.name == "po") return write_po(file, version);
  if (format.name == "csv") return write_csv(to_table(file, {true, true, "\n"}));
  if (format.name == "tsv") return write_tsv(to_table(file, {true, false, kLineSeparator}));
  if (format.name == "xlsx") return write_xlsx(to_table(file, {false, false, "\n"}));
  if (format.name == "json") return write_exchange_json(file);
  if (format.name == "xliff-1.2") return write_xliff12(file, version);
  return write_segments(file);
}

std::string write_entry_id(std::string_view publication, std::string_view unit,
                           std::string_view segment) {
  return fmt::format("{}/{}/{}", publication, unit, segment);
}

std::string write_entry_id(const AlignedEntry& entry) {
  if (entry.segment.empty()) return entry.unit;
  return write_entry_id(entry.publication, entry.unit, entry.segment);
}

void add_losses(const ExchangeFile& file, const ExchangeFormat& format, Losses& losses) {
  for (const AlignedEntry& entry : file.entries) add_losses(entry, format, losses);
}

void add_losses(const model::Unit& unit, Losses& losses) {
  const auto add = [&](std::string_view kind) { losses[std::string(kind)].insert(unit.id); };
  if (unit.max_characters) add("limits of length");
  for (const model::Segment& segment : unit.segments) {
    if (!segment.sub_state.empty()) add("sub-states");
    for (const model::InlineCode& code : segment.source.codes()) {
      if (!code.can_copy || !code.can_delete) add("hints on inline codes");
    }
  }
}

ExchangeFile to_exchange(const model::SegmentFile& file) {
  ExchangeFile result;
  result.source_language = file.source_language;
  if (!file.target_language.empty()) result.target_languages.push_back(file.target_language);
  for (const model::Unit& unit : file.units) {
    for (const model::Segment& segment : unit.segments) {
      if (segment.is_ignorable) continue;
      result.entries.push_back(make_entry(file, unit, segment));
      result.entries.back().notes = write_notes(unit);
    }
  }
  return result;
}

std::vector<model::SegmentFile> to_segment_files(const ExchangeFile& file) {
  std::vector<model::SegmentFile> result;
  for (const std::string& language : file.target_languages) {
    FileMaker maker(file.source_language, language);
    for (const AlignedEntry& entry : file.entries) maker.add(entry);
    std::vector<model::SegmentFile> made = maker.finish();
    std::move(made.begin(), made.end(), std::back_inserter(result));
  }
  return result;
}

std::vector<std::string> write_notes(const model::Unit& unit) {
  std::vector<std::string> notes;
  for (const model::UnitNote& note : unit.notes) {
    if (note.category.starts_with("hexapla:")) continue;
    notes.push_back(note.category.empty() ? note.text
                                          : fmt::format("{}: {}", note.category, note.text));
  }
  return notes;
}

Result<model::InlineText> read_marked(std::string_view marked, const Location& place) {
  if (auto text = model::from_marked(marked)) return *std::move(text);
  return fail(ErrorCode::Syntax, fmt::format("a brace of “{}” belongs to no code", marked), place,
              "codes are {1 ...} and {/1}; a brace that is text is doubled: {{ or }}");
}

}  // namespace hexapla::formats
