// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/save.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace hexapla {
namespace {

// The journal: a line that says how far the save is, then "put PATH" and "drop PATH", PATH below
// the journal's folder, then "end". While it says "prepared", nothing has changed; once it says
// "committed" (by a rename, so at once), all temporary files are whole and the save is finished by
// whoever comes next.
constexpr std::string_view kPrepared = "hexapla journal 1 prepared";
constexpr std::string_view kCommitted = "hexapla journal 1 committed";
constexpr std::string_view kPut = "put ";
constexpr std::string_view kDrop = "drop ";
constexpr std::string_view kEnd = "end";

Path temporary(const Path& path) { return path.string() + ".hexapla-new"; }

struct Journal {
  bool is_committed = false;
  bool is_whole = false;
  std::vector<Path> puts;
  std::vector<Path> drops;
};

/// Whether a name of the journal stays below its folder and is one that a save can have written.
bool is_safe(std::string_view name) {
  const Path path(name);
  if (name.empty() || path.is_absolute()) return false;
  return std::none_of(path.begin(), path.end(), [](const Path& step) { return step == ".."; });
}

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

Result<Journal> parse_journal(std::string_view bytes, const Path& path) {
  Journal journal;
  const std::string_view first = next_line(bytes);
  journal.is_committed = first == kCommitted;
  if (!journal.is_committed && !kPrepared.starts_with(first) && !first.starts_with(kPrepared)) {
    return fail(ErrorCode::Refused, "this is no journal of an interrupted save",
                {path.generic_string(), 1}, "look at it, and remove it if it is yours");
  }
  while (!bytes.empty()) {
    const std::string_view line = next_line(bytes);
    const bool is_put = line.starts_with(kPut);
    if (line == kEnd) {
      journal.is_whole = true;
    } else if (is_put || line.starts_with(kDrop)) {
      const std::string_view name = line.substr(is_put ? kPut.size() : kDrop.size());
      if (!is_safe(name)) {
        return fail(ErrorCode::Refused,
                    fmt::format("the journal names \"{}\", which is outside the workspace", name),
                    {path.generic_string()}, "look at it, and remove it if it is yours");
      }
      (is_put ? journal.puts : journal.drops).push_back(path.parent_path() / name);
    }
  }
  return journal;
}

Result<std::string> format_journal(std::string_view state, const Path& folder,
                                   const std::vector<FileChange>& changes) {
  std::string text = fmt::format("{}\n", state);
  for (const FileChange& change : changes) {
    const std::string name = change.path.lexically_relative(folder).generic_string();
    if (!is_safe(name) || name.find('\n') != std::string::npos) {
      return fail(ErrorCode::Refused, "the file is outside the workspace",
                  {change.path.generic_string()});
    }
    text += fmt::format("{}{}\n", change.after ? kPut : kDrop, name);
  }
  return text + fmt::format("{}\n", kEnd);
}

/// Whether every file is still what the caller read.
Result<void> check_unchanged(const Files& files, const std::vector<FileChange>& changes) {
  for (const FileChange& change : changes) {
    const bool exists = files.exists(change.path);
    if (exists == change.before.has_value()) {
      if (!exists) continue;
      HEXAPLA_TRY(const std::string now, files.read(change.path));
      if (now == *change.before) continue;
    }
    return fail(ErrorCode::Refused,
                "the file was changed by someone else meanwhile; nothing was written",
                {change.path.generic_string()},
                "run the command again: it will take the new content into account");
  }
  return {};
}

Result<void> write_temporaries(Files& files, const std::vector<FileChange>& changes) {
  for (const FileChange& change : changes) {
    if (change.after) HEXAPLA_CHECK(files.write(temporary(change.path), *change.after));
  }
  return {};
}

Result<void> put_in_place(Files& files, const FileChange& change) {
  if (change.after) return files.rename(temporary(change.path), change.path);
  return files.remove(change.path);
}

Result<void> sync_folders(Files& files, const std::vector<FileChange>& changes) {
  std::set<Path> folders;
  for (const FileChange& change : changes) folders.insert(change.path.parent_path());
  for (const Path& folder : folders) HEXAPLA_CHECK(files.sync_directory(folder));
  return {};
}

/// Gives a file its old bytes back.
Result<void> restore(Files& files, const FileChange& change) {
  if (!change.before) return files.remove(change.path);
  HEXAPLA_CHECK(files.write(temporary(change.path), *change.before));
  return files.rename(temporary(change.path), change.path);
}

void remove_temporaries(Files& files, const std::vector<FileChange>& changes) {
  for (const FileChange& change : changes) {
    if (change.after) (void)files.remove(temporary(change.path));
  }
}

Result<void> put_all_in_place(Files& files, const std::vector<FileChange>& changes) {
  for (const FileChange& change : changes) HEXAPLA_CHECK(put_in_place(files, change));
  return sync_folders(files, changes);
}

/// All renames, or none: a refusal half way is undone. When even that fails the journal stays, and
/// the next run finishes.
Result<void> commit(Files& files, const std::vector<FileChange>& changes) {
  Result<void> done = put_all_in_place(files, changes);
  if (done) return done;
  for (const FileChange& change : changes) {
    if (restore(files, change)) continue;
    Error error = done.error();
    error.hint =
        "the save is incomplete; run any hexapla command that writes, and it will be finished "
        "first";
    return tl::unexpected<Error>(std::move(error));
  }
  return done;
}

}  // namespace

