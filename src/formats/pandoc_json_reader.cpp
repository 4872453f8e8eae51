// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "hexapla/formats/pandoc.hpp"

/// pandoc-types 1.22, Text.Pandoc.Definition: an element is {"t": KIND, "c": CONTENT}.
namespace hexapla::formats {
namespace {

using Json = nlohmann::json;
using model::Attributes;
using model::Block;
using model::Blocks;
using model::Inline;
using model::Inlines;

/// Deeper nesting than any document has; hostile input must not exhaust the stack.
constexpr int kDeepest = 500;

/// What a reader function throws; never leaves this file.
struct BadJson {
  std::string message;
};

class Depth {
 public:
  explicit Depth(int& depth) : depth_(depth) {
    if (++depth_ > kDeepest) throw BadJson{fmt::format("nested deeper than {} levels", kDeepest)};
  }
  ~Depth() { --depth_; }
  Depth(const Depth&) = delete;
  Depth& operator=(const Depth&) = delete;
  Depth(Depth&&) = delete;
  Depth& operator=(Depth&&) = delete;

 private:
  int& depth_;
};

class Reader {
 public:
  model::Document read_document(const Json& json) {
    const Json& version = at(json, "pandoc-api-version");
    if (!version.is_array() || version.size() < 2 || version[0] != 1 || version[1] != 22) {
      throw BadJson{fmt::format("pandoc-api-version is {}, 1.22 is needed", version.dump())};
    }
    model::Document document;
    document.meta = read_meta_map(at(json, "meta"));
    document.blocks = read_blocks(at(json, "blocks"));
    return document;
  }

 private:
  static const Json& at(const Json& json, const char* key) {
    if (!json.is_object() || !json.contains(key))
      throw BadJson{fmt::format("no \"{}\" in {}", key, excerpt(json))};
    return json[key];
  }
  static const Json& nth(const Json& json, std::size_t index) {
    if (!json.is_array() || index >= json.size()) {
      throw BadJson{fmt::format("no element {} in {}", index, excerpt(json))};
    }
    return json[index];
  }
  static std::string excerpt(const Json& json) {
    std::string text = json.dump(-1, ' ', true);
    if (text.size() > 60) text = text.substr(0, 57) + "...";
    return text;
  }
  static std::string string(const Json& json) {
    if (!json.is_string()) throw BadJson{fmt::format("no string: {}", excerpt(json))};
    return json.get<std::string>();
  }
  static std::int64_t integer(const Json& json) {
    if (!json.is_number_integer()) throw BadJson{fmt::format("no whole number: {}", excerpt(json))};
    return json.get<std::int64_t>();
  }
  static std::string kind(const Json& json) { return string(at(json, "t")); }

  template <class Function>
  static auto list(const Json& json, Function read) {
    if (!json.is_array()) throw BadJson{fmt::format("no list: {}", excerpt(json))};
    std::vector<decltype(read(json))> result;
    result.reserve(json.size());
    for (const Json& item : json) result.push_back(read(item));
    return result;
  }

  static Attributes read_attributes(const Json& json) {
    Attributes attributes;
    attributes.id = string(nth(json, 0));
    attributes.classes = list(nth(json, 1), string);
    attributes.values = list(nth(json, 2), [](const Json& pair) {
      return std::pair(string(nth(pair, 0)), string(nth(pair, 1)));
    });
    return attributes;
  }

  Inlines read_inlines(const Json& json) {
    return list(json, [this](const Json& item) { return read_inline(item); });
  }
  Blocks read_blocks(const Json& json) {
    return list(json, [this](const Json& item) { return read_block(item); });
  }
  std::vector<Blocks> read_items(const Json& json) {
    return list(json, [this](const Json& item) { return read_blocks(item); });
  }

  static model::Target read_target(const Json& json) {
    return {string(nth(json, 0)), string(nth(json, 1))};
  }

  template <class Element>
  using Functions = std::unordered_map<std::string_view, Element (*)(Reader&, const Json&)>;

  /// Reads an element by the function of its kind.
  template <class Element>
  Element dispatch(const Functions<Element>& functions, const Json& json) {
    static const Json kNothing;
    const std::string name = kind(json);
    const auto function = functions.find(name);
    if (function == functions.end()) throw BadJson{fmt::format("unknown element \"{}\"", name)};
    return function->second(*this, json.contains("c") ? json["c"] : kNothing);
  }

