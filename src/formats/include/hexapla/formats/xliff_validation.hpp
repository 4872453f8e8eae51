// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Whether a document keeps the specification of XLIFF 2.0, 2.1 and 2.2, modules included.
namespace hexapla::formats {

/// A rule of the specification.
struct XliffConstraint {
  std::string_view id;      ///< group/name: the group is "core" or the prefix of a module
  std::string_view clause;  ///< the section of the specification, by its title
  std::string_view text;    ///< what it asks
};

/// All constraints that the validator knows, sorted by id.
[[nodiscard]] std::span<const XliffConstraint> xliff_constraints();
[[nodiscard]] const XliffConstraint* find_xliff_constraint(std::string_view id);

/// Where a document breaks a constraint.
struct XliffViolation {
  std::string constraint;
  std::string clause;
  std::string element;  ///< with the prefix that the specification uses, as in "mtc:match"
  std::size_t line = 0;
  std::size_t column = 0;  ///< in code points
  std::string message;
};

struct XliffValidation {
  std::string version;                     ///< what the root says; empty where there is none
  std::vector<XliffViolation> violations;  ///< in document order

  [[nodiscard]] bool is_valid() const { return violations.empty(); }
};

/// Reports every violation in a document of UTF-8 or UTF-16; one that is not well-formed XML, or no
/// XLIFF 2, has that one violation after those found before it. Holds one unit at a time: memory is
/// bounded by the ids of a <file> and its largest unit.
[[nodiscard]] XliffValidation validate_xliff(std::string_view bytes);

}  // namespace hexapla::formats
