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

/// Literal braces are doubled, so that single ones always belong to a code.
std::string escape_braces(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '{' || c == '}') result += c;
  }
  return result;
}

std::string canonical_code(const InlineCode& code) {
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

std::string InlineText::canonical() const {
  std::string result;
  for (const Piece& piece : pieces_) {
    if (const auto* text = std::get_if<std::string>(&piece)) {
      result += escape_braces(*text);
    } else {
      result += canonical_code(std::get<InlineCode>(piece));
    }
  }
  result = text::fold_spaces(result);
  const auto composed = text::to_nfc(result);
  return composed ? *composed : result;  // malformed text is equal to itself alone
}

namespace {

/// Reads canonical text piece by piece.
class CanonicalReader {
 public:
  CanonicalReader(std::string_view rest, const std::vector<InlineCode>& codes)
      : rest_(rest), codes_(codes) {}

  std::optional<InlineText> read() {
    while (!rest_.empty()) {
      if (!read_piece()) return std::nullopt;
    }
    return std::move(result_);
  }

 private:
  bool read_piece() {
    const std::size_t brace = std::min(rest_.find_first_of("{}"), rest_.size());
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
    if (!skip_to_closing_brace()) return false;
    const auto found = std::find_if(codes_.begin(), codes_.end(), [&](const InlineCode& code) {
      return code.id == id && (code.role == CodeRole::Close) == is_close;
    });
    if (found == codes_.end()) return false;
    result_.append(*found);
    return true;
  }

  bool skip_to_closing_brace() {
    while (!rest_.empty()) {
      if (rest_.starts_with("{{") || rest_.starts_with("}}")) {
        rest_.remove_prefix(2);
        continue;
      }
      const bool is_end = rest_.front() == '}';
      rest_.remove_prefix(1);
      if (is_end) return true;
    }
    return false;
  }

  std::string_view rest_;
  const std::vector<InlineCode>& codes_;
  InlineText result_;
};

}  // namespace

std::optional<InlineText> from_canonical(std::string_view canonical,
                                         const std::vector<InlineCode>& codes) {
  return CanonicalReader(canonical, codes).read();
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
