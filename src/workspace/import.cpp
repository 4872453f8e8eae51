// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/import.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/configuration.hpp"
#include "hexapla/formats/markdown.hpp"
#include "hexapla/model/slots.hpp"
#include "hexapla/text/hash.hpp"
#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"

#include "import_media.hpp"
#include "import_parts.hpp"
#include "overlay_files.hpp"

namespace hexapla::workspace {
namespace {

using intake::RemarkKind;

constexpr std::string_view kRecord = "import.toml";

/// Text of a tree without white space: what must be the same before and after.
std::string solid_text(model::Document document, std::string_view part) {
  std::string text;
  for (const model::UnitSlot& slot : model::find_slots(document, part)) {
    // no references: what looks like one in a foreign text is text
    text += slot.content != nullptr ? model::to_plain_text(*slot.content) : *slot.meta_content;
  }
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
  // the reader of sources puts it behind an escaped "@"
  constexpr std::string_view kWordJoiner = "\u2060";
  for (std::size_t at = text.find(kWordJoiner); at != std::string::npos;
       at = text.find(kWordJoiner, at))
    text.erase(at, kWordJoiner.size());
  return text;
}

/// The enablers that boxes of synergy maps name: by their terms where the glossary has them.
class EnablerNames {
 public:
  EnablerNames(const model::Glossary& glossary, std::string_view language) {
    for (const model::Concept& entry : glossary.concepts) {
      const auto found = entry.languages.find(language);
      if (found == entry.languages.end()) continue;
      const auto kind = entry.properties.find("kind");
      const bool is_enabler = (kind != entry.properties.end() && kind->second == "enabler") ||
                              entry.subject_field == "enablers";
      for (const model::Term& term : found->second.terms) {
        const std::string key = text::fold_for_search(term.text);
        if (is_enabler || !known_.contains(key)) known_[key] = entry.id;
      }
    }
  }

  /// A concept's id, or one of our making for words that no term has.
  std::string find(const std::string& box) {
    const auto found = known_.find(text::fold_for_search(box));
    if (found != known_.end()) return found->second;
    const auto [made, is_new] = made_.try_emplace(box, fmt::format("enabler-{}", made_.size() + 1));
    return made->second;
  }
  [[nodiscard]] const std::map<std::string, std::string>& made() const { return made_; }

 private:
  std::map<std::string, std::string> known_;
  std::map<std::string, std::string> made_;  ///< by box
};

class Importer {
 public:
  Importer(const Workspace& workspace, intake::Incoming incoming, intake::Plan plan,
           const ImportRequest& request)
      : workspace_(workspace),
        request_(request),
        incoming_(std::move(incoming)),
        folder_(workspace.root() / "content" / request.publication) {
    report_.publication = request.publication;
    report_.language = request.language;
    report_.file = incoming_.name;
    report_.format = incoming_.format;
    report_.plan = std::move(plan);
  }

  Result<ImportReport> run() {
    HEXAPLA_CHECK(check_language());
    HEXAPLA_CHECK(find_target());
    collect_images(incoming_, workspace_.files(), request_.document_folder);
    prepare_tree(incoming_, old_sources_, Path(request_.file).stem().string());
    std::vector<PartDraft> parts = split_parts(incoming_.document, old_sources_);
    HEXAPLA_CHECK(put_files(parts));
    HEXAPLA_CHECK(plan_files(parts));
    finish();
    return std::move(report_);
  }

 private:
  Result<void> put_files(const std::vector<PartDraft>& parts) {
    for (const PartDraft& part : parts) report_.sources.push_back(part.name);
    if (incoming_.format == "markdown") references_ = explicit_ids(parts);
    for (const PartDraft& part : parts)
      put(source_path(part.name), formats::to_markdown(part.document, references_));
    for (const intake::Medium& medium : incoming_.media) put("media/" + medium.name, medium.bytes);
    HEXAPLA_CHECK(put_configuration());
    HEXAPLA_CHECK(put_data());
    HEXAPLA_CHECK(drop_others());
    HEXAPLA_CHECK(keep_edited());
    put_record();
    return {};
  }

  // --- where it goes -----------------------------------------------------------------------------

