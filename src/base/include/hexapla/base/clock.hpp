// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace hexapla {

/// The only door to the time.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
};

/// The system's clock; SOURCE_DATE_EPOCH in the environment stops it at that second
/// (reproducible-builds.org).
class SystemClock final : public Clock {
 public:
  [[nodiscard]] std::chrono::system_clock::time_point now() const override;
};

/// For tests.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(std::chrono::system_clock::time_point time) : time_(time) {}
  [[nodiscard]] std::chrono::system_clock::time_point now() const override { return time_; }

 private:
  std::chrono::system_clock::time_point time_;
};

}  // namespace hexapla
