// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/check/editions.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/text/hash.hpp"
#include "hexapla/text/numbers.hpp"

namespace hexapla::check {
namespace {

/// What one edition says: features that it states, and those that it says in words.
struct Ballot {
  const EditionUnit* edition = nullptr;
  std::set<std::string, std::less<>> stated;
  std::set<std::string, std::less<>> implied;
  std::string text;  ///< canonical, of the whole unit

  [[nodiscard]] bool has(const std::string& feature) const {
    return stated.contains(feature) || implied.contains(feature);
  }
};

/// "(a)", "2)" before the first word: the label alone, whatever its brackets.
std::optional<std::string> find_label(std::string_view text) {
  std::size_t at = text.starts_with("(") ? 1 : 0;
  const std::size_t begin = at;
  while (at < text.size() && at - begin < 3 &&
         std::isalnum(static_cast<unsigned char>(text[at])) != 0)
    ++at;
  if (at == begin || at >= text.size() || text[at] != ')') return std::nullopt;
  return std::string(text.substr(begin, at - begin));
}

bool is_cited(const model::InlineCode& code) {
  return code.role != model::CodeRole::Close &&
         (code.sub_type.starts_with("hexapla:ref") || code.sub_type == "hexapla:note" ||
          code.type == "link");
}

void add_numbers(const std::string& text, const text::NumberFinder& finder, Ballot& ballot) {
  for (const text::Number& number : finder.find(text)) {
    auto& set = number.is_soft ? ballot.implied : ballot.stated;
    for (std::size_t i = 0; i < number.values.size(); ++i)
      (i == 0 ? set : ballot.implied).insert("number " + number.values[i]);
  }
}

class Vote {
 public:
  Vote(const Context& context, DiagnosticSink& sink) : context_(context), sink_(sink) {}

  void run(const std::vector<EditionUnit>& units) {
    for (const EditionUnit& unit : units) {
      if (auto ballot = read(unit)) ballots_.push_back(*std::move(ballot));
    }
    if (ballots_.size() < 3) return;
    std::set<std::string> features;
    for (const Ballot& ballot : ballots_)
      features.insert(ballot.stated.begin(), ballot.stated.end());
    for (const std::string& feature : features) count(feature);
  }

 private:
  /// Nothing where the edition has no vote.
  static std::optional<Ballot> read(const EditionUnit& edition) {
    Ballot ballot;
    ballot.edition = &edition;
    const text::NumberFinder finder(edition.locale->number_rules);
    bool is_first = true;
    for (const model::Segment& segment : edition.unit->segments) {
      if (segment.is_ignorable) continue;
      if (!edition.is_source &&
          (!model::has_target_text(segment) || model::is_stale(*edition.unit, segment)))
        return std::nullopt;
      const model::InlineText& text = edition.is_source ? segment.source : *segment.target;
      const std::string plain = text.plain();
      add_numbers(plain, finder, ballot);
      for (const model::InlineCode& code : text.codes()) {
        if (is_cited(code)) ballot.stated.insert("code " + code.equiv);
      }
      if (const auto label = is_first ? find_label(plain) : std::nullopt)
        ballot.stated.insert("label " + *label);
      ballot.text += text.canonical() + '\n';
      is_first = false;
    }
    return ballot;
  }

  void count(const std::string& feature) {
    std::vector<const Ballot*> with;
    std::vector<const Ballot*> without;
    for (const Ballot& ballot : ballots_) (ballot.has(feature) ? with : without).push_back(&ballot);
    if (without.empty()) return;
    const bool is_alone = with.size() == 1 || without.size() == 1;
    const bool is_majority = with.size() != without.size();
    const bool has_it = with.size() < without.size();
    const std::vector<const Ballot*>& few = has_it ? with : without;
    const std::vector<const Ballot*>& many = has_it ? without : with;
    if (is_alone && is_majority) {
      report(kEditionOutlier, *few.front(), has_it,
             has_it
                 ? fmt::format("{} stands here alone; not in {}", name(feature), languages(many))
                 : fmt::format("{} is missing here; {} have it", name(feature), languages(many)));
    } else {
      report(kEditionSplit, *few.front(), has_it,
             fmt::format("{} stands in {} and not in {}: which is right?", name(feature),
                         languages(with), languages(without)));
    }
  }

  /// "number 2030" as people say it.
  static std::string name(const std::string& feature) {
    const std::size_t space = feature.find(' ');
    const std::string kind = feature.substr(0, space);
    const std::string what = feature.substr(space + 1);
    return kind == "label" ? fmt::format("the list label {}", what) : what;
  }

  static std::string languages(const std::vector<const Ballot*>& ballots) {
    std::vector<std::string> names;
    names.reserve(ballots.size());
    for (const Ballot* ballot : ballots) names.push_back(ballot->edition->language);
    return fmt::format("{}", fmt::join(names, ", "));
  }

  void report(const RuleDescription& rule, const Ballot& ballot, bool has_it, std::string message) {
    const EditionUnit& edition = *ballot.edition;
    Diagnostic finding;
    finding.rule = rule.id;
    finding.severity = rule.severity;
    finding.its_type = rule.its_type;
    finding.publication = context_.publication;
    finding.language = edition.language;
    finding.unit = edition.unit->id;
    for (const model::Segment& segment : edition.unit->segments) {
      if (segment.is_ignorable) continue;
      const model::ByteRange range =
          edition.is_source ? segment.source_range : segment.target_range;
      finding.segment = segment.id;
      finding.span = {std::string(edition.file), range.begin, range.end};
      break;
    }
    finding.message = std::move(message);
    finding.hint = has_it ? "see whether this edition added it, or the others lost it"
                          : "add it, or waive the finding and say why this edition differs";
    finding.hash = text::hash_hex(ballot.text + finding.message);
    sink_.report(std::move(finding));
  }

  const Context& context_;
  DiagnosticSink& sink_;
  std::vector<Ballot> ballots_;
};

}  // namespace

void check_editions(const std::vector<EditionUnit>& units, const Context& context,
                    DiagnosticSink& sink) {
  Vote(context, sink).run(units);
}

}  // namespace hexapla::check
