// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/document.hpp"

#include <algorithm>

namespace hexapla::model {

// The comparisons of types that hold themselves: they need the complete type.
bool Styled::operator==(const Styled&) const = default;
bool Quoted::operator==(const Quoted&) const = default;
bool Cite::operator==(const Cite&) const = default;
bool Link::operator==(const Link&) const = default;
bool Image::operator==(const Image&) const = default;
bool Note::operator==(const Note&) const = default;
bool Span::operator==(const Span&) const = default;
bool BlockQuote::operator==(const BlockQuote&) const = default;
bool OrderedList::operator==(const OrderedList&) const = default;
bool BulletList::operator==(const BulletList&) const = default;
bool DefinitionItem::operator==(const DefinitionItem&) const = default;
bool TableCell::operator==(const TableCell&) const = default;
bool Table::operator==(const Table&) const = default;
bool Div::operator==(const Div&) const = default;
// Clang 14 crashes on the default here.
bool MetaValue::operator==(const MetaValue& other) const { return value == other.value; }

bool Attributes::has_class(std::string_view name) const {
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

std::optional<std::string> Attributes::find(std::string_view key) const {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const auto& value) { return value.first == key; });
  return found == values.end() ? std::nullopt : std::optional(found->second);
}

namespace {

/// Appends what a reader sees of one inline.
struct PlainText {
  std::string& text;

  void operator()(const Str& item) const { text += item.text; }
  void operator()(const Space& /*item*/) const { append_space(); }
  void operator()(const SoftBreak& /*item*/) const { append_space(); }
  void operator()(const LineBreak& /*item*/) const { append_space(); }
  void operator()(const Code& item) const { text += item.text; }
  void operator()(const Math& item) const { text += item.text; }
  void operator()(const RawInline& /*item*/) const {}
  void operator()(const Note& /*item*/) const {}
  template <class Container>
  void operator()(const Container& item) const {
    append(item.content);
  }

  void append(const Inlines& inlines) const {
    for (const Inline& item : inlines) std::visit(*this, item.value);
  }
  void append_space() const {
    if (!text.empty() && text.back() != ' ') text += ' ';
  }
};

}  // namespace

std::string to_plain_text(const Inlines& inlines) {
  std::string text;
  PlainText{text}.append(inlines);
  return text;
}

}  // namespace hexapla::model
