// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "hexapla/model/slots.hpp"
#include "hexapla/text/normalize.hpp"

namespace hexapla::model {
namespace {

/// What stands for a placeholder in the text that the segmenter sees.
constexpr std::string_view kObject = "\uFFFC";

std::string to_segmenter_text(const InlineText& text) {
  std::string result;
  for (const Piece& piece : text.pieces()) {
    if (const auto* words = std::get_if<std::string>(&piece)) {
      result += *words;
    } else if (std::get<InlineCode>(piece).role == CodeRole::Standalone) {
      result += kObject;
    }
  }
  return result;
}

/// The white space at the end of a text, taken away from it.
std::string take_trailing_space(InlineText& text) {
  if (text.empty()) return {};
  auto* words = std::get_if<std::string>(&text.pieces().back());
  if (words == nullptr) return {};
  std::size_t size = words->size();
  while (size > 0 && ((*words)[size - 1] == ' ' || (*words)[size - 1] == '\n')) --size;
  std::string space = words->substr(size);
  words->resize(size);
  if (words->empty()) text.pieces().pop_back();
  return space;
}

class Cutter {
 public:
  explicit Cutter(const std::vector<std::size_t>& breaks) : breaks_(breaks) {}

  void add(const Piece& piece) {
    if (const auto* words = std::get_if<std::string>(&piece)) {
      add_words(*words);
      return;
    }
    const auto& code = std::get<InlineCode>(piece);
    // At a break the closing side belongs to the sentence before, everything else to the next one.
    if (code.role != CodeRole::Close) cut_if_due();
    current_.append(code);
    if (code.role == CodeRole::Standalone) at_ += kObject.size();
  }

  std::vector<Segment> take() {
    finish();
    return std::move(segments_);
  }

 private:
  void add_words(std::string_view words) {
    while (!words.empty()) {
      cut_if_due();
      const std::size_t room = next_ < breaks_.size() ? breaks_[next_] - at_ : words.size();
      const std::size_t count = std::min(room, words.size());
      current_.append(words.substr(0, count));
      at_ += count;
      words.remove_prefix(count);
    }
  }

  void cut_if_due() {
    if (next_ >= breaks_.size() || at_ < breaks_[next_]) return;
    ++next_;
    const std::string space = finish();
    if (space.empty()) return;
    Segment ignorable;
    ignorable.is_ignorable = true;
    ignorable.source.append(std::string_view(space));
    segments_.push_back(std::move(ignorable));
  }

  /// Ends the current sentence; the white space behind it is handed back.
  std::string finish() {
    std::string space = take_trailing_space(current_);
    if (current_.empty()) return space;
    Segment segment;
    segment.id = "s" + std::to_string(++count_);
    segment.source = std::exchange(current_, InlineText());
    segments_.push_back(std::move(segment));
    return space;
  }

  const std::vector<std::size_t>& breaks_;
  std::size_t next_ = 0;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  InlineText current_;
  std::vector<Segment> segments_;
};

}  // namespace

Result<std::vector<Segment>> to_segments(const InlineText& text, const text::Segmenter& segmenter) {
  HEXAPLA_TRY(const std::vector<std::size_t> breaks,
              segmenter.find_breaks(to_segmenter_text(text)));
  Cutter cutter(breaks);
  for (const Piece& piece : text.pieces()) cutter.add(piece);
  return cutter.take();
}

InlineText join_source(const Unit& unit) {
  InlineText result;
  for (const Segment& segment : unit.segments) result.append(segment.source);
  return result;
}

std::optional<InlineText> join_target(const Unit& unit, std::string_view separator) {
  InlineText result;
  bool is_first = true;
  for (const Segment& segment : unit.segments) {
    if (segment.is_ignorable) continue;
    if (!segment.target) return std::nullopt;
    if (!is_first) result.append(separator);
    result.append(*segment.target);
    is_first = false;
  }
  return result;
}

}  // namespace hexapla::model
