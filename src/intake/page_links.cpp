// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include <fmt/format.h>

#include "page.hpp"

namespace hexapla::intake {
namespace {

using formats::HtmlNode;

/// Finds for every id the heading that a reader who follows it sees first.
class HeadingNamer {
 public:
  std::map<std::string, std::string> run(HtmlNode& page) {
    walk(page);
    return std::move(heading_of_);
  }

 private:
  void walk(HtmlNode& node) {
    if (node.is_text()) {
      if (has_words(node)) pending_.clear();
      return;
    }
    take_ids(node);
    if (is_heading(node)) {
      for_each_element(node, [this](HtmlNode& inside) { take_ids(inside); });
      name(node);
      return;
    }
    for (HtmlNode& child : node.children) walk(child);
  }

  void take_ids(const HtmlNode& node) {
    if (const std::string id = node.get("id"); !id.empty()) pending_.push_back(id);
    if (const std::string id = node.get("name"); node.name == "a" && !id.empty())
      pending_.push_back(id);
  }

  void name(HtmlNode& heading) {
    if (!has_words(heading)) return;
    std::string id = heading.get("id");
    if (id.empty() && !pending_.empty()) id = pending_.front();
    if (!id.empty()) heading.set("id", id);
    for (const std::string& each : pending_) heading_of_.try_emplace(each, id);
    pending_.clear();
  }

  std::vector<std::string> pending_;  ///< ids that no words have followed yet
  std::map<std::string, std::string> heading_of_;
};

}  // namespace

void mend_links(HtmlNode& page, std::vector<Remark>& remarks) {
  const std::map<std::string, std::string> heading_of = HeadingNamer().run(page);
  for_each_element(page, [&](HtmlNode& node) {
    const std::string address = node.get("href");
    const bool is_call = has_token(node, "epub:type", "noteref");
    if (node.name != "a" || is_call || !address.starts_with('#')) return;
    const auto heading = heading_of.find(address.substr(1));
    if (heading != heading_of.end()) {
      node.set("href", "#" + heading->second);
      return;
    }
    if (has_words(node)) {
      remarks.push_back({RemarkKind::Dropped,
                         "link",
                         {},
                         fmt::format("no heading is “{}”: the words of the link were kept, "
                                     "where it led was not",
                                     address),
                         place_of(node)});
    }
    node.name = "span";
    node.attributes = {};
  });
}

}  // namespace hexapla::intake
