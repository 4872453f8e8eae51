// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/tmx.hpp"
#include "hexapla/formats/xml.hpp"
#include "hexapla/text/normalize.hpp"

namespace hexapla::formats {
namespace {

using model::CodeRole;
using model::InlineCode;
using model::InlineText;

/// The primary subtag in small letters: what two tags must share to name one language here.
std::string primary(std::string_view tag) {
  return text::to_lower(tag.substr(0, tag.find_first_of("-_")));
}

bool is_code(std::string_view element) {
  return element == "bpt" || element == "ept" || element == "it" || element == "ph" ||
         element == "ut";
}

/// One unit of the memory as it stands there.
struct TmxUnit {
  struct Variant {
    std::string language;
    InlineText text;
    std::string state;
    model::ByteRange range;
    std::string date;
  };
  std::string id;
  std::string source_language;
  std::string part;
  std::string date;
  std::vector<std::string> notes;
  std::vector<Variant> variants;
};

/// The day of the last change, or else of the making: YYYY-MM-DD of TMX's YYYYMMDDThhmmssZ.
std::string read_date(const XmlElement& element) {
  std::string date = element.get("changedate");
  if (date.empty()) date = element.get("creationdate");
  constexpr std::size_t kDay = 8;
  const bool is_date = date.size() >= kDay && date.find_first_not_of("0123456789") >= kDay;
  if (!is_date) return {};
  return fmt::format("{}-{}-{}", date.substr(0, 4), date.substr(4, 2), date.substr(6, 2));
}

/// Reads units one by one (TMX 1.4b, 3 and 4).
class TmxReader final : public XmlHandler {
 public:
  std::string header_language;  ///< srclang of the header
  std::vector<TmxUnit> units;

  Result<void> start_element(const XmlElement& element) override {
    if (element.name == "header") header_language = element.get("srclang");
    if (element.name == "tu" || element.name == "tuv") {  // a seg around them has no place here
      in_segment_ = false;
      code_.reset();
    }
    if (element.name == "tu") {
      units.push_back(
          {element.get("tuid"), element.get("srclang"), {}, read_date(element), {}, {}});
    } else if (units.empty()) {
      return {};
    } else if (element.name == "tuv") {
      // 1.1 has lang, later ones xml:lang
      const std::string date = read_date(element);
      units.back().variants.push_back(
          {element.get_local("lang"), {}, {}, {}, date.empty() ? units.back().date : date});
    } else if (element.name == "note" || element.name == "prop") {
      aside_ = std::string();
      property_ = element.name == "prop" ? element.get("type") : "";
    } else if (element.name == "seg" && !units.back().variants.empty()) {
      in_segment_ = true;
      units.back().variants.back().range.begin = element.end;
      numbers_.clear();
    } else if (in_segment_ && is_code(element.name)) {
      start_code(element);
    } else if (in_segment_ && code_) {
      ++code_depth_;  // sub, and hi inside it
    }
    return {};
  }

  Result<void> end_element(const XmlEnd& element) override {
    if (aside_ && (element.name == "note" || element.name == "prop")) {
      end_aside(element.name == "note");
    } else if (element.name == "seg" && in_segment_) {
      units.back().variants.back().range.end = element.begin;
      in_segment_ = false;
    } else if (code_ && code_depth_ > 0) {
      --code_depth_;
    } else if (code_ && is_code(element.name)) {
      units.back().variants.back().text.append(*std::move(code_));
      code_.reset();
    }
    return {};
  }

  Result<void> characters(std::string_view text) override {
    if (aside_)
      *aside_ += text;
    else if (code_)
      code_->equiv += text;
    else if (in_segment_)
      units.back().variants.back().text.append(text);
    return {};
  }

 private:
  /// Codes that match over languages share x; the two sides of a pair share i, in one segment.
  void start_code(const XmlElement& element) {
    if (code_) {  // a code in a sub: part of the code around it
      ++code_depth_;
      return;
    }
    InlineCode code;
    code.type = element.get("type");
    const std::string match = element.get("x");
    const std::string pair = element.get("i");
    const bool is_end = element.name == "ept" || element.get("pos") == "end";
    if (element.name == "bpt" || element.get("pos") == "begin") code.role = CodeRole::Open;
    if (is_end) code.role = CodeRole::Close;
    if (element.name == "ept") {
      const auto open = numbers_.find(pair);
      code.id = open == numbers_.end() ? pair : open->second;
    } else {
      code.id = !match.empty() ? match : !pair.empty() ? pair : std::to_string(numbers_.size() + 1);
    }
    numbers_.emplace(element.name == "bpt" ? pair : fmt::format("#{}", numbers_.size()), code.id);
    code_ = std::move(code);
    code_depth_ = 0;
  }

