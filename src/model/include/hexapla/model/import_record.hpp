// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace hexapla::model {

/// import.toml of a publication: where it came from and what import wrote, to know later what
/// people changed.
struct ImportRecord {
  std::string file;  ///< name of the document, without its folder
  std::string format;
  std::string hash;  ///< of its bytes
  struct Written {
    std::string path;  ///< relative to the publication
    std::string hash;  ///< of the bytes that were written
  };
  std::vector<Written> written;
};

}  // namespace hexapla::model
