// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "import_parts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "hexapla/text/compare.hpp"
#include "hexapla/text/normalize.hpp"

namespace hexapla::workspace {
namespace {

using model::Block;
using model::Blocks;
using model::Div;
using model::Heading;
using model::Inlines;

constexpr std::array<std::string_view, 3> kNamedKinds = {"figure", "table", "entry"};
constexpr std::string_view kSection = "section";

/// Something of a document that has an id: its kind, its words, and where the id is.
template <class Attributes>
struct Named {
  std::string kind;
  std::string words;
  Attributes* attributes = nullptr;
  std::vector<std::size_t> number;  ///< of a section, counted
};

std::string words_of(const Block& block) {
  if (const auto* para = std::get_if<model::Para>(&block.value))
    return model::to_plain_text(para->content);
  if (const auto* heading = std::get_if<Heading>(&block.value))
    return model::to_plain_text(heading->content);
  return {};
}

/// Sections, figures, tables and entries in their order. Headings in a region, an initiative or an
/// entry belong to it and need no id.
template <class BlocksType, class AttributesType>
class Names {
 public:
  std::vector<Named<AttributesType>> run(BlocksType& blocks) {
    walk(blocks, true);
    return std::move(names_);
  }

 private:
  void walk(BlocksType& blocks, bool has_sections) {
    for (auto& block : blocks) {
      if (auto* heading = std::get_if<Heading>(&block.value); heading != nullptr && has_sections)
        add_section(*heading);
      if (auto* div = std::get_if<Div>(&block.value)) walk_div(*div, has_sections);
    }
  }

  template <class DivType>
  void walk_div(DivType& div, bool has_sections) {
    for (const std::string_view kind : kNamedKinds) {
      if (!div.attributes.has_class(kind) || div.content.empty()) continue;
      names_.push_back({std::string(kind), words_of(div.content.front()), &div.attributes, {}});
      return;
    }
    const bool is_plan =
        div.attributes.has_class("region") || div.attributes.has_class("initiative");
    walk(div.content, has_sections && !is_plan);
  }

  template <class HeadingType>
  void add_section(HeadingType& heading) {
    const auto depth = static_cast<std::size_t>(std::max<std::int64_t>(heading.level, 1));
    numbers_.resize(depth, 0);
    ++numbers_.back();
    names_.push_back({std::string(kSection), model::to_plain_text(heading.content),
                      &heading.attributes, numbers_});
  }

  std::vector<Named<AttributesType>> names_;
  std::vector<std::size_t> numbers_;
};

bool is_explicit_id(std::string_view id) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !id.empty() && is_letter(id.front()) && std::all_of(id.begin(), id.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
  });
}

/// Ids of one document, those that it keeps from the time before first.
class IdGiver {
 public:
  explicit IdGiver(const std::vector<SourcePart>& old) {
    for (const SourcePart& part : old) {
      for (const auto& name :
           Names<const Blocks, const model::Attributes>().run(part.document.blocks)) {
        old_[name.kind].push_back({name.words, name.attributes->id});
        used_.insert(name.attributes->id);
      }
    }
  }

  /// `changed` maps ids that a document brought and that cannot stay.
  void run(Blocks& blocks, std::map<std::string, std::string>& changed) {
    drop_other_ids(blocks, false);
    auto names = Names<Blocks, model::Attributes>().run(blocks);
    collect_plan_ids(blocks);
    std::map<std::string, std::vector<std::size_t>> by_kind;
    for (std::size_t i = 0; i < names.size(); ++i) by_kind[names[i].kind].push_back(i);
    std::vector<std::string> ids(names.size());
    for (const auto& [kind, indexes] : by_kind) keep_old_ids(kind, indexes, names, ids);
    for (std::size_t i = 0; i < names.size(); ++i) {
      std::string& id = names[i].attributes->id;
      if (ids[i].empty()) ids[i] = unique(propose(names[i]));
      if (!id.empty() && id != ids[i]) changed[id] = ids[i];
      id = ids[i];
    }
  }

