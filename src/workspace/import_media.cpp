// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "import_media.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/base/paths.hpp"

namespace hexapla::workspace {
namespace {

using model::Block;
using model::Blocks;
using model::Image;
using model::Inline;
using model::Inlines;

constexpr std::size_t kLargestImage = 32U << 20U;

class Collector {
 public:
  Collector(intake::Incoming& incoming, const Files& files, const Path& folder)
      : incoming_(incoming), files_(files), folder_(folder) {}

  void walk(Blocks& blocks) {
    for (Block& block : blocks) {
      if (block.position) {
        place_ = {block.position->part, block.position->begin_line, block.position->begin_column};
      }
      walk_words(block);
      if (auto* div = std::get_if<model::Div>(&block.value)) walk(div->content);
      if (auto* quote = std::get_if<model::BlockQuote>(&block.value)) walk(quote->content);
      if (auto* list = std::get_if<model::BulletList>(&block.value)) walk_items(list->items);
      if (auto* list = std::get_if<model::OrderedList>(&block.value)) walk_items(list->items);
      if (auto* list = std::get_if<model::DefinitionList>(&block.value)) walk_definitions(*list);
      if (auto* table = std::get_if<model::Table>(&block.value)) walk_table(*table);
    }
  }

 private:
  void walk_words(Block& block) {
    if (auto* para = std::get_if<model::Para>(&block.value)) walk(para->content);
    if (auto* plain = std::get_if<model::Plain>(&block.value)) walk(plain->content);
    if (auto* heading = std::get_if<model::Heading>(&block.value)) walk(heading->content);
  }

  void walk_items(std::vector<Blocks>& items) {
    for (Blocks& item : items) walk(item);
  }

  void walk_definitions(model::DefinitionList& list) {
    for (model::DefinitionItem& item : list.items) {
      walk(item.term);
      walk_items(item.definitions);
    }
  }

  void walk_table(model::Table& table) {
    const auto walk_rows = [this](std::vector<model::TableRow>& rows) {
      for (model::TableRow& row : rows) {
        for (model::TableCell& cell : row.cells) walk(cell.content);
      }
    };
    walk_rows(table.head.rows);
    for (model::TableBody& body : table.bodies) {
      walk_rows(body.head);
      walk_rows(body.rows);
    }
    walk_rows(table.foot.rows);
  }

  void walk(Inlines& inlines) {
    for (Inline& item : inlines) {
      if (auto* styled = std::get_if<model::Styled>(&item.value)) walk(styled->content);
      if (auto* span = std::get_if<model::Span>(&item.value)) walk(span->content);
      if (auto* link = std::get_if<model::Link>(&item.value)) walk(link->content);
      if (auto* note = std::get_if<model::Note>(&item.value)) walk(note->content);
      if (auto* image = std::get_if<Image>(&item.value)) give_file(item, *image);
    }
  }

  void give_file(Inline& item, Image& image) {
    std::string name = image.target.url;
    if (!is_medium(name)) name = take_file(name);
    if (!name.empty()) {
      image.target.url = "media/" + name;
      image.attributes = {};
      return;
    }
    incoming_.remarks.push_back({intake::RemarkKind::Dropped,
                                 "image",
                                 {},
                                 fmt::format("the image “{}” was left out: it is no image file "
                                             "beside the document; its text was kept",
                                             image.target.url.substr(0, 80)),
                                 place_});
    Inlines words = std::move(image.content);
    item.value = model::Span{{}, std::move(words)};
  }

  [[nodiscard]] bool is_medium(const std::string& name) const {
    return std::any_of(incoming_.media.begin(), incoming_.media.end(),
                       [&](const intake::Medium& each) { return each.name == name; });
  }

  /// Reads a file that an image names; the name that it gets, empty where it may not be read.
  std::string take_file(const std::string& url) {
    // an address: "a%20b.png?x=1#y" names the file "a b.png" (RFC 3986, 2.1 and 3)
    const std::string url_path = decode_percents(url.substr(0, url.find_first_of("?#")));
    const Path path(url_path);
    const std::string ending = path.extension().string();
    if (!intake::is_image(url_path) || folder_.empty() || url.find(':') != std::string::npos)
      return {};
    const std::optional<Path> real = find_below(folder_, path);
    if (!real) return {};
    auto bytes = files_.read(*real);
    if (!bytes || bytes->size() > kLargestImage) return {};
    incoming_.media.push_back(
        {fmt::format("image-{}{}", incoming_.media.size() + 1, ending), *std::move(bytes)});
    return incoming_.media.back().name;
  }

  intake::Incoming& incoming_;
  const Files& files_;
  const Path& folder_;
  intake::Place place_;
};

}  // namespace

void collect_images(intake::Incoming& incoming, const Files& files, const Path& folder) {
  Collector(incoming, files, folder).walk(incoming.document.blocks);
}

}  // namespace hexapla::workspace
