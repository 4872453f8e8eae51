// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/formats/xml.hpp"

#include "xliff_content.hpp"
#include "xliff_document.hpp"
#include "xliff_unit_writer.hpp"

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
         a.max_characters == b.max_characters && a.notes == b.notes &&
         a.translated_from == b.translated_from && a.merge_base == b.merge_base &&
         a.new_matches.empty() && b.new_matches.empty() &&
         std::equal(a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
                    same_segment_frame);
}

bool same_unit(const Unit& a, const Unit& b) {
  return same_frame(a, b) && std::equal(a.segments.begin(), a.segments.end(), b.segments.begin(),
                                        b.segments.end(), same_segment);
}

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

/// A segment's start tag with state and sub-state replaced, whatever else it says kept.
std::string splice_segment_tag(std::string_view tag, const Segment& segment) {
  std::string result(tag.substr(0, tag.find_first_of(" \t\r\n/>")));
  result += other_attributes(tag, {"state", "subState"});
  if (segment.target || segment.has_state)
    append_attribute(result, "state", model::to_string(segment.state));
  append_attribute(result, "subState", segment.sub_state);
  return result + '>';
}

/// What stands before an element on its line, with the line end before it, where that is white
/// space alone; empty where something else shares the line.
std::string_view line_start(std::string_view bytes, std::size_t begin) {
  const std::size_t space = bytes.find_last_not_of(" \t", begin - 1);
  if (space == std::string_view::npos || bytes[space] != '\n') return {};
  const std::size_t line_end = space > 0 && bytes[space - 1] == '\r' ? space - 1 : space;
  return bytes.substr(line_end, begin - line_end);
}

/// Puts the new targets and states of a unit into the document's bytes.
class UnitSplicer {
 public:
  UnitSplicer(std::string_view bytes, const ReadUnit& before, const Unit& after, Splicer& splicer)
      : bytes_(bytes),
        before_(before),
        after_(after),
        splicer_(splicer),
        codes_(after, bytes, &before.codes) {}

  void splice() {
    for (std::size_t i = 0; i < after_.segments.size(); ++i) {
      if (!same_segment(before_.unit.segments[i], after_.segments[i])) splice_segment(i);
    }
  }

 private:
  void splice_segment(std::size_t index) {
    const Segment& from = before_.unit.segments[index];
    const Segment& to = after_.segments[index];
    const SegmentPlaces& places = before_.places[index];
    if (!from.is_ignorable && (from.state != to.state || from.sub_state != to.sub_state ||
                               from.target.has_value() != to.target.has_value())) {
      splicer_.replace(places.tag.begin, places.tag.end, splice_segment_tag(text(places.tag), to));
    }
    if (from.target == to.target) return;
    if (!to.target) {
      remove_target(places);
    } else if (!from.target) {
      add_target(places, write(places, *to.target));
    } else if (text(places.target_tag).ends_with("/>")) {
      const std::string_view tag = text(places.target_tag);
      splicer_.replace(places.target.begin, places.target.end,
                       fmt::format("{}>{}</{}>", tag.substr(0, tag.size() - 2),
                                   write(places, *to.target), find_tag_name(tag)));
    } else {
      splicer_.replace(from.target_range.begin, from.target_range.end, write(places, *to.target));
    }
  }

  std::string_view text(const model::ByteRange& range) const {
    return bytes_.substr(range.begin, range.end - range.begin);
  }

  /// Of a name as in "x:source" what stands before "source".
  static std::string prefix_of(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? std::string() : std::string(name.substr(0, colon + 1));
  }

  std::string write(const SegmentPlaces& places, const model::InlineText& target) const {
    return to_xliff_content(target, codes_, true, prefix_of(find_tag_name(text(places.source))));
  }

  void remove_target(const SegmentPlaces& places) {
    const std::size_t content = bytes_.find_last_not_of(" \t\r\n", places.target.begin - 1) + 1;
    splicer_.replace(std::max(content, places.source.end), places.target.end, {});
  }

  void add_target(const SegmentPlaces& places, const std::string& content) {
    const std::string name = prefix_of(find_tag_name(text(places.source))) + "target";
    splicer_.replace(
        places.source.end, places.source.end,
        fmt::format("{}<{}>{}</{}>", line_start(bytes_, places.source.begin), name, content, name));
  }

  std::string_view bytes_;
  const ReadUnit& before_;
  const Unit& after_;
  Splicer& splicer_;
  UnitCodes codes_;
};

/// A unit's own bytes with new targets and states put in.
std::string splice_unit(std::string_view bytes, const ReadUnit& before, const Unit& after) {
  Splicer splicer(bytes);
  splicer.skip_to(before.unit.range.begin);
  UnitSplicer(bytes, before, after, splicer).splice();
  return splicer.finish(before.unit.range.end);
}

using UnitKey = std::pair<std::string, std::string>;  ///< file and unit

struct Original {
  SegmentFile file;
  std::vector<ReadUnit> units;
  std::map<UnitKey, const ReadUnit*> by_id;
  Prefixes prefixes;
  bool has_limits = false;
  std::string root_attributes;  ///< of the root, those that are not ours
};

/// The start tag of the root: the first that is no declaration, comment or instruction.
class RootFinder final : public XmlHandler {
 public:
  Result<void> start_element(const XmlElement& element) override {
    range = {element.begin, element.end};
    return fail(ErrorCode::Refused, "the root is found");
  }
  Result<void> end_element(const XmlEnd& /*element*/) override { return {}; }
  Result<void> characters(std::string_view /*text*/) override { return {}; }
  model::ByteRange range;
};

