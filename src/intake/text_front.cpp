// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "text_front.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "hexapla/text/normalize.hpp"

#include "conventions.hpp"
#include "text_inlines.hpp"

namespace hexapla::intake {
namespace {

using model::Inlines;
using model::MetaMap;

/// What a masthead labels, by the name in the metadata.
constexpr std::array<std::string_view, 4> kRoles = {"summary", "action", "references", "original"};

class Front {
 public:
  Front(const std::vector<NoteText>& notes, const model::Locale* locale, Incoming& incoming)
      : notes_(notes), locale_(locale), incoming_(incoming), meta_(incoming.document.meta) {}

  std::size_t run(const std::vector<Line>& lines, std::size_t end) {
    std::size_t at = 0;
    for (; at < end; ++at) {
      const Line& line = lines[at];
      if (line.is_blank()) {
        if (is_inline_) flush();  // "Original: English" is a line of its own
        continue;
      }
      if (line.label.kind != LabelKind::None) break;
      if (!read_labelled(line) && !read_other(line)) break;
    }
    flush();
    name_unlabelled();
    return at;
  }

 private:
  /// "Summary:" with its words behind it or in the lines below.
  bool read_labelled(const Line& line) {
    const std::string words = line.words();
    for (const std::string_view role : kRoles) {
      auto head = find_word_head(words, locale_, role);
      if (!head) continue;
      flush();
      role_ = role;
      const Run& first = line.runs.front();
      incoming_.remarks.push_back({RemarkKind::Markup,
                                   "label",
                                   words.substr(0, head->length),
                                   {},
                                   {0, line.number, first.column}});
      labels_[std::string(role)] = {Inlines{{model::Str{std::move(head->word)}}}};
      add(without_start(line.runs, head->length));
      is_inline_ = !content_.empty();
      return true;
    }
    return false;
  }

  /// Running text below a label belongs to it; a short line above or between is a title's.
  bool read_other(const Line& line) {
    const std::string words = line.words();
    if (!role_.empty() && (content_.empty() || line.depth == 0)) {
      add(line.runs);
      return true;
    }
    if (!is_short(words, 240) || ends_sentence(words)) return false;
    flush();
    unlabelled_.push_back(&line);
    return true;
  }

  void add(const std::vector<Run>& runs) {
    Inlines words = to_inlines(runs, notes_);
    if (!words.empty()) content_.push_back(make_para(std::move(words)));
  }

  void flush() {
    if (role_.empty()) return;
    if (content_.size() == 1) {
      meta_[role_] = {std::get<model::Para>(content_.front().value).content};
    } else if (!content_.empty()) {
      meta_[role_] = {std::move(content_)};
    }
    content_.clear();
    role_.clear();
    is_inline_ = false;
  }

  /// The last line without label is the title, those before it say who wrote it.
  void name_unlabelled() {
    if (!unlabelled_.empty()) {
      put_guessed("title", {unlabelled_.back()});
      unlabelled_.pop_back();
    }
    if (!unlabelled_.empty()) put_guessed("author", unlabelled_);
    if (!labels_.empty()) meta_["labels"] = {std::move(labels_)};
  }

  void put_guessed(std::string key, const std::vector<const Line*>& lines) {
    Inlines words;
    for (const Line* line : lines) {
      if (!words.empty()) words.push_back({model::Space{}});
      for (model::Inline& item : to_inlines(line->runs, notes_)) words.push_back(std::move(item));
      incoming_.remarks.push_back({RemarkKind::Uncertain,
                                   key,
                                   {},
                                   "taken for the " + key + " by its place in the masthead",
                                   {0, line->number, line->runs.front().column}});
    }
    meta_[std::move(key)] = {std::move(words)};
  }

  const std::vector<NoteText>& notes_;
  const model::Locale* locale_;
  Incoming& incoming_;
  MetaMap& meta_;
  MetaMap labels_;
  std::string role_;  ///< whose words are being read; empty: none
  model::Blocks content_;
  bool is_inline_ = false;  ///< the words began on the label's line
  std::vector<const Line*> unlabelled_;
};

}  // namespace

std::size_t read_front(const std::vector<Line>& lines, std::size_t end,
                       const std::vector<NoteText>& notes, const model::Locale* locale,
                       Incoming& incoming) {
  return Front(notes, locale, incoming).run(lines, end);
}

}  // namespace hexapla::intake
