// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "hexapla/base/files.hpp"

namespace hexapla {

/// A file system in memory for tests, which can be told to fail.
class MemoryFiles final : public Files {
 public:
  /// Called before each operation that changes something ("write", "rename", ...); an Error makes
  /// it fail, a thrown exception stands for a killed process.
  using Fault = std::function<Result<void>(std::string_view operation, const Path& path)>;
  void set_fault(Fault fault) { fault_ = std::move(fault); }

  /// Every file by its path.
  [[nodiscard]] const std::map<std::string, std::string>& contents() const { return files_; }
  /// Puts a file there without asking the fault; makes its folders.
  void put(const Path& path, std::string bytes);

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
  [[nodiscard]] Result<void> ask(std::string_view operation, const Path& path) const;

  std::map<std::string, std::string> files_;
  std::set<std::string> folders_;
  std::shared_ptr<std::map<std::string, std::string>> locks_ =
      std::make_shared<std::map<std::string, std::string>>();
  Fault fault_;
};

}  // namespace hexapla
