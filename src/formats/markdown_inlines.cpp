// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "markdown_inlines.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "hexapla/model/references.hpp"
#include "hexapla/text/characters.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::formats {
namespace {

using model::Inline;
using model::Inlines;

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char32_t last_code_point(std::string_view text) {
  char32_t last = 0;
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80U) --at;
  if (at > 0) {
    --at;
    last = text::next_code_point(text, at);
  }
  return last;
}
char32_t first_code_point(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : text::next_code_point(text, at);
}

/// Whether a sign must be escaped where it stands between these characters (0: none).
bool is_active(char c, char before, char after, const InlinePlace& place) {
  switch (c) {
    case '\\':
    case '`':
    case '*':
    case '~':
    case '^':
    case '{':
    case '<':
      return true;
    case '_':
      return !is_alphanumeric(before) || !is_alphanumeric(after);
    case '@':
      return !is_alphanumeric(before) && is_letter(after);
    case '[':
      return place.is_bracketed || after == '^' || after == ' ' || after == 'x' || after == 'X';
    case ']':
      return place.is_bracketed || after == '(' || after == '[' || after == '{' || after == ':';
    case '|':
      return true;
    case '#':
      return place.is_heading;
    default:
      return false;
  }
}

/// "&amp;" and its like, which would be read as a character.
bool is_entity(std::string_view words) {
  std::size_t end = words.starts_with("&#") ? 2 : 1;
  const std::size_t begin = end;
  while (end < words.size() && is_alphanumeric(words[end])) ++end;
  return end > begin && end < words.size() && words[end] == ';';
}

/// What an inline begins with in Markdown, as far as it matters for the sign before it.
char first_sign(const Inlines& inlines, std::size_t at) {
  if (at >= inlines.size()) return '\0';
  const Inline& item = inlines[at];
  if (const auto* words = std::get_if<model::Str>(&item.value))
    return words->text.empty() ? '\0' : words->text.front();
  if (std::holds_alternative<model::Space>(item.value)) return ' ';
  if (std::holds_alternative<model::Link>(item.value) ||
      std::holds_alternative<model::Note>(item.value) ||
      std::holds_alternative<model::Span>(item.value)) {
    return '[';
  }
  return '\0';
}

std::string write_code(std::string_view words) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : words) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const bool needs_space = words.empty() || words.front() == '`' || words.back() == '`' ||
                           (words.front() == ' ' && words.back() == ' ');
  const std::string_view pad = needs_space ? " " : "";
  return fmt::format("{}{}{}{}{}", fence, pad, words, pad, fence);
}

std::string write_target(const model::Target& target) {
  const bool is_plain =
      !target.url.empty() && target.url.find_first_of(" ()<>\\\n\t") == std::string::npos;
  std::string url = target.url;
  if (!is_plain) {
    std::string escaped;
    for (const char c : url) {
      if (c == '<' || c == '>' || c == '\\') escaped += '\\';
      escaped += c == '\n' ? ' ' : c;
    }
    url = fmt::format("<{}>", escaped);
  }
  if (target.title.empty()) return fmt::format("({})", url);
  std::string title;
  for (const char c : target.title) {
    if (c == '"' || c == '\\') title += '\\';
    title += c;
  }
  return fmt::format("({} \"{}\")", url, title);
}

bool is_soft_space(char32_t before, const Inlines& inlines, std::size_t at) {
  const auto* next =
      at + 1 < inlines.size() ? std::get_if<model::Str>(&inlines[at + 1].value) : nullptr;
  const char32_t after = next == nullptr ? 0 : first_code_point(next->text);
  const auto is_wide = [](char32_t c) { return text::is_han(c) || text::is_cjk_punctuation(c); };
  return !(is_wide(before) && is_wide(after));
}

}  // namespace

std::string InlineWriter::write(const Inlines& inlines, const InlinePlace& place) {
  std::string out;
  append(inlines, place, out);
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  const std::size_t begin = out.find_first_not_of(" \n");
  out.erase(0, std::min(begin, out.size()));
  return escape_line_starts(out);
}

std::vector<InlineWriter::CalledNote> InlineWriter::take_notes() {
  return std::exchange(notes_, {});
}

