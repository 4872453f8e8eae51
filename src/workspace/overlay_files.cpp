// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "overlay_files.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace hexapla::workspace {
namespace {

tl::unexpected<Error> refuse(const Path& path) {
  return fail(ErrorCode::Refused, "planned files cannot be changed so", {path.generic_string()});
}

}  // namespace

OverlayFiles::OverlayFiles(const Files& below, const std::vector<FileChange>& changes)
    : below_(below) {
  for (const FileChange& change : changes) changed_[change.path.lexically_normal()] = change.after;
}

Result<std::string> OverlayFiles::read(const Path& path) const {
  const auto found = changed_.find(path.lexically_normal());
  if (found == changed_.end()) return below_.read(path);
  if (found->second) return *found->second;
  return fail(ErrorCode::NotFound, "no such file or folder", {path.generic_string()});
}

Result<void> OverlayFiles::write(const Path& path, std::string_view bytes) {
  changed_[path.lexically_normal()] = std::string(bytes);
  return {};
}

bool OverlayFiles::exists(const Path& path) const {
  const auto found = changed_.find(path.lexically_normal());
  if (found != changed_.end()) return found->second.has_value();
  return is_directory(path) || below_.exists(path);
}

bool OverlayFiles::is_directory(const Path& path) const {
  if (below_.is_directory(path)) return true;
  return std::any_of(changed_.begin(), changed_.end(), [&](const auto& each) {
    const Path relative = each.first.lexically_relative(path);
    return each.second && !relative.empty() && *relative.begin() != ".." && relative != ".";
  });
}

Result<std::vector<std::string>> OverlayFiles::list(const Path& folder) const {
  std::set<std::string> names;
  if (below_.is_directory(folder)) {
    HEXAPLA_TRY(const std::vector<std::string> known, below_.list(folder));
    for (const std::string& name : known) {
      const auto found = changed_.find((folder / name).lexically_normal());
      if (found == changed_.end() || found->second) names.insert(name);
    }
  }
  for (const auto& [path, bytes] : changed_) {
    const Path relative = path.lexically_relative(folder);
    if (bytes && !relative.empty() && *relative.begin() != ".." && relative != ".")
      names.insert(relative.begin()->string());
  }
  return std::vector<std::string>(names.begin(), names.end());
}

Result<void> OverlayFiles::make_directories(const Path& /*folder*/) { return {}; }

Result<void> OverlayFiles::rename(const Path& from, const Path& /*to*/) { return refuse(from); }

Result<void> OverlayFiles::exchange(const Path& first, const Path& /*second*/) {
  return refuse(first);
}

Result<void> OverlayFiles::remove(const Path& path) {
  changed_[path.lexically_normal()] = std::nullopt;
  return {};
}

Result<void> OverlayFiles::sync_directory(const Path& /*folder*/) { return {}; }

Result<std::unique_ptr<FileLock>> OverlayFiles::lock(const Path& path,
                                                     std::string_view /*holder*/) {
  return refuse(path);
}

}  // namespace hexapla::workspace
