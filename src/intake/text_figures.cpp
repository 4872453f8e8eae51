// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "text_figures.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "hexapla/text/utf8.hpp"

#include "conventions.hpp"
#include "text_inlines.hpp"

namespace hexapla::intake {
namespace {

using model::Block;
using model::Blocks;

class Figure {
 public:
  Figure(const std::vector<NoteText>& notes, const model::Locale* locale,
         std::vector<Remark>& remarks)
      : notes_(notes), locale_(locale), remarks_(remarks) {}

  Block make(const std::vector<Line>& lines) {
    model::Div div;
    const std::vector<Run> fused = read_caption(lines.front(), div);
    if (!fused.empty()) add_item(fused);
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (!lines[i].is_blank()) read_line(lines[i]);
    }
    const auto position = div.content.front().position;
    if (!items_.empty()) {
      div.attributes.classes.emplace_back("uncertain");
      const auto at = items_.front().front().position;
      div.content.push_back({model::BulletList{std::move(items_)}, at});
      remark(lines.front(), "the boxes of the figure were flattened: they are listed as they come");
    }
    std::move(remaining_.begin(), remaining_.end(), std::back_inserter(div.content));
    return {std::move(div), position};
  }

 private:
  /// The caption, its label taken away; what a text box left behind it on the same line is
  /// returned.
  std::vector<Run> read_caption(const Line& line, model::Div& div) {
    const std::string words = line.words();
    auto head = find_caption_head(words, locale_, "figure");
    div.attributes.classes = {head ? "figure" : "table"};
    if (!head) head = find_caption_head(words, locale_, "table");
    div.attributes.values.emplace_back("number", std::to_string(head->number));
    const Run& first = line.runs.front();
    remarks_.push_back({RemarkKind::Markup,
                        "caption label",
                        words.substr(0, head->length),
                        {},
                        {0, first.line, first.column}});
    std::vector<Run> caption = without_start(line.runs, head->length);
    std::vector<Run> fused = cut_fused(caption);
    if (!fused.empty()) {
      remark(line, "words of a text box stood behind the caption; they were taken as its first box",
             "plan/caption-fused");
    }
    div.content.push_back(make_para(to_inlines(caption, notes_)));
    return fused;
  }

  /// A caption ends at a bookmark in its middle, or where the bracket that it begins with closes.
  static std::vector<Run> cut_fused(std::vector<Run>& caption) {
    for (std::size_t i = 1; i < caption.size(); ++i) {
      if (!caption[i].is_after_bookmark || caption[i].note) continue;
      std::vector<Run> rest(caption.begin() + static_cast<std::ptrdiff_t>(i), caption.end());
      caption.resize(i);
      return rest;
    }
    Run& first = caption.front();
    const std::size_t closing = first.text.find(']');
    if (!first.text.starts_with('[') || closing == std::string::npos ||
        closing + 1 == first.text.size()) {
      return {};
    }
    Run rest = first;
    rest.text.erase(0, closing + 1);
    rest.column += text::count_code_points(std::string_view(first.text).substr(0, closing + 1));
    first.text.resize(closing + 1);
    std::vector<Run> behind{std::move(rest)};
    behind.insert(behind.end(), caption.begin() + 1, caption.end());
    caption.resize(1);
    return behind;
  }

  void read_line(const Line& line) {
    const std::string words = line.words();
    if (find_word_head(words, locale_, "note")) {
      remaining_.push_back(make_para(to_inlines(line.runs, notes_)));
    } else if (line.label.kind == LabelKind::Bullet) {
      remarks_.push_back({RemarkKind::Markup,
                          "list label",
                          line.label.text,
                          {},
                          {0, line.number, line.label.column}});
      add_below(line.runs);
    } else if (is_rest_of_numbers(words)) {
      join(line);
    } else {
      std::vector<Run> runs = line.runs;
      if (line.label.kind != LabelKind::None) {
        runs.insert(runs.begin(),
                    {line.label.text + " ", line.number, line.label.column, {}, false});
      }
      add_item(runs);
    }
  }

  void add_item(const std::vector<Run>& runs) {
    items_.push_back({make_plain(to_inlines(runs, notes_))});
    last_words_ = &std::get<model::Plain>(items_.back().front().value).content;
  }

  void add_below(const std::vector<Run>& runs) {
    if (items_.empty()) return add_item(runs);
    Blocks& item = items_.back();
    Block line = make_plain(to_inlines(runs, notes_));
    if (item.size() == 1) {
      const auto position = line.position;
      item.push_back({model::BulletList{}, position});
    }
    auto& below = std::get<model::BulletList>(item.back().value).items;
    below.push_back({std::move(line)});
    last_words_ = &std::get<model::Plain>(below.back().front().value).content;
  }

  /// The narrow box broke a list of numbers: it ends in a comma, and digits follow.
  [[nodiscard]] bool is_rest_of_numbers(const std::string& words) const {
    if (last_words_ == nullptr || words.empty() || words[0] < '0' || words[0] > '9') return false;
    const auto* const last = std::get_if<model::Str>(&last_words_->back().value);
    if (last == nullptr) return false;
    constexpr std::array<std::string_view, 4> kCommas = {"、", "，", ",", "،"};
    return std::any_of(kCommas.begin(), kCommas.end(),
                       [&](std::string_view comma) { return last->text.ends_with(comma); });
  }

  void join(const Line& line) {
    const bool is_latin = std::get<model::Str>(last_words_->back().value).text.ends_with(',');
    if (is_latin) last_words_->push_back({model::Space{}});
    for (model::Inline& item : to_inlines(line.runs, notes_))
      last_words_->push_back(std::move(item));
    remark(line, "a list of numbers was broken by a line end; it was joined", "plan/list-broken");
  }

  void remark(const Line& line, std::string message, std::string rule = {}) {
    remarks_.push_back({RemarkKind::Uncertain,
                        "figure",
                        {},
                        std::move(message),
                        {0, line.number, line.runs.front().column},
                        std::move(rule)});
  }

  const std::vector<NoteText>& notes_;
  const model::Locale* locale_;
  std::vector<Remark>& remarks_;
  std::vector<Blocks> items_;
  Blocks remaining_;
  model::Inlines* last_words_ = nullptr;  ///< in the item that was added last
};

}  // namespace

Block make_figure(const std::vector<Line>& lines, const std::vector<NoteText>& notes,
                  const model::Locale* locale, std::vector<Remark>& remarks) {
  return Figure(notes, locale, remarks).make(lines);
}

}  // namespace hexapla::intake