 private:
  struct Old {
    std::string words;
    std::string id;
  };

  /// Headings in a region, an initiative or an entry go by its id; ids that nobody could write go.
  static void drop_other_ids(Blocks& blocks, bool is_in_plan) {
    for (Block& block : blocks) {
      auto* const heading = std::get_if<Heading>(&block.value);
      if (heading != nullptr && is_in_plan) heading->attributes.id.clear();
      auto* const div = std::get_if<Div>(&block.value);
      if (div == nullptr) continue;
      if (!is_explicit_id(div->attributes.id)) div->attributes.id.clear();
      const bool is_plan = div->attributes.has_class("region") ||
                           div->attributes.has_class("initiative") ||
                           div->attributes.has_class("entry");
      drop_other_ids(div->content, is_in_plan || is_plan);
    }
  }

  /// Regions and initiatives go by their codes.
  void collect_plan_ids(const Blocks& blocks) {
    for (const Block& block : blocks) {
      const auto* div = std::get_if<Div>(&block.value);
      if (div == nullptr) continue;
      if (div->attributes.has_class("region") || div->attributes.has_class("initiative"))
        used_.insert(div->attributes.id);
      collect_plan_ids(div->content);
    }
  }

  template <class List>
  void keep_old_ids(const std::string& kind, const std::vector<std::size_t>& indexes,
                    const List& names, std::vector<std::string>& ids) const {
    const auto old = old_.find(kind);
    if (old == old_.end()) return;
    std::vector<std::string> before;
    std::vector<std::string> after;
    before.reserve(old->second.size());
    after.reserve(indexes.size());
    for (const Old& each : old->second) before.push_back(each.words);
    for (const std::size_t i : indexes) after.push_back(names[i].words);
    for (const text::AlignedPair& pair : text::align(before, after)) {
      if (pair.before && pair.after) ids[indexes[*pair.after]] = old->second[*pair.before].id;
    }
  }

  template <class Name>
  [[nodiscard]] static std::string propose(const Name& name) {
    if (is_explicit_id(name.attributes->id)) return name.attributes->id;
    std::string id = name.kind == kSection ? std::string(kSection) : name.kind;
    for (const std::size_t number : name.number) id += fmt::format("-{}", number);
    return id;
  }

  std::string unique(const std::string& id) {
    std::string candidate = id;
    for (std::size_t n = 2; !used_.insert(candidate).second; ++n)
      candidate = fmt::format("{}-{}", id, n);
    return candidate;
  }

  std::map<std::string, std::vector<Old>> old_;
  std::set<std::string> used_;
};

/// Follows links inside the document to ids that changed.
class LinkMender {
 public:
  explicit LinkMender(const std::map<std::string, std::string>& changed) : changed_(changed) {}

  void mend(Blocks& blocks) {
    for (Block& block : blocks) {
      if (auto* para = std::get_if<model::Para>(&block.value)) mend(para->content);
      if (auto* plain = std::get_if<model::Plain>(&block.value)) mend(plain->content);
      if (auto* heading = std::get_if<Heading>(&block.value)) mend(heading->content);
      if (auto* div = std::get_if<Div>(&block.value)) mend(div->content);
      if (auto* quote = std::get_if<model::BlockQuote>(&block.value)) mend(quote->content);
      if (auto* list = std::get_if<model::BulletList>(&block.value)) mend_items(list->items);
      if (auto* list = std::get_if<model::OrderedList>(&block.value)) mend_items(list->items);
    }
  }

 private:
  void mend_items(std::vector<Blocks>& items) {
    for (Blocks& item : items) mend(item);
  }

