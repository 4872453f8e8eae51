// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/diagnostic.hpp"

#include <gtest/gtest.h>

namespace hexapla {
namespace {

Diagnostic at(std::string file, std::size_t begin, std::string rule) {
  Diagnostic finding;
  finding.rule = std::move(rule);
  finding.span = {std::move(file), begin, begin};
  return finding;
}

TEST(Severity, WordsGoBothWays) {
  for (const Severity severity :
       {Severity::Neutral, Severity::Minor, Severity::Major, Severity::Critical}) {
    EXPECT_EQ(to_severity(to_string(severity)), severity);
  }
  EXPECT_EQ(to_string(Severity::Critical), "critical");
  EXPECT_EQ(to_severity("error"), std::nullopt);
}

TEST(SortFindings, OrdersByFileThenOffsetThenRule) {
  std::vector<Diagnostic> findings = {at("b", 0, "x"), at("a", 9, "x"), at("a", 2, "z"),
                                      at("a", 2, "y")};
  sort_findings(findings);
  EXPECT_EQ(findings, (std::vector<Diagnostic>{at("a", 2, "y"), at("a", 2, "z"), at("a", 9, "x"),
                                               at("b", 0, "x")}));
}

TEST(DiagnosticList, KeepsWhatIsReported) {
  DiagnosticList list;
  list.report(at("a", 1, "x"));
  ASSERT_EQ(list.findings().size(), 1U);
  EXPECT_EQ(list.take().front().rule, "x");
}

}  // namespace
}  // namespace hexapla
