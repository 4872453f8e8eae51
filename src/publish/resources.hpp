// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace hexapla::publish {

extern const std::string_view kEditionTemplate;  ///< pandoc template of an HTML edition
extern const std::string_view kEditionCss;  ///< its style sheet; @NAME@ is filled from the locale
extern const std::string_view kStylesXml;   ///< word/styles.xml; @NAME@ is filled from the locale

}  // namespace hexapla::publish
