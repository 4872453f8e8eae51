// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/publish/pack.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/office.hpp"
#include "hexapla/formats/xliff.hpp"
#include "hexapla/formats/zip.hpp"
#include "hexapla/publish/publish.hpp"
#include "hexapla/text/compare.hpp"
#include "hexapla/workspace/merge.hpp"

#include "edition.hpp"
#include "images.hpp"
#include "scratch.hpp"
#include "writers.hpp"

namespace hexapla::publish {
namespace {

/// What is left to do in one part.
struct PartWork {
  std::string part;
  std::size_t segments = 0;
  std::size_t left = 0;
  std::size_t words_left = 0;
};

class Packer {
 public:
  Packer(const workspace::Workspace& workspace, const workspace::Snapshot& snapshot,
         const PackRequest& request, formats::Pandoc& pandoc)
      : workspace_(workspace),
        snapshot_(snapshot),
        request_(request),
        pandoc_(pandoc),
        source_(snapshot.publication->configuration.source_language),
        office_(workspace.files(), workspace.processes(),
                std::chrono::seconds(workspace.configuration().office_timeout_seconds)) {}

  Result<Package> pack() {
    for (const workspace::SegmentPart& part : snapshot_.languages.find(request_.language)->second) {
      const bool is_wanted = std::find(request_.parts.begin(), request_.parts.end(), part.part) !=
                             request_.parts.end();
      if (is_wanted) HEXAPLA_CHECK(add_segments(part));
    }
    HEXAPLA_CHECK(add_glossaries());
    HEXAPLA_CHECK(add_pages());
    entries_.insert(entries_.begin(), {"README.md", make_readme()});
    Package package;
    package.files = work_.size();
    for (const PartWork& part : work_) {
      package.segments += part.segments;
      package.words_left += part.words_left;
    }
    HEXAPLA_TRY(package.bytes, formats::write_zip(entries_));
    return package;
  }

 private:
  Result<void> add_segments(const workspace::SegmentPart& part) {
    model::SegmentFile leaving = part.segments;
    PartWork work{part.part};
    for (model::Unit& unit : leaving.units) {
      workspace::stamp_merge_base(unit);
      count(unit, work);
    }
    HEXAPLA_TRY(std::string bytes, formats::write_xliff(leaving, part.file.bytes));
    entries_.push_back({fmt::format("segments/{}.xlf", part.part), std::move(bytes)});
    work_.push_back(std::move(work));
    return {};
  }

  void count(const model::Unit& unit, PartWork& work) {
    for (const model::Segment& segment : unit.segments) {
      if (segment.is_ignorable || !unit.translate) continue;
      ++work.segments;
      if (segment.sub_state == "hexapla:query") add_queries(unit, segment);
      if (model::has_target_text(segment) && !model::is_stale(unit, segment)) continue;
      ++work.left;
      work.words_left += text::count_words(segment.source.plain(), source_);
    }
  }

  void add_queries(const model::Unit& unit, const model::Segment& segment) {
    queries_ += fmt::format("- {} {}: {}\n", unit.id, segment.id, segment.source.plain());
    for (const model::UnitNote& note : unit.notes)
      queries_ += fmt::format("  - {}: {}\n", note.category, note.text);
  }

  Result<void> add_glossaries() {
    for (const std::string& name : snapshot_.publication->configuration.glossaries) {
      HEXAPLA_TRY(std::string bytes, workspace_.files().read(workspace_.root() / name));
      entries_.push_back(
          {fmt::format("glossary/{}", Path(name).filename().string()), std::move(bytes)});
    }
    return {};
  }

  Result<void> add_pages() {
    Scratch scratch(workspace_.files(), workspace_.root() / ".hexapla" / "scratch");
    HEXAPLA_CHECK(scratch.create());
    const model::Locale& locale = snapshot_.locales.find(source_)->second;
    const WriterContext context{locale,           pandoc_,  office_, workspace_.files(),
                                scratch.folder(), snapshot_};
    HEXAPLA_TRY(model::Document edition, assemble(snapshot_, source_, false));
    HEXAPLA_CHECK(
        embed_images(edition, workspace_.files(), snapshot_.publication->folder, source_));
    HEXAPLA_TRY(std::string page, write_html(std::move(edition), {}, context));
    entries_.push_back({"source.html", std::move(page)});
    if (snapshot_.glossary.concepts.empty()) return {};
    HEXAPLA_TRY(model::Document terms, make_term_page(locale));
    HEXAPLA_TRY(page, write_html(std::move(terms), {}, context));
    entries_.push_back({"glossary/terms.html", std::move(page)});
    return {};
  }

  [[nodiscard]] Result<model::Document> make_term_page(const model::Locale& locale) const {
    const EditionContext context{snapshot_, source_, locale, locale};
    model::Document page;
    page.meta["title"] = {
        model::Inlines{{model::Str{fmt::format("{}: glossary", snapshot_.publication->name)}}}};
    model::Div list;
    list.attributes.classes = {"term-list"};
    page.blocks.push_back({std::move(list)});
    HEXAPLA_CHECK(fill_word_lists(page, context));
    HEXAPLA_CHECK(prepare_front(page, context));
    return page;
  }

  [[nodiscard]] std::string make_readme() const {
    std::string text = fmt::format(
        "# {}: translation from {} into {}\n\n"
        "Translate the segments of the files under `segments/` that have no target, or a stale "
        "one\n"
        "(state `initial`; a note or the metadata `hexapla:translated-from` shows the older "
        "source).\n"
        "Any tool that works on XLIFF 2 will do. Set the state of what is done to `translated`.\n"
        "Leave ids, sources and inline codes as they are, and put remarks into notes. Use the "
        "terms\n"
        "of `glossary/`; `source.html` shows the whole text.\n\n"
        "Return this package, or the segment files alone.\n\n"
        "| part | segments | to do | words |\n|---|---:|---:|---:|\n",
        snapshot_.publication->name, source_, request_.language);
    for (const PartWork& part : work_)
      text += fmt::format("| {} | {} | {} | {} |\n", part.part, part.segments, part.left,
                          part.words_left);
    return text + (queries_.empty() ? "\nNo query is open.\n"
                                    : fmt::format("\n## Open queries\n\n{}", queries_));
  }

  const workspace::Workspace& workspace_;
  const workspace::Snapshot& snapshot_;
  const PackRequest& request_;
  formats::Pandoc& pandoc_;
  std::string source_;
  formats::Office office_;
  std::vector<formats::ZipEntry> entries_;
  std::vector<PartWork> work_;
  std::string queries_;
};

}  // namespace

Result<Package> make_package(const workspace::Workspace& workspace,
                             const workspace::Snapshot& snapshot, const PackRequest& request,
                             formats::Pandoc& pandoc) {
  return Packer(workspace, snapshot, request, pandoc).pack();
}

}  // namespace hexapla::publish
