// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/model/unit.hpp"

namespace hexapla::model {

/// Severities set by configuration: rule id (or group/*) to severity; language empty = all.
struct SeverityOverride {
  std::string rule;
  std::string language;
  Severity severity = Severity::Major;
};

/// hexapla.toml (decisions.md, Data, configuration).
struct WorkspaceConfiguration {
  std::string source_language = "en";
  std::vector<std::string> languages;
  std::vector<std::string> glossaries;
  std::optional<Severity> fail_on = Severity::Major;  ///< absent: never
  std::vector<SeverityOverride> severities;
  State publish_state = State::Translated;
  State release_state = State::Reviewed;
  std::vector<std::string> formats = {"html", "docx"};
  Severity stop_at = Severity::Major;
  int pandoc_timeout_seconds = 120;
  int office_timeout_seconds = 300;
};

/// publication.toml.
struct PublicationConfiguration {
  std::string source_language;
  std::vector<std::string> languages;
  std::vector<std::string> parts;
  std::vector<std::string> glossaries;
  std::string symbol;
  std::string date;  ///< ISO 8601, empty where there is none
  bool paragraph_numbers = false;
  bool is_landscape = false;  ///< pages lie on their long side
  std::vector<SeverityOverride> severities;
};

/// waivers.toml: a finding that a person accepts. It holds while the text is the same: `hash` is
/// that of the finding.
struct Waiver {
  std::string rule;
  std::string unit;      ///< empty for findings without unit
  std::string segment;   ///< empty: any
  std::string language;  ///< empty: all
  std::string hash;
  std::string reason;
  std::string author;
  std::string date;        ///< ISO 8601
  std::size_t offset = 0;  ///< bytes before its table in the file
};

/// data/registers.toml: what @PREFIX-NUMBER outside the text can name.
struct RegisterEntry {
  std::string number;
  std::string place;  ///< concept id
  std::string year;
  bool is_revised = false;
};
struct Register {
  std::string prefix;                  ///< WTDC
  std::string kind;                    ///< resolution, sdg, action-line ...
  std::string body;                    ///< concept id
  std::vector<RegisterEntry> entries;  ///< `values = "1-17"` is expanded
};

/// data/enablers.toml.
struct Enabler {
  std::string id;  ///< concept id
  std::string priority;
  std::string status;
  std::vector<std::string> resolutions;
  std::size_t offset = 0;  ///< bytes before its table in the file
};
/// data/priorities.toml.
struct PriorityLinks {
  std::string id;
  std::string concept_id;
  std::vector<std::string> sdg;
  std::vector<std::string> wsis;
  std::vector<std::string> goals;
  std::size_t offset = 0;  ///< bytes before its table in the file
};
/// data/links.toml; an absent list is missing data, an empty one means not applicable.
struct InitiativeLinks {
  std::string initiative;
  std::optional<std::vector<std::string>> enablers;
  std::optional<std::vector<std::string>> sdg;
  std::optional<std::vector<std::string>> wsis;
  std::optional<std::vector<std::string>> goals;
  std::size_t offset = 0;  ///< bytes before its table in the file
};
/// data/citations.toml.
struct SynergyCitation {
  std::string enabler;
  std::vector<std::string> cites;
  std::string unresolved;  ///< reason, empty where it resolves
  std::size_t offset = 0;  ///< bytes before its table in the file
};

/// data/*.toml of a publication.
struct PublicationData {
  std::vector<Register> registers;
  std::vector<Enabler> enablers;
  std::vector<PriorityLinks> priorities;
  std::vector<InitiativeLinks> links;
  std::vector<SynergyCitation> citations;
};

}  // namespace hexapla::model
