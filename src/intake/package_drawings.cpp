// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

#include "package_part.hpp"

/// Drawings of both vocabularies: DrawingML and the older VML.
namespace hexapla::intake {
namespace {

/// What a drawing holds, in its order.
struct Drawing {
  std::vector<std::string_view> images;  ///< ids of relationships
  std::vector<const Node*> boxes;
  std::vector<std::string_view> charts;
  std::vector<std::string_view> diagrams;
  std::vector<std::string_view> word_art;
  std::string words;  ///< of shapes that hold no paragraphs
  const Node* description = nullptr;
  const Node* extent = nullptr;
  bool has_object = false;
};

/// Takes what an element itself says.
void take(const Node& each, Drawing& drawing) {
  const std::string_view name = each.name;
  if (name == "a:blip") {
    const std::string_view embedded = each.get("r:embed");
    drawing.images.push_back(embedded.empty() ? each.get("r:link") : embedded);
  } else if (name == "v:imagedata") {
    drawing.images.push_back(each.get("r:id"));
  } else if (name == "c:chart") {
    drawing.charts.push_back(each.get("r:id"));
  } else if (name == "dgm:relIds") {
    drawing.diagrams.push_back(each.get("r:dm"));
  } else if (name == "v:textpath") {
    drawing.word_art.push_back(each.get("string"));
  } else if (name == "wp:docPr" && drawing.description == nullptr) {
    drawing.description = &each;
  } else if (name == "wp:extent" && drawing.extent == nullptr) {
    drawing.extent = &each;
  } else if (name == "a:t") {
    for (const Node& text : each.children) drawing.words += text.text;
    drawing.words += '\n';
  } else if (name == "o:OLEObject") {
    drawing.has_object = true;
  }
}

void gather(const Node& node, Drawing& drawing) {
  for (const Node& each : node.children) {
    if (each.name == "w:txbxContent") {
      drawing.boxes.push_back(&each);  // what stands in it is read with its paragraphs
    } else if (each.name == "mc:AlternateContent") {
      if (const Node* choice = choose(each)) gather(*choice, drawing);
    } else {
      take(each, drawing);
      gather(each, drawing);
    }
  }
}

/// The words of a chart or diagram, each on its line.
void gather_words(const Node& node, std::string& words) {
  const bool is_text = node.name == "a:t" || node.name == "c:v";
  for (const Node& each : node.children) {
    if (is_text && each.name.empty()) {
      if (!words.empty()) words += '\n';
      words += each.text;
    }
    gather_words(each, words);
  }
}

/// A name in the folder of images that needs no escapes anywhere.
bool is_plain(std::string_view name) {
  return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '-' || c == '_';
  });
}

std::string attribute(const Node* node, std::string_view name) {
  std::string escaped;
  if (node != nullptr) formats::append_escaped(escaped, node->get(name), true);
  return escaped;
}

}  // namespace

void PartWriter::write_drawing(const Node& node) {
  if (is_in_instruction() || is_in_contents()) return;
  Drawing drawing;
  gather(node, drawing);
  for (const std::string_view image : drawing.images)
    write_image(image, drawing.description, drawing.extent);
  for (const std::string_view chart : drawing.charts) drop_part("chart", chart);
  for (const std::string_view diagram : drawing.diagrams) drop_part("diagram", diagram);
  for (const std::string_view words : drawing.word_art) {
    if (!words.empty()) remark(RemarkKind::Dropped, "lettering", words, "it is drawn (WordArt)");
  }
  if (!drawing.words.empty()) remark(RemarkKind::Dropped, "drawing", drawing.words);
  if (drawing.has_object)
    remark(RemarkKind::Dropped, "embedded file", {}, "only its picture is taken over");
  const bool is_told = !drawing.images.empty() || drawing.description == nullptr;
  if (const std::string_view words = is_told ? "" : drawing.description->get("descr");
      !words.empty())
    remark(RemarkKind::Dropped, "alternative text", words, "of a drawing that is not taken over");
  open_.boxes.insert(open_.boxes.end(), drawing.boxes.begin(), drawing.boxes.end());
}

/// A picture of the package; one from elsewhere is never fetched.
void PartWriter::write_image(std::string_view relationship, const Node* description,
                             const Node* extent) {
  const formats::PackageRelationship* target = part_.find(relationship);
  if (target == nullptr || target->target.empty()) {
    remark(RemarkKind::Dropped, "image", {}, "the package does not say which");
    return;
  }
  if (target->is_external) {
    remark(RemarkKind::Dropped, "image", target->target,
           "it lies outside the document and is not fetched");
    return;
  }
  const auto file = context_.package.files.find(target->target);
  if (file == context_.package.files.end()) {
    remark(RemarkKind::Dropped, "image", target->target, "the package lacks it");
    return;
  }
  auto [url, is_new] = context_.image_urls.try_emplace(target->target);
  if (is_new) {
    const std::string name = target->target.substr(target->target.rfind('/') + 1);
    const bool is_free =
        is_plain(name) &&
        std::none_of(context_.result.images.begin(), context_.result.images.end(),
                     [&](const auto& each) { return each.url == "media/" + name; });
    url->second = is_free ? "media/" + name
                          : fmt::format("media/hexapla-{}", context_.result.images.size() + 1);
    context_.result.images.push_back({url->second, target->target, file->second,
                                      std::string(formats::find_image_kind(file->second)),
                                      open_.entry.place});
  }
  const std::string& path = url->second;
  links_.try_emplace(path, fmt::format("link{}", links_.size() + 1));
  open_.has_object = true;
  append_run(fmt::format(
      "<w:r><w:drawing><wp:inline>{}<wp:docPr id=\"1\" name=\"\" descr=\"{}\" title=\"{}\"/>"
      "<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed=\"{}\"/></pic:blipFill>"
      "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
      extent == nullptr ? std::string()
                        : fmt::format("<wp:extent cx=\"{}\" cy=\"{}\"/>", attribute(extent, "cx"),
                                      attribute(extent, "cy")),
      attribute(description, "descr"), attribute(description, "title"), links_[path]));
}

/// A chart or diagram: its words are told of, its lines are not drawn.
void PartWriter::drop_part(std::string_view what, std::string_view relationship) {
  const formats::PackageRelationship* target = part_.find(relationship);
  const formats::PackagePart* part =
      target == nullptr ? nullptr : context_.package.find_part(target->target);
  std::string words;
  if (part != nullptr) {
    // the part was parsed when the package was opened: a failure has no words
    (void)read_nodes(*part, {}, 1, [&](const Node& node) { gather_words(node, words); });
  }
  context_.remark(RemarkKind::Dropped, std::string(what), std::move(words),
                  "draw it again as data of the publication", open_.entry.place);
}

}  // namespace hexapla::intake
