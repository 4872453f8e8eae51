// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace hexapla::terms {

/// Numbers by 64-bit keys that are hashes or are mixed here, in one block of memory: what every
/// word of every text looks up. 0 says that there is none; a number is never 0.
class FlatMap {
 public:
  [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
    if (slots_.empty()) return 0;
    for (std::size_t at = mix(key) & mask();; at = (at + 1) & mask()) {
      const Slot& slot = slots_[at];
      if (slot.number == 0 || slot.key == key) return slot.number;
    }
  }

  /// The number under `key`, after `number` was put there if there was none.
  std::uint32_t insert(std::uint64_t key, std::uint32_t number) {
    if (size_ * 2 >= slots_.size()) grow();
    std::size_t at = mix(key) & mask();
    while (slots_[at].number != 0) {
      if (slots_[at].key == key) return slots_[at].number;
      at = (at + 1) & mask();
    }
    slots_[at] = {key, number};
    ++size_;
    return number;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  void clear() {
    slots_.clear();
    size_ = 0;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t number = 0;
  };

  [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }
  static std::size_t mix(std::uint64_t key) {
    key *= 0x9E3779B97F4A7C15ULL;  // 2^64 by the golden ratio
    return key ^ (key >> 32);
  }

  void grow() {
    constexpr std::size_t kLeast = 64;
    std::vector<Slot> old = std::exchange(slots_, {});
    slots_.resize(old.empty() ? kLeast : old.size() * 2);
    size_ = 0;
    for (const Slot& slot : old) {
      if (slot.number != 0) insert(slot.key, slot.number);
    }
  }

  std::vector<Slot> slots_;  ///< a power of two
  std::size_t size_ = 0;
};

}  // namespace hexapla::terms
