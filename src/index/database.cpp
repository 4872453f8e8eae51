// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "database.hpp"

#include <sqlite3.h>
#include <utility>

#include <fmt/format.h>

namespace hexapla::index {
namespace {

constexpr int kPatience = 60'000;  ///< milliseconds to wait for another process that writes

tl::unexpected<Error> describe(int code, sqlite3* database, const std::string& path) {
  const std::string reason = database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(ErrorCode::Locked, "another process is writing the index", {path},
                  "try again when it has ended");
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return fail(ErrorCode::Unwritable, fmt::format("the index cannot be written: {}", reason),
                  {path});
    case SQLITE_IOERR:
      return fail(ErrorCode::Unreadable, fmt::format("the index cannot be read: {}", reason),
                  {path});
    default:
      return fail(ErrorCode::Invalid, fmt::format("the index is damaged: {}", reason), {path},
                  "delete it; it is made again from the files");
  }
}

}  // namespace

// ---- Statement

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      path_(other.path_) {}

Statement& Statement::bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(statement_, parameter, value);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  sqlite3_bind_text64(statement_, parameter, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_blob(int parameter, std::string_view bytes) {
  sqlite3_bind_blob64(statement_, parameter, bytes.data(), bytes.size(), SQLITE_STATIC);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return describe(code, database_, path_);
}

void Statement::reset() { sqlite3_reset(statement_); }

Result<void> Statement::run() {
  HEXAPLA_TRY(const bool has_row, step());
  static_cast<void>(has_row);
  sqlite3_reset(statement_);
  return {};
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::bytes(int column) const {
  const void* const data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  if (data == nullptr) return {};
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

// ---- Database

void Database::CloseDatabase::operator()(sqlite3* database) const { sqlite3_close_v2(database); }
void Database::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Result<Database> Database::open(const std::string& path) {
  Database result;
  result.path_ = std::make_unique<std::string>(path);
  sqlite3* database = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &database,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  result.database_.reset(database);
  if (code != SQLITE_OK) return describe(code, database, path);
  sqlite3_busy_timeout(database, kPatience);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  HEXAPLA_CHECK(
      result.run("PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536;"
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"));
  return result;
}

Result<void> Database::run(const char* statements) const {
  const int code = sqlite3_exec(database_.get(), statements, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return describe(code, database_.get(), *path_);
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return describe(code, database_.get(), *path_);
    found = statements_.emplace(std::string(sql), statement).first;
  }
  return Statement(database_.get(), found->second.get(), *path_);
}

Result<std::int64_t> Database::number(std::string_view sql) {
  HEXAPLA_TRY(Statement statement, prepare(sql));
  HEXAPLA_TRY(const bool has_row, statement.step());
  return has_row ? statement.number(0) : 0;
}

// ---- Transaction

Result<Transaction> Transaction::begin(const Database& database, Kind kind) {
  HEXAPLA_CHECK(database.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN"));
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ != nullptr) static_cast<void>(database_->run("ROLLBACK"));
}

Result<void> Transaction::commit() {
  HEXAPLA_CHECK(database_->run("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace hexapla::index