  void mend(Inlines& inlines) {
    for (model::Inline& item : inlines) {
      if (auto* link = std::get_if<model::Link>(&item.value)) {
        const auto found = link->target.url.starts_with('#')
                               ? changed_.find(link->target.url.substr(1))
                               : changed_.end();
        if (found != changed_.end()) link->target.url = "#" + found->second;
        mend(link->content);
      }
      if (auto* styled = std::get_if<model::Styled>(&item.value)) mend(styled->content);
      if (auto* span = std::get_if<model::Span>(&item.value)) mend(span->content);
      if (auto* note = std::get_if<model::Note>(&item.value)) mend(note->content);
    }
  }

  const std::map<std::string, std::string>& changed_;
};

void shift_headings(Blocks& blocks, std::int64_t by) {
  for (Block& block : blocks) {
    if (auto* heading = std::get_if<Heading>(&block.value))
      heading->level = std::max<std::int64_t>(1, heading->level - by);
    if (auto* div = std::get_if<Div>(&block.value)) {
      const bool is_plan = div->attributes.has_class("region") ||
                           div->attributes.has_class("initiative") ||
                           div->attributes.has_class("entry");
      if (!is_plan) shift_headings(div->content, by);
    }
  }
}

/// The least level of a document's headings; 0 where it has none.
std::int64_t least_level(const Blocks& blocks) {
  std::int64_t least = 0;
  for (const Block& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block.value))
      least = least == 0 ? heading->level : std::min(least, heading->level);
  }
  return least;
}

/// A first heading that is alone on its level, with others below, is the title.
bool is_title(const Blocks& blocks, std::int64_t level) {
  if (blocks.empty()) return false;
  const auto* first = std::get_if<Heading>(&blocks.front().value);
  if (first == nullptr || first->level != level) return false;
  const auto count = std::count_if(blocks.begin(), blocks.end(), [&](const Block& block) {
    const auto* heading = std::get_if<Heading>(&block.value);
    return heading != nullptr && heading->level == level;
  });
  const bool has_deeper = std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) {
    const auto* heading = std::get_if<Heading>(&block.value);
    return heading != nullptr && heading->level > level;
  });
  return count == 1 && has_deeper;
}

void give_title(intake::Incoming& incoming, const std::string& fallback) {
  model::Document& document = incoming.document;
  const std::int64_t level = least_level(document.blocks);
  const bool has_title = document.meta.contains("title");
  intake::Place place;
  std::string message = "the document has no title; it got the name of its file";
  if (!has_title && is_title(document.blocks, level)) {
    const Block& first = document.blocks.front();
    if (first.position)
      place = {first.position->part, first.position->begin_line, first.position->begin_column};
    document.meta["title"] = {std::get<Heading>(first.value).content};
    document.blocks.erase(document.blocks.begin());
    message = "the only heading of its level was taken for the title";
  } else if (!has_title) {
    document.meta["title"] = {Inlines{{model::Str{fallback}}}};
  } else {
    return;
  }
  incoming.remarks.push_back(
      {intake::RemarkKind::Uncertain, "title", {}, std::move(message), place});
}

/// The id that a part begins with.
std::string first_id(const Blocks& blocks) {
  for (const Block& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block.value)) return heading->attributes.id;
    if (const auto* div = std::get_if<Div>(&block.value);
        div != nullptr && div->attributes.has_class("region")) {
      return div->attributes.id;
    }
  }
  return {};
}

bool begins_part(const Block& block) {
  if (const auto* heading = std::get_if<Heading>(&block.value)) return heading->level == 1;
  const auto* div = std::get_if<Div>(&block.value);
  return div != nullptr && div->attributes.has_class("region");
}

std::string to_lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

}  // namespace

namespace {

void collect_ids(const Blocks& blocks, std::set<std::string>& ids) {
  for (const Block& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block.value))
      ids.insert(heading->attributes.id);
    if (const auto* div = std::get_if<Div>(&block.value)) {
      ids.insert(div->attributes.id);
      collect_ids(div->content, ids);
    }
  }
}

}  // namespace

