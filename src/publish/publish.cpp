// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/publish/publish.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/base/save.hpp"

#include "images.hpp"
#include "scratch.hpp"
#include "writers.hpp"

namespace hexapla::publish {
namespace {

constexpr std::string_view kFormats[] = {"html", "docx", "pdf", "odt"};

std::string file_name(const workspace::Snapshot& snapshot, std::string_view language,
                      std::string_view format) {
  return fmt::format("{}.{}.{}", snapshot.publication->name, language, format);
}

/// The other HTML editions of the same run.
std::vector<EditionLink> make_links(const workspace::Snapshot& snapshot,
                                    const PublishRequest& request, std::string_view language) {
  std::vector<EditionLink> links;
  for (const std::string& other : request.languages) {
    if (other == language) continue;
    const model::Locale& locale = snapshot.locales.find(other)->second;
    const std::string* name = locale.find_message("language", other);
    links.push_back({file_name(snapshot, other, "html"), locale.tag, locale.direction,
                     name == nullptr ? other : *name});
  }
  return links;
}

/// One edition in every format that is asked for; the DOCX, from which others come, is made once.
class EditionWriter {
 public:
  EditionWriter(model::Document edition, const WriterContext& context)
      : edition_(std::move(edition)), context_(context) {}

  Result<std::string> write(std::string_view format, const std::vector<EditionLink>& links) {
    if (format == "html") return write_html(edition_, links, context_);
    if (docx_.empty()) {
      HEXAPLA_TRY(docx_, write_docx(edition_, context_));
    }
    const std::string& date = context_.snapshot.publication->configuration.date;
    if (format == "pdf") return context_.office.to_pdf(docx_, date);
    if (format == "odt") return context_.office.to_odt(docx_, date);
    return docx_;
  }

 private:
  model::Document edition_;
  const WriterContext& context_;
  std::string docx_;
};

Result<void> check_formats(const PublishRequest& request) {
  for (const std::string& format : request.formats) {
    if (std::find(std::begin(kFormats), std::end(kFormats), format) != std::end(kFormats)) continue;
    return fail(ErrorCode::Usage, fmt::format("unknown format \"{}\"", format), {},
                fmt::format("formats are {}", fmt::join(kFormats, ", ")));
  }
  return {};
}

/// What a save needs to know of a file: its bytes now, or that it is not there yet.
Result<FileChange> make_change(const Files& files, Path path, std::string bytes) {
  std::optional<std::string> before;
  if (files.exists(path)) {
    HEXAPLA_TRY(before, files.read(path));
  }
  return FileChange{std::move(path), std::move(before), std::move(bytes)};
}

/// What a run writes, until all of it is there.
struct Output {
  Path folder;
  std::vector<PublishedFile> published;
  std::vector<FileChange> changes;
};

Result<void> write_language(const workspace::Snapshot& snapshot, const PublishRequest& request,
                            const std::string& language, const WriterContext& context,
                            Output& output) {
  HEXAPLA_TRY(model::Document edition, assemble(snapshot, language, request.is_draft));
  HEXAPLA_CHECK(embed_images(edition, context.files, snapshot.publication->folder, language));
  EditionWriter writer(std::move(edition), context);
  for (const std::string& format : request.formats) {
    HEXAPLA_TRY(std::string bytes, writer.write(format, make_links(snapshot, request, language)));
    const Path path = output.folder / file_name(snapshot, language, format);
    HEXAPLA_TRY(FileChange change, make_change(context.files, path, std::move(bytes)));
    output.changes.push_back(std::move(change));
    output.published.push_back({language, format, path});
  }
  return {};
}

}  // namespace

Result<std::vector<PublishedFile>> publish(const workspace::Workspace& workspace,
                                           const workspace::Snapshot& snapshot,
                                           const PublishRequest& request, formats::Pandoc& pandoc) {
  HEXAPLA_CHECK(check_formats(request));
  Files& files = workspace.files();
  const Path folder = workspace.root() / "publish" / snapshot.publication->name;
  Scratch scratch(files, workspace.root() / ".hexapla" / "scratch");
  HEXAPLA_CHECK(scratch.create());

  formats::Office office(files, workspace.processes(),
                         std::chrono::seconds(workspace.configuration().office_timeout_seconds));
  Output output{folder, {}, {}};
  for (const std::string& language : request.languages) {
    const WriterContext context{
        snapshot.locales.find(language)->second, pandoc, office, files, scratch.folder(), snapshot};
    HEXAPLA_CHECK(write_language(snapshot, request, language, context, output));
  }
  HEXAPLA_CHECK(files.make_directories(folder));
  HEXAPLA_CHECK(save_all(files, workspace.root() / "hexapla.journal", output.changes));
  return std::move(output.published);
}

}  // namespace hexapla::publish
