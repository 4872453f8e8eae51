// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/intake/plan.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "hexapla/text/normalize.hpp"

#include "conventions.hpp"
#include "plan_citations.hpp"
#include "tree.hpp"

namespace hexapla::intake {
namespace {

using model::Block;
using model::Blocks;
using model::Div;
using model::Heading;
using model::Inlines;

/// Blocks after an initiative's heading among which its objective or results must begin.
constexpr std::size_t kInitiativeReach = 3;

class Recogniser {
 public:
  Recogniser(Incoming& incoming, const model::Locale* locale)
      : incoming_(incoming), locale_(locale) {}

  Plan run() {
    Blocks& blocks = incoming_.document.blocks;
    blocks = wrap_captions(std::move(blocks));
    blocks = gather_entries(std::move(blocks));
    blocks = gather_regions(gather_initiatives(std::move(blocks)));
    for_each_div(blocks, [this](Div& div) { name_figure(div); });
    plan_.citations = read_citations(blocks, region_of_, locale_, incoming_.remarks);
    count(blocks);
    return std::move(plan_);
  }

 private:
  /// `told` without its place, which is the block's.
  void remark(const Block& block, Remark told) {
    told.place = place_of(block);
    incoming_.remarks.push_back(std::move(told));
  }

  void set_label(const std::string& name, const std::string& word) {
    model::MetaValue& labels = incoming_.document.meta["labels"];
    if (!std::holds_alternative<model::MetaMap>(labels.value)) labels.value = model::MetaMap();
    auto& map = std::get<model::MetaMap>(labels.value);
    map.try_emplace(name, model::MetaValue{Inlines{{model::Str{word}}}});
  }

  // --- captions ----------------------------------------------------------------------------------

  /// A caption that is an ordinary paragraph takes the image or table beside it into a div.
  Blocks wrap_captions(Blocks blocks) {
    Blocks result;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const std::string role = caption_role(blocks[i]);
      if (role.empty()) {
        result.push_back(std::move(blocks[i]));
        continue;
      }
      Div div;
      div.attributes.classes = {role};
      Block caption = std::move(blocks[i]);
      const auto position = caption.position;
      const auto head = find_caption_head(words_of(caption), locale_, role);
      div.attributes.values.emplace_back("number", std::to_string(head->number));
      remark(
          caption,
          {RemarkKind::Markup, "caption label", words_of(caption).substr(0, head->length), {}, {}});
      drop_start(*find_words(caption), head->length);
      div.content.push_back(std::move(caption));
      if (!result.empty() && is_body(result.back(), role)) {
        div.content.push_back(std::move(result.back()));
        result.pop_back();
      } else if (i + 1 < blocks.size() && is_body(blocks[i + 1], role)) {
        div.content.push_back(std::move(blocks[++i]));
      }
      result.push_back({std::move(div), position});
    }
    return result;
  }

  [[nodiscard]] std::string caption_role(const Block& block) const {
    if (!std::holds_alternative<model::Para>(block.value)) return {};
    const std::string words = words_of(block);
    for (const char* const role : {"figure", "table"}) {
      if (find_caption_head(words, locale_, role)) return role;
    }
    return {};
  }

  static bool is_body(const Block& block, std::string_view role) {
    if (role == "table") return std::holds_alternative<model::Table>(block.value);
    const auto* para = std::get_if<model::Para>(&block.value);
    return para != nullptr && para->content.size() == 1 &&
           std::holds_alternative<model::Image>(para->content.front().value);
  }

  /// Figures and tables are known by the number that they have in the document.
  void name_figure(Div& div) {
    const bool is_figure = div.attributes.has_class("figure");
    if (!is_figure && !div.attributes.has_class("table")) return;
    auto& values = div.attributes.values;
    const auto number = std::find_if(values.begin(), values.end(),
                                     [](const auto& each) { return each.first == "number"; });
    if (number == values.end()) return;
    std::size_t& counter = is_figure ? figure_count_ : table_count_;
    if (number->second != std::to_string(++counter) && !div.content.empty()) {
      remark(div.content.front(),
             {RemarkKind::Uncertain,
              "caption number",
              {},
              fmt::format("the number {} is out of order; it is numbered anew: {}", number->second,
                          counter),
              {},
              "plan/numbering"});
    }
    div.attributes.id = unique(fmt::format("{}-{}", is_figure ? "fig" : "tbl", number->second));
    values.erase(number);
  }

  std::string unique(const std::string& id) {
    std::string candidate = id;
    for (std::size_t n = 2; !ids_.insert(candidate).second; ++n)
      candidate = fmt::format("{}-{}", id, n);
    return candidate;
  }

  // --- glossary ----------------------------------------------------------------------------------

