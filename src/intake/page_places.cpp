// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "hexapla/base/source_file.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "page.hpp"

namespace hexapla::intake {
namespace {

using formats::HtmlNode;

/// Pandoc takes "data-" off.
constexpr std::string_view kPosition = "data-hexapla-pos";
static_assert(kPosition.ends_with(formats::kPositionKey));
constexpr std::string_view kWhite = " \t\n\r\f";

/// Elements whose text is no running words, or not read as such.
bool is_opaque(const HtmlNode& node) {
  constexpr std::array<std::string_view, 8> kNames = {"title", "script", "style", "template",
                                                      "math",  "pre",    "code",  "svg"};
  return std::find(kNames.begin(), kNames.end(), node.name) != kNames.end();
}

/// Begin and end of a word; nothing where it was not found.
using Range = std::pair<LineColumn, LineColumn>;
using Placer = std::function<std::optional<Range>(std::string_view word)>;

HtmlNode wrap(std::string_view word, const Range& range, std::size_t part) {
  const auto& [begin, end] = range;
  HtmlNode span{"span", {}, {}, {}};
  span.set(kPosition,
           fmt::format("{}@{}:{}-{}:{}", part, begin.line, begin.column, end.line, end.column));
  span.children.push_back({{}, {}, std::string(word), {}});
  return span;
}

/// The words of a text in spans with their places, and the white space between them.
std::vector<HtmlNode> wrap_words(std::string_view text, std::size_t part, const Placer& place) {
  std::vector<HtmlNode> result;
  const auto add_text = [&result](std::string_view words) {
    if (!result.empty() && result.back().is_text())
      result.back().text += words;
    else
      result.push_back({{}, {}, std::string(words), {}});
  };
  while (!text.empty()) {
    const std::size_t word = std::min(text.find_first_not_of(kWhite), text.size());
    if (word > 0) add_text(text.substr(0, word));
    text.remove_prefix(word);
    const std::string_view next = text.substr(0, std::min(text.find_first_of(kWhite), text.size()));
    if (next.empty()) break;
    if (const auto range = place(next))
      result.push_back(wrap(next, *range, part));
    else
      add_text(next);
    text.remove_prefix(next.size());
  }
  return result;
}

/// Walks the words of a page in order.
class WordWalk {
 public:
  WordWalk(std::size_t part, Placer place, std::function<void(const HtmlNode&)> pass)
      : part_(part), place_(std::move(place)), pass_(std::move(pass)) {}

  void run(HtmlNode& node) {
    pass_(node);
    std::vector<HtmlNode> children;
    for (HtmlNode& child : node.children) {
      if (child.is_text()) {
        std::vector<HtmlNode> words = wrap_words(child.text, part_, place_);
        std::move(words.begin(), words.end(), std::back_inserter(children));
        continue;
      }
      if (!is_opaque(child)) run(child);
      children.push_back(std::move(child));
    }
    node.children = std::move(children);
    pass_(node);
  }

