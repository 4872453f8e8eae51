// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "fuzz.hpp"

namespace {

constexpr std::size_t kCutShort = 4096;  ///< seeds up to this size are cut at every byte

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

int replay(const std::filesystem::path& folder) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    const std::string bytes = text.str();
    std::printf("%s\n", entry.path().filename().c_str());
    std::fflush(stdout);
    run(bytes);
    for (std::size_t size = 0; bytes.size() <= kCutShort && size < bytes.size(); ++size)
      run(bytes.substr(0, size));
    ++count;
  }
  return count;
}

}  // namespace

int main(int count, char** values) {
  try {
    int replayed = 0;
    for (int i = 1; i < count; ++i) replayed += replay(values[i]);
    if (replayed == 0) std::fprintf(stderr, "no corpus\n");
    return replayed == 0 ? 1 : 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
