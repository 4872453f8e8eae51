// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/files.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/text/stemmer.hpp"

namespace hexapla::workspace {

/// The stemmers of languages, each made when first asked for: morphology.toml of the first locale
/// folder that has it, the system's Hunspell dictionary, Snowball.
class Stemmers {
 public:
  /// Errors name files relative to `root`, unless it is empty. `files` must outlive the object.
  Stemmers(const Files& files, std::vector<Path> locale_folders, Path root);

  /// Null for a language whose words do not change (zh). Fails as read_morphology does.
  [[nodiscard]] Result<const text::Stemmer*> find(std::string_view language);
  /// One that find gave before; null otherwise.
  [[nodiscard]] const text::Stemmer* get(std::string_view language) const;
  /// What the languages asked for lack, one sentence each: a dictionary that is not installed.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  const Files* files_;
  std::vector<Path> locale_folders_;
  Path root_;
  std::map<std::string, std::optional<text::Stemmer>, std::less<>> stemmers_;
  std::vector<std::string> notes_;
};

}  // namespace hexapla::workspace
