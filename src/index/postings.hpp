// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::index {

/// Rising numbers in few bytes: the distance to the one before, seven bits a byte, the last byte
/// without its high bit.
class PostingWriter {
 public:
  void add(std::uint32_t number) {
    std::uint32_t distance = number - last_;
    last_ = number;
    ++count_;
    while (distance >= kMore) {
      bytes_.push_back(static_cast<char>((distance & (kMore - 1)) | kMore));
      distance >>= kBits;
    }
    bytes_.push_back(static_cast<char>(distance));
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  static constexpr std::uint32_t kMore = 0x80;
  static constexpr unsigned kBits = 7;
  std::string bytes_;
  std::uint32_t last_ = 0;
  std::size_t count_ = 0;
};

/// Calls `visit` with each number from `begin` to before `end`; stops at the end of damaged bytes.
template <class Visit>
void read_postings(std::string_view bytes, std::uint32_t begin, std::uint32_t end,
                   const Visit& visit) {
  constexpr unsigned kBits = 7;
  constexpr std::uint32_t kMore = 0x80;
  constexpr unsigned kMostShift = 28;
  std::uint32_t number = 0;
  std::uint32_t distance = 0;
  unsigned shift = 0;
  for (const char each : bytes) {
    const auto byte = static_cast<std::uint32_t>(static_cast<unsigned char>(each));
    distance |= (byte & (kMore - 1)) << shift;
    if ((byte & kMore) != 0) {
      if ((shift += kBits) > kMostShift) return;
      continue;
    }
    number += distance;
    distance = 0;
    shift = 0;
    if (number >= end) return;
    if (number >= begin) visit(number);
  }
}

[[nodiscard]] inline std::vector<std::uint32_t> read_postings(std::string_view bytes) {
  std::vector<std::uint32_t> numbers;
  read_postings(bytes, 0, UINT32_MAX, [&numbers](std::uint32_t each) { numbers.push_back(each); });
  return numbers;
}

}  // namespace hexapla::index
