// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/model/walk.hpp"

#include "edition.hpp"
#include "tables.hpp"

namespace hexapla::publish {
namespace {

using model::Block;
using model::Blocks;
using model::Div;
using model::Enabler;
using model::Inline;
using model::Inlines;

/// Levels of a priority's results chain, in the order in which a framework figure shows them.
constexpr std::array<std::string_view, 5> kChain = {"objective", "outcomes", "outputs",
                                                    "challenges", "enablers"};

/// A reference as `render_references` expects it.
Inline make_reference(const std::string& id, std::string form) {
  return {model::Span{{{}, {std::move(form)}, {{"ref", id}}}, {}}};
}

Div* find_child(Blocks& blocks, std::string_view class_name) {
  for (Block& block : blocks) {
    auto* div = std::get_if<Div>(&block.value);
    if (div != nullptr && div->attributes.has_class(class_name)) return div;
  }
  return nullptr;
}

/// The first paragraph: an objective itself, or what leads a list of challenges.
Inlines first_paragraph(const Div* div) {
  if (div == nullptr || div->content.empty()) return {};
  const auto* para = std::get_if<model::Para>(&div->content.front().value);
  return para == nullptr ? Inlines{} : para->content;
}

/// Fills what the source leaves empty because it is data: lists of enablers, link fields, bodies of
/// figures (decisions.md, Source files and Data).
class Drawer {
 public:
  Drawer(const model::Document& document, const EditionContext& context)
      : document_(document),
        context_(context),
        data_(context.snapshot.publication->data),
        separator_(", ") {}

  Result<void> run(Blocks& blocks) {
    HEXAPLA_TRY(separator_, format_label(context_.locale, "label", "list-separator"));
    fill(blocks, &Drawer::fill_lists);
    fill(blocks, &Drawer::note_priority);
    fill(blocks, &Drawer::fill_figures);
    fill(blocks, &Drawer::fill_framework);
    return std::move(outcome_);
  }

 private:
  /// What the overview quotes of a priority.
  struct Priority {
    Inlines objective;
    Inlines challenge;
  };

  void fill(Blocks& blocks, Result<void> (Drawer::*step)(Div&)) {
    model::for_each_blocks(blocks, [&](Blocks& each) {
      for (Block& block : each) {
        auto* div = std::get_if<Div>(&block.value);
        if (div != nullptr && outcome_) outcome_ = (this->*step)(*div);
      }
    });
  }

  Result<void> note_priority(Div& div) {
    if (!div.attributes.has_class("priority")) return {};
    priorities_[div.attributes.id] = {first_paragraph(find_child(div.content, "objective")),
                                      first_paragraph(find_child(div.content, "challenges"))};
    return {};
  }

  Result<void> fill_lists(Div& div) {
    if (div.attributes.has_class("initiative")) {
      if (Div* links = find_child(div.content, "links"))
        return fill_links(*links, div.attributes.id);
    }
    if (div.attributes.has_class("priority")) {
      if (Div* enablers = find_child(div.content, "enablers"))
        fill_enablers(*enablers, div.attributes.id);
    }
    return {};
  }

  Result<void> fill_figures(Div& div) {
    if (!div.attributes.has_class("figure")) return {};
    if (div.attributes.has_class("matrix")) return add_matrix(div);
    if (div.attributes.has_class("overview")) return add_overview(div);
    if (div.attributes.has_class("synergy")) return add_synergy(div);
    return {};
  }

  [[nodiscard]] Result<std::string> label(std::string_view name) const {
    auto text = find_label(document_, name);
    if (text) return *std::move(text);
    return fail(ErrorCode::Invalid, fmt::format("the metadata have no labels.{}", name), {},
                "add it to the labels of the masthead");
  }

  // --- lists -------------------------------------------------------------------------------------

  /// An enabler's name; in brackets while the members discuss it.
  static Inlines enabler_name(const Enabler& enabler) {
    const Inline name = make_reference(enabler.id, "full");
    if (enabler.status == "agreed") return {name};
    return {make_text("["), name, make_text("]")};
  }

  void fill_enablers(Div& div, const std::string& priority) const {
    model::BulletList list;
    for (const Enabler& enabler : data_.enablers) {
      if (enabler.priority != priority || enabler.status == "proposed-priority") continue;
      list.items.push_back({make_line(enabler_name(enabler))});
    }
    if (!list.items.empty()) div.content = {{std::move(list)}};
  }

  /// The numbers of a register's entries, as generated lists print them.
  [[nodiscard]] Inlines code_list(std::string_view prefix,
                                  const std::vector<std::string>& numbers) const {
    Inlines inlines;
    for (const std::string& number : numbers) {
      if (!inlines.empty()) inlines.push_back(make_text(separator_));
      inlines.push_back(make_reference(fmt::format("{}-{}", prefix, number), "code"));
    }
    return inlines;
  }

