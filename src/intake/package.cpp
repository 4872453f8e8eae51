// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/docx_package.hpp"

#include "package_places.hpp"
#include "package_restoration.hpp"
#include "package_text.hpp"
#include "readers.hpp"

namespace hexapla::intake {
namespace {

constexpr std::string_view kReader = "docx-auto_identifiers";

void tell_of_edits(const PackageText& package, TrackedChanges changes,
                   std::vector<Remark>& remarks) {
  const std::string_view done = changes == TrackedChanges::Accept   ? "accepted"
                                : changes == TrackedChanges::Reject ? "rejected"
                                                                    : "kept";
  for (const auto& [author, edits] : package.edits) {
    remarks.push_back({RemarkKind::Changed,
                       "tracked change",
                       {},
                       fmt::format("{} insertions and {} deletions by {} were {}", edits.insertions,
                                   edits.deletions, author.empty() ? "nobody named" : author, done),
                       {}});
  }
}

void append(std::vector<Remark>& all, std::vector<Remark> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Result<Incoming> read_package(const Source& source, const Tools& tools) {
  HEXAPLA_TRY(const formats::DocxPackage package,
              formats::read_docx_package(source.bytes, source.name));
  HEXAPLA_TRY(PackageText text, write_package_text(package, source.tracked_changes, source.name));
  Incoming incoming;
  std::vector<std::string> arguments;
  // changes that are taken in or undone are so in what pandoc is given
  if (source.tracked_changes == TrackedChanges::All) arguments = {"--track-changes=all"};
  HEXAPLA_TRY(incoming.document, tools.pandoc->read(text.docx, kReader, source.name, arguments));
  std::vector<Remark> remarks = std::move(text.remarks);
  TreeLeaves leaves = find_leaves(incoming.document);
  append(remarks, place_leaves(leaves.body, text.body));
  append(remarks, place_leaves(leaves.notes, text.notes));
  restore_structure(incoming.document, leaves);
  place_containers(incoming.document.blocks);
  incoming.media = rename_images(incoming.document, text, remarks);
  tell_of_edits(text, source.tracked_changes, remarks);
  std::stable_sort(remarks.begin(), remarks.end(), [](const Remark& a, const Remark& b) {
    return std::pair(a.place.part, a.place.line) < std::pair(b.place.part, b.place.line);
  });
  incoming.remarks = std::move(remarks);
  incoming.parts = std::move(text.parts);
  return incoming;
}

}  // namespace hexapla::intake
