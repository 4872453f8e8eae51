// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "kept_ids.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "hexapla/text/compare.hpp"

namespace hexapla::workspace {

using model::InlineCode;
using model::InlineText;
using model::Segment;

std::size_t number_of(std::string_view id) {
  if (id.starts_with('s')) id.remove_prefix(1);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  return error == std::errc() && end == id.data() + id.size() ? number : 0;
}

namespace {

/// Codes of an edited text keep their ids while kind and equiv stay; others get the next free
/// number.
class CodeIds {
 public:
  explicit CodeIds(const InlineText& old_text) {
    for (const InlineCode& code : old_text.codes()) {
      last_ = std::max(last_, number_of(code.id));
      if (code.role != model::CodeRole::Close) old_.push_back(code);
    }
  }

  InlineText apply(const InlineText& text) {
    assign(text);
    InlineText result;
    for (const model::Piece& piece : text.pieces()) {
      if (const auto* words = std::get_if<std::string>(&piece)) {
        result.append(std::string_view(*words));
        continue;
      }
      InlineCode code = std::get<InlineCode>(piece);
      code.id = ids_[code.id];
      result.append(std::move(code));
    }
    return result;
  }

 private:
  static std::string key(const InlineCode& code) {
    return fmt::format("{}|{}|{}|{}", static_cast<int>(code.role), code.type, code.sub_type,
                       code.equiv);
  }

  void assign(const InlineText& text) {
    std::vector<std::string> before;
    std::vector<std::string> after;
    std::vector<std::string> after_ids;
    for (const InlineCode& code : old_) before.push_back(key(code));
    for (const InlineCode& code : text.codes()) {
      if (code.role == model::CodeRole::Close) continue;
      after.push_back(key(code));
      after_ids.push_back(code.id);
    }
    constexpr double kNeverSimilar = 2.0;
    for (const text::AlignedPair& each : text::align(before, after, kNeverSimilar)) {
      if (each.before && each.after) ids_[after_ids[*each.after]] = old_[*each.before].id;
    }
    for (const std::string& id : after_ids) {
      if (!ids_.contains(id)) ids_[id] = std::to_string(++last_);
    }
  }

  std::vector<InlineCode> old_;
  std::size_t last_ = 0;
  std::map<std::string, std::string> ids_;
};

/// Segments of an edited unit: ids kept where the sentence is the same or alike, the next free
/// number for others.
}  // namespace

InlineText keep_code_ids(const InlineText& old_text, const InlineText& text) {
  return CodeIds(old_text).apply(text);
}

void keep_segment_ids(const std::vector<Segment>& old_segments, std::vector<Segment>& segments) {
  std::vector<std::string> before;
  std::vector<std::string> old_ids;
  std::size_t last = 0;
  for (const Segment& segment : old_segments) {
    if (segment.is_ignorable) continue;
    before.push_back(segment.source.canonical());
    old_ids.push_back(segment.id);
    last = std::max(last, number_of(segment.id));
  }
  std::vector<std::string> after;
  std::vector<Segment*> places;
  for (Segment& segment : segments) {
    if (segment.is_ignorable) continue;
    after.push_back(segment.source.canonical());
    places.push_back(&segment);
    segment.id.clear();
  }
  for (const text::AlignedPair& each : text::align(before, after)) {
    if (each.before && each.after) places[*each.after]->id = old_ids[*each.before];
  }
  for (Segment* segment : places) {
    if (segment->id.empty()) segment->id = fmt::format("s{}", ++last);
  }
}

/// Unchanged text keeps its segments; what codes say beside their identity comes from the source as
/// it is now.
void refresh_codes(std::vector<Segment>& segments, const InlineText& live) {
  const std::vector<InlineCode> fresh = live.codes();
  std::size_t n = 0;
  for (Segment& segment : segments) {
    for (model::Piece& piece : segment.source.pieces()) {
      auto* code = std::get_if<InlineCode>(&piece);
      if (code == nullptr || n >= fresh.size()) continue;
      std::string id = std::move(code->id);
      *code = fresh[n++];
      code->id = std::move(id);
    }
  }
}

}  // namespace hexapla::workspace