/// `after` is what follows the words, 0 where nothing does.
void InlineWriter::append_words(std::string_view words, char after, const InlinePlace& place,
                                std::string& out) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char next = i + 1 < words.size() ? words[i + 1] : after;
    const char before = out.empty() ? '\0' : out.back();
    const bool begins_entity = words[i] == '&' && is_entity(words.substr(i));
    const bool is_reference = words[i] == '@' && is_kept_reference(words.substr(i));
    if (begins_entity || (!is_reference && is_active(words[i], before, next, place))) out += '\\';
    out += words[i];
  }
}

bool InlineWriter::is_kept_reference(std::string_view words) const {
  if (references_.empty()) return false;
  const auto tokens = model::find_reference_tokens(words);
  if (tokens.empty() || tokens.front().begin != 0) return false;
  const std::string& id = tokens.front().id;
  return references_.contains(id) || references_.contains(id.substr(0, id.find('.')));
}

void InlineWriter::append(const Inlines& inlines, const InlinePlace& place, std::string& out) {
  for (std::size_t at = 0; at < inlines.size(); ++at) append_one(inlines, at, place, out);
}

void InlineWriter::append_one(const Inlines& inlines, std::size_t at, const InlinePlace& place,
                              std::string& out) {
  const Inline& item = inlines[at];
  if (const auto* words = std::get_if<model::Str>(&item.value)) {
    append_words(words->text, first_sign(inlines, at + 1), place, out);
  } else if (std::holds_alternative<model::Space>(item.value)) {
    if (!out.ends_with(' ') && !out.empty()) out += ' ';
  } else if (std::holds_alternative<model::SoftBreak>(item.value)) {
    if (!out.ends_with(' ') && is_soft_space(last_code_point(out), inlines, at)) out += ' ';
  } else if (std::holds_alternative<model::LineBreak>(item.value)) {
    while (out.ends_with(' ')) out.pop_back();
    out += place.is_heading || place.is_cell ? " " : "\\\n";
  } else if (const auto* styled = std::get_if<model::Styled>(&item.value)) {
    append_styled(*styled, place, out);
  } else if (const auto* note = std::get_if<model::Note>(&item.value)) {
    notes_.push_back({++note_count_, note});
    out += fmt::format("[^{}]", note_count_);
  } else {
    append_rare(item, place, out);
  }
}

void InlineWriter::append_styled(const model::Styled& styled, const InlinePlace& place,
                                 std::string& out) {
  InlinePlace inside = place;
  const bool is_span =
      styled.style == model::Style::Underline || styled.style == model::Style::SmallCaps;
  inside.is_bracketed = place.is_bracketed || is_span;
  std::string words;
  append(styled.content, inside, words);
  switch (styled.style) {
    case model::Style::Emph:
      return append_marked("*", words, out);
    case model::Style::Strong:
      return append_marked("**", words, out);
    case model::Style::Strikeout:
      return append_marked("~~", words, out);
    case model::Style::Superscript:
      return append_marked("^", words, out);
    case model::Style::Subscript:
      return append_marked("~", words, out);
    case model::Style::Underline:
      out += fmt::format("[{}]{{.underline}}", words);
      return;
    case model::Style::SmallCaps:
      out += fmt::format("[{}]{{.smallcaps}}", words);
      return;
  }
}

/// CommonMark 6.2: a mark beside white space, or between a letter and a punctuation sign, is none;
/// these signs go outside.
void InlineWriter::append_marked(std::string_view mark, const std::string& words,
                                 std::string& out) {
  const auto is_word = [](char32_t c) { return text::is_letter_or_digit(c); };
  const bool has_word_before = is_word(last_code_point(out));
  std::size_t begin = 0;
  while (begin < words.size()) {
    std::size_t next = begin;
    const char32_t c = text::next_code_point(words, next);
    const bool is_space = c == U' ' || c == 0xA0 || c == 0x3000 || c == U'\n';
    if (!is_space && (is_word(c) || !has_word_before || c == U'\\' || c == U'[')) break;
    begin = next;
  }
  std::size_t end = words.size();
  while (end > begin) {
    const char32_t c = last_code_point(std::string_view(words).substr(0, end));
    const bool is_space = c == U' ' || c == 0xA0 || c == 0x3000 || c == U'\n';
    // what follows is not known: punctuation goes outside, where it is no sign of Markdown
    const bool is_sign = c < 0x80 && !is_space;
    if (!is_space && (is_word(c) || is_sign)) break;
    end -= text::to_utf8(std::u32string(1, c)).size();
  }
  out += std::string_view(words).substr(0, begin);
  if (begin < end) {
    out += mark;
    out += std::string_view(words).substr(begin, end - begin);
    out += mark;
  }
  out += std::string_view(words).substr(end);
}

