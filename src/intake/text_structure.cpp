// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "text_structure.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "conventions.hpp"
#include "text_figures.hpp"
#include "text_front.hpp"
#include "text_inlines.hpp"

namespace hexapla::intake {
namespace {

using model::Block;
using model::Blocks;
using model::Div;
using model::Inlines;

/// Lines of a plan that may stand between an initiative's heading and its objective or results.
constexpr std::size_t kInitiativeReach = 3;

class Builder {
 public:
  Builder(const Lines& lines, const model::Locale* locale, Incoming& incoming)
      : lines_(lines.lines), notes_(lines.notes), locale_(locale), incoming_(incoming) {}

  void run() {
    find_headings();
    std::size_t at = 0;
    if (const std::size_t first = next_heading(0); first < lines_.size())
      at = read_front(lines_, first, notes_, locale_, incoming_);
    while (at < lines_.size()) at = read_block(at);
  }

 private:
  // --- headings ----------------------------------------------------------------------------------

  void find_headings() {
    heading_levels_.assign(lines_.size(), 0);
    guessed_.assign(lines_.size(), false);
    std::vector<std::size_t> last;  // numbers of the section before
    std::string region;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.is_blank()) continue;
      if (const auto head = initiative_at(i)) {
        if (head->region != region) mark_region(i);
        region = head->region;
        continue;
      }
      if (is_numbered_heading(i, last)) {
        heading_levels_[i] = line.label.numbers.size();
        last = line.label.numbers;
      } else if (is_contents_heading(i)) {
        heading_levels_[i] = 1;
        guessed_[i] = true;
      }
    }
  }

  /// A region's name is the short line above the first initiative of its code.
  void mark_region(std::size_t initiative) {
    const std::size_t at = previous_line(initiative);
    if (at == kNowhere || heading_levels_[at] != 0) return;
    const Line& line = lines_[at];
    const std::string words = line.words();
    if (line.label.kind != LabelKind::None || ends_sentence(words) || !is_short(words, 80) ||
        is_caption(words)) {
      return;
    }
    heading_levels_[at] = 2;
    regions_.insert(at);
  }

  [[nodiscard]] bool is_numbered_heading(std::size_t i,
                                         const std::vector<std::size_t>& last) const {
    const Line& line = lines_[i];
    const LabelKind kind = line.label.kind;
    if (kind != LabelKind::Section && kind != LabelKind::Point) return false;
    const std::string words = line.words();
    if (ends_sentence(words) || !is_short(words)) return false;
    if (line.has_contents_mark) return true;
    const std::vector<std::size_t>& numbers = line.label.numbers;
    if (!follows(numbers, last)) return false;
    if (numbers.size() > 1) return true;
    if (kind == LabelKind::Point) return is_lonely_point(i);
    // A number and a space can begin any line; alone between blank lines and in order it heads.
    return line.label.has_tab ||
           ((i == 0 || lines_[i - 1].is_blank()) && numbers[0] == (last.empty() ? 1 : last[0] + 1));
  }

  /// "1." begins a list where "2." stands in the next line, and ends one behind "0."; it is a
  /// section elsewhere.
  [[nodiscard]] bool is_lonely_point(std::size_t i) const {
    const auto is_point = [&](std::size_t at) {
      return at != kNowhere && lines_[at].label.kind == LabelKind::Point;
    };
    return !is_point(next_line(i)) && !is_point(previous_line(i));
  }

  /// 3.2 follows 3.1 and 3.1.4, 4 follows 3.2, 3.1 follows 3; a step left out is a fault of the
  /// text.
  static bool follows(const std::vector<std::size_t>& numbers,
                      const std::vector<std::size_t>& last) {
    constexpr std::size_t kMostLeftOut = 2;
    const std::size_t depth = numbers.size() - 1;
    if (depth > last.size()) return false;
    if (!std::equal(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(depth),
                    last.begin())) {
      return false;
    }
    const std::size_t before = depth < last.size() ? last[depth] : 0;
    return numbers[depth] > before && numbers[depth] <= before + 1 + kMostLeftOut;
  }