  /// Headings below a glossary's are its head words.
  Blocks gather_entries(Blocks blocks) {
    Blocks result;
    std::int64_t glossary_level = 0;  // 0: not in a glossary
    bool is_open = false;
    for (Block& block : blocks) {
      auto* const heading = std::get_if<Heading>(&block.value);
      if (heading != nullptr && glossary_level != 0 && heading->level > glossary_level) {
        Div entry;
        entry.attributes.classes = {"entry"};
        const auto position = block.position;
        std::get<Heading>(block.value).level = 2;
        entry.content.push_back(std::move(block));
        result.push_back({std::move(entry), position});
        is_open = true;
        continue;
      }
      if (heading != nullptr) {
        const std::string words = model::to_plain_text(heading->content);
        const bool is_glossary = has_word(words, locale_, "glossary") && is_short(words, 60);
        glossary_level = is_glossary ? heading->level : 0;
        if (is_glossary && heading->attributes.id.empty())
          heading->attributes.id = unique("glossary");
      }
      const bool ends_entry = heading != nullptr || std::holds_alternative<Div>(block.value);
      if (ends_entry) is_open = false;
      if (is_open) {
        std::get<Div>(result.back().value).content.push_back(std::move(block));
      } else {
        result.push_back(std::move(block));
      }
    }
    return result;
  }

  // --- initiatives -------------------------------------------------------------------------------

  Blocks gather_initiatives(Blocks blocks) {
    Blocks result;
    for (std::size_t i = 0; i < blocks.size();) {
      const auto head = initiative_at(blocks, i);
      if (!head) {
        result.push_back(std::move(blocks[i++]));
        continue;
      }
      const std::size_t end = initiative_end(blocks, i);
      result.push_back(
          make_initiative(*head, {std::make_move_iterator(blocks.begin() + offset(i)),
                                  std::make_move_iterator(blocks.begin() + offset(end))}));
      i = end;
    }
    return result;
  }

  static std::ptrdiff_t offset(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }

  [[nodiscard]] std::optional<InitiativeHead> initiative_at(const Blocks& blocks,
                                                            std::size_t i) const {
    if (find_words(blocks[i]) == nullptr) return std::nullopt;
    auto head = find_initiative_head(words_of(blocks[i]));
    if (!head) return std::nullopt;
    const std::size_t end = std::min(blocks.size(), i + 1 + kInitiativeReach);
    for (std::size_t at = i + 1; at < end; ++at) {
      const std::string words = words_of(blocks[at]);
      if (find_word_head(words, locale_, "objective") || find_word_head(words, locale_, "results"))
        return head;
      if (find_initiative_head(words)) break;
    }
    return std::nullopt;
  }

  /// Up to the next initiative, figure, or heading that is no heading inside it.
  [[nodiscard]] std::size_t initiative_end(const Blocks& blocks, std::size_t i) const {
    const auto* own = std::get_if<Heading>(&blocks[i].value);
    std::size_t end = i + 1;
    for (; end < blocks.size(); ++end) {
      const auto* heading = std::get_if<Heading>(&blocks[end].value);
      const bool is_inside = heading != nullptr && own != nullptr && heading->level > own->level;
      if ((heading != nullptr && !is_inside) || std::holds_alternative<Div>(blocks[end].value) ||
          initiative_at(blocks, end)) {
        break;
      }
    }
    return end;
  }

  Block make_initiative(const InitiativeHead& head, Blocks blocks) {
    Div div;
    div.attributes.id = unique(head.code());
    div.attributes.classes = {"initiative"};
    region_of_[div.attributes.id] = head.region;
    take_heading(head, blocks.front(), div);
    const auto position = div.content.front().position;
    std::size_t i = 1;
    i = take_objective(blocks, i, div);
    i = take_results(blocks, i, div);
    if (i < blocks.size()) {
      remark(blocks[i],
             {RemarkKind::Unfitting,
              "initiative",
              {},
              fmt::format("what stands behind the results of {} was kept as ordinary text",
                          div.attributes.id),
              {}});
    }
    for (; i < blocks.size(); ++i) div.content.push_back(std::move(blocks[i]));
    return {std::move(div), position};
  }

  void take_heading(const InitiativeHead& head, Block& block, Div& div) {
    std::string written = words_of(block).substr(0, head.length);
    if (!head.foreign.empty()) {
      remark(block, {RemarkKind::Changed,
                     "code",
                     head.foreign,
                     fmt::format("“{}” in the code {} is of another alphabet; it was read as {}",
                                 head.foreign, head.written, head.code()),
                     {},
                     "codes/confusable"});
      if (const std::size_t at = written.find(head.foreign); at != std::string::npos)
        written.erase(at, head.foreign.size());
    }
    remark(block, {RemarkKind::Markup, "initiative code", written, {}, {}});
    Heading heading;
    heading.level = 3;
    heading.content = std::move(*find_words(block));
    drop_start(heading.content, head.length);
    const auto position = block.position;
    div.content.push_back({std::move(heading), position});
  }

  /// The paragraph behind the word, and its context: all paragraphs up to the results.
  std::size_t take_objective(Blocks& blocks, std::size_t i, Div& initiative) {
    if (i >= blocks.size()) return i;
    const auto word = find_word_head(words_of(blocks[i]), locale_, "objective");
    if (!word || find_words(blocks[i]) == nullptr) return i;
    set_label("objective", word->word);
    Div div;
    div.attributes.classes = {"objective"};
    const auto position = blocks[i].position;
    take_word(blocks[i], word->length);
    for (; i < blocks.size() && std::holds_alternative<model::Para>(blocks[i].value); ++i) {
      if (find_word_head(words_of(blocks[i]), locale_, "results")) break;
      if (!find_words(blocks[i])->empty()) div.content.push_back(std::move(blocks[i]));
    }
    initiative.content.push_back({std::move(div), position});
    return i;
  }

