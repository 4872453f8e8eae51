// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/pandoc.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "hexapla/text/hash.hpp"

#include "temporary_folder.hpp"

namespace hexapla::formats {
namespace {

constexpr SourceFormat kSourceFormats[] = {
    {".md", kSourceReader},
    {".docx", "docx-auto_identifiers", false},
    {".odt", "odt-auto_identifiers", false},
    {".epub", "epub-raw_html", false},
    {".html", "html-auto_identifiers"},
    {".rst", "rst-auto_identifiers"},
    {".org", "org-auto_identifiers"},
    {".tex", "latex-auto_identifiers-smart"},
    {".rtf", "rtf"},
    {".dbk", "docbook"},
    {".ipynb", "ipynb"},
    {".textile", "textile-auto_identifiers"},
    {".mediawiki", "mediawiki-auto_identifiers"},
    {".opml", "opml"},
    {".fb2", "fb2"},
};

constexpr std::string_view kRemedy = "install pandoc 2.17 (Debian 12: apt-get install pandoc)";

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, std::min(text.find('\n'), text.size())));
}

/// "pandoc 2.17.1.1" as 2 and 17; zeros where it is something else.
std::pair<int, int> parse_version(std::string_view output) {
  std::pair<int, int> version{0, 0};
  const std::size_t space = output.find(' ');
  if (!output.starts_with("pandoc") || space == std::string_view::npos) return version;
  const char* const end = output.data() + output.size();
  const auto [dot, error] = std::from_chars(output.data() + space + 1, end, version.first);
  if (error == std::errc() && dot != end) std::from_chars(dot + 1, end, version.second);
  return version;
}

tl::unexpected<Error> missing(Error error) {
  if (error.hint.empty()) error.hint = kRemedy;
  return tl::unexpected<Error>(std::move(error));
}

/// What pandoc said, in its own words; "(line 3, column 5)" becomes the place.
tl::unexpected<Error> refused(const ProcessOutput& result, ErrorCode code, std::string_view name) {
  std::string said = first_line(result.errors);
  if (said.empty()) said = "it said nothing";
  Location location{std::string(name)};
  if (const std::size_t line = result.errors.find("(line "); line != std::string::npos) {
    location.line =
        static_cast<std::size_t>(std::strtoul(result.errors.c_str() + line + 6, nullptr, 10));
    const std::size_t column = result.errors.find("column ", line);
    if (column != std::string::npos) {
      location.column =
          static_cast<std::size_t>(std::strtoul(result.errors.c_str() + column + 7, nullptr, 10));
    }
  }
  return fail(code, fmt::format("pandoc failed with exit code {}: {}", result.exit_code, said),
              std::move(location));
}

}  // namespace

std::span<const SourceFormat> source_formats() { return kSourceFormats; }

Pandoc::Pandoc(Files& files, Processes& processes, Path cache_folder,
               std::chrono::milliseconds timeout)
    : files_(files),
      processes_(processes),
      cache_folder_(std::move(cache_folder)),
      timeout_(timeout) {}

Result<void> Pandoc::check_version() {
  if (!version_.empty()) return {};
  auto answer = processes_.run({{"pandoc", "--version"}, "", timeout_});
  if (!answer) return missing(std::move(answer).error());
  const std::string line = first_line(answer->output);
  const auto [major, minor] = parse_version(line);
  // API 1.22 came with 2.11 and left with 3.0; 2.17 is what the distribution has and what was
  // measured.
  if (major != 2 || minor < 17) {
    return fail(ErrorCode::ToolFailed,
                fmt::format("pandoc 2.17 to 2.19 is needed, \"{}\" was found", line), {},
                std::string(kRemedy));
  }
  version_ = line;
  return {};
}

Result<model::Document> Pandoc::read(std::string_view bytes, std::string_view reader,
                                     std::string_view name,
                                     const std::vector<std::string>& arguments) {
  std::vector<std::string> command = {"pandoc", "--sandbox", fmt::format("--from={}", reader),
                                      "--to=json"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  std::string key = arguments.empty() ? std::string(reader)
                                      : fmt::format("{} {}", reader, fmt::join(arguments, " "));
  key = text::hash_hex(fmt::format("{}\n{}", key, bytes));
  const Path cached = cache_folder_.empty() ? Path() : cache_folder_ / (key + ".json");
  if (!cached.empty() && files_.exists(cached)) {
    if (const auto json = files_.read(cached)) {
      if (auto document = from_pandoc_json(*json, name)) {
        take_positions(*document);
        return document;
      }
    }
  }
  HEXAPLA_CHECK(check_version());
  auto answer = processes_.run({std::move(command), std::string(bytes), timeout_});
  if (!answer) return missing(std::move(answer).error());
  if (answer->exit_code != 0) return refused(*answer, ErrorCode::Syntax, name);
  if (answer->output.empty()) return refused(*answer, ErrorCode::ToolFailed, name);
  HEXAPLA_TRY(model::Document document, from_pandoc_json(answer->output, name));
  if (!cached.empty() && files_.make_directories(cache_folder_)) {
    (void)files_.write(cached, answer->output);  // only a cache: the answer counts
  }
  take_positions(document);
  return document;
}

Result<std::string> Pandoc::write(const model::Document& document,
                                  const std::vector<std::string>& arguments) {
  HEXAPLA_CHECK(check_version());
  const TemporaryFolder folder(files_);
  const Path output = folder.path() / "output";
  std::vector<std::string> command = {"pandoc", "--from=json", "--output=" + output.string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  auto answer = processes_.run({std::move(command), to_pandoc_json(document), timeout_});
  if (!answer) return missing(std::move(answer).error());
  if (answer->exit_code != 0) return refused(*answer, ErrorCode::ToolFailed, {});
  auto bytes = files_.read(output);
  if (!bytes || bytes->empty()) {
    return fail(ErrorCode::ToolFailed, "pandoc ended without an error and wrote nothing", {},
                std::string(kRemedy));
  }
  return std::move(*bytes);
}

Result<std::string> Pandoc::read_data_file(const std::string& file) {
  HEXAPLA_CHECK(check_version());
  auto answer = processes_.run({{"pandoc", "--print-default-data-file=" + file}, "", timeout_});
  if (!answer) return missing(std::move(answer).error());
  if (answer->exit_code != 0 || answer->output.empty())
    return refused(*answer, ErrorCode::ToolFailed, file);
  return std::move(answer->output);
}

}  // namespace hexapla::formats
