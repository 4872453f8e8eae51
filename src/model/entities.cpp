// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/model/references.hpp"
#include "hexapla/text/compare.hpp"

namespace hexapla::model {
namespace {

/// Numbered headings go this deep: 1, 1.1, 1.1.1.
constexpr std::size_t kDeepestNumber = 3;

/// Kinds that a div's class gives to its id; a div without any of them is a block.
constexpr std::array<std::string_view, 6> kDivKinds = {"figure",   "table",      "region",
                                                       "priority", "initiative", "entry"};

/// Whether an id can be written as @ID and never equals a unit id (decisions.md, Unit id).
bool is_explicit_id(std::string_view id) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !id.empty() && is_letter(id.front()) && std::all_of(id.begin(), id.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
  });
}

class Collector {
 public:
  Result<std::vector<Entity>> take() {
    HEXAPLA_CHECK(std::move(outcome_));
    return std::move(entities_);
  }

  void walk_part(const std::string& file, const Blocks& blocks) {
    file_ = file;
    walk(blocks, {});
  }

  void add_data(const PublicationData& data) {
    for (const Register& each : data.registers) {
      for (const RegisterEntry& entry : each.entries) add_register_entry(each, entry);
    }
    for (const Enabler& enabler : data.enablers) {
      Entity entity;
      entity.id = enabler.id;
      entity.kind = "enabler";
      entity.concept_id = enabler.id;
      add(std::move(entity));
    }
    Entity title;
    title.id = "title";
    title.kind = "title";
    add(std::move(title));
  }

 private:
  struct Around {
    bool is_numbered = true;  ///< headings here are sections of the document
    std::string initiative;
    bool is_in_results = false;
  };

  void walk(const Blocks& blocks, const Around& around) {
    for (const Block& block : blocks) {
      if (const auto* heading = std::get_if<Heading>(&block.value)) {
        add_heading(*heading, around);
      } else if (const auto* div = std::get_if<Div>(&block.value)) {
        walk_div(*div, around);
      } else if (const auto* list = std::get_if<OrderedList>(&block.value)) {
        if (around.is_in_results && !around.initiative.empty())
          add_results(*list, around.initiative);
      } else if (const auto* table = std::get_if<Table>(&block.value)) {
        if (!table->attributes.id.empty()) add_numbered("table", table->attributes, tables_);
      }
    }
  }

  void add_heading(const Heading& heading, const Around& around) {
    std::string number;
    if (around.is_numbered && !heading.attributes.has_class("unnumbered"))
      number = next_number(heading.level);
    if (heading.attributes.id.empty()) return;
    Entity entity = make(heading.attributes.id, "section");
    entity.number = std::move(number);
    add(std::move(entity));
  }

  std::string next_number(std::int64_t level) {
    const auto depth = static_cast<std::size_t>(level);
    if (depth == 0 || depth > kDeepestNumber) return {};
    sections_.resize(depth, 0);
    ++sections_.back();
    std::string number;
    for (const std::size_t each : sections_)
      number += fmt::format("{}{}", number.empty() ? "" : ".", each);
    return number;
  }

  void walk_div(const Div& div, Around around) {
    around.is_in_results = div.attributes.has_class("results");
    const auto kind = std::find_if(kDivKinds.begin(), kDivKinds.end(), [&](std::string_view name) {
      return div.attributes.has_class(name);
    });
    if (kind != kDivKinds.end()) around.is_numbered = false;
    if (!div.attributes.id.empty()) add_div(div, kind == kDivKinds.end() ? "block" : *kind, around);
    walk(div.content, around);
  }

  void add_div(const Div& div, std::string_view kind, Around& around) {
    if (kind == "figure") return add_numbered(kind, div.attributes, figures_);
    if (kind == "table") return add_numbered(kind, div.attributes, tables_);
    Entity entity = make(div.attributes.id, kind);
    entity.code = div.attributes.id;
    entity.concept_id = div.attributes.find("concept").value_or("");
    if (kind == "initiative") around.initiative = div.attributes.id;
    add(std::move(entity));
  }

  void add_numbered(std::string_view kind, const Attributes& attributes, std::size_t& last) {
    Entity entity = make(attributes.id, kind);
    entity.number = std::to_string(++last);
    add(std::move(entity));
  }

  void add_results(const OrderedList& list, const std::string& initiative) {
    for (std::size_t k = 1; k <= list.items.size(); ++k) {
      Entity entity = make(fmt::format("{}.{}", initiative, k), "result");
      entity.code = entity.id;
      entity.number = std::to_string(k);
      entity.unit_prefix = initiative;
      add_entity(std::move(entity));
    }
  }

  void add_register_entry(const Register& each, const RegisterEntry& entry) {
    Entity entity;
    entity.id = fmt::format("{}-{}", each.prefix, entry.number);
    entity.kind = each.kind;
    entity.number = entry.number;
    entity.body = each.body;
    entity.place = entry.place;
    entity.year = entry.year;
    entity.is_revised = entry.is_revised;
    add(std::move(entity));
  }

  static Entity make(const std::string& id, std::string_view kind) {
    Entity entity;
    entity.id = id;
    entity.kind = kind;
    entity.unit_prefix = id;
    return entity;
  }

  void add(Entity entity) {
    if (!is_explicit_id(entity.id)) {
      note(fmt::format("\"{}\" cannot be an id", entity.id),
           "an id begins with a letter and has letters, digits and hyphens of ASCII only");
      return;
    }
    add_entity(std::move(entity));
  }

  void add_entity(Entity entity) {
    const auto same = std::find_if(entities_.begin(), entities_.end(),
                                   [&](const Entity& other) { return other.id == entity.id; });
    if (same != entities_.end()) {
      note(fmt::format("two things are called {}: a {} and a {}", entity.id, same->kind,
                       entity.kind),
           "give one of them another id");
      return;
    }
    entities_.push_back(std::move(entity));
  }

  /// Keeps the first error.
  void note(std::string message, std::string hint) {
    if (outcome_) outcome_ = fail(ErrorCode::Invalid, std::move(message), {file_}, std::move(hint));
  }

  std::string file_;
  std::vector<Entity> entities_;
  std::vector<std::size_t> sections_;
  std::size_t figures_ = 0;
  std::size_t tables_ = 0;
  Result<void> outcome_;
};

}  // namespace

Result<Entities> Entities::collect(
    const std::vector<std::pair<std::string, const Document*>>& parts,
    const PublicationData& data) {
  Collector collector;
  for (const auto& [file, document] : parts) collector.walk_part(file, document->blocks);
  collector.add_data(data);
  Entities result;
  HEXAPLA_TRY(result.entities_, collector.take());
  for (std::size_t i = 0; i < result.entities_.size(); ++i)
    result.by_id_.emplace(result.entities_[i].id, i);
  return result;
}

const Entity* Entities::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &entities_[found->second];
}

std::vector<std::string> Entities::nearest(std::string_view id) const {
  std::vector<std::string> names;
  names.reserve(entities_.size());
  for (const Entity& entity : entities_) names.push_back(entity.id);
  return text::nearest_names(id, names);
}

}  // namespace hexapla::model
