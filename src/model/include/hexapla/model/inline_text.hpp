// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hexapla::model {

enum class CodeRole : std::uint8_t {
  Standalone,  ///< ph
  Open,        ///< start of pc, or sc
  Close,       ///< end of pc, or ec
};

/// One inline code: XLIFF ph, or one side of pc / sc..ec (both forms mean the same; the writer uses
/// pc where both sides stand well nested in one segment). Open and Close share id, type, sub_type.
struct InlineCode {
  CodeRole role = CodeRole::Standalone;
  std::string id;
  std::string type;      ///< fmt, link, image, other ...
  std::string sub_type;  ///< xlf:b, hexapla:ref ...
  std::string equiv;  ///< identity, as in the Markdown (for Open: equivStart, for Close: equivEnd)
  std::string disp;   ///< as printed in the file's target language; compared by nobody
  std::string sub_flows;  ///< unit ids, separated by spaces
  bool can_copy = true;
  bool can_delete = true;

  friend bool operator==(const InlineCode&, const InlineCode&) = default;
};

using Piece = std::variant<std::string, InlineCode>;

/// Text with inline codes: the content of a source or target. Neighbouring text pieces are merged,
/// none is empty.
class InlineText {
 public:
  InlineText() = default;
  explicit InlineText(std::string_view text) { append(text); }

  void append(std::string_view text);
  void append(InlineCode code) { pieces_.emplace_back(std::move(code)); }
  void append(const InlineText& other);

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] std::vector<Piece>& pieces() { return pieces_; }
  [[nodiscard]] bool empty() const { return pieces_.empty(); }
  /// The text without codes.
  [[nodiscard]] std::string plain() const;
  /// The codes in order, both sides of pairs included.
  [[nodiscard]] std::vector<InlineCode> codes() const;
  /// Canonical text of decisions.md: NFC, white space runs one space, ph as {ID EQUIV}, pairs as
  /// {ID EQUIV}...{/ID}, literal braces doubled. For hashes, diffs and equality.
  [[nodiscard]] std::string canonical() const;

  /// The same marks in a text that is kept as it is, for formats of plain text.
  [[nodiscard]] std::string marked() const;

  friend bool operator==(const InlineText&, const InlineText&) = default;

 private:
  std::vector<Piece> pieces_;
};

/// Reads canonical text back, taking types, disp and hints of each code from `codes` by id; nothing
/// where it names a code that is not there or is malformed.
[[nodiscard]] std::optional<InlineText> from_canonical(std::string_view canonical,
                                                       const std::vector<InlineCode>& codes);

/// Reads marked text back with codes that have the id and equiv of their marks alone: open where
/// their other side stands in the text too. Nothing where a brace is neither doubled nor part of a
/// mark.
[[nodiscard]] std::optional<InlineText> from_marked(std::string_view marked);

/// The same text with code ids "1", "2", ... in order of first appearance: texts that differ in ids
/// alone become equal.
[[nodiscard]] InlineText with_plain_code_ids(const InlineText& text);

/// Hash of a source and a target by their canonical texts (decisions.md): XXH3-64 of source,
/// U+0000, target.
[[nodiscard]] std::string content_hash(const InlineText& source, const InlineText& target);

}  // namespace hexapla::model
