// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hexapla/intake/incoming.hpp"
#include "hexapla/model/locale.hpp"

#include "text_lines.hpp"

namespace hexapla::intake {

/// Makes blocks of lines: headings by their numbers, lists by their labels, glossary entries,
/// figures with what was flattened below their captions, notes at their calls; what stands before
/// the first heading becomes metadata. What was guessed is remarked.
void build_document(const Lines& lines, const model::Locale* locale, Incoming& incoming);

}  // namespace hexapla::intake
