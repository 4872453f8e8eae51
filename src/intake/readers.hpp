// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "hexapla/intake/incoming.hpp"
#include "hexapla/intake/read.hpp"

/// The readers that `read_incoming` chooses from. Each fills document, parts, media and remarks.
namespace hexapla::intake {

/// Text as document converters leave it (text_*.cpp).
[[nodiscard]] Result<Incoming> read_text(const Source& source);

/// A DOCX package (package_*.cpp); pandoc may help, what it drops is read from the package.
[[nodiscard]] Result<Incoming> read_package(const Source& source, const Tools& tools);

/// An OpenDocument text (package_odt.cpp): what leads out of it is cut, then LibreOffice makes a
/// DOCX of it; pandoc reads it where there is no LibreOffice, and a remark says so.
[[nodiscard]] Result<Incoming> read_odt(const Source& source, const Tools& tools);

/// A web page (page_*.cpp): made plain, then read by pandoc.
[[nodiscard]] Result<Incoming> read_page(const Source& source, const Tools& tools);

/// The pages of an EPUB in their order of reading (page_epub.cpp), with its images.
[[nodiscard]] Result<Incoming> read_epub(const Source& source, const Tools& tools);

/// What pandoc reads as it is: `reader` is its name of the format.
[[nodiscard]] Result<Incoming> read_by_pandoc(const Source& source, std::string_view reader,
                                              const Tools& tools);

}  // namespace hexapla::intake
