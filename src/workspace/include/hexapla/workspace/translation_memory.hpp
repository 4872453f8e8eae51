// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/base/save.hpp"
#include "hexapla/formats/exchange.hpp"
#include "hexapla/index/memory.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

/// A language as the memory knows it: the primary subtag, in small letters; "zh-hant" for Chinese
/// in traditional characters, which is another language here.
[[nodiscard]] std::string memory_language(std::string_view tag);

/// Entries as the memory takes them.
[[nodiscard]] std::vector<index::MemoryEntry> to_memory_entries(formats::ExchangeFile&& file);

/// What `memory add` would write.
struct MemoryAddition {
  FileChange file;
  std::string name;     ///< of the file in content/memory/
  std::string version;  ///< of its content
  std::vector<index::MemoryEntry> entries;
  bool is_there = false;  ///< the same bytes are there already
};

/// The translation memory of a workspace: the TMX files in content/memory/, through an index in
/// .hexapla/ that is brought up to date when it is opened, and made again where it is damaged.
class TranslationMemory {
 public:
  /// Fails as index::Memory does. A TMX file that cannot be read is left out, with a note. Files
  /// that were just added need not be read again.
  [[nodiscard]] static Result<TranslationMemory> open(
      const Workspace& workspace, const std::vector<MemoryAddition>& added = {});

  [[nodiscard]] Result<std::vector<index::MemoryMatch>> search(const index::MemoryQuery& query);
  [[nodiscard]] Result<std::vector<index::Occurrence>> find_phrase(std::string_view phrase,
                                                                   std::string_view language,
                                                                   std::size_t limit);
  [[nodiscard]] Result<std::vector<std::string>> languages() { return memory_->languages(); }
  [[nodiscard]] Result<std::size_t> count() { return memory_->count(); }
  /// What was done that nobody asked for, in sentences.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  explicit TranslationMemory(const Workspace& workspace);
  [[nodiscard]] Result<void> refresh(const std::vector<MemoryAddition>& added);
  [[nodiscard]] Result<void> add_files(const std::vector<MemoryAddition>& added);
  [[nodiscard]] Result<std::vector<std::string>> list_files() const;
  [[nodiscard]] Result<void> add_file(const std::string& name,
                                      const index::CollectionVersion& known,
                                      const std::vector<MemoryAddition>& added);
  [[nodiscard]] Result<void> replace_file(const std::string& name, const std::string& version,
                                          const std::string& bytes,
                                          const std::vector<MemoryAddition>& added);
  [[nodiscard]] Result<void> rebuild(const Error& reason);
  /// Does something with the memory; once more after making it again where it is damaged.
  template <class Action>
  auto attempt(const Action& action) -> decltype(action());

  const Workspace* workspace_;
  Path folder_;  ///< of the TMX files
  Path path_;    ///< of the index
  std::optional<index::Memory> memory_;
  std::vector<std::string> notes_;
};

/// A file that a person puts into the memory.
struct MemoryFile {
  std::string name;
  std::string bytes;
  formats::ExchangeLanguages languages;  ///< of a table that has several, or names none
};

/// A file of any exchange format as a TMX file of the memory; a TMX file stays as it is. Syntax or
/// Invalid where it cannot be read; Refused where another file of its name is there and
/// `replaces` is false.
[[nodiscard]] Result<MemoryAddition> plan_memory_file(const Workspace& workspace,
                                                      const MemoryFile& file, bool replaces,
                                                      std::string_view version);

/// What is translated now, and not stale, of all publications as content/memory/workspace.tmx. A
/// text that is there already keeps its date, another has `date`.
[[nodiscard]] Result<MemoryAddition> plan_workspace_memory(const Workspace& workspace,
                                                           const std::string& date,
                                                           std::string_view version,
                                                           DiagnosticSink& sink);

/// What is translated now, of all publications: with states above `initial`, not stale.
[[nodiscard]] Result<formats::ExchangeFile> collect_translations(const Workspace& workspace,
                                                                 DiagnosticSink& sink);

}  // namespace hexapla::workspace