  Result<void> check_language() const {
    const auto& known = workspace_.configuration().languages;
    std::vector<std::string> wanted = request_.languages;
    wanted.push_back(request_.language);
    for (const std::string& language : wanted) {
      if (std::find(known.begin(), known.end(), language) != known.end()) continue;
      return fail(ErrorCode::Configuration,
                  fmt::format("\"{}\" is not among the workspace's languages", language),
                  {"hexapla.toml"}, "add it to [workspace] languages of hexapla.toml");
    }
    return {};
  }

  /// A new folder, or a publication that was imported before.
  Result<void> find_target() {
    const std::string name = fmt::format("content/{}", request_.publication);
    const auto publication = workspace_.find_publication(request_.publication);
    if (!publication) {
      const Files& files = workspace_.files();
      if (!files.exists(folder_)) return {};
      if (files.is_directory(folder_)) {
        HEXAPLA_TRY(const std::vector<std::string> names, files.list(folder_));
        if (names.empty()) return {};
      }
      return fail(ErrorCode::Refused, "there is something here already, and no publication", {name},
                  "choose another folder");
    }
    const Path record = folder_ / kRecord;
    if (!workspace_.files().exists(record)) {
      return fail(ErrorCode::Refused, "this publication was not imported", {name},
                  "choose another folder; its source is edited in place");
    }
    HEXAPLA_TRY(const std::string bytes, workspace_.files().read(record));
    HEXAPLA_TRY(record_, formats::read_import_record(bytes, fmt::format("{}/{}", name, kRecord)));
    if ((*publication)->configuration.source_language != request_.language) {
      return fail(ErrorCode::Refused,
                  fmt::format("the source of this publication is in \"{}\"",
                              (*publication)->configuration.source_language),
                  {name}, "name its language with --language");
    }
    report_.is_update = true;
    HEXAPLA_CHECK(find_edits());
    HEXAPLA_TRY(old_sources_, load_sources(workspace_, **publication));
    return {};
  }

  [[nodiscard]] std::string source_path(const std::string& part) const {
    return fmt::format("source/{}/{}.md", request_.language, part);
  }

  // --- what people edited ------------------------------------------------------------------------

  static bool is_source(std::string_view path) { return path.starts_with("source/"); }

  /// Files that are not as import left them. One that is gone was edited too.
  Result<void> find_edits() {
    std::vector<std::string> sources;
    for (const auto& [path, hash] : record_.written) {
      const auto bytes = workspace_.files().read(folder_ / path);
      if (bytes && text::hash_hex(*bytes) == hash) continue;
      edited_.insert(path);
      if (is_source(path)) sources.push_back(path);
    }
    if (sources.empty() || request_.replaces_edits) return {};
    return fail(ErrorCode::Refused,
                fmt::format("the source was edited since the import: {}", fmt::join(sources, ", ")),
                {fmt::format("content/{}", request_.publication)},
                "carry these edits into the document, or import with --replace-edits, which keeps "
                "the edited files in replaced/");
  }

  /// The edited state of files that are written anew stays in replaced/.
  Result<void> keep_edited() {
    for (const std::string& path : edited_) {
      const Path file = folder_ / path;
      if (!is_source(path) || !workspace_.files().exists(file)) continue;
      HEXAPLA_TRY(const std::string bytes, workspace_.files().read(file));
      files_["replaced/" + path] = bytes;
    }
    return {};
  }

  // --- files -------------------------------------------------------------------------------------

  void put(const std::string& path, std::string bytes) {
    files_[path] = std::move(bytes);
    written_.push_back(path);
  }

  Result<void> put_configuration() {
    constexpr const char* kName = "publication.toml";
    const std::string parts = formats::to_toml_array(report_.sources);
    if (!report_.is_update) {
      std::vector<std::string> languages = request_.languages;
      if (std::find(languages.begin(), languages.end(), request_.language) == languages.end())
        languages.insert(languages.begin(), request_.language);
      put(kName, fmt::format("source = \"{}\"\nlanguages = {}\nparts = {}\n", request_.language,
                             formats::to_toml_array(languages), parts));
      return {};
    }
    // The rest of the file is people's.
    HEXAPLA_TRY(std::string bytes, workspace_.files().read(folder_ / kName));
    std::size_t begin = bytes.starts_with("parts") ? 0 : bytes.find("\nparts");
    begin = begin == std::string::npos ? begin : bytes.find('[', begin);
    const std::size_t end = begin == std::string::npos ? begin : bytes.find(']', begin);
    if (end == std::string::npos) {
      return fail(ErrorCode::Refused, "the list of parts was not found",
                  {fmt::format("content/{}/{}", request_.publication, kName)},
                  "write it as parts = [...]");
    }
    HEXAPLA_TRY(const Publication* publication, workspace_.find_publication(request_.publication));
    if (publication->configuration.parts != report_.sources)
      bytes.replace(begin, end + 1 - begin, parts);
    put(kName, std::move(bytes));
    return {};
  }

