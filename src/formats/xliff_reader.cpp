// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
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
    if (!has_file_) return fail(ErrorCode::Invalid, "the document holds no <file>", {name_});
    return std::move(file_);
  }

  Result<void> start_element(const XmlElement& element) override {
    ++depth_;
    if (foreign_depth_ > 0) return {};
    if (depth_ == 1) return start_root(element);
    if (element.uri == kMetadata) return start_metadata(element);
    if (element.uri != uri_) return start_foreign(element);
    if (content_ != nullptr) return start_inline(element);
    return start_structure(element);
  }

  Result<void> end_element(const XmlEnd& element) override {
    --depth_;
    if (foreign_depth_ > 0) {
      if (depth_ < foreign_depth_) end_foreign(element);
      return {};
    }
    if (element.uri == kMetadata) {
      end_metadata(element);
      return {};
    }
    if (content_ != nullptr && element.name != "source" && element.name != "target") {
      end_inline(element);
      return {};
    }
    return end_structure(element);
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
    uri_ = element.uri;
    file_.version = element.get("version");
    file_.source_language = element.get("srcLang");
    file_.target_language = element.get("trgLang");
    if (file_.source_language.empty()) return invalid("<xliff> has no srcLang", element.begin);
    return {};
  }

  /// Elements of other namespaces and modules: kept by the writer, unknown to the model.
  Result<void> start_foreign(const XmlElement& element) {
    foreign_depth_ = depth_;
    foreign_begin_ = element.begin;
    is_original_data_ = false;
    return {};
  }

  void end_foreign(const XmlEnd& element) {
    foreign_depth_ = 0;
    if (!in_unit_) return;
    const model::ByteRange range{foreign_begin_, element.end};
    if (in_meta_group_) {
      unit_.foreign.meta_groups.push_back(range);
      in_meta_group_ = false;
    } else if (is_original_data_) {
      unit_.foreign.original_data.push_back(range);
    } else if (depth_ == unit_depth_) {
      unit_.foreign.elements.push_back(range);
    }
  }

  Result<void> start_metadata(const XmlElement& element) {
    if (element.name == "metaGroup") {
      meta_category_ = element.get("category");
      const bool is_ours = meta_category_ == kTranslatedFrom || meta_category_ == kMergeBase ||
                           meta_category_ == kHighest;
      if (!is_ours) {
        in_meta_group_ = true;
        return start_foreign(element);
      }
    } else if (element.name == "meta") {
      meta_type_ = element.get("type");
      text_.clear();
      captured_ = &text_;
    }
    return {};
  }

  void end_metadata(const XmlEnd& element) {
    if (element.name != "meta") return;
    captured_ = nullptr;
    if (meta_category_ == kHighest && !in_unit_) {
      std::size_t number = 0;
      std::from_chars(text_.data(), text_.data() + text_.size(), number);
      file_.highest[meta_type_] = number;
    } else if (meta_category_ == kMergeBase) {
      unit_.unit.merge_base = text_;
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

  Result<void> start_structure(const XmlElement& element) {
    if (element.name == "file") return start_file(element);
    if (element.name == "group") {
      groups_.push_back(element.get("id"));
      push_translate(element);
    } else if (element.name == "unit") {
      return start_unit(element);
    } else if (element.name == "segment" || element.name == "ignorable") {
      start_segment(element);
    } else if (element.name == "source" || element.name == "target") {
      return start_content(element);
    } else if (element.name == "note") {
      start_note(element);
    } else if (element.name != "notes") {
      foreign_depth_ = depth_;  // originalData, skeleton and what later versions add
      foreign_begin_ = element.begin;
      is_original_data_ = element.name == "originalData";
    }
    return {};
  }

  Result<void> start_file(const XmlElement& element) {
    if (has_file_) {
      return invalid("the document holds a second <file>", element.begin,
                     "keep one part a document");
    }
    has_file_ = true;
    file_.part = element.get("id");
    file_.original = element.get("original");
    push_translate(element);
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
    unit_depth_ = depth_;
    unit_.unit.id = element.get("id");
    if (unit_.unit.id.empty()) return invalid("<unit> has no id", element.begin);
    if (!unit_ids_.insert(unit_.unit.id).second) {
      return invalid(
          fmt::format("unit id \"{}\" stands twice", unit_.unit.id), element.begin,
          "give one of the two units its own id, or run hexapla sync on a copy without it");
    }
    unit_.unit.name = element.get("name");
    unit_.unit.groups = groups_;
    push_translate(element);
    unit_.unit.translate = translate_.back();
    unit_.unit.range.begin = element.begin;
    return {};
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
    has_source_ = false;
  }

  Result<void> start_content(const XmlElement& element) {
    if (unit_.unit.segments.empty())
      return invalid(fmt::format("<{}> stands outside a segment", element.name), element.begin);
    model::Segment& segment = unit_.unit.segments.back();
    if (element.name == "source") {
      has_source_ = true;
      content_ = &segment.source;
      content_range_ = &segment.source_range;
    } else {
      if (file_.target_language.empty()) {
        return invalid("a <target> stands in a document without trgLang", element.begin,
                       "say the target language in the attribute trgLang of <xliff>");
      }
      segment.target.emplace();
      content_ = &*segment.target;
      content_range_ = &segment.target_range;
    }
    content_range_->begin = element.end;
    return {};
  }

  void start_note(const XmlElement& element) {
    model::UnitNote note;
    note.id = element.get("id");
    note.category = element.get("category");
    note.applies_to = element.get("appliesTo");
    if (const auto priority = element.find("priority")) {
      int number = 1;
      std::from_chars(priority->data(), priority->data() + priority->size(), number);
      note.priority = number;
    }
    if (!in_unit_) return;  // notes of file and group stay in the file
    unit_.unit.notes.push_back(std::move(note));
    captured_ = &unit_.unit.notes.back().text;
  }

  static InlineCode read_code(const XmlElement& element, CodeRole role, std::string_view suffix) {
    InlineCode code;
    code.role = role;
    code.id = element.get("id");
    code.type = element.get("type");
    code.sub_type = element.get("subType");
    code.equiv = element.get(fmt::format("equiv{}", suffix));
    code.disp = element.get(fmt::format("disp{}", suffix));
    code.sub_flows = element.get(fmt::format("subFlows{}", suffix));
    code.can_copy = element.get("canCopy") != "no";
    code.can_delete = element.get("canDelete") != "no";
    return code;
  }

  Result<void> start_inline(const XmlElement& element) {
    if (element.name == "ph") {
      content_->append(read_code(element, CodeRole::Standalone, ""));
    } else if (element.name == "pc") {
      InlineCode close = read_code(element, CodeRole::Close, "End");
      content_->append(read_code(element, CodeRole::Open, "Start"));
      open_pairs_.push_back(std::move(close));
    } else if (element.name == "sc") {
      content_->append(read_code(element, CodeRole::Open, ""));
      started_[element.get("id")] = read_code(element, CodeRole::Close, "");
    } else if (element.name == "ec") {
      content_->append(read_end_code(element));
    } else if (element.name == "cp") {
      append_code_point(element.get("hex"));
    }
    return {};  // mrk, sm and em are annotations: transparent for the text
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
    content_->append(
        std::string_view(text::to_utf8(std::u32string(1, static_cast<char32_t>(number)))));
  }

  void end_inline(const XmlEnd& element) {
    if (element.name != "pc" || open_pairs_.empty()) return;
    content_->append(std::move(open_pairs_.back()));
    open_pairs_.pop_back();
  }

  Result<void> end_structure(const XmlEnd& element) {
    if (element.name == "source" || element.name == "target") {
      content_range_->end = element.begin;
      content_ = nullptr;
    } else if (element.name == "segment" || element.name == "ignorable") {
      unit_.unit.segments.back().range.end = element.end;
      if (!has_source_)
        return invalid(fmt::format("<{}> has no <source>", element.name),
                       unit_.unit.segments.back().range.begin);
    } else if (element.name == "unit") {
      end_unit(element);
    } else if (element.name == "group") {
      groups_.pop_back();
      translate_.pop_back();
    } else if (element.name == "note") {
      captured_ = nullptr;
    }
    return {};
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
  bool has_file_ = false;
  std::vector<std::string> groups_;
  std::vector<bool> translate_;
  std::set<std::string> unit_ids_;

  ReadUnit unit_;
  bool in_unit_ = false;
  bool has_source_ = false;
  model::InlineText* content_ = nullptr;
  model::ByteRange* content_range_ = nullptr;
  std::vector<InlineCode> open_pairs_;
  std::map<std::string, InlineCode> started_;

  std::string* captured_ = nullptr;
  std::string text_;
  std::string meta_category_;
  std::string meta_type_;

  int depth_ = 0;
  int unit_depth_ = 0;
  int foreign_depth_ = 0;  ///< depth of the foreign element that we are in; 0 outside
  std::size_t foreign_begin_ = 0;
  bool in_meta_group_ = false;
  bool is_original_data_ = false;
};

}  // namespace

Result<model::SegmentFile> read_xliff_units(std::string_view bytes, std::string_view name,
                                            const std::function<void(ReadUnit)>& on_unit) {
  XliffReader reader(bytes, name, on_unit);
  HEXAPLA_CHECK(parse_xml(bytes, name, reader));
  return reader.finish();
}

Result<model::SegmentFile> read_xliff(std::string_view bytes, std::string_view name,
                                      const std::function<void(model::Unit)>& on_unit) {
  return read_xliff_units(bytes, name, [&](ReadUnit read) { on_unit(std::move(read.unit)); });
}

Result<model::SegmentFile> read_xliff(std::string_view bytes, std::string_view name) {
  std::vector<Unit> units;
  HEXAPLA_TRY(model::SegmentFile file,
              read_xliff(bytes, name, [&](Unit unit) { units.push_back(std::move(unit)); }));
  file.units = std::move(units);
  return file;
}

}  // namespace hexapla::formats
