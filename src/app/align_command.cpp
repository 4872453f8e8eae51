// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hexapla/alignment/align.hpp"
#include "hexapla/workspace/document_sentences.hpp"
#include "hexapla/workspace/sync.hpp"

#include "bilingual.hpp"
#include "command_set.hpp"
#include "document_file.hpp"
#include "exchange.hpp"

namespace hexapla::app {
namespace {

struct AlignOptions {
  std::string source;
  std::string target;
  formats::ExchangeLanguages languages;
  std::vector<std::string> glossaries;
  std::string output;
  std::string format;
  bool has_confidence = false;
};

/// One document's sentences.
Result<std::vector<alignment::Sentence>> read_sentences(const std::string& name,
                                                        const std::string& language,
                                                        const model::Glossary& glossary,
                                                        workspace::Stemmers& stemmers,
                                                        const Environment& environment) {
  const std::vector<Path> folders = document_locale_folders(environment);
  HEXAPLA_TRY(const DocumentFile document,
              read_document_file(name, language, folders, environment));
  HEXAPLA_TRY(const text::Segmenter segmenter,
              workspace::read_segmenter(*environment.files, folders, language, {}));
  HEXAPLA_TRY(const text::Stemmer* stemmer, stemmers.find(language));
  return workspace::list_sentences(document.incoming, document.locale, segmenter,
                                   terms::Matcher(glossary, language, stemmer))
      .map([](workspace::DocumentSentences&& list) { return std::move(list.sentences); });
}

/// Sentences of one side, written as one text.
model::InlineText join(const std::vector<alignment::Sentence>& sentences, std::size_t begin,
                       std::size_t end, std::string_view language) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    if (!text.empty() && language != "zh") text += ' ';
    text += sentences[i].text;
  }
  return model::InlineText(text);
}

class PairWriter {
 public:
  PairWriter(const AlignOptions& options, const std::vector<alignment::Sentence>& source,
             const std::vector<alignment::Sentence>& target)
      : options_(options), source_(source), target_(target) {
    file_.source_language = options.languages.source;
    file_.target_languages = {options.languages.target};
    file_.is_plain = true;
  }

  void add(const alignment::Pair& pair) {
    formats::AlignedEntry entry;
    entry.unit = fmt::format("pair-{}", file_.entries.size() + 1);
    entry.texts.push_back(
        {options_.languages.source,
         join(source_, pair.source_begin, pair.source_end, options_.languages.source),
         model::State::Final});
    entry.texts.push_back(
        {options_.languages.target,
         join(target_, pair.target_begin, pair.target_end, options_.languages.target),
         model::State::Initial});
    const bool is_doubtful = pair.is_paired() && pair.confidence < alignment::kDoubtful;
    if (pair.is_paired()) ++paired_;
    if (is_doubtful) ++doubtful_;
    if (options_.has_confidence) {
      entry.notes.push_back(
          fmt::format("confidence: {:.2f}{}", pair.confidence, is_doubtful ? ", please look" : ""));
    }
    file_.entries.push_back(std::move(entry));
  }

  /// Tables show what has no partner; files for translation tools hold pairs.
  [[nodiscard]] formats::ExchangeFile file_for(const formats::ExchangeFormat& format) const {
    formats::ExchangeFile file = file_;
    const bool is_table = format.name == "csv" || format.name == "tsv" || format.name == "xlsx" ||
                          format.name == "json";
    if (is_table) return file;
    std::erase_if(file.entries, [](const formats::AlignedEntry& entry) {
      return entry.texts[0].text.empty() || entry.texts[1].text.empty();
    });
    return file;
  }
  [[nodiscard]] std::string summary() const {
    return fmt::format("{} {}, {} without a partner, {} doubtful\n", paired_,
                       paired_ == 1 ? "pair" : "pairs", file_.entries.size() - paired_, doubtful_);
  }

 private:
  const AlignOptions& options_;
  const std::vector<alignment::Sentence>& source_;
  const std::vector<alignment::Sentence>& target_;
  formats::ExchangeFile file_;
  std::size_t paired_ = 0;
  std::size_t doubtful_ = 0;
};

Result<int> run_align(const CommonOptions& common, const AlignOptions& options,
                      const Environment& environment) {
  HEXAPLA_TRY(const formats::ExchangeFormat* const format,
              choose_exchange_format(options.format, options.output, "tsv"));
  DiagnosticList found;
  HEXAPLA_TRY(const model::Glossary glossary,
              read_glossaries(options.glossaries, environment, found));
  HEXAPLA_CHECK(require_readable(found));
  HEXAPLA_TRY(workspace::Stemmers stemmers, find_stemmers(common, environment));
  HEXAPLA_TRY(const auto source, read_sentences(options.source, options.languages.source, glossary,
                                                stemmers, environment));
  HEXAPLA_TRY(const auto target, read_sentences(options.target, options.languages.target, glossary,
                                                stemmers, environment));
  PairWriter writer(options, source, target);
  for (const alignment::Pair& pair : alignment::align(source, target)) writer.add(pair);
  HEXAPLA_TRY(const std::string bytes,
              formats::write_exchange(writer.file_for(*format), *format, HEXAPLA_VERSION));
  if (options.output.empty()) {
    *environment.out << bytes;
    *environment.errors << "hexapla: " << writer.summary();
    return kClean;
  }
  HEXAPLA_CHECK(environment.files->write(environment.working_directory / options.output, bytes));
  *environment.out << fmt::format("{}: {}", options.output, writer.summary());
  return kClean;
}

}  // namespace

void add_align(CommandSet& commands) {
  const auto options = std::make_shared<AlignOptions>();
  CLI::App& command =
      commands.add("align", "two documents that are translations of each other, as pairs",
                   [options](const CommonOptions& common, const Environment& environment) {
                     return run_align(common, *options, environment);
                   });
  command.add_option("source", options->source, "a document")->required();
  command.add_option("target", options->target, "its translation")->required();
  command.add_option("--source-language", options->languages.source, "of the document")->required();
  command.add_option("--target-language", options->languages.target, "of its translation")
      ->required();
  command.add_option("--glossary", options->glossaries, "TBX files whose terms anchor the pairs");
  command.add_option("--output", options->output, "the file (default: standard output)");
  command.add_option("--format", options->format,
                     fmt::format("{} (default: by the ending of the output, else tsv)",
                                 fmt::join(written_formats(), ", ")));
  command.add_flag("--confidence", options->has_confidence,
                   "say how sure each pair is, and which a person should look at");
}

}  // namespace hexapla::app
