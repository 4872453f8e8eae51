// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "xliff_unit_writer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

#include "xliff_content.hpp"

namespace hexapla::formats {
namespace {

using model::Segment;
using model::Unit;

/// Writes a unit anew; of what it was before (`before`, none for a new one) it keeps all that is
/// the same.
class UnitWriter {
 public:
  UnitWriter(const Unit& unit, const ReadUnit* before, std::string_view original,
             const Prefixes& prefixes)
      : unit_(unit),
        before_(before),
        original_(original),
        prefixes_(prefixes),
        codes_(unit, original, before == nullptr ? nullptr : &before->codes) {}

  std::string write(int level) {
    Layout layout;
    TagAttributes attributes{{"id", unit_.id},
                             {"name", unit_.name},
                             {"translate", unit_.translate ? std::string() : "no"}};
    std::vector<std::string_view> ours{"id", "name", "translate"};
    if (unit_.max_characters || (before_ != nullptr && before_->unit.max_characters)) {
      ours.insert(ours.end(), {"xmlns:slr", "slr:sizeRestriction"});
      if (unit_.max_characters) {
        attributes.emplace_back("xmlns:slr", kSizeRestriction);
        attributes.emplace_back("slr:sizeRestriction", std::to_string(*unit_.max_characters));
      }
    }
    layout.line(level, opening("unit", attributes,
                               before_ == nullptr ? std::string()
                                                  : other_attributes(bytes(before_->tag), ours)));
    write_foreign_elements(layout, level + 1);
    write_matches(layout, level + 1);
    write_metadata(layout, level + 1);
    write_notes(layout, level + 1);
    if (before_ != nullptr) write_foreign(layout, level + 1, before_->foreign.original_data);
    for (std::size_t i = 0; i < unit_.segments.size(); ++i) write_segment(layout, level + 1, i);
    layout.line(level, closing("unit"));
    return layout.take();
  }

 private:
  std::string opening(std::string_view name, const TagAttributes& attributes,
                      const std::string& others) const {
    std::string tag = write_start_tag(prefixes_.core + std::string(name), attributes);
    tag.insert(tag.size() - 1, others);
    return tag;
  }
  std::string closing(std::string_view name) const {
    return fmt::format("</{}{}>", prefixes_.core, name);
  }
  std::string_view bytes(const model::ByteRange& range) const {
    return original_.substr(range.begin, range.end - range.begin);
  }

  void write_foreign(Layout& layout, int level, const std::vector<model::ByteRange>& ranges) const {
    for (const model::ByteRange& range : ranges) layout.line(level, bytes(range));
  }

  /// All of them; without the matches where there are new ones.
  void write_foreign_elements(Layout& layout, int level) const {
    if (before_ == nullptr) return;
    std::vector<model::ByteRange> elements = before_->foreign.elements;
    if (!unit_.new_matches.empty()) std::erase(elements, before_->matches.element);
    write_foreign(layout, level, elements);
  }

  /// New matches, beside those of before that none of them replaces.
  void write_matches(Layout& layout, int level) const {
    if (unit_.new_matches.empty()) return;
    const bool has_matches =
        before_ != nullptr && before_->matches.element.end > before_->matches.element.begin;
    const std::string_view tag =
        has_matches ? bytes(before_->matches.tag) : std::string_view("<mtc:matches>");
    const std::string_view name = find_tag_name(tag);
    std::string start = write_start_tag(name, {{"xmlns:mtc", std::string(kMatches)}});
    start.insert(start.size() - 1, other_attributes(tag, {"xmlns:mtc"}));
    layout.line(level, start);
    if (has_matches) write_other_matches(layout, level + 1);
    for (const model::UnitMatch& match : unit_.new_matches) write_match(layout, level + 1, match);
    layout.line(level, fmt::format("</{}>", name));
  }

