// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/model/document.hpp"
#include "hexapla/model/references.hpp"
#include "hexapla/text/messages.hpp"
#include "hexapla/workspace/workspace.hpp"

/// The steps of `assemble`, in order: fill, draw, decorate, render references, front matter.
namespace hexapla::publish {

/// What every step of one edition looks at.
struct EditionContext {
  const workspace::Snapshot& snapshot;
  std::string language;
  const model::Locale& locale;
  const model::Locale& source_locale;
  bool is_draft = false;

  [[nodiscard]] bool is_source() const { return language == source_locale.language; }
  [[nodiscard]] model::ReferenceWords words(std::string title) const {
    return {&locale, &snapshot.glossary, std::move(title)};
  }
};

/// A concept's name in the edition's language; Invalid, naming concept and language, where the term
/// base has none.
[[nodiscard]] Result<std::string> find_concept_name(const EditionContext& context,
                                                    std::string_view concept_id);

/// The same, shorter where the term base has an abbreviation of it.
[[nodiscard]] Result<std::string> find_concept_short_name(const EditionContext& context,
                                                          std::string_view concept_id);

/// A pattern of the locale with its arguments. Configuration where the locale lacks it.
[[nodiscard]] Result<std::string> format_label(const model::Locale& locale,
                                               std::string_view section, std::string_view kind,
                                               const text::Arguments& arguments = {});

/// A pattern whose `argument` holds markup.
struct PatternPlace {
  std::string_view section;
  std::string_view kind;
  std::string_view argument;
};
/// The pattern with `content` in the place of its argument. Configuration where the locale lacks
/// the pattern, or the pattern the argument.
[[nodiscard]] Result<model::Inlines> format_around(const model::Locale& locale,
                                                   const PatternPlace& place,
                                                   model::Inlines content,
                                                   text::Arguments arguments = {});

/// A code or number that reads from left to right, kept together within right-to-left text and
/// without effect on what stands beside it (UAX 9, LRI and PDI); other text as it is.
[[nodiscard]] std::string isolate(std::string text, const model::Locale& locale);

/// Indexes into `names` in the order of the locale's lists: its collation, with what `[sorting]`
/// passes over left out. Configuration where the collation is unknown.
[[nodiscard]] Result<std::vector<std::size_t>> sort_names(const std::vector<std::string>& names,
                                                          const model::Locale& locale);

/// Whether the byte at `at` is a hyphen within a code or a range of numbers, which a line end must
/// not tear: NET-2030, TDAG-WG-SOP, 2020-2023.
[[nodiscard]] bool is_code_hyphen(std::string_view text, std::size_t at);

/// Where a word in a narrow cell may be parted: behind each slash between letters
/// ("telecommunications/ICT"). Offsets in bytes.
[[nodiscard]] std::vector<std::size_t> find_slash_breaks(std::string_view text);

/// Bodies of figures and lists that the source leaves empty, since they are data (decisions.md,
/// Source files and Data). Invalid, naming file and identifier, where data name what is not there.
[[nodiscard]] Result<void> draw_figures(model::Document& document, const EditionContext& context);

/// The printed glossary (`.term-list`) and list of abbreviations (`.abbreviation-list`): every
/// concept of the term bases, a column for each language of the workspace.
[[nodiscard]] Result<void> fill_word_lists(model::Document& document,
                                           const EditionContext& context);

/// Numbers, labels, head words and captions: what the source does not spell out (decisions.md,
/// Source files, Words).
[[nodiscard]] Result<void> decorate(model::Document& document, const EditionContext& context);

/// Puts the printed text in the place of every reference; links where the edition holds the place.
[[nodiscard]] Result<void> render_references(model::Document& document,
                                             const EditionContext& context);

/// Turns the masthead's metadata into what templates print: lang, dir, title, front rows with
/// labels, tool labels.
[[nodiscard]] Result<void> prepare_front(model::Document& document, const EditionContext& context);

/// The rows of the title page that prepare_front made, and single strings; empty where there is
/// none.
struct FrontRow {
  std::string label;
  std::string text;
};
[[nodiscard]] std::vector<FrontRow> find_front_rows(const model::Document& document);
[[nodiscard]] std::string find_meta_text(const model::Document& document, std::string_view key);

/// The text of `labels.NAME` of the masthead, or nothing.
[[nodiscard]] std::optional<std::string> find_label(const model::Document& document,
                                                    std::string_view name);

}  // namespace hexapla::publish
