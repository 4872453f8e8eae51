// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/report/validation.hpp"

#include <cstdint>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "hexapla/formats/json.hpp"

namespace hexapla::report {
namespace {

std::string violations_text(const FileValidation& file) {
  std::string text;
  std::set<std::string_view> explained;
  for (const formats::XliffViolation& violation : file.validation.violations) {
    text += fmt::format("{}:{}:{}: error: {} [{}]\n", file.file, violation.line, violation.column,
                        violation.message, violation.constraint);
    if (!explained.insert(violation.constraint).second) continue;
    if (const auto* constraint = formats::find_xliff_constraint(violation.constraint))
      text += fmt::format("  {}: {}\n", constraint->clause, constraint->text);
  }
  return text;
}

std::string verdict(const FileValidation& file) {
  const std::size_t count = file.validation.violations.size();
  const std::string version =
      file.validation.version.empty() ? "XLIFF" : "XLIFF " + file.validation.version;
  if (count == 0) return fmt::format("{}: valid {}\n", file.file, version);
  return fmt::format("{}: not valid {}: {} violation{}\n", file.file, version, count,
                     count == 1 ? "" : "s");
}

}  // namespace

std::string to_text(const std::vector<FileValidation>& files) {
  std::string text;
  for (const FileValidation& file : files) text += violations_text(file) + verdict(file);
  return text;
}

std::string to_json(const std::vector<FileValidation>& files) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("files").begin_array();
  for (const FileValidation& file : files) {
    json.begin_object().key("file").value(file.file).key("format").value("xliff");
    json.key("version").value(file.validation.version);
    json.key("valid").value(file.validation.is_valid()).key("violations").begin_array();
    for (const formats::XliffViolation& violation : file.validation.violations) {
      json.begin_object().key("constraint").value(violation.constraint);
      json.key("clause").value(violation.clause).key("element").value(violation.element);
      json.key("line").value(std::uint64_t{violation.line});
      json.key("column").value(std::uint64_t{violation.column});
      json.key("message").value(violation.message).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace hexapla::report
