// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/files.hpp"
#include "hexapla/base/save.hpp"

namespace hexapla::workspace {

/// The files below as they would be after some changes: what is planned can be read before it is
/// written. What is written here stays in memory.
class OverlayFiles final : public Files {
 public:
  OverlayFiles(const Files& below, const std::vector<FileChange>& changes);

  [[nodiscard]] Result<std::string> read(const Path& path) const override;
  [[nodiscard]] Result<void> write(const Path& path, std::string_view bytes) override;
  [[nodiscard]] bool exists(const Path& path) const override;
  [[nodiscard]] bool is_directory(const Path& path) const override;
  [[nodiscard]] Result<std::vector<std::string>> list(const Path& folder) const override;
  [[nodiscard]] Result<void> make_directories(const Path& folder) override;
  [[nodiscard]] Result<void> rename(const Path& from, const Path& to) override;
  [[nodiscard]] Result<void> exchange(const Path& first, const Path& second) override;
  [[nodiscard]] Result<void> remove(const Path& path) override;
  [[nodiscard]] Result<void> sync_directory(const Path& folder) override;
  [[nodiscard]] Result<std::unique_ptr<FileLock>> lock(const Path& path,
                                                       std::string_view holder) override;

 private:
  const Files& below_;
  std::map<Path, std::optional<std::string>> changed_;  ///< nothing: removed
};

}  // namespace hexapla::workspace