  /// Citations and the enablers that they name. Files that people edited stay theirs.
  Result<void> put_data() {
    const auto& citations = report_.plan.citations;
    if (citations.empty()) return {};
    Publication publication;
    publication.configuration.glossaries = workspace_.configuration().glossaries;
    DiagnosticList ignored;  // check reports what is wrong with the term base
    HEXAPLA_TRY(const model::Glossary glossary, workspace_.read_glossary(publication, ignored));
    EnablerNames names(glossary, request_.language);
    std::string cited = "# One table for each entry of the document's synergy maps.\n";
    std::vector<std::string> enablers;
    for (const intake::Citation& citation : citations) {
      if (citation.cites.empty()) continue;  // not regular: remarked
      const std::string id = names.find(citation.box);
      if (std::find(enablers.begin(), enablers.end(), id) == enablers.end()) enablers.push_back(id);
      cited += formats::to_toml(model::SynergyCitation{id, citation.cites, {}});
    }
    std::string listed = "# The enablers that the synergy maps name; add priority and status.\n";
    for (const std::string& id : enablers)
      listed += formats::to_toml(model::Enabler{id, {}, {}, {}});
    for (const auto& made : names.made()) {
      const auto first = std::find_if(citations.begin(), citations.end(),
                                      [&](const auto& each) { return each.box == made.first; });
      remark("enabler",
             fmt::format("no term of the glossary is “{}”; it was called {} in data/", made.first,
                         made.second),
             first->place);
    }
    put_unless_edited("data/citations.toml", std::move(cited));
    put_unless_edited("data/enablers.toml", std::move(listed));
    return {};
  }

  void put_unless_edited(const std::string& path, std::string bytes) {
    if (!edited_.contains(path)) return put(path, std::move(bytes));
    remark("data", fmt::format("{} was edited by hand and was left as it is", path));
  }

  void remark(std::string what, std::string message, intake::Place place = {}) {
    incoming_.remarks.push_back(
        {RemarkKind::Uncertain, std::move(what), {}, std::move(message), place});
  }

  /// Files of an earlier import that this one does not write.
  Result<void> drop_others() {
    for (const auto& [path, hash] : record_.written) {
      const bool is_kept = edited_.contains(path) && !is_source(path);
      if (!files_.contains(path) && !is_kept && workspace_.files().exists(folder_ / path))
        files_[path] = std::nullopt;
    }
    return {};
  }

  void put_record() {
    model::ImportRecord record{request_.file, incoming_.format, request_.hash, {}};
    std::sort(written_.begin(), written_.end());
    for (const std::string& path : written_) {
      if (path != "publication.toml")
        record.written.push_back({path, text::hash_hex(*files_[path])});
    }
    for (const auto& [path, hash] : record_.written) {  // still people's
      if (edited_.contains(path) && !is_source(path) && !files_.contains(path))
        record.written.push_back({path, hash});
    }
    files_[std::string(kRecord)] = formats::to_toml(record);
  }

  [[nodiscard]] Result<std::vector<FileChange>> to_changes() const {
    std::vector<FileChange> changes;
    for (const auto& [path, bytes] : files_) {
      FileChange change{folder_ / path, std::nullopt, bytes};
      if (workspace_.files().exists(change.path)) {
        HEXAPLA_TRY(change.before, workspace_.files().read(change.path));
      }
      if (change.before != change.after) changes.push_back(std::move(change));
    }
    return changes;
  }

  // --- what sync makes of it ---------------------------------------------------------------------