  /// A bookmark of the table of contents on a short line: a heading without number.
  [[nodiscard]] bool is_contents_heading(std::size_t i) const {
    const Line& line = lines_[i];
    const std::string words = line.words();
    if (!line.has_contents_mark || line.label.kind != LabelKind::None || words.empty())
      return false;
    if (is_caption(words) || ends_sentence(words) || !is_short(words)) return false;
    // right below a caption it is the first label of the figure
    return i == 0 || lines_[i - 1].is_blank() || !is_caption(lines_[i - 1].words());
  }

  [[nodiscard]] bool is_caption(std::string_view words) const {
    return find_caption_head(words, locale_, "figure").has_value() ||
           find_caption_head(words, locale_, "table").has_value();
  }

  /// The code of an initiative, where an objective or results follow it.
  [[nodiscard]] std::optional<InitiativeHead> initiative_at(std::size_t i) const {
    auto head = find_initiative_head(lines_[i].words());
    if (!head || lines_[i].label.kind != LabelKind::None) return std::nullopt;
    std::size_t at = i;
    for (std::size_t n = 0; n < kInitiativeReach; ++n) {
      at = next_line(at);
      if (at == kNowhere) return std::nullopt;
      const std::string words = lines_[at].words();
      if (find_word_head(words, locale_, "objective") || find_word_head(words, locale_, "results"))
        return head;
      if (find_initiative_head(words)) return std::nullopt;
    }
    return std::nullopt;
  }

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  [[nodiscard]] std::size_t next_line(std::size_t i) const {
    for (++i; i < lines_.size(); ++i) {
      if (!lines_[i].is_blank()) return i;
    }
    return kNowhere;
  }
  [[nodiscard]] std::size_t previous_line(std::size_t i) const {
    while (i > 0) {
      if (!lines_[--i].is_blank()) return i;
    }
    return kNowhere;
  }
  [[nodiscard]] std::size_t next_heading(std::size_t i) const {
    while (i < lines_.size() && heading_levels_[i] == 0 && !initiative_at(i)) ++i;
    return i;
  }

  // --- blocks ------------------------------------------------------------------------------------

  /// Where a block goes: into the glossary entry that is open, else into the document.
  Blocks& out() {
    Blocks& blocks = incoming_.document.blocks;
    return is_entry_open_ ? std::get<Div>(blocks.back().value).content : blocks;
  }

  std::size_t read_block(std::size_t i) {
    const Line& line = lines_[i];
    if (line.is_blank()) return i + 1;
    if (heading_levels_[i] != 0) return read_heading(i);
    if (initiative_at(i)) {
      is_entry_open_ = false;
      is_in_glossary_ = false;
      add_para(line);
      return i + 1;
    }
    const std::string words = line.words();
    if (line.label.kind == LabelKind::None && is_caption(words)) return read_figure(i);
    if (is_list_item(i)) return read_list(i);
    if (is_in_glossary_ && is_head_word(i)) return read_entry(i);
    if (line.label.has_tab) {
      remark("numbered paragraph", line, "a paragraph with a number; the number was kept as text");
    }
    add_para(line);
    return i + 1;
  }

  void add_para(const Line& line) {
    std::vector<Run> runs = line.runs;
    if (line.label.kind != LabelKind::None) {  // a number that is no heading's: part of the text
      Run label{line.label.text + " ", line.number, line.label.column, {}, false};
      runs.insert(runs.begin(), std::move(label));
    }
    out().push_back(make_para(to_inlines(runs, notes_)));
  }

