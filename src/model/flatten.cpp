// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "flatten.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/model/references.hpp"
#include "hexapla/model/slots.hpp"
#include "hexapla/text/characters.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::model {
namespace {

/// How a style is called in XLIFF and marked in Markdown.
struct StyleName {
  std::string_view sub_type;
  std::string_view mark;
};
constexpr std::array<StyleName, 7> kStyleNames = {{{"xlf:i", "*"},
                                                   {"xlf:u", "[]{.underline}"},
                                                   {"xlf:b", "**"},
                                                   {"hexapla:strikeout", "~~"},
                                                   {"hexapla:superscript", "^"},
                                                   {"hexapla:subscript", "~"},
                                                   {"hexapla:smallcaps", "[]{.smallcaps}"}}};

bool takes_no_space(char32_t c) { return text::is_han(c) || text::is_cjk_punctuation(c); }

std::string describe(const Attributes& attributes) {
  std::string result;
  if (!attributes.id.empty()) result += fmt::format("#{} ", attributes.id);
  for (const std::string& name : attributes.classes) result += fmt::format(".{} ", name);
  for (const auto& [key, value] : attributes.values) result += fmt::format("{}={} ", key, value);
  if (!result.empty()) result.pop_back();
  return "{" + result + "}";
}

InlineCode make_code(CodeRole role, std::string_view type, std::string_view sub_type,
                     std::string equiv) {
  InlineCode code;
  code.role = role;
  code.type = type;
  code.sub_type = sub_type;
  code.equiv = std::move(equiv);
  return code;
}

InlineCode make_placeholder(std::string_view type, std::string_view sub_type, std::string equiv,
                            std::string disp) {
  InlineCode code = make_code(CodeRole::Standalone, type, sub_type, std::move(equiv));
  code.disp = std::move(disp);
  return code;
}

InlineCode make_reference(const std::string& id, std::string_view form) {
  const bool is_plain = form.empty();
  InlineCode code =
      make_placeholder("other", is_plain ? "hexapla:ref" : fmt::format("hexapla:ref-{}", form),
                       is_plain ? "@" + id : fmt::format("[@{}]{{.{}}}", id, form), "@" + id);
  code.can_delete = false;
  return code;
}

/// A span's form of reference, or nothing where it is an ordinary span: [@ID]{.full}, [@ID]{.code},
/// the form that to_inlines makes, or the first around the last.
struct SpanReference {
  std::string id;
  std::string form;
};
std::optional<SpanReference> find_span_reference(const Span& span) {
  std::string form;
  for (const std::string_view each : {"full", "code"}) {
    if (span.attributes.has_class(each)) form = each;
  }
  if (const auto id = span.attributes.find("ref"); id && span.content.empty())
    return SpanReference{*id, form};
  if (form.empty() || span.content.size() != 1) return std::nullopt;
  if (const auto* inner = std::get_if<Span>(&span.content.front().value)) {
    const auto plain = find_span_reference(*inner);
    return plain && plain->form.empty() ? std::optional(SpanReference{plain->id, form})
                                        : std::nullopt;
  }
  const auto* text = std::get_if<Str>(&span.content.front().value);
  if (text == nullptr) return std::nullopt;
  const std::vector<ReferenceToken> tokens = find_reference_tokens(text->text);
  if (tokens.size() != 1 || tokens[0].begin != 0 || tokens[0].end != text->text.size())
    return std::nullopt;
  return SpanReference{tokens[0].id, form};
}

class Flattener {
 public:
  void append(const Inlines& inlines) {
    for (std::size_t i = 0; i < inlines.size(); ++i) {
      next_ = i + 1 < inlines.size() ? &inlines[i + 1] : nullptr;
      here_ = &inlines[i];
      std::visit(*this, inlines[i].value);
    }
  }
  FlatInlines take() { return std::move(flat_); }

