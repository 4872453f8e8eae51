// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "hexapla/alignment/align.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/intake/incoming.hpp"
#include "hexapla/model/inline_text.hpp"
#include "hexapla/model/locale.hpp"
#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/segmentation.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

/// The sentences of a text in reading order, ready to be aligned: each block's kind, numbers by
/// value and the glossary's concepts as anchors.
struct DocumentSentences {
  std::vector<alignment::Sentence> sentences;
  std::vector<model::InlineText> texts;  ///< of each, with its codes
};

/// Those of a document. Fails as Segmenter::find_breaks does.
[[nodiscard]] Result<DocumentSentences> list_sentences(const intake::Incoming& incoming,
                                                       const model::Locale& locale,
                                                       const text::Segmenter& segmenter,
                                                       const terms::Matcher& matcher);

/// A segment in the parts of a publication, by indexes.
struct SegmentPlace {
  std::size_t part = 0;
  std::size_t unit = 0;
  std::size_t segment = 0;
};
struct SegmentSentences {
  DocumentSentences text;
  std::vector<SegmentPlace> places;  ///< of each
};

/// Those of segment files' sources: a sentence a segment.
[[nodiscard]] SegmentSentences list_sentences(const std::vector<SegmentPart>& parts,
                                              const model::Locale& locale,
                                              const terms::Matcher& matcher);

}  // namespace hexapla::workspace
