// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"

namespace hexapla {

using Path = std::filesystem::path;

/// Held until destroyed: the workspace belongs to this process.
class FileLock {
 public:
  virtual ~FileLock() = default;
};

/// The only door to the file system; every other library is handed one.
/// Errors carry NotFound, Unreadable or Unwritable, the path as location, and the system's reason
/// in the message.
class Files {
 public:
  virtual ~Files() = default;

  /// The bytes of a file.
  [[nodiscard]] virtual Result<std::string> read(const Path& path) const = 0;
  /// Creates or truncates, writes all bytes, and returns after they reached the disk (fsync). Not
  /// atomic: see save.hpp.
  [[nodiscard]] virtual Result<void> write(const Path& path, std::string_view bytes) = 0;
  [[nodiscard]] virtual bool exists(const Path& path) const = 0;
  [[nodiscard]] virtual bool is_directory(const Path& path) const = 0;
  /// Something short that is another whenever the bytes of a file are: who remembers it need not
  /// read again. Empty where that cannot be promised, as for a file that changed moments ago.
  [[nodiscard]] virtual std::string stamp(const Path& /*path*/) const { return {}; }
  /// Names in a folder, sorted by byte value, without "." and "..".
  [[nodiscard]] virtual Result<std::vector<std::string>> list(const Path& folder) const = 0;
  [[nodiscard]] virtual Result<void> make_directories(const Path& folder) = 0;
  /// Atomic within one file system; replaces a file.
  [[nodiscard]] virtual Result<void> rename(const Path& from, const Path& to) = 0;
  /// Swaps two existing files or folders atomically (renameat2, RENAME_EXCHANGE).
  [[nodiscard]] virtual Result<void> exchange(const Path& first, const Path& second) = 0;
  /// Removes a file, or a folder with all it holds; absent is no error.
  [[nodiscard]] virtual Result<void> remove(const Path& path) = 0;
  /// Makes the names in a folder durable.
  [[nodiscard]] virtual Result<void> sync_directory(const Path& folder) = 0;
  /// Takes an exclusive lock; fails at once with Locked and the text that the holder wrote.
  /// `holder` says who we are.
  [[nodiscard]] virtual Result<std::unique_ptr<FileLock>> lock(const Path& path,
                                                               std::string_view holder) = 0;
};

/// The real file system.
class SystemFiles final : public Files {
 public:
  [[nodiscard]] Result<std::string> read(const Path& path) const override;
  [[nodiscard]] Result<void> write(const Path& path, std::string_view bytes) override;
  [[nodiscard]] bool exists(const Path& path) const override;
  [[nodiscard]] bool is_directory(const Path& path) const override;
  /// Size, file number and times as the system keeps them.
  [[nodiscard]] std::string stamp(const Path& path) const override;
  [[nodiscard]] Result<std::vector<std::string>> list(const Path& folder) const override;
  [[nodiscard]] Result<void> make_directories(const Path& folder) override;
  [[nodiscard]] Result<void> rename(const Path& from, const Path& to) override;
  [[nodiscard]] Result<void> exchange(const Path& first, const Path& second) override;
  [[nodiscard]] Result<void> remove(const Path& path) override;
  [[nodiscard]] Result<void> sync_directory(const Path& folder) override;
  [[nodiscard]] Result<std::unique_ptr<FileLock>> lock(const Path& path,
                                                       std::string_view holder) override;
};

}  // namespace hexapla
