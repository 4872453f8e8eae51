// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "hexapla/base/files.hpp"

namespace hexapla {
namespace {

/// A file descriptor with an owner.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

Descriptor open_file(const Path& path, int flags) {
  int number = -1;
  do {
    number = ::open(path.c_str(), flags | O_CLOEXEC, 0666);
  } while (number < 0 && errno == EINTR);
  return Descriptor(number);
}

tl::unexpected<Error> system_error(ErrorCode code, std::string_view action, const Path& path,
                                   int number) {
  const ErrorCode kind =
      number == ENOENT && code == ErrorCode::Unreadable ? ErrorCode::NotFound : code;
  return fail(kind, fmt::format("cannot {}: {}", action, std::generic_category().message(number)),
              {path.generic_string()});
}

tl::unexpected<Error> unwritable(std::string_view action, const Path& path, int number) {
  return system_error(ErrorCode::Unwritable, action, path, number);
}

/// Writes everything; false with errno set when the system refuses.
bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Appends everything that can be read; false with errno set when the system refuses.
bool read_all(int descriptor, std::string& bytes) {
  std::array<char, 65536> buffer{};
  while (true) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) return true;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

/// A flock(2) lock: the system gives it back when the process ends, however it ends.
class SystemLock final : public FileLock {
 public:
  explicit SystemLock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

 private:
  Descriptor descriptor_;
};

}  // namespace

Result<std::string> SystemFiles::read(const Path& path) const {
  const Descriptor file = open_file(path, O_RDONLY);
  if (!file.is_open()) return system_error(ErrorCode::Unreadable, "read", path, errno);
  std::string bytes;
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && status.st_size > 0) {
    bytes.reserve(static_cast<std::size_t>(status.st_size));
  }
  if (!read_all(file.get(), bytes)) return system_error(ErrorCode::Unreadable, "read", path, errno);
  return bytes;
}

Result<void> SystemFiles::write(const Path& path, std::string_view bytes) {
  const Descriptor file = open_file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file.is_open()) return unwritable("write", path, errno);
  if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0)
    return unwritable("write", path, errno);
  return {};
}

bool SystemFiles::exists(const Path& path) const {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

std::string SystemFiles::stamp(const Path& path) const {
  struct stat status {};
  struct timespec now {};
  if (::stat(path.c_str(), &status) != 0 || ::clock_gettime(CLOCK_REALTIME, &now) != 0) return {};
  // Clocks of file systems are coarse: a file can change twice at one time.
  constexpr std::int64_t kCoarse = 2;  // seconds
  if (now.tv_sec - status.st_ctim.tv_sec < kCoarse) return {};
  return fmt::format("{}-{}-{}.{}-{}.{}", status.st_size, status.st_ino, status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
}

bool SystemFiles::is_directory(const Path& path) const {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

Result<std::vector<std::string>> SystemFiles::list(const Path& folder) const {
  std::error_code error;
  std::filesystem::directory_iterator entries(folder, error);
  std::vector<std::string> names;
  for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
    names.push_back(entries->path().filename().string());
  }
  if (error) return system_error(ErrorCode::Unreadable, "list", folder, error.value());
  std::sort(names.begin(), names.end());
  return names;
}

Result<void> SystemFiles::make_directories(const Path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return unwritable("create", folder, error.value());
  return {};
}

Result<void> SystemFiles::rename(const Path& from, const Path& to) {
  std::error_code error;
  std::filesystem::rename(from, to, error);
  if (error)
    return unwritable(fmt::format("rename to {}", to.generic_string()), from, error.value());
  return {};
}

Result<void> SystemFiles::exchange(const Path& first, const Path& second) {
  // A plain rename over a folder that is not empty fails, and two renames leave a moment without a
  // folder.
  if (::renameat2(AT_FDCWD, first.c_str(), AT_FDCWD, second.c_str(), RENAME_EXCHANGE) != 0) {
    return unwritable(fmt::format("exchange with {}", second.generic_string()), first, errno);
  }
  return {};
}

Result<void> SystemFiles::remove(const Path& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) return unwritable("remove", path, error.value());
  return {};
}

Result<void> SystemFiles::sync_directory(const Path& folder) {
  const Descriptor descriptor = open_file(folder, O_RDONLY | O_DIRECTORY);
  if (!descriptor.is_open() || ::fsync(descriptor.get()) != 0)
    return unwritable("sync", folder, errno);
  return {};
}

Result<std::unique_ptr<FileLock>> SystemFiles::lock(const Path& path, std::string_view holder) {
  Descriptor file = open_file(path, O_RDWR | O_CREAT);
  if (!file.is_open()) return unwritable("lock", path, errno);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return unwritable("lock", path, errno);
    std::string who;
    if (!read_all(file.get(), who) || who.empty()) who = "another process";
    return fail(ErrorCode::Locked, fmt::format("the workspace is in use by {}", who),
                {path.generic_string()}, "wait until it has finished, then try again");
  }
  if (::ftruncate(file.get(), 0) != 0 || !write_all(file.get(), holder)) {
    return unwritable("lock", path, errno);
  }
  return std::make_unique<SystemLock>(std::move(file));
}

}  // namespace hexapla
