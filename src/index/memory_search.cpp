// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "hexapla/index/memory.hpp"

#include "memory_store.hpp"
#include "postings.hpp"

namespace hexapla::index {
namespace {

/// How many equal texts are looked at: more of them say nothing new.
constexpr std::int64_t kMostEqual = 100;
/// Counting a word's texts is as cheap for this many as looking at one of them.
constexpr std::size_t kCheaper = 100;

/// One word of the query, for the n-th time, and where its texts stand.
struct QueryWord {
  std::int64_t posting = 0;
  std::size_t count = 0;
};

/// A text that may be alike.
struct Candidate {
  std::uint32_t place = 0;
  int best = 0;  ///< the best score that it can have
};

/// Matches while they are found: the best ones, each pair of texts once.
class BestMatches {
 public:
  explicit BestMatches(std::size_t limit) : limit_(limit) {}

  /// What a match must reach to be among them.
  [[nodiscard]] int required() const {
    return matches_.size() < limit_ || limit_ == 0 ? 0 : matches_.back().comparison.score;
  }
  void add(MemoryMatch&& match) {
    const auto same = std::find_if(matches_.begin(), matches_.end(), [&](const MemoryMatch& each) {
      return each.source == match.source && each.target == match.target;
    });
    if (same != matches_.end()) {
      if (!is_better(match, *same)) return;
      matches_.erase(same);
    }
    const auto place = std::upper_bound(matches_.begin(), matches_.end(), match, is_better);
    matches_.insert(place, std::move(match));
    if (matches_.size() > limit_) matches_.pop_back();
  }
  std::vector<MemoryMatch> take() { return std::move(matches_); }

 private:
  static bool is_better(const MemoryMatch& a, const MemoryMatch& b) {
    const auto rank = [](const MemoryMatch& each) {
      return std::tuple(each.kind == MatchKind::InContext, each.comparison.score, each.state);
    };
    if (rank(a) != rank(b)) return rank(a) > rank(b);
    return a.date > b.date;
  }

  std::size_t limit_;
  std::vector<MemoryMatch> matches_;
};

/// One search over all shelves of the source language.
class Search {
 public:
  Search(Database& database, std::vector<std::uint32_t>& counts, const std::vector<Shelf>& shelves,
         const MemoryQuery& query)
      : database_(database),
        counts_(counts),
        shelves_(shelves),
        query_(query),
        text_(query.text),
        best_(query.limit) {}

  Result<std::vector<MemoryMatch>> run() {
    if (query_.context) {
      if (query_.context->previous) previous_ = ComparedText(*query_.context->previous).key();
      if (query_.context->next) next_ = ComparedText(*query_.context->next).key();
    }
    for (const Shelf& shelf : shelves_) {
      if (shelf.language != query_.source_language) continue;
      const Shelf* const target = find_target(shelf);
      if (target == nullptr) continue;
      HEXAPLA_CHECK(find_equal(shelf, *target));
    }
    for (const Shelf& shelf : shelves_) {
      const Shelf* const target = find_target(shelf);
      if (shelf.language != query_.source_language || target == nullptr) continue;
      HEXAPLA_CHECK(find_alike(shelf, *target));
    }
    return best_.take();
  }

 private:
  [[nodiscard]] const Shelf* find_target(const Shelf& shelf) const {
    const auto found = std::find_if(shelves_.begin(), shelves_.end(), [&](const Shelf& each) {
      return each.collection == shelf.collection && each.language == query_.target_language;
    });
    return found == shelves_.end() ? nullptr : &*found;
  }

  /// Equal texts, those in context first.
  Result<void> find_equal(const Shelf& shelf, const Shelf& target) {
    HEXAPLA_TRY(
        Statement rows,
        database_.prepare(
            "SELECT text.entry, content, previous, next, entry.name FROM text JOIN entry ON "
            "entry.id = text.entry WHERE text.shelf = ? AND key = ? ORDER BY entry.name = ? DESC, "
            "previous = ? AND next = ? DESC, text.id LIMIT ?"));
    const std::string name = query_.context ? query_.context->name : std::string();
    rows.bind(1, shelf.id).bind(2, text_.key()).bind(3, name);
    rows.bind(4, previous_).bind(5, next_).bind(6, kMostEqual);
    while (true) {
      HEXAPLA_TRY(const bool has_row, rows.step());
      if (!has_row) return {};
      MemoryMatch match;
      const bool is_same_name = !name.empty() && rows.bytes(4) == name;
      const bool is_between = query_.context && (previous_ != 0 || next_ != 0) &&
                              rows.number(2) == previous_ && rows.number(3) == next_;
      match.kind = is_same_name || is_between ? MatchKind::InContext : MatchKind::Exact;
      match.comparison.score = 100;
      HEXAPLA_TRY(match.source, read_stored(rows.bytes(1)));
      HEXAPLA_CHECK(add(std::move(match), rows.number(0), target));
    }
  }

  /// Texts that share enough words. A text that may reach the threshold shares at least that part
  /// of the query's words, so that it has at least one of any that many and one more: the rarest
  /// lead to all such texts (prefix filter: Chaudhuri, Ganti, Kaushik 2006).
  Result<void> find_alike(const Shelf& shelf, const Shelf& target) {
    const std::size_t size = text_.words().size();
    if (size == 0) return {};
    const std::size_t needed = (size * static_cast<std::size_t>(query_.threshold) + 99) / 100;
    HEXAPLA_TRY(const std::vector<QueryWord> words, find_words(shelf));
    const std::uint32_t begin = shelf.find_place(needed);
    const std::uint32_t end =
        shelf.find_place(size * 100 / static_cast<std::size_t>(query_.threshold) + 1);
    if (begin >= end) return {};
    HEXAPLA_TRY(const std::vector<Candidate> candidates,
                find_candidates(shelf, words, size - needed + 1, {begin, end}));
    for (const Candidate& candidate : candidates) {
      if (candidate.best < best_.required()) break;  // they come by what they can reach
      HEXAPLA_CHECK(look_at(shelf, candidate.place, target));
    }
    return {};
  }

