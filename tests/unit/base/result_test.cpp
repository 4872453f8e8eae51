// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/result.hpp"

#include <gtest/gtest.h>

namespace hexapla {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return fail(ErrorCode::Invalid, "odd");
  return number / 2;
}

Result<int> quarter(int number) {
  HEXAPLA_TRY(const int first, half(number));
  HEXAPLA_TRY(const int second, half(first));
  return second;
}

TEST(Error, PrintsOnlyThePartsOfThePlaceThatAreKnown) {
  EXPECT_EQ((Error{ErrorCode::Syntax, "not TOML"}).to_string(), "not TOML");
  EXPECT_EQ((Error{ErrorCode::Syntax, "not TOML", {"a.toml"}}).to_string(), "a.toml: not TOML");
  EXPECT_EQ((Error{ErrorCode::Syntax, "not TOML", {"a.toml", 3}}).to_string(),
            "a.toml:3: not TOML");
  EXPECT_EQ((Error{ErrorCode::Syntax, "not TOML", {"a.toml", 3, 7}}).to_string(),
            "a.toml:3:7: not TOML");
}

TEST(Try, GivesTheValueOrReturnsTheFirstError) {
  EXPECT_EQ(quarter(8).value(), 2);
  EXPECT_EQ(quarter(6).error().message, "odd");
  EXPECT_EQ(quarter(7).error().message, "odd");
}

TEST(Check, GoesOnAfterSuccessAndReturnsTheError) {
  const auto both = [](Result<void> first) -> Result<int> {
    HEXAPLA_CHECK(std::move(first));
    return 1;
  };
  EXPECT_EQ(both({}).value(), 1);
  EXPECT_EQ(both(fail(ErrorCode::Refused, "no")).error().code, ErrorCode::Refused);
}

}  // namespace
}  // namespace hexapla
