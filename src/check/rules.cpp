// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "rules.hpp"

namespace hexapla::check {

Rules make_rules() {
  Rules rules;
  add_completeness_rules(rules);
  add_inline_code_rules(rules);
  add_terminology_rules(rules);
  return rules;
}

}  // namespace hexapla::check
