// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "hexapla/text/utf8.hpp"

#include "page.hpp"

namespace hexapla::intake {
namespace {

using formats::HtmlNode;

/// The name in an address inside the page; empty for every other address.
std::string target_of(const HtmlNode& node) {
  const std::string address = node.get("href");
  return node.name == "a" && address.starts_with('#') ? address.substr(1) : std::string();
}

bool is_back_link(const HtmlNode& node) {
  return has_token(node, "role", "doc-backlink") || has_token(node, "epub:type", "backlink") ||
         has_token(node, "class", "footnote-back") || has_token(node, "class", "footnote-backref");
}

/// Whether a link says itself that it calls a note (EPUB structural semantics 1.1; DPUB-ARIA 1.1).
bool is_declared_call(const HtmlNode& link) {
  return has_token(link, "epub:type", "noteref") || has_token(link, "role", "doc-noteref") ||
         has_token(link, "class", "footnote-ref") || has_token(link, "class", "noteref");
}

/// "12", "[3]", "(a)", "*": what a note is called by.
bool is_label(std::string_view words) {
  constexpr std::size_t kLongest = 5;
  const std::size_t length = text::count_code_points(words);
  return length > 0 && length <= kLongest && words.find(' ') == std::string_view::npos;
}

struct Call {
  std::string note;           ///< the id that it leads to
  std::set<std::string> ids;  ///< its own, which a link in the note leads back to
  bool is_declared = false;
  std::string label;
  std::size_t order = 0;  ///< among all elements
  Place place;
};

/// Where an id stands, and the smallest box around it that can be a note.
struct Target {
  std::size_t order = 0;
  const HtmlNode* box = nullptr;
};

bool contains(const HtmlNode& node, const std::function<bool(const HtmlNode&)>& holds) {
  if (node.is_text()) return false;
  return holds(node) || std::any_of(node.children.begin(), node.children.end(),
                                    [&](const HtmlNode& each) { return contains(each, holds); });
}

/// One walk over all elements, with what stands around each.
class CallFinder {
 public:
  explicit CallFinder(const HtmlNode& page) { walk(page); }

  [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }

  /// The box of the note that a call leads to; null where it leads to none.
  [[nodiscard]] const HtmlNode* find_note(const Call& call) const {
    const auto target = targets_.find(call.note);
    if (target == targets_.end() || target->second.box == nullptr) return nullptr;
    if (!call.is_declared && target->second.order <= call.order) return nullptr;
    const HtmlNode& box = *target->second.box;
    const bool is_other = contains(box, [&](const HtmlNode& each) {
      return is_heading(each) || each.name == "table" ||
             (target_of(each) == call.note && !is_back_link(each));
    });
    return is_other || !has_words(box) ? nullptr : &box;
  }

 private:
  void walk(const HtmlNode& node) {
    if (node.is_text()) return;
    ++order_;
    path_.push_back(&node);
    for (const char* const key : {"id", "name"}) {
      const std::string id = node.get(key);
      if (!id.empty() && (key[0] == 'i' || node.name == "a"))
        targets_.try_emplace(id, Target{order_, find_box()});
    }
    if (!target_of(node).empty()) look_at(node);
    for (const HtmlNode& child : node.children) walk(child);
    path_.pop_back();
  }

  [[nodiscard]] const HtmlNode* find_box() const {
    constexpr std::array<std::string_view, 5> kBoxes = {"li", "p", "aside", "dd", "div"};
    const auto box = std::find_if(path_.rbegin(), path_.rend(), [&](const HtmlNode* each) {
      return std::find(kBoxes.begin(), kBoxes.end(), each->name) != kBoxes.end();
    });
    return box == path_.rend() ? nullptr : *box;
  }

  void look_at(const HtmlNode& link) {
    const std::string words = words_of(link);
    const HtmlNode* const around = path_.size() > 1 ? path_[path_.size() - 2] : nullptr;
    const bool is_raised_outside = around != nullptr && around->name == "sup";
    const bool is_raised_inside =
        std::any_of(link.children.begin(), link.children.end(),
                    [](const HtmlNode& each) { return each.name == "sup"; });
    const bool is_raised = (is_raised_outside || is_raised_inside) && is_label(words);
    if (is_back_link(link) || (!is_declared_call(link) && !is_raised)) return;
    Call call{target_of(link), {}, is_declared_call(link), words, order_, place_of(link)};
    for (auto each = path_.rbegin(); each != path_.rend(); ++each) {
      if (const std::string id = (*each)->get("id"); !id.empty()) call.ids.insert(id);
      if ((*each)->name != "a" && (*each)->name != "sup" && (*each)->name != "span") break;
    }
    calls_.push_back(std::move(call));
  }

  std::vector<const HtmlNode*> path_;
  std::vector<Call> calls_;
  std::map<std::string, Target> targets_;
  std::size_t order_ = 0;
};

/// Pandoc leaves out what an EPUB calls a title page, a table of contents, or a note without call.
void drop_types(HtmlNode& page) {
  for_each_element(page, [](HtmlNode& node) {
    std::erase_if(node.attributes, [](const auto& each) { return each.first == "epub:type"; });
  });
}

/// Takes notes out of a page.
class NoteTaker {
 public:
  explicit NoteTaker(std::vector<Remark>& remarks) : remarks_(remarks) {}

