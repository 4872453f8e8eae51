// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "hexapla/base/files.hpp"

namespace hexapla::formats {

/// A fresh folder of our own in the system's folder for temporary files, removed at the end.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(Files& files) : files_(files) {
    std::string pattern = (std::filesystem::temp_directory_path() / "hexapla-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~TemporaryFolder() {
    if (!path_.empty()) (void)files_.remove(path_);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;

  [[nodiscard]] const Path& path() const { return path_; }

 private:
  Files& files_;
  Path path_;
};

}  // namespace hexapla::formats
