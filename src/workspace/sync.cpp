// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/sync.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/model/slots.hpp"

#include "sync_registry.hpp"
#include "sync_target.hpp"

namespace hexapla::workspace {
namespace {

constexpr std::string_view kJournal = "hexapla.journal";

Path removed_path(const Publication& publication, std::string_view language,
                  std::string_view part) {
  return publication.folder / "removed" / std::string(language) / fmt::format("{}.xlf", part);
}

/// Parts that have a file in a folder: those of the publication, then others in order of name.
Result<std::vector<std::string>> find_parts(const Files& files, const Path& folder,
                                            const std::vector<std::string>& declared) {
  std::vector<std::string> parts;
  for (const std::string& part : declared) {
    if (files.exists(folder / (part + ".xlf"))) parts.push_back(part);
  }
  if (!files.is_directory(folder)) return parts;
  HEXAPLA_TRY(const std::vector<std::string> names, files.list(folder));
  for (const std::string& name : names) {
    const Path path(name);
    if (path.extension() != ".xlf") continue;
    const std::string part = path.stem().string();
    if (std::find(declared.begin(), declared.end(), part) == declared.end()) parts.push_back(part);
  }
  return parts;
}

Result<SegmentPart> load_removed(const Workspace& workspace, const Publication& publication,
                                 const std::string& language, const std::string& part) {
  SegmentPart result;
  result.part = part;
  const Path path = removed_path(publication, language, part);
  result.file.name = workspace.relative(path);
  HEXAPLA_TRY(result.file.bytes, workspace.files().read(path));
  HEXAPLA_TRY(result.segments, formats::read_xliff(result.file.bytes, result.file.name));
  return result;
}

Result<LanguageFiles> load_language(const Workspace& workspace, const Publication& publication,
                                    const std::string& language) {
  const Files& files = workspace.files();
  const std::vector<std::string>& declared = publication.configuration.parts;
  LanguageFiles result;
  result.language = language;
  HEXAPLA_TRY(const std::vector<std::string> live,
              find_parts(files, publication.folder / "segments" / language, declared));
  for (const std::string& part : live) {
    HEXAPLA_TRY(SegmentPart loaded, load_segment_part(workspace, publication, language, part));
    result.live.push_back(std::move(loaded));
  }
  HEXAPLA_TRY(const std::vector<std::string> removed,
              find_parts(files, publication.folder / "removed" / language, declared));
  for (const std::string& part : removed) {
    HEXAPLA_TRY(SegmentPart loaded, load_removed(workspace, publication, language, part));
    result.removed.push_back(std::move(loaded));
  }
  return result;
}

/// Everything that one sync reads, and then writes.
class Sync {
 public:
  Sync(const Workspace& workspace, const Publication& publication)
      : workspace_(workspace), publication_(publication) {}

  Result<SyncReport> plan() {
    report_.publication = publication_.name;
    HEXAPLA_TRY(sources_, load_sources(workspace_, publication_));
    HEXAPLA_TRY(std::vector<SegmentPart> old_registry, load_registry());
    HEXAPLA_CHECK(load_languages());
    HEXAPLA_TRY(const text::Segmenter segmenter, workspace_.read_segmenter(source_language()));
    old_registry_ = old_registry;
    HEXAPLA_TRY(NewRegistry registry,
                build_registry(sources_, std::move(old_registry), find_removed_ids(), segmenter,
                               source_language()));
    report_.changes = std::move(registry.changes);
    report_.notices = std::move(registry.notices);
    report_.unchanged_units = registry.unchanged_units;
    note_renumbering(registry.parts);
    HEXAPLA_TRY(entities_, collect_entities(sources_, publication_));
    HEXAPLA_TRY(glossary_, workspace_.read_glossary(publication_, ignored_));
    HEXAPLA_CHECK(write_registry(registry.parts));
    for (const LanguageFiles& files : languages_)
      HEXAPLA_CHECK(write_language(registry.parts, files));
    return std::move(report_);
  }

 private:
  [[nodiscard]] const std::string& source_language() const {
    return publication_.configuration.source_language;
  }

