// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hexapla/alignment/align.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/intake/incoming.hpp"
#include "hexapla/model/locale.hpp"
#include "hexapla/terms/matcher.hpp"
#include "hexapla/text/segmentation.hpp"

namespace hexapla::workspace {

/// The sentences of a document in reading order, ready to be aligned: each block's kind, numbers by
/// value and the glossary's concepts as anchors. Fails as Segmenter::find_breaks does.
[[nodiscard]] Result<std::vector<alignment::Sentence>> list_sentences(
    const intake::Incoming& incoming, const model::Locale& locale, const text::Segmenter& segmenter,
    const terms::Matcher& matcher);

}  // namespace hexapla::workspace
