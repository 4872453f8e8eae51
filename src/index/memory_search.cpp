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
/// So few candidates are sooner compared than counted further.
constexpr std::size_t kFewEnough = 20;

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

/// How many words of a query the texts of a shelf have, between two places.
class CandidateCounts {
 public:
  /// `counts` is all zeros, and is left so.
  CandidateCounts(std::vector<std::uint32_t>& counts, std::uint32_t begin, std::uint32_t end)
      : counts_(counts), begin_(begin), end_(end) {
    counts_.resize(std::max<std::size_t>(counts_.size(), end - begin));
  }
  ~CandidateCounts() {
    for (const std::uint32_t place : places_) counts_[place - begin_] = 0;
  }
  CandidateCounts(const CandidateCounts&) = delete;
  CandidateCounts& operator=(const CandidateCounts&) = delete;
  CandidateCounts(CandidateCounts&&) = delete;
  CandidateCounts& operator=(CandidateCounts&&) = delete;

  /// How many words were read.
  [[nodiscard]] std::size_t read() const { return read_; }
  [[nodiscard]] const std::vector<std::uint32_t>& places() const { return places_; }

  void begin_word() { ++read_; }
  /// The texts of a word; whether they may be new here.
  void add(std::string_view texts, bool adds) {
    read_postings(texts, begin_, end_, [&](std::uint32_t place) {
      std::uint32_t& count = counts_[place - begin_];
      if (count == 0 && !adds) return;
      if (count++ == 0) places_.push_back(place);
    });
  }
  void drop_below(std::size_t least) {
    std::erase_if(places_, [&](std::uint32_t place) {
      std::uint32_t& count = counts_[place - begin_];
      if (count >= least) return false;
      count = 0;
      return true;
    });
  }
  [[nodiscard]] std::size_t count(std::uint32_t place) const { return counts_[place - begin_]; }

 private:
  std::vector<std::uint32_t>& counts_;
  std::uint32_t begin_;
  std::uint32_t end_;
  std::size_t read_ = 0;
  std::vector<std::uint32_t> places_;
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
      if (query_.context->previous) previous_ = find_text_key(*query_.context->previous);
      if (query_.context->next) next_ = find_text_key(*query_.context->next);
    }
    HEXAPLA_CHECK(for_each_shelf(&Search::find_equal));
    HEXAPLA_CHECK(for_each_shelf(&Search::find_alike));
    return best_.take();
  }

 private:
  [[nodiscard]] const Shelf* find_target(const Shelf& shelf) const {
    const auto found = std::find_if(shelves_.begin(), shelves_.end(), [&](const Shelf& each) {
      return each.collection == shelf.collection && each.language == query_.target_language;
    });
    return found == shelves_.end() ? nullptr : &*found;
  }

  /// Of the source language, where the collection has the target language too.
  Result<void> for_each_shelf(Result<void> (Search::*find)(const Shelf&, const Shelf&)) {
    for (const Shelf& shelf : shelves_) {
      const Shelf* const target = find_target(shelf);
      if (shelf.language != query_.source_language || target == nullptr) continue;
      HEXAPLA_CHECK((this->*find)(shelf, *target));
    }
    return {};
  }

  /// Equal texts, those in context first.
  Result<void> find_equal(const Shelf& shelf, const Shelf& target) {
    HEXAPLA_TRY(
        Statement rows,
        database_.prepare(
            "SELECT text.entry, content, previous, next, entry.name FROM text_by_key JOIN text ON "
            "text.id = text_by_key.text JOIN entry ON entry.id = text.entry WHERE "
            "text_by_key.shelf = ? AND key = ? ORDER BY entry.name = ? DESC, "
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
    CandidateCounts candidates(counts_, begin, end);
    HEXAPLA_CHECK(count_words(words, size - needed, candidates));
    for (const Candidate& candidate : rank(shelf, candidates)) {
      if (candidate.best < best_.required()) break;  // they come by what they can reach
      HEXAPLA_CHECK(look_at(shelf, candidate.place, target));
    }
    return {};
  }

  /// The words of the query in the shelf, the rarest first: before all, those that no text has.
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

  /// Counts how many words of the query each text has, the rarest first, for texts that lack
  /// `missing` of them at most.
  Result<void> count_words(const std::vector<QueryWord>& words, std::size_t missing,
                           CandidateCounts& candidates) {
    HEXAPLA_TRY(Statement row, database_.prepare("SELECT texts FROM posting WHERE id = ?"));
    for (const QueryWord& word : words) {
      const bool adds = candidates.read() <= missing;
      if (!adds && candidates.places().size() <= kFewEnough) return {};
      candidates.begin_word();
      if (word.count > 0) {
        HEXAPLA_TRY(const bool has_row, row.bind(1, word.posting).step());
        if (has_row) candidates.add(row.bytes(0), adds);
        row.reset();
      }
      if (!adds) candidates.drop_below(candidates.read() - missing);
    }
    return {};
  }

  /// Candidates by the best score that each can have.
  std::vector<Candidate> rank(const Shelf& shelf, const CandidateCounts& counts) const {
    const std::size_t size = text_.words().size();
    std::vector<Candidate> candidates;
    for (const std::uint32_t place : counts.places()) {
      const std::size_t length = shelf.find_length(place);
      const std::size_t shared =
          std::min({counts.count(place) + size - counts.read(), size, length});
      const auto best = static_cast<int>(shared * 100 / std::max(size, length));
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
        database_.prepare("SELECT content, state, date, entry.name, collection.name FROM "
                          "text_by_entry JOIN text ON text.id = text_by_entry.text JOIN entry ON "
                          "entry.id = text.entry JOIN collection ON collection.id = "
                          "entry.collection WHERE text_by_entry.entry = ? AND text_by_entry.shelf "
                          "= ?"));
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
