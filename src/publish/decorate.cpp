// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/model/walk.hpp"
#include "hexapla/text/characters.hpp"
#include "hexapla/text/collation.hpp"
#include "hexapla/text/normalize.hpp"

#include "edition.hpp"

namespace hexapla::publish {
namespace {

using model::Block;
using model::Blocks;
using model::Div;
using model::Inlines;

/// Stands for content with markup while its pattern is formatted.
constexpr std::string_view kContentMark = "\uFFFC";

const Div* as_div(const Block& block, std::string_view class_name) {
  const Div* div = std::get_if<Div>(&block.value);
  return div != nullptr && div->attributes.has_class(class_name) ? div : nullptr;
}

Block make_div(std::string class_name, Blocks content) {
  Div div;
  div.attributes.classes = {std::move(class_name)};
  div.content = std::move(content);
  return {std::move(div)};
}

Block make_label(std::string text) {
  return make_div("label", {{model::Para{{{model::Str{std::move(text)}}}}}});
}

/// A word without what its language's order passes over.
std::string_view skip_prefix(std::string_view word, const model::Locale::Sorting& sorting) {
  const auto begins = [&](const std::string& prefix) {
    return word.substr(0, prefix.size()) == prefix;
  };
  if (std::any_of(sorting.keep.begin(), sorting.keep.end(), begins)) return word;
  const auto skipped = std::find_if(sorting.skip.begin(), sorting.skip.end(), begins);
  return skipped == sorting.skip.end() ? word : word.substr(skipped->size());
}

/// What a name is sorted by.
std::string make_sort_key(std::string_view name, const model::Locale::Sorting& sorting) {
  std::string key;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    if (at > 0) key += ' ';
    key += skip_prefix(name.substr(at, end - at), sorting);
    at = end + 1;
  }
  return key;
}

/// Walks with errors: the first one stops the work, not the walk.
class Decorator {
 public:
  Decorator(const model::Document& document, const EditionContext& context)
      : document_(document), context_(context) {}

  Result<void> run(Blocks& blocks) {
    model::for_each_blocks(blocks, [this](Blocks& each) {
      if (outcome_) outcome_ = decorate_sequence(each);
    });
    return std::move(outcome_);
  }

 private:
  Result<void> decorate_sequence(Blocks& blocks) {
    for (Block& block : blocks) {
      if (auto* heading = std::get_if<model::Heading>(&block.value)) number_heading(*heading);
      if (auto* div = std::get_if<Div>(&block.value)) HEXAPLA_CHECK(decorate_div(*div));
    }
    return sort_entries(blocks);
  }

  void number_heading(model::Heading& heading) {
    const model::Entity* entity = context_.snapshot.entities.find(heading.attributes.id);
    if (entity == nullptr || entity->kind != "section" || entity->number.empty()) return;
    put_number(heading, entity->number);
  }

  /// An initiative's heading begins with its code.
  static void add_code(Div& div) {
    auto* heading =
        div.content.empty() ? nullptr : std::get_if<model::Heading>(&div.content.front().value);
    if (heading != nullptr) put_number(*heading, div.attributes.id);
  }

  static void put_number(model::Heading& heading, const std::string& text) {
    model::Span number{{{}, {"section-number"}, {}}, {{model::Str{text}}}};
    heading.content.insert(heading.content.begin(), {{std::move(number)}, {model::Space{}}});
  }

  Result<void> decorate_div(Div& div) {
    if (div.attributes.has_class("entry")) return add_head_word(div);
    if (div.attributes.has_class("figure")) return number_caption(div, "figure");
    if (div.attributes.has_class("table")) return number_caption(div, "table");
    if (div.attributes.has_class("initiative")) add_code(div);
    add_label(div);
    return {};
  }

