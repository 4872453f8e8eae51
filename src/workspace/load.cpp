// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "hexapla/base/source_file.hpp"
#include "hexapla/formats/pandoc.hpp"
#include "hexapla/formats/xliff.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {
namespace {

/// A segment file must be what its path says, or texts of one language end in another edition.
Result<void> check_identity(const model::SegmentFile& file, const std::string& name,
                            const Publication& publication, std::string_view language,
                            std::string_view part) {
  const std::string& source = publication.configuration.source_language;
  const std::string target = language == source ? std::string() : std::string(language);
  if (file.file_count > 1) {
    return fail(ErrorCode::Invalid, "the document holds a second <file>", {name},
                "keep one part a document");
  }
  if (file.part != part) {
    return fail(ErrorCode::Invalid,
                fmt::format("the file holds part \"{}\", its name says \"{}\"", file.part, part),
                {name}, "put the right file back");
  }
  if (file.source_language != source || file.target_language != target) {
    return fail(
        ErrorCode::Invalid,
        fmt::format("the file goes from \"{}\" to \"{}\", its place says from \"{}\" to \"{}\"",
                    file.source_language, file.target_language, source, target),
        {name}, "put the file of the right language here");
  }
  return {};
}

Result<void> refuse_raw_html(const model::Blocks& blocks, const std::string& name) {
  for (const model::Block& block : blocks) {
    if (const auto* raw = std::get_if<model::RawBlock>(&block.value);
        raw != nullptr && raw->format == "html") {
      return fail(ErrorCode::Invalid, "raw HTML in a source",
                  {name, block.position ? block.position->begin_line : 0},
                  "say it in Markdown: a fenced div, a span with attributes");
    }
    if (const auto* div = std::get_if<model::Div>(&block.value))
      HEXAPLA_CHECK(refuse_raw_html(div->content, name));
  }
  return {};
}

const formats::SourceFormat& source_format(const Path& path) {
  const auto formats = formats::source_formats();
  const auto found = std::find_if(formats.begin(), formats.end(), [&](const auto& format) {
    return path.extension().string() == format.ending;
  });
  return found == formats.end() ? formats.front() : *found;
}

void report_malformed(const Error& error, const LoadedFile& file, const Publication& publication,
                      std::string_view language, DiagnosticSink& sink) {
  Diagnostic finding;
  finding.rule = "file/malformed";
  finding.severity = Severity::Critical;
  finding.its_type = "non-conformance";
  finding.publication = publication.name;
  finding.language = language;
  const SourceFile source(file.name, file.bytes);
  const std::size_t at =
      error.location.line == 0 ? 0 : source.offset({error.location.line, error.location.column});
  finding.span = {file.name, at, at};
  finding.message = error.message;
  finding.hint = error.hint;
  sink.report(std::move(finding));
}

}  // namespace

Result<std::vector<SourcePart>> load_sources(const Workspace& workspace,
                                             const Publication& publication) {
  formats::Pandoc pandoc(workspace.files(), workspace.processes(),
                         workspace.root() / ".hexapla" / "pandoc",
                         std::chrono::seconds(workspace.configuration().pandoc_timeout_seconds));
  std::vector<SourcePart> parts;
  for (const std::string& name : publication.configuration.parts) {
    SourcePart part;
    part.part = name;
    HEXAPLA_TRY(const Path path, workspace.find_source(publication, name));
    const formats::SourceFormat& format = source_format(path);
    part.file.name = workspace.relative(path);
    part.original = path.lexically_relative(publication.folder).generic_string();
    HEXAPLA_TRY(part.file.bytes, workspace.files().read(path));
    HEXAPLA_TRY(part.document, pandoc.read(part.file.bytes, format.reader, part.file.name));
    if (!format.is_text) part.file.bytes.clear();
    HEXAPLA_CHECK(refuse_raw_html(part.document.blocks, part.file.name));
    parts.push_back(std::move(part));
  }
  return parts;
}

