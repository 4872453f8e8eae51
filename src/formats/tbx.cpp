// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/tbx.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

namespace hexapla::formats {
namespace {

using model::Concept;
using model::Term;
using model::TermStatus;

constexpr std::string_view kTbx = "urn:iso:std:iso:30042:ed-2";

/// Values of administrativeStatus (TBX-Basic).
const std::map<std::string, TermStatus, std::less<>>& status_words() {
  static const std::map<std::string, TermStatus, std::less<>> kWords = {
      {"preferredTerm-admn-sts", TermStatus::Preferred},
      {"admittedTerm-admn-sts", TermStatus::Admitted},
      {"deprecatedTerm-admn-sts", TermStatus::Deprecated},
      {"supersededTerm-admn-sts", TermStatus::Superseded}};
  return kWords;
}

class TbxReader final : public XmlHandler {
 public:
  TbxReader(std::string_view bytes, std::string_view name, DiagnosticSink& sink)
      : bytes_(bytes), name_(name), sink_(sink) {}

  model::Glossary take() { return std::move(glossary_); }

  Result<void> start_element(const XmlElement& element) override {
    if (++depth_ == 1 && (element.name != "tbx" || element.uri != kTbx)) {
      return fail(
          ErrorCode::Invalid, fmt::format("the root is <{}>, not TBX version 3", element.name),
          locate(bytes_, name_, element.begin), "convert older TBX files to TBX-Basic, DCA style");
    }
    text_.clear();
    start_ = element.end;
    type_ = element.get("type");
    target_ = element.get("target");
    if (element.name == "conceptEntry") {
      start_concept(element);
    } else if (element.name == "langSec") {
      language_ = element.get_local("lang");
      entry_.languages[language_];
    } else if (element.name == "termSec") {
      term_ = {};
      term_.id = element.get("id");
      in_term_ = true;
    } else if (element.name == "transacGrp") {
      ++transaction_depth_;
    }
    return {};
  }

  Result<void> end_element(const XmlEnd& element) override {
    --depth_;
    if (element.name == "conceptEntry") {
      end_concept();
    } else if (element.name == "termSec") {
      end_term();
    } else if (element.name == "transacGrp") {
      --transaction_depth_;
    } else if (transaction_depth_ == 0) {
      end_category(element);
    }
    return {};
  }

  Result<void> characters(std::string_view text) override {
    text_ += text;
    return {};
  }

 private:
  void complain(std::size_t offset, std::string message, std::string hint = {}) {
    Diagnostic finding;
    finding.rule = "glossary/entry";
    finding.its_type = "terminology";
    finding.language = language_;
    finding.span = {name_, offset, offset};
    finding.message = std::move(message);
    finding.hint = std::move(hint);
    sink_.report(std::move(finding));
  }

  void start_concept(const XmlElement& element) {
    entry_ = {};
    entry_.id = element.get("id");
    entry_.file = name_;
    entry_begin_ = element.begin;
    language_.clear();
    crossings_.clear();
    term_ids_.clear();
    if (entry_.id.empty())
      complain(element.begin, "a concept entry has no id",
               "give it one: its English term in kebab-case");
    if (!ids_.insert(entry_.id).second)
      complain(element.begin, fmt::format("concept id \"{}\" stands twice", entry_.id));
  }

  void end_concept() {
    for (const auto& [offset, target] : crossings_) {
      if (!term_ids_.contains(target)) {
        complain(offset, fmt::format("the cross reference to \"{}\" leads to no term of concept {}",
                                     target, entry_.id));
      }
    }
    language_.clear();
    if (entry_.languages.empty())
      complain(entry_begin_, fmt::format("concept {} has no terms", entry_.id));
    glossary_.concepts.push_back(std::move(entry_));
  }

  void end_term() {
    in_term_ = false;
    if (term_.text.empty()) {
      complain(start_, fmt::format("concept {} has an empty term in {}", entry_.id, language_));
      return;
    }
    if (!term_.id.empty()) term_ids_.insert(term_.id);
    entry_.languages[language_].terms.push_back(std::move(term_));
  }

  void end_category(const XmlEnd& element) {
    if (element.name == "term") {
      term_.text = text_;
      term_.range = {start_, element.begin};
    } else if (element.name == "termNote") {
      end_term_note();
    } else if (element.name == "admin") {
      end_admin();
    } else if (element.name == "descrip") {
      end_description();
    } else if (element.name == "note" && in_term_) {
      term_.note = text_;
    } else if (element.name == "ref" && in_term_ && type_ == "crossReference") {
      term_.cross_reference = target_;
      crossings_.emplace_back(start_, target_);
    }
  }

  void end_term_note() {
    if (type_ == "partOfSpeech") term_.part_of_speech = text_;
    if (type_ == "termType") term_.type = text_;
    if (type_ != "administrativeStatus") return;
    const auto found = status_words().find(text_);
    if (found == status_words().end()) {
      complain(start_,
               fmt::format("unknown status \"{}\" of \"{}\" in concept {}", text_, term_.text,
                           entry_.id),
               "use preferredTerm-admn-sts, admittedTerm-admn-sts, deprecatedTerm-admn-sts or "
               "supersededTerm-admn-sts");
    } else {
      term_.status = found->second;
    }
  }

  void end_description() {
    if (type_ == "subjectField") entry_.subject_field = text_;
    if (type_ == "definition" && !language_.empty()) entry_.languages[language_].definition = text_;
  }

  /// What TBX-Basic has no category for stands as hexapla:KEY=VALUE.
  void end_admin() {
    constexpr std::string_view kPrefix = "hexapla:";
    if (type_ == "source" && !in_term_ && !language_.empty())
      entry_.languages[language_].definition_source = text_;
    if (type_ != "projectSubset" || !text_.starts_with(kPrefix)) return;
    const std::size_t equals = text_.find('=');
    if (equals == std::string::npos) return;
    const std::string key = text_.substr(kPrefix.size(), equals - kPrefix.size());
    const std::string value = text_.substr(equals + 1);
    if (in_term_) {
      add_term_property(key, value);
    } else {
      entry_.properties[key] = value;
    }
  }

  void add_term_property(const std::string& key, const std::string& value) {
    if (key == "status" && value == "proposed") term_.status = TermStatus::Proposed;
    if (key == "form") term_.forms.push_back(value);
    if (key == "pattern") term_.patterns.push_back(value);
    if (key == "scope") term_.scopes.push_back(value);
    if (key == "not-before") term_.not_before.push_back(value);
    if (key == "not-after") term_.not_after.push_back(value);
    if (key == "case") term_.is_case_exact = value == "exact";
  }

  std::string_view bytes_;
  std::string name_;
  DiagnosticSink& sink_;
  model::Glossary glossary_;
  Concept entry_;
  std::size_t entry_begin_ = 0;
  Term term_;
  bool in_term_ = false;
  std::string language_;
  std::string text_;
  std::string type_;
  std::string target_;
  std::size_t start_ = 0;
  int depth_ = 0;
  int transaction_depth_ = 0;
  std::set<std::string> ids_;
  std::set<std::string> term_ids_;
  std::vector<std::pair<std::size_t, std::string>> crossings_;
};

}  // namespace

Result<model::Glossary> read_tbx(std::string_view bytes, std::string_view name,
                                 DiagnosticSink& sink) {
  TbxReader reader(bytes, name, sink);
  HEXAPLA_CHECK(parse_xml(bytes, name, reader));
  return reader.take();
}

}  // namespace hexapla::formats