std::set<std::string> explicit_ids(const std::vector<PartDraft>& parts) {
  std::set<std::string> ids;
  for (const PartDraft& part : parts) collect_ids(part.document.blocks, ids);
  ids.erase("");
  return ids;
}

namespace {

Inlines without_styles(Inlines inlines) {
  Inlines result;
  for (model::Inline& item : inlines) {
    Inlines* content = nullptr;
    if (auto* styled = std::get_if<model::Styled>(&item.value)) content = &styled->content;
    if (auto* span = std::get_if<model::Span>(&item.value)) content = &span->content;
    if (auto* link = std::get_if<model::Link>(&item.value)) content = &link->content;
    if (auto* note = std::get_if<model::Note>(&item.value))
      note->content = workspace::without_styles(std::move(note->content));
    if (content == nullptr) {
      result.push_back(std::move(item));
      continue;
    }
    for (model::Inline& each : without_styles(std::move(*content)))
      result.push_back(std::move(each));
  }
  return result;
}

}  // namespace

Blocks without_styles(Blocks blocks) {
  const auto strip_items = [](std::vector<Blocks>& items) {
    for (Blocks& item : items) item = without_styles(std::move(item));
  };
  for (Block& block : blocks) {
    if (auto* para = std::get_if<model::Para>(&block.value))
      para->content = without_styles(std::move(para->content));
    if (auto* plain = std::get_if<model::Plain>(&block.value))
      plain->content = without_styles(std::move(plain->content));
    if (auto* heading = std::get_if<Heading>(&block.value))
      heading->content = without_styles(std::move(heading->content));
    if (auto* div = std::get_if<Div>(&block.value))
      div->content = without_styles(std::move(div->content));
    if (auto* list = std::get_if<model::BulletList>(&block.value)) strip_items(list->items);
    if (auto* list = std::get_if<model::OrderedList>(&block.value)) strip_items(list->items);
  }
  return blocks;
}

void prepare_tree(intake::Incoming& incoming, const std::vector<SourcePart>& old,
                  const std::string& fallback_title) {
  Blocks& blocks = incoming.document.blocks;
  give_title(incoming, fallback_title);
  const std::int64_t level = least_level(blocks);
  if (level > 1) shift_headings(blocks, level - 1);
  std::map<std::string, std::string> changed;
  IdGiver(old).run(blocks, changed);
  LinkMender(changed).mend(blocks);
}

std::vector<PartDraft> split_parts(model::Document document, const std::vector<SourcePart>& old) {
  constexpr std::string_view kMasthead = "00-masthead";
  std::map<std::string, std::string> old_names;
  std::set<std::string> used{std::string(kMasthead)};
  for (const SourcePart& part : old) {
    if (const std::string id = first_id(part.document.blocks); !id.empty())
      old_names.emplace(id, part.part);
    used.insert(part.part);
  }
  std::vector<PartDraft> parts(1);
  parts.front().name = kMasthead;
  parts.front().document.meta = std::move(document.meta);
  for (Block& block : document.blocks) {
    if (begins_part(block)) parts.emplace_back();
    parts.back().document.blocks.push_back(std::move(block));
  }
  if (parts.size() == 1 && !parts.front().document.blocks.empty()) {  // no sections at all
    parts.emplace_back();
    std::swap(parts.back().document.blocks, parts.front().document.blocks);
    parts.back().name = "01-text";
    return parts;
  }
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string id = first_id(parts[i].document.blocks);
    if (const auto known = old_names.find(id); known != old_names.end()) {
      parts[i].name = known->second;
      continue;
    }
    const std::string name = fmt::format("{:02}-{}", i, to_lower(id));
    parts[i].name = name;
    for (std::size_t n = 2; !used.insert(parts[i].name).second; ++n)
      parts[i].name = fmt::format("{}-{}", name, n);
  }
  return parts;
}

}  // namespace hexapla::workspace
