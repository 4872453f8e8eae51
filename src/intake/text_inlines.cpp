// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "text_inlines.hpp"

#include <string>
#include <utility>

#include "hexapla/text/utf8.hpp"

namespace hexapla::intake {
namespace {

using model::Inlines;

bool is_space(char c) { return c == ' ' || c == '\t'; }

void append_words(const Run& run, Inlines& inlines) {
  const std::string& text = run.text;
  std::size_t column = run.column;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    if (is_space(text[at])) {
      while (end < text.size() && is_space(text[end])) ++end;
      const model::SourceRange range{run.line, column, run.line, column + end - at};
      const bool is_double =
          inlines.empty() || std::holds_alternative<model::Space>(inlines.back().value);
      if (!is_double) inlines.push_back({model::Space{}, range});
      column += end - at;
    } else {
      while (end < text.size() && !is_space(text[end])) ++end;
      std::string word = text.substr(at, end - at);
      const std::size_t behind = column + text::count_code_points(word);
      auto* const before =
          inlines.empty() ? nullptr : std::get_if<model::Str>(&inlines.back().value);
      if (before != nullptr) {  // words that a mark of the conversion cut
        before->text += word;
        inlines.back().position->end_column = behind;
      } else {
        inlines.push_back(
            {model::Str{std::move(word)}, model::SourceRange{run.line, column, run.line, behind}});
      }
      column = behind;
    }
    at = end;
  }
}

std::optional<model::SourceRange> range_of(const Inlines& content) {
  if (content.empty() || !content.front().position) return std::nullopt;
  model::SourceRange range = *content.front().position;
  if (const auto& last = content.back().position) {
    range.end_line = last->end_line;
    range.end_column = last->end_column;
  }
  return range;
}

}  // namespace

Inlines to_inlines(const std::vector<Run>& runs, const std::vector<NoteText>& notes) {
  Inlines inlines;
  for (const Run& run : runs) {
    if (!run.note || notes[*run.note].paragraphs.empty()) {
      append_words(run, inlines);
      continue;
    }
    model::Note note;
    for (const std::vector<Run>& paragraph : notes[*run.note].paragraphs) {
      if (!paragraph.empty()) note.content.push_back(make_para(to_inlines(paragraph, notes)));
    }
    const std::size_t behind = run.column + text::count_code_points(run.text);
    inlines.push_back(
        {std::move(note), model::SourceRange{run.line, run.column, run.line, behind}});
  }
  while (!inlines.empty() && std::holds_alternative<model::Space>(inlines.back().value))
    inlines.pop_back();
  return inlines;
}

std::vector<Run> without_start(std::vector<Run> runs, std::size_t bytes) {
  while (bytes > 0 && !runs.empty()) {
    Run& first = runs.front();
    if (first.note) break;
    const std::size_t taken = std::min(bytes, first.text.size());
    first.column += text::count_code_points(std::string_view(first.text).substr(0, taken));
    first.text.erase(0, taken);
    bytes -= taken;
    if (first.text.empty()) runs.erase(runs.begin());
  }
  return runs;
}

model::Block make_para(Inlines content) {
  const auto range = range_of(content);
  return {model::Para{std::move(content)}, range};
}

model::Block make_plain(Inlines content) {
  const auto range = range_of(content);
  return {model::Plain{std::move(content)}, range};
}

}  // namespace hexapla::intake
