// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/formats/xml.hpp"

#include "xliff_content.hpp"
#include "xliff_document.hpp"

namespace hexapla::formats {
namespace {

using model::Segment;
using model::SegmentFile;
using model::Unit;

bool same_segment_frame(const Segment& a, const Segment& b) {
  return a.id == b.id && a.is_ignorable == b.is_ignorable && a.source == b.source;
}

bool same_segment(const Segment& a, const Segment& b) {
  return same_segment_frame(a, b) && a.state == b.state && a.sub_state == b.sub_state &&
         a.target == b.target;
}

/// Whether two units differ in nothing but targets, states and sub-states.
bool same_frame(const Unit& a, const Unit& b) {
  return a.id == b.id && a.name == b.name && a.groups == b.groups && a.translate == b.translate &&
         a.notes == b.notes && a.translated_from == b.translated_from &&
         a.merge_base == b.merge_base &&
         std::equal(a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
                    same_segment_frame);
}

bool same_unit(const Unit& a, const Unit& b) {
  return same_frame(a, b) && std::equal(a.segments.begin(), a.segments.end(), b.segments.begin(),
                                        b.segments.end(), same_segment);
}

/// The deterministic layout: two spaces a level, one element a line.
class Layout {
 public:
  void line(int level, std::string_view text) {
    out_.append(static_cast<std::size_t>(level) * 2, ' ');
    out_ += text;
    out_ += '\n';
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string element(std::string_view name,
                    const std::vector<std::pair<std::string_view, std::string>>& attributes,
                    const std::optional<std::string>& text) {
  std::string out = fmt::format("<{}", name);
  for (const auto& [key, value] : attributes) append_attribute(out, key, value);
  if (!text) return out + ">";
  out += '>';
  append_escaped(out, *text, false);
  return out + fmt::format("</{}>", name);
}

std::string start_tag(std::string_view name,
                      const std::vector<std::pair<std::string_view, std::string>>& attributes) {
  return element(name, attributes, std::nullopt);
}

void write_meta_group(Layout& layout, int level, std::string_view category,
                      const std::vector<std::pair<std::string, std::string>>& values) {
  layout.line(level, start_tag("mda:metaGroup", {{"category", std::string(category)}}));
  for (const auto& [type, value] : values)
    layout.line(level + 1, element("mda:meta", {{"type", type}}, value));
  layout.line(level, "</mda:metaGroup>");
}

/// The start tag of a segment: state where there is one to tell.
std::string segment_tag(const Segment& segment) {
  if (segment.is_ignorable) return start_tag("ignorable", {{"id", segment.id}});
  const bool has_state = segment.target.has_value() || segment.has_state;
  return start_tag("segment", {{"id", segment.id},
                               {"state", has_state ? std::string(model::to_string(segment.state))
                                                   : std::string()},
                               {"subState", segment.sub_state}});
}

class UnitWriter {
 public:
  UnitWriter(const Unit& unit, const ForeignParts* foreign, std::string_view original)
      : unit_(unit), foreign_(foreign), original_(original) {}

  std::string write(int level) {
    Layout layout;
    layout.line(level, start_tag("unit", {{"id", unit_.id},
                                          {"name", unit_.name},
                                          {"translate", unit_.translate ? std::string() : "no"}}));
    write_foreign(layout, level + 1, foreign_ == nullptr ? nullptr : &foreign_->elements);
    write_metadata(layout, level + 1);
    write_notes(layout, level + 1);
    write_foreign(layout, level + 1, foreign_ == nullptr ? nullptr : &foreign_->original_data);
    for (const Segment& segment : unit_.segments) write_segment(layout, level + 1, segment);
    layout.line(level, "</unit>");
    return layout.take();
  }

 private:
  void write_foreign(Layout& layout, int level, const std::vector<model::ByteRange>* ranges) const {
    if (ranges == nullptr) return;
    for (const model::ByteRange& range : *ranges)
      layout.line(level, original_.substr(range.begin, range.end - range.begin));
  }

  void write_metadata(Layout& layout, int level) const {
    const bool has_foreign = foreign_ != nullptr && !foreign_->meta_groups.empty();
    if (unit_.translated_from.empty() && unit_.merge_base.empty() && !has_foreign) return;
    layout.line(level, "<mda:metadata>");
    if (!unit_.translated_from.empty()) {
      std::vector<std::pair<std::string, std::string>> values;
      for (const auto& [segment, from] : unit_.translated_from) {
        values.emplace_back(segment, from.source);
        values.emplace_back(segment + ".state", std::string(model::to_string(from.state)));
      }
      write_meta_group(layout, level + 1, kTranslatedFrom, values);
    }
    if (!unit_.merge_base.empty())
      write_meta_group(layout, level + 1, kMergeBase, {{"target", unit_.merge_base}});
    if (has_foreign) write_foreign(layout, level + 1, &foreign_->meta_groups);
    layout.line(level, "</mda:metadata>");
  }

  void write_notes(Layout& layout, int level) const {
    if (unit_.notes.empty()) return;
    layout.line(level, "<notes>");
    for (const model::UnitNote& note : unit_.notes) {
      layout.line(
          level + 1,
          element("note",
                  {{"id", note.id},
                   {"category", note.category},
                   {"appliesTo", note.applies_to},
                   {"priority", note.priority ? std::to_string(*note.priority) : std::string()}},
                  note.text));
    }
    layout.line(level, "</notes>");
  }

  void write_segment(Layout& layout, int level, const Segment& segment) const {
    layout.line(level, segment_tag(segment));
    layout.line(level + 1,
                fmt::format("<source>{}</source>", to_xliff_content(segment.source, unit_, false)));
    if (segment.target) {
      layout.line(level + 1, fmt::format("<target>{}</target>",
                                         to_xliff_content(*segment.target, unit_, true)));
    }
    layout.line(level, segment.is_ignorable ? "</ignorable>" : "</segment>");
  }

  const Unit& unit_;
  const ForeignParts* foreign_;
  std::string_view original_;
};

/// Replaces stretches of a text, from the first to the last.
class Splicer {
 public:
  explicit Splicer(std::string_view bytes) : bytes_(bytes) {}

  void replace(std::size_t begin, std::size_t end, std::string_view text) {
    out_ += bytes_.substr(done_, begin - done_);
    out_ += text;
    done_ = end;
  }
  std::string finish(std::size_t end) {
    out_ += bytes_.substr(done_, end - done_);
    return std::move(out_);
  }
  void skip_to(std::size_t begin) { done_ = begin; }

 private:
  std::string_view bytes_;
  std::size_t done_ = 0;
  std::string out_;
};

/// The start tag at `begin` with state and sub-state replaced, whatever else it says kept.
std::string splice_segment_tag(std::string_view tag, const Segment& segment) {
  std::string result(tag);
  for (const std::string_view name : {" state=", " subState="}) {
    const std::size_t at = result.find(name);
    if (at == std::string::npos) continue;
    const std::size_t quote = at + name.size();
    result.erase(at, result.find(result[quote], quote + 1) + 1 - at);
  }
  std::string added;
  if (segment.target || segment.has_state)
    append_attribute(added, "state", model::to_string(segment.state));
  append_attribute(added, "subState", segment.sub_state);
  result.insert(result.size() - 1, added);
  return result;
}

/// A unit's own bytes with new targets and states put in.
std::string splice_unit(std::string_view bytes, const Unit& before, const Unit& after) {
  Splicer splicer(bytes);
  splicer.skip_to(before.range.begin);
  for (std::size_t i = 0; i < before.segments.size(); ++i) {
    const Segment& from = before.segments[i];
    const Segment& to = after.segments[i];
    if (same_segment(from, to)) continue;
    const std::size_t tag_end = bytes.find('>', from.range.begin) + 1;
    if (!from.is_ignorable && (from.state != to.state || from.sub_state != to.sub_state ||
                               from.target.has_value() != to.target.has_value())) {
      splicer.replace(
          from.range.begin, tag_end,
          splice_segment_tag(bytes.substr(from.range.begin, tag_end - from.range.begin), to));
    }
    const std::string content =
        to.target ? to_xliff_content(*to.target, after, true) : std::string();
    const std::size_t source_end = bytes.find('>', from.source_range.end) + 1;
    if (from.target && to.target && from.target_range.begin < from.target_range.end) {
      splicer.replace(from.target_range.begin, from.target_range.end, content);
    } else if (from.target) {  // taken away, or an empty element that gets content
      const std::size_t target_end =
          std::max(from.target_range.end, bytes.find('>', from.target_range.end) + 1);
      const bool is_empty_tag = bytes.substr(0, from.target_range.begin).ends_with("/>");
      const std::size_t end = is_empty_tag ? from.target_range.begin : target_end;
      const std::size_t begin =
          to.target ? bytes.rfind('<', from.target_range.begin - 1) : source_end;
      splicer.replace(begin, end,
                      to.target ? fmt::format("<target>{}</target>", content) : std::string());
    } else if (to.target) {
      const std::size_t source_begin = bytes.rfind("<source", from.source_range.begin);
      const std::size_t line = bytes.rfind('\n', source_begin) + 1;
      splicer.replace(
          source_end, source_end,
          fmt::format("\n{}<target>{}</target>", bytes.substr(line, source_begin - line), content));
    }
  }
  return splicer.finish(before.range.end);
}

struct Original {
  SegmentFile file;
  std::vector<ReadUnit> units;
  std::map<std::string, const ReadUnit*, std::less<>> by_id;
};

Result<Original> read_original(std::string_view bytes) {
  Original original;
  if (bytes.empty()) return original;
  HEXAPLA_TRY(original.file, read_xliff_units(bytes, "", [&](ReadUnit unit) {
                original.units.push_back(std::move(unit));
              }));
  for (const ReadUnit& unit : original.units) original.by_id.emplace(unit.unit.id, &unit);
  return original;
}

/// Whether both files have the same frame and the same units in the same order, whatever the units
/// hold.
bool same_skeleton(const SegmentFile& a, const Original& b) {
  return a.source_language == b.file.source_language &&
         a.target_language == b.file.target_language && a.part == b.file.part &&
         a.original == b.file.original && a.highest == b.file.highest &&
         std::equal(a.units.begin(), a.units.end(), b.units.begin(), b.units.end(),
                    [](const Unit& unit, const ReadUnit& other) {
                      return unit.id == other.unit.id && unit.groups == other.unit.groups;
                    });
}

class FileWriter {
 public:
  FileWriter(const SegmentFile& file, std::string_view bytes, const Original& original)
      : file_(file), bytes_(bytes), original_(original) {}

  std::string splice() const {
    Splicer splicer(bytes_);
    for (std::size_t i = 0; i < file_.units.size(); ++i) {
      const ReadUnit& before = original_.units[i];
      if (same_unit(file_.units[i], before.unit)) continue;
      std::string text = write_unit(file_.units[i], level_of(file_.units[i]));
      if (!same_frame(
              file_.units[i],
              before.unit)) {  // written with its indentation and line end, which stand already
        text = text.substr(text.find('<'));
        text.pop_back();
      }
      splicer.replace(before.unit.range.begin, before.unit.range.end, text);
    }
    return splicer.finish(bytes_.size());
  }

  std::string write() {
    layout_.line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    layout_.line(0, start_tag("xliff", {{"xmlns", std::string(kXliff20)},
                                        {"xmlns:mda", std::string(kMetadata)},
                                        {"version", file_.version},
                                        {"srcLang", file_.source_language},
                                        {"trgLang", file_.target_language}}));
    layout_.line(1, start_tag("file", {{"id", file_.part},
                                       {"original", file_.original},
                                       {"canResegment", "no"},
                                       {"xml:space", "preserve"}}));
    write_highest();
    for (const Unit& unit : file_.units) {
      enter_groups(unit.groups);
      write_whole_unit(unit);
    }
    enter_groups({});
    layout_.line(1, "</file>");
    layout_.line(0, "</xliff>");
    return layout_.take();
  }

 private:
  static int level_of(const Unit& unit) { return 2 + static_cast<int>(unit.groups.size()); }

  /// A unit's text: spliced where only targets differ (then without indentation), else written
  /// anew.
  std::string write_unit(const Unit& unit, int level) const {
    const auto before = original_.by_id.find(unit.id);
    if (before == original_.by_id.end()) return UnitWriter(unit, nullptr, bytes_).write(level);
    if (same_frame(unit, before->second->unit))
      return splice_unit(bytes_, before->second->unit, unit);
    return UnitWriter(unit, &before->second->foreign, bytes_).write(level);
  }

  void write_whole_unit(const Unit& unit) {
    const auto before = original_.by_id.find(unit.id);
    const bool is_own = before != original_.by_id.end() && same_frame(unit, before->second->unit);
    const std::string text = write_unit(unit, level_of(unit));
    if (is_own) {
      layout_.line(level_of(unit), text);
    } else {
      layout_.line(0, std::string_view(text).substr(0, text.size() - 1));
    }
  }

  void write_highest() {
    if (file_.highest.empty()) return;
    std::vector<std::pair<std::string, std::string>> values;
    for (const auto& [kind, number] : file_.highest)
      values.emplace_back(kind, std::to_string(number));
    layout_.line(2, "<mda:metadata>");
    write_meta_group(layout_, 3, kHighest, values);
    layout_.line(2, "</mda:metadata>");
  }

  /// Closes and opens groups until exactly `groups` are open.
  void enter_groups(const std::vector<std::string>& groups) {
    std::size_t common = 0;
    while (common < open_.size() && common < groups.size() && open_[common] == groups[common])
      ++common;
    while (open_.size() > common) {
      open_.pop_back();
      layout_.line(2 + static_cast<int>(open_.size()), "</group>");
    }
    for (std::size_t i = common; i < groups.size(); ++i) {
      layout_.line(2 + static_cast<int>(i),
                   start_tag("group", {{"id", unique_group_id(groups[i])}}));
      open_.push_back(groups[i]);
    }
  }

  /// A group that is opened a second time (a unit moved out and others follow) needs an id of its
  /// own.
  std::string unique_group_id(const std::string& id) {
    const std::size_t count = ++group_counts_[id];
    return count == 1 ? id : fmt::format("{}_{}", id, count);
  }

  const SegmentFile& file_;
  std::string_view bytes_;
  const Original& original_;
  Layout layout_;
  std::vector<std::string> open_;
  std::map<std::string, std::size_t> group_counts_;
};

}  // namespace

Result<std::string> write_xliff(const SegmentFile& file, std::string_view original) {
  HEXAPLA_TRY(const Original before, read_original(original));
  FileWriter writer(file, original, before);
  if (!original.empty() && same_skeleton(file, before)) return writer.splice();
  return writer.write();
}

}  // namespace hexapla::formats
