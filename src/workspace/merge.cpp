// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/workspace/merge.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/exchange.hpp"
#include "hexapla/formats/xliff.hpp"

namespace hexapla::workspace {
namespace {

using model::InlineCode;
using model::InlineText;
using model::Segment;
using model::State;
using model::Unit;

std::string canonical_target(const Segment& segment) {
  return model::has_target_text(segment) ? segment.target->canonical() : std::string();
}

/// The codes of one side of a unit, from all its segments: a translation may carry one from
/// sentence to sentence.
std::vector<InlineCode> collect_codes(const Unit& unit, bool in_target) {
  std::vector<InlineCode> codes;
  for (const Segment& segment : unit.segments) {
    if (in_target && !segment.target) continue;
    const InlineText& text = in_target ? *segment.target : segment.source;
    for (InlineCode& code : text.codes()) codes.push_back(std::move(code));
  }
  return codes;
}

const InlineCode* find_code(const std::vector<InlineCode>& codes, const InlineCode& wanted) {
  const auto found = std::find_if(codes.begin(), codes.end(), [&](const InlineCode& code) {
    // a format of plain text does not tell an open code from one that stands alone
    const bool is_close = code.role == model::CodeRole::Close;
    return code.id == wanted.id && is_close == (wanted.role == model::CodeRole::Close);
  });
  return found == codes.end() ? nullptr : &*found;
}

std::string describe(const InlineCode& code) {
  return code.equiv.empty() ? fmt::format("{{{}}}", code.id)
                            : fmt::format("{{{}}} ({})", code.id, code.equiv);
}

std::vector<const Segment*> list_segments(const Unit& unit) {
  std::vector<const Segment*> segments;
  for (const Segment& segment : unit.segments) {
    if (!segment.is_ignorable) segments.push_back(&segment);
  }
  return segments;
}

bool is_whole(const Unit& unit) {
  return std::all_of(unit.segments.begin(), unit.segments.end(), [](const Segment& segment) {
    return segment.is_ignorable || model::has_target_text(segment);
  });
}

/// Codes of the source that a wholly translated unit lacks.
std::vector<InlineCode> find_lost_codes(const Unit& ours, const Unit& theirs) {
  std::vector<InlineCode> lost;
  const bool is_partial = list_segments(theirs).size() < list_segments(ours).size();
  if (is_partial || !is_whole(theirs)) return lost;
  const std::vector<InlineCode> found = collect_codes(theirs, true);
  for (const InlineCode& code : collect_codes(ours, false)) {
    const bool is_lost = code.role != model::CodeRole::Close && find_code(found, code) == nullptr;
    if (is_lost) lost.push_back(code);
  }
  return lost;
}

/// Why the codes of a returned unit cannot be taken; empty where they can (XLIFF 2.1, 4.7.2: all
/// that cannot be deleted stay, none is new).
std::string find_code_fault(const Unit& ours, const Unit& theirs) {
  const std::vector<InlineCode> wanted = collect_codes(ours, false);
  for (const InlineCode& code : collect_codes(theirs, true)) {
    if (find_code(wanted, code) == nullptr)
      return fmt::format("its target has the code {}, which the source has not", describe(code));
  }
  for (const InlineCode& code : find_lost_codes(ours, theirs)) {
    if (!code.can_delete)
      return fmt::format("its target lacks the code {} of the source", describe(code));
  }
  return {};
}

/// Their text with our codes: what a tool wrote into attributes of a code is not taken.
InlineText adopt_codes(const InlineText& text, const std::vector<InlineCode>& codes) {
  InlineText adopted;
  for (const model::Piece& piece : text.pieces()) {
    if (const auto* words = std::get_if<std::string>(&piece)) {
      adopted.append(*words);
      continue;
    }
    const auto& code = std::get<InlineCode>(piece);
    const InlineCode* own = find_code(codes, code);
    adopted.append(own == nullptr ? code : *own);
  }
  return adopted;
}

/// Takes the returned files in, one after the other.
class Merger {
 public:
  Merger(const Workspace& workspace, const std::vector<const Publication*>& publications,
         const MergeChoices& choices)
      : workspace_(workspace), publications_(publications), choices_(choices) {}

