// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/formats/zip.hpp"

#include "package_nodes.hpp"
#include "readers.hpp"

/// OpenDocument texts: LibreOffice makes a DOCX of them, once they are safe to be opened.
namespace hexapla::intake {
namespace {

constexpr std::string_view kMediaType = "application/vnd.oasis.opendocument.text";
constexpr std::string_view kLinks = "http://www.w3.org/1999/xlink";
constexpr formats::ZipLimits kLimits{256ULL << 20U, 64ULL << 20U, 4000, 300};

/// Whether an address leads out of the package: it has a scheme, or begins above the package
/// (OpenDocument 1.2, part 3, 3.7).
bool is_outside(std::string_view address) {
  if (address.starts_with('/') || address.starts_with("..")) return true;
  const std::size_t colon = address.find(':');
  return colon != std::string_view::npos && colon < address.find('/') && colon < address.find('#');
}

/// Finds what a program would fetch: every address outside but those that a reader clicks on.
class AddressFinder final : public formats::XmlHandler {
 public:
  explicit AddressFinder(std::string_view xml) : xml_(xml) {}

  Result<void> start_element(const formats::XmlElement& element) override {
    const bool is_for_readers = element.name == "a";
    const bool is_linked_data = element.name == "dde-source";
    for (const formats::XmlAttribute& each : element.attributes) {
      const bool is_address = each.name == "href" && each.uri == kLinks;
      if (is_for_readers || !is_address || !is_outside(each.value)) continue;
      addresses_.push_back(each.value);
      cut(element, "href");
    }
    if (is_linked_data) cut(element, "dde-application");
    return {};
  }
  Result<void> end_element(const formats::XmlEnd& /*element*/) override { return {}; }
  Result<void> characters(std::string_view /*text*/) override { return {}; }

  /// The document without these addresses.
  [[nodiscard]] std::string without_addresses() const {
    std::string result;
    std::size_t at = 0;
    for (const auto& [begin, end] : cuts_) {
      result += xml_.substr(at, begin - at);
      at = end;
    }
    result += xml_.substr(at);
    return result;
  }
  [[nodiscard]] const std::vector<std::string>& addresses() const { return addresses_; }

 private:
  void cut(const formats::XmlElement& element, std::string_view name) {
    const std::string_view tag = xml_.substr(element.begin, element.end - element.begin);
    for (const formats::XmlTagAttribute& each : formats::find_tag_attributes(tag)) {
      if (each.name == name || each.name.ends_with(fmt::format(":{}", name)))
        cuts_.emplace_back(element.begin + each.begin, element.begin + each.end);
    }
  }

  std::string_view xml_;
  std::vector<std::pair<std::size_t, std::size_t>> cuts_;
  std::vector<std::string> addresses_;
};

/// Cuts from a part what leads out of the package, and tells of it.
Result<void> cut_addresses(formats::ZipEntry& entry, std::string_view package,
                           std::vector<Remark>& remarks) {
  const std::string name = name_part(package, entry.name);
  HEXAPLA_CHECK(formats::check_xml_encoding(entry.bytes, name));
  HEXAPLA_TRY(const std::string xml, formats::decode_xml(entry.bytes, name));
  AddressFinder finder(xml);
  HEXAPLA_CHECK(formats::parse_decoded_xml(xml, name, finder));
  for (const std::string& address : finder.addresses()) {
    remarks.push_back({RemarkKind::Dropped,
                       "image",
                       address,
                       "it lies outside the document and is not fetched",
                       {}});
  }
  entry.bytes = finder.without_addresses();
  return {};
}

/// The document without anything that leads out of it.
Result<std::string> make_safe(const Source& source, std::vector<Remark>& remarks) {
  HEXAPLA_TRY(std::vector<formats::ZipEntry> entries,
              formats::read_zip(source.bytes, source.name, kLimits));
  const bool is_text = !entries.empty() && entries.front().name == "mimetype" &&
                       entries.front().bytes.starts_with(kMediaType);
  if (!is_text) {
    return fail(ErrorCode::Invalid, "the package is no OpenDocument text", {source.name},
                "open it in a word processor and save it as .docx or .odt");
  }
  for (formats::ZipEntry& entry : entries) {
    entry.is_stored = entry.name == "mimetype";
    if (entry.name.ends_with("content.xml") || entry.name.ends_with("styles.xml"))
      HEXAPLA_CHECK(cut_addresses(entry, source.name, remarks));
  }
  return formats::write_zip(entries);
}

/// Reads a safe document by way of LibreOffice, or by pandoc where there is none.
Result<Incoming> convert(const Source& source, const Tools& tools, std::vector<Remark>& remarks) {
  // pandoc's reader of ODT loses rows, styles and direction (publishing.md, section 6)
  auto docx = tools.office->to_docx(source.bytes, ".odt");
  if (docx) {
    Source converted = source;
    converted.bytes = *std::move(docx);
    return read_package(converted, tools);
  }
  if (docx.error().code != ErrorCode::ToolMissing)
    return tl::unexpected<Error>(std::move(docx).error());
  remarks.push_back({RemarkKind::Uncertain,
                     "converter",
                     {},
                     "LibreOffice is not installed: pandoc read the document, which loses "
                     "rows of some tables, styles and direction",
                     {}});
  return read_by_pandoc(source, "odt-auto_identifiers", tools);
}

}  // namespace

Result<Incoming> read_odt(const Source& source, const Tools& tools) {
  std::vector<Remark> remarks;
  Source safe = source;
  HEXAPLA_TRY(safe.bytes, make_safe(source, remarks));
  HEXAPLA_TRY(Incoming incoming, convert(safe, tools, remarks));
  incoming.remarks.insert(incoming.remarks.begin(), std::make_move_iterator(remarks.begin()),
                          std::make_move_iterator(remarks.end()));
  return incoming;
}

}  // namespace hexapla::intake
