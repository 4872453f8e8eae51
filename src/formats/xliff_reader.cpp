// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/formats/xml.hpp"
#include "hexapla/text/utf8.hpp"

#include "xliff_document.hpp"
#include "xliff_structure.hpp"

namespace hexapla::formats {
namespace {

using model::CodeRole;
using model::InlineCode;
using model::Unit;

/// Reads core elements into units; everything else is stepped over, its place remembered.
class XliffReader final : public XmlHandler {
 public:
  XliffReader(std::string_view bytes, std::string_view name,
              const std::function<void(ReadUnit)>& on_unit)
      : bytes_(bytes), name_(name), on_unit_(on_unit) {}

  Result<model::SegmentFile> finish() {
    if (file_.file_count == 0)
      return fail(ErrorCode::Invalid, "the document holds no <file>", {name_});
    return std::move(file_);
  }

  Result<void> start_element(const XmlElement& element) override {
    if (foreign_depth_ > 0) {
      ++foreign_depth_;
      if (foreign_depth_ == 2 && is_in_matches_)
        unit_.matches.matches.push_back({element.get("id"), {element.begin, element.end}});
      return {};
    }
    const Place parent = places_.back();
    if (parent == Place::Outside) return start_root(element);
    if (element.uri == kMetadata && content_ == nullptr && start_metadata(element, parent))
      return {};
    if (element.uri == kSizeRestriction && element.name == "profiles" && parent == Place::File)
      counts_code_points_ = element.get("generalProfile") == kCodePointProfile;
    if (element.uri != uri_) return start_foreign(element);
    if (content_ != nullptr) return start_inline(element);
    return start_structure(element, parent);
  }

  Result<void> end_element(const XmlEnd& element) override {
    if (foreign_depth_ > 1) {
      --foreign_depth_;
      if (foreign_depth_ == 1 && is_in_matches_)
        unit_.matches.matches.back().range.end = element.end;
      return {};
    }
    const Place place = places_.back();
    places_.pop_back();
    switch (place) {
      case Place::Foreign:
        end_foreign(element);
        break;
      case Place::Meta:
        end_meta();
        break;
      case Place::Inline:
        end_inline(element);
        break;
      case Place::Content:
        end_content(element);
        break;
      case Place::Segment:
        return end_segment(element);
      case Place::Unit:
        end_unit(element);
        break;
      case Place::Group:
        groups_.pop_back();
        translate_.pop_back();
        break;
      case Place::File:
        translate_.pop_back();
        break;
      case Place::Note:
        end_note(element);
        break;
      default:
        break;
    }
    return {};
  }

  Result<void> characters(std::string_view text) override {
    if (foreign_depth_ > 0) return {};
    if (content_ != nullptr) {
      content_->append(text);
    } else if (captured_ != nullptr) {
      captured_->append(text);
    }
    return {};
  }

 private:
  tl::unexpected<Error> invalid(std::string message, std::size_t offset,
                                std::string hint = {}) const {
    return fail(ErrorCode::Invalid, std::move(message), locate(bytes_, name_, offset),
                std::move(hint));
  }

  Result<void> start_root(const XmlElement& element) {
    if (element.name != "xliff" || (element.uri != kXliff20 && element.uri != kXliff22)) {
      return invalid(fmt::format("the root is <{}> of namespace \"{}\", not XLIFF 2", element.name,
                                 element.uri),
                     element.begin, "convert XLIFF 1.2 to 2.1 first");
    }
    places_.push_back(Place::Xliff);
    uri_ = element.uri;
    file_.version = element.get("version");
    file_.source_language = element.get("srcLang");
    file_.target_language = element.get("trgLang");
    file_.file_count = 0;
    if (file_.source_language.empty()) return invalid("<xliff> has no srcLang", element.begin);
    return {};
  }

  /// Elements of other namespaces and modules: kept by the writer, unknown to the model.
  Result<void> start_foreign(const XmlElement& element) {
    places_.push_back(Place::Foreign);
    foreign_depth_ = 1;
    foreign_begin_ = element.begin;
    foreign_kind_ = &ForeignParts::elements;
    is_in_matches_ = element.uri == kMatches && element.name == "matches" && in_unit_;
    if (is_in_matches_) unit_.matches.tag = {element.begin, element.end};
    return {};
  }

