// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "hexapla/index/memory.hpp"
#include "hexapla/text/characters.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "memory_store.hpp"
#include "postings.hpp"

namespace hexapla::index {
namespace {

using Places = std::vector<std::uint32_t>;

/// A text folded for search, and for each of its bytes the byte of the text that it comes from.
struct FoldedText {
  std::string folded;
  std::vector<std::size_t> origins;

  explicit FoldedText(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      static_cast<void>(text::next_code_point(text, at));
      folded += text::fold_for_search(text.substr(begin, at - begin));
      origins.resize(folded.size(), begin);
    }
    origins.push_back(text.size());
  }
};

bool is_han(std::string_view word) {
  std::size_t at = 0;
  return text::is_han(text::next_code_point(word, at));
}

/// A stored text as people read it.
Result<std::string> read_plain(std::string_view stored) {
  HEXAPLA_TRY(const model::InlineText text, read_stored(stored));
  return text::to_nfc(text.plain());
}

/// Where an occurrence is from, and what its entry says in the other languages.
Result<void> complete(Database& database, const Shelf& shelf, std::int64_t entry,
                      Occurrence& occurrence) {
  HEXAPLA_TRY(
      Statement rows,
      database.prepare("SELECT language, content, entry.name, collection.name FROM shelf JOIN "
                       "text_by_entry ON text_by_entry.shelf = shelf.id JOIN text ON text.id = "
                       "text_by_entry.text JOIN entry ON entry.id = text.entry JOIN collection ON "
                       "collection.id = shelf.collection WHERE shelf.collection = ? AND "
                       "text_by_entry.entry = ?"));
  rows.bind(1, shelf.collection).bind(2, entry);
  Result<void> read;
  HEXAPLA_CHECK(for_each_row(rows, [&](const Statement& row) {
    occurrence.entry = row.bytes(2);
    occurrence.origin = row.bytes(3);
    if (row.bytes(0) == shelf.language) return;
    Result<std::string> plain = read_plain(row.bytes(1));
    if (plain)
      occurrence.translations.emplace(row.bytes(0), *std::move(plain));
    else
      read = tl::unexpected<Error>(std::move(plain).error());
  }));
  return read;
}

/// Finds the texts of one shelf that hold a phrase.
class PhraseSearch {
 public:
  PhraseSearch(Database& database, std::string_view phrase)
      : database_(database),
        folded_(text::fold_for_search(text::trim(phrase))),
        words_(find_compared_words(folded_)) {}

  [[nodiscard]] bool is_empty() const { return folded_.empty(); }

  /// Adds occurrences until there are `limit`.
  Result<void> find_all(const Shelf& shelf, std::size_t limit, std::vector<Occurrence>& found) {
    HEXAPLA_TRY(const Places places, find_places(shelf));
    HEXAPLA_TRY(Statement row, database_.prepare("SELECT content, entry FROM text WHERE id = ?"));
    for (auto place = places.begin(); place != places.end() && found.size() < limit; ++place) {
      HEXAPLA_TRY(const bool has_row, row.bind(1, shelf.first + *place).step());
      if (!has_row) return fail(ErrorCode::Invalid, "the index is damaged: a text is missing");
      HEXAPLA_TRY(std::string plain, read_plain(row.bytes(0)));
      const std::int64_t entry = row.number(1);
      row.reset();
      const auto span = find(plain);
      if (!span) continue;
      Occurrence occurrence{{}, {}, std::move(plain), span->first, span->second, {}};
      HEXAPLA_CHECK(complete(database_, shelf, entry, occurrence));
      found.push_back(std::move(occurrence));
    }
    return {};
  }

 private:
  /// Places of texts that have all words of the phrase, the first and last as parts of words: those
  /// with the phrase and some more.
  Result<Places> find_places(const Shelf& shelf) {
    Places places(shelf.count);
    std::iota(places.begin(), places.end(), 0U);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] == "#") continue;  // numbers are not told apart in the index
      const bool is_whole = is_han(words_[i]) || (i > 0 && i + 1 < words_.size());
      HEXAPLA_TRY(const Places others, find_texts(shelf, words_[i], is_whole));
      Places both;
      std::set_intersection(places.begin(), places.end(), others.begin(), others.end(),
                            std::back_inserter(both));
      places = std::move(both);
    }
    return places;
  }

  /// The first occurrence in a text, in bytes.
  [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> find(
      std::string_view text) const {
    const FoldedText other(text);
    const std::size_t begin = other.folded.find(folded_);
    if (begin == std::string::npos) return std::nullopt;
    return std::pair(other.origins[begin], other.origins[begin + folded_.size()]);
  }

  /// Texts with a word, or with one that has it as a part.
  Result<Places> find_texts(const Shelf& shelf, const std::string& word, bool is_whole) {
    HEXAPLA_TRY(
        Statement rows,
        database_.prepare(is_whole ? "SELECT texts FROM word JOIN posting ON posting.id = posting "
                                     "WHERE shelf = ? AND nth = 0 AND word = ?"
                                   : "SELECT texts FROM word JOIN posting ON posting.id = posting "
                                     "WHERE shelf = ? AND nth = 0 AND instr(word, ?) > 0"));
    rows.bind(1, shelf.id).bind(2, word);
    Places places;
    HEXAPLA_CHECK(for_each_row(rows, [&places](const Statement& row) {
      const Places more = read_postings(row.bytes(0));
      places.insert(places.end(), more.begin(), more.end());
    }));
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }

  Database& database_;
  std::string folded_;
  std::vector<std::string> words_;
};

}  // namespace

Result<std::vector<Occurrence>> Memory::find_phrase(std::string_view phrase,
                                                    std::string_view language, std::size_t limit) {
  std::vector<Occurrence> found;
  PhraseSearch search(store_->database, phrase);
  if (search.is_empty()) return found;
  HEXAPLA_TRY(Transaction transaction,
              Transaction::begin(store_->database, Transaction::Kind::Read));
  HEXAPLA_TRY(const std::vector<Shelf>* const shelves, store_->shelves());
  for (const Shelf& shelf : *shelves) {
    if (shelf.language == language) HEXAPLA_CHECK(search.find_all(shelf, limit, found));
  }
  return found;
}

}  // namespace hexapla::index