  /// Areas of work: enablers, or concepts that are no entity of the plan.
  [[nodiscard]] Result<Inlines> area_list(const std::vector<std::string>& ids) const {
    Inlines inlines;
    for (const std::string& id : ids) {
      if (!inlines.empty()) inlines.push_back(make_text(separator_));
      if (context_.snapshot.entities.find(id) != nullptr) {
        inlines.push_back(make_reference(id, "full"));
      } else {
        HEXAPLA_TRY(std::string name, find_concept_name(context_, id));
        inlines.push_back(make_text(std::move(name)));
      }
    }
    return inlines;
  }

  Result<void> fill_links(Div& div, const std::string& initiative) const {
    const auto found = std::find_if(data_.links.begin(), data_.links.end(), [&](const auto& links) {
      return links.initiative == initiative;
    });
    if (found == data_.links.end()) {
      return fail(ErrorCode::Invalid, fmt::format("data/links.toml has no links of {}", initiative),
                  {}, "add a [[link]] table, or delete the empty div");
    }
    std::vector<model::TableRow> rows;
    if (found->enablers) {
      HEXAPLA_TRY(Inlines areas, area_list(*found->enablers));
      HEXAPLA_CHECK(add_link_row("link-enablers", std::move(areas), rows));
    }
    if (found->sdg) HEXAPLA_CHECK(add_link_row("sdg", code_list("SDG", *found->sdg), rows));
    if (found->wsis) HEXAPLA_CHECK(add_link_row("wsis", code_list("WSIS", *found->wsis), rows));
    if (found->goals) HEXAPLA_CHECK(add_link_row("goals", code_list("GOAL", *found->goals), rows));
    div.content = {make_table({{0.38, 0.62}, {}}, std::move(rows))};
    return {};
  }

  /// An empty list says that the field does not apply.
  Result<void> add_link_row(std::string_view name, Inlines values,
                            std::vector<model::TableRow>& rows) const {
    HEXAPLA_TRY(std::string head, label(name));
    if (values.empty()) {
      HEXAPLA_TRY(std::string none, label("not-applicable"));
      values = {make_text(std::move(none))};
    }
    rows.push_back({{}, {make_cell({make_text(std::move(head))}), make_cell(std::move(values))}});
    return {};
  }

  // --- figures -----------------------------------------------------------------------------------

  Result<TableShape> shape(std::vector<double> widths,
                           std::initializer_list<std::string_view> heads) const {
    TableShape result{std::move(widths), {}};
    for (const std::string_view name : heads) {
      HEXAPLA_TRY(std::string text, label(name));
      result.head.push_back({make_text(std::move(text))});
    }
    return result;
  }

  /// The name of the priority in the first row of its enablers only.
  static Inlines priority_name(const Enabler& enabler, std::string& last) {
    if (enabler.priority == last) return {};
    last = enabler.priority;
    return {make_reference(enabler.priority, "full")};
  }

  /// Resolutions by body, a line each: the body's name once, then the numbers.
  [[nodiscard]] Result<Inlines> resolution_lines(const std::vector<std::string>& ids) const {
    Inlines lines;
    std::string last;
    for (const std::string& id : ids) {
      const model::Entity* entity = context_.snapshot.entities.find(id);
      if (entity == nullptr) {
        return fail(ErrorCode::Invalid,
                    fmt::format("data/enablers.toml names no resolution {}", id), {},
                    "add it to data/registers.toml, or correct the number");
      }
      if (entity->body != last || lines.empty()) {
        if (!lines.empty()) lines.push_back({model::LineBreak{}});
        last = entity->body;
        HEXAPLA_TRY(std::string body, find_concept_short_name(context_, entity->body));
        lines.push_back(make_text(isolate(std::move(body), context_.locale) + "\u00A0"));
      } else {
        lines.push_back(make_text(separator_));
      }
      lines.push_back(make_text(entity->number));
    }
    return lines;
  }

  Result<void> add_matrix(Div& figure) {
    HEXAPLA_TRY(const TableShape columns,
                shape({0.26, 0.37, 0.37}, {"priority", "enabler", "resolutions"}));
    std::vector<model::TableRow> rows;
    std::string last;
    for (const Enabler& enabler : data_.enablers) {
      HEXAPLA_TRY(Inlines lines, resolution_lines(enabler.resolutions));
      HEXAPLA_TRY(Inlines name, matrix_name(enabler));
      rows.push_back({{},
                      {make_cell(priority_name(enabler, last)), make_cell(std::move(name)),
                       make_cell(std::move(lines))}});
    }
    span_labels(rows);
    figure.content.push_back(make_table(columns, std::move(rows)));
    return {};
  }

  /// The name with its status in words, which the draft shows by colour.
  [[nodiscard]] Result<Inlines> matrix_name(const Enabler& enabler) const {
    Inlines name{make_reference(enabler.id, "full")};
    if (enabler.status == "agreed") return name;
    return with_remark(std::move(name), "status-" + enabler.status);
  }

