// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/tbx_editor.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

namespace hexapla::formats {
namespace {

using model::ByteRange;
using model::TermStatus;

/// A termSec with what an edit of its status needs.
struct TermSection {
  std::string text;
  ByteRange range;
  std::size_t term_end = 0;           ///< behind </term>
  std::optional<ByteRange> status;    ///< the text of administrativeStatus
  std::optional<ByteRange> proposal;  ///< the element that marks a proposal
  std::size_t end_tag = 0;            ///< of </termSec>
};

struct LanguageSection {
  std::string language;
  std::size_t begin = 0;
  std::vector<TermSection> terms;
  std::size_t end_tag = 0;
};

struct ConceptSection {
  std::string id;
  ByteRange range;
  std::vector<LanguageSection> languages;
  std::size_t end_tag = 0;
};

/// Where everything stands.
class Structure final : public XmlHandler {
 public:
  [[nodiscard]] const std::vector<ConceptSection>& concepts() const { return concepts_; }
  [[nodiscard]] std::size_t body_end() const { return body_end_; }

  Result<void> start_element(const XmlElement& element) override {
    text_.clear();
    begin_ = element.begin;
    content_ = element.end;
    type_ = element.get("type");
    if (element.name == "conceptEntry")
      concepts_.push_back({element.get("id"), {element.begin, 0}, {}, 0});
    if (concepts_.empty()) return {};
    ConceptSection& entry = concepts_.back();
    if (element.name == "langSec")
      entry.languages.push_back({element.get_local("lang"), element.begin, {}, 0});
    if (element.name == "termSec" && !entry.languages.empty()) {
      entry.languages.back().terms.emplace_back();
      entry.languages.back().terms.back().range.begin = element.begin;
      in_term_ = true;
    }
    return {};
  }

  Result<void> end_element(const XmlEnd& element) override {
    if (element.name == "body") body_end_ = element.begin;
    if (concepts_.empty()) return {};
    ConceptSection& entry = concepts_.back();
    if (element.name == "conceptEntry") {
      entry.range.end = element.end;
      entry.end_tag = element.begin;
    } else if (element.name == "langSec") {
      entry.languages.back().end_tag = element.begin;
    } else if (in_term_) {
      end_in_term(element, entry.languages.back().terms.back());
    }
    return {};
  }

  Result<void> characters(std::string_view text) override {
    text_ += text;
    return {};
  }

 private:
  void end_in_term(const XmlEnd& element, TermSection& term) {
    if (element.name == "termSec") {
      term.range.end = element.end;
      term.end_tag = element.begin;
      in_term_ = false;
    } else if (element.name == "term") {
      term.text = text_;
      term.term_end = element.end;
    } else if (element.name == "termNote" && type_ == "administrativeStatus") {
      term.status = ByteRange{content_, element.begin};
    } else if (element.name == "admin" && text_ == "hexapla:status=proposed") {
      term.proposal = ByteRange{begin_, element.end};
    }
  }

