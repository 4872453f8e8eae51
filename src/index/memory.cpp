// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/index/memory.hpp"

#include <algorithm>
#include <utility>

#include "memory_store.hpp"
#include "postings.hpp"

namespace hexapla::index {
namespace {

/// "Hxpl", by which SQLite knows whose file it is; and of what version the tables below are.
/// Tables stand where indexes might: rows that come in the order of their keys are cheap.
constexpr std::int64_t kApplication = 0x4878706C;
constexpr std::int64_t kVersion = 1;

constexpr const char* kTables = R"(
CREATE TABLE collection(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, version TEXT NOT NULL,
  stamp TEXT NOT NULL);
CREATE TABLE entry(id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL);
CREATE INDEX entry_collection ON entry(collection);
CREATE TABLE shelf(id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, language TEXT NOT NULL,
  first INTEGER NOT NULL, count INTEGER NOT NULL, lengths BLOB NOT NULL, places BLOB NOT NULL);
CREATE TABLE text(id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, shelf INTEGER NOT NULL,
  content TEXT NOT NULL, previous INTEGER NOT NULL, next INTEGER NOT NULL,
  state INTEGER NOT NULL, date TEXT NOT NULL);
CREATE TABLE text_by_key(shelf INTEGER NOT NULL, key INTEGER NOT NULL, text INTEGER NOT NULL,
  PRIMARY KEY(shelf, key, text)) WITHOUT ROWID;
CREATE TABLE text_by_entry(shelf INTEGER NOT NULL, entry INTEGER NOT NULL, text INTEGER NOT NULL,
  PRIMARY KEY(shelf, entry)) WITHOUT ROWID;
CREATE TABLE word(shelf INTEGER NOT NULL, word TEXT NOT NULL, nth INTEGER NOT NULL,
  count INTEGER NOT NULL, posting INTEGER NOT NULL, PRIMARY KEY(shelf, word, nth)) WITHOUT ROWID;
CREATE TABLE posting(id INTEGER PRIMARY KEY, texts BLOB NOT NULL);
PRAGMA application_id = 1215852652;
PRAGMA user_version = 1;
)";
static_assert(kApplication == 1215852652);

/// Makes the tables in a new database; Invalid for another program's or another version's.
Result<void> prepare_tables(Database& database) {
  HEXAPLA_TRY(Transaction transaction, Transaction::begin(database, Transaction::Kind::Write));
  HEXAPLA_TRY(const std::int64_t application, database.number("PRAGMA application_id"));
  HEXAPLA_TRY(const std::int64_t version, database.number("PRAGMA user_version"));
  if (application == kApplication && version == kVersion) return transaction.commit();
  HEXAPLA_TRY(const std::int64_t tables, database.number("SELECT count(*) FROM sqlite_schema"));
  if (application != 0 || version != 0 || tables != 0)
    return fail(ErrorCode::Invalid, "the index is of another version or of another program");
  HEXAPLA_CHECK(database.run(kTables));
  return transaction.commit();
}

}  // namespace

std::string_view to_string(MatchKind kind) {
  switch (kind) {
    case MatchKind::InContext:
      return "in-context";
    case MatchKind::Exact:
      return "exact";
    case MatchKind::Fuzzy:
      break;
  }
  return "fuzzy";
}

// ---- Shelves

std::uint32_t Shelf::find_place(std::size_t words) const {
  const auto found =
      std::lower_bound(lengths.begin(), lengths.end(), words,
                       [](const auto& each, std::size_t wanted) { return each.first < wanted; });
  return found == lengths.end() ? count : found->second;
}

std::size_t Shelf::find_length(std::uint32_t place) const {
  const auto after =
      std::upper_bound(lengths.begin(), lengths.end(), place,
                       [](std::uint32_t wanted, const auto& each) { return wanted < each.second; });
  return after == lengths.begin() ? 0 : std::prev(after)->first;
}

Result<const std::vector<Shelf>*> Memory::Store::shelves() {
  HEXAPLA_TRY(const std::int64_t version, database.number("PRAGMA data_version"));
  if (version == version_) return &shelves_;
  shelves_.clear();
  HEXAPLA_TRY(Statement rows, database.prepare("SELECT id, collection, language, first, count, "
                                               "lengths, places FROM shelf ORDER BY id"));
  HEXAPLA_CHECK(for_each_row(rows, [this](const Statement& row) {
    Shelf& shelf = shelves_.emplace_back();
    shelf.id = row.number(0);
    shelf.collection = row.number(1);
    shelf.language = row.bytes(2);
    shelf.first = row.number(3);
    shelf.count = static_cast<std::uint32_t>(row.number(4));
    const std::vector<std::uint32_t> lengths = read_postings(row.bytes(5));
    const std::vector<std::uint32_t> places = read_postings(row.bytes(6));
    for (std::size_t i = 0; i < std::min(lengths.size(), places.size()); ++i)
      shelf.lengths.emplace_back(lengths[i], places[i]);
  }));
  version_ = version;
  return &shelves_;
}

Result<model::InlineText> read_stored(std::string_view marked) {
  if (marked.find_first_of("{}") == std::string_view::npos) return model::InlineText(marked);
  std::optional<model::InlineText> text = model::from_marked(marked);
  if (!text) return fail(ErrorCode::Invalid, "the index is damaged: a text cannot be read");
  return *std::move(text);
}

// ---- Memory

Memory::Memory(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Memory::~Memory() = default;
Memory::Memory(Memory&&) noexcept = default;
Memory& Memory::operator=(Memory&&) noexcept = default;

Result<Memory> Memory::open(const std::string& path) {
  HEXAPLA_TRY(Database database, Database::open(path));
  if (const auto prepared = prepare_tables(database); !prepared) {
    Error error = prepared.error();
    error.location.file = path;
    return tl::unexpected<Error>(std::move(error));
  }
  return Memory(std::make_unique<Store>(std::move(database)));
}

Result<Memory> Memory::make_temporary() { return open(":memory:"); }

Result<std::map<std::string, CollectionVersion, std::less<>>> Memory::versions() {
  std::map<std::string, CollectionVersion, std::less<>> versions;
  HEXAPLA_TRY(Statement rows,
              store_->database.prepare("SELECT name, version, stamp FROM collection"));
  HEXAPLA_CHECK(for_each_row(rows, [&versions](const Statement& row) {
    versions.emplace(row.bytes(0),
                     CollectionVersion{std::string(row.bytes(1)), std::string(row.bytes(2))});
  }));
  return versions;
}

Result<std::vector<std::string>> Memory::languages() {
  std::vector<std::string> languages;
  HEXAPLA_TRY(Statement rows,
              store_->database.prepare("SELECT DISTINCT language FROM shelf ORDER BY language"));
  HEXAPLA_CHECK(for_each_row(
      rows, [&languages](const Statement& row) { languages.emplace_back(row.bytes(0)); }));
  return languages;
}

Result<std::size_t> Memory::count() {
  HEXAPLA_TRY(const std::int64_t entries, store_->database.number("SELECT count(*) FROM entry"));
  return static_cast<std::size_t>(entries);
}

}  // namespace hexapla::index
