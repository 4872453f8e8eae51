// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/model/references.hpp"

#include <utility>

#include <fmt/format.h>

#include "hexapla/text/messages.hpp"

namespace hexapla::model {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_alphanumeric(char c) { return is_ascii_letter(c) || is_ascii_digit(c); }

std::size_t skip_alphanumeric(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_alphanumeric(text[at])) ++at;
  return at;
}

/// The end of the name that starts at `begin`; `begin` where none does.
std::size_t name_end(std::string_view text, std::size_t begin) {
  if (begin >= text.size() || !is_ascii_letter(text[begin])) return begin;
  std::size_t end = skip_alphanumeric(text, begin);
  while (end + 1 < text.size() && (text[end] == '.' || text[end] == '-') &&
         is_ascii_alphanumeric(text[end + 1])) {
    end = skip_alphanumeric(text, end + 1);
  }
  return end;
}

std::string_view section_of(ReferenceForm form) {
  switch (form) {
    case ReferenceForm::Full:
      return "reference-full";
    case ReferenceForm::Code:
      return "reference-code";
    case ReferenceForm::Plain:
      break;
  }
  return "reference";
}

/// The name of a concept in the locale's language; empty for no concept.
Result<std::string> name_of(const std::string& concept_id, const ReferenceWords& words) {
  if (concept_id.empty()) return std::string();
  const Concept* entry = words.glossary->find(concept_id);
  const Term* name = entry == nullptr ? nullptr : entry->find_name(words.locale->language);
  if (name == nullptr) {
    return fail(ErrorCode::Invalid,
                fmt::format("the term base has no {} term for concept {}", words.locale->language,
                            concept_id),
                {entry == nullptr ? std::string() : entry->file}, "add the term");
  }
  return name->text;
}

}  // namespace

std::vector<ReferenceToken> find_reference_tokens(std::string_view utf8) {
  std::vector<ReferenceToken> tokens;
  for (std::size_t at = utf8.find('@'); at != std::string_view::npos; at = utf8.find('@', at + 1)) {
    if (at > 0 && is_ascii_alphanumeric(utf8[at - 1])) continue;
    const std::size_t end = name_end(utf8, at + 1);
    if (end == at + 1) continue;
    tokens.push_back({at, end, std::string(utf8.substr(at + 1, end - at - 1))});
  }
  return tokens;
}

Result<std::string> render_reference(const Entity& entity, ReferenceForm form,
                                     const ReferenceWords& words) {
  if (entity.kind == "title") return words.title;
  HEXAPLA_TRY(std::string name, name_of(entity.concept_id, words));
  std::string kind = entity.kind;
  if (entity.kind == "resolution" && !entity.is_revised) kind = "resolution-unrevised";
  const std::string* pattern = words.locale->find_message(section_of(form), kind);
  if (pattern == nullptr && form != ReferenceForm::Plain && !name.empty()) return name;
  if (pattern == nullptr) {
    return fail(ErrorCode::Configuration,
                fmt::format("messages.toml of {} has no {}.{}, which @{} needs",
                            words.locale->language, section_of(form), kind, entity.id),
                {}, "add the pattern");
  }
  HEXAPLA_TRY(std::string body, name_of(entity.body, words));
  HEXAPLA_TRY(std::string place, name_of(entity.place, words));
  return text::format_message(*pattern, words.locale->language,
                              {{"number", entity.number},
                               {"code", entity.code},
                               {"year", entity.year},
                               {"place", std::move(place)},
                               {"body", std::move(body)},
                               {"name", std::move(name)}});
}

}  // namespace hexapla::model
