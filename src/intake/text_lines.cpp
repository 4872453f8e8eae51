// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "text_lines.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::intake {
namespace {

constexpr std::string_view kBookmark = "[bookmark:";
constexpr std::array<std::string_view, 2> kCalls = {"[footnoteRef:", "[endnoteRef:"};
/// Single characters that stand for something that was not text.
constexpr std::array<std::string_view, 4> kSigns = {"\uFEFF", "\uFFFC", "\f", "\v"};
/// A note whose text does not end within so many lines is taken to end with its line.
constexpr std::size_t kNoteLines = 20;
/// Nor is it longer than this in one line.
constexpr std::size_t kNoteBytes = 32U << 10U;
/// A mark is short; a bracket further away belongs to something else.
constexpr std::size_t kMarkBytes = 200;

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The bracket that closes one opened before `begin`; npos where it does not close.
std::size_t find_closing(std::string_view text, std::size_t begin) {
  std::size_t depth = 1;
  for (std::size_t at = begin; at < text.size() && at - begin < kNoteBytes; ++at) {
    if (text[at] == '[') ++depth;
    if (text[at] == ']' && --depth == 0) return at;
  }
  return std::string_view::npos;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(split_lines(text)) {}

  Lines run() {
    while (next_ < lines_.size()) read_line();
    tell_roman_from_letters();
    for (const NoteText& note : result_.notes) {
      if (!note.paragraphs.empty()) continue;
      remark(RemarkKind::Uncertain, "note", {}, note.place,
             "the text of this note was not found; its mark was kept");
    }
    return std::move(result_);
  }

 private:
  void remark(RemarkKind kind, std::string what, std::string_view text, Place place,
              std::string message = {}) {
    result_.remarks.push_back(
        {kind, std::move(what), std::string(text), std::move(message), place});
  }

  /// "i)" before "ii)", "v)" behind "iv)" and "x)" behind "ix)" are numbers, not letters.
  void tell_roman_from_letters() {
    std::vector<Label*> labels;
    for (Line& line : result_.lines) {
      if (line.label.kind == LabelKind::Item) labels.push_back(&line.label);
    }
    const auto is_roman = [](const Label& label, std::size_t number) {
      return label.style == "LowerRoman" && label.numbers.front() == number;
    };
    for (std::size_t i = 0; i < labels.size(); ++i) {
      Label& label = *labels[i];
      if (label.style != "LowerAlpha") continue;
      constexpr std::array<std::pair<std::size_t, std::size_t>, 3> kBoth = {
          {{9, 1}, {22, 5}, {24, 10}}};  // i, v, x: places in the alphabet, values
      for (const auto& [letter, value] : kBoth) {
        const bool is_first = value == 1 && i + 1 < labels.size() && is_roman(*labels[i + 1], 2);
        const bool is_next = value > 1 && i > 0 && is_roman(*labels[i - 1], value - 1);
        if (label.numbers.front() != letter || !(is_first || is_next)) continue;
        label.style = "LowerRoman";
        label.numbers = {value};
      }
    }
  }

  void read_line() {
    Line line;
    line.number = ++next_;
    const std::string_view bytes = lines_[line.number - 1];
    const std::size_t indent = bytes.find_first_not_of(' ');
    for (std::size_t at = indent; at < bytes.size() && bytes[at] == '\t'; ++at) ++line.depth;
    contents_mark_ = false;
    line.runs = read_runs(bytes, line.number, 1);
    line.has_contents_mark = contents_mark_;
    take_label(line);
    result_.lines.push_back(std::move(line));
    for (Line& tail : tails_) result_.lines.push_back(std::move(tail));
    tails_.clear();
  }

  /// Words and note calls of one line; marks of the conversion become remarks.
  std::vector<Run> read_runs(std::string_view bytes, std::size_t number, std::size_t column) {
    std::vector<Run> runs;
    Run run{{}, number, column, {}, false};
    const auto end_run = [&](std::size_t next_column, bool is_after_bookmark) {
      if (!run.text.empty()) runs.push_back(run);
      run = {{}, number, next_column, {}, is_after_bookmark};
    };
    for (std::size_t at = 0; at < bytes.size();) {
      const Place place{0, number, column};
      const std::string_view rest = bytes.substr(at);
      std::size_t length = 0;
      if ((length = find_bookmark(rest, place)) != 0) {
        end_run(column + text::count_code_points(rest.substr(0, length)), true);
      } else if ((length = find_sign(rest, place)) != 0) {
        end_run(column + 1, false);
      } else if (const auto call = find_call(rest, place)) {
        length = result_.notes[*call].mark.size();
        const std::size_t behind = column + text::count_code_points(rest.substr(0, length));
        end_run(column, false);
        runs.push_back({std::string(rest.substr(0, length)), number, column, call, false});
        end_run(behind, false);
      } else if ((length = find_note_text(bytes, at, place)) != 0) {
        end_run(column + text::count_code_points(rest.substr(0, length)), false);
      } else {
        (void)text::next_code_point(rest, length);
        run.text += rest.substr(0, length);
      }
      column += text::count_code_points(rest.substr(0, length));
      at += length;
    }
    end_run(column, false);
    trim(runs);
    return runs;
  }

  /// White space at both ends goes; runs of it alone go there too.
  static void trim(std::vector<Run>& runs) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!runs.empty() && !runs.front().note) {
      std::string& words = runs.front().text;
      const auto begin = std::find_if_not(words.begin(), words.end(), is_space);
      runs.front().column += static_cast<std::size_t>(begin - words.begin());
      words.erase(words.begin(), begin);
      if (!words.empty()) break;
      runs.erase(runs.begin());
    }
    while (!runs.empty() && !runs.back().note) {
      std::string& words = runs.back().text;
      while (!words.empty() && is_space(words.back())) words.pop_back();
      if (!words.empty()) break;
      runs.pop_back();
    }
  }

  std::size_t find_bookmark(std::string_view rest, const Place& place) {
    if (!rest.starts_with(kBookmark)) return 0;
    const std::size_t end = rest.substr(0, kMarkBytes).find(']');
    if (end == std::string_view::npos) return 0;
    const std::string_view mark = rest.substr(0, end + 1);
    if (mark.find(" _Toc") != std::string_view::npos) contents_mark_ = true;
    remark(RemarkKind::Residue, "bookmark", mark, place);
    return mark.size();
  }

  std::size_t find_sign(std::string_view rest, const Place& place) {
    for (const std::string_view sign : kSigns) {
      if (!rest.starts_with(sign)) continue;
      remark(RemarkKind::Residue, "control character", sign, place);
      return sign.size();
    }
    return 0;
  }

  /// "[footnoteRef:3]": the index of a new note.
  std::optional<std::size_t> find_call(std::string_view rest, const Place& place) {
    for (const std::string_view call : kCalls) {
      if (!rest.starts_with(call)) continue;
      const std::size_t end = rest.substr(0, kMarkBytes).find(']');
      if (end == std::string_view::npos) return std::nullopt;
      const std::string_view number = text::trim(rest.substr(call.size(), end - call.size()));
      result_.notes.push_back(
          {std::string(number), std::string(rest.substr(0, end + 1)), place, {}});
      waiting_[result_.notes.back().number].push_back(result_.notes.size() - 1);
      return result_.notes.size() - 1;
    }
    return std::nullopt;
  }

  /// "[3: the text of the note]", for a call that waits for it. It may go on in the next lines,
  /// which are then read. The bytes that it takes in this line.
  std::size_t find_note_text(std::string_view bytes, std::size_t at, const Place& place) {
    if (bytes[at] != '[') return 0;
    const std::size_t digits = bytes.find_first_not_of("0123456789", at + 1);
    if (digits == at + 1 || digits == std::string_view::npos || bytes[digits] != ':') return 0;
    NoteText* const note = take_waiting(bytes.substr(at + 1, digits - at - 1));
    if (note == nullptr) return 0;
    const std::size_t index = static_cast<std::size_t>(note - result_.notes.data());
    const std::size_t behind = bytes.find_first_not_of(" \t", digits + 1);
    const std::size_t begin = behind == std::string_view::npos ? bytes.size() : behind;
    remark(RemarkKind::Residue, "note mark", note->mark, note->place);
    remark(RemarkKind::Residue, "note mark", bytes.substr(at, digits + 1 - at), place);
    const std::size_t column = place.column + text::count_code_points(bytes.substr(at, begin - at));
    std::size_t end = find_closing(bytes, begin);
    if (end != std::string_view::npos) {
      read_note_line(index, bytes.substr(begin, end - begin), place.line, column);
      remark_closing(place.line,
                     place.column + text::count_code_points(bytes.substr(at, end - at)));
      return end + 1 - at;
    }
    read_note_line(index, bytes.substr(begin), place.line, column);
    read_next_note_lines(index, place);
    return bytes.size() - at;
  }

  /// The call of this number that came last and has no text yet.
  NoteText* take_waiting(std::string_view number) {
    const auto found = waiting_.find(number);
    if (found == waiting_.end() || found->second.empty()) return nullptr;
    const std::size_t index = found->second.back();
    found->second.pop_back();
    return &result_.notes[index];
  }

  void remark_closing(std::size_t line, std::size_t column) {
    remark(RemarkKind::Residue, "note mark", "]", {0, line, column});
  }

  void read_note_line(std::size_t index, std::string_view words, std::size_t line,
                      std::size_t column) {
    auto runs = read_runs(words, line, column);
    // a note that stands empty is known as found all the same
    if (!runs.empty() || result_.notes[index].paragraphs.empty())
      result_.notes[index].paragraphs.push_back(std::move(runs));
  }

  /// The rest of a note that did not end in its line.
  void read_next_note_lines(std::size_t index, const Place& place) {
    const std::size_t last = std::min(next_ + kNoteLines, lines_.size());
    std::size_t closing_line = next_;
    std::size_t end = std::string_view::npos;
    for (; closing_line < last && end == std::string_view::npos; ++closing_line)
      end = find_closing(lines_[closing_line], 0);
    if (end == std::string_view::npos) {
      remark(RemarkKind::Uncertain, "note", {}, place,
             "the note does not end; it was taken to end with its line");
      return;
    }
    while (next_ + 1 < closing_line) {
      const std::size_t number = ++next_;
      read_note_line(index, lines_[number - 1], number, 1);
    }
    const std::string_view words = lines_[next_];
    const std::size_t number = ++next_;
    read_note_line(index, words.substr(0, end), number, 1);
    remark_closing(number, text::count_code_points(words.substr(0, end)) + 1);
    const std::string_view behind = words.substr(end + 1);
    if (text::trim(behind).empty()) return;
    Line tail;
    tail.number = number;
    tail.runs = read_runs(behind, number, text::count_code_points(words.substr(0, end)) + 2);
    tails_.push_back(std::move(tail));
  }

  static void take_label(Line& line) {
    if (line.runs.empty() || line.runs.front().note) return;
    Run& first = line.runs.front();
    auto found = find_label(first.text);
    if (!found) return;
    const bool is_whole = found->length >= first.text.size() && line.runs.size() == 1;
    if (is_whole) return;
    line.label = std::move(found->label);
    line.label.column = first.column;
    first.column += text::count_code_points(std::string_view(first.text).substr(0, found->length));
    first.text.erase(0, found->length);
    if (first.text.empty()) line.runs.erase(line.runs.begin());
  }

  std::vector<std::string_view> lines_;
  std::size_t next_ = 0;
  bool contents_mark_ = false;
  std::map<std::string, std::vector<std::size_t>, std::less<>> waiting_;  ///< calls by number
  std::vector<Line> tails_;  ///< words behind a note that ended in a later line
  Lines result_;
};

}  // namespace

std::string Line::words() const {
  std::string words;
  for (const Run& run : runs) {
    if (!run.note) words += run.text;
  }
  return words;
}

Lines read_lines(std::string_view text) { return Reader(text).run(); }

}  // namespace hexapla::intake
