// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/model/slots.hpp"
#include "hexapla/model/walk.hpp"
#include "hexapla/publish/publish.hpp"

#include "edition.hpp"

namespace hexapla::publish {
namespace {

using model::Inlines;
using model::InlineText;
using model::Unit;
using model::UnitSlot;

using UnitsById = std::map<std::string_view, const Unit*>;

/// One part on its way: its registry and, in a translation, the units of the target file.
struct PartSource {
  const workspace::SourcePart& source;
  const workspace::SegmentPart& registry;
  UnitsById targets;
};

bool has_text(const model::Segment& segment) {
  return segment.is_ignorable || model::has_target_text(segment);
}

/// Whether every pair of codes of the unit opens and closes within one segment.
bool pairs_stay_in_segments(const Unit& unit) {
  return std::all_of(unit.segments.begin(), unit.segments.end(), [](const model::Segment& segment) {
    int depth = 0;
    for (const model::InlineCode& code : segment.source.codes()) {
      if (code.role == model::CodeRole::Open) ++depth;
      if (code.role == model::CodeRole::Close && --depth < 0) return false;
    }
    return depth == 0;
  });
}

/// Source text in a translation: visibly marked and tagged with its own language.
Inlines mark_untranslated(Inlines content, const EditionContext& context) {
  model::Span span;
  span.attributes.classes = {"untranslated"};
  span.attributes.values = {{"lang", context.source_locale.tag},
                            {"dir", context.source_locale.direction}};
  span.content = std::move(content);
  return {{std::move(span)}};
}

/// A unit that is not wholly translated, for a draft: sentence by sentence where its codes allow
/// it.
Inlines draft_inlines(const Unit& unit, const Inlines& original, const EditionContext& context) {
  const bool has_some =
      std::any_of(unit.segments.begin(), unit.segments.end(), model::has_target_text);
  const InlineText source_text = model::join_source(unit);
  if (!has_some || !pairs_stay_in_segments(unit)) {
    return mark_untranslated(model::to_inlines(source_text, original, source_text), context);
  }
  Inlines result;
  for (const model::Segment& segment : unit.segments) {
    if (segment.is_ignorable) continue;
    if (!result.empty() && !context.locale.sentence_separator.empty()) {
      result.push_back({model::Str{context.locale.sentence_separator}});
    }
    Inlines sentence =
        has_text(segment)
            ? model::to_inlines(*segment.target, original, source_text)
            : mark_untranslated(model::to_inlines(segment.source, original, source_text), context);
    std::move(sentence.begin(), sentence.end(), std::back_inserter(result));
  }
  return result;
}

Result<Inlines> unit_inlines(const Unit& registered, const Inlines& original,
                             const PartSource& part, const EditionContext& context) {
  const InlineText source_text = model::join_source(registered);
  if (context.is_source()) return model::to_inlines(source_text, original, source_text);
  const auto found = part.targets.find(registered.id);
  const Unit& unit = found == part.targets.end() ? registered : *found->second;
  if (std::all_of(unit.segments.begin(), unit.segments.end(), has_text)) {
    const auto target = model::join_target(unit, context.locale.sentence_separator);
    if (target) return model::to_inlines(*target, original, source_text);
  }
  if (context.is_draft) return draft_inlines(unit, original, context);
  return fail(ErrorCode::Refused,
              fmt::format("unit {} has no translation into {}", registered.id, context.language),
              {part.source.file.name}, "translate it, or publish with --draft");
}

tl::unexpected<Error> out_of_date(const PartSource& part, std::size_t line) {
  return fail(ErrorCode::Refused, "the source changed since the last sync",
              {part.source.file.name, line}, "run hexapla sync, then publish again");
}

std::size_t line_of(const UnitSlot& slot) { return slot.position ? slot.position->begin_line : 0; }

/// Meta strings have no inlines of their own: they go through a sequence of one.
Inlines slot_inlines(const UnitSlot& slot) {
  return slot.content != nullptr ? *slot.content : Inlines{{model::Str{*slot.meta_content}}};
}

void fill_slot(const UnitSlot& slot, Inlines content) {
  if (slot.content != nullptr) {
    *slot.content = std::move(content);
  } else {
    *slot.meta_content = model::to_plain_text(content);
  }
}

/// Replaces each unit's inlines by the language's. From the last to the first: a note lies inside
/// its parent, and must be translated before the parent takes it over.
Result<void> fill_units(model::Document& document, const PartSource& part,
                        const EditionContext& context) {
  const std::vector<UnitSlot> slots = model::find_slots(document, part.source.part);
  const std::vector<Unit>& units = part.registry.segments.units;
  for (std::size_t i = 0; i < std::min(slots.size(), units.size()); ++i) {
    const std::string live = model::to_inline_text(slot_inlines(slots[i])).canonical();
    // a code that came later has a higher id than its neighbours
    if (live != model::with_plain_code_ids(model::join_source(units[i])).canonical())
      return out_of_date(part, line_of(slots[i]));
  }
  if (slots.size() != units.size()) return out_of_date(part, 0);
  for (std::size_t i = slots.size(); i-- > 0;) {
    HEXAPLA_TRY(Inlines content, unit_inlines(units[i], slot_inlines(slots[i]), part, context));
    fill_slot(slots[i], std::move(content));
  }
  return {};
}

/// Numbers paragraphs through the whole edition where the publication asks for it: by unit, so that
/// every language has the same number at the same paragraph.
void number_paragraphs(model::Document& document, const workspace::SourcePart& part,
                       std::size_t& last) {
  for (const UnitSlot& slot : model::find_slots(document, part.part)) {
    if (slot.kind != "para" || slot.parent || slot.content == nullptr) continue;
    model::Span number{{{}, {"paragraph-number"}, {}}, {{model::Str{fmt::format("{}.", ++last)}}}};
    slot.content->insert(slot.content->begin(), {{std::move(number)}, {model::Str{"\u00A0"}}});
  }
}

UnitsById index_units(const std::vector<workspace::SegmentPart>& parts, std::string_view name) {
  UnitsById result;
  for (const workspace::SegmentPart& part : parts) {
    if (part.part != name) continue;
    for (const Unit& unit : part.segments.units) result.emplace(unit.id, &unit);
  }
  return result;
}

const workspace::SegmentPart* find_part(const std::vector<workspace::SegmentPart>& parts,
                                        std::string_view name) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.part == name; });
  return found == parts.end() ? nullptr : &*found;
}

