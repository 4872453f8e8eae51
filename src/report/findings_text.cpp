// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "hexapla/report/findings.hpp"
#include "hexapla/text/characters.hpp"
#include "hexapla/text/utf8.hpp"

#include "place.hpp"

namespace hexapla::report {
namespace {

/// Cells of the source line that are shown at most.
constexpr std::size_t kLineCells = 100;

std::string_view word_of(Severity severity) {
  if (severity >= Severity::Major) return "error";
  return severity == Severity::Minor ? "warning" : "hint";
}

std::string_view color_of(Severity severity) {
  if (severity >= Severity::Major) return "\x1b[1;31m";
  return severity == Severity::Minor ? "\x1b[1;33m" : "\x1b[1;36m";
}

/// Control and format characters of a file must not reach a terminal: they could move the caret or
/// worse.
std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = text::next_code_point(text, at);
    if (c == U'\t') {
      result += ' ';
    } else if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0)) {
      result += "\uFFFD";
    } else {
      result += text.substr(begin, at - begin);
    }
  }
  return result;
}

/// A stretch of a line around the place, cut to what a terminal shows.
struct Excerpt {
  std::string text;
  std::size_t caret_cells = 0;
  std::size_t width_cells = 1;
};

std::size_t skip_back(std::string_view line, std::size_t from, std::size_t cells) {
  while (from > 0 && cells > 0) {
    std::size_t previous = from - 1;
    while (previous > 0 && (static_cast<unsigned char>(line[previous]) & 0xC0U) == 0x80U)
      --previous;
    const std::size_t width = text::display_cells(line.substr(previous, from - previous));
    if (width > cells) break;
    cells -= width;
    from = previous;
  }
  return from;
}

std::size_t skip_forward(std::string_view line, std::size_t from, std::size_t cells) {
  while (from < line.size()) {
    std::size_t next = from;
    (void)text::next_code_point(line, next);
    const std::size_t width = text::display_cells(line.substr(from, next - from));
    if (width > cells) break;
    cells -= width;
    from = next;
  }
  return from;
}

/// `begin` and `end` are byte offsets in `line`.
Excerpt make_excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  std::size_t first = 0;
  if (text::display_cells(line) > kLineCells) first = skip_back(line, begin, kLineCells / 3);
  const std::size_t last = skip_forward(line, first, kLineCells);
  const std::string_view cut_mark = "…";
  Excerpt excerpt;
  excerpt.text = (first > 0 ? std::string(cut_mark) : std::string()) +
                 printable(line.substr(first, last - first)) +
                 (last < line.size() ? std::string(cut_mark) : std::string());
  excerpt.caret_cells =
      (first > 0 ? 1U : 0U) + text::display_cells(printable(line.substr(first, begin - first)));
  const std::size_t shown_end = std::clamp(end, begin, std::max(begin, last));
  excerpt.width_cells = std::max<std::size_t>(
      1, text::display_cells(printable(line.substr(begin, shown_end - begin))));
  return excerpt;
}

class TextPrinter {
 public:
  TextPrinter(const SourceLookup& sources, bool is_colored)
      : sources_(sources), is_colored_(is_colored) {}

  void print(const Diagnostic& finding) {
    print_head(finding.span, word_of(finding.severity), color_of(finding.severity),
               fmt::format("{} [{}]", finding.message, finding.rule));
    print_excerpt(finding.span, color_of(finding.severity));
    for (const DiagnosticNote& note : finding.notes)
      print_head(note.span, "note", "\x1b[1m", note.message);
    if (!finding.hint.empty())
      out_ += fmt::format("{}: {}\n", colored("hint", "\x1b[1;36m"), finding.hint);
  }

  std::string take(const std::vector<Diagnostic>& findings) {
    std::array<std::size_t, 3> counts{};
    std::size_t waived = 0;
    for (const Diagnostic& finding : findings) {
      if (finding.waived) {
        ++waived;
        continue;
      }
      ++counts[finding.severity >= Severity::Major   ? 0
               : finding.severity == Severity::Minor ? 1
                                                     : 2];
    }
    out_ += waived == findings.size()
                ? std::string("no findings")
                : fmt::format("{}, {}, {}", count(counts[0], "error"), count(counts[1], "warning"),
                              count(counts[2], "hint"));
    out_ += waived == 0 ? std::string("\n") : fmt::format(", {} waived\n", waived);
    return std::move(out_);
  }

 private:
  static std::string count(std::size_t number, std::string_view word) {
    return fmt::format("{} {}{}", number, word, number == 1 ? "" : "s");
  }

  [[nodiscard]] std::string colored(std::string_view text, std::string_view color) const {
    return is_colored_ ? fmt::format("{}{}\x1b[0m", color, text) : std::string(text);
  }

  void print_head(const SourceSpan& span, std::string_view word, std::string_view color,
                  std::string_view message) {
    const SourceFile* file = find_source(span, sources_);
    std::string place = place_name(span);
    if (file != nullptr && !(span.begin == 0 && span.end == 0)) {
      const LineColumn at = file->position(span.begin);
      place += fmt::format(":{}:{}", at.line, at.column);
    }
    if (!place.empty()) place += ": ";
    out_ += fmt::format("{}{}: {}\n", place, colored(word, color), message);
  }

  void print_excerpt(const SourceSpan& span, std::string_view color) {
    const SourceFile* file = find_source(span, sources_);
    if (file == nullptr || (span.begin == 0 && span.end == 0)) return;
    const std::size_t number = file->position(span.begin).line;
    const std::string_view line = file->line(number);
    const std::size_t line_begin = file->offset({number, 1});
    const std::size_t begin = std::min(span.begin - line_begin, line.size());
    const Excerpt excerpt = make_excerpt(
        line, begin, std::min(std::max(span.end, span.begin) - line_begin, line.size()));
    const std::string label = fmt::format("{:>5} | ", number);
    out_ += fmt::format("{}{}\n", label, excerpt.text);
    const std::string mark = "^" + std::string(excerpt.width_cells - 1, '~');
    out_ +=
        fmt::format("      | {}{}\n", std::string(excerpt.caret_cells, ' '), colored(mark, color));
  }

  const SourceLookup& sources_;
  bool is_colored_;
  std::string out_;
};

}  // namespace

std::string to_text(const std::vector<Diagnostic>& findings, const SourceLookup& sources,
                    bool is_colored) {
  TextPrinter printer(sources, is_colored);
  for (const Diagnostic& finding : findings) {
    if (!finding.waived) printer.print(finding);
  }
  return printer.take(findings);
}

}  // namespace hexapla::report
