// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/base/paths.hpp"
#include "hexapla/formats/xml.hpp"
#include "hexapla/formats/zip.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "page.hpp"
#include "readers.hpp"
#include "tree.hpp"

/// EPUB 2 and 3: the package document names pages, their order and the title (EPUB 3.3, 5).
namespace hexapla::intake {
namespace {

using formats::HtmlNode;
using formats::ZipEntry;

/// The first value of an attribute of an element: where the package document is
/// (EPUB 3.3, 4.2.6.3.1).
class RootFinder final : public formats::XmlHandler {
 public:
  Result<void> start_element(const formats::XmlElement& element) override {
    if (element.name == "rootfile" && path.empty()) path = element.get("full-path");
    return {};
  }
  Result<void> end_element(const formats::XmlEnd& /*element*/) override { return {}; }
  Result<void> characters(std::string_view /*text*/) override { return {}; }

  std::string path;
};

/// What the package document says: pages in order, which is the table of contents, and the title.
class PackageReader final : public formats::XmlHandler {
 public:
  struct Item {
    std::string address;
    bool is_navigation = false;
  };

  Result<void> start_element(const formats::XmlElement& element) override {
    if (element.name == "item") {
      const std::string properties = " " + element.get("properties") + " ";
      items[element.get("id")] = {element.get("href"),
                                  properties.find(" nav ") != std::string::npos};
    }
    if (element.name == "itemref") spine.push_back(element.get("idref"));
    is_title_ = element.name == "title" && title.empty();
    return {};
  }
  Result<void> end_element(const formats::XmlEnd& /*element*/) override {
    is_title_ = false;
    return {};
  }
  Result<void> characters(std::string_view text) override {
    if (is_title_) title += text;
    return {};
  }

  std::map<std::string, Item> items;
  std::vector<std::string> spine;
  std::string title;

 private:
  bool is_title_ = false;
};

class EpubReader {
 public:
  EpubReader(const Source& source, const Tools& tools) : source_(source), tools_(tools) {
    incoming_.name = source.name;
  }

  Result<Incoming> run() {
    HEXAPLA_TRY(entries_, formats::read_zip(source_.bytes, source_.name));
    HEXAPLA_TRY(const PackageReader package, read_package_document());
    HtmlNode book{"html", {}, {}, {{"body", {}, {}, {}}}};
    for (const std::string& id : package.spine) {
      const auto item = package.items.find(id);
      if (item == package.items.end()) continue;
      HEXAPLA_CHECK(add_page(resolve(folder_, item->second.address), item->second.is_navigation,
                             book.children.front()));
    }
    if (book.children.front().children.empty())
      return fail(ErrorCode::Invalid, "the book has no pages", {source_.name});
    HEXAPLA_CHECK(take_page(std::move(book), tools_, incoming_));
    if (const std::string title = text::fold_spaces(package.title); !title.empty()) {
      incoming_.document.meta["title"] =
          model::MetaValue{model::Inlines{{model::Str{std::string(text::trim(title))}}}};
    }
    return std::move(incoming_);
  }