  std::size_t read_heading(std::size_t i) {
    const Line& line = lines_[i];
    is_entry_open_ = false;
    if (line.label.kind != LabelKind::None) {
      markup("heading number", line, line.label);
      check_number(line);
    }
    model::Heading heading;
    if (guessed_[i]) {
      heading.attributes.classes = {"unnumbered", "uncertain"};
      remark("heading", line, "a heading without number: its level was guessed",
             counters_.empty() ? "" : "plan/section-unnumbered");
    }
    heading.level = static_cast<std::int64_t>(heading_levels_[i]);
    heading.content = to_inlines(line.runs, notes_);
    const auto position = heading.content.front().position;
    is_in_glossary_ = has_word(line.words(), locale_, "glossary") && is_short(line.words(), 60);
    incoming_.document.blocks.push_back({std::move(heading), position});
    return i + 1;
  }

  /// Printed numbers are counted: one that would come out different is worth a look.
  void check_number(const Line& line) {
    const std::vector<std::size_t>& numbers = line.label.numbers;
    counters_.resize(std::max(counters_.size(), numbers.size()), 0);
    counters_.resize(numbers.size());
    ++counters_.back();
    if (counters_ == numbers) return;
    remark("heading number", line,
           fmt::format("the number {} is out of order; sections are numbered anew: {}",
                       line.label.text, fmt::join(counters_, ".")),
           "plan/numbering");
  }

  // --- glossary ----------------------------------------------------------------------------------

  /// A short line with a paragraph below it.
  [[nodiscard]] bool is_head_word(std::size_t i) const {
    const Line& line = lines_[i];
    if (line.label.kind != LabelKind::None || ends_sentence(line.words()) ||
        !is_short(line.words(), 120)) {
      return false;
    }
    const std::size_t next = next_line(i);
    return next != kNowhere && heading_levels_[next] == 0 && ends_sentence(lines_[next].words());
  }

  std::size_t read_entry(std::size_t i) {
    Div entry;
    entry.attributes.classes = {"entry"};
    Inlines words = to_inlines(lines_[i].runs, notes_);
    const auto position = words.front().position;
    entry.content.push_back({model::Heading{2, {}, std::move(words)}, position});
    incoming_.document.blocks.push_back({std::move(entry), position});
    is_entry_open_ = true;
    return i + 1;
  }

  // --- figures -----------------------------------------------------------------------------------

  std::size_t read_figure(std::size_t i) {
    std::size_t end = i + 1;
    while (end < lines_.size() && !ends_figure(i, end)) ++end;
    is_entry_open_ = false;
    incoming_.document.blocks.push_back(
        make_figure({lines_.begin() + static_cast<std::ptrdiff_t>(i),
                     lines_.begin() + static_cast<std::ptrdiff_t>(end)},
                    notes_, locale_, incoming_.remarks));
    return end;
  }

  [[nodiscard]] bool ends_figure(std::size_t caption, std::size_t i) const {
    const Line& line = lines_[i];
    if (line.is_blank()) return false;
    if (heading_levels_[i] != 0 || initiative_at(i)) return true;
    const std::string words = line.words();
    if (line.label.kind == LabelKind::None && is_caption(words)) return true;
    if (line.depth > 0 && line.label.kind != LabelKind::Bullet) return true;
    if (line.label.kind == LabelKind::Item && line.label.has_tab) return true;
    // running text behind a blank line: nobody writes paragraphs into a box
    constexpr std::size_t kLabelWeight = 180;
    return i > caption + 1 && lines_[i - 1].is_blank() && ends_sentence(words) &&
           !is_short(words, kLabelWeight);
  }

  // --- lists -------------------------------------------------------------------------------------

  [[nodiscard]] bool is_list_item(std::size_t i) const {
    const Label& label = lines_[i].label;
    if (label.kind == LabelKind::Bullet || label.kind == LabelKind::Point) return true;
    return label.kind == LabelKind::Item && (label.has_tab || is_in_sequence(i));
  }

  /// Words can begin with "1)"; where "2)" follows, or "0)" stands before, they are items.
  [[nodiscard]] bool is_in_sequence(std::size_t i) const {
    const std::size_t number = lines_[i].label.numbers.front();
    const auto continues = [&](std::size_t at, std::size_t wanted) {
      return at != kNowhere && lines_[at].label.kind == LabelKind::Item &&
             list_kind(lines_[at]) == list_kind(lines_[i]) &&
             lines_[at].label.numbers.front() == wanted;
    };
    return continues(next_line(i), number + 1) || continues(previous_line(i), number - 1);
  }

