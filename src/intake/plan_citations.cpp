// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "plan_citations.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "citations.hpp"
#include "tree.hpp"

namespace hexapla::intake {
namespace {

using model::Block;
using model::Blocks;
using model::Div;

class CitationReader {
 public:
  CitationReader(const std::map<std::string, std::string>& region_of, const model::Locale* locale,
                 std::vector<Remark>& remarks)
      : region_of_(region_of), locale_(locale), remarks_(remarks) {}

  std::vector<Citation> run(Blocks& blocks) {
    for_each_div(blocks, [this](Div& div) {
      if (div.attributes.has_class("initiative")) results_[div.attributes.id] = count_results(div);
    });
    for_each_div(blocks, [this](Div& div) {
      if (div.attributes.has_class("figure")) read_map(div);
    });
    return std::move(citations_);
  }

 private:
  void remark(const Block& block, Remark told) {
    told.place = place_of(block);
    remarks_.push_back(std::move(told));
  }

  /// Lists whose items are citations below the name of an enabler.
  void read_map(Div& figure) {
    std::set<std::string> regions;
    for (const Block& block : figure.content) {
      const auto* list = std::get_if<model::BulletList>(&block.value);
      if (list == nullptr) continue;
      for (const Blocks& item : list->items) {
        for (const Block& below : item) {
          const auto* nested = std::get_if<model::BulletList>(&below.value);
          if (nested == nullptr) continue;
          for (const Blocks& entry : nested->items)
            read_entry(words_of(item.front()), entry.front(), regions);
        }
      }
    }
    if (regions.size() == 1) figure.attributes.values.emplace_back("region", *regions.begin());
  }

  void read_entry(const std::string& box, const Block& block, std::set<std::string>& regions) {
    auto citation = read_citation(words_of(block), locale_);
    if (!citation || !is_region(citation->region)) return;
    regions.insert(citation->region);
    if (citation->cites.empty()) {
      remark(block, {RemarkKind::Unfitting,
                     "citation",
                     {},
                     fmt::format("“{}” names no results in a regular way", words_of(block)),
                     {}});
    }
    for (const std::string& cited : citation->cites) {
      if (exists(cited)) continue;
      remark(block, {RemarkKind::Unfitting,
                     "citation",
                     {},
                     fmt::format("“{}” cites {}, which the document does not have", words_of(block),
                                 cited),
                     {},
                     "plan/dangling-reference"});
    }
    citations_.push_back({box, std::move(citation->cites), place_of(block)});
  }

  [[nodiscard]] bool is_region(const std::string& code) const {
    return std::any_of(region_of_.begin(), region_of_.end(),
                       [&](const auto& each) { return each.second == code; });
  }

  [[nodiscard]] bool exists(const std::string& cited) const {
    const std::size_t dot = cited.find('.');
    const auto initiative = results_.find(cited.substr(0, dot));
    if (initiative == results_.end()) return false;
    std::size_t number = 0;  // one that is too large does not exist either
    const char* const end = cited.data() + cited.size();
    return dot == std::string::npos ||
           (std::from_chars(cited.data() + dot + 1, end, number).ec == std::errc() &&
            number <= initiative->second);
  }

  const std::map<std::string, std::string>& region_of_;
  const model::Locale* locale_;
  std::vector<Remark>& remarks_;
  std::map<std::string, std::size_t> results_;  ///< by initiative
  std::vector<Citation> citations_;
};

}  // namespace

std::size_t count_results(const Div& initiative) {
  std::size_t number = 0;
  for (const Block& block : initiative.content) {
    const auto* div = std::get_if<Div>(&block.value);
    if (div == nullptr || !div->attributes.has_class("results")) continue;
    for (const Block& each : div->content) {
      if (const auto* list = std::get_if<model::OrderedList>(&each.value))
        number += list->items.size();
    }
  }
  return number;
}

std::vector<Citation> read_citations(Blocks& blocks,
                                     const std::map<std::string, std::string>& region_of,
                                     const model::Locale* locale, std::vector<Remark>& remarks) {
  return CitationReader(region_of, locale, remarks).run(blocks);
}

}  // namespace hexapla::intake
