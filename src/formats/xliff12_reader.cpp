// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

#include "exchange_readers.hpp"
#include "xliff12.hpp"

namespace hexapla::formats {
namespace {

using model::CodeRole;
using model::InlineCode;
using model::InlineText;
using model::State;

struct StateWord {
  std::string_view word;
  State state;
};
/// 2.3 of the specification, then what SDL Trados (conf) and memoQ (status) say.
constexpr std::array<StateWord, 26> kStates = {{{"new", State::Initial},
                                                {"needs-translation", State::Initial},
                                                {"needs-adaptation", State::Initial},
                                                {"needs-l10n", State::Initial},
                                                {"needs-review-adaptation", State::Translated},
                                                {"needs-review-l10n", State::Translated},
                                                {"needs-review-translation", State::Translated},
                                                {"translated", State::Translated},
                                                {"signed-off", State::Reviewed},
                                                {"final", State::Final},
                                                {"Draft", State::Initial},
                                                {"Unspecified", State::Initial},
                                                {"RejectedTranslation", State::Initial},
                                                {"RejectedSignOff", State::Initial},
                                                {"Translated", State::Translated},
                                                {"ApprovedTranslation", State::Reviewed},
                                                {"ApprovedSignOff", State::Reviewed},
                                                {"NotStarted", State::Initial},
                                                {"PreTranslated", State::Initial},
                                                {"Edited", State::Initial},
                                                {"PartiallyEdited", State::Initial},
                                                {"ManuallyConfirmed", State::Translated},
                                                {"Confirmed", State::Translated},
                                                {"Reviewer1Confirmed", State::Reviewed},
                                                {"Reviewer2Confirmed", State::Reviewed},
                                                {"Proofread", State::Reviewed}}};

std::optional<State> find_state(std::string_view word) {
  const auto* const found = std::find_if(kStates.begin(), kStates.end(),
                                         [&](const StateWord& each) { return each.word == word; });
  return found == kStates.end() ? std::nullopt : std::optional(found->state);
}

/// The words of one side of a trans-unit: whole, and by the segments that are marked in it.
struct Side {
  InlineText text;
  model::ByteRange range;
  struct Marked {
    std::string id;
    InlineText text;
    model::ByteRange range;
  };
  std::vector<Marked> segments;
};

struct TransUnit {
  std::string id;
  bool is_approved = false;
  std::optional<State> state;
  std::map<std::string, State> states;  ///< by segment
  Side source;
  Side seg_source;
  Side target;
  std::vector<std::string> notes;
  std::string older_source;
  std::optional<std::string> base;
};

/// Reads content with inline elements into a Side.
class ContentReader {
 public:
  explicit ContentReader(Side& side) : side_(side) {}

  void start(const XmlElement& element) {
    if (code_) {
      ++depth_;
      return;
    }
    const std::string_view name = element.name;
    if (name == "mrk") {
      start_mark(element);
    } else if (name == "g") {
      open_.push_back(make_code(element, CodeRole::Open));
      append(open_.back());
    } else if (name == "x" || name == "bx" || name == "ex") {
      append(make_code(element, name == "x"    ? CodeRole::Standalone
                                : name == "bx" ? CodeRole::Open
                                               : CodeRole::Close));
    } else if (name == "ph" || name == "bpt" || name == "ept" || name == "it") {
      const bool is_open = name == "bpt" || (name == "it" && element.get("pos") == "open");
      code_ = make_code(element, name == "ph" ? CodeRole::Standalone
                                 : is_open    ? CodeRole::Open
                                              : CodeRole::Close);
    }
  }

  void end(const XmlEnd& element) {
    if (code_ && depth_ > 0) {
      --depth_;
    } else if (code_) {
      append(*std::move(code_));
      code_.reset();
    } else if (element.name == "g" && !open_.empty()) {
      InlineCode close = std::move(open_.back());
      open_.pop_back();
      close.role = CodeRole::Close;
      close.equiv.clear();
      append(std::move(close));
    } else if (element.name == "mrk" && !marks_.empty()) {
      if (marks_.back()) {
        side_.segments.back().range.end = element.begin;
        in_segment_ = false;
      }
      marks_.pop_back();
    }
  }