  /// Parts that left the publication included: their units may have moved to others.
  Result<std::vector<SegmentPart>> load_registry() {
    HEXAPLA_TRY(const std::vector<std::string> names,
                find_parts(workspace_.files(), publication_.folder / "segments" / source_language(),
                           publication_.configuration.parts));
    std::vector<SegmentPart> parts;
    for (const std::string& name : names) {
      HEXAPLA_TRY(SegmentPart part,
                  load_segment_part(workspace_, publication_, source_language(), name));
      parts.push_back(std::move(part));
    }
    return parts;
  }

  Result<void> load_languages() {
    for (const std::string& language : publication_.configuration.languages) {
      if (language == source_language()) continue;
      HEXAPLA_TRY(LanguageFiles files, load_language(workspace_, publication_, language));
      languages_.push_back(std::move(files));
    }
    return {};
  }

  /// A result whose number changed takes its translations along, but what cites the number now
  /// names another result: each citation is listed.
  void note_renumbering(const std::vector<SegmentPart>& parts) {
    std::map<std::string, std::string> before;  // by unit id
    for_each_unit(old_registry_, [&](const model::Unit& unit) {
      if (!unit.name.empty()) before.emplace(unit.id, unit.name);
    });
    for_each_unit(parts, [&](const model::Unit& unit) {
      const auto found = before.find(unit.id);
      if (found == before.end() || found->second == unit.name || unit.name.empty()) return;
      const std::vector<std::string> citing = find_citing(found->second, parts);
      if (citing.empty()) return;
      report_.notices.push_back(fmt::format("{} is {} now; what cites {} must be looked at: {}",
                                            found->second, unit.name, found->second,
                                            fmt::join(citing, ", ")));
    });
  }

  [[nodiscard]] std::vector<std::string> find_citing(const std::string& code,
                                                     const std::vector<SegmentPart>& parts) const {
    std::vector<std::string> citing;
    for (const model::SynergyCitation& citation : publication_.data.citations) {
      if (std::find(citation.cites.begin(), citation.cites.end(), code) != citation.cites.end())
        citing.push_back(fmt::format("{} in data/citations.toml", citation.enabler));
    }
    const std::string written = "@" + code;
    for_each_unit(parts, [&](const model::Unit& unit) {
      const std::vector<model::InlineCode> codes = model::join_source(unit).codes();
      if (std::any_of(codes.begin(), codes.end(),
                      [&](const model::InlineCode& each) { return each.equiv == written; }))
        citing.push_back(unit.id);
    });
    return citing;
  }

  template <class Function>
  static void for_each_unit(const std::vector<SegmentPart>& parts, Function visit) {
    for (const SegmentPart& part : parts) {
      for (const model::Unit& unit : part.segments.units) visit(unit);
    }
  }

  RemovedIds find_removed_ids() const {
    RemovedIds ids;
    for (const LanguageFiles& files : languages_) {
      for (const SegmentPart& part : files.removed) {
        for (const model::Unit& unit : part.segments.units) {
          ids.emplace(removed_key(model::join_source(unit)), unit.id);
        }
      }
    }
    return ids;
  }

  /// The registry shows references as the source language prints them.
  Result<void> write_registry(std::vector<SegmentPart>& parts) {
    HEXAPLA_TRY(const model::Locale locale, workspace_.read_locale(source_language()));
    const model::ReferenceWords words{&locale, &glossary_, title_of(parts, nullptr)};
    for (SegmentPart& part : parts) {
      for (model::Unit& unit : part.segments.units) {
        for (model::Segment& segment : unit.segments)
          refresh_displays(segment.source, entities_, words);
      }
      HEXAPLA_CHECK(add_file(workspace_.registry_path(publication_, part.part), part.segments,
                             part.file.bytes));
    }
    return drop_others(old_registry_, source_language());
  }