Result<SegmentPart> load_segment_part(const Workspace& workspace, const Publication& publication,
                                      std::string_view language, std::string_view part) {
  SegmentPart result;
  result.part = part;
  const Path path = workspace.segment_path(publication, language, part);
  result.file.name = workspace.relative(path);
  if (!workspace.files().exists(path)) return result;
  HEXAPLA_TRY(result.file.bytes, workspace.files().read(path));
  HEXAPLA_TRY(result.segments, formats::read_xliff(result.file.bytes, result.file.name));
  HEXAPLA_CHECK(check_identity(result.segments, result.file.name, publication, language, part));
  return result;
}

Result<std::vector<SegmentPart>> load_segments(const Workspace& workspace,
                                               const Publication& publication,
                                               std::string_view language, DiagnosticSink& sink) {
  std::vector<SegmentPart> parts;
  for (const std::string& name : publication.configuration.parts) {
    auto part = load_segment_part(workspace, publication, language, name);
    if (part) {
      parts.push_back(std::move(*part));
      continue;
    }
    const Error& error = part.error();
    if (error.code != ErrorCode::Syntax && error.code != ErrorCode::Invalid &&
        error.code != ErrorCode::Refused) {
      return tl::unexpected<Error>(error);
    }
    SegmentPart empty;
    empty.part = name;
    empty.file.name = workspace.relative(workspace.segment_path(publication, language, name));
    empty.file.bytes =
        workspace.files().read(workspace.segment_path(publication, language, name)).value_or("");
    report_malformed(error, empty.file, publication, language, sink);
    parts.push_back(std::move(empty));
  }
  return parts;
}

namespace {

/// The other languages of the workspace stand in word lists; one without a locale has no column.
void load_other_locales(const Workspace& workspace, Snapshot& snapshot) {
  snapshot.all_languages = workspace.configuration().languages;
  for (const std::string& language : snapshot.all_languages) {
    if (snapshot.locales.contains(language)) continue;
    if (auto locale = workspace.read_locale(language))
      snapshot.locales.emplace(language, *std::move(locale));
  }
}

/// The stemmers of all languages whose locale is there.
Result<void> load_stemmers(const Workspace& workspace, Snapshot& snapshot) {
  snapshot.stemmers.emplace(workspace.make_stemmers());
  for (const auto& [language, locale] : snapshot.locales) {
    if (auto stemmer = snapshot.stemmers->find(language); !stemmer)
      return tl::unexpected(std::move(stemmer.error()));
  }
  return {};
}

}  // namespace

Result<Snapshot> load_snapshot(const Workspace& workspace, const Publication& publication,
                               const std::vector<std::string>& languages, DiagnosticSink& sink) {
  const std::string& source = publication.configuration.source_language;
  Snapshot snapshot;
  snapshot.publication = &publication;
  HEXAPLA_TRY(snapshot.sources, load_sources(workspace, publication));
  HEXAPLA_TRY(snapshot.registry, load_segments(workspace, publication, source, sink));
  for (const std::string& language : languages) {
    HEXAPLA_TRY(snapshot.locales[language], workspace.read_locale(language));
    if (language == source) continue;
    HEXAPLA_TRY(snapshot.languages[language],
                load_segments(workspace, publication, language, sink));
  }
  if (!snapshot.locales.contains(source)) {
    HEXAPLA_TRY(snapshot.locales[source], workspace.read_locale(source));
  }
  load_other_locales(workspace, snapshot);
  HEXAPLA_CHECK(load_stemmers(workspace, snapshot));
  HEXAPLA_TRY(snapshot.glossary, workspace.read_glossary(publication, sink));
  HEXAPLA_TRY(snapshot.entities, collect_entities(snapshot.sources, publication));
  return snapshot;
}

Result<model::Entities> collect_entities(const std::vector<SourcePart>& sources,
                                         const Publication& publication) {
  std::vector<std::pair<std::string, const model::Document*>> documents;
  documents.reserve(sources.size());
  for (const SourcePart& part : sources) documents.emplace_back(part.file.name, &part.document);
  return model::Entities::collect(documents, publication.data);
}

}  // namespace hexapla::workspace
