// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

namespace hexapla::text {

std::uint64_t hash64(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string hash_hex(std::string_view bytes) { return fmt::format("{:016x}", hash64(bytes)); }

}  // namespace hexapla::text