Result<void> save_all(Files& files, const Path& journal, const std::vector<FileChange>& changes) {
  if (changes.empty()) return {};
  HEXAPLA_TRY(const std::string prepared,
              format_journal(kPrepared, journal.parent_path(), changes));
  HEXAPLA_TRY(const std::string committed,
              format_journal(kCommitted, journal.parent_path(), changes));
  HEXAPLA_CHECK(check_unchanged(files, changes));

  const auto undo = [&](Result<void> outcome) {
    remove_temporaries(files, changes);
    (void)files.remove(temporary(journal));
    (void)files.remove(journal);
    return outcome;
  };
  if (auto outcome = files.write(journal, prepared); !outcome) return undo(std::move(outcome));
  if (auto outcome = write_temporaries(files, changes); !outcome) return undo(std::move(outcome));
  if (auto outcome = check_unchanged(files, changes); !outcome) return undo(std::move(outcome));
  if (auto outcome = files.write(temporary(journal), committed); !outcome)
    return undo(std::move(outcome));
  if (auto outcome = files.rename(temporary(journal), journal); !outcome)
    return undo(std::move(outcome));
  if (auto outcome = commit(files, changes); !outcome) {
    const bool is_undone = outcome.error().hint.empty();
    return is_undone ? undo(std::move(outcome)) : outcome;
  }
  return files.remove(journal);
}

namespace {

/// Puts in place, or takes away, what the journal names.
Result<void> settle(Files& files, const Journal& journal) {
  for (const Path& path : journal.puts) {
    if (!files.exists(temporary(path))) continue;  // done before the interruption, or never begun
    HEXAPLA_CHECK(journal.is_committed ? files.rename(temporary(path), path)
                                       : files.remove(temporary(path)));
  }
  if (!journal.is_committed) return {};
  for (const Path& path : journal.drops) HEXAPLA_CHECK(files.remove(path));
  return {};
}

}  // namespace

Result<Recovery> recover(Files& files, const Path& journal) {
  (void)files.remove(temporary(journal));
  if (!files.exists(journal)) return Recovery::Nothing;
  HEXAPLA_TRY(const std::string bytes, files.read(journal));
  HEXAPLA_TRY(const Journal found, parse_journal(bytes, journal));
  if (found.is_committed && !found.is_whole) {
    return fail(ErrorCode::Refused, "the journal of an interrupted save is damaged",
                {journal.generic_string()},
                "restore the workspace from git, then remove the journal");
  }
  HEXAPLA_CHECK(settle(files, found));
  HEXAPLA_CHECK(files.remove(journal));
  return found.is_committed ? Recovery::Completed : Recovery::RolledBack;
}

}  // namespace hexapla