  Inline read_inline(const Json& json) {
    const Depth depth(depth_);
    static const Functions<Inline> kFunctions = {
        {"Str", [](Reader&, const Json& c) -> Inline { return {model::Str{string(c)}}; }},
        {"Space", [](Reader&, const Json&) -> Inline { return {model::Space{}}; }},
        {"SoftBreak", [](Reader&, const Json&) -> Inline { return {model::SoftBreak{}}; }},
        {"LineBreak", [](Reader&, const Json&) -> Inline { return {model::LineBreak{}}; }},
        {"Emph", &Reader::read_styled<model::Style::Emph>},
        {"Underline", &Reader::read_styled<model::Style::Underline>},
        {"Strong", &Reader::read_styled<model::Style::Strong>},
        {"Strikeout", &Reader::read_styled<model::Style::Strikeout>},
        {"Superscript", &Reader::read_styled<model::Style::Superscript>},
        {"Subscript", &Reader::read_styled<model::Style::Subscript>},
        {"SmallCaps", &Reader::read_styled<model::Style::SmallCaps>},
        {"Quoted",
         [](Reader& self, const Json& c) -> Inline {
           return {model::Quoted{kind(nth(c, 0)) == "DoubleQuote", self.read_inlines(nth(c, 1))}};
         }},
        {"Cite",
         [](Reader& self, const Json& c) -> Inline {
           return {model::Cite{
               list(nth(c, 0), [&](const Json& item) { return self.read_citation(item); }),
               self.read_inlines(nth(c, 1))}};
         }},
        {"Code",
         [](Reader&, const Json& c) -> Inline {
           return {model::Code{read_attributes(nth(c, 0)), string(nth(c, 1))}};
         }},
        {"Math",
         [](Reader&, const Json& c) -> Inline {
           return {model::Math{kind(nth(c, 0)) == "DisplayMath", string(nth(c, 1))}};
         }},
        {"RawInline",
         [](Reader&, const Json& c) -> Inline {
           return {model::RawInline{string(nth(c, 0)), string(nth(c, 1))}};
         }},
        {"Link",
         [](Reader& self, const Json& c) -> Inline {
           return {model::Link{read_attributes(nth(c, 0)), self.read_inlines(nth(c, 1)),
                               read_target(nth(c, 2))}};
         }},
        {"Image",
         [](Reader& self, const Json& c) -> Inline {
           return {model::Image{read_attributes(nth(c, 0)), self.read_inlines(nth(c, 1)),
                                read_target(nth(c, 2))}};
         }},
        {"Note",
         [](Reader& self, const Json& c) -> Inline { return {model::Note{self.read_blocks(c)}}; }},
        {"Span",
         [](Reader& self, const Json& c) -> Inline {
           return {model::Span{read_attributes(nth(c, 0)), self.read_inlines(nth(c, 1))}};
         }},
    };
    return dispatch(kFunctions, json);
  }

  template <model::Style kStyle>
  static Inline read_styled(Reader& self, const Json& c) {
    return {model::Styled{kStyle, self.read_inlines(c)}};
  }

  model::Citation read_citation(const Json& json) {
    model::Citation citation;
    citation.id = string(at(json, "citationId"));
    citation.prefix = read_inlines(at(json, "citationPrefix"));
    citation.suffix = read_inlines(at(json, "citationSuffix"));
    const std::string mode = kind(at(json, "citationMode"));
    if (mode == "AuthorInText") citation.mode = model::CitationMode::AuthorInText;
    if (mode == "SuppressAuthor") citation.mode = model::CitationMode::SuppressAuthor;
    citation.note_number = integer(at(json, "citationNoteNum"));
    citation.hash = integer(at(json, "citationHash"));
    return citation;
  }

  Block read_block(const Json& json) {
    const Depth depth(depth_);
    static const Functions<Block> kFunctions = {
        {"Plain",
         [](Reader& self, const Json& c) -> Block { return {model::Plain{self.read_inlines(c)}}; }},
        {"Para",
         [](Reader& self, const Json& c) -> Block { return {model::Para{self.read_inlines(c)}}; }},
        {"LineBlock",
         [](Reader& self, const Json& c) -> Block {
           return {model::LineBlock{
               list(c, [&](const Json& line) { return self.read_inlines(line); })}};
         }},
        {"CodeBlock",
         [](Reader&, const Json& c) -> Block {
           return {model::CodeBlock{read_attributes(nth(c, 0)), string(nth(c, 1))}};
         }},
        {"RawBlock",
         [](Reader&, const Json& c) -> Block {
           return {model::RawBlock{string(nth(c, 0)), string(nth(c, 1))}};
         }},
        {"BlockQuote",
         [](Reader& self, const Json& c) -> Block {
           return {model::BlockQuote{self.read_blocks(c)}};
         }},
        {"OrderedList",
         [](Reader& self, const Json& c) -> Block {
           const Json& style = nth(c, 0);
           return {model::OrderedList{integer(nth(style, 0)), kind(nth(style, 1)),
                                      kind(nth(style, 2)), self.read_items(nth(c, 1))}};
         }},
        {"BulletList",
         [](Reader& self, const Json& c) -> Block {
           return {model::BulletList{self.read_items(c)}};
         }},
        {"DefinitionList",
         [](Reader& self, const Json& c) -> Block {
           return {model::DefinitionList{list(c, [&](const Json& item) {
             return model::DefinitionItem{self.read_inlines(nth(item, 0)),
                                          self.read_items(nth(item, 1))};
           })}};
         }},
        {"Header",
         [](Reader& self, const Json& c) -> Block {
           return {model::Heading{integer(nth(c, 0)), read_attributes(nth(c, 1)),
                                  self.read_inlines(nth(c, 2))}};
         }},
        {"HorizontalRule", [](Reader&, const Json&) -> Block { return {model::HorizontalRule{}}; }},
        {"Table", [](Reader& self, const Json& c) -> Block { return {self.read_table(c)}; }},
        {"Div",
         [](Reader& self, const Json& c) -> Block {
           return {model::Div{read_attributes(nth(c, 0)), self.read_blocks(nth(c, 1))}};
         }},
        {"Null", [](Reader&, const Json&) -> Block { return {model::Null{}}; }},
    };
    return dispatch(kFunctions, json);
  }

