// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
// text stands on base: this compiles.
#include "hexapla/base/result.hpp"

[[maybe_unused]] static const hexapla::Result<void> kOutcome;