  void operator()(const Str& item) {
    std::size_t done = 0;
    for (const ReferenceToken& token : find_reference_tokens(item.text)) {
      flat_.text.append(std::string_view(item.text).substr(done, token.begin - done));
      flat_.made.push_back({Span{{{}, {}, {{"ref", token.id}}}, {}}});
      add_placeholder(make_reference(token.id, {}), nullptr);
      done = token.end;
    }
    flat_.text.append(std::string_view(item.text).substr(done));
  }
  void operator()(const Space& /*item*/) { flat_.text.append(std::string_view(" ")); }
  void operator()(const SoftBreak& /*item*/) {
    if (!(takes_no_space(last_character()) && takes_no_space(next_character())))
      flat_.text.append(std::string_view(" "));
  }
  void operator()(const LineBreak& /*item*/) {
    add_placeholder(make_placeholder("fmt", "xlf:lb", "\\", "↵"), here_);
  }
  void operator()(const Styled& item) {
    const StyleName& name = kStyleNames.at(static_cast<std::size_t>(item.style));
    add_pair(make_code(CodeRole::Open, "fmt", name.sub_type, std::string(name.mark)),
             std::string(name.mark), item.content);
  }
  void operator()(const Quoted& item) {
    const std::string mark = item.is_double ? "\"" : "'";
    add_pair(make_code(CodeRole::Open, "fmt", "hexapla:quoted", mark), mark, item.content);
  }
  void operator()(const Cite& item) {
    const std::string words = to_plain_text(item.content);
    add_placeholder(make_placeholder("other", "hexapla:cite", words, words), here_);
  }
  void operator()(const Code& item) {
    add_placeholder(
        make_placeholder("other", "hexapla:code", fmt::format("`{}`", item.text), item.text),
        here_);
  }
  void operator()(const Math& item) {
    add_placeholder(
        make_placeholder("other", "hexapla:math", fmt::format("${}$", item.text), item.text),
        here_);
  }
  void operator()(const RawInline& item) {
    add_placeholder(make_placeholder("other", "hexapla:raw", item.text, item.text), here_);
  }
  void operator()(const Link& item) {
    add_pair(make_code(CodeRole::Open, "link", "", item.target.url), "", item.content);
  }
  void operator()(const Image& item) {
    InlineCode code = make_placeholder("image", "", item.target.url, to_plain_text(item.content));
    code.can_delete = false;
    add_placeholder(std::move(code), here_);
  }
  void operator()(const Note& /*item*/) {
    ++notes_;
    InlineCode code = make_placeholder("other", "hexapla:note", fmt::format("[^{}]", notes_),
                                       fmt::format("note {}", notes_));
    code.can_copy = false;
    code.can_delete = false;
    add_placeholder(std::move(code), here_);
  }
  void operator()(const Span& item) {
    if (const auto reference = find_span_reference(item)) {
      flat_.made.push_back({Span{{{}, {}, {{"ref", reference->id}}}, {}}});
      if (!reference->form.empty())
        std::get<Span>(flat_.made.back().value).attributes.classes = {reference->form};
      add_placeholder(make_reference(reference->id, reference->form), nullptr);
    } else if (const auto id = item.attributes.find("ref")) {
      InlineCode code = make_code(CodeRole::Open, "other", "hexapla:ref", "@" + *id);
      code.disp = *id;
      add_pair(std::move(code), "", item.content);
    } else if (item.attributes.find("translate") == "no") {
      const std::string words = to_plain_text(item.content);
      add_placeholder(make_placeholder("other", "hexapla:literal", words, words), here_);
    } else {
      add_pair(make_code(CodeRole::Open, "other", "hexapla:span", describe(item.attributes)), "",
               item.content);
    }
  }

 private:
  std::string next_id() { return std::to_string(flat_.nodes.size() + 1); }

  void add_placeholder(InlineCode code, const Inline* node) {
    code.id = next_id();
    flat_.nodes.push_back(node);
    flat_.text.append(std::move(code));
  }

