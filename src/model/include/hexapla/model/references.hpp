// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/model/concepts.hpp"
#include "hexapla/model/configuration.hpp"
#include "hexapla/model/document.hpp"
#include "hexapla/model/locale.hpp"

/// References as data: what @ID names, its number, and how each language prints it (decisions.md,
/// References).
namespace hexapla::model {

/// A reference found in plain text: `@` not after an ASCII letter or digit, then
/// [A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*.
struct ReferenceToken {
  std::size_t begin = 0;  ///< byte offset of "@"
  std::size_t end = 0;
  std::string id;
};
[[nodiscard]] std::vector<ReferenceToken> find_reference_tokens(std::string_view utf8);

enum class ReferenceForm : std::uint8_t { Plain, Full, Code };

/// Something an @ID can name.
struct Entity {
  std::string id;
  std::string kind;  ///< section figure table heading initiative result resolution sdg action-line
                     ///< region priority enabler concept title
  std::string number;      ///< printed number ("3.1", "1", "37", "C5")
  std::string code;        ///< AFR1, AFR1.9
  std::string concept_id;  ///< the name comes from the term base
  std::string body;        ///< concept id of a register's body
  std::string place;       ///< concept id
  std::string year;
  bool is_revised = false;
  std::string
      unit_prefix;  ///< prefix under which its heading or caption stands, empty outside the text
};

/// All entities of one publication, in document order, then registers and data.
class Entities {
 public:
  /// Numbers sections, figures and tables over all parts in order and collects what can be named.
  /// Fails with Invalid where two have one name.
  [[nodiscard]] static Result<Entities> collect(
      const std::vector<std::pair<std::string, const Document*>>& parts,
      const PublicationData& data);

  [[nodiscard]] const Entity* find(std::string_view id) const;
  [[nodiscard]] const std::vector<Entity>& all() const { return entities_; }
  [[nodiscard]] std::vector<std::string> nearest(std::string_view id) const;

 private:
  std::vector<Entity> entities_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
};

/// The words that references need beside the locale: names of concepts and the plan's title, in one
/// language.
struct ReferenceWords {
  const Locale* locale = nullptr;
  const Glossary* glossary = nullptr;
  std::string title;
};

/// The printed text of a reference. Plain and Full and Code take messages.toml's [reference]
/// [reference-full] [reference-code]; Full of a kind without pattern prints the concept's name.
/// Fails with Configuration where the locale lacks the pattern, Invalid where the term base lacks
/// the name.
[[nodiscard]] Result<std::string> render_reference(const Entity& entity, ReferenceForm form,
                                                   const ReferenceWords& words);

}  // namespace hexapla::model
