// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/processes.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace hexapla {
namespace {

using std::chrono::milliseconds;

TEST(SystemProcesses, GivesOutputErrorsAndExitCode) {
  const auto result = SystemProcesses().run({{"sh", "-c", "cat; echo warned >&2; exit 3"}, "输入"});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->output, "输入");
  EXPECT_EQ(result->errors, "warned\n");
  EXPECT_EQ(result->exit_code, 3);
}

TEST(SystemProcesses, PassesArgumentsAsTheyAre) {
  const auto result = SystemProcesses().run({{"printf", "%s|", "a b", "$HOME", "; exit 1", "*"}});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->output, "a b|$HOME|; exit 1|*|");
}

TEST(SystemProcesses, CarriesMoreThanAPipeHoldsInBothDirections) {
  const std::string input(3'000'000, 'x');
  const auto result = SystemProcesses().run({{"cat"}, input});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->output.size(), input.size());
}

TEST(SystemProcesses, OutlivesAProgramThatDoesNotReadItsInput) {
  const auto result = SystemProcesses().run({{"true"}, std::string(3'000'000, 'x')});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->exit_code, 0);
}

TEST(SystemProcesses, SaysThatAProgramIsNotInstalled) {
  const auto result = SystemProcesses().run({{"no-such-program-here"}});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::ToolMissing);
  EXPECT_EQ(result.error().message, "no-such-program-here is not installed");
}

TEST(SystemProcesses, StopsAProgramThatHangsTogetherWithItsChildren) {
  const auto begin = std::chrono::steady_clock::now();
  const auto result =
      SystemProcesses().run({{"sh", "-c", "sleep 60 & sleep 60"}, "", milliseconds(200)});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::ToolFailed);
  EXPECT_EQ(result.error().message, "sh did not finish within 0.2 s and was stopped");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

TEST(SystemProcesses, StopsAProgramThatClosedItsStreamsAndGoesOn) {
  const auto result =
      SystemProcesses().run({{"sh", "-c", "exec >&- 2>&-; sleep 60"}, "", milliseconds(200)});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "sh did not finish within 0.2 s and was stopped");
}

TEST(SystemProcesses, TellsTheSignalThatEndedAProgram) {
  const auto result = SystemProcesses().run({{"sh", "-c", "kill -9 $$"}});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->exit_code, 137);
}

}  // namespace
}  // namespace hexapla
