// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "hexapla/base/files.hpp"
#include "hexapla/formats/xml.hpp"
#include "hexapla/report/findings.hpp"

namespace hexapla::app {

/// The files that findings point at, read once each, named relative to a folder.
class SourceCache {
 public:
  SourceCache(const Files& files, Path folder) : files_(files), folder_(std::move(folder)) {}
  /// `texts` are known already, by the names that findings give.
  SourceCache(const Files& files, Path folder, const std::map<std::string, std::string>& texts)
      : SourceCache(files, std::move(folder)) {
    for (const auto& [name, text] : texts)
      sources_.emplace(name, std::make_unique<SourceFile>(name, text));
  }

  [[nodiscard]] report::SourceLookup lookup() {
    return [this](std::string_view name) { return find(name); };
  }

 private:
  const SourceFile* find(std::string_view name) {
    const auto [found, is_new] = sources_.try_emplace(std::string(name));
    if (is_new) found->second = read(found->first);
    return found->second.get();
  }

  std::unique_ptr<SourceFile> read(const std::string& name) const {
    const auto bytes = files_.read(folder_ / name);
    if (!bytes) return nullptr;
    // Findings of a UTF-16 file point into its UTF-8 form.
    auto text = formats::decode_xml(*bytes, name);
    return std::make_unique<SourceFile>(name, text ? std::move(*text) : *bytes);
  }

  const Files& files_;
  Path folder_;
  std::map<std::string, std::unique_ptr<SourceFile>> sources_;
};

}  // namespace hexapla::app