  void write_other_matches(Layout& layout, int level) const {
    for (const ReadMatches::Match& match : before_->matches.matches) {
      const bool is_replaced =
          std::any_of(unit_.new_matches.begin(), unit_.new_matches.end(),
                      [&](const model::UnitMatch& each) { return each.id == match.id; });
      if (!is_replaced) layout.line(level, bytes(match.range));
    }
  }

  void write_match(Layout& layout, int level, const model::UnitMatch& match) const {
    layout.line(
        level,
        write_start_tag("mtc:match",
                        {{"id", match.id},
                         {"ref", "#" + match.segment},
                         {"type", match.type},
                         {"origin", match.origin},
                         {"similarity", match.similarity ? std::to_string(*match.similarity) : ""},
                         {"reference", match.reference_language.empty() ? "" : "yes"}}));
    // Codes of a match have nothing to do with those of the unit.
    model::Unit alone;
    model::Segment& segment = alone.segments.emplace_back();
    segment.source = match.source;
    segment.target = match.target;
    const UnitCodes codes(alone, {}, nullptr);
    layout.line(level + 1, opening("source", {}, {}) +
                               to_xliff_content(match.source, codes, false, prefixes_.core) +
                               closing("source"));
    layout.line(level + 1, opening("target", {{"xml:lang", match.reference_language}}, {}) +
                               to_xliff_content(match.target, codes, true, prefixes_.core) +
                               closing("target"));
    layout.line(level, "</mtc:match>");
  }

  void write_metadata(Layout& layout, int level) const {
    const bool has_foreign = before_ != nullptr && !before_->foreign.meta_groups.empty();
    if (unit_.translated_from.empty() && unit_.merge_base.empty() && !has_foreign) return;
    layout.line(level,
                prefixes_.has_metadata
                    ? std::string("<mda:metadata>")
                    : write_start_tag("mda:metadata", {{"xmlns:mda", std::string(kMetadata)}}));
    if (!unit_.translated_from.empty()) {
      std::vector<std::pair<std::string, std::string>> values;
      for (const auto& [segment, from] : unit_.translated_from) {
        values.emplace_back(segment, from.source);
        values.emplace_back(segment + ".state", std::string(model::to_string(from.state)));
      }
      write_meta_group(layout, level + 1, kTranslatedFrom, values);
    }
    if (!unit_.merge_base.empty())
      write_meta_group(layout, level + 1, kMergeBase,
                       {unit_.merge_base.begin(), unit_.merge_base.end()});
    if (has_foreign) write_foreign(layout, level + 1, before_->foreign.meta_groups);
    layout.line(level, "</mda:metadata>");
  }

  void write_notes(Layout& layout, int level) const {
    if (unit_.notes.empty()) return;
    layout.line(level, opening("notes", {}, {}));
    for (const model::UnitNote& note : unit_.notes) layout.line(level + 1, write_note(note));
    layout.line(level, closing("notes"));
  }

  std::string write_note(const model::UnitNote& note) const {
    if (before_ != nullptr) {
      const auto& old = before_->unit.notes;
      if (const auto found = std::find(old.begin(), old.end(), note); found != old.end())
        return std::string(bytes(before_->notes[static_cast<std::size_t>(found - old.begin())]));
    }
    const std::string name = prefixes_.core + "note";
    return write_element(
        name,
        {{"id", note.id},
         {"category", note.category},
         {"appliesTo", note.applies_to},
         {"priority", note.priority ? std::to_string(*note.priority) : std::string()}},
        note.text);
  }

  /// Which segment of before has this one's id, or for one without id stands at its place.
  std::optional<std::size_t> find_before(std::size_t index) const {
    if (before_ == nullptr) return std::nullopt;
    const Segment& segment = unit_.segments[index];
    const auto& old = before_->unit.segments;
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (old[i].is_ignorable == segment.is_ignorable && old[i].id == segment.id &&
          (!segment.id.empty() || i == index))
        return i;
    }
    return std::nullopt;
  }