Result<model::Document> fill_parts(const EditionContext& context) {
  const workspace::Snapshot& snapshot = context.snapshot;
  model::Document edition;
  std::size_t paragraphs = 0;
  const auto language = snapshot.languages.find(context.language);
  for (const workspace::SourcePart& source : snapshot.sources) {
    const workspace::SegmentPart* registry = find_part(snapshot.registry, source.part);
    if (registry == nullptr) {
      return fail(ErrorCode::Refused, "this part was never synced", {source.file.name},
                  "run hexapla sync");
    }
    PartSource part{source, *registry, {}};
    if (language != snapshot.languages.end())
      part.targets = index_units(language->second, source.part);
    model::Document document = source.document;
    HEXAPLA_CHECK(fill_units(document, part, context));
    if (snapshot.publication->configuration.paragraph_numbers)
      number_paragraphs(document, source, paragraphs);
    edition.meta.merge(document.meta);
    std::move(document.blocks.begin(), document.blocks.end(), std::back_inserter(edition.blocks));
  }
  return edition;
}

}  // namespace

Result<model::Document> assemble(const workspace::Snapshot& snapshot, std::string_view language,
                                 bool is_draft) {
  const auto locale = snapshot.locales.find(language);
  const auto source = snapshot.locales.find(snapshot.publication->configuration.source_language);
  const EditionContext context{snapshot, std::string(language), locale->second, source->second,
                               is_draft};
  HEXAPLA_TRY(model::Document edition, fill_parts(context));
  // References that stand where no unit is (a heading that is nothing else) get the form of all
  // others.
  model::for_each_inlines(edition.blocks, [](Inlines& inlines) {
    const InlineText text = model::to_inline_text(inlines);
    inlines = model::to_inlines(text, inlines, text);
  });
  HEXAPLA_CHECK(draw_figures(edition, context));
  HEXAPLA_CHECK(fill_word_lists(edition, context));
  HEXAPLA_CHECK(decorate(edition, context));
  HEXAPLA_CHECK(render_references(edition, context));
  HEXAPLA_CHECK(prepare_front(edition, context));
  return edition;
}

}  // namespace hexapla::publish
