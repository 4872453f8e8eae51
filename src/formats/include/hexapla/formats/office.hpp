// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/base/result.hpp"

namespace hexapla::formats {

/// LibreOffice as an external program, without a window: from a DOCX to the formats that it alone
/// makes well (publishing.md, section 1). Each call has a profile of its own, so calls do not
/// disturb each other nor a person's LibreOffice.
class Office {
 public:
  Office(Files& files, Processes& processes, std::chrono::milliseconds timeout);

  /// A tagged PDF with bookmarks and the document's title and language; `date` (ISO 8601, empty:
  /// 1980-01-01) is its date of creation. The same bytes for the same document. Fails with
  /// ToolMissing, or ToolFailed where LibreOffice writes nothing, whatever it says.
  [[nodiscard]] Result<std::string> to_pdf(std::string_view docx, std::string_view date);
  /// An OpenDocument text with the same date; the same bytes for the same document. Errors as
  /// above.
  [[nodiscard]] Result<std::string> to_odt(std::string_view docx, std::string_view date);
  /// A DOCX of a document in a format that LibreOffice reads; `ending` (".odt") says which. Errors
  /// as above.
  [[nodiscard]] Result<std::string> to_docx(std::string_view bytes, std::string_view ending);

 private:
  /// `name` is the input's, with its ending: LibreOffice goes by it.
  [[nodiscard]] Result<std::string> convert(std::string_view bytes, const std::string& name,
                                            const std::string& filter, std::string_view ending);

  Files& files_;
  Processes& processes_;
  std::chrono::milliseconds timeout_;
};

/// A PDF of LibreOffice's without the marks of the moment in which it was made: dates, identifiers,
/// checksum. Every change keeps the length, so offsets stay right (publishing.md, section 10).
[[nodiscard]] std::string with_fixed_marks(std::string pdf, std::string_view date);

}  // namespace hexapla::formats