  void write_segment(Layout& layout, int level, std::size_t index) const {
    const Segment& segment = unit_.segments[index];
    const std::optional<std::size_t> old = find_before(index);
    const SegmentPlaces places = old ? before_->places[*old] : SegmentPlaces{};
    const char* name = segment.is_ignorable ? "ignorable" : "segment";
    const bool has_state =
        !segment.is_ignorable && (segment.target.has_value() || segment.has_state);
    layout.line(level,
                opening(name,
                        {{"id", segment.id},
                         {"state",
                          has_state ? std::string(model::to_string(segment.state)) : std::string()},
                         {"subState", segment.is_ignorable ? std::string() : segment.sub_state}},
                        other_attributes(bytes(places.tag), {"id", "state", "subState"})));
    const Segment* from = old ? &before_->unit.segments[*old] : nullptr;
    layout.line(level + 1, from != nullptr && from->source == segment.source
                               ? std::string(bytes(places.source))
                               : content("source", segment.source, false, {}));
    if (segment.target) {
      layout.line(level + 1,
                  from != nullptr && from->target == segment.target
                      ? std::string(bytes(places.target))
                      : content("target", *segment.target, true, bytes(places.target_tag)));
    }
    layout.line(level, closing(name));
  }

  std::string content(std::string_view name, const model::InlineText& text, bool is_target,
                      std::string_view tag) const {
    return opening(name, {}, other_attributes(tag, {})) +
           to_xliff_content(text, codes_, is_target, prefixes_.core) + closing(name);
  }

  const Unit& unit_;
  const ReadUnit* before_;
  std::string_view original_;
  const Prefixes& prefixes_;
  UnitCodes codes_;
};

}  // namespace

std::string write_element(std::string_view name, const TagAttributes& attributes,
                          const std::optional<std::string>& text) {
  std::string out = fmt::format("<{}", name);
  for (const auto& [key, value] : attributes) append_attribute(out, key, value);
  if (!text) return out + ">";
  out += '>';
  append_escaped(out, *text, false);
  return out + fmt::format("</{}>", name);
}

std::string write_start_tag(std::string_view name, const TagAttributes& attributes) {
  return write_element(name, attributes, std::nullopt);
}

void write_meta_group(Layout& layout, int level, std::string_view category,
                      const std::vector<std::pair<std::string, std::string>>& values) {
  layout.line(level, write_start_tag("mda:metaGroup", {{"category", std::string(category)}}));
  for (const auto& [type, value] : values)
    layout.line(level + 1, write_element("mda:meta", {{"type", type}}, value));
  layout.line(level, "</mda:metaGroup>");
}

std::string other_attributes(std::string_view tag, const std::vector<std::string_view>& ours) {
  std::string others;
  for (const XmlTagAttribute& attribute : find_tag_attributes(tag)) {
    if (std::find(ours.begin(), ours.end(), attribute.name) == ours.end())
      others += tag.substr(attribute.begin, attribute.end - attribute.begin);
  }
  return others;
}

Prefixes find_prefixes(std::string_view root_tag) {
  Prefixes prefixes;
  const std::string_view name = find_tag_name(root_tag);
  if (const std::size_t colon = name.find(':'); colon != std::string_view::npos)
    prefixes.core = name.substr(0, colon + 1);
  const auto attributes = find_tag_attributes(root_tag);
  prefixes.has_metadata =
      std::any_of(attributes.begin(), attributes.end(), [](const XmlTagAttribute& attribute) {
        return attribute.name == "xmlns:mda" && attribute.value == kMetadata;
      });
  return prefixes;
}

std::string write_unit(const model::Unit& unit, int level, const ReadUnit* before,
                       std::string_view original, const Prefixes& prefixes) {
  return UnitWriter(unit, before, original, prefixes).write(level);
}

}  // namespace hexapla::formats
