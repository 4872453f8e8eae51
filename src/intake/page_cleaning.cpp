// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <optional>
#include <utility>

#include "hexapla/text/normalize.hpp"

#include "page.hpp"

namespace hexapla::intake {
namespace {

using formats::HtmlNode;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Programs, styles and what a browser fetches by itself: no text of the page.
constexpr std::array<std::string_view, 5> kMachinery = {"script", "style", "link", "base",
                                                        "template"};
/// Boxes that hold words as a paragraph does, for pandoc divs.
constexpr std::array<std::string_view, 10> kBoxes = {"address", "center",   "details", "dialog",
                                                     "figure",  "fieldset", "form",    "hgroup",
                                                     "marquee", "noscript"};
constexpr std::array<std::string_view, 2> kBoxHeads = {"summary", "legend"};
/// Boxes in a line, which touch no word beside them.
constexpr std::array<std::string_view, 4> kControls = {"textarea", "select", "button", "label"};
/// Elements whose text shows in place of what they load.
constexpr std::array<std::string_view, 7> kLoaders = {"iframe", "object", "embed",  "video",
                                                      "audio",  "canvas", "picture"};

bool is_hidden(const HtmlNode& node) {
  if (node.find("hidden")) return true;
  std::string style = node.get("style");
  std::erase_if(style, [](unsigned char c) { return std::isspace(c) != 0; });
  std::transform(style.begin(), style.end(), style.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

HtmlNode make_element(std::string name, std::vector<HtmlNode> children) {
  return {std::move(name), {}, {}, std::move(children)};
}

HtmlNode make_text(std::string text) { return {{}, {}, std::move(text), {}}; }

class Cleaner {
 public:
  explicit Cleaner(std::vector<Remark>& remarks) : remarks_(remarks) {}

  void run(HtmlNode& node) {
    std::vector<HtmlNode> children;
    for (HtmlNode& child : node.children) {
      if (!child.is_text() && drops(child)) continue;
      const bool is_control = is_one_of(kControls, child.name);
      if (!child.is_text() && child.name != "math") {
        rename(child);
        run(child);
      }
      if (child.name == "table" || child.name == "dl") free_loose(child, children);
      if (is_control) children.push_back(make_text(" "));
      children.push_back(std::move(child));
      if (is_control) children.push_back(make_text(" "));
    }
    node.children = std::move(children);
    mend(node);
  }

 private:
  bool drops(const HtmlNode& node) {
    if (is_one_of(kMachinery, node.name)) return true;
    if (!is_hidden(node)) return false;
    if (has_words(node)) {
      remarks_.push_back({RemarkKind::Dropped, "hidden text", words_of(node),
                          "no reader of the page sees it", place_of(node)});
    }
    return true;
  }

  void rename(HtmlNode& node) {
    if (is_one_of(kBoxes, node.name) || is_one_of(kLoaders, node.name)) node.name = "div";
    if (is_one_of(kBoxHeads, node.name)) node.name = "p";
    if (node.name == "textarea") node.name = "span";
    if (node.name == "figcaption") {
      const bool has_blocks = std::any_of(node.children.begin(), node.children.end(),
                                          [](const HtmlNode& each) { return each.name == "p"; });
      node.name = has_blocks ? "div" : "p";
    }
    if (node.name == "svg") take_drawing(node);
  }

  void take_drawing(HtmlNode& node) {
    const bool has_text = has_words(node);
    const std::string words = words_of(node);
    remarks_.push_back({RemarkKind::Uncertain,
                        "drawing",
                        {},
                        has_text ? "the words of a drawing were kept, its lines were not"
                                 : "a drawing without words was left out",
                        place_of(node)});
    node = make_element("span", {});
    if (has_text) node.children.push_back(make_text(words));
  }

  void mend(HtmlNode& node) {
    if (node.name == "ul" || node.name == "ol") wrap_items(node);
    if (node.name == "dl") wrap_definitions(node);
    if (node.name == "tr") wrap_loose(node, {"td", "th"}, "td");
    if (node.name == "select") part_options(node);
    if (node.name == "ruby") bracket_readings(node);
  }

  void tell_loose(const HtmlNode& node, std::string what) {
    remarks_.push_back({RemarkKind::Uncertain,
                        std::move(what),
                        {},
                        "words stood between its parts and were kept beside them",
                        place_of(node)});
  }

  /// Children that are none of `parts` get an element of their own each, white space aside.
  void wrap_loose(HtmlNode& node, const std::vector<std::string_view>& parts,
                  const std::string& wrapper) {
    std::vector<HtmlNode> children;
    bool is_open = false;
    for (HtmlNode& child : node.children) {
      const bool is_part = std::find(parts.begin(), parts.end(), child.name) != parts.end();
      if (is_part || (!is_open && !has_words(child) && child.name != "img")) {
        is_open = false;
        children.push_back(std::move(child));
        continue;
      }
      if (!is_open) {
        tell_loose(child, node.name == "tr" ? "table" : "list");
        children.push_back(make_element(wrapper, {}));
      }
      is_open = true;
      children.back().children.push_back(std::move(child));
    }
    node.children = std::move(children);
  }

  /// A list right inside a list belongs to the item before it, as browsers show it.
  void wrap_items(HtmlNode& list) {
    std::vector<HtmlNode> children;
    for (HtmlNode& child : list.children) {
      const bool is_list = child.name == "ul" || child.name == "ol";
      const auto item = std::find_if(children.rbegin(), children.rend(),
                                     [](const HtmlNode& each) { return each.name == "li"; });
      if (is_list && item != children.rend())
        item->children.push_back(std::move(child));
      else
        children.push_back(std::move(child));
    }
    list.children = std::move(children);
    wrap_loose(list, {"li"}, "li");
  }

  /// Groups of a definition list are opened; words behind a term are its definition.
  void wrap_definitions(HtmlNode& list) {
    std::vector<HtmlNode> children;
    for (HtmlNode& child : list.children) {
      if (child.name == "div")
        std::move(child.children.begin(), child.children.end(), std::back_inserter(children));
      else
        children.push_back(std::move(child));
    }
    list.children = std::move(children);
    wrap_loose(list, {"dt", "dd"}, "dd");
  }

  /// Words in a table outside its cells, and definitions before the first term, stand before it.
  void free_loose(HtmlNode& node, std::vector<HtmlNode>& before) {
    const bool is_table = node.name == "table";
    std::vector<HtmlNode> children;
    bool has_term = is_table;
    for (HtmlNode& child : node.children) {
      constexpr std::array<std::string_view, 7> kParts = {"caption", "colgroup", "col", "thead",
                                                          "tbody",   "tfoot",    "tr"};
      has_term = has_term || child.name == "dt";
      const bool fits = is_table ? is_one_of(kParts, child.name) : has_term;
      if (fits || !has_words(child)) {
        children.push_back(std::move(child));
        continue;
      }
      if (is_table) tell_loose(child, "table");
      before.push_back(make_element("div", {}));
      before.back().children.push_back(std::move(child));
      if (!is_table) before.back().children.back().name = "p";
    }
    node.children = std::move(children);
  }

  /// The choices of a form are shown one below the other.
  static void part_options(HtmlNode& select) {
    std::vector<HtmlNode> children;
    for (HtmlNode& child : select.children) {
      const bool is_option = child.name == "option";
      children.push_back(std::move(child));
      if (is_option) children.push_back(make_element("br", {}));
    }
    select.children = std::move(children);
  }

  /// A reading behind the word that it belongs to stands in brackets (HTML, 4.5.10).
  void bracket_readings(HtmlNode& ruby) {
    const bool has_brackets = std::any_of(ruby.children.begin(), ruby.children.end(),
                                          [](const HtmlNode& each) { return each.name == "rp"; });
    for (HtmlNode& child : ruby.children) {
      if (child.name != "rt" || has_brackets || !has_words(child)) continue;
      remarks_.push_back({RemarkKind::Uncertain,
                          "reading",
                          {},
                          "a reading above a word now stands behind it in brackets",
                          place_of(child)});
      child.children.insert(child.children.begin(), make_text("("));
      child.children.push_back(make_text(")"));
      child.name = "span";
    }
  }

  std::vector<Remark>& remarks_;
};

}  // namespace

void clean_page(HtmlNode& page, std::vector<Remark>& remarks) { Cleaner(remarks).run(page); }

void for_each_element(HtmlNode& node, const std::function<void(HtmlNode&)>& visit) {
  if (node.is_text()) return;
  visit(node);
  for (HtmlNode& child : node.children) for_each_element(child, visit);
}

bool has_words(const HtmlNode& node) { return !words_of(node).empty(); }

std::string words_of(const HtmlNode& node) {
  return std::string(text::trim(text::fold_spaces(node.to_text())));
}

bool is_heading(const HtmlNode& node) {
  return node.name.size() == 2 && node.name[0] == 'h' && node.name[1] >= '1' && node.name[1] <= '6';
}

bool has_token(const HtmlNode& node, std::string_view attribute, std::string_view token) {
  const std::string value = " " + text::fold_spaces(node.get(attribute)) + " ";
  return value.find(" " + std::string(token) + " ") != std::string::npos;
}

}  // namespace hexapla::intake
