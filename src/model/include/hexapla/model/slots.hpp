// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/model/document.hpp"
#include "hexapla/model/inline_text.hpp"
#include "hexapla/model/unit.hpp"
#include "hexapla/text/segmentation.hpp"

/// Units in a document: where they stand, and how inlines become text with codes and back. One walk
/// serves extraction (sync) and assembly (publish), so both see the same units in the same order.
namespace hexapla::model {

/// A place in a document that holds the text of one unit (decisions.md, Unit id).
struct UnitSlot {
  std::string
      prefix;  ///< innermost div, table, figure or section id, else the part's name without number
  std::string
      kind;  ///< heading para item cell term definition alt line caption lead objective results
             ///< ... note; for metadata the key ("meta.labels.objective" is the whole id)
  std::vector<std::string> groups;  ///< explicit ids around it, outermost first
  std::string name;   ///< printed code of an initiative's heading or a result (AFR1, AFR1.2)
  std::string place;  ///< for translators: "paragraph in glossary entry “outcome”", no numbers
  std::optional<std::size_t> max_characters;  ///< max-characters=N of the div or heading
  Inlines* content = nullptr;                 ///< in the document given; null for metadata strings
  std::string* meta_content = nullptr;        ///< a metadata string
  std::optional<std::size_t>
      parent;  ///< of a note or image alternative: index of the slot whose code it is
  std::size_t parent_code = 0;  ///< and which of its codes, from 0
  bool translate = true;
  std::optional<SourceRange> position;
};

/// Every unit slot of a document in reading order: a unit's notes and alternatives right after it.
/// Slots without text of their own (references, numbers or codes alone) are left out. Pointers stay
/// valid while `document` is not changed but through them.
[[nodiscard]] std::vector<UnitSlot> find_slots(Document& document, std::string_view part);

/// Inlines as text with codes "1", "2", ... in order of first appearance (decisions.md, Inline
/// codes). Soft breaks are spaces, none between Han. A code's sub_flows stays empty.
[[nodiscard]] InlineText to_inline_text(const Inlines& inlines);

/// The inlines of a translation: words from `text`, and for each of its codes the inline of
/// `source` that the code stands for; `source_text` tells which (its n-th code is the n-th inline
/// of `source`). Notes and images keep the content that they have in `source`; codes that
/// `source_text` lacks are dropped. A reference becomes an empty Span with attribute ref=ID and
/// class "full" or "code" for these forms; a worded one keeps its words in the Span.
[[nodiscard]] Inlines to_inlines(const InlineText& text, const Inlines& source,
                                 const InlineText& source_text);

/// Cuts a text into segments s1, s2, ... with ignorables for the white space between them; a note
/// call or closing mark after the full stop belongs to the sentence before. Fails as
/// Segmenter::find_breaks does.
[[nodiscard]] Result<std::vector<Segment>> to_segments(const InlineText& text,
                                                       const text::Segmenter& segmenter);

/// All segments' sources (or targets) joined, ignorables included for the source.
[[nodiscard]] InlineText join_source(const Unit& unit);
/// The targets joined with `separator` between sentences; nothing where a segment has no target.
[[nodiscard]] std::optional<InlineText> join_target(const Unit& unit, std::string_view separator);

}  // namespace hexapla::model
