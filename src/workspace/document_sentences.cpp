// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/document_sentences.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/model/slots.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/numbers.hpp"

namespace hexapla::workspace {
namespace {

/// Numbers by value and concepts: what a translation must have too.
std::vector<std::string> find_anchors(const std::string& text, const text::NumberFinder& numbers,
                                      const terms::Matcher& matcher) {
  std::vector<std::string> anchors;
  for (const text::Number& number : numbers.find(text)) {
    if (!number.is_soft && !number.values.empty())
      anchors.push_back(fmt::format("number {}", number.values.front()));
  }
  for (const terms::Match& match : matcher.find(text))
    anchors.push_back(fmt::format("concept {}", match.concept_entry->id));
  return anchors;
}

}  // namespace

Result<std::vector<alignment::Sentence>> list_sentences(const intake::Incoming& incoming,
                                                        const model::Locale& locale,
                                                        const text::Segmenter& segmenter,
                                                        const terms::Matcher& matcher) {
  model::Document document = incoming.document;
  const text::NumberFinder numbers(locale.number_rules);
  std::vector<alignment::Sentence> sentences;
  for (const model::UnitSlot& slot : model::find_slots(document, "document")) {
    const model::InlineText text = slot.content != nullptr ? model::to_inline_text(*slot.content)
                                                           : model::InlineText(*slot.meta_content);
    HEXAPLA_TRY(const std::vector<model::Segment> segments, model::to_segments(text, segmenter));
    bool begins_block = true;
    for (const model::Segment& segment : segments) {
      alignment::Sentence sentence;
      sentence.text = text::trim(text::fold_spaces(segment.source.plain()));
      if (segment.is_ignorable || sentence.text.empty()) continue;
      sentence.kind = slot.kind;
      sentence.begins_block = std::exchange(begins_block, false);
      sentence.anchors = find_anchors(sentence.text, numbers, matcher);
      sentences.push_back(std::move(sentence));
    }
  }
  return sentences;
}

}  // namespace hexapla::workspace
