// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "exchange_readers.hpp"

namespace hexapla::formats {

std::string write_exchange_json(const ExchangeFile& file) {
  nlohmann::ordered_json entries = nlohmann::ordered_json::array();
  for (const AlignedEntry& entry : file.entries) {
    nlohmann::ordered_json targets = nlohmann::ordered_json::object();
    for (std::size_t i = 1; i < entry.texts.size(); ++i) {
      const AlignedEntry::Text& text = entry.texts[i];
      nlohmann::ordered_json target = {{"text", text.text.marked()},
                                       {"state", model::to_string(text.state)}};
      if (!text.older_source.empty()) target["older_source"] = text.older_source;
      targets[text.language] = std::move(target);
    }
    entries.push_back({{"publication", entry.publication},
                       {"part", entry.part},
                       {"unit", entry.unit},
                       {"segment", entry.segment},
                       {"source", entry.texts.front().text.marked()},
                       {"targets", std::move(targets)},
                       {"notes", entry.notes}});
  }
  const nlohmann::ordered_json root = {{"version", 1},
                                       {"source_language", file.source_language},
                                       {"target_languages", file.target_languages},
                                       {"entries", std::move(entries)}};
  return root.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace hexapla::formats
