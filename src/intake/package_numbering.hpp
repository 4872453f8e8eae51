// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "hexapla/base/result.hpp"
#include "hexapla/formats/docx_package.hpp"

#include "package_nodes.hpp"
#include "package_styles.hpp"

namespace hexapla::intake {

/// How a level of a list numbers its paragraphs.
struct NumberingLevel {
  std::string format = "decimal";  ///< ST_NumberFormat: "chineseCounting", "bullet"
  std::string text;                ///< "%1.%2", "第%1章"
  int start = 1;
  bool has_space = true;   ///< between its label and the text
  bool is_legal = false;   ///< all numbers in it are decimal
  int restart_after = -1;  ///< w:lvlRestart; -1: after any higher level; 0: never
};

/// A number as a format writes it: (12, "chineseCounting") is 十二. Unknown formats write it in
/// digits.
[[nodiscard]] std::string format_number(int number, std::string_view format);

/// Whether a label says more than a number: a letter beside its placeholders, as in "第%1章" or
/// "Annex %1".
[[nodiscard]] bool has_words(std::string_view label_text);

/// The lists of a package, and the numbers that its paragraphs get, in their order.
class PackageNumbering {
 public:
  /// Null: a package without lists.
  [[nodiscard]] static Result<PackageNumbering> read(const formats::PackagePart* part,
                                                     std::string_view package);

  /// Null where the list or level is not defined.
  [[nodiscard]] const NumberingLevel* find(NumberingUse use) const;
  /// Counts one more paragraph and gives its label: "2.1", "第三章"; empty for bullets and none.
  [[nodiscard]] std::string count(NumberingUse use);
  /// The number that the last paragraph of this level got; -1 where it has not begun.
  [[nodiscard]] int current(NumberingUse use) const;

 private:
  static constexpr std::size_t kLevels = 9;
  static constexpr int kNotBegun = -1;
  using Levels = std::array<std::optional<NumberingLevel>, kLevels>;
  struct List {
    int definition = 0;
    Levels overridden;
    std::array<std::optional<int>, kLevels> starts;
  };

  void add_definition(const Node& node);
  void add_list(const Node& node);
  void advance(NumberingUse use, const NumberingLevel& level);
  [[nodiscard]] std::string label_of(NumberingUse use, const NumberingLevel& level) const;
  [[nodiscard]] int resolve(int definition) const;

  std::map<int, Levels> definitions_;
  std::map<int, std::string> links_;         ///< definition -> style whose list it is
  std::map<std::string, int> styled_lists_;  ///< style -> definition
  std::map<int, List> lists_;
  std::map<int, std::array<int, kLevels>> counts_;  ///< by definition; lists of one go on
  std::set<std::pair<int, int>> started_;           ///< lists and levels that restarted
};

}  // namespace hexapla::intake
