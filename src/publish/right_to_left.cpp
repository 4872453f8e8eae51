// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "right_to_left.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include <fmt/format.h>

#include "edition.hpp"

namespace hexapla::publish {
namespace {

constexpr std::string_view kIsolate = "\u2066";
constexpr std::string_view kEndIsolate = "\u2069";
constexpr std::string_view kJoined = "\u2060-\u2060";

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/'; }

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

std::string without(std::string text, std::string_view mark) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
    text.erase(at, mark.size());
  return text;
}

std::string join_hyphens(std::string_view text) {
  std::string joined;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_code_hyphen(text, i)) {
      joined += kJoined;
    } else {
      joined += text[i];
    }
  }
  return joined;
}

/// The length of a bracket at the beginning of `text` that holds Latin letters and no letter of
/// another script; 0 where there is none.
std::size_t measure_bracket(std::string_view text) {
  if (!begins(text, "(")) return 0;
  const std::size_t end = text.find_first_of("()&<", 1);
  if (end == std::string_view::npos || text[end] != ')') return 0;
  std::string inner(text.substr(1, end - 1));
  for (const std::string_view mark : {kIsolate, kEndIsolate, kJoined}) inner = without(inner, mark);
  const bool is_ascii = std::all_of(inner.begin(), inner.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return is_ascii && std::any_of(inner.begin(), inner.end(), is_letter) ? end + 1 : 0;
}

/// The length of an isolate at the beginning of `text`; 0 where there is none.
std::size_t measure_isolate(std::string_view text) {
  if (!begins(text, kIsolate)) return 0;
  const std::size_t end = text.find(kEndIsolate);
  return end == std::string_view::npos ? 0 : end + kEndIsolate.size();
}

/// The length of a word of Latin letters, digits and joined hyphens at the beginning of `text`.
std::size_t measure_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    if (is_word(text[end])) {
      ++end;
    } else if (begins(text.substr(end), kJoined)) {
      end += kJoined.size();
    } else {
      break;
    }
  }
  return end;
}

bool is_code(std::string_view word) {
  return word.find(kJoined) != std::string_view::npos &&
         std::any_of(word.begin(), word.end(), is_letter);
}

}  // namespace

std::string keep_left_to_right(std::string_view text) {
  const std::string joined = join_hyphens(text);
  std::string kept;
  for (std::string_view rest = joined; !rest.empty();) {
    std::size_t length = 0;
    if ((length = measure_bracket(rest)) != 0) {
      const std::string bracket(rest.substr(0, length));
      kept += fmt::format("{}{}{}", kIsolate, without(without(bracket, kIsolate), kEndIsolate),
                          kEndIsolate);
    } else if ((length = measure_isolate(rest)) != 0) {
      kept += rest.substr(0, length);
    } else if ((length = measure_word(rest)) != 0) {
      const std::string_view word = rest.substr(0, length);
      kept +=
          is_code(word) ? fmt::format("{}{}{}", kIsolate, word, kEndIsolate) : std::string(word);
    } else {
      length = 1;
      kept += rest.front();
    }
    rest.remove_prefix(length);
  }
  return kept;
}

}  // namespace hexapla::publish