  void end_aside(bool is_note) {
    TmxUnit& unit = units.back();
    if (is_note)
      unit.notes.push_back(*std::move(aside_));
    else if (property_ == "x-hexapla-part")
      unit.part = *std::move(aside_);
    else if (property_ == "x-hexapla-state" && !unit.variants.empty())
      unit.variants.back().state = *std::move(aside_);
    aside_.reset();
  }

  bool in_segment_ = false;
  std::optional<InlineCode> code_;
  std::size_t code_depth_ = 0;                  ///< elements inside the code
  std::map<std::string, std::string> numbers_;  ///< of the segment's codes
  std::optional<std::string> aside_;            ///< the text of a note or property
  std::string property_;
};

/// Makes entries of units, for the languages that are wanted.
class EntryMaker {
 public:
  EntryMaker(std::string source, std::string target)
      : source_(std::move(source)), target_(std::move(target)) {}

  void add(TmxUnit&& unit) {
    const std::string wanted = !source_.empty() ? source_ : unit.source_language;
    const auto source =
        std::find_if(unit.variants.begin(), unit.variants.end(), [&](const TmxUnit::Variant& each) {
          return wanted.empty() || wanted == "*all*" || primary(each.language) == primary(wanted);
        });
    if (source == unit.variants.end() || source->text.empty()) return;
    AlignedEntry entry;
    name(unit, entry);
    entry.notes = std::move(unit.notes);
    entry.texts.push_back({source->language,
                           std::move(source->text),
                           model::State::Final,
                           {},
                           {},
                           source->range,
                           source->date});
    for (auto each = unit.variants.begin(); each != unit.variants.end(); ++each) {
      const bool is_wanted = target_.empty() || primary(each->language) == primary(target_);
      if (each == source || !is_wanted || each->text.empty()) continue;
      add_language(each->language);
      entry.texts.push_back({each->language,
                             std::move(each->text),
                             model::to_state(each->state).value_or(model::State::Translated),
                             {},
                             {},
                             each->range,
                             each->date});
    }
    if (entry.texts.size() == 1) return;
    take_source_language(entry.texts.front().language);
    file_.entries.push_back(std::move(entry));
  }

  ExchangeFile finish() { return std::move(file_); }

 private:
  /// Ours are PUBLICATION/UNIT/SEGMENT.
  static void name(const TmxUnit& unit, AlignedEntry& entry) {
    entry.part = unit.part;
    entry.unit = unit.id;
    const std::size_t first = unit.id.find('/');
    const std::size_t last = unit.id.rfind('/');
    if (unit.part.empty() || first == std::string::npos || first == last) return;
    entry.publication = unit.id.substr(0, first);
    entry.unit = unit.id.substr(first + 1, last - first - 1);
    entry.segment = unit.id.substr(last + 1);
  }

  /// Units may be written in different languages: "*all*", as TMX says it.
  void take_source_language(const std::string& language) {
    std::string& known = file_.source_language;
    if (known.empty())
      known = language;
    else if (primary(known) != primary(language))
      known = "*all*";
  }

  void add_language(const std::string& language) {
    auto& all = file_.target_languages;
    if (std::find(all.begin(), all.end(), language) == all.end()) all.push_back(language);
  }

  std::string source_;
  std::string target_;
  ExchangeFile file_;
};

}  // namespace

Result<ExchangeFile> read_tmx(std::string_view bytes, std::string_view name,
                              const ExchangeLanguages& languages) {
  TmxReader reader;
  HEXAPLA_CHECK(parse_xml(bytes, name, reader, XmlDoctype::Skipped));
  const std::string& wanted = languages.source.empty() ? reader.header_language : languages.source;
  EntryMaker maker(wanted == "*all*" ? std::string() : wanted, languages.target);
  for (TmxUnit& unit : reader.units) maker.add(std::move(unit));
  return maker.finish();
}

}  // namespace hexapla::formats
