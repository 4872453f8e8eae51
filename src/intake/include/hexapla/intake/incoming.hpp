// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/model/document.hpp"

/// A document that comes from outside, as a tree with its places in the file given.
///
/// The seam between the readers and the rest: a reader (text_*.cpp, package_*.cpp, or pandoc) fills
/// an Incoming; plan recognition, import and check see no other value. What a reader owes:
/// - every block has a position, and so has every Str where the reader knows it: `part` is an index
///   into `Incoming::parts`, line and column count in that part's text;
/// - headings have levels and no ids; a note is a Note where its call stands; list labels, bullets
///   and numbers of headings are no text;
/// - every character of the input that is not white space stands in the tree or in a Remark whose
///   `text` holds it.
namespace hexapla::intake {

/// One text that positions count in. A text file has one part without a name. A package has one for
/// each member with words, the main one first: `name` is the member's ("word/footnotes.xml"), and
/// `text` has one paragraph a line, so that line N is its paragraph N.
struct Part {
  std::string name;
  std::string text;
};

/// Where something stands in a part; line 0: the whole part.
struct Place {
  std::size_t part = 0;
  std::size_t line = 0;
  std::size_t column = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

enum class RemarkKind : std::uint8_t {
  Residue,    ///< left over from a conversion (a bookmark's mark): taken out
  Markup,     ///< became structure (a bullet, a list label, the number of a heading): taken out
  Changed,    ///< `text` was replaced, the message says by what
  Uncertain,  ///< kept, but what it is was guessed
  Kept,       ///< kept where pandoc alone would drop it
  Dropped,    ///< words that the tree cannot hold
  Unfitting,  ///< kept as ordinary text: it does not fit the model of a plan
};
[[nodiscard]] std::string_view to_string(RemarkKind kind);

/// One thing that a person may want to know about what was read.
struct Remark {
  RemarkKind kind = RemarkKind::Uncertain;
  std::string what;     ///< short and always the same for the same thing: "bookmark", "text box"
  std::string text;     ///< the characters concerned, as in the input
  std::string message;  ///< one sentence, empty where `what` says it all
  Place place;
  std::string rule = {};  ///< of a fault of the document that reading it found: "plan/numbering"
};

/// An image or other member that the tree names by `name`: a name of our own making, "image-1.png".
struct Medium {
  std::string name;
  std::string bytes;
};

/// Whether a file or address has the ending of an image that an edition can hold.
[[nodiscard]] bool is_image(std::string_view name);

struct Incoming {
  std::string name;    ///< of the file, as the caller named it
  std::string format;  ///< text, docx, odt, html, epub, markdown
  model::Document document;
  std::vector<Part> parts;  ///< at least one
  std::vector<Medium> media;
  std::vector<Remark> remarks;  ///< in the order of places
};

}  // namespace hexapla::intake