  Result<void> take(const ReturnedFile& file) {
    const formats::ExchangeFormat* format = formats::find_exchange_format_of(file.name, file.bytes);
    is_xliff_ = format == nullptr || format->name == "xliff";
    if (is_xliff_) {
      HEXAPLA_TRY(const model::SegmentFile theirs, formats::read_xliff(file.bytes, file.name));
      return take(theirs, file.name);
    }
    HEXAPLA_TRY(const formats::ExchangeFile exchanged,
                formats::read_exchange(file.bytes, file.name, *format, {}));
    for (const model::SegmentFile& theirs : formats::to_segment_files(exchanged))
      HEXAPLA_CHECK(take(theirs, file.name));
    return {};
  }

  Result<MergeReport> finish() {
    for (const auto& [unit, side] : choices_.units) {
      if (!seen_.contains(unit)) {
        return fail(ErrorCode::Usage, fmt::format("no returned file has a unit \"{}\"", unit), {},
                    "--accept theirs=UNIT takes the id as the report prints it");
      }
    }
    for (Target& target : targets_) {
      HEXAPLA_TRY(std::string after,
                  formats::write_xliff(target.loaded.segments, target.loaded.file.bytes));
      if (after == target.loaded.file.bytes) continue;
      report_.files.push_back(
          {workspace_.segment_path(*target.publication, target.language, target.loaded.part),
           target.loaded.file.bytes, std::move(after)});
    }
    return std::move(report_);
  }

 private:
  Result<void> take(const model::SegmentFile& theirs, const std::string& name) {
    if (theirs.file_count > 1) {
      return fail(ErrorCode::Refused, "the document holds a second <file>", {name},
                  "return one part a document, as it left");
    }
    HEXAPLA_TRY(Target * target, find_target(theirs, name));
    for (const Unit& unit : theirs.units) take_unit(unit, *target, name);
    return {};
  }

  /// A segment file of the workspace that something returned for.
  struct Target {
    const Publication* publication = nullptr;
    std::string language;
    SegmentPart loaded;
    std::unordered_map<std::string, std::size_t> unit_indexes;  ///< by id

    void index_units() {
      const auto& units = loaded.segments.units;
      for (std::size_t i = 0; i < units.size(); ++i) unit_indexes.emplace(units[i].id, i);
    }
  };

  /// The language of a workspace that a tag names: itself, or its primary subtag ("fr-FR").
  static std::string find_language(const std::vector<std::string>& languages,
                                   const std::string& tag) {
    for (const std::string& wanted : {tag, tag.substr(0, tag.find('-'))}) {
      if (std::find(languages.begin(), languages.end(), wanted) != languages.end()) return wanted;
    }
    return {};
  }

  Result<Target*> find_target(const model::SegmentFile& theirs, const std::string& name) {
    std::optional<Target> best;
    std::size_t most = 0;
    for (const Publication* publication : publications_) {
      const auto& configuration = publication->configuration;
      const auto& parts = configuration.parts;
      const std::string language = find_language(configuration.languages, theirs.target_language);
      if (std::find(parts.begin(), parts.end(), theirs.part) == parts.end() || language.empty() ||
          find_language({configuration.source_language}, theirs.source_language).empty())
        continue;
      Target target{publication, language, {}, {}};
      HEXAPLA_TRY(target.loaded,
                  load_segment_part(workspace_, *publication, language, theirs.part));
      target.index_units();
      const auto common = static_cast<std::size_t>(
          std::count_if(theirs.units.begin(), theirs.units.end(),
                        [&](const Unit& unit) { return target.unit_indexes.contains(unit.id); }));
      if (best && common <= most) continue;
      most = common;
      best = std::move(target);
    }
    if (!best) {
      return fail(ErrorCode::Invalid,
                  fmt::format("no publication has the part \"{}\" from {} into {}", theirs.part,
                              theirs.source_language, theirs.target_language),
                  {name}, "return the file with the languages and the file id that it left with");
    }
    const auto open = std::find_if(targets_.begin(), targets_.end(), [&](const Target& target) {
      return target.publication == best->publication && target.language == best->language &&
             target.loaded.part == best->loaded.part;
    });
    if (open != targets_.end()) return &*open;
    targets_.push_back(std::move(*best));
    return &targets_.back();
  }

