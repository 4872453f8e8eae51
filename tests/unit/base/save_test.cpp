// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/save.hpp"

#include <string>

#include <gtest/gtest.h>

#include "hexapla/base/memory_files.hpp"

namespace hexapla {
namespace {

const Path kJournal = "/w/hexapla.journal";

/// Two files to change, one to make, one to remove.
MemoryFiles start() {
  MemoryFiles files;
  files.put("/w/a", "old a");
  files.put("/w/b", "old b");
  files.put("/w/gone", "old gone");
  return files;
}

std::vector<FileChange> changes() {
  return {{"/w/a", "old a", "new a"},
          {"/w/b", "old b", "new b"},
          {"/w/made", std::nullopt, "new"},
          {"/w/gone", "old gone", std::nullopt}};
}

using Contents = std::map<std::string, std::string>;
const Contents kOld = {{"/w/a", "old a"}, {"/w/b", "old b"}, {"/w/gone", "old gone"}};
const Contents kNew = {{"/w/a", "new a"}, {"/w/b", "new b"}, {"/w/made", "new"}};

/// A process that is killed.
struct Killed {};

TEST(SaveAll, ChangesMakesAndRemovesFiles) {
  MemoryFiles files = start();
  ASSERT_TRUE(save_all(files, kJournal, changes()));
  EXPECT_EQ(files.contents(), kNew);
}

TEST(SaveAll, RefusesToOverwriteWhatSomeoneElseEdited) {
  MemoryFiles files = start();
  files.put("/w/b", "edited meanwhile");
  const auto result = save_all(files, kJournal, changes());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Refused);
  EXPECT_EQ(result.error().to_string(),
            "/w/b: the file was changed by someone else meanwhile; nothing was written");
  EXPECT_EQ(files.read("/w/a").value(), "old a");
  EXPECT_FALSE(files.exists(kJournal));
}

TEST(SaveAll, RefusesToOverwriteAFileThatAppeared) {
  MemoryFiles files = start();
  files.put("/w/made", "theirs");
  EXPECT_FALSE(save_all(files, kJournal, changes()));
  EXPECT_EQ(files.read("/w/made").value(), "theirs");
}

TEST(SaveAll, RefusesPathsOutsideTheWorkspace) {
  MemoryFiles files = start();
  const auto result = save_all(files, kJournal, {{"/elsewhere/a", std::nullopt, "x"}});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().to_string(), "/elsewhere/a: the file is outside the workspace");
}

TEST(SaveAll, ChangesNothingWhenAnyOperationFails) {
  for (int nth = 1;; ++nth) {
    MemoryFiles files = start();
    int count = 0;
    files.set_fault([&](std::string_view, const Path&) -> Result<void> {
      if (++count == nth) return fail(ErrorCode::Unwritable, "disk full");
      return {};
    });
    const auto result = save_all(files, kJournal, changes());
    const bool was_reached = count >= nth;
    files.set_fault(nullptr);
    const auto recovered = recover(files, kJournal);
    ASSERT_TRUE(recovered) << nth;
    if (!was_reached) {
      EXPECT_TRUE(result);
      EXPECT_GT(nth, 12);
      break;
    }
    // Only taking the journal away may fail after everything is in its place.
    EXPECT_TRUE(files.contents() == kOld ||
                (files.contents() == kNew && *recovered == Recovery::Completed))
        << nth;
  }
}

TEST(SaveAll, LeavesTheOldOrTheNewStateWhereverItIsKilled) {
  int old_states = 0;
  int new_states = 0;
  for (int nth = 1;; ++nth) {
    MemoryFiles files = start();
    int count = 0;
    files.set_fault([&](std::string_view, const Path&) -> Result<void> {
      if (++count == nth) throw Killed();
      return {};
    });
    try {
      (void)save_all(files, kJournal, changes());
      break;  // there is no nth operation
    } catch (const Killed&) {
    }
    files.set_fault(nullptr);
    const auto recovered = recover(files, kJournal);
    ASSERT_TRUE(recovered) << nth;
    if (*recovered == Recovery::Completed) {
      EXPECT_EQ(files.contents(), kNew) << nth;
      ++new_states;
    } else {
      EXPECT_EQ(files.contents(), kOld) << nth;
      ++old_states;
    }
  }
  EXPECT_GE(old_states, 5);
  EXPECT_GE(new_states, 4);
}

TEST(Recover, MayItselfBeKilledAndTriedAgain) {
  for (int nth = 1; nth < 8; ++nth) {
    MemoryFiles files = start();
    int count = 0;
    files.set_fault([&](std::string_view operation, const Path&) -> Result<void> {
      if (operation == "sync_directory")
        throw Killed();  // everything renamed, the journal still there
      return {};
    });
    EXPECT_THROW((void)save_all(files, kJournal, changes()), Killed);
    files.set_fault([&](std::string_view, const Path&) -> Result<void> {
      if (++count == nth) throw Killed();
      return {};
    });
    try {
      (void)recover(files, kJournal);
    } catch (const Killed&) {
    }
    files.set_fault(nullptr);
    ASSERT_TRUE(recover(files, kJournal));
    EXPECT_EQ(files.contents(), kNew) << nth;
  }
}

TEST(Recover, HasNothingToDoWithoutAJournal) {
  MemoryFiles files = start();
  EXPECT_EQ(recover(files, kJournal).value(), Recovery::Nothing);
}

TEST(Recover, TouchesNothingOutsideTheWorkspace) {
  MemoryFiles files = start();
  files.put("/etc/passwd.hexapla-new", "x");
  files.put(kJournal, "hexapla journal 1 committed\nput ../etc/passwd\nend\n");
  const auto result = recover(files, kJournal);
  ASSERT_FALSE(result);
  EXPECT_EQ(
      result.error().to_string(),
      "/w/hexapla.journal: the journal names \"../etc/passwd\", which is outside the workspace");
  EXPECT_FALSE(files.exists("/etc/passwd"));
}

TEST(Recover, RefusesWhatIsNoJournal) {
  MemoryFiles files = start();
  files.put(kJournal, "dear diary\n");
  EXPECT_EQ(recover(files, kJournal).error().message, "this is no journal of an interrupted save");
}

TEST(Recover, UndoesASaveWhoseJournalWasCutShort) {
  MemoryFiles files = start();
  files.put(kJournal, "hexapla jour");
  EXPECT_EQ(recover(files, kJournal).value(), Recovery::RolledBack);
  EXPECT_EQ(files.contents(), kOld);
}

}  // namespace
}  // namespace hexapla
