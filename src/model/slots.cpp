// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/slots.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "flatten.hpp"

namespace hexapla::model {
namespace {

/// Classes of plan divs without id that name the kind of what they hold (decisions.md, Unit id).
constexpr std::array<std::string_view, 6> kPlanClasses = {"objective",  "outcomes", "outputs",
                                                          "challenges", "impact",   "results"};

std::string_view plan_class(const Attributes& attributes) {
  for (const std::string_view name : kPlanClasses) {
    if (attributes.has_class(name)) return name;
  }
  return {};
}

/// The part's name without its leading number: "05-africa" is "africa".
std::string_view part_prefix(std::string_view part) {
  const std::size_t begin = part.find_first_not_of("0123456789-");
  return begin == std::string_view::npos ? part : part.substr(begin);
}

/// What surrounds a block.
struct Surroundings {
  std::string prefix;
  std::vector<std::string> groups;
  std::string container;   ///< for the translator: "section “Glossary”"
  std::string kind;        ///< class of a plan div, empty outside
  std::string initiative;  ///< id of the initiative around, empty outside
  bool is_in_results = false;
  bool translate = true;
  std::optional<std::size_t> max_characters;  ///< of the units inside; captions have none

  void enter(const std::string& id) {
    prefix = id;
    groups.push_back(id);
  }
};

/// max-characters=N: how long a label may be, so that it fits its box.
std::optional<std::size_t> find_limit(const Attributes& attributes) {
  const std::string written = attributes.find("max-characters").value_or("");
  std::size_t limit = 0;
  const char* const end = written.data() + written.size();
  const auto [rest, error] = std::from_chars(written.data(), end, limit);
  if (error != std::errc() || rest != end || limit == 0) return std::nullopt;
  return limit;
}

bool is_list(const Block& block) {
  return std::holds_alternative<OrderedList>(block.value) ||
         std::holds_alternative<BulletList>(block.value);
}

Inlines* find_inlines(Block& block) {
  if (auto* para = std::get_if<Para>(&block.value)) return &para->content;
  if (auto* plain = std::get_if<Plain>(&block.value)) return &plain->content;
  return nullptr;
}

class Walker {
 public:
  std::vector<UnitSlot> take() { return std::move(slots_); }

  void walk_meta(MetaMap& map, const std::string& path) {
    for (auto& [key, value] : map)
      walk_meta_value(value, path.empty() ? key : fmt::format("{}.{}", path, key));
  }

  void walk(Blocks& blocks, const Surroundings& around) {
    std::vector<std::pair<std::int64_t, Surroundings>> sections;
    const bool has_list = std::any_of(blocks.begin(), blocks.end(), is_list);
    for (Block& block : blocks) {
      if (const auto* heading = std::get_if<Heading>(&block.value))
        enter_section(*heading, around, sections);
      const Surroundings& here = sections.empty() ? around : sections.back().second;
      walk_block(block, here, has_list);
    }
  }

 private:
  /// A heading ends the sections of its level and below; one with an id begins its own.
  static void enter_section(const Heading& heading, const Surroundings& around,
                            std::vector<std::pair<std::int64_t, Surroundings>>& sections) {
    while (!sections.empty() && sections.back().first >= heading.level) sections.pop_back();
    if (heading.attributes.id.empty()) return;
    Surroundings inside = sections.empty() ? around : sections.back().second;
    inside.enter(heading.attributes.id);
    inside.container = fmt::format("section “{}”", to_plain_text(heading.content));
    sections.emplace_back(heading.level, std::move(inside));
  }

  void walk_block(Block& block, const Surroundings& here, bool has_list) {
    if (Inlines* content = find_inlines(block)) {
      const std::string kind = here.kind.empty() ? "para" : has_list ? "lead" : here.kind;
      add(*content, kind, here, {}, block.position);
    } else if (auto* heading = std::get_if<Heading>(&block.value)) {
      Surroundings inside = here;
      if (const auto limit = find_limit(heading->attributes)) inside.max_characters = limit;
      add(heading->content, "heading", inside,
          here.prefix == here.initiative ? here.initiative : std::string(), block.position);
    } else if (auto* div = std::get_if<Div>(&block.value)) {
      walk_div(*div, here);
    } else if (auto* ordered = std::get_if<OrderedList>(&block.value)) {
      walk_items(ordered->items, here);
    } else if (auto* bullets = std::get_if<BulletList>(&block.value)) {
      walk_items(bullets->items, here);
    } else {
      walk_rare_block(block, here);
    }
  }

