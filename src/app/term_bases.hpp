// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/formats/tbx_editor.hpp"
#include "hexapla/model/concepts.hpp"
#include "hexapla/workspace/workspace.hpp"

/// The term bases of a workspace while they are edited.
namespace hexapla::app {

struct OpenBase {
  std::string name;  ///< as hexapla.toml names it
  std::string before;
  model::Glossary glossary;
};

/// All of them. Invalid where one has a malformed entry, Usage where there is none.
[[nodiscard]] Result<std::vector<OpenBase>> read_bases(const workspace::Workspace& workspace);

/// The base of a name, or, where that is empty, the one that has the concept, else the first.
[[nodiscard]] Result<const OpenBase*> choose_base(const std::vector<OpenBase>& bases,
                                                  const std::string& concept_id,
                                                  const std::string& name);

/// The place with its term: the one named, or the only one of the language that `is_meant` takes.
/// Usage where there is none or several.
[[nodiscard]] Result<formats::TermPlace> choose_term(
    const OpenBase& base, const formats::TermPlace& place,
    const std::function<bool(const model::Term&)>& is_meant);

/// Puts a new wording in the place of a term (where none is named, the preferred one), which stays
/// as superseded; what was replaced.
[[nodiscard]] Result<formats::TermPlace> supersede(formats::TbxEditor& editor, const OpenBase& base,
                                                   const formats::TermPlace& place,
                                                   const std::string& replacement,
                                                   const formats::TermTransaction& transaction);

}  // namespace hexapla::app
