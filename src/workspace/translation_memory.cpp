// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/translation_memory.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/tmx.hpp"
#include "hexapla/text/hash.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/workspace/aligned.hpp"

namespace hexapla::workspace {
namespace {

constexpr std::string_view kEnding = ".tmx";
constexpr std::string_view kWorkspaceFile = "workspace.tmx";

Path memory_folder(const Workspace& workspace) { return workspace.root() / "content" / "memory"; }

/// A new file of the memory, or the new content of one.
Result<MemoryAddition> make_addition(const Workspace& workspace, const std::string& name,
                                     std::string bytes, bool replaces) {
  MemoryAddition addition;
  addition.name = name;
  addition.version = text::hash_hex(bytes);
  addition.file.path = memory_folder(workspace) / name;
  if (workspace.files().exists(addition.file.path)) {
    HEXAPLA_TRY(std::string before, workspace.files().read(addition.file.path));
    addition.is_there = before == bytes;
    if (!addition.is_there && !replaces) {
      return fail(ErrorCode::Refused, "another memory of this name is there",
                  {workspace.relative(addition.file.path)},
                  "--replace puts the new one in its place; or give it another name");
    }
    addition.file.before = std::move(before);
  }
  addition.file.after = std::move(bytes);
  return addition;
}

/// The dates of the texts in a file, by entry, language and text.
using Dates = std::map<std::tuple<std::string, std::string, std::string>, std::string>;

Dates read_dates(const formats::ExchangeFile& file) {
  Dates dates;
  for (const formats::AlignedEntry& entry : file.entries) {
    for (const auto& text : entry.texts)
      dates.emplace(
          std::tuple(formats::write_entry_id(entry), text.language, text.text.canonical()),
          text.date);
  }
  return dates;
}

}  // namespace

std::string memory_language(std::string_view tag) {
  const std::string lower = text::to_lower(tag);
  std::string primary = lower.substr(0, lower.find_first_of("-_"));
  const bool is_traditional =
      primary == "zh" && (lower.find("hant") != std::string::npos || lower.ends_with("tw") ||
                          lower.ends_with("hk") || lower.ends_with("mo"));
  return is_traditional ? "zh-hant" : primary;
}

std::vector<index::MemoryEntry> to_memory_entries(formats::ExchangeFile&& file) {
  std::vector<index::MemoryEntry> entries;
  entries.reserve(file.entries.size());
  for (formats::AlignedEntry& entry : file.entries) {
    index::MemoryEntry& added = entries.emplace_back();
    added.name = formats::write_entry_id(entry);
    for (auto& text : entry.texts) {
      if (text.text.empty()) continue;
      const std::string language = memory_language(text.language);
      const bool is_there =
          std::any_of(added.texts.begin(), added.texts.end(),
                      [&](const index::MemoryText& each) { return each.language == language; });
      if (!is_there)
        added.texts.push_back({language, std::move(text.text), text.state, std::move(text.date)});
    }
  }
  return entries;
}

// ---- TranslationMemory

TranslationMemory::TranslationMemory(const Workspace& workspace)
    : workspace_(&workspace),
      folder_(memory_folder(workspace)),
      path_(workspace.root() / ".hexapla" / "memory.db") {}

Result<TranslationMemory> TranslationMemory::open(const Workspace& workspace,
                                                  const std::vector<MemoryAddition>& added) {
  TranslationMemory memory(workspace);
  HEXAPLA_CHECK(workspace.files().make_directories(memory.path_.parent_path()));
  const Result<void> refreshed = memory.refresh(added);
  if (!refreshed && refreshed.error().code == ErrorCode::Invalid)
    HEXAPLA_CHECK(memory.rebuild(refreshed.error()));
  else
    HEXAPLA_CHECK(refreshed);
  return memory;
}

Result<void> TranslationMemory::refresh(const std::vector<MemoryAddition>& added) {
  HEXAPLA_TRY(memory_, index::Memory::open(path_.string()));
  return add_files(added);
}

/// Takes in the files that are new or changed, takes out those that are gone.
Result<void> TranslationMemory::add_files(const std::vector<MemoryAddition>& added) {
  HEXAPLA_TRY(auto versions, memory_->versions());
  HEXAPLA_TRY(const std::vector<std::string> names, list_files());
  for (const std::string& name : names) {
    const auto known = versions.extract(name);
    HEXAPLA_CHECK(add_file(name, known ? known.mapped() : index::CollectionVersion{}, added));
  }
  for (const auto& [name, version] : versions) HEXAPLA_CHECK(memory_->remove(name));
  return {};
}

Result<std::vector<std::string>> TranslationMemory::list_files() const {
  std::vector<std::string> names;
  if (!workspace_->files().is_directory(folder_)) return names;
  HEXAPLA_TRY(names, workspace_->files().list(folder_));
  std::erase_if(names, [](const std::string& name) { return !name.ends_with(kEnding); });
  return names;
}

Result<void> TranslationMemory::add_file(const std::string& name,
                                         const index::CollectionVersion& known,
                                         const std::vector<MemoryAddition>& added) {
  const std::string stamp = workspace_->files().stamp(folder_ / name);
  if (!stamp.empty() && stamp == known.stamp) return {};
  HEXAPLA_TRY(const std::string bytes, workspace_->files().read(folder_ / name));
  const std::string version = text::hash_hex(bytes);
  if (version != known.version) HEXAPLA_CHECK(replace_file(name, version, bytes, added));
  // Read-only memories are searched all the same: the stamp is no more than a shortcut.
  if (!stamp.empty()) static_cast<void>(memory_->set_stamp(name, stamp));
  return {};
}

Result<void> TranslationMemory::replace_file(const std::string& name, const std::string& version,
                                             const std::string& bytes,
                                             const std::vector<MemoryAddition>& added) {
  const auto fresh = std::find_if(added.begin(), added.end(), [&](const MemoryAddition& each) {
    return each.name == name && each.version == version;
  });
  if (fresh != added.end()) return memory_->replace(name, version, fresh->entries);
  auto file = formats::read_tmx(bytes, workspace_->relative(folder_ / name), {"*all*", ""});
  if (file) return memory_->replace(name, version, to_memory_entries(*std::move(file)));
  notes_.push_back(fmt::format("{}; the file is left out", file.error().to_string()));
  return memory_->remove(name);
}

Result<void> TranslationMemory::rebuild(const Error& reason) {
  notes_.push_back(fmt::format("{}: {}; it was made again from content/memory/",
                               workspace_->relative(path_), reason.message));
  memory_.reset();  // closes it
  for (const char* const ending : {"", "-wal", "-shm"})
    HEXAPLA_CHECK(workspace_->files().remove(path_.string() + ending));
  return refresh({});
}

template <class Action>
auto TranslationMemory::attempt(const Action& action) -> decltype(action()) {
  auto result = action();
  if (result || result.error().code != ErrorCode::Invalid) return result;
  HEXAPLA_CHECK(rebuild(result.error()));
  return action();
}

Result<std::vector<index::MemoryMatch>> TranslationMemory::search(const index::MemoryQuery& query) {
  return attempt([&] { return memory_->search(query); });
}

Result<std::vector<index::Occurrence>> TranslationMemory::find_phrase(std::string_view phrase,
                                                                      std::string_view language,
                                                                      std::size_t limit) {
  return attempt([&] { return memory_->find_phrase(phrase, language, limit); });
}

// ---- Additions

Result<MemoryAddition> plan_memory_file(const Workspace& workspace, const MemoryFile& given,
                                        bool replaces, std::string_view version) {
  const formats::ExchangeFormat* const format =
      formats::find_exchange_format_of(given.name, given.bytes);
  if (format == nullptr || !format->is_read) {
    return fail(ErrorCode::Usage, "this format is not read", {given.name},
                "give a TMX file, or one that hexapla convert reads");
  }
  const bool is_tmx = format->name == "tmx";
  HEXAPLA_TRY(formats::ExchangeFile file,
              is_tmx ? formats::read_tmx(given.bytes, given.name, {"*all*", ""})
                     : formats::read_exchange(given.bytes, given.name, *format, given.languages));
  std::erase_if(file.entries,
                [](const formats::AlignedEntry& entry) { return entry.texts.size() < 2; });
  if (file.entries.empty())
    return fail(ErrorCode::Invalid, "there is no text with a translation in it", {given.name});
  HEXAPLA_TRY(
      MemoryAddition addition,
      make_addition(
          workspace, Path(given.name).stem().string() + std::string(kEnding),
          is_tmx ? given.bytes : formats::write_tmx(file.entries, file.source_language, version),
          replaces));
  addition.entries = to_memory_entries(std::move(file));
  return addition;
}

Result<formats::ExchangeFile> collect_translations(const Workspace& workspace,
                                                   DiagnosticSink& sink) {
  Alignment alignment;
  alignment.scope = AlignedScope::Memory;
  for (const Publication& publication : workspace.publications()) {
    HEXAPLA_CHECK(
        add_aligned(workspace, publication, publication.configuration.languages, alignment, sink));
  }
  for (formats::AlignedEntry& entry : alignment.file.entries) {
    std::erase_if(entry.texts, [](const formats::AlignedEntry::Text& text) {
      return text.state == model::State::Initial;
    });
  }
  std::erase_if(alignment.file.entries,
                [](const formats::AlignedEntry& entry) { return entry.texts.size() < 2; });
  return std::move(alignment.file);
}

Result<MemoryAddition> plan_workspace_memory(const Workspace& workspace, const std::string& date,
                                             std::string_view version, DiagnosticSink& sink) {
  HEXAPLA_TRY(formats::ExchangeFile file, collect_translations(workspace, sink));
  const Path path = memory_folder(workspace) / kWorkspaceFile;
  Dates dates;
  if (workspace.files().exists(path)) {
    HEXAPLA_TRY(const std::string before, workspace.files().read(path));
    HEXAPLA_TRY(const formats::ExchangeFile known,
                formats::read_tmx(before, workspace.relative(path), {"*all*", ""}));
    dates = read_dates(known);
  }
  for (formats::AlignedEntry& entry : file.entries) {
    for (auto& text : entry.texts) {
      const auto known = dates.find(
          std::tuple(formats::write_entry_id(entry), text.language, text.text.canonical()));
      text.date = known == dates.end() ? date : known->second;
    }
  }
  HEXAPLA_TRY(MemoryAddition addition,
              make_addition(workspace, std::string(kWorkspaceFile),
                            formats::write_tmx(file.entries, file.source_language, version), true));
  addition.entries = to_memory_entries(std::move(file));
  return addition;
}

}  // namespace hexapla::workspace