  void take_unit(const Unit& theirs, Target& target, const std::string& file) {
    seen_.insert(theirs.id);
    const auto index = target.unit_indexes.find(theirs.id);
    MergedSegment item;
    item.publication = target.publication->name;
    item.part = target.loaded.part;
    item.language = target.language;
    item.unit = theirs.id;
    item.place = {file, theirs.range.begin, theirs.range.begin};
    if (index == target.unit_indexes.end()) {
      refuse(std::move(item), "the workspace has no such unit any more");
      return;
    }
    Unit& ours = target.loaded.segments.units[index->second];
    if (!ours.translate) return;
    if (std::string fault = find_fault(ours, theirs); !fault.empty()) {
      refuse(std::move(item), std::move(fault));
      return;
    }
    take_notes(ours, theirs);
    if (const std::vector<InlineCode> lost = find_lost_codes(ours, theirs); !lost.empty())
      item.reason = fmt::format("it lacks the code {} of the source", describe(lost.front()));
    for (Segment& segment : ours.segments) {
      const Segment* returned = segment.is_ignorable ? nullptr : theirs.find_segment(segment.id);
      if (returned != nullptr) take_segment(item, ours, segment, theirs, *returned);
    }
  }

  /// Why the unit as a whole cannot be taken.
  /// Rows of a table may be sorted, or some of them left out.
  [[nodiscard]] std::string find_fault(const Unit& ours, const Unit& theirs) const {
    const std::vector<const Segment*> here = list_segments(ours);
    const std::vector<const Segment*> there = list_segments(theirs);
    const bool is_same =
        is_xliff_ ? std::equal(here.begin(), here.end(), there.begin(), there.end(),
                               [](const Segment* a, const Segment* b) { return a->id == b->id; })
                  : std::all_of(there.begin(), there.end(), [&](const Segment* each) {
                      return ours.find_segment(each->id) != nullptr;
                    });
    if (!is_same) return "its sentences were joined, divided or numbered otherwise";
    return find_code_fault(ours, theirs);
  }

  void refuse(MergedSegment item, std::string reason) {
    item.outcome = MergeOutcome::Refused;
    item.reason = std::move(reason);
    report_.segments.push_back(std::move(item));
  }

  void take_notes(Unit& ours, const Unit& theirs) {
    for (const model::UnitNote& note : theirs.notes) {
      const bool is_known = std::any_of(ours.notes.begin(), ours.notes.end(), [&](const auto& own) {
        return own.category == note.category && own.text == note.text;
      });
      if (is_known) continue;
      model::add_note(ours, note);
      ++report_.notes;
    }
  }

  void take_segment(MergedSegment item, Unit& unit, Segment& ours, const Unit& their_unit,
                    const Segment& theirs) {
    Segment adopted = adopt(unit, theirs);
    if (!is_xliff_ && adopted.state == ours.state && adopted.target != ours.target)
      adopted.state = State::Translated;
    item.segment = ours.id;
    item.source = ours.source.canonical();
    item.ours = canonical_target(ours);
    item.theirs = canonical_target(adopted);
    item.our_state = ours.state;
    item.their_state = adopted.state;
    const model::ByteRange& range = theirs.target ? theirs.target_range : theirs.range;
    item.place = {item.place.file, range.begin, range.end};
    const auto base = their_unit.merge_base.find(theirs.id);
    if (base != their_unit.merge_base.end()) item.base = base->second;

    const auto from = unit.translated_from.find(ours.id);
    const bool is_older = from != unit.translated_from.end() &&
                          theirs.source.canonical() == from->second.source &&
                          from->second.source != item.source;
    if (!is_older && theirs.source.canonical() != item.source) {
      refuse(std::move(item),
             fmt::format("its source reads otherwise: {}", theirs.source.canonical()));
      return;
    }
    MergeVersion here{ours.target, ours.state};
    if (is_older) here.state = from->second.state;  // what it was for the older source
    const auto outcome = decide_merge(item.base, here, {adopted.target, adopted.state});
    if (!outcome) {
      ++report_.same;
      return;
    }
    item.outcome = resolve(*outcome, item.unit);
    if (item.outcome == MergeOutcome::Taken && is_older) {
      take_older(unit, ours, adopted);
      item.reason = "made for the source before its last change; it stays stale";
    } else if (item.outcome == MergeOutcome::Taken) {
      take_target(unit, ours, adopted);
    } else if (item.outcome == MergeOutcome::Kept) {
      item.reason = item.theirs.empty() ? "nothing came back for it"
                                        : "the workspace has it newer, or in a higher state";
    }
    report_.segments.push_back(std::move(item));
  }

