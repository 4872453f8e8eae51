// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/check_document.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/base/source_file.hpp"
#include "hexapla/check/plan.hpp"
#include "hexapla/check/rule.hpp"
#include "hexapla/model/slots.hpp"
#include "hexapla/text/hash.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::workspace {
namespace {

using model::Inline;
using model::Inlines;

/// Where the words of a unit stand in the document: for each word its place in the unit's text and
/// its place in the file.
class WordPlaces {
 public:
  /// `text` is what the unit's segments say, joined.
  WordPlaces(const Inlines& inlines, std::string_view text) : text_(text) { walk(inlines); }

  struct Word {
    std::size_t begin = 0;  ///< bytes in the text
    std::size_t end = 0;
    model::SourceRange range;
  };
  /// The word at a byte of the text, or the next one.
  [[nodiscard]] const Word* find(std::size_t byte) const {
    const auto found = std::find_if(words_.begin(), words_.end(),
                                    [&](const Word& word) { return byte < word.end; });
    return found == words_.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::string_view between(std::size_t begin, std::size_t end) const {
    return text_.substr(begin, end - begin);
  }
  /// The last word that begins before a byte.
  [[nodiscard]] const Word* find_before(std::size_t byte) const {
    const Word* last = nullptr;
    for (const Word& word : words_) {
      if (word.begin < byte) last = &word;
    }
    return last;
  }

 private:
  void walk(const Inlines& inlines) {
    for (const Inline& item : inlines) {
      if (const auto* words = std::get_if<model::Str>(&item.value)) add(words->text, item);
      if (const auto* styled = std::get_if<model::Styled>(&item.value)) walk(styled->content);
      if (const auto* span = std::get_if<model::Span>(&item.value)) walk(span->content);
      if (const auto* link = std::get_if<model::Link>(&item.value)) walk(link->content);
      if (const auto* quoted = std::get_if<model::Quoted>(&item.value)) walk(quoted->content);
    }
  }

  void add(const std::string& words, const Inline& item) {
    const std::size_t begin = text_.find(words, at_);
    if (begin == std::string_view::npos || words.empty()) return;  // a reference: no text
    at_ = begin + words.size();
    if (item.position) words_.push_back({begin, at_, *item.position});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Word> words_;
};

class DocumentChecker {
 public:
  DocumentChecker(const intake::Incoming& incoming, const intake::Plan& plan,
                  const DocumentContext& given)
      : incoming_(incoming), plan_(plan), given_(given), document_(incoming.document) {
    for (const intake::Part& part : incoming.parts) files_.emplace_back(incoming.name, part.text);
    context_.source_language = given.locale->language;
    context_.glossary = given.glossary;
    context_.source_locale = given.locale;
    context_.source_stemmer = given.stemmer;
  }

  Result<CheckResult> run() {
    slots_ = model::find_slots(document_, "document");
    HEXAPLA_CHECK(make_units());
    run_rules();
    HEXAPLA_CHECK(check_structure());
    report_faults();
    result_.findings = list_.take();
    sort_findings(result_.findings);
    return std::move(result_);
  }

 private:
  Result<void> make_units() {
    std::map<std::string, std::size_t> counts;
    for (const model::UnitSlot& slot : slots_) {
      const std::string kind = fmt::format("{}.{}", slot.prefix, slot.kind);
      model::Unit unit;
      unit.id = fmt::format("{}.{}", kind, ++counts[kind]);
      unit.name = slot.name;
      unit.groups = slot.groups;
      const model::InlineText text = slot.content != nullptr
                                         ? model::to_inline_text(*slot.content)
                                         : model::InlineText(*slot.meta_content);
      HEXAPLA_TRY(unit.segments, model::to_segments(text, *given_.segmenter));
      result_.segments += static_cast<std::size_t>(
          std::count_if(unit.segments.begin(), unit.segments.end(),
                        [](const model::Segment& segment) { return !segment.is_ignorable; }));
      units_.push_back(std::move(unit));
    }
    return {};
  }

  void run_rules() {
    auto rules = check::make_rules(check::Needs::Text);
    DiagnosticList found;
    for (const auto& rule : rules) rule->begin(context_);
    check::check_units(rules, units_, incoming_.name, found);
    for (const auto& rule : rules) rule->finish(found);
    std::map<std::string_view, std::size_t> by_id;
    for (std::size_t i = 0; i < units_.size(); ++i) by_id.emplace(units_[i].id, i);
    for (Diagnostic finding : found.take()) {
      if (const auto unit = by_id.find(finding.unit); unit != by_id.end())
        place(finding, unit->second);
      for (DiagnosticNote& note : finding.notes) note.span = {incoming_.name, 0, 0};
      finding.unit.clear();  // a document has no units yet
      finding.segment.clear();
      list_.report(std::move(finding));
    }
  }

  /// Moves a finding from the unit's text to the file's.
  void place(Diagnostic& finding, std::size_t unit) const {
    finding.span = {incoming_.name, 0, 0};
    const model::UnitSlot& slot = slots_[unit];
    std::string text;
    TextRange range;
    for (const model::Segment& segment : units_[unit].segments) {
      if (!segment.is_ignorable && segment.id == finding.segment) {
        range.begin = text.size();
        range.end = text.size() + segment.source.plain().size();
        if (finding.source_span) range = to_bytes(segment, *finding.source_span, text.size());
      }
      text += segment.source.plain();
    }
    if (slot.content != nullptr && place_by_words(finding, WordPlaces(*slot.content, text), range))
      return;
    if (slot.position) {
      set_span(finding, *slot.position, slot.position->begin_column, slot.position->begin_column);
    } else {
      place_by_text(finding, std::string_view(text).substr(range.begin, range.end - range.begin));
    }
  }

  static TextRange to_bytes(const model::Segment& segment, const TextRange& span,
                            std::size_t before) {
    const std::string words = segment.source.plain();
    return {before + text::byte_offset(words, span.begin),
            before + text::byte_offset(words, span.end)};
  }

  bool place_by_words(Diagnostic& finding, const WordPlaces& words, const TextRange& range) const {
    const WordPlaces::Word* first = words.find(range.begin);
    if (first == nullptr) return false;
    const WordPlaces::Word* last = words.find_before(range.end);
    // Words that another line or part ends are shown to the end of the first word.
    if (last == nullptr || last->range.part != first->range.part ||
        last->range.begin_line != first->range.begin_line || last->begin < first->begin) {
      last = first;
    }
    const auto column = [&](const WordPlaces::Word& word, std::size_t byte) {
      if (byte <= word.begin) return word.range.begin_column;
      if (byte >= word.end) return word.range.end_column;
      return word.range.begin_column + text::count_code_points(words.between(word.begin, byte));
    };
    set_span(finding, first->range, column(*first, range.begin), column(*last, range.end));
    return true;
  }

  void set_span(Diagnostic& finding, const model::SourceRange& range, std::size_t begin_column,
                std::size_t end_column) const {
    if (range.part >= files_.size()) return;
    const SourceFile& file = files_[range.part];
    finding.span.begin = file.offset({range.begin_line, begin_column});
    finding.span.end = file.offset({range.begin_line, std::max(begin_column, end_column)});
    finding.span.part = incoming_.parts[range.part].name;
  }

  /// A reader without places: the words stand where they are found first.
  void place_by_text(Diagnostic& finding, std::string_view words) const {
    if (files_.empty() || words.empty()) return;
    const std::size_t found = files_.front().text().find(words);
    if (found == std::string::npos) return;
    finding.span.begin = found;
    finding.span.end = found + words.size();
  }

  /// What a plan must have, where the document is one.
  Result<void> check_structure() {
    if (plan_.initiatives == 0 || files_.empty()) return {};
    model::PublicationData data;
    for (const intake::Citation& citation : plan_.citations)
      data.citations.push_back({citation.box, citation.cites, {}});
    HEXAPLA_TRY(const model::Entities entities,
                model::Entities::collect({{incoming_.name, &document_}}, {}));
    context_.entities = &entities;
    DiagnosticList found;
    check::check_plan(document_, files_.front(), data, context_, found);
    for (Diagnostic finding : found.take()) {
      finding.span.part = incoming_.parts.front().name;
      finding.hint = {};  // it speaks of files of a workspace
      list_.report(std::move(finding));
    }
    return {};
  }

  /// What reading the document found.
  void report_faults() {
    for (const intake::Remark& remark : incoming_.remarks) {
      const auto* const rule =
          std::find_if(std::begin(check::kReadingRules), std::end(check::kReadingRules),
                       [&](const auto& each) { return each.id == remark.rule; });
      if (rule == std::end(check::kReadingRules)) continue;
      Diagnostic finding;
      finding.rule = rule->id;
      finding.severity = rule->severity;
      finding.its_type = rule->its_type;
      finding.language = context_.source_language;
      finding.span = {incoming_.name, 0, 0};
      const intake::Place& place = remark.place;
      if (place.line != 0) {
        set_span(finding, {place.line, place.column, place.line, place.column, place.part},
                 place.column, place.column + text::count_code_points(remark.text));
      }
      finding.message = remark.message;
      finding.hash = text::hash_hex(finding.message);
      list_.report(std::move(finding));
    }
  }

  const intake::Incoming& incoming_;
  const intake::Plan& plan_;
  const DocumentContext& given_;
  model::Document document_;
  std::vector<SourceFile> files_;  ///< by part
  check::Context context_;
  std::vector<model::UnitSlot> slots_;
  std::vector<model::Unit> units_;
  DiagnosticList list_;
  CheckResult result_;
};

}  // namespace

Result<CheckResult> check_document(const intake::Incoming& incoming, const intake::Plan& plan,
                                   const DocumentContext& context) {
  return DocumentChecker(incoming, plan, context).run();
}

}  // namespace hexapla::workspace
