// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "hexapla/index/memory.hpp"

#include "database.hpp"

namespace hexapla::index {

/// The texts of one language in one collection: they have the ids from `first` on, by the number of
/// their words, so that texts of similar length are neighbours.
struct Shelf {
  std::int64_t id = 0;
  std::int64_t collection = 0;
  std::string language;
  std::int64_t first = 0;
  std::uint32_t count = 0;
  /// For each number of words that occurs: the place of the first text that has as many.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lengths;

  /// The place of the first text of at least as many words.
  [[nodiscard]] std::uint32_t find_place(std::size_t words) const;
  /// How many words the text at a place has.
  [[nodiscard]] std::size_t find_length(std::uint32_t place) const;
};

/// The database behind a memory.
class Memory::Store {
 public:
  explicit Store(Database&& opened) : database(std::move(opened)) {}
  /// The shelves as they are now; the caller is in a transaction.
  [[nodiscard]] Result<const std::vector<Shelf>*> shelves();
  /// After a change of our own.
  void forget_shelves() { version_ = -1; }

  Database database;
  /// For the search: how many words of the query each text of a shelf has.
  std::vector<std::uint32_t> counts;

 private:
  std::int64_t version_ = -1;  ///< of the data, as SQLite counts what other processes write
  std::vector<Shelf> shelves_;
};

/// Text with codes as it is stored. Invalid where the bytes are damaged.
[[nodiscard]] Result<model::InlineText> read_stored(std::string_view marked);

}  // namespace hexapla::index
