// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/model/walk.hpp"

#include "edition.hpp"
#include "tables.hpp"

namespace hexapla::publish {
namespace {

using model::Blocks;
using model::Concept;
using model::Div;
using model::Inlines;
using model::Term;

/// Marks a term that waits for approval.
constexpr std::string_view kProposed = "*";

/// Fills `.term-list` and `.abbreviation-list`: one row a concept, one column a language, the
/// edition's own first and in its order.
class WordLists {
 public:
  explicit WordLists(const EditionContext& context) : context_(context), columns_{&context.locale} {
    for (const std::string& language : context.snapshot.all_languages) {
      const auto locale = context.snapshot.locales.find(language);
      if (language != context.language && locale != context.snapshot.locales.end())
        columns_.push_back(&locale->second);
    }
  }

  Result<void> run(Blocks& blocks) {
    model::for_each_blocks(blocks, [this](Blocks& each) {
      for (model::Block& block : each) {
        auto* div = std::get_if<Div>(&block.value);
        if (div == nullptr || !outcome_) continue;
        if (div->attributes.has_class("term-list")) outcome_ = fill_terms(*div);
        if (div->attributes.has_class("abbreviation-list")) outcome_ = fill_abbreviations(*div);
      }
    });
    return std::move(outcome_);
  }

 private:
  /// Concepts that `is_listed` takes, by what `key` says in the order of the edition's language.
  Result<std::vector<const Concept*>> sort_concepts(
      const std::function<bool(const Concept&)>& is_listed,
      const std::function<std::string(const Concept&)>& key) const {
    std::vector<const Concept*> listed;
    std::vector<std::string> keys;
    for (const Concept& entry : context_.snapshot.glossary.concepts) {
      if (!is_listed(entry)) continue;
      listed.push_back(&entry);
      keys.push_back(key(entry));
    }
    HEXAPLA_TRY(const std::vector<std::size_t> order, sort_names(keys, context_.locale));
    std::vector<const Concept*> sorted;
    sorted.reserve(order.size());
    for (const std::size_t at : order) sorted.push_back(listed[at]);
    return sorted;
  }

  [[nodiscard]] std::string own_name(const Concept& entry) const {
    const Term* name = entry.find_name(context_.language);
    return name == nullptr ? entry.id : name->text;
  }

  static std::string marked(const Term& term) {
    return term.status == model::TermStatus::Proposed ? fmt::format("{}{}", term.text, kProposed)
                                                      : term.text;
  }

  Result<void> fill_terms(Div& div) const {
    HEXAPLA_TRY(const std::vector<const Concept*> entries,
                sort_concepts([](const Concept&) { return true; },
                              [this](const Concept& entry) { return own_name(entry); }));
    return fill(div, entries, [this](const Concept& entry, const model::Locale& locale) {
      return term_cell(entry, locale);
    });
  }

  Result<void> fill_abbreviations(Div& div) const {
    const auto has_abbreviation = [this](const Concept& entry) {
      return std::any_of(columns_.begin(), columns_.end(), [&](const model::Locale* locale) {
        return entry.find_abbreviation(locale->language) != nullptr;
      });
    };
    const auto key = [this](const Concept& entry) {
      const Term* abbreviation = entry.find_abbreviation(context_.language);
      return abbreviation == nullptr ? own_name(entry) : abbreviation->text;
    };
    HEXAPLA_TRY(const std::vector<const Concept*> entries, sort_concepts(has_abbreviation, key));
    return fill(div, entries, [](const Concept& entry, const model::Locale& locale) {
      return Result<Inlines>(abbreviation_cell(entry, locale));
    });
  }

  using CellText = std::function<Result<Inlines>(const Concept&, const model::Locale&)>;

  Result<void> fill(Div& div, const std::vector<const Concept*>& entries,
                    const CellText& text) const {
    TableShape shape;
    for (const model::Locale* locale : columns_) {
      shape.widths.push_back(1.0 / static_cast<double>(columns_.size()));
      HEXAPLA_TRY(std::string name, format_label(*locale, "language", locale->language));
      shape.head.push_back({in_language({make_text(std::move(name))}, *locale)});
    }
    const bool has_definitions = div.attributes.has_class("term-list");
    shape.row_heads = has_definitions ? 0 : 1;
    std::vector<model::TableRow> rows;
    for (const Concept* entry : entries) {
      model::TableRow row;
      for (const model::Locale* locale : columns_) {
        HEXAPLA_TRY(Inlines content, text(*entry, *locale));
        row.cells.push_back(language_cell(std::move(content), *locale));
      }
      rows.push_back(std::move(row));
      if (has_definitions) add_definition(*entry, rows);
    }
    div.content.push_back(make_table(shape, std::move(rows)));
    return {};
  }

  static model::Attributes language_attributes(const model::Locale& locale) {
    return {{}, {}, {{"lang", locale.tag}, {"dir", locale.direction}}};
  }

  static model::Inline in_language(Inlines content, const model::Locale& locale) {
    return {model::Span{language_attributes(locale), std::move(content)}};
  }

  static model::TableCell language_cell(Inlines content, const model::Locale& locale) {
    Div text{language_attributes(locale), {make_line({in_language(std::move(content), locale)})}};
    return make_cell(Blocks{{std::move(text)}});
  }

  [[nodiscard]] Result<Inlines> term_cell(const Concept& entry, const model::Locale& locale) const {
    const Term* name = entry.find_name(locale.language);
    if (name == nullptr) return Inlines{make_text("\u2014")};
    std::string text = marked(*name);
    const Term* abbreviation = entry.find_abbreviation(locale.language);
    if (abbreviation != nullptr && abbreviation != name) {
      HEXAPLA_TRY(text, format_label(locale, "label", "abbreviated",
                                     {{"name", text}, {"abbreviation", abbreviation->text}}));
    }
    model::Inline word = make_text(std::move(text));
    if (&locale != columns_.front()) return Inlines{std::move(word)};
    return Inlines{{model::Styled{model::Style::Strong, {std::move(word)}}}};
  }

  static Inlines abbreviation_cell(const Concept& entry, const model::Locale& locale) {
    const Term* abbreviation = entry.find_abbreviation(locale.language);
    const Term* name = entry.find_name(locale.language);
    Inlines inlines;
    if (abbreviation != nullptr)
      inlines.push_back({model::Styled{model::Style::Strong, {make_text(marked(*abbreviation))}}});
    if (name == abbreviation) return inlines;
    if (abbreviation != nullptr) inlines.push_back({model::LineBreak{}});
    inlines.push_back(make_text(name == nullptr ? "\u2014" : marked(*name)));
    return inlines;
  }

  /// What the concept is, across the whole row, with its source.
  void add_definition(const Concept& entry, std::vector<model::TableRow>& rows) const {
    const auto language = entry.languages.find(context_.language);
    if (language == entry.languages.end() || language->second.definition.empty()) return;
    std::string text = language->second.definition;
    if (!language->second.definition_source.empty())
      text += fmt::format(" [{}]", language->second.definition_source);
    model::TableCell cell = make_cell(Inlines{make_text(std::move(text))});
    cell.column_span = static_cast<std::int64_t>(columns_.size());
    cell.attributes.classes = {"definition"};
    rows.push_back({{}, {std::move(cell)}});
  }

  const EditionContext& context_;
  std::vector<const model::Locale*> columns_;
  Result<void> outcome_;
};

}  // namespace

Result<void> fill_word_lists(model::Document& document, const EditionContext& context) {
  return WordLists(context).run(document.blocks);
}

}  // namespace hexapla::publish
