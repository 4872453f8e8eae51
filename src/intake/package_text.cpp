// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "package_text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/formats/zip.hpp"

#include "package_part.hpp"

namespace hexapla::intake {
namespace {

constexpr std::string_view kContentTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>)";
constexpr std::string_view kRelationships =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
constexpr std::string_view kTypePrefix =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relationship(std::string_view id, std::string_view type, std::string_view target,
                         bool is_external) {
  std::string escaped;
  formats::append_escaped(escaped, target, true);
  return fmt::format("<Relationship Id=\"{}\" Type=\"{}{}\" Target=\"{}\"{}/>", id, kTypePrefix,
                     type, escaped, is_external ? " TargetMode=\"External\"" : "");
}

std::string wrap(std::string_view root, std::string_view content) {
  return fmt::format("<w:{}{}>{}</w:{}>", root, namespace_declarations(), content, root);
}

/// A note of the package, rewritten.
struct WrittenNote {
  std::string xml;
  std::vector<PackageParagraph> paragraphs;
  Place place;
  bool is_called = false;
};

/// Rewrites a whole package.
class PackageWriter {
 public:
  PackageWriter(const formats::DocxPackage& package, TrackedChanges changes, std::string_view name,
                PackageContext& context)
      : package_(package), changes_(changes), name_(name), context_(context) {}

  Result<void> run() {
    HEXAPLA_TRY(const std::string root, read_root_name(package_.document, name_));
    if (root != "w:document") {
      return fail(ErrorCode::Invalid,
                  fmt::format("the main part {} is no text", package_.document.name),
                  {std::string(name_)}, "it is no word-processor document; save one as .docx");
    }
    PartWriter body(context_, package_.document);
    HEXAPLA_CHECK(
        read_nodes(package_.document, name_, 2, [&](const Node& node) { body.write_block(node); }));
    body.finish();
    context_.result.body = body.take_paragraphs();
    add("word/document.xml", wrap("document", fmt::format("<w:body>{}</w:body>", body.take_xml())));
    HEXAPLA_CHECK(write_notes(body));
    HEXAPLA_CHECK(write_comments());
    HEXAPLA_CHECK(write_margins());
    HEXAPLA_CHECK(write_styles());
    write_numbering();
    tell_of_bookmarks(body);
    return finish(body);
  }

 private:
  void add(std::string name, std::string xml) {
    entries_.push_back({std::move(name), std::move(xml)});
  }

  /// Notes of a kind, by their ids.
  Result<void> read_notes(bool is_endnote) {
    const formats::PackagePart* part = package_.find(is_endnote ? "endnotes" : "footnotes");
    if (part == nullptr) return {};
    PartWriter writer(context_, *part);
    const std::size_t index = context_.part_index(part->name);
    HEXAPLA_CHECK(read_nodes(*part, name_, 1, [&](const Node& node) {
      const std::string_view type = node.get("w:type");
      if (node.name != (is_endnote ? "w:endnote" : "w:footnote")) return;
      if (!type.empty() && type != "normal") return;  // the line above the notes
      const Place place{index, context_.lines[index].size() + 1, 0};
      writer.write_blocks(node);
      writer.finish();
      notes_[{is_endnote, std::string(node.get("w:id"))}] = {
          writer.take_xml(), writer.take_paragraphs(), place, false};
    }));
    const std::string stem = is_endnote ? "endnotes" : "footnotes";
    add(fmt::format("word/_rels/{}.xml.rels", stem), writer.relationships());
    return {};
  }

  Result<void> write_notes(const PartWriter& body) {
    HEXAPLA_CHECK(read_notes(false));
    HEXAPLA_CHECK(read_notes(true));
    for (const NoteCall& call : body.calls()) {
      const auto note = notes_.find({call.is_endnote, call.id});
      if (note == notes_.end()) {
        context_.remark(RemarkKind::Uncertain, "note", {}, "its mark is here, the note is not",
                        call.place);
        continue;
      }
      note->second.is_called = true;
      auto& all = context_.result.notes;
      all.insert(all.end(), note->second.paragraphs.begin(), note->second.paragraphs.end());
    }
    write_notes_of(false);
    write_notes_of(true);
    return {};
  }