  /// The word with its colon is printed by the edition.
  void take_word(Block& block, std::size_t length) {
    remark(block, {RemarkKind::Markup, "label", words_of(block).substr(0, length), {}, {}});
    drop_start(*find_words(block), length);
  }

  std::size_t take_results(Blocks& blocks, std::size_t i, Div& initiative) {
    if (i >= blocks.size()) return i;
    const auto word = find_word_head(words_of(blocks[i]), locale_, "results");
    const bool has_list = i + 1 < blocks.size() && is_ordered(blocks[i + 1]);
    if (!word || !has_list) {
      if (word) {
        remark(blocks[i],
               {RemarkKind::Unfitting,
                "results",
                {},
                fmt::format("the results of {} are no numbered list", initiative.attributes.id),
                {}});
      }
      return i;
    }
    set_label("results", word->word);
    Div div;
    div.attributes.classes = {"results"};
    const auto position = blocks[i].position;
    // A lead is printed in place of the label, so it keeps the word.
    if (word->length < words_of(blocks[i]).size()) {
      div.content.push_back(std::move(blocks[i]));
    } else {
      take_word(blocks[i], word->length);
    }
    for (++i; i < blocks.size() && is_ordered(blocks[i]); ++i) {
      const auto& list = std::get<model::OrderedList>(blocks[i].value);
      if (div.content.size() > 1 || list.start != 1) {
        remark(blocks[i], {RemarkKind::Uncertain,
                           "results",
                           {},
                           fmt::format("the numbers of the results of {} are not contiguous",
                                       initiative.attributes.id),
                           {},
                           "plan/numbering"});
      }
      div.content.push_back(std::move(blocks[i]));
    }
    initiative.content.push_back({std::move(div), position});
    return i;
  }

  static bool is_ordered(const Block& block) {
    return std::holds_alternative<model::OrderedList>(block.value);
  }

  // --- regions -----------------------------------------------------------------------------------

  /// The heading above the first initiative of a code begins its region, which ends at the next
  /// heading of its level.
  Blocks gather_regions(Blocks blocks) {
    Blocks result;
    std::set<std::string> known;
    for (std::size_t i = 0; i < blocks.size();) {
      const std::string region = region_at(blocks, i);
      if (region.empty() || !known.insert(region).second) {
        result.push_back(std::move(blocks[i++]));
        continue;
      }
      const auto level = std::get<Heading>(blocks[i].value).level;
      std::size_t end = i + 1;
      while (end < blocks.size()) {
        const auto* heading = std::get_if<Heading>(&blocks[end].value);
        if (heading != nullptr && heading->level <= level) break;
        ++end;
      }
      Div div;
      div.attributes.id = unique(region);
      div.attributes.classes = {"region"};
      const auto position = blocks[i].position;
      std::get<Heading>(blocks[i].value).level = 2;
      for (; i < end; ++i) div.content.push_back(std::move(blocks[i]));
      result.push_back({std::move(div), position});
    }
    return result;
  }

  /// The code of the initiatives that stand right below a heading.
  [[nodiscard]] std::string region_at(const Blocks& blocks, std::size_t i) const {
    if (!std::holds_alternative<Heading>(blocks[i].value) || i + 1 >= blocks.size()) return {};
    const auto* div = std::get_if<Div>(&blocks[i + 1].value);
    if (div == nullptr || !div->attributes.has_class("initiative")) return {};
    const auto found = region_of_.find(div->attributes.id);
    return found == region_of_.end() ? std::string() : found->second;
  }

  // --- counts ------------------------------------------------------------------------------------

  void count(Blocks& blocks) {
    plan_.notes = count_notes(incoming_.document);
    for_each_div(blocks, [this](Div& div) {
      if (div.attributes.has_class("entry")) {
        ++plan_.entries;
        if (div.attributes.id.empty())
          div.attributes.id = unique(fmt::format("entry-{}", plan_.entries));
      }
      if (div.attributes.has_class("figure")) ++plan_.figures;
      if (div.attributes.has_class("table")) ++plan_.tables;
      if (div.attributes.has_class("region")) ++plan_.regions;
      if (div.attributes.has_class("initiative")) {
        ++plan_.initiatives;
        plan_.results += count_results(div);
      }
    });
  }

  Incoming& incoming_;
  const model::Locale* locale_;
  Plan plan_;
  std::set<std::string> ids_;
  std::map<std::string, std::string> region_of_;  ///< by initiative
  std::size_t figure_count_ = 0;
  std::size_t table_count_ = 0;
};

}  // namespace

Plan recognise_plan(Incoming& incoming, const model::Locale* locale) {
  Plan plan = Recogniser(incoming, locale).run();
  sort_remarks(incoming.remarks);
  return plan;
}

}  // namespace hexapla::intake