  /// The words of the query in the shelf, the rarest first; those that no text has are left out.
  Result<std::vector<QueryWord>> find_words(const Shelf& shelf) {
    std::map<std::string_view, std::int64_t> seen;
    std::vector<QueryWord> words;
    HEXAPLA_TRY(Statement row,
                database_.prepare(
                    "SELECT posting, count FROM word WHERE shelf = ? AND word = ? AND nth = ?"));
    for (const std::string& word : text_.words()) {
      row.bind(1, shelf.id).bind(2, word).bind(3, seen[word]++);
      HEXAPLA_TRY(const bool has_row, row.step());
      words.push_back(has_row ? QueryWord{row.number(0), static_cast<std::size_t>(row.number(1))}
                              : QueryWord{});
      row.reset();
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const QueryWord& a, const QueryWord& b) { return a.count < b.count; });
    return words;
  }

  struct Window {
    std::uint32_t begin;
    std::uint32_t end;
  };

  /// Texts with one of the first `leading` words, by the best score that each can have.
  Result<std::vector<Candidate>> find_candidates(const Shelf& shelf,
                                                 const std::vector<QueryWord>& words,
                                                 std::size_t leading, Window window) {
    std::vector<std::uint32_t> places;
    counts_.resize(std::max<std::size_t>(counts_.size(), window.end - window.begin));
    std::size_t read = 0;  // words
    HEXAPLA_TRY(Statement row, database_.prepare("SELECT texts FROM posting WHERE id = ?"));
    for (const QueryWord& word : words) {
      const bool is_leading = read < leading;
      if (!is_leading && word.count > places.size() * kCheaper) break;
      ++read;
      if (word.count == 0) continue;
      HEXAPLA_TRY(const bool has_row, row.bind(1, word.posting).step());
      if (has_row) {
        read_postings(row.bytes(0), window.begin, window.end, [&](std::uint32_t place) {
          std::uint32_t& count = counts_[place - window.begin];
          if (count == 0 && !is_leading) return;
          if (count++ == 0) places.push_back(place);
        });
      }
      row.reset();
    }
    const std::size_t unread = words.size() - read;
    std::vector<Candidate> candidates;
    for (const std::uint32_t place : places) {
      std::uint32_t& count = counts_[place - window.begin];
      const std::size_t length = shelf.find_length(place);
      const std::size_t shared = std::min({std::size_t{count} + unread, words.size(), length});
      const auto best = static_cast<int>(shared * 100 / std::max(words.size(), length));
      count = 0;
      if (best >= query_.threshold) candidates.push_back({place, best});
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(-a.best, a.place) < std::tuple(-b.best, b.place);
    });
    return candidates;
  }

  Result<void> look_at(const Shelf& shelf, std::uint32_t place, const Shelf& target) {
    HEXAPLA_TRY(Statement row, database_.prepare("SELECT entry, content FROM text WHERE id = ?"));
    HEXAPLA_TRY(const bool has_row, row.bind(1, shelf.first + place).step());
    if (!has_row) return {};
    HEXAPLA_TRY(model::InlineText source, read_stored(row.bytes(1)));
    const auto comparison = text_.compare(source, std::max(query_.threshold, best_.required()));
    if (!comparison || comparison->score == 100) return {};  // equal ones were found before
    MemoryMatch match;
    match.comparison = *comparison;
    match.source = std::move(source);
    return add(std::move(match), row.number(0), target);
  }

  /// Completes a match by its target, where the entry has one.
  Result<void> add(MemoryMatch&& match, std::int64_t entry, const Shelf& target) {
    HEXAPLA_TRY(
        Statement row,
        database_.prepare("SELECT content, state, date, entry.name, collection.name FROM text JOIN "
                          "entry ON entry.id = text.entry JOIN collection ON collection.id = "
                          "entry.collection WHERE text.entry = ? AND shelf = ?"));
    HEXAPLA_TRY(const bool has_row, row.bind(1, entry).bind(2, target.id).step());
    if (!has_row) return {};
    HEXAPLA_TRY(match.target, read_stored(row.bytes(0)));
    match.state = static_cast<model::State>(row.number(1) & 3);
    match.date = row.bytes(2);
    match.entry = row.bytes(3);
    match.origin = row.bytes(4);
    best_.add(std::move(match));
    return {};
  }

  Database& database_;
  std::vector<std::uint32_t>& counts_;
  const std::vector<Shelf>& shelves_;
  const MemoryQuery& query_;
  ComparedText text_;
  std::int64_t previous_ = 0;
  std::int64_t next_ = 0;
  BestMatches best_;
};

}  // namespace

Result<std::vector<MemoryMatch>> Memory::search(const MemoryQuery& query) {
  HEXAPLA_TRY(Transaction transaction,
              Transaction::begin(store_->database, Transaction::Kind::Read));
  HEXAPLA_TRY(const std::vector<Shelf>* const shelves, store_->shelves());
  HEXAPLA_TRY(std::vector<MemoryMatch> matches,
              Search(store_->database, store_->counts, *shelves, query).run());
  HEXAPLA_CHECK(transaction.commit());
  return matches;
}

}  // namespace hexapla::index
