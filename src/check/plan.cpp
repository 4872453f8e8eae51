// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/check/plan.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hexapla/text/hash.hpp"

namespace hexapla::check {
namespace {

using model::Block;
using model::Blocks;
using model::Div;

const Block* find_child(const Div& div, std::string_view class_name) {
  const auto found = std::find_if(div.content.begin(), div.content.end(), [&](const Block& block) {
    const auto* child = std::get_if<Div>(&block.value);
    return child != nullptr && child->attributes.has_class(class_name);
  });
  return found == div.content.end() ? nullptr : &*found;
}

/// One field of data/links.toml.
struct LinkField {
  std::string_view name;
  std::optional<std::vector<std::string>> model::InitiativeLinks::*values;
};
constexpr LinkField kLinkFields[] = {{"enablers", &model::InitiativeLinks::enablers},
                                     {"sdg", &model::InitiativeLinks::sdg},
                                     {"wsis", &model::InitiativeLinks::wsis},
                                     {"goals", &model::InitiativeLinks::goals}};

class PlanChecker {
 public:
  PlanChecker(const SourceFile& source, const model::PublicationData& data, const Context& context,
              DiagnosticSink& sink)
      : source_(source), data_(data), context_(context), sink_(sink) {
    for (const model::SynergyCitation& citation : data.citations)
      cited_.insert(citation.cites.begin(), citation.cites.end());
  }

  void walk(const Blocks& blocks, const std::string& region) {
    for (const Block& block : blocks) {
      const auto* div = std::get_if<Div>(&block.value);
      if (div == nullptr) continue;
      if (div->attributes.has_class("initiative")) {
        check_initiative(block, *div, region);
      } else {
        walk(div->content, div->attributes.has_class("region") ? div->attributes.id : region);
      }
    }
  }

 private:
  void check_initiative(const Block& block, const Div& div, const std::string& region) {
    const std::string& code = div.attributes.id;
    if (find_child(div, "objective") == nullptr) {
      report(kMissingObjective, block, code, fmt::format("initiative {} has no objective", code),
             "write it in a div of class objective, or waive the finding and say why");
    }
    const Block* results = find_child(div, "results");
    if (results == nullptr) {
      report(kMissingResults, block, code,
             fmt::format("initiative {} has no expected results", code),
             "write them in a div of class results, or waive the finding and say why");
      if (!is_cited(code)) report_uncited(block, code, "initiative");
    } else {
      check_results(*results, code);
    }
    check_fields(block, code, region);
  }

  void check_results(const Block& block, const std::string& code) {
    for (const Block& child : std::get<Div>(block.value).content) {
      const auto* list = std::get_if<model::OrderedList>(&child.value);
      if (list == nullptr) continue;
      std::size_t number = 0;
      for (const Blocks& item : list->items) {
        const std::string id = fmt::format("{}.{}", code, ++number);
        if (!is_cited(code) && !is_cited(id))
          report_uncited(item.empty() ? child : item.front(), id, "expected result");
      }
    }
  }

  [[nodiscard]] bool is_cited(const std::string& id) const {
    return data_.citations.empty() || cited_.contains(id);
  }

  /// A citation of a result that does not exist may be meant for one that nothing cites.
  void report_uncited(const Block& block, const std::string& id, std::string_view kind) {
    const std::string initiative = id.substr(0, id.find('.'));
    std::string hint = "cite it in data/citations.toml, or waive the finding and say why";
    for (const model::SynergyCitation& citation : data_.citations) {
      for (const std::string& cited : citation.cites) {
        if (!cited.starts_with(initiative + ".") || context_.entities->find(cited) != nullptr)
          continue;
        hint = fmt::format("{} cites {}, which does not exist: is {} meant?", citation.enabler,
                           cited, id);
      }
    }
    report(kUncitedResult, block, id, fmt::format("no enabler cites {} {}", kind, id),
           std::move(hint));
  }

  void check_fields(const Block& block, const std::string& code, const std::string& region) {
    const auto own = std::find_if(data_.links.begin(), data_.links.end(),
                                  [&](const auto& links) { return links.initiative == code; });
    for (const LinkField& field : kLinkFields) {
      if (own != data_.links.end() && (*own).*field.values) continue;
      const bool have_others = std::any_of(
          data_.links.begin(), data_.links.end(), [&](const model::InitiativeLinks& links) {
            return !region.empty() && links.initiative.starts_with(region) && links.*field.values;
          });
      if (!have_others) continue;
      report(
          kMissingField, block, fmt::format("{} {}", code, field.name),
          fmt::format("initiative {} has no {}, which others of {} have", code, field.name, region),
          "add it to data/links.toml; an empty list says that it does not apply");
    }
  }

  void report(const RuleDescription& rule, const Block& block, const std::string& id,
              std::string message, std::string hint) {
    Diagnostic finding;
    finding.rule = rule.id;
    finding.severity = rule.severity;
    finding.its_type = rule.its_type;
    finding.publication = context_.publication;
    finding.language = context_.source_language;
    finding.unit = id;
    finding.span = {source_.name(), 0, 0};
    if (block.position) {
      const std::size_t begin =
          source_.offset({block.position->begin_line, block.position->begin_column});
      finding.span = {source_.name(), begin, begin};
    }
    finding.message = std::move(message);
    finding.hint = std::move(hint);
    finding.hash = text::hash_hex(finding.message);
    sink_.report(std::move(finding));
  }

  const SourceFile& source_;
  const model::PublicationData& data_;
  const Context& context_;
  DiagnosticSink& sink_;
  std::set<std::string, std::less<>> cited_;
};

}  // namespace

void check_plan(const model::Document& document, const SourceFile& source,
                const model::PublicationData& data, const Context& context, DiagnosticSink& sink) {
  PlanChecker(source, data, context, sink).walk(document.blocks, {});
}

}  // namespace hexapla::check
