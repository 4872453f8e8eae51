// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "readers.hpp"

namespace hexapla::intake {

Result<Incoming> read_package(const Source& source, const Tools& tools) {
  return read_by_pandoc(source, "docx-auto_identifiers", tools);
}

}  // namespace hexapla::intake