  void characters(std::string_view text) {
    if (code_) {
      code_->equiv += text;
      return;
    }
    side_.text.append(text);
    if (in_segment_) side_.segments.back().text.append(text);
  }

 private:
  void append(InlineCode code) {
    if (in_segment_) side_.segments.back().text.append(code);
    side_.text.append(std::move(code));
  }

  void start_mark(const XmlElement& element) {
    const bool is_segment = element.get("mtype") == "seg" && !in_segment_;
    marks_.push_back(is_segment);
    if (!is_segment) return;
    in_segment_ = true;
    side_.segments.push_back({element.get("mid"), {}, {element.end, element.end}});
  }

  /// Both sides of a pair have the id of the first; rid, where there is one, joins them.
  InlineCode make_code(const XmlElement& element, CodeRole role) {
    InlineCode code;
    code.role = role;
    code.id = element.get("id");
    code.equiv = element.get("equiv-text");
    take_type(element.get("ctype"), code);
    const std::string pair = element.get("rid").empty() ? code.id : "rid " + element.get("rid");
    if (role == CodeRole::Open) ids_[pair] = code.id;
    const auto open = ids_.find(pair);
    if (role == CodeRole::Close && open != ids_.end()) code.id = open->second;
    return code;
  }

  static void take_type(std::string_view ctype, InlineCode& code) {
    for (const CodeType& known : kCodeTypes) {
      if (known.ctype != ctype) continue;
      code.type = known.type;
      code.sub_type = known.sub_type;
      return;
    }
    if (!ctype.starts_with("x-")) return;
    const std::size_t mark = std::min(ctype.find(';'), ctype.size());
    code.type = ctype.substr(2, mark - 2);
    if (mark < ctype.size()) code.sub_type = ctype.substr(mark + 1);
  }

  Side& side_;
  std::vector<InlineCode> open_;  ///< g elements around
  std::optional<InlineCode> code_;
  std::size_t depth_ = 0;    ///< elements inside the code
  std::vector<bool> marks_;  ///< mrk elements around: whether they are segments
  bool in_segment_ = false;
  std::map<std::string, std::string> ids_;
};

class Xliff12Reader final : public XmlHandler {
 public:
  explicit Xliff12Reader(std::string_view name) : name_(name) {}

  Result<void> start_element(const XmlElement& element) override {
    if (content_) {
      content_->start(element);
      return {};
    }
    if (element.name == "file") return start_file(element);
    if (element.name == "group") groups_.push_back(element.get("id"));
    if (element.name == "trans-unit") {
      unit_ = TransUnit();
      unit_->id = element.get("id");
      unit_->is_approved = element.get("approved") == "yes";
      unit_->state = find_state(element.get_local("status"));
    }
    if (unit_) start_in_unit(element);
    return {};
  }

  Result<void> end_element(const XmlEnd& element) override {
    if (content_ && element.name == side_name_) {
      content_.reset();
      side_->range.end = element.begin;
      if (is_earlier_) end_earlier();
      return {};
    }
    if (content_) {
      content_->end(element);
      return {};
    }
    if (element.name == "group" && !groups_.empty()) groups_.pop_back();
    if (element.name == "alt-trans") earlier_.reset();
    if (element.name == "note" && note_ && unit_) unit_->notes.push_back(*std::move(note_));
    if (element.name == "note") note_.reset();
    if (element.name == "trans-unit" && unit_) {
      finish_unit();
      unit_.reset();
    }
    return {};
  }

  Result<void> characters(std::string_view text) override {
    if (content_)
      content_->characters(text);
    else if (note_)
      *note_ += text;
    return {};
  }

  Result<ExchangeFile> finish() {
    if (has_file_) return std::move(file_);
    return fail(ErrorCode::Invalid, "the document holds no <file>", {name_});
  }

 private:
  Result<void> start_file(const XmlElement& element) {
    has_file_ = true;
    part_ = element.get("original");
    source_language_ = element.get("source-language");
    target_language_ = element.get("target-language");
    if (file_.source_language.empty()) file_.source_language = source_language_;
    auto& all = file_.target_languages;
    const bool is_known = std::find(all.begin(), all.end(), target_language_) != all.end();
    if (!target_language_.empty() && !is_known) all.push_back(target_language_);
    return {};
  }

