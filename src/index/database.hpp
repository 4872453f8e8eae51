// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "hexapla/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace hexapla::index {

/// A running statement, borrowed from its database and given back when destroyed. Parameters and
/// columns count from 1 and from 0, as in SQLite.
class Statement {
 public:
  Statement(sqlite3* database, sqlite3_stmt* statement, const std::string& path)
      : database_(database), statement_(statement), path_(path) {}
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;

  Statement& bind(int parameter, std::int64_t value);
  /// The bytes must stay until the statement is stepped for the last time.
  Statement& bind(int parameter, std::string_view text);
  Statement& bind_blob(int parameter, std::string_view bytes);

  /// Whether there is a row.
  [[nodiscard]] Result<bool> step();
  /// Ready to run again.
  void reset();
  /// For statements that give no rows; ready to run again.
  [[nodiscard]] Result<void> run();

  [[nodiscard]] std::int64_t number(int column) const;
  /// Text or blob; valid until the next step.
  [[nodiscard]] std::string_view bytes(int column) const;

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_;
  const std::string& path_;
};

/// Calls `visit` with each row.
template <class Visit>
[[nodiscard]] Result<void> for_each_row(Statement& statement, const Visit& visit) {
  while (true) {
    HEXAPLA_TRY(const bool has_row, statement.step());
    if (!has_row) return {};
    visit(statement);
  }
}

/// A SQLite database. Errors: Invalid where the file is no database, is damaged or holds other
/// tables than expected; Locked where another process writes for longer than a minute; Unwritable
/// or Unreadable where the system refuses. All name the file.
class Database {
 public:
  /// Opens or creates it; ":memory:" for one that nobody else sees.
  [[nodiscard]] static Result<Database> open(const std::string& path);

  /// Runs statements that give no rows.
  [[nodiscard]] Result<void> run(const char* statements) const;
  /// A statement, compiled once for each text of it; one of a text at a time.
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  /// The one number that a statement gives; 0 where it gives no row.
  [[nodiscard]] Result<std::int64_t> number(std::string_view sql);

 private:
  struct CloseDatabase {
    void operator()(sqlite3* database) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };

  std::unique_ptr<std::string> path_;
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, std::less<>> statements_;
};

/// Begun with its construction's success, undone when destroyed before `commit`.
class Transaction {
 public:
  enum class Kind : std::uint8_t { Read, Write };
  [[nodiscard]] static Result<Transaction> begin(const Database& database, Kind kind);
  ~Transaction();
  Transaction(Transaction&& other) noexcept;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction& operator=(Transaction&&) = delete;

  [[nodiscard]] Result<void> commit();

 private:
  explicit Transaction(const Database& database) : database_(&database) {}
  const Database* database_;
};

}  // namespace hexapla::index
