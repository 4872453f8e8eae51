// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <functional>
#include <malloc.h>
#include <string>

#include <gtest/gtest.h>

/// Twice the length takes about twice the time.
namespace hexapla::support {

/// Keeps freed memory: what the system takes for giving the same pages again and again, which some
/// machines make dear, is no work of ours.
inline void keep_memory() {
  constexpr int kPlenty = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, kPlenty);
  mallopt(M_TRIM_THRESHOLD, kPlenty);
}

/// Processor seconds of one run, the best of five samples that are long enough to tell.
inline double measure(const std::string& bytes,
                      const std::function<void(const std::string&)>& work) {
  constexpr std::clock_t kSample = CLOCKS_PER_SEC / 20;
  double best = 1e9;
  for (int sample = 0; sample < 5; ++sample) {
    const std::clock_t start = std::clock();
    int runs = 0;
    do {
      work(bytes);
      ++runs;
    } while (std::clock() - start < kSample);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / runs);
  }
  return best;
}

/// Over two doublings, so that caches and the machine's other work weigh less.
inline void expect_linear(std::size_t count, const std::function<std::string(std::size_t)>& make,
                          const std::function<void(const std::string&)>& work) {
  keep_memory();
  constexpr double kGrowth = 2.6;  // when the length doubles
  const std::string small = make(count);
  const std::string large = make(4 * count);
  double growth = measure(large, work) / measure(small, work);
  for (int again = 0; again < 2 && growth > kGrowth * kGrowth; ++again)
    growth = std::min(growth, measure(large, work) / measure(small, work));
  EXPECT_LE(growth, kGrowth * kGrowth);
}

}  // namespace hexapla::support