  void start_in_unit(const XmlElement& element) {
    if (element.name == "alt-trans") earlier_ = element.get("origin");
    if (element.name == "note") note_ = std::string();
    if (element.name == "seg") {  // sdl:seg
      if (const auto state = find_state(element.get("conf")))
        unit_->states[element.get("id")] = *state;
    }
    Side* side = element.name == "source"       ? &unit_->source
                 : element.name == "seg-source" ? &unit_->seg_source
                 : element.name == "target"     ? &unit_->target
                                                : nullptr;
    if (side == nullptr) return;
    is_earlier_ = earlier_.has_value();
    if (is_earlier_) {
      other_ = Side();
      side = &other_;
    } else if (element.name == "target") {
      if (const auto state = find_state(element.get("state"))) unit_->state = state;
    }
    side_ = side;
    side_name_ = element.name;
    side_->range = {element.end, element.end};
    content_.emplace(*side_);
  }

  void end_earlier() {
    if (*earlier_ == kOlderSource && side_name_ == "source")
      unit_->older_source = other_.text.plain();
    if (*earlier_ == kBase && side_name_ == "target") unit_->base = other_.text.plain();
  }

  [[nodiscard]] State state_of(const std::string& segment, const InlineText& text) const {
    if (text.empty()) return State::Initial;
    const auto own = unit_->states.find(segment);
    if (own != unit_->states.end()) return own->second;
    if (unit_->state) return *unit_->state;
    return unit_->is_approved ? State::Reviewed : State::Translated;
  }

  void finish_unit() {
    const std::vector<Side::Marked>& marked = unit_->seg_source.segments;
    if (marked.empty()) {
      add_entry({}, unit_->source.text, unit_->source.range, unit_->target.text,
                unit_->target.range);
      return;
    }
    for (const Side::Marked& segment : marked) {
      const auto& all = unit_->target.segments;
      const auto target = std::find_if(
          all.begin(), all.end(), [&](const Side::Marked& each) { return each.id == segment.id; });
      const bool has_target = target != all.end();
      add_entry(segment.id, segment.text, segment.range, has_target ? target->text : InlineText(),
                has_target ? target->range : segment.range);
    }
  }

  void add_entry(const std::string& segment, const InlineText& source,
                 const model::ByteRange& source_range, const InlineText& target,
                 const model::ByteRange& target_range) {
    AlignedEntry entry;
    entry.part = part_;
    entry.unit = unit_->id;
    entry.segment = segment;
    const std::string prefix = groups_.empty() ? "" : groups_.back() + "/";
    if (segment.empty() && prefix.size() > 1 && unit_->id.starts_with(prefix)) {  // ours
      entry.unit = groups_.back();
      entry.segment = unit_->id.substr(prefix.size());
    }
    entry.notes = unit_->notes;
    entry.texts.push_back({source_language_, source, State::Final, {}, {}, source_range});
    if (!target_language_.empty()) {
      entry.texts.push_back({target_language_, target, state_of(segment, target),
                             unit_->older_source, unit_->base, target_range});
    }
    file_.entries.push_back(std::move(entry));
  }

  std::string name_;
  ExchangeFile file_;
  bool has_file_ = false;
  std::string part_;
  std::string source_language_;
  std::string target_language_;
  std::vector<std::string> groups_;
  std::optional<TransUnit> unit_;
  std::optional<ContentReader> content_;
  Side* side_ = nullptr;
  std::string side_name_;
  Side other_;
  bool is_earlier_ = false;
  std::optional<std::string> earlier_;  ///< the origin of the alt-trans around
  std::optional<std::string> note_;
};

}  // namespace

Result<ExchangeFile> read_xliff12(std::string_view bytes, std::string_view name) {
  Xliff12Reader reader(name);
  HEXAPLA_CHECK(parse_xml(bytes, name, reader, XmlDoctype::Skipped));
  return reader.finish();
}

}  // namespace hexapla::formats