  Result<void> add_overview(Div& figure) {
    HEXAPLA_TRY(const TableShape columns,
                shape({0.17, 0.29, 0.24, 0.12, 0.18},
                      {"priority", "objective", "challenge", "sdg-short", "wsis-short"}));
    std::vector<model::TableRow> rows;
    for (const model::PriorityLinks& links : data_.priorities) {
      const Priority& priority = priorities_[links.id];
      rows.push_back({{},
                      {make_cell({make_reference(links.id, "full")}), make_cell(priority.objective),
                       make_cell(priority.challenge), make_cell(code_list("SDG", links.sdg)),
                       make_cell(code_list("WSIS", links.wsis))}});
    }
    figure.content.push_back(make_table(columns, std::move(rows)));
    return {};
  }

  Result<void> add_synergy(Div& figure) {
    const std::string region = figure.attributes.find("region").value_or("");
    HEXAPLA_TRY(const TableShape columns,
                shape({0.26, 0.34, 0.40}, {"priority", "enabler", "results"}));
    std::vector<model::TableRow> rows;
    std::string last;
    for (const Enabler& enabler : data_.enablers) {
      if (enabler.status == "proposed-priority") continue;
      HEXAPLA_TRY(Inlines cited, cited_results(enabler.id, region));
      if (enabler.status != "agreed" && !is_mapped(enabler.id)) continue;
      rows.push_back(
          {{},
           {make_cell(priority_name(enabler, last)),
            make_cell({make_reference(enabler.id, "full")}), make_cell(std::move(cited))}});
    }
    span_labels(rows);
    figure.content.push_back(make_table(columns, std::move(rows)));
    return {};
  }

  /// Whether an enabler that is not agreed stands in the maps of regions: in all, or in none.
  [[nodiscard]] bool is_mapped(const std::string& enabler) const {
    return std::any_of(
        data_.citations.begin(), data_.citations.end(),
        [&](const model::SynergyCitation& citation) { return citation.enabler == enabler; });
  }

  Result<Inlines> cited_results(const std::string& enabler, const std::string& region) const {
    Inlines inlines;
    for (const model::SynergyCitation& citation : data_.citations) {
      if (citation.enabler != enabler) continue;
      for (const std::string& id : citation.cites) {
        if (id.compare(0, region.size(), region) != 0) continue;
        if (!inlines.empty()) inlines.push_back(make_text(separator_));
        HEXAPLA_TRY(Inlines cited, cited_result(id, citation));
        std::move(cited.begin(), cited.end(), std::back_inserter(inlines));
      }
    }
    return inlines;
  }

  Result<Inlines> cited_result(const std::string& id,
                               const model::SynergyCitation& citation) const {
    const model::Entities& entities = context_.snapshot.entities;
    const model::Entity* entity = entities.find(id);
    if (entity == nullptr && citation.unresolved.empty()) {
      return fail(ErrorCode::Invalid,
                  fmt::format("data/citations.toml: {} cites {}, which does not exist",
                              citation.enabler, id),
                  {}, "correct the number, or say why with unresolved = \"reason\"");
    }
    if (entity == nullptr)
      return with_remark({make_text(isolate(id, context_.locale))}, "unresolved");
    const bool has_results = entity->kind == "initiative" && entities.find(id + ".1") != nullptr;
    if (!has_results) return Inlines{make_reference(id, "code")};
    return with_remark({make_reference(id, "code")}, "all-results");
  }

  /// "AFR2 (all results)", by the brackets of the language.
  [[nodiscard]] Result<Inlines> with_remark(Inlines inlines, std::string_view name) const {
    HEXAPLA_TRY(std::string remark, label(name));
    return format_around(context_.locale, {"label", "with-remark", "text"}, std::move(inlines),
                         {{"remark", std::move(remark)}});
  }

  /// A priority with a framework figure shows its results chain there and not a second time.
  Result<void> fill_framework(Div& div) {
    if (!div.attributes.has_class("priority")) return {};
    Div* figure = find_child(div.content, "framework");
    if (figure == nullptr || figure->content.empty()) return {};
    std::vector<model::TableRow> rows;
    for (const std::string_view name : kChain) {
      Div* level = find_child(div.content, name);
      if (level == nullptr || level->content.empty()) continue;
      HEXAPLA_TRY(std::string text, label(name));
      rows.push_back(
          {{}, {make_cell({make_text(std::move(text))}), make_cell(std::move(level->content))}});
    }
    // the notes of the figure stay below the table
    figure->content.insert(figure->content.begin() + 1,
                           make_table({{0.2, 0.8}, {}}, std::move(rows)));
    const auto is_chain = [](const Block& block) {
      const auto* each = std::get_if<Div>(&block.value);
      return each != nullptr &&
             std::any_of(kChain.begin(), kChain.end(),
                         [&](std::string_view name) { return each->attributes.has_class(name); });
    };
    div.content.erase(std::remove_if(div.content.begin(), div.content.end(), is_chain),
                      div.content.end());
    return {};
  }

  const model::Document& document_;
  const EditionContext& context_;
  const model::PublicationData& data_;
  std::string separator_;
  std::map<std::string, Priority> priorities_;
  Result<void> outcome_;
};

}  // namespace

Result<void> draw_figures(model::Document& document, const EditionContext& context) {
  return Drawer(document, context).run(document.blocks);
}

}  // namespace hexapla::publish
