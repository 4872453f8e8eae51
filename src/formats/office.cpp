// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/office.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/zip.hpp"
#include "hexapla/text/hash.hpp"

#include "temporary_folder.hpp"

namespace hexapla::formats {
namespace {

constexpr std::string_view kRemedy =
    "install the packages of build-scripts/install-dependencies --for print, or publish html and "
    "docx only";

constexpr std::string_view kPdfFilter =
    R"(pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},)"
    R"("ExportBookmarks":{"type":"boolean","value":"true"},)"
    R"("PDFUACompliance":{"type":"boolean","value":"true"},)"
    R"("DisplayPDFDocumentTitle":{"type":"boolean","value":"true"},)"
    R"("InitialView":{"type":"long","value":"1"}})";

/// Overwrites what stands between `before` and `after`, wherever they enclose as many bytes as
/// `value` has.
void overwrite(std::string& bytes, std::string_view before, std::string_view value,
               std::string_view after) {
  for (std::size_t at = bytes.find(before); at != std::string::npos;
       at = bytes.find(before, at + before.size())) {
    const std::size_t begin = at + before.size();
    if (bytes.compare(begin + value.size(), after.size(), after) == 0)
      bytes.replace(begin, value.size(), value);
  }
}

/// Lists get random numbers for names: they are counted instead.
std::string count_lists(std::string_view xml) {
  constexpr std::string_view kName = "\"list";
  std::map<std::string, std::size_t, std::less<>> numbers;
  std::string result;
  std::size_t done = 0;
  for (std::size_t at = xml.find(kName); at != std::string_view::npos; at = xml.find(kName, at)) {
    at += kName.size();
    const std::size_t end = xml.find_first_not_of("0123456789", at);
    if (end == std::string_view::npos || end == at || xml[end] != '"') continue;
    const std::string name(xml.substr(at, end - at));
    const std::size_t number = numbers.emplace(name, numbers.size() + 1).first->second;
    result += xml.substr(done, at - done);
    result += fmt::format("{}", number);
    done = end;
  }
  result += xml.substr(done);
  return result;
}

/// Replaces the text that follows the next end of a tag after `mark`; nothing where there is no
/// such mark.
void set_content(std::string& xml, std::string_view mark, std::string_view value) {
  const std::size_t at = xml.find(mark);
  if (at == std::string::npos) return;
  const std::size_t begin = xml.find('>', at) + 1;
  const std::size_t end = xml.find('<', begin);
  if (begin != 0 && end != std::string::npos) xml.replace(begin, end - begin, value);
}

/// The day that a document says it was made on; zip's first one where none is given.
std::string day_of(std::string_view date) {
  return std::string(date.size() == 10 ? date : "1980-01-01");
}

constexpr const char* kEdition = "edition.docx";

}  // namespace

std::string with_fixed_marks(std::string pdf, std::string_view date) {
  const std::string day = day_of(date);
  std::string digits = day;
  std::erase(digits, '-');
  overwrite(pdf, "/CreationDate(D:", digits + "000000", "Z'");
  for (const std::string_view name : {"CreateDate", "ModifyDate", "MetadataDate"})
    overwrite(pdf, fmt::format("xmp:{}>", name), day + "T00:00:00Z", "<");
  const std::string zeros(32, '0');
  overwrite(pdf, "/DocChecksum /", zeros, "\n");
  overwrite(pdf, "/ID [ <", zeros, ">");
  overwrite(pdf, zeros + ">\n<", zeros, "> ]");
  std::string hash = text::hash_hex(pdf);
  std::transform(hash.begin(), hash.end(), hash.begin(), [](char c) {
    return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  const std::string id = (hash + hash).substr(0, zeros.size());
  overwrite(pdf, "/ID [ <", id, ">");
  overwrite(pdf, id + ">\n<", id, "> ]");
  return pdf;
}

Office::Office(Files& files, Processes& processes, std::chrono::milliseconds timeout)
    : files_(files), processes_(processes), timeout_(timeout) {}

Result<std::string> Office::convert(std::string_view bytes_in, const std::string& name,
                                    const std::string& filter, std::string_view ending) {
  const TemporaryFolder folder(files_);
  const Path input = folder.path() / name;
  HEXAPLA_CHECK(files_.write(input, bytes_in));
  auto answer = processes_.run(
      {{"soffice", "-env:UserInstallation=file://" + (folder.path() / "profile").string(),
        "--headless", "--norestore", "--convert-to", filter, "--outdir",
        (folder.path() / "made").string(), input.string()},
       {},
       timeout_});
  if (!answer) {
    Error error = std::move(answer).error();
    if (error.hint.empty()) error.hint = kRemedy;
    return tl::unexpected<Error>(std::move(error));
  }
  // The exit code is 0 even where nothing was made.
  auto bytes =
      files_.read(folder.path() / "made" / fmt::format("{}.{}", input.stem().string(), ending));
  if (!bytes || bytes->empty()) {
    return fail(ErrorCode::ToolFailed,
                fmt::format("LibreOffice ended with exit code {} and wrote no {}",
                            answer->exit_code, ending),
                {}, std::string(kRemedy));
  }
  return std::move(*bytes);
}

Result<std::string> Office::to_pdf(std::string_view docx, std::string_view date) {
  HEXAPLA_TRY(std::string pdf, convert(docx, kEdition, std::string(kPdfFilter), "pdf"));
  return with_fixed_marks(std::move(pdf), date);
}

Result<std::string> Office::to_odt(std::string_view docx, std::string_view date) {
  HEXAPLA_TRY(const std::string odt, convert(docx, kEdition, "odt", "odt"));
  HEXAPLA_TRY(std::vector<ZipEntry> entries, read_zip(odt, "the document that LibreOffice wrote"));
  for (ZipEntry& entry : entries) {
    // a reader knows the package by its first bytes (OpenDocument 1.2, part 3, 3.3)
    entry.is_stored = entry.name == "mimetype";
    if (entry.name == "content.xml" || entry.name == "styles.xml")
      entry.bytes = count_lists(entry.bytes);
    if (entry.name == "settings.xml") {
      set_content(entry.bytes, "config:name=\"Rsid\"", "0");
      set_content(entry.bytes, "config:name=\"RsidRoot\"", "0");
    }
    if (entry.name == "meta.xml") {
      for (const std::string_view mark : {"<meta:creation-date", "<dc:date"})
        set_content(entry.bytes, mark, day_of(date) + "T00:00:00");
    }
  }
  return write_zip(entries);
}

Result<std::string> Office::to_docx(std::string_view bytes, std::string_view ending) {
  return convert(bytes, fmt::format("document{}", ending), "docx:MS Word 2007 XML", "docx");
}

}  // namespace hexapla::formats