  /// Reads the planned files as a workspace: every part must say what the document says.
  Result<void> plan_files(std::vector<PartDraft>& parts) {
    for (bool is_last = false;; is_last = true) {
      HEXAPLA_TRY(report_.changes, to_changes());
      OverlayFiles planned(workspace_.files(), report_.changes);
      HEXAPLA_TRY(const Workspace workspace,
                  Workspace::open({&planned, &workspace_.processes()}, workspace_.root(),
                                  workspace_.locale_folders()));
      HEXAPLA_TRY(const Publication* publication, workspace.find_publication(request_.publication));
      HEXAPLA_TRY(const std::vector<SourcePart> sources, load_sources(workspace, *publication));
      HEXAPLA_TRY(const bool is_same, keep_text(sources, parts, is_last));
      if (!is_same) continue;
      HEXAPLA_TRY(report_.sync, plan_sync(workspace, *publication));
      return {};
    }
  }

  /// Whether every part, read again, says what it said; parts that do not lose their emphasis, and
  /// in the last round it fails.
  Result<bool> keep_text(const std::vector<SourcePart>& sources, std::vector<PartDraft>& parts,
                         bool is_last) {
    bool is_same = true;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string wanted = solid_text(parts[i].document, parts[i].name);
      const std::string found = solid_text(sources[i].document, parts[i].name);
      if (wanted == found) continue;
      is_same = false;
      if (is_last) return fail_unlike(parts[i], wanted, found);
      drop_styles(parts[i]);
    }
    return is_same;
  }

  [[nodiscard]] tl::unexpected<Error> fail_unlike(const PartDraft& part, const std::string& wanted,
                                                  const std::string& found) const {
    constexpr std::size_t kShown = 30;
    const auto at = std::mismatch(wanted.begin(), wanted.end(), found.begin(), found.end());
    const auto shown = [](const std::string& text, std::string::const_iterator from) {
      auto begin = static_cast<std::size_t>(from - text.begin());
      while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
      return text.substr(begin, text::byte_offset(std::string_view(text).substr(begin), kShown));
    };
    return fail(ErrorCode::Invalid,
                fmt::format("part {} cannot be written as Markdown: “{}” would become “{}”",
                            part.name, shown(wanted, at.first), shown(found, at.second)),
                {incoming_.name});
  }

  /// Marks of emphasis that Markdown would take for text, or text that it would take for marks.
  void drop_styles(PartDraft& part) {
    part.document.blocks = without_styles(std::move(part.document.blocks));
    files_[source_path(part.name)] = formats::to_markdown(part.document, references_);
    put_record();
    remark("markup",
           fmt::format("emphasis in part {} was left out: Markdown cannot say it", part.name));
  }

  void finish() {
    std::stable_sort(incoming_.remarks.begin(), incoming_.remarks.end(),
                     [](const intake::Remark& a, const intake::Remark& b) {
                       return std::pair(a.place.part, a.place.line) <
                              std::pair(b.place.part, b.place.line);
                     });
    report_.remarks = std::move(incoming_.remarks);
    report_.parts = std::move(incoming_.parts);
    for (const FileChange& change : report_.changes) {
      (change.after ? report_.written : report_.removed)
          .push_back(workspace_.relative(change.path));
    }
    report_.changes.insert(report_.changes.end(), report_.sync.files.begin(),
                           report_.sync.files.end());
  }

  const Workspace& workspace_;
  const ImportRequest& request_;
  intake::Incoming incoming_;
  Path folder_;
  model::ImportRecord record_;
  std::vector<SourcePart> old_sources_;
  std::set<std::string> references_;                         ///< ids that a text may refer to
  std::set<std::string> edited_;                             ///< paths of the record
  std::map<std::string, std::optional<std::string>> files_;  ///< by path below the publication
  std::vector<std::string> written_;
  ImportReport report_;
};

}  // namespace

Result<ImportReport> plan_import(const Workspace& workspace, intake::Incoming incoming,
                                 intake::Plan plan, const ImportRequest& request) {
  return Importer(workspace, std::move(incoming), std::move(plan), request).run();
}

Result<void> save_import(const Workspace& workspace, const ImportReport& report) {
  if (report.changes.empty()) return {};
  for (const FileChange& change : report.changes) {
    if (change.after) HEXAPLA_CHECK(workspace.files().make_directories(change.path.parent_path()));
  }
  return save_all(workspace.files(), workspace.root() / "hexapla.journal", report.changes);
}

}  // namespace hexapla::workspace