  /// The label of the div's class, unless the text brings its own lead before a list; a div with an
  /// id has a heading of its own.
  void add_label(Div& div) {
    if (!div.attributes.id.empty() || div.content.empty() || has_lead(div)) return;
    for (const std::string& name : div.attributes.classes) {
      auto label = find_label(document_, name);
      if (!label) continue;
      div.content.insert(div.content.begin(), make_label(*std::move(label)));
      return;
    }
  }

  static bool has_lead(const Div& div) {
    const auto is_list = [](const Block& block) {
      return std::holds_alternative<model::OrderedList>(block.value) ||
             std::holds_alternative<model::BulletList>(block.value);
    };
    return std::holds_alternative<model::Para>(div.content.front().value) &&
           std::any_of(div.content.begin(), div.content.end(), is_list);
  }

  Result<void> add_head_word(Div& div) {
    const auto concept_id = div.attributes.find("concept");
    auto* const own =
        div.content.empty() ? nullptr : std::get_if<model::Heading>(&div.content.front().value);
    if (!concept_id && own != nullptr) {  // an imported entry brings its head word
      own->attributes.classes = {"head-word", "unnumbered", "unlisted"};
      return {};
    }
    if (!concept_id) {
      return fail(ErrorCode::Invalid,
                  fmt::format("glossary entry {} names no concept", div.attributes.id), {},
                  "add concept=ID to the entry's div");
    }
    HEXAPLA_TRY(std::string name, find_concept_name(context_, *concept_id));
    HEXAPLA_TRY(const std::string head_word,
                with_abbreviation(text::capitalize(name, context_.language), *concept_id));
    model::Heading heading{
        2, {{}, {"head-word", "unnumbered", "unlisted"}, {}}, {{model::Str{head_word}}}};
    div.content.insert(div.content.begin(), Block{std::move(heading)});
    return {};
  }

  Result<std::string> with_abbreviation(std::string name, const std::string& concept_id) const {
    const model::Concept* entry = context_.snapshot.glossary.find(concept_id);
    const model::Term* abbreviation = entry->find_abbreviation(context_.language);
    if (abbreviation == nullptr) return name;
    return format_label(context_.locale, "label", "abbreviated",
                        {{"name", std::move(name)}, {"abbreviation", abbreviation->text}});
  }

  Result<void> number_caption(Div& div, std::string_view kind) {
    const model::Entity* entity = context_.snapshot.entities.find(div.attributes.id);
    auto* caption =
        div.content.empty() ? nullptr : std::get_if<model::Para>(&div.content.front().value);
    if (entity == nullptr || caption == nullptr) {
      return fail(ErrorCode::Invalid,
                  fmt::format("{} {} has no caption or no id", kind, div.attributes.id), {},
                  "give the div an id and a first paragraph");
    }
    HEXAPLA_TRY(Inlines line,
                format_around(context_.locale, {"caption", kind, "caption"},
                              std::move(caption->content), {{"number", entity->number}}));
    div.content.front() = make_div("caption", {{model::Para{std::move(line)}}});
    return {};
  }

  /// Neighbouring glossary entries in the language's own order.
  Result<void> sort_entries(Blocks& blocks) {
    const auto is_entry = [](const Block& block) { return as_div(block, "entry") != nullptr; };
    for (auto begin = std::find_if(blocks.begin(), blocks.end(), is_entry);
         begin != blocks.end();) {
      const auto end = std::find_if_not(begin, blocks.end(), is_entry);
      std::vector<std::string> names;
      std::transform(begin, end, std::back_inserter(names), [](const Block& block) {
        const auto& heading =
            std::get<model::Heading>(std::get<Div>(block.value).content.front().value);
        return model::to_plain_text(heading.content);
      });
      HEXAPLA_TRY(const std::vector<std::size_t> order, sort_names(names, context_.locale));
      Blocks sorted;
      for (const std::size_t index : order)
        sorted.push_back(std::move(*(begin + static_cast<std::ptrdiff_t>(index))));
      std::move(sorted.begin(), sorted.end(), begin);
      begin = std::find_if(end, blocks.end(), is_entry);
    }
    return {};
  }