  void walk_rare_block(Block& block, const Surroundings& here) {
    if (auto* table = std::get_if<Table>(&block.value)) {
      walk_table(*table, here);
    } else if (auto* quote = std::get_if<BlockQuote>(&block.value)) {
      walk(quote->content, here);
    } else if (auto* lines = std::get_if<LineBlock>(&block.value)) {
      for (Inlines& line : lines->lines) add(line, "line", here, {}, block.position);
    } else if (auto* definitions = std::get_if<DefinitionList>(&block.value)) {
      walk_definitions(*definitions, here, block.position);
    }
  }

  void walk_div(Div& div, const Surroundings& around) {
    Surroundings inside = around;
    if (div.attributes.find("translate") == "no") inside.translate = false;
    const Attributes& attributes = div.attributes;
    if (const auto limit = find_limit(attributes)) inside.max_characters = limit;
    if (attributes.id.empty()) {
      if (const std::string_view name = plan_class(attributes); !name.empty()) inside.kind = name;
      inside.is_in_results = attributes.has_class("results");
      walk(div.content, inside);
      return;
    }
    inside.enter(attributes.id);
    inside.kind.clear();
    inside.container = describe(attributes);
    if (attributes.has_class("initiative")) inside.initiative = attributes.id;
    if (attributes.has_class("figure") || attributes.has_class("table")) {
      walk_captioned(div.content, inside);
    } else {
      walk(div.content, inside);
    }
  }

  static std::string describe(const Attributes& attributes) {
    if (const auto concept_id = attributes.find("concept");
        concept_id && attributes.has_class("entry")) {
      return fmt::format("glossary entry “{}”", *concept_id);
    }
    for (const std::string_view name : {"figure", "table", "initiative", "region", "priority"}) {
      if (attributes.has_class(name)) return fmt::format("{} “{}”", name, attributes.id);
    }
    return fmt::format("“{}”", attributes.id);
  }

  /// The first paragraph of a figure or table is its caption.
  void walk_captioned(Blocks& blocks, const Surroundings& inside) {
    if (blocks.empty()) return;
    std::size_t first = 0;
    if (Inlines* caption = find_inlines(blocks.front())) {
      Surroundings around = inside;
      around.max_characters.reset();
      add(*caption, "caption", around, {}, blocks.front().position);
      first = 1;
    }
    for (std::size_t i = first; i < blocks.size(); ++i) walk_block(blocks[i], inside, false);
  }

  void walk_items(std::vector<Blocks>& items, const Surroundings& here) {
    Surroundings inside = here;
    inside.is_in_results = false;
    for (std::size_t k = 0; k < items.size(); ++k) {
      Blocks& item = items[k];
      std::size_t first = 0;
      if (Inlines* content = item.empty() ? nullptr : find_inlines(item.front())) {
        const bool is_result = here.is_in_results && !here.initiative.empty();
        add(*content, here.kind.empty() ? "item" : here.kind, inside,
            is_result ? fmt::format("{}.{}", here.initiative, k + 1) : std::string(),
            item.front().position);
        first = 1;
      }
      for (std::size_t i = first; i < item.size(); ++i) walk_block(item[i], inside, false);
    }
  }

  void walk_definitions(DefinitionList& list, const Surroundings& here,
                        std::optional<SourceRange> position) {
    for (DefinitionItem& item : list.items) {
      add(item.term, "term", here, {}, position);
      for (Blocks& definition : item.definitions) walk_all(definition, "definition", here);
    }
  }

  /// Paragraphs as units of this kind, other blocks as what they are.
  void walk_all(Blocks& blocks, const std::string& kind, const Surroundings& here) {
    for (Block& block : blocks) {
      if (Inlines* content = find_inlines(block)) {
        add(*content, kind, here, {}, block.position);
      } else {
        walk_block(block, here, false);
      }
    }
  }

  void walk_table(Table& table, const Surroundings& around) {
    Surroundings inside = around;
    if (!table.attributes.id.empty()) {
      inside.enter(table.attributes.id);
      inside.container = fmt::format("table “{}”", table.attributes.id);
    }
    for (Block& block : table.caption) {
      if (Inlines* caption = find_inlines(block))
        add(*caption, "caption", inside, {}, block.position);
    }
    walk_rows(table.head.rows, inside);
    for (TableBody& body : table.bodies) {
      walk_rows(body.head, inside);
      walk_rows(body.rows, inside);
    }
    walk_rows(table.foot.rows, inside);
  }

  void walk_rows(std::vector<TableRow>& rows, const Surroundings& inside) {
    for (TableRow& row : rows) {
      for (TableCell& cell : row.cells) walk_all(cell.content, "cell", inside);
    }
  }

