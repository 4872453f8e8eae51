// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "hexapla/base/files.hpp"
#include "hexapla/report/findings.hpp"

namespace hexapla::app {

/// The files that findings point at, read once each, named relative to a folder.
class SourceCache {
 public:
  SourceCache(const Files& files, Path folder) : files_(files), folder_(std::move(folder)) {}

  [[nodiscard]] report::SourceLookup lookup() {
    return [this](std::string_view name) { return find(name); };
  }

 private:
  const SourceFile* find(std::string_view name) {
    const auto [found, is_new] = sources_.try_emplace(std::string(name));
    if (is_new) {
      if (auto bytes = files_.read(folder_ / found->first)) {
        found->second = std::make_unique<SourceFile>(found->first, std::move(*bytes));
      }
    }
    return found->second.get();
  }

  const Files& files_;
  Path folder_;
  std::map<std::string, std::unique_ptr<SourceFile>> sources_;
};

}  // namespace hexapla::app
