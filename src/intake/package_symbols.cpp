// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "hexapla/text/utf8.hpp"

#include "package_part.hpp"

/// Fonts that draw other characters than those of their codes.
namespace hexapla::intake {
namespace {

/// The encoding of Adobe's Symbol: 20 to 7E, A0 to EF, F1 to FE.
constexpr std::string_view kSymbol20 =
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾α"
    "βχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
constexpr std::string_view kSymbolA0 =
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈"
    "®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪";
constexpr std::string_view kSymbolF1 = "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// What texts use of Wingdings: marks, arrows, bullets, numbers in circles.
const std::map<char32_t, std::string_view>& wingdings() {
  static const std::map<char32_t, std::string_view> kWingdings = {
      {0x22, "✂"}, {0x28, "☎"}, {0x2A, "✉"}, {0x36, "⌛"}, {0x3F, "✍"}, {0x41, "✌"}, {0x45, "☜"},
      {0x46, "☞"}, {0x47, "☝"}, {0x48, "☟"}, {0x4A, "☺"}, {0x4C, "☹"}, {0x52, "☼"}, {0x54, "❄"},
      {0x6C, "●"}, {0x6D, "❍"}, {0x6E, "■"}, {0x6F, "□"}, {0x71, "❑"}, {0x72, "❒"}, {0x75, "◆"},
      {0x76, "❖"}, {0x78, "⌧"}, {0x80, "⓪"}, {0x81, "①"}, {0x82, "②"}, {0x83, "③"}, {0x84, "④"},
      {0x85, "⑤"}, {0x86, "⑥"}, {0x87, "⑦"}, {0x88, "⑧"}, {0x89, "⑨"}, {0x8A, "⑩"}, {0x8B, "⓿"},
      {0x8C, "❶"}, {0x8D, "❷"}, {0x8E, "❸"}, {0x8F, "❹"}, {0x90, "❺"}, {0x91, "❻"}, {0x92, "❼"},
      {0x93, "❽"}, {0x94, "❾"}, {0x95, "❿"}, {0x9E, "·"}, {0x9F, "•"}, {0xA1, "○"}, {0xA4, "◉"},
      {0xA5, "◎"}, {0xA7, "▪"}, {0xA8, "◻"}, {0xAA, "✦"}, {0xAB, "★"}, {0xAC, "✶"}, {0xD8, "➢"},
      {0xDC, "➲"}, {0xDF, "←"}, {0xE0, "→"}, {0xE1, "↑"}, {0xE2, "↓"}, {0xE3, "↖"}, {0xE4, "↗"},
      {0xE5, "↙"}, {0xE6, "↘"}, {0xE8, "➔"}, {0xEF, "⇦"}, {0xF0, "⇨"}, {0xF1, "⇧"}, {0xF2, "⇩"},
      {0xF3, "⬄"}, {0xF4, "⇳"}, {0xFB, "✗"}, {0xFC, "✓"}, {0xFD, "☒"}, {0xFE, "☑"},
  };
  return kWingdings;
}

void add_range(std::map<char32_t, std::string>& all, char32_t first, std::string_view characters) {
  for (std::size_t at = 0; at < characters.size(); ++first) {
    const std::size_t begin = at;
    (void)text::next_code_point(characters, at);
    all[first] = characters.substr(begin, at - begin);
  }
}

const std::map<char32_t, std::string>& symbol() {
  static const std::map<char32_t, std::string> kSymbol = [] {
    std::map<char32_t, std::string> all;
    add_range(all, 0x20, kSymbol20);
    add_range(all, 0xA0, kSymbolA0);
    add_range(all, 0xF1, kSymbolF1);
    return all;
  }();
  return kSymbol;
}

template <class Map>
std::string_view find(const Map& map, char32_t character) {
  const auto found = map.find(character);
  return found == map.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

bool is_symbol_font(std::string_view font) {
  return font == "Symbol" || font.starts_with("Wingdings") || font == "Webdings";
}

std::string_view find_symbol(std::string_view font, char32_t character) {
  if (font == "Symbol") return find(symbol(), character);
  if (font == "Wingdings") return find(wingdings(), character);
  return {};
}

}  // namespace hexapla::intake
