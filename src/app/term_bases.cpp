// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "term_bases.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/tbx.hpp"

namespace hexapla::app {
namespace {

const model::Term* find_term(const model::Glossary& glossary, const formats::TermPlace& place) {
  const model::Concept* entry = glossary.find(place.concept_id);
  if (entry == nullptr) return nullptr;
  const auto language = entry->languages.find(place.language);
  if (language == entry->languages.end()) return nullptr;
  const auto& terms = language->second.terms;
  const auto found = std::find_if(terms.begin(), terms.end(),
                                  [&](const model::Term& term) { return term.text == place.term; });
  return found == terms.end() ? nullptr : &*found;
}

}  // namespace

Result<std::vector<OpenBase>> read_bases(const workspace::Workspace& workspace) {
  std::vector<OpenBase> bases;
  for (const std::string& name : workspace.configuration().glossaries) {
    HEXAPLA_TRY(std::string bytes, workspace.files().read(workspace.root() / name));
    DiagnosticList malformed;
    HEXAPLA_TRY(model::Glossary glossary, formats::read_tbx(bytes, name, malformed));
    if (!malformed.findings().empty()) {
      return fail(ErrorCode::Invalid, malformed.findings().front().message, {name},
                  "mend the term base first: hexapla terms lint");
    }
    bases.push_back({name, std::move(bytes), std::move(glossary)});
  }
  if (bases.empty()) {
    return fail(ErrorCode::Usage, "the workspace has no term base", {},
                "name one in hexapla.toml: glossaries = [\"glossary/terms.tbx\"]");
  }
  return bases;
}

Result<const OpenBase*> choose_base(const std::vector<OpenBase>& bases,
                                    const std::string& concept_id, const std::string& name) {
  if (!name.empty()) {
    const auto named = std::find_if(bases.begin(), bases.end(),
                                    [&](const OpenBase& base) { return base.name == name; });
    if (named != bases.end()) return &*named;
    return fail(ErrorCode::Usage, fmt::format("{} is no term base of the workspace", name), {},
                fmt::format("name it as hexapla.toml does: {}", bases.front().name));
  }
  const auto holder = std::find_if(bases.begin(), bases.end(), [&](const OpenBase& base) {
    return base.glossary.find(concept_id) != nullptr;
  });
  return holder == bases.end() ? &bases.front() : &*holder;
}

Result<formats::TermPlace> choose_term(const OpenBase& base, const formats::TermPlace& place,
                                       const std::function<bool(const model::Term&)>& is_meant) {
  if (!place.term.empty()) return place;
  const model::Concept* entry = base.glossary.find(place.concept_id);
  if (entry == nullptr) {
    return fail(ErrorCode::Usage, fmt::format("there is no concept {}", place.concept_id),
                {base.name}, "hexapla terms find TEXT looks for terms");
  }
  std::vector<std::string> meant;
  const auto language = entry->languages.find(place.language);
  if (language != entry->languages.end()) {
    for (const model::Term& term : language->second.terms) {
      if (is_meant(term)) meant.push_back(term.text);
    }
  }
  if (meant.size() != 1) {
    return fail(ErrorCode::Usage,
                fmt::format("concept {} has {} such terms in {}", place.concept_id, meant.size(),
                            place.language),
                {base.name}, "name one with --term");
  }
  return formats::TermPlace{place.concept_id, place.language, meant.front()};
}

Result<formats::TermPlace> supersede(formats::TbxEditor& editor, const OpenBase& base,
                                     const formats::TermPlace& place,
                                     const std::string& replacement,
                                     const formats::TermTransaction& transaction) {
  HEXAPLA_TRY(formats::TermPlace old, choose_term(base, place, [](const model::Term& term) {
                return term.status == model::TermStatus::Preferred;
              }));
  formats::NewTerm added{{old.concept_id, old.language, replacement}, {}, {}, {}};
  if (const model::Term* term = find_term(base.glossary, old)) {
    added.status = term->status;
    added.type = term->type;
    added.part_of_speech = term->part_of_speech;
  }
  HEXAPLA_CHECK(editor.set_status(old, model::TermStatus::Superseded, transaction));
  const model::Term* known = find_term(base.glossary, added.place);
  HEXAPLA_CHECK(known == nullptr ? editor.add_term(added, transaction)
                                 : editor.set_status(added.place, added.status, transaction));
  return old;
}

}  // namespace hexapla::app
