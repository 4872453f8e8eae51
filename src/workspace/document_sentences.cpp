// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/document_sentences.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/model/slots.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/numbers.hpp"

namespace hexapla::workspace {
namespace {

/// Takes sentences, and finds what a translation of them must have too.
class SentenceList {
 public:
  SentenceList(const model::Locale& locale, const terms::Matcher& matcher)
      : numbers_(locale.number_rules), matcher_(matcher) {}

  /// False for one that has no words.
  bool add(const model::InlineText& text, const std::string& kind, bool begins_block) {
    alignment::Sentence sentence;
    sentence.text = text::trim(text::fold_spaces(text.plain()));
    if (sentence.text.empty()) return false;
    sentence.kind = kind;
    sentence.begins_block = begins_block;
    sentence.anchors = find_anchors(sentence.text);
    list_.sentences.push_back(std::move(sentence));
    list_.texts.push_back(text);
    return true;
  }
  DocumentSentences take() { return std::move(list_); }

 private:
  [[nodiscard]] std::vector<std::string> find_anchors(const std::string& text) const {
    std::vector<std::string> anchors;
    for (const text::Number& number : numbers_.find(text)) {
      if (!number.is_soft && !number.values.empty())
        anchors.push_back(fmt::format("number {}", number.values.front()));
    }
    for (const terms::Match& match : matcher_.find(text))
      anchors.push_back(fmt::format("concept {}", match.concept_entry->id));
    return anchors;
  }

  text::NumberFinder numbers_;
  const terms::Matcher& matcher_;
  DocumentSentences list_;
};

/// PREFIX.KIND.NUMBER, "meta.KEY": what the slot of a unit was called.
std::string kind_of(const std::string& id) {
  if (id.starts_with("meta.")) return id;
  const std::size_t number = id.rfind('.');
  if (number == std::string::npos || number == 0) return id;
  const std::size_t kind = id.rfind('.', number - 1);
  const std::size_t begin = kind == std::string::npos ? 0 : kind + 1;
  return id.substr(begin, number - begin);
}

}  // namespace

Result<DocumentSentences> list_sentences(const intake::Incoming& incoming,
                                         const model::Locale& locale,
                                         const text::Segmenter& segmenter,
                                         const terms::Matcher& matcher) {
  model::Document document = incoming.document;
  SentenceList list(locale, matcher);
  for (const model::UnitSlot& slot : model::find_slots(document, "document")) {
    const model::InlineText text = slot.content != nullptr ? model::to_inline_text(*slot.content)
                                                           : model::InlineText(*slot.meta_content);
    HEXAPLA_TRY(const std::vector<model::Segment> segments, model::to_segments(text, segmenter));
    bool begins_block = true;
    for (const model::Segment& segment : segments) {
      if (!segment.is_ignorable && list.add(segment.source, slot.kind, begins_block))
        begins_block = false;
    }
  }
  return list.take();
}

SegmentSentences list_sentences(const std::vector<SegmentPart>& parts, const model::Locale& locale,
                                const terms::Matcher& matcher) {
  SegmentSentences result;
  SentenceList list(locale, matcher);
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const std::vector<model::Unit>& units = parts[part].segments.units;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      bool begins_block = true;
      for (std::size_t i = 0; i < units[unit].segments.size(); ++i) {
        const model::Segment& segment = units[unit].segments[i];
        if (segment.is_ignorable ||
            !list.add(segment.source, kind_of(units[unit].id), begins_block))
          continue;
        begins_block = false;
        result.places.push_back({part, unit, i});
      }
    }
  }
  result.text = list.take();
  return result;
}

}  // namespace hexapla::workspace