void InlineWriter::append_rare(const Inline& item, const InlinePlace& place, std::string& out) {
  InlinePlace inside = place;
  inside.is_bracketed = true;
  if (const auto* code = std::get_if<model::Code>(&item.value)) {
    out += write_code(code->text) + write_attributes(code->attributes);
  } else if (const auto* math = std::get_if<model::Math>(&item.value)) {
    out += write_code(math->text);
  } else if (const auto* raw = std::get_if<model::RawInline>(&item.value)) {
    out += write_code(raw->text);
  } else if (const auto* quoted = std::get_if<model::Quoted>(&item.value)) {
    out += quoted->is_double ? "“" : "‘";
    append(quoted->content, place, out);
    out += quoted->is_double ? "”" : "’";
  } else if (const auto* cite = std::get_if<model::Cite>(&item.value)) {
    append(cite->content, place, out);
  } else if (const auto* link = std::get_if<model::Link>(&item.value)) {
    out += '[';
    append(link->content, inside, out);
    out += ']' + write_target(link->target) + write_attributes(link->attributes);
  } else if (const auto* image = std::get_if<model::Image>(&item.value)) {
    out += "![";
    append(image->content, inside, out);
    out += ']' + write_target(image->target) + write_attributes(image->attributes);
  } else if (const auto* span = std::get_if<model::Span>(&item.value)) {
    const std::string attributes = write_attributes(span->attributes);
    if (attributes.empty()) return append(span->content, place, out);
    out += '[';
    append(span->content, inside, out);
    out += ']' + attributes;
  }
}

std::string write_attributes(const model::Attributes& attributes) {
  std::string text;
  const auto add = [&](const std::string& item) { text += (text.empty() ? "" : " ") + item; };
  for (const std::string& name : attributes.classes) add("." + name);
  if (!attributes.id.empty()) add("#" + attributes.id);
  for (const auto& [key, value] : attributes.values) {
    const bool is_plain = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
      return is_alphanumeric(c) || c == '-' || c == '.' || c == ':';
    });
    std::string escaped;
    for (const char c : value) {
      if (c == '"' || c == '\\') escaped += '\\';
      escaped += c;
    }
    add(is_plain ? fmt::format("{}={}", key, value) : fmt::format("{}=\"{}\"", key, escaped));
  }
  return text.empty() ? text : fmt::format("{{{}}}", text);
}

namespace {

/// Where a list's label ends that a line begins with ("1." "a)" "(iv)"): the place of its last
/// sign; npos for other lines.
std::size_t find_label_end(std::string_view line) {
  const std::size_t begin = line.starts_with('(') ? 1 : 0;
  std::size_t end = begin;
  while (end < line.size() && is_alphanumeric(line[end])) ++end;
  const std::string_view counter = line.substr(begin, end - begin);
  const bool is_counter = counter.size() == 1 ||
                          counter.find_first_not_of("0123456789") == std::string_view::npos ||
                          counter.find_first_not_of("ivxlcdmIVXLCDM") == std::string_view::npos;
  if (counter.empty() || !is_counter || end == line.size()) return std::string_view::npos;
  const bool is_closed = line[end] == ')' || (begin == 0 && line[end] == '.');
  const bool is_alone = end + 1 == line.size() || line[end + 1] == ' ';
  return is_closed && is_alone ? end : std::string_view::npos;
}

std::string escape_line(std::string_view line) {
  if (line.empty()) return {};
  const auto follows = [&](char c) { return line.size() == 1 || line[1] == ' ' || line[1] == c; };
  const char first = line.front();
  const bool is_sign = first == '#' || first == '>' || first == ':' || first == '=' ||
                       ((first == '-' || first == '+') && follows(first));
  if (is_sign) return fmt::format("\\{}", line);
  const std::size_t label = find_label_end(line);
  if (label == std::string_view::npos) return std::string(line);
  return fmt::format("{}\\{}", line.substr(0, label), line.substr(label));
}

}  // namespace

std::string escape_line_starts(std::string_view text) {
  std::string result;
  for (std::string_view rest = text;;) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    result += escape_line(rest.substr(0, end));
    if (end == rest.size()) return result;
    result += '\n';
    rest.remove_prefix(end + 1);
  }
}

}  // namespace hexapla::formats