Result<Original> read_original(std::string_view bytes) {
  Original original;
  if (bytes.empty()) return original;
  HEXAPLA_TRY(original.file, read_xliff_units(bytes, "", [&](ReadUnit unit) {
                original.units.push_back(std::move(unit));
              }));
  for (const ReadUnit& unit : original.units) {
    original.by_id.emplace(UnitKey(unit.unit.file, unit.unit.id), &unit);
    original.has_limits = original.has_limits || unit.unit.max_characters.has_value();
  }
  RootFinder root;
  static_cast<void>(
      parse_decoded_xml(bytes, "", root));  // stops at the root, which read_xliff has seen
  const std::string_view tag = bytes.substr(root.range.begin, root.range.end - root.range.begin);
  original.prefixes = find_prefixes(tag);
  original.root_attributes =
      other_attributes(tag, {"xmlns", "xmlns:mda", "version", "srcLang", "trgLang"});
  return original;
}

bool has_limits(const SegmentFile& file) {
  return std::any_of(file.units.begin(), file.units.end(),
                     [](const Unit& unit) { return unit.max_characters.has_value(); });
}

/// Whether both files have the same frame and the same units in the same order, whatever the units
/// hold.
bool same_skeleton(const SegmentFile& a, const Original& b) {
  return a.source_language == b.file.source_language &&
         a.target_language == b.file.target_language && a.part == b.file.part &&
         a.original == b.file.original && a.highest == b.file.highest &&
         has_limits(a) == b.has_limits &&
         std::equal(a.units.begin(), a.units.end(), b.units.begin(), b.units.end(),
                    [](const Unit& unit, const ReadUnit& other) {
                      return unit.id == other.unit.id && unit.file == other.unit.file &&
                             unit.groups == other.unit.groups;
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
      const Unit& after = file_.units[i];
      if (same_unit(after, before.unit)) continue;
      if (same_frame(after, before.unit)) {
        UnitSplicer(bytes_, before, after, splicer).splice();
        continue;
      }
      // Written with its indentation and line end, which stand already.
      std::string text = write_unit(after, level_of(after), &before, bytes_, original_.prefixes);
      text = text.substr(text.find('<'));
      text.pop_back();
      splicer.replace(before.unit.range.begin, before.unit.range.end, text);
    }
    return splicer.finish(bytes_.size());
  }

  std::string write() {
    layout_.line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    const bool is_22 = file_.version == "2.2";
    std::string root =
        write_start_tag("xliff", {{"xmlns", std::string(is_22 ? kXliff22 : kXliff20)},
                                  {"xmlns:mda", std::string(kMetadata)},
                                  {"version", file_.version},
                                  {"srcLang", file_.source_language},
                                  {"trgLang", file_.target_language}});
    root.insert(root.size() - 1, original_.root_attributes);
    layout_.line(0, root);
    layout_.line(1, write_start_tag("file", {{"id", file_.part},
                                             {"original", file_.original},
                                             {"canResegment", "no"},
                                             {"xml:space", "preserve"}}));
    if (has_limits(file_)) {
      layout_.line(2, fmt::format("<slr:profiles xmlns:slr=\"{}\" generalProfile=\"{}\"/>",
                                  kSizeRestriction, kCodePointProfile));
    }
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

  const ReadUnit* find_original(const Unit& unit) const {
    const auto found = original_.by_id.find(UnitKey(unit.file, unit.id));
    return found == original_.by_id.end() ? nullptr : found->second;
  }

  /// A unit where everything around it is ours: its own bytes where only targets differ.
  void write_whole_unit(const Unit& unit) {
    const ReadUnit* before = find_original(unit);
    const int level = level_of(unit);
    if (before != nullptr && same_frame(unit, before->unit) && original_.prefixes.core.empty()) {
      layout_.line(level, splice_unit(bytes_, *before, unit));
      return;
    }
    const std::string text = write_unit(unit, level, before, bytes_, Prefixes{});
    layout_.line(0, std::string_view(text).substr(0, text.size() - 1));
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
                   write_start_tag("group", {{"id", unique_group_id(groups[i])}}));
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

Result<std::string> write_utf8(const SegmentFile& file, std::string_view original) {
  HEXAPLA_TRY(const Original before, read_original(original));
  FileWriter writer(file, original, before);
  if (!original.empty() && same_skeleton(file, before)) return writer.splice();
  const bool has_several_files =
      file.file_count > 1 || std::any_of(file.units.begin(), file.units.end(),
                                         [](const Unit& unit) { return !unit.file.empty(); });
  if (has_several_files) {
    return fail(ErrorCode::Refused,
                "units can neither come nor go nor move in a document of several files", {},
                "make one document a file");
  }
  return writer.write();
}

}  // namespace

Result<std::string> write_xliff(const SegmentFile& file, std::string_view original) {
  const XmlEncoding encoding = find_xml_encoding(original);
  if (encoding != XmlEncoding::Utf8) {
    HEXAPLA_TRY(const std::string decoded, decode_xml(original, ""));
    HEXAPLA_TRY(const std::string written, write_utf8(file, decoded));
    return encode_xml(written, encoding);
  }
  return write_utf8(file, original);
}

}  // namespace hexapla::formats
