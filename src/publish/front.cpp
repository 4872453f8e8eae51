// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edition.hpp"

namespace hexapla::publish {
namespace {

using model::Inlines;
using model::MetaMap;
using model::MetaValue;

/// Metadata that the title page prints in rows, in this order; the labels stand in `labels` of the
/// masthead.
constexpr std::array<std::string_view, 5> kFrontKeys = {"author", "summary", "action", "references",
                                                        "note"};

MetaValue make_text(std::string text) { return {Inlines{{model::Str{std::move(text)}}}}; }

std::string text_of(const MetaValue& value) {
  if (const auto* inlines = std::get_if<Inlines>(&value.value))
    return model::to_plain_text(*inlines);
  if (const auto* text = std::get_if<std::string>(&value.value)) return *text;
  std::string paragraphs;
  if (const auto* blocks = std::get_if<model::Blocks>(&value.value)) {
    for (const model::Block& block : *blocks) {
      if (const auto* para = std::get_if<model::Para>(&block.value)) {
        paragraphs += (paragraphs.empty() ? "" : "\n") + model::to_plain_text(para->content);
      }
    }
  }
  return paragraphs;
}

std::string text_at(const MetaMap& map, std::string_view key) {
  const auto found = map.find(std::string(key));
  return found == map.end() ? std::string() : text_of(found->second);
}

MetaMap find_labels(const MetaMap& meta) {
  const auto found = meta.find("labels");
  if (found == meta.end()) return {};
  const auto* labels = std::get_if<MetaMap>(&found->second.value);
  return labels == nullptr ? MetaMap{} : *labels;
}

std::vector<MetaValue> make_front(const MetaMap& meta) {
  const MetaMap labels = find_labels(meta);
  std::vector<MetaValue> rows;
  for (const std::string_view key : kFrontKeys) {
    const auto found = meta.find(std::string(key));
    if (found == meta.end()) continue;
    rows.push_back({MetaMap{{"label", make_text(text_at(labels, key))}, {"text", found->second}}});
  }
  return rows;
}

/// Symbol, date and original language on one line, as much of it as is known.
Result<std::string> make_symbol_line(const EditionContext& context) {
  const model::PublicationConfiguration& configuration =
      context.snapshot.publication->configuration;
  HEXAPLA_TRY(const std::string language,
              format_label(context.locale, "language", configuration.source_language));
  HEXAPLA_TRY(std::string original,
              format_label(context.locale, "label", "original", {{"language", language}}));
  std::string line = configuration.symbol;
  for (const std::string& item : {configuration.date, original}) {
    if (!line.empty() && !item.empty()) line += " · ";
    line += item;
  }
  return line;
}

}  // namespace

std::string find_meta_text(const model::Document& document, std::string_view key) {
  return text_at(document.meta, key);
}

std::optional<std::string> find_label(const model::Document& document, std::string_view name) {
  std::string text = text_at(find_labels(document.meta), name);
  if (text.empty()) return std::nullopt;
  return text;
}

std::vector<FrontRow> find_front_rows(const model::Document& document) {
  std::vector<FrontRow> rows;
  const auto found = document.meta.find("front");
  if (found == document.meta.end()) return rows;
  for (const MetaValue& row : std::get<std::vector<MetaValue>>(found->second.value)) {
    const auto& map = std::get<MetaMap>(row.value);
    rows.push_back({text_at(map, "label"), text_at(map, "text")});
  }
  return rows;
}

Result<void> prepare_front(model::Document& document, const EditionContext& context) {
  MetaMap meta;
  const auto title = document.meta.find("title");
  if (title == document.meta.end()) {
    return fail(ErrorCode::Invalid, "the publication has no title",
                {context.snapshot.sources.front().file.name},
                "add \"title: ...\" to the metadata at the head of the first part");
  }
  HEXAPLA_TRY(std::string symbol_line, make_symbol_line(context));
  HEXAPLA_TRY(std::string contents, format_label(context.locale, "label", "contents"));
  HEXAPLA_TRY(std::string skip, format_label(context.locale, "label", "skip"));
  HEXAPLA_TRY(std::string editions, format_label(context.locale, "label", "editions"));
  meta["title"] = title->second;
  meta["pagetitle"] = make_text(text_of(title->second));
  if (const auto subtitle = document.meta.find("subtitle"); subtitle != document.meta.end()) {
    meta["subtitle"] = subtitle->second;
  }
  meta["symbol-line"] = make_text(std::move(symbol_line));
  meta["contents-label"] = make_text(std::move(contents));
  meta["skip-label"] = make_text(std::move(skip));
  meta["editions-label"] = make_text(std::move(editions));
  meta["lang"] = make_text(context.locale.tag);
  meta["dir"] = make_text(context.locale.direction);
  if (auto rows = make_front(document.meta); !rows.empty()) meta["front"] = {std::move(rows)};
  document.meta = std::move(meta);
  return {};
}

}  // namespace hexapla::publish
