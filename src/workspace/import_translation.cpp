// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/import_translation.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "hexapla/alignment/align.hpp"
#include "hexapla/formats/xliff.hpp"
#include "hexapla/model/walk.hpp"
#include "hexapla/workspace/document_sentences.hpp"
#include "hexapla/workspace/match_adaptation.hpp"

#include "overlay_files.hpp"

namespace hexapla::workspace {
namespace {

using alignment::Pair;
using model::Segment;
using model::State;
using model::Unit;

constexpr std::string_view kNoteCategory = "alignment";

/// Puts the sentences of a translation into the segments of one language.
class TranslationWriter {
 public:
  TranslationWriter(std::vector<SegmentPart>& parts, const std::vector<SegmentPlace>& places,
                    const DocumentSentences& translation, std::string separator)
      : translation_(translation), separator_(std::move(separator)) {
    // Target files hold exactly the registry's units, in its order (decisions.md).
    for (const SegmentPlace& place : places) {
      Unit& unit = parts[place.part].segments.units[place.unit];
      targets_.emplace_back(&unit, &unit.segments[place.segment]);
    }
  }

  /// A pair is in doubt where alignment says so, and where one text stands for several segments.
  void add(const Pair& pair) {
    if (pair.source_begin == pair.source_end) {
      for (std::size_t i = pair.target_begin; i < pair.target_end; ++i) add_homeless(i, pair);
      return;
    }
    if (pair.target_begin == pair.target_end) {
      report_.missing += pair.source_end - pair.source_begin;
      return;
    }
    const std::size_t segments = pair.source_end - pair.source_begin;
    const bool is_doubtful = segments > 1 || pair.confidence < alignment::kDoubtful;
    // One by one, and what is left over stands with the last.
    for (std::size_t i = 0; i < segments; ++i) {
      const std::size_t begin = std::min(pair.target_begin + i, pair.target_end);
      const std::size_t end =
          i + 1 == segments ? pair.target_end : std::min(begin + 1, pair.target_end);
      if (begin == end) {
        ++report_.missing;
        continue;
      }
      put(pair.source_begin + i, join(begin, end), is_doubtful, pair.confidence);
    }
  }

  TranslationReport take() { return std::move(report_); }

 private:
  [[nodiscard]] model::InlineText join(std::size_t begin, std::size_t end) const {
    model::InlineText text;
    for (std::size_t i = begin; i < end; ++i) {
      if (i > begin) text.append(separator_);
      text.append(translation_.texts[i]);
    }
    return text;
  }

  void put(std::size_t index, const model::InlineText& text, bool is_doubtful, double confidence) {
    auto& [unit, segment] = targets_[index];
    if (model::has_target_text(*segment)) {
      ++report_.kept;
      if (segment->target->plain() != text.plain()) {
        report_.homeless.push_back(
            {unit->id, segment->id, segment->source.plain(), text.plain(), confidence});
      }
      return;
    }
    segment->target = fit_codes(segment->source, text);
    segment->state = is_doubtful ? State::Initial : State::Translated;
    segment->has_state = true;
    if (!is_doubtful) {
      ++report_.translated;
      return;
    }
    model::UnitNote note;
    note.category = kNoteCategory;
    note.applies_to = "target";
    note.text = fmt::format("Segment {}: the alignment is in doubt ({:.2f}); please look.",
                            segment->id, confidence);
    model::add_note(*unit, std::move(note));
    report_.doubtful.push_back(
        {unit->id, segment->id, segment->source.plain(), text.plain(), confidence});
  }

  void add_homeless(std::size_t index, const Pair& pair) {
    report_.homeless.push_back({{}, {}, {}, translation_.texts[index].plain(), pair.confidence});
  }

