// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "hexapla/model/document.hpp"

#include "package_places.hpp"
#include "package_text.hpp"

namespace hexapla::intake {

/// Gives the tree what the package knows better than pandoc: how lists are numbered, and which
/// paragraph is the caption of which table. Paragraphs and headings without anything in them go.
void restore_structure(model::Document& document, const TreeLeaves& leaves);

/// Images get names of our own, by what their bytes are: "image-1.png". Those that no browser shows
/// are told of.
[[nodiscard]] std::vector<Medium> rename_images(model::Document& document,
                                                const PackageText& package,
                                                std::vector<Remark>& remarks);

}  // namespace hexapla::intake
