// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.hpp"
#include "hexapla/base/files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/model/concepts.hpp"
#include "hexapla/model/configuration.hpp"
#include "hexapla/model/document.hpp"
#include "hexapla/model/locale.hpp"
#include "hexapla/model/references.hpp"
#include "hexapla/model/unit.hpp"
#include "hexapla/text/segmentation.hpp"
#include "hexapla/workspace/stemmers.hpp"

namespace hexapla::workspace {

/// The doors, handed in by the application. Not owned.
struct Doors {
  Files* files = nullptr;
  Processes* processes = nullptr;
};

/// A publication's configuration and where it lies.
struct Publication {
  std::string name;    ///< folder name under content/
  Path folder;         ///< absolute
  std::string prefix;  ///< "content/NAME/", to make names relative to the workspace
  model::PublicationConfiguration configuration;
  model::PublicationData data;
  std::vector<model::Waiver> waivers;
};

/// Usage where the publication is not translated into the language.
[[nodiscard]] Result<void> require_target_language(const Publication& publication,
                                                   const std::string& language);

/// house.toml, messages.toml and numbers.toml of the first of the folders that has the language;
/// nothing where none has. Errors name files relative to `root`, unless it is empty.
[[nodiscard]] Result<std::optional<model::Locale>> find_locale(
    const Files& files, const std::vector<Path>& locale_folders, std::string_view language,
    const Path& root);

/// The sentence rules of a language: segmentation.srx of the first of the folders that has it, UAX
/// 29 where none has. Errors name files relative to `root`, unless it is empty. Fails as read_srx
/// and Segmenter::compile do.
[[nodiscard]] Result<text::Segmenter> read_segmenter(const Files& files,
                                                     const std::vector<Path>& locale_folders,
                                                     std::string_view language, const Path& root);

/// house.toml and messages.toml of a language, from the first of the folders that has it; names and
/// errors as above. Configuration where none has it.
[[nodiscard]] Result<model::Locale> read_locale(const Files& files,
                                                const std::vector<Path>& locale_folders,
                                                std::string_view language, const Path& root);

/// A workspace: configuration read and checked, nothing else loaded yet.
class Workspace {
 public:
  /// The nearest folder upward of `start` that holds hexapla.toml; Usage when there is none.
  [[nodiscard]] static Result<Path> find_root(const Files& files, const Path& start);
  /// Reads hexapla.toml, every content/*/publication.toml and its data/*.toml, and checks them
  /// against each other (an id or a path that leaves the workspace, a language that the workspace
  /// does not list, a part twice). `locale_folders` are searched in order after the workspace's own
  /// locales/.
  [[nodiscard]] static Result<Workspace> open(Doors doors, const Path& root,
                                              std::vector<Path> locale_folders);

  [[nodiscard]] const Path& root() const { return root_; }
  /// Where locales are looked for after the workspace's own.
  [[nodiscard]] std::vector<Path> locale_folders() const {
    return {locale_folders_.begin() + 1, locale_folders_.end()};
  }
  [[nodiscard]] const model::WorkspaceConfiguration& configuration() const {
    return configuration_;
  }
  [[nodiscard]] const std::vector<Publication>& publications() const { return publications_; }
  /// Usage, with the nearest names, where there is none of that name.
  [[nodiscard]] Result<const Publication*> find_publication(std::string_view name) const;
  [[nodiscard]] Files& files() const { return *doors_.files; }
  [[nodiscard]] Processes& processes() const { return *doors_.processes; }

  /// The locale of a language (the first folder that has it). Configuration where none has.
  [[nodiscard]] Result<model::Locale> read_locale(std::string_view language) const;
  /// segmentation.srx of a language (the first folder that has it); UAX 29 where none has.
  [[nodiscard]] Result<text::Segmenter> read_segmenter(std::string_view language) const;
  /// What reads the words of each language.
  [[nodiscard]] Stemmers make_stemmers() const;
  /// The term bases of a publication, joined.
  [[nodiscard]] Result<model::Glossary> read_glossary(const Publication& publication,
                                                      DiagnosticSink& sink) const;

  /// Path of a file as findings name it: relative to the root, with "/".
  [[nodiscard]] std::string relative(const Path& path) const;
  [[nodiscard]] Path registry_path(const Publication& publication, std::string_view part) const;
  [[nodiscard]] Path segment_path(const Publication& publication, std::string_view language,
                                  std::string_view part) const;
  /// A part's source file: PART.md, or PART with the ending of another format that pandoc reads.
  /// NotFound where there is none; Configuration where there are two.
  [[nodiscard]] Result<Path> find_source(const Publication& publication,
                                         std::string_view part) const;

 private:
  Doors doors_;
  Path root_;
  std::vector<Path> locale_folders_;
  model::WorkspaceConfiguration configuration_;
  std::vector<Publication> publications_;
};

/// A file that was read: its name relative to the workspace and its bytes.
struct LoadedFile {
  std::string name;
  std::string bytes;
};

/// One part of a publication in memory: its file and its tree.
struct SourcePart {
  std::string part;
  LoadedFile file;  ///< bytes empty where the format is not text: findings have no line to show
  std::string original;  ///< its path within the publication, as segment files name it
  model::Document document;
};
/// The segment file of one part and language.
struct SegmentPart {
  std::string part;
  LoadedFile file;  ///< bytes empty where the file does not exist
  model::SegmentFile segments;
};

/// The source parts of a publication, read through pandoc (cached under .hexapla/). Malformed
/// sources fail with their place.
[[nodiscard]] Result<std::vector<SourcePart>> load_sources(const Workspace& workspace,
                                                           const Publication& publication);

/// The registry (language = source language) or the bilingual files of one language, in the order
/// of parts. A file that cannot be parsed is a finding file/malformed in `sink` and its part has no
/// units.
[[nodiscard]] Result<std::vector<SegmentPart>> load_segments(const Workspace& workspace,
                                                             const Publication& publication,
                                                             std::string_view language,
                                                             DiagnosticSink& sink);

/// One of them: empty where the file does not exist; Invalid when it is not what its path says, or
/// read_xliff's errors.
[[nodiscard]] Result<SegmentPart> load_segment_part(const Workspace& workspace,
                                                    const Publication& publication,
                                                    std::string_view language,
                                                    std::string_view part);

/// What references can name in a publication.
[[nodiscard]] Result<model::Entities> collect_entities(const std::vector<SourcePart>& sources,
                                                       const Publication& publication);

/// One snapshot: everything that check and publish need, read once.
struct Snapshot {
  const Publication* publication = nullptr;
  std::vector<SourcePart> sources;
  std::vector<SegmentPart> registry;
  std::map<std::string, std::vector<SegmentPart>, std::less<>>
      languages;  ///< target languages only
  model::Glossary glossary;
  model::Entities entities;
  std::map<std::string, model::Locale, std::less<>> locales;  ///< source language included
  std::vector<std::string> all_languages;  ///< of the workspace, in the order of lists
  std::optional<Stemmers> stemmers;        ///< of the languages above
};
[[nodiscard]] Result<Snapshot> load_snapshot(const Workspace& workspace,
                                             const Publication& publication,
                                             const std::vector<std::string>& languages,
                                             DiagnosticSink& sink);

}  // namespace hexapla::workspace
