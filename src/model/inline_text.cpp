// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/inline_text.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "hexapla/text/hash.hpp"
#include "hexapla/text/normalize.hpp"

namespace hexapla::model {
namespace {

/// Where the first brace stands; the size where there is none.
std::size_t find_brace(std::string_view text) {
  const auto found =
      std::find_if(text.begin(), text.end(), [](char c) { return c == '{' || c == '}'; });
  return static_cast<std::size_t>(found - text.begin());
}

/// Literal braces are doubled, so that single ones always belong to a code.
std::string escape_braces(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (true) {
    const std::size_t brace = find_brace(text);
    if (brace == text.size()) return result.append(text);
    result.append(text.substr(0, brace + 1)).push_back(text[brace]);
    text.remove_prefix(brace + 1);
  }
}

std::string mark_of(const InlineCode& code) {
  if (code.role == CodeRole::Close) return "{/" + code.id + "}";
  return "{" + code.id + " " + escape_braces(code.equiv) + "}";
}

}  // namespace

void InlineText::append(std::string_view text) {
  if (text.empty()) return;
  if (!pieces_.empty()) {
    if (auto* last = std::get_if<std::string>(&pieces_.back())) {
      *last += text;
      return;
    }
  }
  pieces_.emplace_back(std::string(text));
}

void InlineText::append(const InlineText& other) {
  for (const Piece& piece : other.pieces_) {
    if (const auto* text = std::get_if<std::string>(&piece)) {
      append(std::string_view(*text));
    } else {
      pieces_.push_back(piece);
    }
  }
}

std::string InlineText::plain() const {
  std::string result;
  for (const Piece& piece : pieces_) {
    if (const auto* text = std::get_if<std::string>(&piece)) result += *text;
  }
  return result;
}

std::vector<InlineCode> InlineText::codes() const {
  std::vector<InlineCode> result;
  for (const Piece& piece : pieces_) {
    if (const auto* code = std::get_if<InlineCode>(&piece)) result.push_back(*code);
  }
  return result;
}

std::string InlineText::marked() const {
  std::string result;
  for (const Piece& piece : pieces_) {
    if (const auto* text = std::get_if<std::string>(&piece)) {
      result += escape_braces(*text);
    } else {
      result += mark_of(std::get<InlineCode>(piece));
    }
  }
  return result;
}

std::string InlineText::canonical() const {
  const std::string result = text::fold_spaces(marked());
  const auto composed = text::to_nfc(result);
  return composed ? *composed : result;  // malformed text is equal to itself alone
}

namespace {

/// What a code becomes whose mark was read; nothing where there is no such code.
using CodeFinder =
    std::function<std::optional<InlineCode>(std::string_view id, bool is_close, std::string equiv)>;

/// Reads marked text piece by piece.
class MarkReader {
 public:
  MarkReader(std::string_view rest, CodeFinder find) : rest_(rest), find_(std::move(find)) {}

  std::optional<InlineText> read() {
    while (!rest_.empty()) {
      if (!read_piece()) return std::nullopt;
    }
    return std::move(result_);
  }

 private:
  bool read_piece() {
    const std::size_t brace = find_brace(rest_);
    result_.append(rest_.substr(0, brace));
    rest_.remove_prefix(brace);
    if (rest_.empty()) return true;
    if (rest_.starts_with("{{") || rest_.starts_with("}}")) {
      result_.append(rest_.substr(0, 1));
      rest_.remove_prefix(2);
      return true;
    }
    return rest_.front() == '{' && read_code();
  }

  bool read_code() {
    rest_.remove_prefix(1);
    const bool is_close = rest_.starts_with('/');
    if (is_close) rest_.remove_prefix(1);
    const std::size_t end = rest_.find_first_of(" }");
    if (end == std::string_view::npos) return false;
    const std::string_view id = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (rest_.starts_with(' ')) rest_.remove_prefix(1);
    std::optional<std::string> equiv = read_equiv();
    if (!equiv) return false;
    std::optional<InlineCode> code = find_(id, is_close, *std::move(equiv));
    if (!code) return false;
    result_.append(*std::move(code));
    return true;
  }

  /// Up to the closing brace; nothing where there is none.
  std::optional<std::string> read_equiv() {
    std::string equiv;
    while (!rest_.empty()) {
      const bool is_doubled = rest_.starts_with("{{") || rest_.starts_with("}}");
      const char c = rest_.front();
      rest_.remove_prefix(is_doubled ? 2 : 1);
      if (!is_doubled && c == '}') return equiv;
      equiv += c;
    }
    return std::nullopt;
  }

  std::string_view rest_;
  CodeFinder find_;
  InlineText result_;
};

}  // namespace

std::optional<InlineText> from_canonical(std::string_view canonical,
                                         const std::vector<InlineCode>& codes) {
  return MarkReader(canonical,
                    [&codes](std::string_view id, bool is_close, const std::string& /*equiv*/) {
                      const auto found =
                          std::find_if(codes.begin(), codes.end(), [&](const InlineCode& code) {
                            return code.id == id && (code.role == CodeRole::Close) == is_close;
                          });
                      return found == codes.end() ? std::nullopt : std::optional(*found);
                    })
      .read();
}

std::optional<InlineText> from_marked(std::string_view marked) {
  return MarkReader(marked,
                    [marked](std::string_view id, bool is_close, std::string equiv) {
                      InlineCode code;
                      code.id = id;
                      code.equiv = std::move(equiv);
                      const std::string close = "{/" + code.id + "}";
                      if (is_close)
                        code.role = CodeRole::Close;
                      else if (marked.find(close) != std::string_view::npos)
                        code.role = CodeRole::Open;
                      return std::optional(std::move(code));
                    })
      .read();
}

InlineText with_plain_code_ids(const InlineText& text) {
  std::map<std::string, std::string, std::less<>> ids;
  InlineText result;
  for (const Piece& piece : text.pieces()) {
    if (const auto* words = std::get_if<std::string>(&piece)) {
      result.append(std::string_view(*words));
      continue;
    }
    InlineCode code = std::get<InlineCode>(piece);
    const auto [found, is_new] = ids.try_emplace(code.id);
    if (is_new) found->second = std::to_string(ids.size());
    code.id = found->second;
    result.append(std::move(code));
  }
  return result;
}

std::string content_hash(const InlineText& source, const InlineText& target) {
  std::string content = source.canonical();
  content += '\0';
  content += target.canonical();
  return text::hash_hex(content);
}

}  // namespace hexapla::model
