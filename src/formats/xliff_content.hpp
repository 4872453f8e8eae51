// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hexapla/model/unit.hpp"

#include "xliff_document.hpp"

namespace hexapla::formats {

/// The codes of a unit: which pairs open and close in its sources and targets, and the tags that
/// they were read from. The unit and the tags must outlive it.
class UnitCodes {
 public:
  /// `tags` point into `bytes`; null for a unit that was not read.
  UnitCodes(const model::Unit& unit, std::string_view bytes, const std::vector<CodeTag>* tags);

  [[nodiscard]] bool is_opened(std::string_view id, bool is_target) const;
  [[nodiscard]] bool is_closed(std::string_view id, bool is_target) const;
  /// The tag that an equal code was read from, and where `close` is given its end too; with "pc"
  /// only under the prefix that ours will have. Empty where there is none. Tags of targets come
  /// before those of sources.
  [[nodiscard]] std::string_view find_tag(const model::InlineCode& code,
                                          const model::InlineCode* close,
                                          std::string_view prefix) const;

 private:
  using Ids = std::set<std::string, std::less<>>;

  std::string_view bytes_;
  std::map<std::pair<model::CodeRole, std::string>, std::vector<const CodeTag*>> tags_;
  std::array<Ids, 2> opened_;  ///< in sources, in targets
  std::array<Ids, 2> closed_;
};

/// The content of a <source> or <target>: text escaped, codes as elements of `prefix` ("x:", mostly
/// empty). A code that was read keeps its tag, with what the model does not hold (data references,
/// extensions). Of the others a pair is pc where both sides stand well nested in this content, else
/// sc and ec (XLIFF 2.1, 4.2.3.5: an orphan has isolated="yes").
[[nodiscard]] std::string to_xliff_content(const model::InlineText& text, const UnitCodes& codes,
                                           bool is_target, std::string_view prefix);

/// name="value" with a space before it; nothing for an empty value.
void append_attribute(std::string& out, std::string_view name, std::string_view value);

}  // namespace hexapla::formats