  /// What makes items of one list: how far they are indented, the bullet or the way of counting.
  static std::string list_kind(const Line& line) {
    const Label& label = line.label;
    return label.kind == LabelKind::Bullet
               ? fmt::format("{} {}", line.depth, label.text)
               : fmt::format("{} {} {}", line.depth, label.style, label.delimiter);
  }

  std::size_t read_list(std::size_t i) {
    std::vector<std::string> kinds;
    return read_items(i, kinds, out());
  }

  /// Items of one kind from `i` on, with lists of other kinds nested; returns the line behind them.
  std::size_t read_items(std::size_t i, std::vector<std::string>& kinds, Blocks& blocks) {
    const Label first = lines_[i].label;
    const std::size_t depth = lines_[i].depth;
    const std::string kind = list_kind(lines_[i]);
    kinds.push_back(kind);
    std::vector<Blocks> items;
    std::size_t expected = first.numbers.empty() ? 0 : first.numbers.front();
    while (i < lines_.size()) {
      const Line& line = lines_[i];
      if (heading_levels_[i] != 0 || !is_list_item(i)) break;
      const std::string own = list_kind(line);
      if (own != kind) {
        if (line.depth < depth || std::find(kinds.begin(), kinds.end(), own) != kinds.end()) break;
        i = read_items(i, kinds, items.back());
      } else {
        if (!line.label.numbers.empty() && line.label.numbers.front() != expected++) break;
        markup("list label", line, line.label);
        items.push_back({make_plain(to_inlines(line.runs, notes_))});
        ++i;
      }
      i = skip_to_item(i);
    }
    kinds.pop_back();
    blocks.push_back(make_list(first, std::move(items)));
    return i;
  }

  /// Blank lines between items are the converter's; before anything else they stay.
  [[nodiscard]] std::size_t skip_to_item(std::size_t i) const {
    std::size_t at = i;
    while (at < lines_.size() && lines_[at].is_blank()) ++at;
    return at < lines_.size() && is_list_item(at) ? at : i;
  }

  Block make_list(const Label& first, std::vector<Blocks> items) const {
    const auto position = items.front().front().position;
    if (first.kind == LabelKind::Bullet) return {model::BulletList{std::move(items)}, position};
    model::OrderedList list;
    list.start = static_cast<std::int64_t>(first.numbers.front());
    list.style = first.style;
    list.delimiter = first.delimiter;
    list.items = std::move(items);
    return {std::move(list), position};
  }

  // --- remarks -----------------------------------------------------------------------------------

  void markup(std::string what, const Line& line, const Label& label) {
    incoming_.remarks.push_back(
        {RemarkKind::Markup, std::move(what), label.text, {}, {0, line.number, label.column}});
  }

  void remark(std::string what, const Line& line, std::string message, std::string rule = {}) {
    const std::size_t column = line.runs.empty() ? 1 : line.runs.front().column;
    incoming_.remarks.push_back({RemarkKind::Uncertain,
                                 std::move(what),
                                 {},
                                 std::move(message),
                                 {0, line.number, column},
                                 std::move(rule)});
  }

  const std::vector<Line>& lines_;
  const std::vector<NoteText>& notes_;
  const model::Locale* locale_;
  Incoming& incoming_;
  std::vector<std::size_t> heading_levels_;  ///< by line; 0: no heading
  std::vector<bool> guessed_;
  std::set<std::size_t> regions_;
  std::vector<std::size_t> counters_;  ///< what sections will be numbered
  bool is_in_glossary_ = false;
  bool is_entry_open_ = false;
};

}  // namespace

void build_document(const Lines& lines, const model::Locale* locale, Incoming& incoming) {
  Builder(lines, locale, incoming).run();
}

}  // namespace hexapla::intake