  std::vector<ConceptSection> concepts_;
  std::size_t body_end_ = 0;
  bool in_term_ = false;
  std::string text_;
  std::string type_;
  std::size_t begin_ = 0;
  std::size_t content_ = 0;
};

std::string_view status_word(TermStatus status) {
  switch (status) {
    case TermStatus::Preferred:
      return "preferredTerm-admn-sts";
    case TermStatus::Admitted:
      return "admittedTerm-admn-sts";
    case TermStatus::Deprecated:
      return "deprecatedTerm-admn-sts";
    case TermStatus::Superseded:
      return "supersededTerm-admn-sts";
    case TermStatus::Proposed:
    case TermStatus::None:
      break;
  }
  return {};
}

std::string escape(std::string_view text) {
  std::string escaped;
  append_escaped(escaped, text, false);
  return escaped;
}

/// The white space before a place on its line; empty where something else stands there.
std::string find_indent(std::string_view bytes, std::size_t at) {
  const std::size_t line = at == 0 ? std::string_view::npos : bytes.rfind('\n', at - 1);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  const std::string_view before = bytes.substr(begin, at - begin);
  return before.find_first_not_of(" \t") == std::string_view::npos ? std::string(before)
                                                                   : std::string();
}

/// Lines of an element, each with its indentation.
class Lines {
 public:
  explicit Lines(std::string indent) : indent_(std::move(indent)) {}
  Lines& add(int level, std::string_view text) {
    text_ += indent_;
    text_.append(static_cast<std::size_t>(level) * 2, ' ').append(text).append("\n");
    return *this;
  }
  Lines& add_transaction(int level, const TermTransaction& transaction, std::string_view type) {
    add(level, "<transacGrp>");
    add(level + 1, fmt::format(R"(<transac type="transactionType">{}</transac>)", type));
    add(level + 1, fmt::format("<date>{}</date>", escape(transaction.date)));
    add(level + 1, fmt::format(R"(<transacNote type="responsibility">{}</transacNote>)",
                               escape(transaction.author)));
    if (!transaction.note.empty())
      add(level + 1, fmt::format("<note>{}</note>", escape(transaction.note)));
    return add(level, "</transacGrp>");
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string indent_;
  std::string text_;
};

const ConceptSection* find_concept(const Structure& structure, std::string_view id) {
  const auto& concepts = structure.concepts();
  const auto found = std::find_if(concepts.begin(), concepts.end(),
                                  [&](const ConceptSection& entry) { return entry.id == id; });
  return found == concepts.end() ? nullptr : &*found;
}

const LanguageSection* find_language(const ConceptSection& entry, std::string_view language) {
  const auto found =
      std::find_if(entry.languages.begin(), entry.languages.end(),
                   [&](const LanguageSection& each) { return each.language == language; });
  return found == entry.languages.end() ? nullptr : &*found;
}

const TermSection* find_term(const LanguageSection& section, std::string_view text) {
  const auto found = std::find_if(section.terms.begin(), section.terms.end(),
                                  [&](const TermSection& term) { return term.text == text; });
  return found == section.terms.end() ? nullptr : &*found;
}

std::string write_term(const NewTerm& term, const TermTransaction& transaction,
                       const std::string& indent) {
  Lines lines(indent);
  lines.add(0, "<termSec>").add(1, fmt::format("<term>{}</term>", escape(term.place.term)));
  if (!term.part_of_speech.empty()) {
    lines.add(1, fmt::format(R"(<termNote type="partOfSpeech">{}</termNote>)",
                             escape(term.part_of_speech)));
  }
  if (!term.type.empty())
    lines.add(1, fmt::format(R"(<termNote type="termType">{}</termNote>)", escape(term.type)));
  if (const std::string_view word = status_word(term.status); !word.empty())
    lines.add(1, fmt::format(R"(<termNote type="administrativeStatus">{}</termNote>)", word));
  if (term.status == TermStatus::Proposed)
    lines.add(1, R"(<admin type="projectSubset">hexapla:status=proposed</admin>)");
  return lines.add_transaction(1, transaction, "origination").add(0, "</termSec>").text();
}

/// Where the line of a place begins, if only white space stands before it.
std::size_t line_begin(std::string_view bytes, std::size_t at) {
  return at - find_indent(bytes, at).size();
}

}  // namespace

TbxEditor::TbxEditor(std::string bytes, std::string name)
    : bytes_(std::move(bytes)), name_(std::move(name)) {}

Result<void> TbxEditor::set_status(const TermPlace& place, TermStatus status,
                                   const TermTransaction& transaction) {
  Structure structure;
  HEXAPLA_CHECK(parse_xml(bytes_, name_, structure));
  const ConceptSection* entry = find_concept(structure, place.concept_id);
  const LanguageSection* section =
      entry == nullptr ? nullptr : find_language(*entry, place.language);
  const TermSection* term = section == nullptr ? nullptr : find_term(*section, place.term);
  if (term == nullptr) {
    return fail(ErrorCode::Usage,
                fmt::format("concept {} has no term “{}” in {}", place.concept_id, place.term,
                            place.language),
                {name_}, "hexapla terms find shows what it has");
  }
  const std::string indent = find_indent(bytes_, term->end_tag) + "  ";
  const std::string element =
      fmt::format(R"(<termNote type="administrativeStatus">{}</termNote>)", status_word(status));
  const std::size_t end = line_begin(bytes_, term->end_tag);
  std::vector<std::pair<ByteRange, std::string>> edits = {
      {{end, end}, Lines(indent).add_transaction(0, transaction, "modification").text()}};
  if (term->status) edits.emplace_back(*term->status, status_word(status));
  if (term->proposal && term->status) {
    const std::size_t behind = term->proposal->end;
    const bool ends_line = behind < bytes_.size() && bytes_[behind] == '\n';
    edits.emplace_back(
        ByteRange{line_begin(bytes_, term->proposal->begin), ends_line ? behind + 1 : behind}, "");
  } else if (term->proposal) {
    edits.emplace_back(*term->proposal, element);  // the mark makes room for the status
  } else if (!term->status) {
    edits.emplace_back(ByteRange{term->term_end, term->term_end},
                       fmt::format("\n{}{}", indent, element));
  }
  std::sort(edits.begin(), edits.end(),
            [](const auto& a, const auto& b) { return a.first.begin > b.first.begin; });
  for (const auto& [range, text] : edits)
    bytes_.replace(range.begin, range.end - range.begin, text);
  return {};
}

Result<void> TbxEditor::add_term(const NewTerm& term, const TermTransaction& transaction) {
  Structure structure;
  HEXAPLA_CHECK(parse_xml(bytes_, name_, structure));
  const TermPlace& place = term.place;
  const ConceptSection* entry = find_concept(structure, place.concept_id);
  if (entry == nullptr) {
    return fail(ErrorCode::Usage, fmt::format("there is no concept {}", place.concept_id), {name_});
  }
  const LanguageSection* section = find_language(*entry, place.language);
  if (section != nullptr && find_term(*section, place.term) != nullptr) {
    return fail(ErrorCode::Usage,
                fmt::format("concept {} has the term “{}” in {} already", place.concept_id,
                            place.term, place.language),
                {name_}, "approve, reject or deprecate it");
  }
  const std::string indent = find_indent(bytes_, entry->end_tag) + "  ";
  if (section != nullptr) {
    bytes_.insert(line_begin(bytes_, section->end_tag),
                  write_term(term, transaction, indent + "  "));
    return {};
  }
  // languages stand in the order of their tags
  std::size_t at = entry->end_tag;
  for (const LanguageSection& other : entry->languages) {
    if (other.language <= place.language) continue;
    at = other.begin;
    break;
  }
  bytes_.insert(line_begin(bytes_, at),
                fmt::format("{0}<langSec xml:lang=\"{1}\">\n{2}{0}</langSec>\n", indent,
                            escape(place.language), write_term(term, transaction, indent + "  ")));
  return {};
}

Result<void> TbxEditor::add_concept(const NewConcept& entry, const TermTransaction& transaction) {
  Structure structure;
  HEXAPLA_CHECK(parse_xml(bytes_, name_, structure));
  if (find_concept(structure, entry.id) != nullptr) {
    return fail(ErrorCode::Usage, fmt::format("there is a concept {} already", entry.id), {name_});
  }
  std::size_t at = structure.body_end();
  for (const ConceptSection& other : structure.concepts()) {
    if (other.id <= entry.id) continue;
    at = other.range.begin;
    break;
  }
  const bool is_last = at == structure.body_end();
  Lines lines(find_indent(bytes_, at) + (is_last ? "  " : ""));
  lines.add(0, fmt::format("<conceptEntry id=\"{}\">", escape(entry.id)));
  if (!entry.subject_field.empty()) {
    lines.add(1, fmt::format(R"(<descrip type="subjectField">{}</descrip>)",
                             escape(entry.subject_field)));
  }
  bytes_.insert(
      line_begin(bytes_, at),
      lines.add_transaction(1, transaction, "origination").add(0, "</conceptEntry>").text());
  return {};
}

}  // namespace hexapla::formats
