// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "hexapla/formats/exchange.hpp"

#include "fuzz.hpp"

/// The first byte chooses the format. What a reader accepts is written, and what was written is
/// read and written again as the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla::formats;
  constexpr const char* kFormats[] = {"tmx", "po", "csv", "tsv", "xliff-1.2", "xlsx"};
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const ExchangeFormat& format = *find_exchange_format(kFormats[data[0] % 6]);
  auto file = read_exchange(bytes, "input", format, {});
  if (!file || file->target_languages.size() != 1) return 0;
  const auto once = write_exchange(*file, format, "1");
  hexapla::require(once.has_value(), "what was read is written");
  const auto again = read_exchange(*once, "output", format, {});
  hexapla::require(again.has_value(), "what was written is read");
  if (again->target_languages.size() != 1) return 0;
  const auto twice = write_exchange(*again, format, "1");
  hexapla::require(twice && *twice == *once, "what was read again is the same");
  return 0;
}