  model::Table read_table(const Json& c) {
    model::Table table;
    table.attributes = read_attributes(nth(c, 0));
    const Json& caption = nth(c, 1);
    if (!nth(caption, 0).is_null()) table.short_caption = read_inlines(caption[0]);
    table.caption = read_blocks(nth(caption, 1));
    table.columns = list(nth(c, 2), [](const Json& column) {
      model::TableColumn result;
      result.alignment = kind(nth(column, 0));
      if (kind(nth(column, 1)) == "ColWidth") result.width = at(column[1], "c").get<double>();
      return result;
    });
    table.head = read_section(nth(c, 3));
    table.bodies = list(nth(c, 4), [this](const Json& body) {
      return model::TableBody{read_attributes(nth(body, 0)), integer(nth(body, 1)),
                              read_rows(nth(body, 2)), read_rows(nth(body, 3))};
    });
    table.foot = read_section(nth(c, 5));
    return table;
  }

  model::TableSection read_section(const Json& json) {
    return {read_attributes(nth(json, 0)), read_rows(nth(json, 1))};
  }

  std::vector<model::TableRow> read_rows(const Json& json) {
    return list(json, [this](const Json& row) {
      return model::TableRow{
          read_attributes(nth(row, 0)), list(nth(row, 1), [this](const Json& cell) {
            return model::TableCell{read_attributes(nth(cell, 0)), kind(nth(cell, 1)),
                                    integer(nth(cell, 2)), integer(nth(cell, 3)),
                                    read_blocks(nth(cell, 4))};
          })};
    });
  }

  model::MetaMap read_meta_map(const Json& json) {
    if (!json.is_object()) throw BadJson{fmt::format("no metadata: {}", excerpt(json))};
    model::MetaMap map;
    for (const auto& [key, value] : json.items()) map[key] = read_meta_value(value);
    return map;
  }

  model::MetaValue read_meta_value(const Json& json) {
    const Depth depth(depth_);
    static const Functions<model::MetaValue> kFunctions = {
        {"MetaMap",
         [](Reader& self, const Json& c) -> model::MetaValue { return {self.read_meta_map(c)}; }},
        {"MetaList",
         [](Reader& self, const Json& c) -> model::MetaValue {
           return {list(c, [&](const Json& item) { return self.read_meta_value(item); })};
         }},
        {"MetaBool", [](Reader&, const Json& c) -> model::MetaValue { return {c.get<bool>()}; }},
        {"MetaString", [](Reader&, const Json& c) -> model::MetaValue { return {string(c)}; }},
        {"MetaInlines",
         [](Reader& self, const Json& c) -> model::MetaValue { return {self.read_inlines(c)}; }},
        {"MetaBlocks",
         [](Reader& self, const Json& c) -> model::MetaValue { return {self.read_blocks(c)}; }},
    };
    return dispatch(kFunctions, json);
  }

  int depth_ = 0;
};

}  // namespace

Result<model::Document> from_pandoc_json(std::string_view json, std::string_view name) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) {
    return fail(ErrorCode::Syntax, "pandoc's answer is no JSON", {std::string(name)});
  }
  try {
    return Reader().read_document(parsed);
  } catch (const BadJson& error) {
    return fail(ErrorCode::Invalid,
                fmt::format("pandoc's answer is not understood: {}", error.message),
                {std::string(name)});
  } catch (const Json::exception& error) {
    return fail(ErrorCode::Invalid,
                fmt::format("pandoc's answer is not understood: {}", error.what()),
                {std::string(name)});
  }
}

}  // namespace hexapla::formats