  void end_foreign(const XmlEnd& element) {
    foreign_depth_ = 0;
    if (is_in_matches_) unit_.matches.element = {foreign_begin_, element.end};
    is_in_matches_ = false;
    const bool is_child =
        places_.back() == Place::Unit || (foreign_kind_ == &ForeignParts::meta_groups && in_unit_);
    if (is_child) (unit_.foreign.*foreign_kind_).push_back({foreign_begin_, element.end});
  }

  /// Metadata of file and unit, where ours stands; false for any other.
  bool start_metadata(const XmlElement& element, Place parent) {
    if (element.name == "metadata" && (parent == Place::File || parent == Place::Unit)) {
      places_.push_back(Place::Metadata);
      return true;
    }
    if (parent != Place::Metadata) return false;
    if (element.name == "metaGroup") {
      meta_category_ = element.get("category");
      const bool is_ours = meta_category_ == kTranslatedFrom || meta_category_ == kMergeBase ||
                           meta_category_ == kHighest;
      if (is_ours) {
        places_.push_back(Place::Metadata);
        return true;
      }
      static_cast<void>(start_foreign(element));
      foreign_kind_ = &ForeignParts::meta_groups;
      return true;
    }
    if (element.name != "meta") return false;
    places_.push_back(Place::Meta);
    meta_type_ = element.get("type");
    text_.clear();
    captured_ = &text_;
    return true;
  }

  void end_meta() {
    captured_ = nullptr;
    if (meta_category_ == kHighest && !in_unit_) {
      std::size_t number = 0;
      std::from_chars(text_.data(), text_.data() + text_.size(), number);
      file_.highest[meta_type_] = number;
    } else if (meta_category_ == kMergeBase) {
      unit_.unit.merge_base[meta_type_] = text_;
    } else if (meta_category_ == kTranslatedFrom) {
      add_translated_from();
    }
  }

  void add_translated_from() {
    constexpr std::string_view kState = ".state";
    if (meta_type_.ends_with(kState)) {
      const std::string segment = meta_type_.substr(0, meta_type_.size() - kState.size());
      unit_.unit.translated_from[segment].state =
          model::to_state(text_).value_or(model::State::Translated);
    } else {
      unit_.unit.translated_from[meta_type_].source = text_;
    }
  }

  Result<void> start_structure(const XmlElement& element, Place parent) {
    const StructureRule* rule = find_structure_rule(element.name);
    if (rule == nullptr) {  // originalData, skeleton and what later versions add
      HEXAPLA_CHECK(start_foreign(element));
      if (element.name == "originalData") foreign_kind_ = &ForeignParts::original_data;
      return {};
    }
    if (std::find(rule->parents.begin(), rule->parents.end(), parent) == rule->parents.end()) {
      return invalid(fmt::format("<{}> stands where it has no place", element.name), element.begin);
    }
    places_.push_back(rule->place);
    switch (rule->place) {
      case Place::File:
        return start_file(element);
      case Place::Group:
        groups_.push_back(element.get("id"));
        push_translate(element);
        return {};
      case Place::Unit:
        return start_unit(element);
      case Place::Segment:
        start_segment(element);
        return {};
      case Place::Content:
        return start_content(element);
      case Place::Note:
        start_note(element);
        return {};
      default:
        return {};
    }
  }

  Result<void> start_file(const XmlElement& element) {
    const std::string id = element.get("id");
    if (!file_ids_.insert(id).second)
      return invalid(fmt::format("file id \"{}\" stands twice", id), element.begin);
    unit_ids_.clear();
    counts_code_points_ = false;
    push_translate(element);
    if (++file_.file_count > 1) {
      if (id.empty()) return invalid("<file> has no id", element.begin);
      current_file_ = id;
      return {};
    }
    file_.part = id;
    file_.original = element.get("original");
    return {};
  }

  void push_translate(const XmlElement& element) {
    const bool inherited = translate_.empty() || translate_.back();
    const auto own = element.find("translate");
    translate_.push_back(own ? *own == "yes" : inherited);
  }