  static Segment adopt(const Unit& unit, const Segment& theirs) {
    Segment adopted = theirs;
    if (adopted.target) adopted.target = adopt_codes(*adopted.target, collect_codes(unit, false));
    return adopted;
  }

  [[nodiscard]] MergeOutcome resolve(MergeOutcome outcome, const std::string& unit) const {
    if (outcome != MergeOutcome::Conflict) return outcome;
    const auto chosen = choices_.units.find(unit);
    const std::optional<MergeSide> side =
        chosen != choices_.units.end() ? chosen->second : choices_.others;
    if (!side) return outcome;
    return *side == MergeSide::Theirs ? MergeOutcome::Taken : MergeOutcome::Kept;
  }

  static void take_target(Unit& unit, Segment& ours, const Segment& theirs) {
    ours.target = theirs.target;
    ours.state = theirs.state;
    ours.has_state = theirs.has_state;
    ours.sub_state = theirs.sub_state;
    if (ours.state != State::Initial) unit.translated_from.erase(ours.id);
  }

  static void take_older(Unit& unit, Segment& ours, const Segment& theirs) {
    ours.target = theirs.target;
    unit.translated_from.find(ours.id)->second.state = theirs.state;
  }

  const Workspace& workspace_;
  const std::vector<const Publication*>& publications_;
  const MergeChoices& choices_;
  /// The file is XLIFF 2, whose tools keep units whole and set states themselves; in other files
  /// the word beside a text that was changed may be what it was before.
  bool is_xliff_ = true;
  std::vector<Target> targets_;
  std::unordered_set<std::string> seen_;
  MergeReport report_;
};

}  // namespace

std::size_t MergeReport::count(MergeOutcome outcome) const {
  return static_cast<std::size_t>(
      std::count_if(segments.begin(), segments.end(),
                    [outcome](const MergedSegment& item) { return item.outcome == outcome; }));
}

std::optional<MergeOutcome> decide_merge(const std::optional<std::string>& base,
                                         const MergeVersion& ours, const MergeVersion& theirs) {
  const auto text_of = [](const MergeVersion& version) {
    return version.target ? version.target->canonical() : std::string();
  };
  const std::string here = text_of(ours);
  const std::string there = text_of(theirs);
  if (there.empty()) return here.empty() ? std::nullopt : std::optional(MergeOutcome::Kept);
  if (ours.target == theirs.target) {
    if (ours.state == theirs.state) return std::nullopt;
    return theirs.state > ours.state ? MergeOutcome::Taken : MergeOutcome::Kept;
  }
  if (here.empty() || base == here) return MergeOutcome::Taken;
  return base == there ? MergeOutcome::Kept : MergeOutcome::Conflict;
}

Result<MergeReport> plan_merge(const Workspace& workspace,
                               const std::vector<const Publication*>& publications,
                               const std::vector<ReturnedFile>& files,
                               const MergeChoices& choices) {
  Merger merger(workspace, publications, choices);
  for (const ReturnedFile& file : files) HEXAPLA_CHECK(merger.take(file));
  return merger.finish();
}

void stamp_merge_base(Unit& unit) {
  unit.merge_base.clear();
  for (const Segment& segment : unit.segments) {
    if (!segment.is_ignorable) unit.merge_base[segment.id] = canonical_target(segment);
  }
}

}  // namespace hexapla::workspace