 private:
  std::size_t part_;
  Placer place_;
  std::function<void(const HtmlNode&)> pass_;
};

/// Finds the words of a page in its source, each behind the last.
class WordFinder {
 public:
  explicit WordFinder(std::string_view source) : source_(source) {
    if (source.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::optional<Range> find(std::string_view word) {
    skip_markup();
    std::size_t at = match(at_, word);
    if (at == at_) {
      // text that was passed over (of a script), or text that is coded in a way unknown here
      const std::size_t found =
          source_.substr(0, std::min(source_.size(), at_ + kReach)).find(word, at_);
      if (found == std::string_view::npos) return std::nullopt;
      at_ = found;
      at = found + word.size();
    }
    const LineColumn begin = count_to(at_);
    at_ = at;
    return Range{begin, count_to(at)};
  }

 private:
  static constexpr std::size_t kReach = 4096;

  /// Behind tags, comments, declarations and white space.
  void skip_markup() {
    while (at_ < source_.size()) {
      const std::string_view rest = source_.substr(at_);
      std::size_t end = rest.find_first_not_of(kWhite);
      if (end == 0 && rest.starts_with("<!--")) {
        end = find_behind(rest, "-->");
      } else if (end == 0 && is_tag(rest)) {
        end = tag_end(rest);
        for (const std::string_view name : {"script", "style"}) {
          if (!begins_with_tag(rest, name)) continue;
          const std::size_t close = rest.find("</", end);
          end = close == std::string_view::npos ? rest.size() : close;
        }
      } else if (end == 0) {
        return;
      }
      at_ += std::min(end, rest.size());
    }
  }

  static std::size_t find_behind(std::string_view text, std::string_view mark) {
    const std::size_t found = text.find(mark);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  }

  static bool is_tag(std::string_view text) {
    if (text.size() < 2 || text.front() != '<') return false;
    const char next = text[1];
    return next == '/' || next == '!' || next == '?' || (next >= 'a' && next <= 'z') ||
           (next >= 'A' && next <= 'Z');
  }

  static bool begins_with_tag(std::string_view text, std::string_view name) {
    return text.size() > name.size() + 1 && text.substr(1, name.size()) == name &&
           std::isalnum(static_cast<unsigned char>(text[name.size() + 1])) == 0;
  }

  static std::size_t tag_end(std::string_view tag) {
    char quote = 0;
    for (std::size_t at = 1; at < tag.size(); ++at) {
      const char c = tag[at];
      if (quote == 0 && c == '>') return at + 1;
      if (quote == 0 && (c == '"' || c == '\'') && tag[at - 1] == '=')
        quote = c;
      else if (c == quote)
        quote = 0;
    }
    return tag.size();
  }

  /// Behind `word` where it stands at a place of the source, perhaps with references to characters
  /// in it; else the place itself.
  [[nodiscard]] std::size_t match(std::size_t begin, std::string_view word) const {
    std::size_t at = begin;
    while (!word.empty()) {
      if (at >= source_.size()) return begin;
      std::size_t size = 1;
      std::string character(1, source_[at]);
      if (source_[at] == '&') {
        if (const auto reference = formats::decode_html_reference(source_.substr(at))) {
          character = reference->text;
          size = reference->length;
        }
      }
      if (!word.starts_with(character)) return begin;
      word.remove_prefix(character.size());
      at += size;
    }
    return at;
  }

  /// The place of a byte behind the one asked for last.
  LineColumn count_to(std::size_t byte) {
    for (; counted_ < byte; ++counted_) {
      if (source_[counted_] == '\n')
        place_ = {place_.line + 1, 1};
      else if ((static_cast<unsigned char>(source_[counted_]) & 0xC0U) != 0x80U)
        ++place_.column;
    }
    return place_;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;
  LineColumn place_;
};

/// Elements that end the paragraph before and behind them.
bool ends_paragraph(const HtmlNode& node) {
  constexpr std::array<std::string_view, 36> kNames = {
      "address", "article", "aside", "blockquote", "body",     "caption",    "center",  "dd",
      "details", "div",     "dl",    "dt",         "fieldset", "figcaption", "figure",  "footer",
      "h1",      "h2",      "h3",    "h4",         "h5",       "h6",         "header",  "hr",
      "legend",  "li",      "main",  "nav",        "ol",       "p",          "section", "summary",
      "table",   "td",      "th",    "ul"};
  return std::find(kNames.begin(), kNames.end(), node.name) != kNames.end();
}

}  // namespace

void place_words(HtmlNode& page, std::string_view source, std::size_t part) {
  WordFinder finder(source);
  WordWalk(
      part, [&finder](std::string_view word) { return finder.find(word); },
      [](const HtmlNode& /*node*/) {})
      .run(page);
}

std::string place_paragraphs(HtmlNode& page, std::size_t part) {
  std::string text;
  std::size_t line = 1;
  std::size_t column = 1;
  const auto end_paragraph = [&](const HtmlNode& node) {
    if (column == 1 || !ends_paragraph(node)) return;
    text += '\n';
    ++line;
    column = 1;
  };
  const auto add = [&](std::string_view word) -> std::optional<Range> {
    if (column > 1) {
      text += ' ';
      ++column;
    }
    const LineColumn begin{line, column};
    text += word;
    column += text::count_code_points(word);
    return Range{begin, {line, column}};
  };
  WordWalk(part, add, end_paragraph).run(page);
  return text;
}

Place place_of(const HtmlNode& node) {
  const std::string position = node.get(kPosition);
  if (const std::size_t at = position.find('@'); at != std::string::npos) {
    Place place;
    const char* const end = position.data() + position.size();
    std::from_chars(position.data(), end, place.part);
    const auto [colon, error] = std::from_chars(position.data() + at + 1, end, place.line);
    if (error == std::errc() && colon != end) std::from_chars(colon + 1, end, place.column);
    return place;
  }
  for (const HtmlNode& child : node.children) {
    if (const Place place = place_of(child); place.line != 0) return place;
  }
  return {};
}

}  // namespace hexapla::intake