  void write_notes_of(bool is_endnote) {
    std::string xml;
    for (const auto& [key, note] : notes_) {
      if (key.first != is_endnote) continue;
      std::string id;
      formats::append_escaped(id, key.second, true);
      xml += fmt::format("<w:{0} w:id=\"{1}\">{2}</w:{0}>", is_endnote ? "endnote" : "footnote", id,
                         note.xml);
      const std::string text = text_of(note.paragraphs);
      if (!note.is_called && !text.empty())
        context_.remark(RemarkKind::Dropped, "note", text, "nothing calls it", note.place);
    }
    if (xml.empty()) return;
    const std::string stem = is_endnote ? "endnotes" : "footnotes";
    add(fmt::format("word/{}.xml", stem), wrap(stem, xml));
    relationships_ += relationship(stem, stem, stem + ".xml", false);
  }

  Result<void> write_comments() {
    const formats::PackagePart* part = package_.find("comments");
    if (part == nullptr) return {};
    std::string xml;
    HEXAPLA_CHECK(read_nodes(*part, name_, 1, [&](const Node& node) {
      if (node.name != "w:comment") return;
      if (changes_ == TrackedChanges::All) {
        append_node(xml, node);
        return;
      }
      PartWriter writer(context_, *part);
      const std::size_t index = context_.part_index(part->name);
      const auto called = context_.comment_places.find(std::string(node.get("w:id")));
      const Place place = called == context_.comment_places.end()
                              ? Place{index, context_.lines[index].size() + 1, 0}
                              : called->second;
      const std::size_t remarks = context_.result.remarks.size();
      writer.write_blocks(node);
      writer.finish();
      context_.result.remarks.resize(remarks);  // one for the whole is enough
      context_.remark(RemarkKind::Dropped, "comment", text_of(writer.take_paragraphs()),
                      fmt::format("by {}", node.get("w:author")), place);
    }));
    if (xml.empty()) return {};
    add("word/comments.xml", wrap("comments", xml));
    relationships_ += relationship("comments", "comments", "comments.xml", false);
    return {};
  }

  static std::string text_of(const std::vector<PackageParagraph>& paragraphs) {
    std::string text;
    for (const PackageParagraph& each : paragraphs) text += (text.empty() ? "" : "\n") + each.text;
    return text;
  }

  /// Headers and footers.
  Result<void> write_margins() {
    std::set<std::string> told;
    for (const formats::PackageRelationship& each : package_.document.relationships) {
      const bool is_header = each.type == "header";
      if ((!is_header && each.type != "footer") || !told.insert(each.target).second) continue;
      const formats::PackagePart* part = package_.find_part(each.target);
      if (part == nullptr) continue;
      PartWriter writer(context_, *part);
      const std::size_t remarks = context_.result.remarks.size();
      HEXAPLA_CHECK(
          read_nodes(*part, name_, 1, [&](const Node& node) { writer.write_block(node); }));
      writer.finish();
      context_.result.remarks.resize(remarks);
      const std::string text = text_of(writer.take_paragraphs());
      if (text.empty()) continue;
      context_.remark(RemarkKind::Dropped, is_header ? "header" : "footer", text,
                      "the edition has its own", {context_.part_index(part->name), 1, 0});
    }
    return {};
  }

  /// A style without its list, and without a direction: the language has one.
  static Node without_list(const Node& node) {
    Node style = node;
    for (Node& each : style.children) {
      if (each.name != "w:pPr") continue;
      std::erase_if(each.children, [](const Node& child) {
        return child.name == "w:numPr" || child.name == "w:bidi";
      });
    }
    return style;
  }

  /// The styles without their lists, which stand in each paragraph, and with headings of our own.
  Result<void> write_styles() {
    std::string xml;
    if (const formats::PackagePart* part = package_.find("styles")) {
      HEXAPLA_CHECK(read_nodes(*part, name_, 1,
                               [&](const Node& node) { append_node(xml, without_list(node)); }));
    }
    for (int level = 1; level <= 9; ++level) {
      xml += fmt::format(
          "<w:style w:type=\"paragraph\" w:styleId=\"{0}{1}\"><w:name w:val=\"heading {1}\"/>"
          "</w:style>",
          kHeadingStyle, level);
    }
    add("word/styles.xml", wrap("styles", xml));
    relationships_ += relationship("styles", "styles", "styles.xml", false);
    return {};
  }

