// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

/// What reader and writer of XLIFF 1.2 share.
namespace hexapla::formats {

/// Inline codes that 1.2 has a word for (XLIFF 1.2, 2.3: ctype).
struct CodeType {
  std::string_view ctype;
  std::string_view type;
  std::string_view sub_type;
};
inline constexpr std::array<CodeType, 6> kCodeTypes = {{{"bold", "fmt", "xlf:b"},
                                                        {"italic", "fmt", "xlf:i"},
                                                        {"underlined", "fmt", "xlf:u"},
                                                        {"lb", "fmt", "xlf:lb"},
                                                        {"link", "link", ""},
                                                        {"image", "image", ""}}};

/// The origins of our alt-trans elements.
inline constexpr std::string_view kOlderSource = "hexapla:older-source";
inline constexpr std::string_view kBase = "hexapla:base";

}  // namespace hexapla::formats