  const DocumentSentences& translation_;
  std::string separator_;
  std::vector<std::pair<Unit*, Segment*>> targets_;
  TranslationReport report_;
};

/// Puts a file among the changes, over what they would have made of it.
void replace_change(std::vector<FileChange>& changes, const Path& path, const SegmentPart& part,
                    std::string bytes) {
  const auto found = std::find_if(changes.begin(), changes.end(),
                                  [&](const FileChange& each) { return each.path == path; });
  if (found != changes.end())
    found->after = std::move(bytes);
  else
    changes.push_back({path, part.file.bytes, std::move(bytes)});
}

/// The translation as import would write it: sources hold each table cell as one text.
intake::Incoming with_joined_cells(intake::Incoming incoming) {
  model::for_each_blocks(incoming.document.blocks, [](model::Blocks& blocks) {
    for (model::Block& block : blocks) {
      if (auto* const table = std::get_if<model::Table>(&block.value)) model::join_cells(*table);
    }
  });
  return incoming;
}

/// The texts of both sides, ready to be aligned.
struct Sides {
  SegmentSentences segments;
  DocumentSentences translation;
  std::string separator;  ///< of the translation's sentences
};

Result<Sides> list_sides(const Workspace& workspace, const Publication& publication,
                         const std::vector<SegmentPart>& parts, const TranslationRequest& request) {
  DiagnosticList ignored;  // check reports what is wrong with the term base
  HEXAPLA_TRY(const model::Glossary glossary, workspace.read_glossary(publication, ignored));
  Stemmers stemmers = workspace.make_stemmers();
  const std::string& source = publication.configuration.source_language;
  HEXAPLA_TRY(const text::Stemmer* const source_stemmer, stemmers.find(source));
  HEXAPLA_TRY(const text::Stemmer* const target_stemmer, stemmers.find(request.language));
  HEXAPLA_TRY(const model::Locale source_locale, workspace.read_locale(source));
  HEXAPLA_TRY(const model::Locale target_locale, workspace.read_locale(request.language));
  HEXAPLA_TRY(const text::Segmenter segmenter, workspace.read_segmenter(request.language));
  HEXAPLA_TRY(DocumentSentences translation,
              list_sentences(with_joined_cells(request.incoming), target_locale, segmenter,
                             terms::Matcher(glossary, request.language, target_stemmer)));
  return Sides{
      list_sentences(parts, source_locale, terms::Matcher(glossary, source, source_stemmer)),
      std::move(translation), target_locale.sentence_separator};
}

}  // namespace

Result<void> add_translation(const Workspace& workspace, ImportReport& import,
                             const TranslationRequest& request) {
  OverlayFiles planned(workspace.files(), import.changes);
  HEXAPLA_TRY(const Workspace after, Workspace::open({&planned, &workspace.processes()},
                                                     workspace.root(), workspace.locale_folders()));
  HEXAPLA_TRY(const Publication* const publication, after.find_publication(import.publication));
  HEXAPLA_CHECK(require_target_language(*publication, request.language));
  DiagnosticList malformed;
  HEXAPLA_TRY(auto parts, load_segments(after, *publication, request.language, malformed));
  for (const Diagnostic& finding : malformed.findings())
    return fail(ErrorCode::Invalid, finding.message, {finding.span.file});
  HEXAPLA_TRY(const Sides sides, list_sides(after, *publication, parts, request));
  TranslationWriter writer(parts, sides.segments.places, sides.translation, sides.separator);
  for (const Pair& pair :
       alignment::align(sides.segments.text.sentences, sides.translation.sentences))
    writer.add(pair);
  for (const SegmentPart& part : parts) {
    if (part.file.bytes.empty()) continue;
    HEXAPLA_TRY(std::string bytes, formats::write_xliff(part.segments, part.file.bytes));
    if (bytes == part.file.bytes) continue;
    replace_change(import.changes,
                   workspace.segment_path(*publication, request.language, part.part), part,
                   std::move(bytes));
  }
  TranslationReport report = writer.take();
  report.file = request.incoming.name;
  report.language = request.language;
  import.translations.push_back(std::move(report));
  return {};
}

}  // namespace hexapla::workspace
