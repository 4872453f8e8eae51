// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "hexapla/formats/pandoc.hpp"

namespace hexapla::formats {
namespace {

using Json = nlohmann::ordered_json;
using model::Attributes;
using model::Block;
using model::Blocks;
using model::Inline;
using model::Inlines;

constexpr std::array<std::string_view, 7> kStyles = {
    "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"};
constexpr std::array<std::string_view, 3> kCitationModes = {"AuthorInText", "SuppressAuthor",
                                                            "NormalCitation"};

Json element(std::string_view kind) { return Json{{"t", kind}}; }
Json element(std::string_view kind, Json content) {
  return Json{{"t", kind}, {"c", std::move(content)}};
}

template <class List, class Function>
Json list(const List& items, Function write) {
  Json result = Json::array();
  for (const auto& item : items) result.push_back(write(item));
  return result;
}

Json write_attributes(const Attributes& attributes) {
  return Json::array({attributes.id,
                      list(attributes.classes, [](const std::string& name) { return Json(name); }),
                      list(attributes.values, [](const auto& value) {
                        return Json::array({value.first, value.second});
                      })});
}

Json write_inline(const Inline& item);
Json write_block(const Block& block);
Json write_inlines(const Inlines& inlines) { return list(inlines, write_inline); }
Json write_blocks(const Blocks& blocks) { return list(blocks, write_block); }
Json write_items(const std::vector<Blocks>& items) { return list(items, write_blocks); }
Json write_target(const model::Target& target) { return Json::array({target.url, target.title}); }

Json write_citation(const model::Citation& citation) {
  return Json{{"citationId", citation.id},
              {"citationPrefix", write_inlines(citation.prefix)},
              {"citationSuffix", write_inlines(citation.suffix)},
              {"citationMode", element(kCitationModes.at(static_cast<std::size_t>(citation.mode)))},
              {"citationNoteNum", citation.note_number},
              {"citationHash", citation.hash}};
}

struct InlineWriter {
  Json operator()(const model::Str& item) const { return element("Str", item.text); }
  Json operator()(const model::Space& /*item*/) const { return element("Space"); }
  Json operator()(const model::SoftBreak& /*item*/) const { return element("SoftBreak"); }
  Json operator()(const model::LineBreak& /*item*/) const { return element("LineBreak"); }
  Json operator()(const model::Styled& item) const {
    return element(kStyles.at(static_cast<std::size_t>(item.style)), write_inlines(item.content));
  }
  Json operator()(const model::Quoted& item) const {
    return element("Quoted", Json::array({element(item.is_double ? "DoubleQuote" : "SingleQuote"),
                                          write_inlines(item.content)}));
  }
  Json operator()(const model::Cite& item) const {
    return element(
        "Cite", Json::array({list(item.citations, write_citation), write_inlines(item.content)}));
  }
  Json operator()(const model::Code& item) const {
    return element("Code", Json::array({write_attributes(item.attributes), item.text}));
  }
  Json operator()(const model::Math& item) const {
    return element(
        "Math", Json::array({element(item.is_display ? "DisplayMath" : "InlineMath"), item.text}));
  }
  Json operator()(const model::RawInline& item) const {
    return element("RawInline", Json::array({item.format, item.text}));
  }
  Json operator()(const model::Link& item) const {
    return element("Link", Json::array({write_attributes(item.attributes),
                                        write_inlines(item.content), write_target(item.target)}));
  }
  Json operator()(const model::Image& item) const {
    return element("Image", Json::array({write_attributes(item.attributes),
                                         write_inlines(item.content), write_target(item.target)}));
  }
  Json operator()(const model::Note& item) const {
    return element("Note", write_blocks(item.content));
  }
  Json operator()(const model::Span& item) const {
    return element("Span",
                   Json::array({write_attributes(item.attributes), write_inlines(item.content)}));
  }
};

Json write_rows(const std::vector<model::TableRow>& rows) {
  return list(rows, [](const model::TableRow& row) {
    return Json::array(
        {write_attributes(row.attributes), list(row.cells, [](const model::TableCell& cell) {
           return Json::array({write_attributes(cell.attributes), element(cell.alignment),
                               cell.row_span, cell.column_span, write_blocks(cell.content)});
         })});
  });
}

Json write_section(const model::TableSection& section) {
  return Json::array({write_attributes(section.attributes), write_rows(section.rows)});
}

Json write_table(const model::Table& table) {
  Json caption =
      Json::array({table.short_caption ? write_inlines(*table.short_caption) : Json(nullptr),
                   write_blocks(table.caption)});
  Json columns = list(table.columns, [](const model::TableColumn& column) {
    return Json::array({element(column.alignment), column.width ? element("ColWidth", *column.width)
                                                                : element("ColWidthDefault")});
  });
  Json bodies = list(table.bodies, [](const model::TableBody& body) {
    return Json::array({write_attributes(body.attributes), body.row_head_columns,
                        write_rows(body.head), write_rows(body.rows)});
  });
  return Json::array({write_attributes(table.attributes), std::move(caption), std::move(columns),
                      write_section(table.head), std::move(bodies), write_section(table.foot)});
}

struct BlockWriter {
  Json operator()(const model::Plain& block) const {
    return element("Plain", write_inlines(block.content));
  }
  Json operator()(const model::Para& block) const {
    return element("Para", write_inlines(block.content));
  }
  Json operator()(const model::LineBlock& block) const {
    return element("LineBlock", list(block.lines, write_inlines));
  }
  Json operator()(const model::CodeBlock& block) const {
    return element("CodeBlock", Json::array({write_attributes(block.attributes), block.text}));
  }
  Json operator()(const model::RawBlock& block) const {
    return element("RawBlock", Json::array({block.format, block.text}));
  }
  Json operator()(const model::BlockQuote& block) const {
    return element("BlockQuote", write_blocks(block.content));
  }
  Json operator()(const model::OrderedList& block) const {
    Json style = Json::array({block.start, element(block.style), element(block.delimiter)});
    return element("OrderedList", Json::array({std::move(style), write_items(block.items)}));
  }
  Json operator()(const model::BulletList& block) const {
    return element("BulletList", write_items(block.items));
  }
  Json operator()(const model::DefinitionList& block) const {
    return element("DefinitionList", list(block.items, [](const model::DefinitionItem& item) {
                     return Json::array({write_inlines(item.term), write_items(item.definitions)});
                   }));
  }
  Json operator()(const model::Heading& block) const {
    return element("Header", Json::array({block.level, write_attributes(block.attributes),
                                          write_inlines(block.content)}));
  }
  Json operator()(const model::HorizontalRule& /*block*/) const {
    return element("HorizontalRule");
  }
  Json operator()(const model::Table& block) const { return element("Table", write_table(block)); }
  Json operator()(const model::Div& block) const {
    return element("Div",
                   Json::array({write_attributes(block.attributes), write_blocks(block.content)}));
  }
  Json operator()(const model::Null& /*block*/) const { return element("Null"); }
};

Json write_inline(const Inline& item) { return std::visit(InlineWriter{}, item.value); }
Json write_block(const Block& block) { return std::visit(BlockWriter{}, block.value); }

Json write_meta_map(const model::MetaMap& map);

struct MetaWriter {
  Json operator()(const model::MetaMap& map) const {
    return element("MetaMap", write_meta_map(map));
  }
  Json operator()(const std::vector<model::MetaValue>& values) const {
    return element("MetaList", list(values, [](const model::MetaValue& value) {
                     return std::visit(MetaWriter{}, value.value);
                   }));
  }
  Json operator()(bool truth) const { return element("MetaBool", truth); }
  Json operator()(const std::string& text) const { return element("MetaString", text); }
  Json operator()(const Inlines& inlines) const {
    return element("MetaInlines", write_inlines(inlines));
  }
  Json operator()(const Blocks& blocks) const {
    return element("MetaBlocks", write_blocks(blocks));
  }
};

Json write_meta_map(const model::MetaMap& map) {
  Json result = Json::object();
  for (const auto& [key, value] : map) result[key] = std::visit(MetaWriter{}, value.value);
  return result;
}

}  // namespace

std::string to_pandoc_json(const model::Document& document) {
  const Json json = {{"pandoc-api-version", Json::array({1, 22, 2, 1})},
                     {"meta", write_meta_map(document.meta)},
                     {"blocks", write_blocks(document.blocks)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hexapla::formats
