// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hexapla/model/unit.hpp"

#include "xliff_document.hpp"

/// Elements written anew, in the layout made for git diffs.
namespace hexapla::formats {

/// The deterministic layout: two spaces a level, one element a line.
class Layout {
 public:
  void line(int level, std::string_view text) {
    out_.append(static_cast<std::size_t>(level) * 2, ' ');
    out_ += text;
    out_ += '\n';
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

using TagAttributes = std::vector<std::pair<std::string_view, std::string>>;

/// An element with text, or for no text its start tag; attributes without value are left out.
[[nodiscard]] std::string write_element(std::string_view name, const TagAttributes& attributes,
                                        const std::optional<std::string>& text);
[[nodiscard]] std::string write_start_tag(std::string_view name, const TagAttributes& attributes);
void write_meta_group(Layout& layout, int level, std::string_view category,
                      const std::vector<std::pair<std::string, std::string>>& values);

/// Attributes of a tag that the model does not hold, as written; `ours` are those that it does.
[[nodiscard]] std::string other_attributes(std::string_view tag,
                                           const std::vector<std::string_view>& ours);

/// Prefixes of a document, from the start tag of its root.
struct Prefixes {
  std::string core;          ///< "" or "x:"
  bool has_metadata = true;  ///< "mda" stands for metadata
};

[[nodiscard]] Prefixes find_prefixes(std::string_view root_tag);

/// A unit with its indentation and line ends; of what it was before (`before` in `original`, null
/// for a new one) it keeps all that is the same.
[[nodiscard]] std::string write_unit(const model::Unit& unit, int level, const ReadUnit* before,
                                     std::string_view original, const Prefixes& prefixes);

}  // namespace hexapla::formats