 private:
  [[nodiscard]] const ZipEntry* find_entry(std::string_view name) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const ZipEntry& each) { return each.name == name; });
    return found == entries_.end() ? nullptr : &*found;
  }

  Result<PackageReader> read_package_document() {
    RootFinder root;
    const ZipEntry* container = find_entry("META-INF/container.xml");
    if (container != nullptr)
      HEXAPLA_CHECK(formats::parse_xml(container->bytes, source_.name, root));
    const ZipEntry* document = find_entry(root.path);
    if (document == nullptr) {
      return fail(ErrorCode::Invalid, "the package is no EPUB: it has no package document",
                  {source_.name}, "is it the right file?");
    }
    folder_ = Path(root.path).parent_path().generic_string();
    PackageReader package;
    HEXAPLA_CHECK(formats::parse_xml(document->bytes,
                                     fmt::format("{}, {}", source_.name, root.path), package));
    return package;
  }

  /// The member that an address names, seen from a folder of the package.
  static std::string resolve(const std::string& folder, std::string_view address) {
    const std::string path = decode_percents(address.substr(0, address.find_first_of("?#")));
    return (Path(folder) / path).lexically_normal().generic_string();
  }

  static std::string prefix_of(std::string_view member) { return fmt::format("{}#", member); }

  Result<void> add_page(const std::string& member, bool is_navigation, HtmlNode& body) {
    const ZipEntry* entry = find_entry(member);
    if (entry == nullptr) {
      incoming_.remarks.push_back(
          {RemarkKind::Dropped, "page", {}, fmt::format("“{}” is not in the package", member), {}});
      return {};
    }
    const std::string name = fmt::format("{}, {}", source_.name, member);
    if (text::find_malformed(entry->bytes)) {
      return fail(ErrorCode::Syntax, "the page is not UTF-8", {name},
                  "is the book protected against copying?");
    }
    HEXAPLA_TRY(HtmlNode page, formats::read_html(entry->bytes, name));
    HtmlNode* content = find_body(page);
    if (content == nullptr) return {};
    const std::size_t part = incoming_.parts.size();
    incoming_.parts.push_back({member, place_paragraphs(*content, part)});
    if (is_navigation) {
      incoming_.remarks.push_back({RemarkKind::Markup,
                                   "table of contents",
                                   words_of(*content),
                                   "the edition makes its own",
                                   {part, 1, 1}});
      return {};
    }
    for_each_element(*content, [&](HtmlNode& node) { make_absolute(node, member); });
    content->name = "section";
    content->attributes = {{"id", prefix_of(member)}};
    body.children.push_back(std::move(*content));
    return {};
  }

  static HtmlNode* find_body(HtmlNode& page) {
    const auto body = std::find_if(page.children.begin(), page.children.end(),
                                   [](const HtmlNode& each) { return each.name == "body"; });
    return body == page.children.end() ? nullptr : &*body;
  }

  /// Names and addresses of one page as they must be where all pages are one.
  void make_absolute(HtmlNode& node, const std::string& member) {
    for (const char* const key : {"id", "name"}) {
      const std::string id = node.get(key);
      if (!id.empty() && (key[0] == 'i' || node.name == "a")) node.set(key, prefix_of(member) + id);
    }
    const std::string address = node.get("href");
    if (node.name == "a" && !address.empty() && address.find(':') == std::string::npos) {
      const std::size_t mark = std::min(address.find('#'), address.size());
      const std::string page =
          mark == 0 ? member
                    : resolve(Path(member).parent_path().generic_string(), address.substr(0, mark));
      const std::string_view id =
          std::string_view(address).substr(std::min(mark + 1, address.size()));
      node.set("href", fmt::format("#{}{}", prefix_of(page), id));
    }
    if (node.name == "img") take_image(node, member);
  }

  void take_image(HtmlNode& image, const std::string& member) {
    const std::string address = image.get("src");
    const std::string path = resolve(Path(member).parent_path().generic_string(), address);
    const auto known = image_of_.find(path);
    if (known != image_of_.end()) {
      image.set("src", known->second);
      return;
    }
    const ZipEntry* entry = find_entry(path);
    const std::string ending = text::to_lower(Path(path).extension().string());
    if (entry == nullptr || !is_image(path)) {
      // nothing beside the book may answer to the name
      image.set("src", fmt::format("epub:{}", address));
      return;
    }
    incoming_.media.push_back(
        {fmt::format("image-{}{}", incoming_.media.size() + 1, ending), entry->bytes});
    image.set("src", incoming_.media.back().name);
    image_of_[path] = incoming_.media.back().name;
  }

  const Source& source_;
  const Tools& tools_;
  std::vector<ZipEntry> entries_;
  std::string folder_;
  std::map<std::string, std::string> image_of_;  ///< by member
  Incoming incoming_;
};

}  // namespace

Result<Incoming> read_epub(const Source& source, const Tools& tools) {
  return EpubReader(source, tools).run();
}

}  // namespace hexapla::intake
