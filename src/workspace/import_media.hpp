// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hexapla/base/files.hpp"
#include "hexapla/intake/incoming.hpp"

namespace hexapla::workspace {

/// Gives every image of a document a file of ours: `media/NAME`, from the document's own media or
/// from a file beside it (below `folder`, an image by its ending, of bearable size). Any other
/// image gives way to its text alternative, with a remark.
void collect_images(intake::Incoming& incoming, const Files& files, const Path& folder);

}  // namespace hexapla::workspace