  /// Every list that is used, with all that links and overrides say.
  void write_numbering() {
    std::string definitions;
    std::string lists;
    for (const int list : context_.used_lists) {
      definitions += fmt::format("<w:abstractNum w:abstractNumId=\"{}\">", list);
      for (int level = 0; level < 9; ++level) {
        const NumberingLevel* found = context_.numbering.find({list, level});
        if (found == nullptr) continue;
        std::string text;
        formats::append_escaped(text, found->text, true);
        std::string format;
        formats::append_escaped(format, found->format, true);
        definitions += fmt::format(
            "<w:lvl w:ilvl=\"{}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{}\"/>"
            "<w:lvlText w:val=\"{}\"/></w:lvl>",
            level, found->start, format, text);
      }
      definitions += "</w:abstractNum>";
      lists += fmt::format("<w:num w:numId=\"{0}\"><w:abstractNumId w:val=\"{0}\"/></w:num>", list);
    }
    add("word/numbering.xml", wrap("numbering", definitions + lists));
    relationships_ += relationship("numbering", "numbering", "numbering.xml", false);
  }

  void tell_of_bookmarks(const PartWriter& body) {
    for (const auto& [bookmark, place] : body.bookmarks()) {
      // those that programs set for themselves begin with an underscore
      if (bookmark.starts_with('_') || context_.linked_bookmarks.contains(bookmark)) continue;
      context_.remark(RemarkKind::Residue, "bookmark", {},
                      fmt::format("nothing links to {}", bookmark), place);
    }
  }

  Result<void> finish(const PartWriter& body) {
    std::string relationships(kRelationships);
    relationships += relationships_;
    relationships += body.relationships();
    relationships += "</Relationships>";
    add("word/_rels/document.xml.rels", std::move(relationships));
    for (formats::ZipEntry& entry : entries_) {
      if (entry.name.ends_with("notes.xml.rels"))
        entry.bytes = fmt::format("{}{}</Relationships>", kRelationships, entry.bytes);
    }
    add("_rels/.rels",
        fmt::format("{}{}</Relationships>", kRelationships,
                    relationship("main", "officeDocument", "word/document.xml", false)));
    add("[Content_Types].xml", std::string(kContentTypes));
    // pandoc looks whether an image is there, not at what it shows
    for (const PackageImage& image : context_.result.images) add("word/" + image.url, {});
    HEXAPLA_TRY(context_.result.docx, formats::write_zip(entries_));
    return {};
  }

  const formats::DocxPackage& package_;
  TrackedChanges changes_;
  std::string_view name_;
  PackageContext& context_;
  std::vector<formats::ZipEntry> entries_;
  std::string relationships_;
  std::map<std::pair<bool, std::string>, WrittenNote> notes_;
};

}  // namespace

std::string PartWriter::relationships() const {
  std::string xml;
  for (const auto& link : links_) {
    const std::string& target = link.first;
    const bool is_image = std::any_of(context_.result.images.begin(), context_.result.images.end(),
                                      [&](const auto& each) { return each.url == target; });
    xml += relationship(link.second, is_image ? "image" : "hyperlink", target, !is_image);
  }
  return xml;
}

std::size_t PackageContext::part_index(std::string_view name) {
  const auto found = std::find_if(result.parts.begin(), result.parts.end(),
                                  [&](const Part& part) { return part.name == name; });
  if (found != result.parts.end()) return static_cast<std::size_t>(found - result.parts.begin());
  result.parts.push_back({std::string(name), {}});
  lines.emplace_back();
  return lines.size() - 1;
}

void PackageContext::remark(RemarkKind kind, std::string what, std::string text,
                            std::string message, Place place) {
  result.remarks.push_back({kind, std::move(what), std::move(text), std::move(message), place});
}

Result<PackageText> write_package_text(const formats::DocxPackage& package, TrackedChanges changes,
                                       std::string_view name) {
  PackageText result;
  HEXAPLA_TRY(PackageStyles styles, PackageStyles::read(package.find("styles"), name));
  HEXAPLA_TRY(PackageNumbering numbering, PackageNumbering::read(package.find("numbering"), name));
  PackageContext context{
      package, changes, std::move(styles), std::move(numbering), result, {}, {}, {}, {}, {}, {}};
  HEXAPLA_CHECK(PackageWriter(package, changes, name, context).run());
  for (std::size_t part = 0; part < result.parts.size(); ++part) {
    for (const std::string& line : context.lines[part]) result.parts[part].text += line + '\n';
  }
  std::stable_sort(
      result.remarks.begin(), result.remarks.end(), [](const Remark& a, const Remark& b) {
        return std::pair(a.place.part, a.place.line) < std::pair(b.place.part, b.place.line);
      });
  return result;
}

}  // namespace hexapla::intake
