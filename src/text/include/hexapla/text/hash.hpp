// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla::text {

/// XXH3-64 of the bytes: the same on every machine.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes);
/// XXH3-64 of the bytes as 16 lower-case hex digits.
[[nodiscard]] std::string hash_hex(std::string_view bytes);

}  // namespace hexapla::text
