// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/report/terms.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "hexapla/formats/json.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::report {
namespace {

/// The text with its terms in brackets.
std::string mark_terms(const workspace::UsedText& used) {
  std::string marked;
  std::size_t done = 0;
  const std::string_view text = used.text;
  for (const TextRange& match : used.matches) {
    const std::size_t begin = text::byte_offset(text, match.begin);
    const std::size_t end = text::byte_offset(text, match.end);
    marked +=
        fmt::format("{}[{}]", text.substr(done, begin - done), text.substr(begin, end - begin));
    done = end;
  }
  return marked.append(text.substr(done));
}

std::string status_word(model::TermStatus status) {
  const std::string_view word = model::to_string(status);
  return word.empty() ? "no status" : std::string(word);
}

std::string rendering_lines(const workspace::TermUsage& usage, const std::string& language) {
  std::string lines;
  const auto found = usage.renderings.find(language);
  if (found != usage.renderings.end()) {
    for (const workspace::Rendering& each : found->second)
      lines += fmt::format("  {}  {:>5}  {} ({})\n", language, each.count, each.form,
                           status_word(each.status));
  }
  const auto without = usage.without.find(language);
  if (without != usage.without.end())
    lines += fmt::format("  {}  {:>5}  segments without a term\n", language, without->second);
  return lines;
}

constexpr std::array<std::string_view, 3> kImpactWords = {"wrong", "right", "look"};
constexpr std::array<std::string_view, 3> kImpactPhrases = {"becomes wrong", "becomes right",
                                                            "needs a look"};

/// How many targets of a language are touched, and how many words are to be read.
struct ImpactCounts {
  std::array<std::size_t, kImpactWords.size()> kinds{};
  std::size_t words = 0;
};

void write_matches(formats::JsonWriter& json, const std::vector<TextRange>& matches) {
  json.key("matches").begin_array();
  for (const TextRange& match : matches) {
    json.begin_array()
        .value(std::uint64_t{match.begin})
        .value(std::uint64_t{match.end})
        .end_array();
  }
  json.end_array();
}

}  // namespace

std::string to_text(const std::vector<const model::Concept*>& concepts) {
  std::string text;
  for (const model::Concept* entry : concepts) {
    text += entry->id;
    if (!entry->subject_field.empty()) text += fmt::format(" ({})", entry->subject_field);
    text += '\n';
    for (const auto& [language, terms] : entry->languages) {
      for (const model::Term& term : terms.terms) {
        text += fmt::format("  {}  {} ({}{})\n", language, term.text, status_word(term.status),
                            term.type.empty() ? "" : fmt::format(", {}", term.type));
      }
    }
  }
  return text;
}

std::string to_json(const std::vector<const model::Concept*>& concepts) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("concepts").begin_array();
  for (const model::Concept* entry : concepts) {
    json.begin_object().key("id").value(entry->id);
    json.key("subjectField").value(entry->subject_field).key("languages").begin_object();
    for (const auto& [language, terms] : entry->languages) {
      json.key(language).begin_array();
      for (const model::Term& term : terms.terms) {
        json.begin_object().key("term").value(term.text);
        json.key("status").value(model::to_string(term.status));
        json.key("type").value(term.type).end_object();
      }
      json.end_array();
    }
    json.end_object().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string to_text(const workspace::TermUsage& usage, const std::vector<std::string>& languages) {
  std::string text;
  for (const std::string& language : languages) text += rendering_lines(usage, language);
  for (const workspace::UsedSegment& segment : usage.segments) {
    text += fmt::format("\n{}/{} {} {}\n", segment.publication, segment.part, segment.unit,
                        segment.segment);
    for (const std::string& language : languages) {
      const auto used = segment.texts.find(language);
      text += fmt::format("  {}  {}\n", language,
                          used == segment.texts.end() ? "-" : mark_terms(used->second));
    }
  }
  return text;
}

std::string to_json(const workspace::TermUsage& usage) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1}).key("renderings").begin_object();
  for (const auto& [language, renderings] : usage.renderings) {
    json.key(language).begin_array();
    for (const workspace::Rendering& each : renderings) {
      json.begin_object().key("form").value(each.form);
      json.key("status").value(model::to_string(each.status));
      json.key("count").value(std::uint64_t{each.count}).end_object();
    }
    json.end_array();
  }
  json.end_object().key("without").begin_object();
  for (const auto& [language, count] : usage.without)
    json.key(language).value(std::uint64_t{count});
  json.end_object().key("segments").begin_array();
  for (const workspace::UsedSegment& segment : usage.segments) {
    json.begin_object().key("publication").value(segment.publication);
    json.key("part").value(segment.part).key("unit").value(segment.unit);
    json.key("segment").value(segment.segment).key("texts").begin_object();
    for (const auto& [language, used] : segment.texts) {
      json.key(language).begin_object().key("text").value(used.text);
      write_matches(json, used.matches);
      json.end_object();
    }
    json.end_object().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string to_text(const workspace::TermImpact& impact) {
  std::map<std::string, ImpactCounts> languages;
  for (const workspace::TouchedSegment& each : impact.segments) {
    ImpactCounts& counts = languages[each.language];
    ++counts.kinds.at(static_cast<std::size_t>(each.kind));
    if (each.kind != workspace::ImpactKind::Right) counts.words += each.words;
  }
  std::string text;
  for (const auto& [language, counts] : languages) {
    text += fmt::format("{}: {} become wrong, {} become right, {} need a look; {} words to read\n",
                        language, counts.kinds[0], counts.kinds[1], counts.kinds[2], counts.words);
  }
  text += fmt::format("{} stay as they are\n", impact.unchanged);
  for (const workspace::TouchedSegment& each : impact.segments) {
    text += fmt::format("\n{}/{} {} {} ({}): {}, {}\n  {}\n  {}\n", each.publication, each.part,
                        each.unit, each.segment, each.language, each.concept_id,
                        kImpactPhrases.at(static_cast<std::size_t>(each.kind)), each.source,
                        mark_terms(each.target));
  }
  return text;
}

std::string to_json(const workspace::TermImpact& impact) {
  formats::JsonWriter json;
  json.begin_object().key("version").value(std::uint64_t{1});
  json.key("unchanged").value(std::uint64_t{impact.unchanged}).key("segments").begin_array();
  for (const workspace::TouchedSegment& each : impact.segments) {
    json.begin_object().key("kind").value(kImpactWords.at(static_cast<std::size_t>(each.kind)));
    json.key("concept").value(each.concept_id).key("publication").value(each.publication);
    json.key("part").value(each.part).key("language").value(each.language);
    json.key("unit").value(each.unit).key("segment").value(each.segment);
    json.key("source").value(each.source).key("target").value(each.target.text);
    write_matches(json, each.target.matches);
    json.key("words").value(std::uint64_t{each.words}).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace hexapla::report
