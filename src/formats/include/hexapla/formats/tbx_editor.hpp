// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "hexapla/base/result.hpp"
#include "hexapla/model/concepts.hpp"

namespace hexapla::formats {

/// Who changed a term base, when and why: becomes a transacGrp of what was changed.
struct TermTransaction {
  std::string date;    ///< YYYY-MM-DD
  std::string author;  ///< not empty
  std::string note;    ///< may be empty
};

/// A term of a term base.
struct TermPlace {
  std::string concept_id;
  std::string language;
  std::string term;  ///< as it is written there
};

struct NewTerm {
  TermPlace place;
  model::TermStatus status = model::TermStatus::Proposed;
  std::string type;            ///< termType; empty for none
  std::string part_of_speech;  ///< empty for none
};

struct NewConcept {
  std::string id;
  std::string subject_field;  ///< empty for none
};

/// Changes a TBX v3 (DCA) file in place: what an edit does not touch keeps its bytes, so that a
/// change of one concept changes the lines of that concept only. Nothing is ever deleted but the
/// mark of a proposal. The bytes are TBX that read_tbx takes.
class TbxEditor {
 public:
  TbxEditor(std::string bytes, std::string name);

  /// Gives a term its status, and notes who did. Usage where there is no such term; Syntax where
  /// the bytes are no XML.
  [[nodiscard]] Result<void> set_status(const TermPlace& place, model::TermStatus status,
                                        const TermTransaction& transaction);
  /// Adds a term to a concept, behind those of its language. Usage where there is no such concept,
  /// or the language has the term already.
  [[nodiscard]] Result<void> add_term(const NewTerm& term, const TermTransaction& transaction);
  /// Adds a concept without terms, in the order of the ids. Usage where there is one of that id.
  [[nodiscard]] Result<void> add_concept(const NewConcept& entry,
                                         const TermTransaction& transaction);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::string name_;
};

}  // namespace hexapla::formats
