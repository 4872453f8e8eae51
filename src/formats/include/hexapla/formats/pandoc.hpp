// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/model/document.hpp"

namespace hexapla::formats {

/// The reader of source files and why each extension is off: decisions.md, Source files.
inline constexpr std::string_view kSourceReader =
    "commonmark_x-smart-gfm_auto_identifiers-implicit_header_references-tex_math_dollars-raw_tex-"
    "emoji+sourcepos";

/// An attribute that gives an element's place as pandoc's readers do, for readers of our own:
/// "PART@LINE:COLUMN-LINE:COLUMN". In HTML its name is "data-" and this.
inline constexpr std::string_view kPositionKey = "hexapla-pos";

/// How a source file with this ending is read. Only Markdown has positions; packages and other
/// binary files have no lines that a finding could show.
struct SourceFormat {
  std::string_view ending;  ///< ".docx"
  std::string_view reader;  ///< pandoc's name, with extensions
  bool is_text = true;
};
/// Formats of source files, Markdown first. Headings get no ids but those that an author wrote.
[[nodiscard]] std::span<const SourceFormat> source_formats();

/// Pandoc's JSON (pandoc-types 1.22) as a document tree; nothing is dropped. Fails with Syntax (no
/// JSON) or Invalid (another API version, an unknown kind), the JSON path in the message.
[[nodiscard]] Result<model::Document> from_pandoc_json(std::string_view json,
                                                       std::string_view name);
/// The inverse: the same value, and pandoc's own key order.
[[nodiscard]] std::string to_pandoc_json(const model::Document& document);

/// Takes `data-pos` attributes away and puts what they say into Inline::position and
/// Block::position; Spans and Divs that held nothing else are unwrapped, split Str are joined.
void take_positions(model::Document& document);

/// Pandoc as an external program: argument vector, timeout, version checked once (2.17 to 3.x read;
/// API 1.22 needed).
class Pandoc {
 public:
  /// `cache_folder` (may be empty: no cache) holds JSON by hash of reader and bytes; it is
  /// disposable. A damaged entry is made again.
  Pandoc(Files& files, Processes& processes, Path cache_folder, std::chrono::milliseconds timeout);

  /// Reads text in a Pandoc format ("markdown", kSourceReader, ...); positions are taken where the
  /// reader gives them. `name` stands in error messages. Input is untrusted: --sandbox. Fails with
  /// ToolMissing, ToolFailed (pandoc's own message, or that it ran out of time, or its version),
  /// Syntax for what pandoc cannot read. `arguments` are more of pandoc's (--track-changes=all).
  [[nodiscard]] Result<model::Document> read(std::string_view bytes, std::string_view reader,
                                             std::string_view name,
                                             const std::vector<std::string>& arguments = {});

  /// Writes a document: `arguments` are pandoc's, without input and output (-t html5 -s ...). The
  /// result is the bytes that pandoc wrote (through a file in the temporary folder for binary
  /// formats). An empty result is ToolFailed.
  [[nodiscard]] Result<std::string> write(const model::Document& document,
                                          const std::vector<std::string>& arguments);

  /// A file that pandoc brings along (pandoc --print-default-data-file): "reference.docx".
  [[nodiscard]] Result<std::string> read_data_file(const std::string& file);

 private:
  [[nodiscard]] Result<void> check_version();

  Files& files_;
  Processes& processes_;
  Path cache_folder_;
  std::chrono::milliseconds timeout_;
  std::string version_;  ///< empty until checked
};

}  // namespace hexapla::formats