  void walk_meta_value(MetaValue& value, const std::string& path) {
    if (auto* map = std::get_if<MetaMap>(&value.value)) {
      walk_meta(*map, path);
    } else if (auto* list = std::get_if<std::vector<MetaValue>>(&value.value)) {
      for (std::size_t i = 0; i < list->size(); ++i)
        walk_meta_value((*list)[i], fmt::format("{}.{}", path, i + 1));
    } else if (auto* inlines = std::get_if<Inlines>(&value.value)) {
      add(*inlines, path, meta(), {}, {});
    } else if (auto* blocks = std::get_if<Blocks>(&value.value)) {
      walk_meta_blocks(*blocks, path);
    } else if (auto* words = std::get_if<std::string>(&value.value)) {
      add_meta_string(*words, path);
    }
  }

  void walk_meta_blocks(Blocks& blocks, const std::string& path) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      Inlines* content = find_inlines(blocks[i]);
      if (content != nullptr)
        add(*content, i == 0 ? path : fmt::format("{}.{}", path, i + 1), meta(), {}, {});
    }
  }

  static Surroundings meta() {
    Surroundings around;
    around.prefix = "meta";
    around.container = "the metadata";
    return around;
  }

  void add_meta_string(std::string& words, const std::string& path) {
    if (!has_words(InlineText(words))) return;
    UnitSlot slot = make_slot(path, meta(), {}, {});
    slot.meta_content = &words;
    slots_.push_back(std::move(slot));
  }

  static UnitSlot make_slot(const std::string& kind, const Surroundings& around, std::string name,
                            std::optional<SourceRange> position) {
    UnitSlot slot;
    slot.prefix = around.prefix;
    slot.kind = kind;
    slot.groups = around.groups;
    slot.name = std::move(name);
    slot.place = describe_place(kind, around);
    slot.translate = around.translate;
    slot.max_characters = around.max_characters;
    slot.position = position;
    return slot;
  }

  static std::string describe_place(const std::string& kind, const Surroundings& around) {
    if (around.prefix == "meta") return fmt::format("{} in the metadata", kind);
    std::string word = kind;
    if (kind == "para") word = "paragraph";
    if (kind == "item") word = "list item";
    if (kind == "cell") word = "table cell";
    if (kind == "alt") word = "image alternative";
    if (kind == "lead") word = "sentence before a list";
    if (kind == "line") word = "line";
    return around.container.empty() ? word : fmt::format("{} in {}", word, around.container);
  }

  /// A slot for these inlines if they have words, then slots for the notes and alternatives inside.
  void add(Inlines& content, const std::string& kind, const Surroundings& around, std::string name,
           std::optional<SourceRange> position) {
    const FlatInlines flat = flatten(content);
    std::optional<std::size_t> parent;
    if (has_words(flat.text)) {
      parent = slots_.size();
      UnitSlot slot = make_slot(kind, around, std::move(name), position);
      slot.content = &content;
      slots_.push_back(std::move(slot));
    }
    for (std::size_t code = 0; code < flat.nodes.size(); ++code) {
      if (flat.nodes[code] == nullptr) continue;
      // flatten looks at inlines that we own and may change
      auto& node = const_cast<Inline&>(*flat.nodes[code]);
      if (auto* note = std::get_if<Note>(&node.value)) add_note(*note, around, parent, code);
      if (auto* image = std::get_if<Image>(&node.value))
        add_flow(image->content, "alt", around, {parent, code}, position);
    }
  }

  struct Caller {
    std::optional<std::size_t> parent;
    std::size_t code = 0;
  };

  void add_note(Note& note, const Surroundings& around, std::optional<std::size_t> parent,
                std::size_t code) {
    for (Block& block : note.content) {
      if (Inlines* content = find_inlines(block))
        add_flow(*content, "note", around, {parent, code}, block.position);
    }
  }

  void add_flow(Inlines& content, const std::string& kind, const Surroundings& around,
                const Caller& caller, std::optional<SourceRange> position) {
    if (!has_words(to_inline_text(content))) return;
    UnitSlot slot = make_slot(kind, around, {}, position);
    slot.content = &content;
    slot.parent = caller.parent;
    slot.parent_code = caller.code;
    slots_.push_back(std::move(slot));
  }

  std::vector<UnitSlot> slots_;
};

}  // namespace

std::vector<UnitSlot> find_slots(Document& document, std::string_view part) {
  Walker walker;
  walker.walk_meta(document.meta, "");
  Surroundings around;
  around.prefix = part_prefix(part);
  walker.walk(document.blocks, around);
  return walker.take();
}

}  // namespace hexapla::model
