// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/model/walk.hpp"
#include "hexapla/text/normalize.hpp"

#include "edition.hpp"

namespace hexapla::publish {
namespace {

using model::Inline;
using model::Inlines;

model::ReferenceForm form_of(const model::Span& span) {
  if (span.attributes.has_class("full")) return model::ReferenceForm::Full;
  if (span.attributes.has_class("code")) return model::ReferenceForm::Code;
  return model::ReferenceForm::Plain;
}

/// Where in the edition an entity stands, or nothing: results and their like lead to what holds
/// them.
std::string anchor_of(const model::Entity& entity) {
  if (entity.kind == "result") return entity.id.substr(0, entity.id.find('.'));
  return entity.unit_prefix.empty() ? std::string() : entity.id;
}

class Renderer {
 public:
  Renderer(const EditionContext& context, std::string title)
      : context_(context), words_(context.words(std::move(title))) {}

  Result<void> run(model::Blocks& blocks) {
    is_linking_ = false;  // a heading is where links lead to
    model::for_each_blocks(blocks, [this](model::Blocks& each) {
      for (model::Block& block : each) {
        auto* heading = std::get_if<model::Heading>(&block.value);
        if (heading != nullptr)
          model::for_each_inlines(heading->content, [this](Inlines& inlines) { render(inlines); });
      }
    });
    is_linking_ = true;
    model::for_each_inlines(blocks, [this](Inlines& inlines) { render(inlines); });
    return std::move(outcome_);
  }

 private:
  void render(Inlines& inlines) {
    for (Inline& item : inlines) {
      const auto* span = std::get_if<model::Span>(&item.value);
      if (span == nullptr) continue;
      const auto id = span->attributes.find("ref");
      if (!id || !outcome_) continue;
      const bool is_opening = &item == &inlines.front();
      auto rendered = render_one(*span, *id, is_opening);
      if (!rendered) {
        outcome_ = tl::unexpected<Error>(std::move(rendered).error());
        return;
      }
      item = std::move(*rendered);
    }
  }

  /// A name that stands alone begins with a capital, as a heading or a cell does.
  Result<Inline> render_one(const model::Span& span, const std::string& id, bool is_opening) const {
    const model::Entity* entity = context_.snapshot.entities.find(id);
    if (entity == nullptr) {
      return fail(ErrorCode::Invalid, fmt::format("@{} names nothing in this publication", id), {},
                  "hexapla check shows the place and the nearest names");
    }
    Inlines content = span.content;  // a worded reference brings its words
    if (content.empty()) {
      const model::ReferenceForm form = form_of(span);
      HEXAPLA_TRY(std::string printed, model::render_reference(*entity, form, words_));
      if (is_opening && form == model::ReferenceForm::Full)
        printed = text::capitalize(printed, context_.language);
      content.push_back({model::Str{isolate(std::move(printed), context_.locale)}});
    }
    const std::string anchor = anchor_of(*entity);
    if (anchor.empty() || !is_linking_) {
      return Inline{model::Span{{{}, {"reference"}, {}}, std::move(content)}};
    }
    return Inline{model::Link{{{}, {"reference"}, {}}, std::move(content), {"#" + anchor, ""}}};
  }

  const EditionContext& context_;
  model::ReferenceWords words_;
  bool is_linking_ = true;
  Result<void> outcome_;
};

}  // namespace

Result<void> render_references(model::Document& document, const EditionContext& context) {
  return Renderer(context, find_meta_text(document, "title")).run(document.blocks);
}

}  // namespace hexapla::publish
