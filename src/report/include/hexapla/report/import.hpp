// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hexapla/workspace/import.hpp"

namespace hexapla::report {

/// What import did, or would do: what of a plan was found, what was taken out (counted), every
/// guess, change and thing that did not fit with its place in the document, the files.
[[nodiscard]] std::string to_text(const workspace::ImportReport& report, bool is_dry_run,
                                  bool is_colored);

/// {"version":1,"publication":...,"plan":{...},"remarks":[{"kind","what","text","message","part",
/// "line","column"}],"written":[...],"removed":[...],"sync":{...},"translations":[{"file",
/// "language","translated","kept","missing","doubtful":[{"unit","segment","source","target",
/// "confidence"}],"homeless":[...]}]}: every remark, residue included.
[[nodiscard]] std::string to_json(const workspace::ImportReport& report);

}  // namespace hexapla::report