  /// Remembers the note of a call.
  void choose(const Call& call, const HtmlNode& box) {
    if (!chosen_.insert(call.note).second) {
      remarks_.push_back(
          {RemarkKind::Changed,
           "note",
           {},
           fmt::format("the note “{}” is called twice; it now stands twice", call.label),
           call.place});
      return;
    }
    call_of_.try_emplace(&box, &call);
  }

  /// Takes out the notes that were chosen; no element of the page may have moved since.
  void take_from(HtmlNode& node) {
    std::vector<HtmlNode> kept;
    kept.reserve(node.children.size());
    for (HtmlNode& child : node.children) {
      take_from(child);
      const auto call = call_of_.find(&child);
      if (call == call_of_.end())
        kept.push_back(std::move(child));
      else
        add(std::move(child), *call->second);
    }
    node.children = std::move(kept);
  }

  [[nodiscard]] const std::set<std::string>& chosen() const { return chosen_; }
  [[nodiscard]] std::vector<HtmlNode> notes() { return std::move(notes_); }

 private:
  void add(HtmlNode&& box, const Call& call) {
    HtmlNode note{"aside", {{"epub:type", "footnote"}, {"id", call.note}}, {}, {}};
    drop_types(box);
    if (box.name == "p")
      note.children.push_back(std::move(box));
    else
      note.children = std::move(box.children);
    strip(note, call);
    notes_.push_back(std::move(note));
  }

  /// Takes off the way back and the label that the note begins with.
  void strip(HtmlNode& note, const Call& call) {
    for_each_element(note, [&](HtmlNode& node) {
      std::erase_if(node.children, [&](const HtmlNode& child) {
        const bool leads_back = call.ids.count(target_of(child)) > 0 || is_back_link(child);
        if (leads_back) tell(child);
        return leads_back;
      });
    });
    strip_label(note, call.label);
  }

  void tell(const HtmlNode& node) {
    if (has_words(node))
      remarks_.push_back({RemarkKind::Markup, "note label", words_of(node), {}, place_of(node)});
  }

  /// The first words of a note where they are its label, with a stop or without.
  void strip_label(HtmlNode& node, const std::string& label) {
    const auto first = std::find_if(node.children.begin(), node.children.end(),
                                    [](const HtmlNode& child) { return has_words(child); });
    if (first == node.children.end() || first->is_text()) return;
    const std::string words = words_of(*first);
    if (words != label && words != label + "." && words != label + ")") {
      strip_label(*first, label);
      return;
    }
    tell(*first);
    node.children.erase(first);
  }

  std::vector<Remark>& remarks_;
  std::set<std::string> chosen_;
  std::map<const HtmlNode*, const Call*> call_of_;
  std::vector<HtmlNode> notes_;
};

/// Calls as pandoc knows them, without the raised element around them.
class CallMarker {
 public:
  CallMarker(const std::set<std::string>& notes, std::vector<Remark>& remarks)
      : notes_(notes), remarks_(remarks) {}

  void run(HtmlNode& node) {
    for (HtmlNode& child : node.children) {
      if (child.is_text()) continue;
      if (child.name == "sup" && is_call_alone(child)) {
        HtmlNode link = std::move(*find_link(child));
        child = std::move(link);
      }
      if (notes_.count(target_of(child)) > 0)
        mark(child);
      else
        run(child);
    }
  }

 private:
  static std::vector<HtmlNode>::iterator find_link(HtmlNode& node) {
    return std::find_if(node.children.begin(), node.children.end(),
                        [](const HtmlNode& each) { return each.name == "a"; });
  }

  bool is_call_alone(HtmlNode& raised) const {
    const auto link = find_link(raised);
    return link != raised.children.end() && notes_.count(target_of(*link)) > 0 &&
           words_of(raised) == words_of(*link);
  }

  void mark(HtmlNode& link) {
    remarks_.push_back({RemarkKind::Markup, "note call", words_of(link), {}, place_of(link)});
    link.attributes = {{"epub:type", "noteref"}, {"href", link.get("href")}};
  }

  const std::set<std::string>& notes_;
  std::vector<Remark>& remarks_;
};

/// Boxes that notes were taken out of are left without words.
void drop_empty_boxes(HtmlNode& node) {
  for (HtmlNode& child : node.children) drop_empty_boxes(child);
  std::erase_if(node.children, [](const HtmlNode& child) {
    constexpr std::array<std::string_view, 4> kBoxes = {"ol", "ul", "section", "div"};
    const bool is_box = std::find(kBoxes.begin(), kBoxes.end(), child.name) != kBoxes.end();
    return is_box && !has_words(child) &&
           !contains(child, [](const HtmlNode& each) { return each.name == "img"; });
  });
}

}  // namespace

void gather_notes(HtmlNode& page, std::vector<Remark>& remarks) {
  const CallFinder finder(page);
  NoteTaker taker(remarks);
  for (const Call& call : finder.calls()) {
    if (const HtmlNode* note = finder.find_note(call)) taker.choose(call, *note);
  }
  taker.take_from(page);
  drop_types(page);
  if (taker.chosen().empty()) return;
  std::vector<HtmlNode> notes = taker.notes();
  const auto body = std::find_if(page.children.begin(), page.children.end(),
                                 [](const HtmlNode& each) { return each.name == "body"; });
  HtmlNode& home = body == page.children.end() ? page : *body;
  std::move(notes.begin(), notes.end(), std::back_inserter(home.children));
  CallMarker(taker.chosen(), remarks).run(page);
  drop_empty_boxes(home);
}

}  // namespace hexapla::intake