  Result<void> start_unit(const XmlElement& element) {
    unit_ = {};
    in_unit_ = true;
    unit_.tag = {element.begin, element.end};
    unit_.unit.id = element.get("id");
    if (unit_.unit.id.empty()) return invalid("<unit> has no id", element.begin);
    if (!unit_ids_.insert(unit_.unit.id).second) {
      return invalid(
          fmt::format("unit id \"{}\" stands twice", unit_.unit.id), element.begin,
          "give one of the two units its own id, or run hexapla sync on a copy without it");
    }
    unit_.unit.file = current_file_;
    unit_.unit.name = element.get("name");
    unit_.unit.groups = groups_;
    push_translate(element);
    unit_.unit.translate = translate_.back();
    if (counts_code_points_) unit_.unit.max_characters = find_limit(element);
    unit_.unit.range.begin = element.begin;
    return {};
  }

  /// slr:sizeRestriction with a maximum alone ("40"), which is what we write.
  static std::optional<std::size_t> find_limit(const XmlElement& element) {
    for (const XmlAttribute& attribute : element.attributes) {
      if (attribute.uri != kSizeRestriction || attribute.name != "sizeRestriction") continue;
      std::size_t limit = 0;
      const char* const end = attribute.value.data() + attribute.value.size();
      const auto [rest, error] = std::from_chars(attribute.value.data(), end, limit);
      if (error == std::errc() && rest == end) return limit;
    }
    return std::nullopt;
  }

  void start_segment(const XmlElement& element) {
    model::Segment segment;
    segment.id = element.get("id");
    segment.is_ignorable = element.name == "ignorable";
    const auto state = element.find("state");
    segment.has_state = state.has_value();
    if (state) segment.state = model::to_state(*state).value_or(model::State::Initial);
    segment.sub_state = element.get("subState");
    segment.range.begin = element.begin;
    unit_.unit.segments.push_back(std::move(segment));
    unit_.places.push_back({{element.begin, element.end}, {}, {}, {}});
    has_source_ = false;
  }

  Result<void> start_content(const XmlElement& element) {
    model::Segment& segment = unit_.unit.segments.back();
    const bool is_source = element.name == "source";
    if (is_source ? has_source_ : segment.target.has_value())
      return invalid(fmt::format("a segment has a second <{}>", element.name), element.begin);
    if (!is_source && file_.target_language.empty()) {
      return invalid("a <target> stands in a document without trgLang", element.begin,
                     "say the target language in the attribute trgLang of <xliff>");
    }
    SegmentPlaces& places = unit_.places.back();
    if (is_source) {
      has_source_ = true;
      content_ = &segment.source;
      content_range_ = &segment.source_range;
      element_range_ = &places.source;
    } else {
      content_ = &segment.target.emplace();
      content_range_ = &segment.target_range;
      element_range_ = &places.target;
      places.target_tag = {element.begin, element.end};
    }
    content_range_->begin = element.end;
    element_range_->begin = element.begin;
    return {};
  }

  void end_content(const XmlEnd& element) {
    content_range_->end = element.begin;
    element_range_->end = element.end;
    content_ = nullptr;
    open_pairs_.clear();
  }

  void start_note(const XmlElement& element) {
    if (!in_unit_) return;  // notes of file and group stay in the file
    model::UnitNote note;
    note.id = element.get("id");
    note.category = element.get("category");
    note.applies_to = element.get("appliesTo");
    if (const auto priority = element.find("priority")) {
      int number = 1;
      std::from_chars(priority->data(), priority->data() + priority->size(), number);
      note.priority = number;
    }
    unit_.unit.notes.push_back(std::move(note));
    unit_.notes.push_back({element.begin, element.end});
    captured_ = &unit_.unit.notes.back().text;
  }

  void end_note(const XmlEnd& element) {
    if (captured_ != nullptr) unit_.notes.back().end = element.end;
    captured_ = nullptr;
  }

  Result<void> start_inline(const XmlElement& element) {
    places_.push_back(Place::Inline);
    if (element.name == "ph") {
      append_code(read_code(element, CodeRole::Standalone, ""), element);
    } else if (element.name == "pc") {
      InlineCode close = read_code(element, CodeRole::Close, "End");
      append_code(read_code(element, CodeRole::Open, "Start"), element);
      open_pairs_.push_back({std::move(close), {element.begin, element.end}});
    } else if (element.name == "sc") {
      append_code(read_code(element, CodeRole::Open, ""), element);
      started_[element.get("id")] = read_code(element, CodeRole::Close, "");
    } else if (element.name == "ec") {
      append_code(read_end_code(element), element);
    } else if (element.name == "cp") {
      append_code_point(element.get("hex"));
    }
    return {};  // mrk, sm and em are annotations: transparent for the text
  }

