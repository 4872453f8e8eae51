// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/model/unit.hpp"

/// What reader and writer of XLIFF share.
namespace hexapla::formats {

inline constexpr std::string_view kXliff20 = "urn:oasis:names:tc:xliff:document:2.0";
inline constexpr std::string_view kXliff22 = "urn:oasis:names:tc:xliff:document:2.2";
inline constexpr std::string_view kMetadata = "urn:oasis:names:tc:xliff:metadata:2.0";
inline constexpr std::string_view kMatches = "urn:oasis:names:tc:xliff:matches:2.0";
inline constexpr std::string_view kSizeRestriction = "urn:oasis:names:tc:xliff:sizerestriction:2.0";
/// The profile by which a size restriction counts code points (XLIFF 2.1, 5.8.7.1).
inline constexpr std::string_view kCodePointProfile = "xliff:codepoints";
inline constexpr std::string_view kTranslatedFrom = "hexapla:translated-from";
inline constexpr std::string_view kMergeBase = "hexapla:merge-base";
inline constexpr std::string_view kHighest = "hexapla:highest";

/// Where in the bytes of a unit stand the children that the model does not hold.
struct ForeignParts {
  std::vector<model::ByteRange> elements;     ///< of other namespaces, metadata apart
  std::vector<model::ByteRange> meta_groups;  ///< of mda:metadata, with a category that is not ours
  std::vector<model::ByteRange> original_data;
};

/// The matches of a unit, which are among its foreign elements too.
struct ReadMatches {
  model::ByteRange element;  ///< empty where there are none
  model::ByteRange tag;      ///< its start tag
  struct Match {
    std::string id;
    model::ByteRange range;
  };
  std::vector<Match> matches;
};

/// Where the elements of a segment stand, tags included; empty for those that are not there.
struct SegmentPlaces {
  model::ByteRange tag;  ///< start tag of the segment
  model::ByteRange source;
  model::ByteRange target;
  model::ByteRange target_tag;  ///< its start tag
};

/// An inline code and the tag that it was read from, which can say more than the model holds.
struct CodeTag {
  model::InlineCode code;
  model::ByteRange tag;
};

/// A unit with what a faithful writer needs beside it.
struct ReadUnit {
  model::Unit unit;
  ForeignParts foreign;
  ReadMatches matches;
  model::ByteRange tag;                 ///< start tag of the unit
  std::vector<SegmentPlaces> places;    ///< one a segment of the unit
  std::vector<model::ByteRange> notes;  ///< one a note of the unit
  std::vector<CodeTag> codes;           ///< in order, both sides of a pair
};

/// As read_xliff, with places, for text that decode_xml gave.
[[nodiscard]] Result<model::SegmentFile> read_xliff_units(
    std::string_view utf8, std::string_view name, const std::function<void(ReadUnit)>& on_unit);

}  // namespace hexapla::formats
