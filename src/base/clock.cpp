// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/clock.hpp"

#include <charconv>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace hexapla {

std::chrono::system_clock::time_point SystemClock::now() const {
  // Read once at a time when no other thread writes the environment.
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");  // NOLINT(concurrency-mt-unsafe)
  if (epoch != nullptr) {
    const std::string_view digits(epoch);
    long long seconds = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), seconds);
    if (error == std::errc() && end == digits.end()) {
      return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
    }
  }
  return std::chrono::system_clock::now();
}

}  // namespace hexapla
