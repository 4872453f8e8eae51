// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "hexapla/base/files.hpp"
#include "hexapla/formats/xliff_validation.hpp"

/// The committee's own files, where they are at hand.
namespace hexapla::formats {
namespace {

const Path kConformance = Path(HEXAPLA_SOURCE_DIR) / ".." / "shared" / "conformance" / "xliff";

std::string describe(const XliffValidation& validation) {
  std::string text;
  for (const XliffViolation& violation : validation.violations) {
    text += fmt::format("  {}:{}: {} [{}]\n", violation.line, violation.column, violation.message,
                        violation.constraint);
  }
  return text;
}

/// The same document in the namespace of 2.2, with or without its version.
std::string restamped(std::string bytes, bool has_version) {
  const std::string from = "urn:oasis:names:tc:xliff:document:2.0";
  for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at))
    bytes.replace(at + from.size() - 3, 3, "2.2");
  if (!has_version) return bytes;
  for (const char* old : {"version=\"2.0\"", "version='2.0'", "version=\"2.1\""}) {
    const std::size_t root = bytes.find("<xliff");
    std::size_t at = bytes.find(old, root);
    while (at != std::string::npos && bytes[at - 1] == ':') at = bytes.find(old, at + 1);
    if (at == std::string::npos || at > bytes.find("<file")) continue;
    bytes.replace(at + 9, 3, "2.2");
  }
  return bytes;
}

struct Folder {
  const char* path;
  int count;
  bool is_valid;
};

void PrintTo(const Folder& folder, std::ostream* out) { *out << folder.path; }

class Conformance : public testing::TestWithParam<Folder> {};

TEST_P(Conformance, TheValidatorAgreesInEachNamespace) {
  if (!std::filesystem::exists(kConformance))
    GTEST_SKIP() << "no conformance data at " << kConformance;
  SystemFiles files;
  int count = 0;
  const Path folder = kConformance / GetParam().path;
  const std::vector<std::string> names = files.list(folder).value();
  for (const std::string& name : names) {
    if (Path(name).extension() != ".xlf") continue;
    const std::string bytes = files.read(folder / name).value();
    for (const std::string& form : {bytes, restamped(bytes, false), restamped(bytes, true)}) {
      const XliffValidation validation = validate_xliff(form);
      EXPECT_EQ(validation.is_valid(), GetParam().is_valid) << name << "\n" << describe(validation);
      if (GetParam().is_valid) continue;
      for (const XliffViolation& violation : validation.violations) {
        EXPECT_NE(find_xliff_constraint(violation.constraint), nullptr) << violation.constraint;
        EXPECT_GT(violation.line, 0U) << name;
        EXPECT_GT(violation.column, 0U) << name;
      }
    }
    ++count;
  }
  EXPECT_EQ(count, GetParam().count);
}

INSTANTIATE_TEST_SUITE_P(Xliff, Conformance,
                         testing::Values(Folder{"core/valid", 25, true},
                                         Folder{"core/in-out", 18, true},
                                         Folder{"modules/valid", 34, true},
                                         Folder{"core/invalid", 119, false},
                                         Folder{"modules/invalid", 43, false}),
                         [](const testing::TestParamInfo<Folder>& folder) {
                           std::string name = folder.param.path;
                           for (char& c : name) {
                             if (c == '/' || c == '-') c = '_';
                           }
                           return name;
                         });

}  // namespace
}  // namespace hexapla::formats
