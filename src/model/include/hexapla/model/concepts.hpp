// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/model/unit.hpp"

namespace hexapla::model {

/// TBX administrativeStatus; Proposed terms have none and are not enforced (domain.md section 4).
enum class TermStatus : std::uint8_t {
  Preferred,
  Admitted,
  Deprecated,
  Superseded,
  Proposed,
  None
};
[[nodiscard]] std::string_view to_string(TermStatus status);

struct Term {
  std::string id;
  std::string text;
  TermStatus status = TermStatus::None;
  std::string type;  ///< termType: fullForm, acronym, abbreviation, shortForm, variant, phrase
  std::string part_of_speech;
  std::vector<std::string> forms;     ///< hexapla:form
  std::vector<std::string> patterns;  ///< hexapla:pattern
  std::vector<std::string> scopes;    ///< hexapla:scope
  std::vector<std::string> not_before;
  std::vector<std::string> not_after;
  bool is_case_exact = false;
  std::string cross_reference;  ///< id of the full form
  std::string note;
  ByteRange range;  ///< of the <term> content in its file
};

/// Whether a term may be used: preferred or admitted.
[[nodiscard]] bool is_allowed(const Term& term);
/// Whether a term must not be used: deprecated or superseded.
[[nodiscard]] bool is_forbidden(const Term& term);

struct LanguageEntry {
  std::string definition;
  std::string definition_source;
  std::vector<Term> terms;
};

/// One idea with its terms in all languages.
struct Concept {
  std::string id;
  std::string subject_field;
  std::map<std::string, std::string, std::less<>>
      properties;  ///< hexapla:KEY=VALUE on the concept (kind, do-not-translate, broader)
  std::map<std::string, LanguageEntry, std::less<>> languages;
  std::string file;  ///< relative to the workspace

  /// The preferred term of a language, else the first admitted, proposed or statusless one; null
  /// where there is none.
  [[nodiscard]] const Term* find_name(std::string_view language) const;
  /// The preferred acronym of a language; null where there is none.
  [[nodiscard]] const Term* find_abbreviation(std::string_view language) const;
};

/// The concepts of one or more term bases; ids are unique.
struct Glossary {
  std::vector<Concept> concepts;
  [[nodiscard]] const Concept* find(std::string_view id) const;
  /// Whether one concept is a kind or a part of another by hexapla:broader, over several steps:
  /// who speaks of regional initiatives speaks of initiatives. A concept is not broader than
  /// itself.
  [[nodiscard]] bool is_narrower(const Concept& entry, std::string_view broader) const;
};

}  // namespace hexapla::model
