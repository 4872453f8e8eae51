// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/files.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "hexapla/base/memory_files.hpp"

namespace hexapla {
namespace {

/// One suite for both file systems: what the fake promises is what the real one does.
class FilesContract : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam()) {
      std::string pattern =
          (std::filesystem::temp_directory_path() / "hexapla-files-XXXXXX").string();
      ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
      root_ = pattern;
      files_ = std::make_unique<SystemFiles>();
    } else {
      root_ = "/root";
      files_ = std::make_unique<MemoryFiles>();
      ASSERT_TRUE(files_->make_directories(root_));
    }
  }
  void TearDown() override { ASSERT_TRUE(files_->remove(root_)); }

  Path root_;
  std::unique_ptr<Files> files_;
};

TEST_P(FilesContract, ReadsWhatItWrote) {
  ASSERT_TRUE(files_->write(root_ / "a", "成果\n"));
  EXPECT_EQ(files_->read(root_ / "a").value(), "成果\n");
  ASSERT_TRUE(files_->write(root_ / "a", "b"));
  EXPECT_EQ(files_->read(root_ / "a").value(), "b");
}

TEST_P(FilesContract, SaysWhatIsNotThere) {
  const auto result = files_->read(root_ / "a");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::NotFound);
  EXPECT_EQ(result.error().location.file, (root_ / "a").string());
  EXPECT_FALSE(files_->exists(root_ / "a"));
  EXPECT_FALSE(files_->list(root_ / "a"));
  EXPECT_FALSE(files_->write(root_ / "no" / "folder", ""));
}

TEST_P(FilesContract, ListsNamesInByteOrder) {
  ASSERT_TRUE(files_->write(root_ / "b", ""));
  ASSERT_TRUE(files_->make_directories(root_ / "a" / "deep"));
  ASSERT_TRUE(files_->write(root_ / "Z", ""));
  EXPECT_EQ(files_->list(root_).value(), (std::vector<std::string>{"Z", "a", "b"}));
  EXPECT_TRUE(files_->is_directory(root_ / "a"));
  EXPECT_FALSE(files_->is_directory(root_ / "b"));
}

TEST_P(FilesContract, RenamesOverAFile) {
  ASSERT_TRUE(files_->write(root_ / "a", "new"));
  ASSERT_TRUE(files_->write(root_ / "b", "old"));
  ASSERT_TRUE(files_->rename(root_ / "a", root_ / "b"));
  EXPECT_EQ(files_->read(root_ / "b").value(), "new");
  EXPECT_FALSE(files_->exists(root_ / "a"));
}

TEST_P(FilesContract, ExchangesFoldersThatAreNotEmpty) {
  ASSERT_TRUE(files_->make_directories(root_ / "old"));
  ASSERT_TRUE(files_->make_directories(root_ / "new"));
  ASSERT_TRUE(files_->write(root_ / "old" / "f", "1"));
  ASSERT_TRUE(files_->write(root_ / "new" / "f", "2"));
  ASSERT_TRUE(files_->exchange(root_ / "old", root_ / "new"));
  EXPECT_EQ(files_->read(root_ / "old" / "f").value(), "2");
  EXPECT_EQ(files_->read(root_ / "new" / "f").value(), "1");
}

TEST_P(FilesContract, RemovesFoldersWithWhatTheyHold) {
  ASSERT_TRUE(files_->make_directories(root_ / "a" / "b"));
  ASSERT_TRUE(files_->write(root_ / "a" / "b" / "c", ""));
  ASSERT_TRUE(files_->remove(root_ / "a"));
  EXPECT_FALSE(files_->exists(root_ / "a"));
  EXPECT_TRUE(files_->remove(root_ / "a"));
}

TEST_P(FilesContract, SecondLockNamesTheHolder) {
  auto first = files_->lock(root_ / "lock", "hexapla sync, process 7");
  ASSERT_TRUE(first);
  const auto second = files_->lock(root_ / "lock", "another");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::Locked);
  EXPECT_EQ(second.error().message, "the workspace is in use by hexapla sync, process 7");
  first->reset();
  EXPECT_TRUE(files_->lock(root_ / "lock", "another"));
}

INSTANTIATE_TEST_SUITE_P(System, FilesContract, testing::Values(true));
INSTANTIATE_TEST_SUITE_P(Memory, FilesContract, testing::Values(false));

TEST(SystemFiles, AStampIsThereOnceAFileHasSettled) {
  SystemFiles files;
  const Path path =
      std::filesystem::temp_directory_path() / ("hexapla-stamp-" + std::to_string(::getpid()));
  ASSERT_TRUE(files.write(path, "one"));
  EXPECT_EQ(files.stamp(path), "");
  std::this_thread::sleep_for(std::chrono::milliseconds(3100));
  const std::string stamp = files.stamp(path);
  EXPECT_NE(stamp, "");
  EXPECT_EQ(files.stamp(path), stamp);
  ASSERT_TRUE(files.write(path, "two"));
  EXPECT_EQ(files.stamp(path), "");
  ASSERT_TRUE(files.remove(path));
  EXPECT_EQ(files.stamp(path), "");
}

TEST(SystemFiles, SaysWhyItCannotWrite) {
  SystemFiles files;
  const auto result = files.write("/proc/no-such-file", "x");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Unwritable);
  EXPECT_EQ(result.error().message, "cannot write: No such file or directory");
}

TEST(SystemFiles, ReportsAFullDisk) {
  SystemFiles files;
  const auto result = files.write("/dev/full", "x");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Unwritable);
  EXPECT_EQ(result.error().message, "cannot write: No space left on device");
}

TEST(MemoryFiles, AsksTheFaultBeforeEachChange) {
  MemoryFiles files;
  files.put("/w/a", "old");
  files.set_fault([](std::string_view operation, const Path&) -> Result<void> {
    if (operation == "write") return fail(ErrorCode::Unwritable, "disk full");
    return {};
  });
  EXPECT_EQ(files.write("/w/a", "new").error().message, "disk full");
  EXPECT_EQ(files.read("/w/a").value(), "old");
}

}  // namespace
}  // namespace hexapla
