// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "hexapla/index/memory.hpp"

/// How long single queries of a translation memory take: half of them, 99 of 100, the longest.
/// Usage: hexapla_memory_latency INDEX SOURCE-LANGUAGE TARGET-LANGUAGE < QUERIES
int main(int count, char** arguments) {
  using namespace hexapla;
  if (count != 4) {
    std::cerr << "usage: hexapla_memory_latency INDEX SOURCE-LANGUAGE TARGET-LANGUAGE < QUERIES\n";
    return 2;
  }
  Result<index::Memory> memory = index::Memory::open(arguments[1]);
  if (!memory) {
    std::cerr << memory.error().to_string() << '\n';
    return 1;
  }
  index::MemoryQuery query;
  query.source_language = arguments[2];
  query.target_language = arguments[3];
  query.threshold = 75;
  query.limit = 3;
  std::vector<double> times;
  std::size_t found = 0;
  for (std::string line; std::getline(std::cin, line);) {
    query.text = model::InlineText(line);
    const auto begin = std::chrono::steady_clock::now();
    const auto matches = memory->search(query);
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    if (!matches) {
      std::cerr << matches.error().to_string() << '\n';
      return 1;
    }
    found += matches->empty() ? 0 : 1;
    times.push_back(time.count());
  }
  if (times.empty()) return 0;
  std::sort(times.begin(), times.end());
  std::cout << fmt::format(
      "{} queries, {} found, p50 {:.2f} ms, p99 {:.2f} ms, longest {:.2f} ms\n", times.size(),
      found, times[times.size() / 2], times[times.size() * 99 / 100], times.back());
  return 0;
}
