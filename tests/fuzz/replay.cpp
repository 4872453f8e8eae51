// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
// Runs a harness over the files of a folder, and over every beginning of each and each with one
// byte changed.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz.hpp"

namespace {

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

/// Bytes that readers treat in a way of their own.
constexpr char kTelling[] = {'<', '>', '&', '"', '\'', '/', '{', '[', '\0', '\xff', '\n', '@'};

std::size_t run_around(const std::string& bytes) {
  run(bytes);
  std::size_t runs = 1;
  const std::size_t step = std::max<std::size_t>(1, bytes.size() / 400);
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    run(bytes.substr(0, at));
    std::string changed = bytes;
    changed[at] = kTelling[(at / step) % std::size(kTelling)];
    run(changed);
    runs += 2;
  }
  return runs;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argc > 1 ? argv[1] : "."))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::size_t runs = 0;
  for (const auto& path : files) {
    std::cout << path.filename().string() << std::endl;  // seen before a crash
    std::ifstream stream(path, std::ios::binary);
    runs += run_around({std::istreambuf_iterator<char>(stream), {}});
  }
  std::cout << files.size() << " files, " << runs << " inputs\n";
  return files.empty() ? 1 : 0;
}
