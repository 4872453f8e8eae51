// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/docx_package.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/formats/zip.hpp"

namespace hexapla::formats {
namespace {

constexpr ZipLimits kLimits{256ULL << 20U, 64ULL << 20U, 4000, 300};

using Members = std::map<std::string, std::string, std::less<>>;

/// The folder of a part with its slash; empty at the top.
std::string_view folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash + 1);
}

/// A target as the name of a part; empty where it leaves the package.
std::string resolve(std::string_view folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target.substr(1))
                                             : std::string(folder) + std::string(target);
  std::vector<std::string_view> steps;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view step = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (step.empty() || step == ".") continue;
    if (step != "..") {
      steps.push_back(step);
    } else if (steps.empty()) {
      return {};
    } else {
      steps.pop_back();
    }
  }
  return fmt::format("{}", fmt::join(steps, "/"));
}

class RelationshipReader final : public XmlHandler {
 public:
  explicit RelationshipReader(std::string_view folder) : folder_(folder) {}

  Result<void> start_element(const XmlElement& element) override {
    if (element.name != "Relationship") return {};
    const std::string type = element.get("Type");
    PackageRelationship relationship{element.get("Id"), type.substr(type.rfind('/') + 1),
                                     element.get("Target"),
                                     element.get("TargetMode") == "External"};
    if (!relationship.is_external) {
      // an address within a part is no part of its own
      const std::size_t hash = relationship.target.find('#');
      relationship.target = resolve(folder_, relationship.target.substr(0, hash));
    }
    relationships_.push_back(std::move(relationship));
    return {};
  }
  Result<void> end_element(const XmlEnd& /*element*/) override { return {}; }
  Result<void> characters(std::string_view /*text*/) override { return {}; }

  std::vector<PackageRelationship> take() { return std::move(relationships_); }

 private:
  std::string_view folder_;
  std::vector<PackageRelationship> relationships_;
};

/// The name in messages: "plan.docx (word/document.xml)".
std::string place(std::string_view package, std::string_view part) {
  return fmt::format("{} ({})", package, part);
}

Result<std::vector<PackageRelationship>> read_relationships(const Members& members,
                                                            std::string_view part,
                                                            std::string_view package) {
  const std::string_view folder = folder_of(part);
  const std::string name = fmt::format("{}_rels/{}.rels", folder, part.substr(folder.size()));
  const auto member = members.find(name);
  if (member == members.end()) return std::vector<PackageRelationship>();
  RelationshipReader reader(folder);
  HEXAPLA_CHECK(parse_xml(member->second, place(package, name), reader));
  return reader.take();
}

Result<PackagePart> read_part(const Members& members, const std::string& name,
                              std::string_view package) {
  HEXAPLA_TRY(auto relationships, read_relationships(members, name, package));
  const std::string where = place(package, name);
  const std::string& bytes = members.find(name)->second;
  HEXAPLA_CHECK(check_xml_encoding(bytes, where));
  HEXAPLA_TRY(std::string xml, decode_xml(bytes, where));
  return PackagePart{name, std::move(xml), std::move(relationships)};
}

/// What is no zip archive at all, said in words that help.
std::optional<Error> find_other_format(std::string_view bytes, std::string_view name) {
  // MS-CFB, 2.2: what Word wrote before 2007, and around every encrypted document since
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    return Error{ErrorCode::Syntax,
                 "an older Word document, or one with a password",
                 {std::string(name)},
                 "open it in a word processor and save it as .docx without a password"};
  }
  if (!bytes.starts_with("PK")) {
    return Error{ErrorCode::Syntax,
                 bytes.empty() ? "the file is empty" : "no word-processor document",
                 {std::string(name)},
                 "a .docx is a zip archive; open the file in a word processor and save it again"};
  }
  return std::nullopt;
}

Result<std::string> find_main_part(const Members& members, std::string_view name) {
  HEXAPLA_TRY(const auto relationships, read_relationships(members, "", name));
  for (const PackageRelationship& each : relationships) {
    if (each.type != "officeDocument" || each.is_external) continue;
    if (members.contains(each.target)) return each.target;
    return fail(ErrorCode::Invalid, fmt::format("the package lacks its main part {}", each.target),
                {std::string(name)}, "the file is damaged; save it again in a word processor");
  }
  return fail(ErrorCode::Invalid, "the package has no main part", {std::string(name)},
              "it is no word-processor document; save one as .docx");
}

/// Parts of XML that are read; the others stay bytes.
bool is_read(std::string_view type) {
  static const std::set<std::string_view> kTypes = {
      "styles", "numbering", "settings", "footnotes",   "endnotes",
      "header", "footer",    "comments", "diagramData", "chart"};
  return kTypes.contains(type);
}

}  // namespace

const PackageRelationship* PackagePart::find(std::string_view id) const {
  const auto found = std::find_if(relationships.begin(), relationships.end(),
                                  [&](const auto& each) { return each.id == id; });
  return found == relationships.end() ? nullptr : &*found;
}

const PackagePart* DocxPackage::find(std::string_view type) const {
  for (const PackageRelationship& each : document.relationships) {
    if (each.type == type && !each.is_external) {
      if (const PackagePart* part = find_part(each.target)) return part;
    }
  }
  return nullptr;
}

const PackagePart* DocxPackage::find_part(std::string_view name) const {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const auto& each) { return each.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

Result<DocxPackage> read_docx_package(std::string_view bytes, std::string_view name) {
  if (auto other = find_other_format(bytes, name)) return tl::unexpected<Error>(*std::move(other));
  HEXAPLA_TRY(std::vector<ZipEntry> entries, read_zip(bytes, name, kLimits));
  Members members;
  for (ZipEntry& entry : entries) members.emplace(std::move(entry.name), std::move(entry.bytes));
  HEXAPLA_TRY(const std::string main, find_main_part(members, name));
  DocxPackage package;
  HEXAPLA_TRY(package.document, read_part(members, main, name));
  std::set<std::string> read = {main};
  for (const PackageRelationship& each : package.document.relationships) {
    if (each.is_external || !is_read(each.type) || !members.contains(each.target) ||
        !read.insert(each.target).second)
      continue;
    HEXAPLA_TRY(PackagePart part, read_part(members, each.target, name));
    package.parts.push_back(std::move(part));
  }
  for (const std::string& part : read) members.erase(part);
  package.files = std::move(members);
  return package;
}

std::string_view find_image_kind(std::string_view bytes) {
  const auto at = [&](std::size_t offset, std::string_view mark) {
    return bytes.size() >= offset && bytes.substr(offset).starts_with(mark);
  };
  if (at(0, "\x89PNG\r\n\x1A\n")) return "png";
  if (at(0, "\xFF\xD8\xFF")) return "jpeg";
  if (at(0, "GIF87a") || at(0, "GIF89a")) return "gif";
  if (at(0, "RIFF") && at(8, "WEBP")) return "webp";
  if (at(0, std::string_view("II*\0", 4)) || at(0, std::string_view("MM\0*", 4))) return "tiff";
  if (at(0, std::string_view("\1\0\0\0", 4)) && at(40, " EMF")) return "emf";
  if (at(0, "\xD7\xCD\xC6\x9A") || at(0, std::string_view("\1\0\x09\0\0\3", 6))) return "wmf";
  if (at(0, "BM")) return "bmp";
  const std::string_view head = bytes.substr(0, 1024);
  if (head.find("<svg") != std::string_view::npos) return "svg";
  return {};
}

}  // namespace hexapla::formats
