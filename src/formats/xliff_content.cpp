// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "xliff_content.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

namespace hexapla::formats {
namespace {

using model::CodeRole;
using model::InlineCode;
using model::Piece;

/// For each piece the other end of its pair, where both stand here and no other pair is crossed.
std::vector<std::optional<std::size_t>> find_partners(const std::vector<Piece>& pieces) {
  std::vector<std::optional<std::size_t>> partners(pieces.size());
  std::vector<std::pair<std::string_view, std::size_t>> open;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto* code = std::get_if<InlineCode>(&pieces[i]);
    if (code == nullptr || code->role == CodeRole::Standalone) continue;
    if (code->role == CodeRole::Open) {
      open.emplace_back(code->id, i);
      continue;
    }
    const auto found = std::find_if(open.rbegin(), open.rend(),
                                    [&](const auto& each) { return each.first == code->id; });
    if (found == open.rend()) continue;
    if (found == open.rbegin()) {
      partners[i] = found->second;
      partners[found->second] = i;
    }
    // A pair that is crossed is no pc, and neither is what crosses it.
    open.erase(std::next(found).base(), open.end());
  }
  return partners;
}

void append_hints(std::string& out, const InlineCode& code) {
  if (!code.can_copy) append_attribute(out, "canCopy", "no");
  if (!code.can_delete) append_attribute(out, "canDelete", "no");
}

void append_kind(std::string& out, const InlineCode& code) {
  append_attribute(out, "type", code.type);
  append_attribute(out, "subType", code.sub_type);
  append_hints(out, code);
}

/// How many bytes of `text` from `at` on XML 1.0 cannot hold (2.2, Char): a control character, or
/// U+FFFE and U+FFFF.
std::size_t unfit_bytes(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r' ? 0 : 1;
  const std::string_view three = text.substr(at, 3);
  return three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF" ? 3 : 0;
}

bool is_pair_tag(std::string_view tag) {
  const std::string_view name = find_tag_name(tag);
  return name == "pc" || name.ends_with(":pc");
}

/// Whether a tag is that of ph, sc or ec.
bool is_single_tag(std::string_view tag) { return !tag.empty() && !is_pair_tag(tag); }

class ContentWriter {
 public:
  ContentWriter(const model::InlineText& text, const UnitCodes& codes, bool is_target,
                std::string_view prefix)
      : text_(text),
        codes_(codes),
        is_target_(is_target),
        prefix_(prefix),
        partners_(find_partners(text.pieces())) {}

  std::string write() {
    for (std::size_t i = 0; i < text_.pieces().size(); ++i) {
      const Piece& piece = text_.pieces()[i];
      if (const auto* words = std::get_if<std::string>(&piece)) {
        append_text(*words);
      } else {
        append_code(std::get<InlineCode>(piece), i);
      }
    }
    return std::move(out_);
  }

 private:
  /// Characters that XML cannot hold go into <cp> (XLIFF 2.1, 4.2.3.1).
  void append_text(std::string_view text) {
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::size_t unfit = unfit_bytes(text, at);
      if (unfit == 0) continue;
      append_escaped(out_, text.substr(done, at - done), false);
      const unsigned code = unfit == 1 ? static_cast<unsigned char>(text[at])
                                       : 0xFFC0U + static_cast<unsigned char>(text[at + 2]) % 64U;
      out_ += fmt::format("<{}cp hex=\"{:04X}\"/>", prefix_, code);
      at += unfit - 1;
      done = at + 1;
    }
    append_escaped(out_, text.substr(done), false);
  }

  void append_code(const InlineCode& code, std::size_t index) {
    if (const std::string_view tag = find_tag(code, nullptr); is_single_tag(tag)) {
      append_single(tag);
    } else if (code.role == CodeRole::Standalone) {
      append_placeholder(code);
    } else if (!partners_[index] || is_single_tag(find_tag(code_at(*partners_[index]), nullptr))) {
      append_spanning(code);
    } else if (code.role == CodeRole::Close) {
      out_ += fmt::format("</{}pc>", prefix_);
    } else {
      const InlineCode& close = code_at(*partners_[index]);
      const std::string_view pair = find_tag(code, &close);
      if (pair.empty()) {
        append_pair_start(code, close);
      } else {
        append_pair_tag(pair);
      }
    }
  }

  const InlineCode& code_at(std::size_t index) const {
    return std::get<InlineCode>(text_.pieces()[index]);
  }

  std::string_view find_tag(const InlineCode& code, const InlineCode* close) const {
    return codes_.find_tag(code, close, prefix_);
  }

  /// A known ph, sc or ec; one that held something (white space, a comment) is closed.
  void append_single(std::string_view tag) {
    out_ += tag;
    if (!tag.ends_with("/>")) out_ += fmt::format("</{}>", find_tag_name(tag));
  }

  void append_pair_tag(std::string_view tag) {
    const bool is_empty = tag.ends_with("/>");
    out_ += tag.substr(0, tag.size() - (is_empty ? 2 : 1));
    out_ += '>';
  }

