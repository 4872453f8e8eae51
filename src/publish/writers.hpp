// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/files.hpp"
#include "hexapla/formats/office.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/model/document.hpp"
#include "hexapla/model/locale.hpp"
#include "hexapla/workspace/workspace.hpp"

/// From an assembled edition to the bytes of a format.
namespace hexapla::publish {

/// What writers need beside the document. `scratch` is an existing folder for files that pandoc
/// must read.
struct WriterContext {
  const model::Locale& locale;
  formats::Pandoc& pandoc;
  formats::Office& office;
  Files& files;
  Path scratch;
  const workspace::Snapshot& snapshot;  ///< for page size and the fonts of other languages
};

/// Another edition of the same publication, for the links of the HTML sidebar.
struct EditionLink {
  std::string file;
  std::string tag;
  std::string direction;
  std::string name;  ///< of the language, in itself
};

/// One self-contained HTML file: contents, styles and links to the other editions in it.
[[nodiscard]] Result<std::string> write_html(model::Document edition,
                                             const std::vector<EditionLink>& links,
                                             const WriterContext& context);

/// A word-processor document: title page, table of contents, styles and fonts of the language, page
/// numbers.
[[nodiscard]] Result<std::string> write_docx(model::Document edition, const WriterContext& context);

/// The reference document that gives a DOCX its styles, page and footer: pandoc's own, with our
/// parts put in.
[[nodiscard]] Result<std::string> make_docx_reference(std::string_view pandoc_reference,
                                                      const WriterContext& context,
                                                      std::string_view running_head);

/// The DOCX that pandoc wrote, with title and language in its properties and what pandoc leaves
/// wrong mended: the order of paragraph properties; in right-to-left text the style of body
/// paragraphs and the order of columns.
[[nodiscard]] Result<std::string> repair_docx(std::string_view docx, const std::string& title,
                                              const model::Locale& locale);

/// Puts values in the place of @NAME@ marks.
[[nodiscard]] std::string fill_marks(
    std::string_view text, const std::vector<std::pair<std::string_view, std::string>>& values);
/// Text as XML character data.
[[nodiscard]] std::string escape_xml(std::string_view text);

}  // namespace hexapla::publish
