// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/index/compare.hpp"
#include "hexapla/model/inline_text.hpp"
#include "hexapla/model/unit.hpp"

namespace hexapla::index {

/// One text of an entry.
struct MemoryText {
  std::string language;  ///< as queries name it: the primary subtag
  model::InlineText text;
  model::State state = model::State::Translated;
  std::string date;  ///< YYYY-MM-DD, empty where nobody noted it
};

/// Texts that say the same in several languages.
struct MemoryEntry {
  std::string name;  ///< of its unit or segment: the same again is the same place
  std::vector<MemoryText> texts;
};

enum class MatchKind : std::uint8_t {
  InContext,  ///< equal, and at the same place: of the same name, or between the same neighbours
  Exact,      ///< equal
  Fuzzy,
};
[[nodiscard]] std::string_view to_string(MatchKind kind);

/// Where a text stands: what makes an equal one a match in context.
struct MemoryContext {
  std::string name;  ///< of its entry
  std::optional<model::InlineText> previous;
  std::optional<model::InlineText> next;
};

struct MemoryQuery {
  std::string source_language;
  std::string target_language;
  model::InlineText text;
  std::optional<MemoryContext> context;
  int threshold = 70;     ///< the lowest score that is wanted, 1 to 100
  std::size_t limit = 5;  ///< the most matches
};

struct MemoryMatch {
  MatchKind kind = MatchKind::Fuzzy;
  Comparison comparison;
  model::InlineText source;
  model::InlineText target;
  std::string origin;                             ///< the name of the collection
  std::string entry;                              ///< the name of the entry
  model::State state = model::State::Translated;  ///< of the target
  std::string date;                               ///< of the target
};

/// An entry that holds a phrase.
struct Occurrence {
  std::string origin;
  std::string entry;
  std::string text;       ///< plain
  std::size_t begin = 0;  ///< of the first occurrence, in bytes of `text`
  std::size_t end = 0;
  std::map<std::string, std::string, std::less<>> translations;  ///< by language, plain
};

/// How the caller tells whether a collection is what it was.
struct CollectionVersion {
  std::string version;
  std::string stamp;  ///< of its file (Files::stamp), empty where there was none
};

/// A translation memory in SQLite: disposable, made from collections of entries (files, mostly)
/// that the caller keeps. Any number of processes read while one writes. Errors as those of
/// Database; Invalid means: delete it and make it again.
class Memory {
 public:
  /// Opens it, or creates it empty.
  [[nodiscard]] static Result<Memory> open(const std::string& path);
  /// One that lives as long as the value.
  [[nodiscard]] static Result<Memory> make_temporary();
  ~Memory();
  Memory(Memory&&) noexcept;
  Memory& operator=(Memory&&) noexcept;
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  /// The version of each collection that is held, by its name.
  [[nodiscard]] Result<std::map<std::string, CollectionVersion, std::less<>>> versions();
  /// Remembers the stamp of a collection's file.
  [[nodiscard]] Result<void> set_stamp(std::string_view name, std::string_view stamp);
  /// Puts a collection in the place of the one of its name, all or nothing. Linear in its size.
  [[nodiscard]] Result<void> replace(std::string_view name, std::string_view version,
                                     const std::vector<MemoryEntry>& entries);
  [[nodiscard]] Result<void> remove(std::string_view name);

  /// Matches that have a text in the target language: in context first, then by score, then by
  /// state and date, newest first. Equal pairs of texts are given once. None of a better score is
  /// passed over (but see kMostEdits). Costs by how rare the query's rarest words are, not by the
  /// number of entries.
  [[nodiscard]] Result<std::vector<MemoryMatch>> search(const MemoryQuery& query);

  /// Entries whose text in a language holds the phrase, within words too and without regard to
  /// capitals and width: of each collection the shortest texts first; `limit` at most.
  [[nodiscard]] Result<std::vector<Occurrence>> find_phrase(std::string_view phrase,
                                                            std::string_view language,
                                                            std::size_t limit);

  /// The languages of its texts, in the order of their names.
  [[nodiscard]] Result<std::vector<std::string>> languages();
  /// How many entries there are.
  [[nodiscard]] Result<std::size_t> count();

 private:
  class Store;
  explicit Memory(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

}  // namespace hexapla::index
