// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/zip.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <zip.h>

namespace hexapla::formats {
namespace {

/// Smaller files are unpacked whatever their ratio: an empty page repeats itself, too.
constexpr zip_uint64_t kSmall = 8ULL << 20U;
constexpr std::string_view kGetAgain = "fetch the file again, or save it again where it was made";

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

std::string in_megabytes(zip_uint64_t bytes) { return fmt::format("{} MiB", bytes >> 20U); }

/// Names in a package differ in more than case (OPC, ECMA-376 part 2, 6.2.2.3).
std::string fold(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

/// The directory of an archive, judged before anything is unpacked.
class Directory {
 public:
  Directory(std::string_view archive_name, const ZipLimits& limits)
      : archive_name_(archive_name), limits_(limits) {}

  Result<void> add(const zip_stat_t& status) {
    const std::string_view name = status.name;
    if (!is_safe(name)) {
      return refuse("the archive holds a file whose name leaves it",
                    "no program writes such a file; it is hostile");
    }
    if (!names_.insert(fold(name)).second)
      return refuse(fmt::format("the archive holds {} twice", name),
                    "save it again where it was made");
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        status.encryption_method != ZIP_EM_NONE) {
      return refuse(fmt::format("{} in the archive is encrypted", name),
                    "save the file without a password");
    }
    if (status.size > limits_.most_entry_bytes) {
      return refuse(fmt::format("{} in the archive is larger than {}", name,
                                in_megabytes(limits_.most_entry_bytes)),
                    std::string(kTooLarge));
    }
    // divided, so that no product overflows
    if (status.size > kSmall && status.size / limits_.most_ratio > status.comp_size) {
      return refuse(fmt::format("{} in the archive is more than {} times larger than packed", name,
                                limits_.most_ratio),
                    "it is damaged or hostile; a picture so empty is better saved as PNG");
    }
    bytes_ += status.size;
    if (bytes_ > limits_.most_bytes) {
      return refuse(
          fmt::format("the archive unpacks to more than {}", in_megabytes(limits_.most_bytes)),
          std::string(kTooLarge));
    }
    return {};
  }

 private:
  static constexpr std::string_view kTooLarge = "cut the document into parts, or take images out";

  tl::unexpected<Error> refuse(std::string message, std::string hint) const {
    return fail(ErrorCode::Refused, std::move(message), {std::string(archive_name_)},
                std::move(hint));
  }

  std::string_view archive_name_;
  const ZipLimits& limits_;
  std::set<std::string> names_;
  zip_uint64_t bytes_ = 0;
};

Result<std::string> read_entry(zip_t* archive, const zip_stat_t& status, std::string_view name) {
  const ArchiveFile file(zip_fopen_index(archive, status.index, 0));
  std::string bytes(file ? status.size : 0, '\0');
  const zip_int64_t count = file ? zip_fread(file.get(), bytes.data(), status.size) : -1;
  char beyond = 0;
  // at the end the checksum is compared; a file that goes on is not what the directory says
  const bool is_whole = count >= 0 && static_cast<zip_uint64_t>(count) == status.size &&
                        zip_fread(file.get(), &beyond, 1) == 0;
  if (!is_whole) {
    return fail(ErrorCode::Syntax, fmt::format("{} in the archive is damaged", status.name),
                {std::string(name)}, std::string(kGetAgain));
  }
  return bytes;
}

Result<std::vector<zip_stat_t>> read_directory(zip_t* archive, std::string_view name,
                                               const ZipLimits& limits) {
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0));
  if (count > limits.most_files) {
    return fail(
        ErrorCode::Refused,
        fmt::format("the archive holds {} files; {} are read at most", count, limits.most_files),
        {std::string(name)}, "cut the document into parts, or take images out");
  }
  Directory directory(name, limits);
  std::vector<zip_stat_t> files;
  for (zip_uint64_t index = 0; index < count; ++index) {
    zip_stat_t status{};
    if (zip_stat_index(archive, index, 0, &status) != 0) {
      return fail(ErrorCode::Syntax, "the archive's directory is damaged", {std::string(name)},
                  std::string(kGetAgain));
    }
    HEXAPLA_CHECK(directory.add(status));
    if (!std::string_view(status.name).ends_with('/')) files.push_back(status);
  }
  return files;
}

}  // namespace

Result<std::vector<ZipEntry>> read_zip(std::string_view archive, std::string_view name,
                                       const ZipLimits& limits) {
  zip_error_t error{};
  zip_error_init(&error);
  Source source(zip_source_buffer_create(archive.data(), archive.size(), 0, &error));
  const Archive opened(source ? zip_open_from_source(source.get(), ZIP_RDONLY, &error) : nullptr);
  if (!opened) {
    return fail(ErrorCode::Syntax,
                fmt::format("no zip archive, or not a whole one: {}", message_of(error)),
                {std::string(name)}, std::string(kGetAgain));
  }
  (void)source.release();  // the archive owns it now
  HEXAPLA_TRY(const std::vector<zip_stat_t> files, read_directory(opened.get(), name, limits));
  std::vector<ZipEntry> entries;
  for (const zip_stat_t& file : files) {
    HEXAPLA_TRY(std::string bytes, read_entry(opened.get(), file, name));
    entries.push_back({file.name, std::move(bytes)});
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
