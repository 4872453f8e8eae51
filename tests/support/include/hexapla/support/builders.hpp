// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hexapla/model/concepts.hpp"
#include "hexapla/model/unit.hpp"

/// Short ways to say test data.
namespace hexapla::support {

inline model::InlineCode code(std::string id, std::string sub_type, std::string equiv,
                              model::CodeRole role = model::CodeRole::Standalone) {
  model::InlineCode result;
  result.role = role;
  result.id = std::move(id);
  result.type = "other";
  result.sub_type = std::move(sub_type);
  result.equiv = std::move(equiv);
  return result;
}

inline model::InlineText text(const std::vector<model::Piece>& pieces) {
  model::InlineText result;
  for (const model::Piece& piece : pieces) {
    if (const auto* words = std::get_if<std::string>(&piece)) {
      result.append(std::string_view(*words));
    } else {
      result.append(std::get<model::InlineCode>(piece));
    }
  }
  return result;
}

/// A unit of one segment, translated where `target` is given.
inline model::Unit unit(std::string id, model::InlineText source,
                        std::optional<model::InlineText> target) {
  model::Segment segment;
  segment.id = "s1";
  segment.source = std::move(source);
  segment.state = target ? model::State::Translated : model::State::Initial;
  segment.target = std::move(target);
  model::Unit result;
  result.id = std::move(id);
  result.segments = {std::move(segment)};
  return result;
}

inline model::Term term(std::string words, model::TermStatus status,
                        std::vector<std::string> forms = {}) {
  model::Term result;
  result.text = std::move(words);
  result.status = status;
  result.forms = std::move(forms);
  return result;
}

}  // namespace hexapla::support
