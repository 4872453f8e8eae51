// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/stemmers.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/morphology.hpp"

namespace hexapla::workspace {
namespace {

constexpr std::string_view kDictionaryFolder = "/usr/share/hunspell";

/// The dictionary of a language and the Debian package that brings it.
struct Dictionary {
  std::string_view language;
  std::string_view name;
  std::string_view package;
};
constexpr std::array<Dictionary, 5> kDictionaries = {{{"ar", "ar", "hunspell-ar"},
                                                      {"en", "en_US", "hunspell-en-us"},
                                                      {"es", "es_ES", "hunspell-es"},
                                                      {"fr", "fr", "hunspell-fr"},
                                                      {"ru", "ru_RU", "hunspell-ru"}}};

}  // namespace

Stemmers::Stemmers(const Files& files, std::vector<Path> locale_folders, Path root)
    : files_(&files), locale_folders_(std::move(locale_folders)), root_(std::move(root)) {}

const text::Stemmer* Stemmers::get(std::string_view language) const {
  const auto found = stemmers_.find(language);
  return found != stemmers_.end() && found->second ? &*found->second : nullptr;
}

Result<const text::Stemmer*> Stemmers::find(std::string_view language) {
  if (stemmers_.contains(language)) return get(language);
  text::Morphology morphology;
  bool has_morphology = false;
  for (const Path& folder : locale_folders_) {
    const Path path = folder / std::string(language) / "morphology.toml";
    if (!files_->exists(path)) continue;
    HEXAPLA_TRY(const std::string bytes, files_->read(path));
    const std::string name =
        (root_.empty() ? path : path.lexically_relative(root_)).generic_string();
    HEXAPLA_TRY(morphology, formats::read_morphology(bytes, name));
    has_morphology = true;
    break;
  }
  const auto* known =
      std::find_if(kDictionaries.begin(), kDictionaries.end(),
                   [&](const Dictionary& each) { return each.language == language; });
  auto& stemmer = stemmers_[std::string(language)];
  if (known == kDictionaries.end() && !has_morphology) return nullptr;
  text::DictionaryFiles dictionary;
  if (known != kDictionaries.end()) {
    const Path stem = Path(kDictionaryFolder) / known->name;
    const Path affixes = stem.string() + ".aff";
    const Path words = stem.string() + ".dic";
    if (files_->exists(affixes) && files_->exists(words)) {
      dictionary = {affixes.string(), words.string()};
    } else {
      notes_.push_back(
          fmt::format("no dictionary for {}: forms of words are told by endings only (install {})",
                      language, known->package));
    }
  }
  stemmer.emplace(language, std::move(morphology), std::move(dictionary));
  return &*stemmer;
}

}  // namespace hexapla::workspace
