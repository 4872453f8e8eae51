// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "hexapla/base/files.hpp"

namespace hexapla::publish {

/// A folder for files that pandoc must read; gone when the work ends, however it ends.
class Scratch {
 public:
  Scratch(Files& files, Path folder) : files_(files), folder_(std::move(folder)) {}
  ~Scratch() { (void)files_.remove(folder_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  Scratch(Scratch&&) = delete;
  Scratch& operator=(Scratch&&) = delete;

  [[nodiscard]] Result<void> create() { return files_.make_directories(folder_); }
  [[nodiscard]] const Path& folder() const { return folder_; }

 private:
  Files& files_;
  Path folder_;
};

}  // namespace hexapla::publish
