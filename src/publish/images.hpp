// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "hexapla/base/files.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/model/document.hpp"

namespace hexapla::publish {

/// Puts the bytes of every image into the document as a data URL (RFC 2397), so that no writer
/// reads a file or a network address. An image is a PNG, JPEG, GIF or SVG file of at most 32 MiB
/// below `folder`, that of the publication, which its address is relative to; where a file of the
/// same name with the language before its ending is there (figure.zh.png), the edition shows that.
/// Fails with Refused, naming the image, where it is anything else or cannot be read.
[[nodiscard]] Result<void> embed_images(model::Document& edition, const Files& files,
                                        const Path& folder, std::string_view language);

}  // namespace hexapla::publish