  Result<void> write_language(const std::vector<SegmentPart>& registry,
                              const LanguageFiles& files) {
    HEXAPLA_TRY(const model::Locale locale, workspace_.read_locale(files.language));
    const model::ReferenceWords words{&locale, &glossary_, title_of(registry, &files)};
    const LanguageResult result = carry(registry, files, entities_, words);
    for (const model::SegmentFile& file : result.live) {
      HEXAPLA_CHECK(add_file(workspace_.segment_path(publication_, files.language, file.part), file,
                             bytes_of(files.live, file.part)));
    }
    for (const model::SegmentFile& file : result.removed) HEXAPLA_CHECK(write_removed(file, files));
    for (UnitChange& change : report_.changes) {
      if (result.stale_units.contains(change.unit))
        change.stale_languages.push_back(files.language);
    }
    return drop_others(files.live, files.language);
  }

  /// What was put aside of one part; the file goes when nothing is left in it.
  Result<void> write_removed(const model::SegmentFile& file, const LanguageFiles& files) {
    const Path path = removed_path(publication_, files.language, file.part);
    const std::string bytes = bytes_of(files.removed, file.part);
    if (!file.units.empty()) return add_file(path, file, bytes);
    if (!bytes.empty()) report_.files.push_back({path, bytes, std::nullopt});
    return {};
  }

  static std::string bytes_of(const std::vector<SegmentPart>& parts, std::string_view name) {
    for (const SegmentPart& part : parts) {
      if (part.part == name) return part.file.bytes;
    }
    return {};
  }

  /// The title of the publication: its translation where there is one.
  static std::string title_of(const std::vector<SegmentPart>& registry,
                              const LanguageFiles* files) {
    constexpr std::string_view kTitle = "meta.title";
    for (const SegmentPart& part : files == nullptr ? registry : files->live) {
      const model::Unit* unit = part.segments.find_unit(kTitle);
      if (unit == nullptr) continue;
      if (files == nullptr) return model::join_source(*unit).plain();
      if (const auto target = model::join_target(*unit, "")) return target->plain();
    }
    return {};
  }

  Result<void> add_file(const Path& path, const model::SegmentFile& file,
                        const std::string& before) {
    HEXAPLA_TRY(std::string after, formats::write_xliff(file, before));
    if (after == before) return {};
    report_.files.push_back(
        {path, before.empty() ? std::nullopt : std::optional(before), std::move(after)});
    return {};
  }

  /// Files of parts that left the publication go; what they held is elsewhere by now.
  Result<void> drop_others(const std::vector<SegmentPart>& parts, const std::string& language) {
    const std::vector<std::string>& declared = publication_.configuration.parts;
    for (const SegmentPart& part : parts) {
      if (std::find(declared.begin(), declared.end(), part.part) != declared.end()) continue;
      report_.files.push_back({workspace_.segment_path(publication_, language, part.part),
                               part.file.bytes, std::nullopt});
    }
    return {};
  }

  const Workspace& workspace_;
  const Publication& publication_;
  std::vector<SourcePart> sources_;
  std::vector<SegmentPart> old_registry_;
  std::vector<LanguageFiles> languages_;
  model::Entities entities_;
  model::Glossary glossary_;
  DiagnosticList ignored_;  // check reports what is wrong with the term base
  SyncReport report_;
};

}  // namespace

Result<SyncReport> plan_sync(const Workspace& workspace, const Publication& publication) {
  return Sync(workspace, publication).plan();
}

Result<void> save_sync(const Workspace& workspace, const std::vector<SyncReport>& reports) {
  std::vector<FileChange> changes;
  for (const SyncReport& report : reports)
    changes.insert(changes.end(), report.files.begin(), report.files.end());
  if (changes.empty()) return {};
  for (const FileChange& change : changes)
    HEXAPLA_CHECK(workspace.files().make_directories(change.path.parent_path()));
  return save_all(workspace.files(), workspace.root() / kJournal, changes);
}

Result<Session> begin_writing(const Workspace& workspace, std::string_view holder) {
  Session session;
  HEXAPLA_CHECK(workspace.files().make_directories(workspace.root() / ".hexapla"));
  HEXAPLA_TRY(session.lock, workspace.files().lock(workspace.root() / ".hexapla" / "lock", holder));
  HEXAPLA_TRY(session.recovery, recover(workspace.files(), workspace.root() / kJournal));
  return session;
}

}  // namespace hexapla::workspace