  const model::Document& document_;
  const EditionContext& context_;
  Result<void> outcome_;
};

}  // namespace

Result<std::string> find_concept_name(const EditionContext& context, std::string_view concept_id) {
  const model::Concept* entry = context.snapshot.glossary.find(concept_id);
  if (entry == nullptr) {
    return fail(ErrorCode::Invalid, fmt::format("the term base has no concept {}", concept_id), {},
                "add it, or correct the name");
  }
  const model::Term* name = entry->find_name(context.language);
  if (name == nullptr) {
    return fail(
        ErrorCode::Invalid,
        fmt::format("the term base has no {} term for concept {}", context.language, concept_id),
        {entry->file}, "add a term in that language");
  }
  return name->text;
}

Result<std::string> find_concept_short_name(const EditionContext& context,
                                            std::string_view concept_id) {
  const model::Concept* entry = context.snapshot.glossary.find(concept_id);
  const model::Term* abbreviation =
      entry == nullptr ? nullptr : entry->find_abbreviation(context.language);
  if (abbreviation != nullptr) return abbreviation->text;
  return find_concept_name(context, concept_id);
}

Result<Inlines> format_around(const model::Locale& locale, const PatternPlace& place,
                              Inlines content, text::Arguments arguments) {
  arguments.insert_or_assign(std::string(place.argument), std::string(kContentMark));
  HEXAPLA_TRY(const std::string printed,
              format_label(locale, place.section, place.kind, arguments));
  const std::size_t mark = printed.find(kContentMark);
  if (mark == std::string::npos) {
    return fail(ErrorCode::Configuration,
                fmt::format("the pattern {}.{} of {} has no {{{}}}", place.section, place.kind,
                            locale.language, place.argument));
  }
  Inlines line;
  if (mark > 0) line.push_back({model::Str{printed.substr(0, mark)}});
  std::move(content.begin(), content.end(), std::back_inserter(line));
  if (std::string rest = printed.substr(mark + kContentMark.size()); !rest.empty())
    line.push_back({model::Str{std::move(rest)}});
  return line;
}

Result<std::vector<std::size_t>> sort_names(const std::vector<std::string>& names,
                                            const model::Locale& locale) {
  std::vector<std::string> keys;
  keys.reserve(names.size());
  for (const std::string& name : names) keys.push_back(make_sort_key(name, locale.sorting));
  return text::collation_order(keys, locale.collation);
}

bool is_code_hyphen(std::string_view text, std::size_t at) {
  const auto is_code = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return at > 0 && at + 1 < text.size() && text[at] == '-' && is_code(text[at - 1]) &&
         is_code(text[at + 1]);
}

std::vector<std::size_t> find_slash_breaks(std::string_view text) {
  const auto is_letter = [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
  };
  std::vector<std::size_t> breaks;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '/' && is_letter(text[i - 1]) && is_letter(text[i + 1])) breaks.push_back(i + 1);
  }
  return breaks;
}

std::string isolate(std::string text, const model::Locale& locale) {
  if (locale.direction != "rtl" || !text::is_left_to_right(text)) return text;
  return fmt::format("\u2066{}\u2069", text);
}

Result<std::string> format_label(const model::Locale& locale, std::string_view section,
                                 std::string_view kind, const text::Arguments& arguments) {
  const std::string* pattern = locale.find_message(section, kind);
  if (pattern == nullptr) {
    return fail(ErrorCode::Configuration,
                fmt::format("messages.toml of {} has no {}.{}", locale.language, section, kind), {},
                "add the pattern");
  }
  return text::format_message(*pattern, locale.language, arguments);
}

Result<void> decorate(model::Document& document, const EditionContext& context) {
  return Decorator(document, context).run(document.blocks);
}

}  // namespace hexapla::publish