  void append_code(InlineCode code, const XmlElement& element) {
    unit_.codes.push_back({code, {element.begin, element.end}});
    content_->append(std::move(code));
  }

  /// An ec takes over from its sc what it does not say itself.
  InlineCode read_end_code(const XmlElement& element) const {
    InlineCode code = read_code(element, CodeRole::Close, "");
    const auto start = element.find("startRef");
    if (!start) return code;
    code.id = *start;
    if (const auto found = started_.find(*start); found != started_.end()) {
      code.type = found->second.type;
      code.sub_type = found->second.sub_type;
      code.can_copy = found->second.can_copy;
      code.can_delete = found->second.can_delete;
    }
    return code;
  }

  void append_code_point(const std::string& hex) {
    std::uint32_t number = 0xFFFD;
    std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
    if (number > 0x10FFFF || (number >= 0xD800 && number < 0xE000)) number = 0xFFFD;
    content_->append(
        std::string_view(text::to_utf8(std::u32string(1, static_cast<char32_t>(number)))));
  }

  void end_inline(const XmlEnd& element) {
    if (content_ == nullptr || element.name != "pc" || open_pairs_.empty()) return;
    unit_.codes.push_back(open_pairs_.back());
    content_->append(std::move(open_pairs_.back().code));
    open_pairs_.pop_back();
  }

  Result<void> end_segment(const XmlEnd& element) {
    model::Segment& segment = unit_.unit.segments.back();
    segment.range.end = element.end;
    if (has_source_) return {};
    return invalid(
        fmt::format("<{}> has no <source>", segment.is_ignorable ? "ignorable" : "segment"),
        segment.range.begin);
  }

  void end_unit(const XmlEnd& element) {
    unit_.unit.range.end = element.end;
    translate_.pop_back();
    started_.clear();
    in_unit_ = false;
    on_unit_(std::exchange(unit_, {}));
  }

  std::string_view bytes_;
  std::string name_;
  const std::function<void(ReadUnit)>& on_unit_;
  model::SegmentFile file_;
  std::string uri_;
  std::string current_file_;
  std::vector<Place> places_ = {Place::Outside};
  std::vector<std::string> groups_;
  std::vector<bool> translate_;
  std::set<std::string> file_ids_;
  std::set<std::string> unit_ids_;

  ReadUnit unit_;
  bool in_unit_ = false;
  bool has_source_ = false;
  model::InlineText* content_ = nullptr;
  model::ByteRange* content_range_ = nullptr;
  model::ByteRange* element_range_ = nullptr;
  std::vector<CodeTag> open_pairs_;
  std::map<std::string, InlineCode> started_;

  std::string* captured_ = nullptr;
  std::string text_;
  std::string meta_category_;
  std::string meta_type_;

  bool counts_code_points_ = false;
  int foreign_depth_ = 0;       ///< how many elements are open from the foreign one on; 0 outside
  bool is_in_matches_ = false;  ///< the foreign element is mtc:matches of a unit
  std::size_t foreign_begin_ = 0;
  std::vector<model::ByteRange> ForeignParts::*foreign_kind_ = &ForeignParts::elements;
};

}  // namespace

Result<model::SegmentFile> read_xliff_units(std::string_view utf8, std::string_view name,
                                            const std::function<void(ReadUnit)>& on_unit) {
  XliffReader reader(utf8, name, on_unit);
  HEXAPLA_CHECK(parse_decoded_xml(utf8, name, reader));
  return reader.finish();
}

Result<model::SegmentFile> read_xliff(std::string_view bytes, std::string_view name,
                                      const std::function<void(model::Unit)>& on_unit) {
  const auto take = [&](ReadUnit read) { on_unit(std::move(read.unit)); };
  if (find_xml_encoding(bytes) == XmlEncoding::Utf8) {
    HEXAPLA_CHECK(check_xml_encoding(bytes, name));
    return read_xliff_units(bytes, name, take);
  }
  HEXAPLA_TRY(const std::string decoded, decode_xml(bytes, name));
  return read_xliff_units(decoded, name, take);
}

Result<model::SegmentFile> read_xliff(std::string_view bytes, std::string_view name) {
  std::vector<Unit> units;
  HEXAPLA_TRY(model::SegmentFile file,
              read_xliff(bytes, name, [&](Unit unit) { units.push_back(std::move(unit)); }));
  file.units = std::move(units);
  return file;
}

}  // namespace hexapla::formats
