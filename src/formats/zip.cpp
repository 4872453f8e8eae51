// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/zip.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <zip.h>

namespace hexapla::formats {
namespace {

constexpr zip_uint64_t kMostBytes = 256ULL << 20U;
constexpr zip_int64_t kMostFiles = 10'000;

struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, DiscardArchive>;
using ArchiveFile = std::unique_ptr<zip_file_t, CloseFile>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

std::string message_of(zip_error_t& error) {
  std::string message = zip_error_strerror(&error);
  zip_error_fini(&error);
  return message;
}

/// Whether an entry's name stays inside the folder that the archive would be unpacked to.
bool is_safe(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos)
    return false;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('/'), name.size());
    if (name.substr(0, end) == "..") return false;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return true;
}

Result<std::string> read_entry(zip_t* archive, const zip_stat_t& status, std::string_view name) {
  const ArchiveFile file(zip_fopen_index(archive, status.index, 0));
  std::string bytes(status.size, '\0');
  const zip_int64_t count = file ? zip_fread(file.get(), bytes.data(), status.size) : -1;
  if (count < 0 || static_cast<zip_uint64_t>(count) != status.size) {
    return fail(ErrorCode::Syntax, fmt::format("{} in the archive is damaged", status.name),
                {std::string(name)});
  }
  return bytes;
}

}  // namespace

Result<std::vector<ZipEntry>> read_zip(std::string_view archive, std::string_view name) {
  zip_error_t error{};
  zip_error_init(&error);
  Source source(zip_source_buffer_create(archive.data(), archive.size(), 0, &error));
  const Archive opened(source ? zip_open_from_source(source.get(), ZIP_RDONLY, &error) : nullptr);
  if (!opened) {
    return fail(ErrorCode::Syntax, fmt::format("not a zip archive: {}", message_of(error)),
                {std::string(name)});
  }
  (void)source.release();  // the archive owns it now
  const zip_int64_t count = zip_get_num_entries(opened.get(), 0);
  if (count > kMostFiles) {
    return fail(ErrorCode::Refused,
                fmt::format("the archive holds {} files; {} are read at most", count, kMostFiles),
                {std::string(name)});
  }
  std::vector<ZipEntry> entries;
  zip_uint64_t left = kMostBytes;
  for (zip_int64_t index = 0; index < count; ++index) {
    zip_stat_t status{};
    if (zip_stat_index(opened.get(), static_cast<zip_uint64_t>(index), 0, &status) != 0 ||
        !is_safe(status.name)) {
      return fail(ErrorCode::Refused, "the archive holds a file whose name leaves it",
                  {std::string(name)});
    }
    if (status.size > left) {
      return fail(ErrorCode::Refused, "the archive unpacks to more than 256 MiB",
                  {std::string(name)});
    }
    left -= status.size;
    HEXAPLA_TRY(std::string bytes, read_entry(opened.get(), status, name));
    entries.push_back({status.name, std::move(bytes)});
  }
  return entries;
}

namespace {

tl::unexpected<Error> cannot_write(std::string reason) {
  return fail(ErrorCode::Unwritable,
              fmt::format("cannot make a zip archive: {}", std::move(reason)));
}

Result<void> add_entries(zip_t* archive, const std::vector<ZipEntry>& entries) {
  for (const ZipEntry& entry : entries) {
    Source content(zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0));
    const zip_int64_t index =
        content ? zip_file_add(archive, entry.name.c_str(), content.get(), ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) return cannot_write(zip_strerror(archive));
    (void)content.release();  // the archive owns it now
    // 1980-01-01 00:00, the first time that zip knows
    if (zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, 33, 0) != 0) {
      return cannot_write(zip_strerror(archive));
    }
    if (entry.is_stored &&
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) != 0) {
      return cannot_write(zip_strerror(archive));
    }
  }
  return {};
}

/// The bytes that closing the archive left in its buffer.
Result<std::string> take_bytes(zip_source_t* buffer) {
  zip_stat_t status{};
  if (zip_source_stat(buffer, &status) != 0 || zip_source_open(buffer) != 0) {
    return cannot_write(zip_error_strerror(zip_source_error(buffer)));
  }
  std::string bytes(status.size, '\0');
  const zip_int64_t count = zip_source_read(buffer, bytes.data(), status.size);
  zip_source_close(buffer);
  if (count < 0 || static_cast<zip_uint64_t>(count) != status.size)
    return cannot_write("the buffer is incomplete");
  return bytes;
}

}  // namespace

Result<std::string> write_zip(const std::vector<ZipEntry>& entries) {
  zip_error_t error{};
  zip_error_init(&error);
  const Source buffer(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!buffer) return cannot_write(message_of(error));
  zip_source_keep(buffer.get());  // one reference for the archive, one for us
  Archive archive(zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &error));
  if (!archive) return cannot_write(message_of(error));
  HEXAPLA_CHECK(add_entries(archive.get(), entries));
  if (zip_close(archive.get()) != 0) return cannot_write(zip_strerror(archive.get()));
  (void)archive.release();  // closed
  return take_bytes(buffer.get());
}

}  // namespace hexapla::formats
