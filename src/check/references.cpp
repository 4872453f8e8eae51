// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/check/references.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/text/hash.hpp"

namespace hexapla::check {
namespace {

using model::Block;
using model::Blocks;
using model::Inline;
using model::Inlines;

/// Reports `id`, written after `sign`, if nothing has that name.
void report_dangling(const std::string& id, std::string_view sign, SourceSpan span,
                     const Context& context, DiagnosticSink& sink) {
  if (context.entities->find(id) != nullptr) return;
  Diagnostic result;
  result.rule = kDanglingReference.id;
  result.severity = kDanglingReference.severity;
  result.its_type = kDanglingReference.its_type;
  result.publication = context.publication;
  result.language = context.source_language;
  result.span = std::move(span);
  result.message = fmt::format("{}{} names nothing in this publication", sign, id);
  const std::vector<std::string> near = context.entities->nearest(id);
  result.hint =
      near.empty()
          ? "name an id of the text, a result as INITIATIVE.k, or an entry of data/"
          : fmt::format("did you mean {}{}?", sign, fmt::join(near, fmt::format(", {}", sign)));
  result.hash = text::hash_hex(id);
  sink.report(std::move(result));
}

/// What one file of data/ names.
class DataChecker {
 public:
  /// `header` is what opens each table of the file: findings underline it.
  DataChecker(std::string file, std::string_view header, const Context& context,
              DiagnosticSink& sink)
      : file_(std::move(file)), header_(header), context_(context), sink_(sink) {}

  void check(const std::string& id, std::size_t offset) const {
    report_dangling(id, "", {file_, offset, offset + header_.size()}, context_, sink_);
  }
  void check_all(std::string_view prefix, const std::vector<std::string>& ids,
                 std::size_t offset) const {
    for (const std::string& id : ids) check(fmt::format("{}{}", prefix, id), offset);
  }
  /// Areas of work: enablers, or concepts that are no entity of the plan.
  void check_areas(const std::vector<std::string>& ids, std::size_t offset) const {
    for (const std::string& id : ids) {
      const bool is_concept =
          context_.glossary != nullptr && context_.glossary->find(id) != nullptr;
      if (!is_concept) check(id, offset);
    }
  }
  void check_all(std::string_view prefix, const std::optional<std::vector<std::string>>& ids,
                 std::size_t offset) const {
    if (ids) check_all(prefix, *ids, offset);
  }

 private:
  std::string file_;
  std::string_view header_;
  const Context& context_;
  DiagnosticSink& sink_;
};

class ReferenceChecker {
 public:
  ReferenceChecker(const SourceFile& source, const Context& context, DiagnosticSink& sink)
      : source_(source), context_(context), sink_(sink) {}

  void walk(const Blocks& blocks) {
    for (const Block& block : blocks)
      std::visit([this](const auto& value) { walk_block(value); }, block.value);
  }

 private:
  void walk(const Inlines& inlines) {
    for (const Inline& item : inlines) walk_inline(item);
  }

  template <class Value>
  void walk_block(const Value& block) {
    if constexpr (requires { block.content; }) {
      if constexpr (!std::is_same_v<Value, model::CodeBlock>) walk(block.content);
    } else if constexpr (requires { block.items; }) {
      for (const auto& item : block.items) walk_item(item);
    }
  }
  void walk_block(const model::LineBlock& block) {
    for (const Inlines& line : block.lines) walk(line);
  }
  void walk_block(const model::Table& table) {
    walk(table.caption);
    walk_rows(table.head.rows);
    for (const model::TableBody& body : table.bodies) {
      walk_rows(body.head);
      walk_rows(body.rows);
    }
    walk_rows(table.foot.rows);
  }
  void walk_item(const Blocks& item) { walk(item); }
  void walk_item(const model::DefinitionItem& item) {
    walk(item.term);
    for (const Blocks& definition : item.definitions) walk(definition);
  }
  void walk_rows(const std::vector<model::TableRow>& rows) {
    for (const model::TableRow& row : rows) {
      for (const model::TableCell& cell : row.cells) walk(cell.content);
    }
  }

  void walk_inline(const Inline& item) {
    if (const auto* text = std::get_if<model::Str>(&item.value)) {
      for (const model::ReferenceToken& token : model::find_reference_tokens(text->text)) {
        check(token.id, span_in(item, token));
      }
      return;
    }
    if (const auto* span = std::get_if<model::Span>(&item.value)) {
      if (const auto id = span->attributes.find("ref")) check(*id, span_of(item));
    }
    std::visit(
        [this](const auto& value) {
          if constexpr (requires { value.content; }) walk(value.content);
        },
        item.value);
  }

  [[nodiscard]] SourceSpan span_of(const Inline& item) const {
    if (!item.position) return {source_.name(), 0, 0};
    return {source_.name(),
            source_.offset({item.position->begin_line, item.position->begin_column}),
            source_.offset({item.position->end_line, item.position->end_column})};
  }

  /// The token's own place: a word's text is the source's, so bytes count alike.
  [[nodiscard]] SourceSpan span_in(const Inline& item, const model::ReferenceToken& token) const {
    SourceSpan span = span_of(item);
    if (span.begin == span.end) return span;
    const std::string written = "@" + token.id;
    const std::size_t found = source_.text().find(written, span.begin);
    if (found == std::string::npos || found >= span.end) return span;
    return {source_.name(), found, found + written.size()};
  }

  void check(const std::string& id, SourceSpan span) {
    report_dangling(id, "@", std::move(span), context_, sink_);
  }

  const SourceFile& source_;
  const Context& context_;
  DiagnosticSink& sink_;
};

}  // namespace

void check_references(const model::Document& document, const SourceFile& source,
                      const Context& context, DiagnosticSink& sink) {
  ReferenceChecker(source, context, sink).walk(document.blocks);
}

void check_data_references(const model::PublicationData& data, const std::string& prefix,
                           const Context& context, DiagnosticSink& sink) {
  const DataChecker enablers(prefix + "data/enablers.toml", "[[enabler]]", context, sink);
  for (const model::Enabler& each : data.enablers) {
    if (!each.priority.empty()) enablers.check(each.priority, each.offset);
    enablers.check_all("", each.resolutions, each.offset);
  }
  const DataChecker priorities(prefix + "data/priorities.toml", "[[priority]]", context, sink);
  for (const model::PriorityLinks& each : data.priorities) {
    priorities.check(each.id, each.offset);
    priorities.check_all("SDG-", each.sdg, each.offset);
    priorities.check_all("WSIS-", each.wsis, each.offset);
    priorities.check_all("GOAL-", each.goals, each.offset);
  }
  const DataChecker links(prefix + "data/links.toml", "[[link]]", context, sink);
  for (const model::InitiativeLinks& each : data.links) {
    links.check(each.initiative, each.offset);
    if (each.enablers) links.check_areas(*each.enablers, each.offset);
    links.check_all("SDG-", each.sdg, each.offset);
    links.check_all("WSIS-", each.wsis, each.offset);
    links.check_all("GOAL-", each.goals, each.offset);
  }
  const DataChecker citations(prefix + "data/citations.toml", "[[citation]]", context, sink);
  for (const model::SynergyCitation& each : data.citations) {
    citations.check(each.enabler, each.offset);
    if (each.unresolved.empty()) citations.check_all("", each.cites, each.offset);
  }
}

}  // namespace hexapla::check