  void add_pair(InlineCode open, std::string close_equiv, const Inlines& content) {
    open.id = next_id();
    flat_.nodes.push_back(here_);
    InlineCode close = open;
    close.role = CodeRole::Close;
    close.equiv = std::move(close_equiv);
    if (!open.disp.empty()) close.disp = "/" + open.disp;
    const Inline* next = next_;
    flat_.text.append(std::move(open));
    append(content);
    next_ = next;
    flat_.text.append(std::move(close));
  }

  [[nodiscard]] char32_t last_character() const {
    if (flat_.text.empty()) return 0;
    const auto* words = std::get_if<std::string>(&flat_.text.pieces().back());
    if (words == nullptr) return 0;
    const std::u32string code_points = text::to_code_points(*words);
    return code_points.back();
  }

  [[nodiscard]] char32_t next_character() const {
    if (next_ == nullptr) return 0;
    const std::string words = to_plain_text({*next_});
    std::size_t at = 0;
    return words.empty() ? 0 : text::next_code_point(words, at);
  }

  FlatInlines flat_;
  const Inline* here_ = nullptr;
  const Inline* next_ = nullptr;
  std::size_t notes_ = 0;
};

/// Builds inlines from text with codes; pairs that do not nest are closed where their parent ends.
class Builder {
 public:
  Builder(FlatInlines flat, const InlineText& source_text) : flat_(std::move(flat)) {
    std::size_t n = 0;
    for (const InlineCode& code : source_text.codes()) {
      if (code.role != CodeRole::Close) ordinals_.emplace(code.id, n++);
    }
    frames_.emplace_back();
  }

  Inlines build(const InlineText& text) {
    for (const Piece& piece : text.pieces()) {
      if (const auto* words = std::get_if<std::string>(&piece)) {
        frames_.back().content.push_back({Str{*words}});
      } else {
        add(std::get<InlineCode>(piece));
      }
    }
    while (frames_.size() > 1) close();
    return std::move(frames_.front().content);
  }

 private:
  struct Frame {
    std::string id;
    const Inline* node = nullptr;
    Inlines content;
  };

  void add(const InlineCode& code) {
    if (code.role == CodeRole::Close) {
      close_until(code.id);
      return;
    }
    const Inline* node = find_node(code.id);
    if (node == nullptr) return;
    if (code.role == CodeRole::Standalone) {
      frames_.back().content.push_back(*node);
    } else {
      frames_.push_back({code.id, node, {}});
    }
  }

  const Inline* find_node(const std::string& id) const {
    const auto ordinal = ordinals_.find(id);
    if (ordinal == ordinals_.end() || ordinal->second >= flat_.nodes.size()) return nullptr;
    if (flat_.nodes[ordinal->second] != nullptr) return flat_.nodes[ordinal->second];
    std::size_t made = 0;
    for (std::size_t i = 0; i < ordinal->second; ++i) made += flat_.nodes[i] == nullptr ? 1U : 0U;
    return &flat_.made[made];
  }

  void close_until(const std::string& id) {
    const auto is_open = [&](const Frame& frame) { return frame.id == id; };
    if (std::none_of(frames_.begin() + 1, frames_.end(), is_open)) return;
    while (frames_.back().id != id) close();
    close();
  }

  /// Puts the innermost pair, with its new content, into what holds it.
  void close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    Inline item = *frame.node;
    std::visit(
        [&](auto& value) {
          if constexpr (requires { value.content = std::move(frame.content); })
            value.content = std::move(frame.content);
        },
        item.value);
    frames_.back().content.push_back(std::move(item));
  }

  FlatInlines flat_;
  std::map<std::string, std::size_t, std::less<>> ordinals_;
  std::vector<Frame> frames_;
};

}  // namespace

FlatInlines flatten(const Inlines& inlines) {
  Flattener flattener;
  flattener.append(inlines);
  return flattener.take();
}

bool has_words(const InlineText& text) { return text::has_letters(text.plain()); }

InlineText to_inline_text(const Inlines& inlines) { return flatten(inlines).text; }

Inlines to_inlines(const InlineText& text, const Inlines& source, const InlineText& source_text) {
  return Builder(flatten(source), source_text).build(text);
}

}  // namespace hexapla::model
