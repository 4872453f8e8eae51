// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/memory_files.hpp"

#include <utility>

#include <fmt/format.h>

namespace hexapla {
namespace {

std::string key(const Path& path) {
  std::string text = path.lexically_normal().generic_string();
  if (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

tl::unexpected<Error> absent(const Path& path) {
  return fail(ErrorCode::NotFound, "no such file or folder", {path.generic_string()});
}

/// Whether `name` is `folder` or lies below it.
bool is_within(std::string_view name, std::string_view folder) {
  return name.starts_with(folder) && (name.size() == folder.size() || name[folder.size()] == '/');
}

class MemoryLock final : public FileLock {
 public:
  MemoryLock(std::shared_ptr<std::map<std::string, std::string>> locks, std::string name)
      : locks_(std::move(locks)), name_(std::move(name)) {}
  ~MemoryLock() override { locks_->erase(name_); }
  MemoryLock(const MemoryLock&) = delete;
  MemoryLock& operator=(const MemoryLock&) = delete;
  MemoryLock(MemoryLock&&) = delete;
  MemoryLock& operator=(MemoryLock&&) = delete;

 private:
  std::shared_ptr<std::map<std::string, std::string>> locks_;
  std::string name_;
};

}  // namespace

Result<void> MemoryFiles::ask(std::string_view operation, const Path& path) const {
  if (!fault_) return {};
  return fault_(operation, path);
}

void MemoryFiles::put(const Path& path, std::string bytes) {
  for (Path folder = path.parent_path(); !folder.empty() && folder != folder.parent_path();
       folder = folder.parent_path()) {
    folders_.insert(key(folder));
  }
  files_[key(path)] = std::move(bytes);
}

Result<std::string> MemoryFiles::read(const Path& path) const {
  const auto found = files_.find(key(path));
  if (found == files_.end()) return absent(path);
  return found->second;
}

Result<void> MemoryFiles::write(const Path& path, std::string_view bytes) {
  HEXAPLA_CHECK(ask("write", path));
  const Path folder = path.parent_path();
  if (!folder.empty() && !is_directory(folder)) return absent(folder);
  files_[key(path)] = std::string(bytes);
  return {};
}

bool MemoryFiles::exists(const Path& path) const {
  return files_.contains(key(path)) || is_directory(path);
}

bool MemoryFiles::is_directory(const Path& path) const {
  return folders_.contains(key(path)) || path == path.root_path();
}

Result<std::vector<std::string>> MemoryFiles::list(const Path& folder) const {
  if (!is_directory(folder)) return absent(folder);
  std::set<std::string> names;
  const auto add = [&](const std::string& name) {
    const Path path(name);
    if (path != folder && key(path.parent_path()) == key(folder))
      names.insert(path.filename().string());
  };
  for (const auto& [name, bytes] : files_) add(name);
  for (const std::string& name : folders_) add(name);
  return std::vector<std::string>(names.begin(), names.end());
}

Result<void> MemoryFiles::make_directories(const Path& folder) {
  HEXAPLA_CHECK(ask("make_directories", folder));
  for (Path each = folder; !each.empty() && each != each.parent_path(); each = each.parent_path()) {
    folders_.insert(key(each));
  }
  return {};
}

Result<void> MemoryFiles::rename(const Path& from, const Path& to) {
  HEXAPLA_CHECK(ask("rename", from));
  const std::string old_name = key(from);
  const std::string new_name = key(to);
  if (const auto file = files_.find(old_name); file != files_.end()) {
    std::string bytes = std::move(file->second);
    files_.erase(file);
    files_[new_name] = std::move(bytes);
    return {};
  }
  if (!folders_.contains(old_name)) return absent(from);
  std::map<std::string, std::string> files;
  for (auto& [name, bytes] : files_) {
    files[is_within(name, old_name) ? new_name + name.substr(old_name.size()) : name] = bytes;
  }
  std::set<std::string> folders;
  for (const std::string& name : folders_) {
    folders.insert(is_within(name, old_name) ? new_name + name.substr(old_name.size()) : name);
  }
  files_ = std::move(files);
  folders_ = std::move(folders);
  return {};
}

Result<void> MemoryFiles::exchange(const Path& first, const Path& second) {
  HEXAPLA_CHECK(ask("exchange", first));
  if (!exists(first)) return absent(first);
  if (!exists(second)) return absent(second);
  Fault fault = std::exchange(fault_, nullptr);  // the three steps are one operation
  const Path between = first.parent_path() / ".exchange";
  (void)rename(first, between);
  (void)rename(second, first);
  (void)rename(between, second);
  fault_ = std::move(fault);
  return {};
}

Result<void> MemoryFiles::remove(const Path& path) {
  HEXAPLA_CHECK(ask("remove", path));
  const std::string name = key(path);
  std::erase_if(files_, [&](const auto& file) { return is_within(file.first, name); });
  std::erase_if(folders_, [&](const std::string& folder) { return is_within(folder, name); });
  return {};
}

Result<void> MemoryFiles::sync_directory(const Path& folder) {
  return ask("sync_directory", folder);
}

Result<std::unique_ptr<FileLock>> MemoryFiles::lock(const Path& path, std::string_view holder) {
  const auto [found, is_new] = locks_->try_emplace(key(path), holder);
  if (!is_new) {
    return fail(ErrorCode::Locked, fmt::format("the workspace is in use by {}", found->second),
                {path.generic_string()}, "wait until it has finished, then try again");
  }
  return std::make_unique<MemoryLock>(locks_, key(path));
}

}  // namespace hexapla