  void append_placeholder(const InlineCode& code) {
    out_ += fmt::format("<{}ph", prefix_);
    append_attribute(out_, "id", code.id);
    append_kind(out_, code);
    append_attribute(out_, "equiv", code.equiv);
    append_attribute(out_, "disp", code.disp);
    append_attribute(out_, "subFlows", code.sub_flows);
    out_ += "/>";
  }

  void append_pair_start(const InlineCode& open, const InlineCode& close) {
    out_ += fmt::format("<{}pc", prefix_);
    append_attribute(out_, "id", open.id);
    append_kind(out_, open);
    // The official Schematron wants both or none, and an empty one says "nothing" as well.
    if (!open.equiv.empty() || !close.equiv.empty()) {
      out_ += " equivStart=\"";
      append_escaped(out_, open.equiv, true);
      out_ += "\" equivEnd=\"";
      append_escaped(out_, close.equiv, true);
      out_ += '"';
    }
    append_attribute(out_, "dispStart", open.disp);
    append_attribute(out_, "dispEnd", close.disp);
    append_attribute(out_, "subFlowsStart", open.sub_flows);
    append_attribute(out_, "subFlowsEnd", close.sub_flows);
    out_ += '>';
  }

  void append_spanning(const InlineCode& code) {
    const bool is_open = code.role == CodeRole::Open;
    const bool is_isolated =
        is_open ? !codes_.is_closed(code.id, is_target_) : !codes_.is_opened(code.id, is_target_);
    out_ += fmt::format("<{}{}", prefix_, is_open ? "sc" : "ec");
    append_attribute(out_, is_open || is_isolated ? "id" : "startRef", code.id);
    if (is_open || is_isolated) {
      append_kind(out_, code);
    } else {
      append_hints(out_, code);  // those of sc and ec must be the same (XLIFF 2.1, 4.2.3.5)
    }
    append_attribute(out_, "equiv", code.equiv);
    append_attribute(out_, "disp", code.disp);
    append_attribute(out_, "subFlows", code.sub_flows);
    if (is_isolated) append_attribute(out_, "isolated", "yes");
    out_ += "/>";
  }

  const model::InlineText& text_;
  const UnitCodes& codes_;
  bool is_target_;
  std::string_view prefix_;
  std::vector<std::optional<std::size_t>> partners_;
  std::string out_;
};

}  // namespace

UnitCodes::UnitCodes(const model::Unit& unit, std::string_view bytes,
                     const std::vector<CodeTag>* tags)
    : bytes_(bytes) {
  const auto add = [&](const model::InlineText& text, std::size_t side) {
    for (const Piece& piece : text.pieces()) {
      const auto* code = std::get_if<InlineCode>(&piece);
      if (code == nullptr) continue;
      if (code->role == CodeRole::Open) opened_[side].insert(code->id);
      if (code->role == CodeRole::Close) closed_[side].insert(code->id);
    }
  };
  for (const model::Segment& segment : unit.segments) {
    add(segment.source, 0);
    if (segment.target) add(*segment.target, 1);
  }
  if (tags == nullptr) return;
  for (const CodeTag& tag : *tags) tags_[{tag.code.role, tag.code.id}].push_back(&tag);
}

bool UnitCodes::is_opened(std::string_view id, bool is_target) const {
  return opened_[is_target ? 1 : 0].contains(id);
}

bool UnitCodes::is_closed(std::string_view id, bool is_target) const {
  return closed_[is_target ? 1 : 0].contains(id);
}

std::string_view UnitCodes::find_tag(const InlineCode& code, const InlineCode* close,
                                     std::string_view prefix) const {
  const auto is_end_of = [&](const CodeTag& start) {
    const auto ends = tags_.find({CodeRole::Close, close->id});
    return ends != tags_.end() &&
           std::any_of(ends->second.begin(), ends->second.end(), [&](const CodeTag* end) {
             return end->tag == start.tag && end->code == *close;
           });
  };
  const auto found = tags_.find({code.role, code.id});
  if (found == tags_.end()) return {};
  for (auto each = found->second.rbegin(); each != found->second.rend(); ++each) {
    if (!((*each)->code == code) || (close != nullptr && !is_end_of(**each))) continue;
    const std::string_view tag =
        bytes_.substr((*each)->tag.begin, (*each)->tag.end - (*each)->tag.begin);
    // The end tag of a pair is written with our prefix.
    if (!is_pair_tag(tag) || find_tag_name(tag) == fmt::format("{}pc", prefix)) return tag;
  }
  return {};
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out += ' ';
  out += name;
  out += "=\"";
  append_escaped(out, value, true);
  out += '"';
}

std::string to_xliff_content(const model::InlineText& text, const UnitCodes& codes, bool is_target,
                             std::string_view prefix) {
  return ContentWriter(text, codes, is_target, prefix).write();
}

}  // namespace hexapla::formats
