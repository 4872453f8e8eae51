// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/model/inline_text.hpp"
#include "hexapla/model/unit.hpp"

/// The files that translators' other tools read and write. Each format is read into and written
/// from one value, an ExchangeFile; what it cannot hold is counted as a loss.
namespace hexapla::formats {

/// One segment in several languages, the source first.
struct AlignedEntry {
  struct Text {
    std::string language;  ///< BCP 47, as outputs have it
    model::InlineText text;
    model::State state = model::State::Initial;
    /// What a stale translation was made from, marked (InlineText::marked).
    std::string older_source = {};
    /// The target when the file left, marked, "" for none; absent where nobody noted it.
    std::optional<std::string> base = {};
    model::ByteRange range = {};  ///< where it was read from
    std::string date = {};        ///< of the last change, YYYY-MM-DD, where it is known
  };

  std::string publication;
  std::string part;
  std::string unit;
  std::string segment;
  std::vector<Text> texts;              ///< a target without text has only its base
  std::vector<std::string> notes = {};  ///< of people: "category: text", or the text alone
};

/// What a segment is called in memories: PUBLICATION/UNIT/SEGMENT.
[[nodiscard]] std::string write_entry_id(std::string_view publication, std::string_view unit,
                                         std::string_view segment);
/// The same of an entry; its unit alone where it has no segment.
[[nodiscard]] std::string write_entry_id(const AlignedEntry& entry);

struct ExchangeFile {
  std::string source_language;
  std::vector<std::string> target_languages;
  std::vector<AlignedEntry> entries;
  /// Pairs without units: tables have the languages as header, and texts without marks.
  bool is_plain = false;
};

/// What a format cannot hold, by kind ("stale translations"), with the places: unit ids.
using Losses = std::map<std::string, std::set<std::string>, std::less<>>;

/// What a format can hold beside texts.
enum class Holding : std::uint8_t {
  States,
  Notes,
  OlderSources,  ///< of stale translations
  Untranslated,  ///< segments without a target
  SeveralLanguages,
  CodeTypes,   ///< inline codes as such, not as marks in the text
  LineBreaks,  ///< and tabs, in texts
  Dates,       ///< of the last change
};

struct ExchangeFormat {
  std::string_view name;   ///< as options take it: "tmx"
  std::string_view title;  ///< as people call it: "TMX"
  std::vector<std::string_view> endings;
  bool is_read = true;
  bool is_written = true;
  std::set<Holding> holds;
};

[[nodiscard]] std::span<const ExchangeFormat> exchange_formats();
[[nodiscard]] const ExchangeFormat* find_exchange_format(std::string_view name);
/// By the ending of a file's name, and for .xlf by what the file says of itself.
[[nodiscard]] const ExchangeFormat* find_exchange_format_of(std::string_view file_name,
                                                            std::string_view bytes);

/// Which languages are wanted of a file that has several or names none; empty: the file says.
struct ExchangeLanguages {
  std::string source;
  std::string target;
};

/// Reads a file of any format that is read. Fails with Syntax or Invalid, with a place; nothing
/// that a file names is fetched, no entity expanded.
[[nodiscard]] Result<ExchangeFile> read_exchange(std::string_view bytes, std::string_view name,
                                                 const ExchangeFormat& format,
                                                 const ExchangeLanguages& languages);

/// The bytes of a file; the same for the same value. `version` is the program's. Fails with
/// Refused where a format takes one target language and the file has several.
[[nodiscard]] Result<std::string> write_exchange(const ExchangeFile& file,
                                                 const ExchangeFormat& format,
                                                 std::string_view version);

/// What writing the file in a format would leave out.
void add_losses(const ExchangeFile& file, const ExchangeFormat& format, Losses& losses);
/// What of a unit no entry holds: limits of length, sub-states, hints on codes.
void add_losses(const model::Unit& unit, Losses& losses);

/// The entries of a segment file, segments without a target included.
[[nodiscard]] ExchangeFile to_exchange(const model::SegmentFile& file);
/// The way back: a segment file for each part and target language. Entries that share a unit id
/// become segments of one unit; ids that are missing are given by number.
[[nodiscard]] std::vector<model::SegmentFile> to_segment_files(const ExchangeFile& file);

/// Notes of a unit as entries hold them; those of the program are left out.
[[nodiscard]] std::vector<std::string> write_notes(const model::Unit& unit);

}  // namespace hexapla::formats
