// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "hexapla/index/memory.hpp"
#include "hexapla/text/hash.hpp"

#include "memory_store.hpp"
#include "postings.hpp"

namespace hexapla::index {
namespace {

/// One text on its way to a shelf.
struct ShelvedText {
  std::size_t entry = 0;
  const MemoryText* text = nullptr;
  std::vector<std::uint32_t> words;  ///< as Vocabulary numbers them
  std::int64_t key = 0;
  std::int64_t previous = 0;
  std::int64_t next = 0;
};

/// The words of a shelf, numbered as they come.
class Vocabulary {
 public:
  std::uint32_t number(std::string_view word) {
    if (const auto found = numbers_.find(word); found != numbers_.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(numbers_.size());
    numbers_.emplace(std::string(word), number);
    return number;
  }
  [[nodiscard]] std::size_t size() const { return numbers_.size(); }
  /// With their numbers, in the order of their bytes.
  [[nodiscard]] std::vector<std::pair<std::string_view, std::uint32_t>> sorted() const {
    std::vector<std::pair<std::string_view, std::uint32_t>> words(numbers_.begin(), numbers_.end());
    std::sort(words.begin(), words.end());
    return words;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return text::hash64(word); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
};

/// Puts down which texts have a word once, twice, ... .
class WordIndex {
 public:
  explicit WordIndex(std::size_t words) : words_(words) {}

  void add(const std::vector<std::uint32_t>& words, std::uint32_t place) {
    for (const std::uint32_t number : words) {
      Word& word = words_[number];
      if (word.last != place) word.seen = 0;
      word.last = place;
      if (word.postings.size() <= word.seen) word.postings.emplace_back();
      word.postings[word.seen++].add(place);
    }
  }

  Result<void> write(Database& database, std::int64_t shelf, const Vocabulary& vocabulary) const {
    HEXAPLA_TRY(std::int64_t id, database.number("SELECT coalesce(max(id), 0) FROM posting"));
    HEXAPLA_TRY(Statement posting, database.prepare("INSERT INTO posting VALUES (?, ?)"));
    HEXAPLA_TRY(Statement row, database.prepare("INSERT INTO word VALUES (?, ?, ?, ?, ?)"));
    for (const auto& [word, number] : vocabulary.sorted()) {
      std::int64_t nth = 0;
      for (const PostingWriter& texts : words_[number].postings) {
        HEXAPLA_CHECK(posting.bind(1, ++id).bind_blob(2, texts.bytes()).run());
        row.bind(1, shelf).bind(2, word).bind(3, nth++);
        row.bind(4, static_cast<std::int64_t>(texts.count())).bind(5, id);
        HEXAPLA_CHECK(row.run());
      }
    }
    return {};
  }

 private:
  struct Word {
    std::uint32_t last = UINT32_MAX;  ///< the text in which it was seen last
    std::size_t seen = 0;             ///< how many times there
    std::vector<PostingWriter> postings;
  };
  std::vector<Word> words_;
};

std::set<std::string> list_languages(const std::vector<MemoryEntry>& entries) {
  std::set<std::string> languages;
  for (const MemoryEntry& entry : entries) {
    for (const MemoryText& text : entry.texts) languages.insert(text.language);
  }
  return languages;
}

/// The texts of a language with their neighbours, those of few words first.
std::vector<ShelvedText> sort_texts(const std::vector<MemoryEntry>& entries,
                                    const std::string& language, Vocabulary& vocabulary) {
  std::vector<ShelvedText> texts;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (const MemoryText& text : entries[i].texts) {
      if (text.language != language) continue;
      ShelvedText shelved{i, &text, {}, find_text_key(text.text), 0, 0};
      walk_compared_words(text.text.plain(), [&](std::string_view word) {
        shelved.words.push_back(vocabulary.number(word));
      });
      if (!texts.empty()) {
        shelved.previous = texts.back().key;
        texts.back().next = shelved.key;
      }
      texts.push_back(std::move(shelved));
    }
  }
  std::stable_sort(texts.begin(), texts.end(), [](const ShelvedText& a, const ShelvedText& b) {
    return a.words.size() < b.words.size();
  });
  return texts;
}

Result<void> write_texts(Database& database, const std::vector<ShelvedText>& texts,
                         std::int64_t shelf, std::int64_t first, std::int64_t first_entry) {
  HEXAPLA_TRY(Statement insert,
              database.prepare("INSERT INTO text VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const ShelvedText& each : texts) {
    const std::string content = each.text->text.marked();
    insert.bind(1, first++).bind(2, first_entry + static_cast<std::int64_t>(each.entry));
    insert.bind(3, shelf).bind(4, content).bind(5, each.previous).bind(6, each.next);
    insert.bind(7, static_cast<std::int64_t>(each.text->state)).bind(8, each.text->date);
    HEXAPLA_CHECK(insert.run());
  }
  return {};
}

/// Where each text is found, by numbers that it has: keys, entries.
Result<void> write_places(Database& database, std::string_view sql, std::int64_t shelf,
                          std::vector<std::pair<std::int64_t, std::int64_t>> places) {
  std::sort(places.begin(), places.end());
  HEXAPLA_TRY(Statement insert, database.prepare(sql));
  for (const auto& [number, text] : places)
    HEXAPLA_CHECK(insert.bind(1, shelf).bind(2, number).bind(3, text).run());
  return {};
}

Result<void> write_shelf(Database& database, std::int64_t collection, const std::string& language,
                         const std::vector<MemoryEntry>& entries, std::int64_t first_entry) {
  Vocabulary vocabulary;
  const std::vector<ShelvedText> texts = sort_texts(entries, language, vocabulary);
  WordIndex words(vocabulary.size());
  PostingWriter lengths;
  PostingWriter places;
  HEXAPLA_TRY(const std::int64_t last, database.number("SELECT coalesce(max(id), 0) FROM text"));
  std::vector<std::pair<std::int64_t, std::int64_t>> keys;
  std::vector<std::pair<std::int64_t, std::int64_t>> by_entry;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto place = static_cast<std::uint32_t>(i);
    words.add(texts[i].words, place);
    const std::int64_t text = last + 1 + place;
    keys.emplace_back(texts[i].key, text);
    by_entry.emplace_back(first_entry + static_cast<std::int64_t>(texts[i].entry), text);
    if (i > 0 && texts[i].words.size() == texts[i - 1].words.size()) continue;
    lengths.add(static_cast<std::uint32_t>(texts[i].words.size()));
    places.add(place);
  }
  HEXAPLA_TRY(const std::int64_t id, database.number("SELECT coalesce(max(id), 0) + 1 FROM shelf"));
  HEXAPLA_TRY(Statement insert, database.prepare("INSERT INTO shelf VALUES (?, ?, ?, ?, ?, ?, ?)"));
  insert.bind(1, id).bind(2, collection).bind(3, language).bind(4, last + 1);
  insert.bind(5, static_cast<std::int64_t>(texts.size()));
  insert.bind_blob(6, lengths.bytes()).bind_blob(7, places.bytes());
  HEXAPLA_CHECK(insert.run());
  HEXAPLA_CHECK(write_texts(database, texts, id, last + 1, first_entry));
  HEXAPLA_CHECK(
      write_places(database, "INSERT INTO text_by_key VALUES (?, ?, ?)", id, std::move(keys)));
  HEXAPLA_CHECK(write_places(database, "INSERT INTO text_by_entry VALUES (?, ?, ?)", id,
                             std::move(by_entry)));
  return words.write(database, id, vocabulary);
}

/// Takes a collection out; the caller is in a transaction.
Result<void> remove_collection(Database& database, std::string_view name) {
  for (const char* const sql :
       {"DELETE FROM posting WHERE id IN (SELECT posting FROM word JOIN shelf ON shelf.id = "
        "word.shelf JOIN collection ON collection.id = shelf.collection WHERE name = ?)",
        "DELETE FROM word WHERE shelf IN (SELECT shelf.id FROM shelf JOIN collection ON "
        "collection.id = shelf.collection WHERE name = ?)",
        "DELETE FROM text WHERE shelf IN (SELECT shelf.id FROM shelf JOIN collection ON "
        "collection.id = shelf.collection WHERE name = ?)",
        "DELETE FROM text_by_key WHERE shelf IN (SELECT shelf.id FROM shelf JOIN collection ON "
        "collection.id = shelf.collection WHERE name = ?)",
        "DELETE FROM text_by_entry WHERE shelf IN (SELECT shelf.id FROM shelf JOIN collection ON "
        "collection.id = shelf.collection WHERE name = ?)",
        "DELETE FROM entry WHERE collection IN (SELECT id FROM collection WHERE name = ?)",
        "DELETE FROM shelf WHERE collection IN (SELECT id FROM collection WHERE name = ?)",
        "DELETE FROM collection WHERE name = ?"}) {
    HEXAPLA_TRY(Statement statement, database.prepare(sql));
    HEXAPLA_CHECK(statement.bind(1, name).run());
  }
  return {};
}

Result<void> write_collection(Database& database, std::string_view name, std::string_view version,
                              const std::vector<MemoryEntry>& entries) {
  HEXAPLA_TRY(const std::int64_t id,
              database.number("SELECT coalesce(max(id), 0) + 1 FROM collection"));
  HEXAPLA_TRY(const std::int64_t first,
              database.number("SELECT coalesce(max(id), 0) + 1 FROM entry"));
  HEXAPLA_TRY(Statement insert, database.prepare("INSERT INTO collection VALUES (?, ?, ?, '')"));
  HEXAPLA_CHECK(insert.bind(1, id).bind(2, name).bind(3, version).run());
  HEXAPLA_TRY(Statement row, database.prepare("INSERT INTO entry VALUES (?, ?, ?)"));
  std::int64_t entry = first;
  for (const MemoryEntry& each : entries)
    HEXAPLA_CHECK(row.bind(1, entry++).bind(2, id).bind(3, each.name).run());
  for (const std::string& language : list_languages(entries))
    HEXAPLA_CHECK(write_shelf(database, id, language, entries, first));
  return {};
}

}  // namespace

Result<void> Memory::replace(std::string_view name, std::string_view version,
                             const std::vector<MemoryEntry>& entries) {
  Database& database = store_->database;
  HEXAPLA_TRY(Transaction transaction, Transaction::begin(database, Transaction::Kind::Write));
  HEXAPLA_CHECK(remove_collection(database, name));
  HEXAPLA_CHECK(write_collection(database, name, version, entries));
  HEXAPLA_CHECK(transaction.commit());
  store_->forget_shelves();
  return {};
}

Result<void> Memory::set_stamp(std::string_view name, std::string_view stamp) {
  HEXAPLA_TRY(Statement update,
              store_->database.prepare("UPDATE collection SET stamp = ? WHERE name = ?"));
  return update.bind(1, stamp).bind(2, name).run();
}

Result<void> Memory::remove(std::string_view name) {
  HEXAPLA_TRY(Transaction transaction,
              Transaction::begin(store_->database, Transaction::Kind::Write));
  HEXAPLA_CHECK(remove_collection(store_->database, name));
  HEXAPLA_CHECK(transaction.commit());
  store_->forget_shelves();
  return {};
}

}  // namespace hexapla::index
