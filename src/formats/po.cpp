// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"
#include "hexapla/text/utf8.hpp"

#include "exchange_readers.hpp"

/// GNU gettext's files (manual of gettext 0.21, 3: The Format of PO Files).
namespace hexapla::formats {
namespace {

constexpr std::string_view kMarkup = "X-Hexapla-Markup: braces";

// --- writing -------------------------------------------------------------------------------------

std::string quote(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      case '\r':
        result += "\\r";
        break;
      default:
        result += c;
    }
  }
  return result + '"';
}

void add_comment(std::string& po, std::string_view sign, std::string_view text) {
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    po += fmt::format("{} {}\n", sign, text.substr(0, end));
    if (end == text.size()) return;
    text.remove_prefix(end + 1);
    sign = "#   ";  // the comment goes on
  }
}

/// What stands between the entries' comments and their texts.
std::string write_entry(const AlignedEntry& entry) {
  const AlignedEntry::Text* target = entry.texts.size() > 1 ? &entry.texts[1] : nullptr;
  std::string po = "\n";
  for (const std::string& note : entry.notes) add_comment(po, "#", note);
  if (target != nullptr) {
    po += fmt::format("#. state: {}\n", model::to_string(target->state));
    if (target->base) po += fmt::format("#. base: {}\n", quote(*target->base));
  }
  const bool is_fuzzy =
      target != nullptr && !target->text.empty() && target->state == model::State::Initial;
  if (is_fuzzy) po += "#, fuzzy\n";
  if (target != nullptr && !target->older_source.empty())
    po += fmt::format("#| msgid {}\n", quote(target->older_source));
  po += fmt::format("msgctxt {}\n",
                    quote(fmt::format("{}/{}/{}", entry.part, entry.unit, entry.segment)));
  po += fmt::format("msgid {}\n", quote(entry.texts.front().text.marked()));
  po += fmt::format("msgstr {}\n", quote(target == nullptr ? "" : target->text.marked()));
  return po;
}

// --- reading -------------------------------------------------------------------------------------

/// One entry as it stands in the file.
struct PoEntry {
  std::optional<std::string> context;
  std::string id;
  std::string text;
  std::string previous_id;
  std::vector<std::string> notes;
  std::string state;
  std::optional<std::string> base;
  bool is_fuzzy = false;
  bool is_obsolete = false;
  std::size_t line = 0;  ///< of msgid
  model::ByteRange id_range;
  model::ByteRange text_range;
};

class PoReader {
 public:
  PoReader(std::string_view bytes, std::string_view name) : bytes_(bytes), name_(name) {}

  Result<std::vector<PoEntry>> read() {
    while (at_ < bytes_.size()) {
      const std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
      std::string_view line = bytes_.substr(at_, end - at_);
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++line_;
      HEXAPLA_CHECK(read_line(line));
      at_ = end + 1;
    }
    finish();
    return std::move(entries_);
  }

 private:
  [[nodiscard]] tl::unexpected<Error> wrong(std::string message) const {
    return fail(ErrorCode::Syntax, std::move(message), {name_, line_, 1},
                "msgfmt -c shows what else is wrong with the file");
  }

  Result<void> read_line(std::string_view line) {
    const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
    line.remove_prefix(first);
    if (line.empty()) return {};
    if (line.starts_with("#~")) {
      if (has_text_ && !entry_.is_obsolete) finish();
      entry_.is_obsolete = true;
      line.remove_prefix(2);
      while (line.starts_with(' ')) line.remove_prefix(1);
      if (line.empty() || line.starts_with('|')) return {};
    }
    if (line.front() == '#') return read_comment(line);
    if (line.front() == '"') return read_more(line);
    return read_keyword(line);
  }

  Result<void> read_comment(std::string_view line) {
    if (has_text_) finish();
    const char kind = line.size() > 1 ? line[1] : ' ';
    const std::string_view rest = line.substr(std::min<std::size_t>(
        line.size(), line.find_first_not_of(' ', std::min<std::size_t>(2, line.size()))));
    if (kind == ',') entry_.is_fuzzy = entry_.is_fuzzy || rest.find("fuzzy") != rest.npos;
    if (kind == '|' && rest.starts_with("msgid ")) {
      HEXAPLA_TRY(entry_.previous_id, unquote(rest.substr(6)));
      field_ = &entry_.previous_id;
    } else if (kind == '|' && rest.starts_with('"')) {
      return read_more(rest);
    } else if (kind == '.' && rest.starts_with("state: ")) {
      entry_.state = rest.substr(7);
    } else if (kind == '.' && rest.starts_with("base: \"")) {
      HEXAPLA_TRY(entry_.base, unquote(rest.substr(6)));
    } else if (line.starts_with("#    ") && !entry_.notes.empty()) {
      entry_.notes.back() += "\n" + std::string(line.substr(5));
    } else if (kind == ' ' || line.size() == 1) {
      entry_.notes.emplace_back(rest);
    }
    return {};
  }

  Result<void> read_keyword(std::string_view line) {
    const std::size_t space = std::min(line.find_first_of(" \""), line.size());
    const std::string_view keyword = line.substr(0, space);
    const std::string_view rest = line.substr(std::min(line.find('"'), line.size()));
    if (rest.empty()) return wrong(fmt::format("“{}” is no line of a PO file", line));
    if ((keyword == "msgctxt" || keyword == "msgid") && has_text_) finish();
    HEXAPLA_TRY(std::string text, unquote(rest));
    if (keyword == "msgctxt") {
      entry_.context = std::move(text);
      field_ = &*entry_.context;
    } else if (keyword == "msgid") {
      entry_.line = line_;
      start(entry_.id, entry_.id_range, std::move(text), rest);
    } else if (keyword == "msgstr" || keyword == "msgstr[0]") {
      has_text_ = true;
      start(entry_.text, entry_.text_range, std::move(text), rest);
    } else if (keyword == "msgid_plural" || keyword.starts_with("msgstr[")) {
      field_ = nullptr;
      range_ = nullptr;
    } else {
      return wrong(fmt::format("“{}” is no keyword of a PO file", keyword));
    }
    return {};
  }

  void start(std::string& field, model::ByteRange& range, std::string&& text,
             std::string_view rest) {
    field = std::move(text);
    field_ = &field;
    const auto begin = static_cast<std::size_t>(rest.data() - bytes_.data());
    range = {begin + 1, begin + rest.rfind('"')};
    range_ = &range;
  }

  Result<void> read_more(std::string_view line) {
    HEXAPLA_TRY(const std::string text, unquote(line));
    if (field_ != nullptr) *field_ += text;
    if (range_ != nullptr)
      range_->end = static_cast<std::size_t>(line.data() - bytes_.data()) + line.rfind('"');
    return {};
  }

  /// The text of one quoted piece.
  [[nodiscard]] Result<std::string> unquote(std::string_view piece) const {
    while (piece.ends_with(' ') || piece.ends_with('\t')) piece.remove_suffix(1);
    if (piece.size() < 2 || piece.front() != '"' || piece.back() != '"')
      return wrong("a quotation mark is missing");
    piece = piece.substr(1, piece.size() - 2);
    std::string text;
    for (std::size_t at = 0; at < piece.size(); ++at) {
      if (piece[at] == '"') return wrong("a quotation mark in a text must have \\ before it");
      if (piece[at] != '\\') {
        text += piece[at];
        continue;
      }
      if (++at == piece.size()) return wrong("a text ends in \\");
      constexpr std::string_view kNames = "ntrabfv";
      constexpr std::string_view kCharacters = "\n\t\r\a\b\f\v";
      const std::size_t known = kNames.find(piece[at]);
      text += known == std::string_view::npos ? piece[at] : kCharacters[known];
    }
    return text;
  }

  void finish() {
    if (has_text_ && !entry_.is_obsolete) entries_.push_back(std::move(entry_));
    entry_ = {};
    has_text_ = false;
    field_ = nullptr;
    range_ = nullptr;
  }

  std::string_view bytes_;
  std::string name_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  PoEntry entry_;
  bool has_text_ = false;
  std::string* field_ = nullptr;  ///< that further pieces belong to
  model::ByteRange* range_ = nullptr;
  std::vector<PoEntry> entries_;
};

/// A field of the header, which is the text of the entry without id.
std::string find_field(std::string_view header, std::string_view name) {
  std::size_t at = 0;
  while (at < header.size()) {
    const std::size_t end = std::min(header.find('\n', at), header.size());
    std::string_view line = header.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(name) || line.substr(name.size(), 1) != ":") continue;
    line.remove_prefix(name.size() + 1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    return std::string(line);
  }
  return {};
}

/// PART/UNIT/SEGMENT of ours; of others all is the unit.
void name_entry(const PoEntry& read, bool is_ours, AlignedEntry& entry) {
  const std::string context = read.context.value_or("");
  const std::size_t first = context.find('/');
  const std::size_t last = context.rfind('/');
  if (!is_ours || first == std::string::npos || first == last) {
    entry.unit = context;
    return;
  }
  entry.part = context.substr(0, first);
  entry.unit = context.substr(first + 1, last - first - 1);
  entry.segment = context.substr(last + 1);
}

model::State state_of(const PoEntry& read) {
  if (read.text.empty() || read.is_fuzzy) return model::State::Initial;
  // a text that was not fuzzy has been translated, whatever it was when it left
  const auto state = model::to_state(read.state).value_or(model::State::Translated);
  return state == model::State::Initial ? model::State::Translated : state;
}

Result<AlignedEntry> make_entry(const PoEntry& read, bool is_ours, const ExchangeFile& file,
                                std::string_view name) {
  AlignedEntry entry;
  name_entry(read, is_ours, entry);
  entry.notes = read.notes;
  AlignedEntry::Text source{
      file.source_language, model::InlineText(read.id), model::State::Final, {}, {}, read.id_range};
  AlignedEntry::Text target{file.target_languages.front(),
                            model::InlineText(read.text),
                            state_of(read),
                            read.previous_id,
                            read.base,
                            read.text_range};
  if (is_ours) {
    const Location place{std::string(name), read.line, 1};
    HEXAPLA_TRY(source.text, read_marked(read.id, place));
    HEXAPLA_TRY(target.text, read_marked(read.text, place));
  }
  entry.texts = {std::move(source), std::move(target)};
  return entry;
}

}  // namespace

std::string write_po(const ExchangeFile& file, std::string_view version) {
  const std::string target = file.target_languages.empty() ? "" : file.target_languages.front();
  std::string po = "msgid \"\"\nmsgstr \"\"\n";
  for (const std::string& field :
       {std::string("Project-Id-Version: "), std::string("PO-Revision-Date: "),
        std::string("Last-Translator: "), std::string("Language-Team: "),
        std::string("MIME-Version: 1.0"), std::string("Content-Type: text/plain; charset=UTF-8"),
        std::string("Content-Transfer-Encoding: 8bit"), "Language: " + target,
        "X-Source-Language: " + file.source_language,
        fmt::format("X-Generator: hexapla {}", version), std::string(kMarkup)})
    po += quote(field + "\n") + "\n";
  for (const AlignedEntry& entry : file.entries) po += write_entry(entry);
  return po;
}

Result<ExchangeFile> read_po(std::string_view bytes, std::string_view name,
                             const ExchangeLanguages& languages) {
  if (const auto malformed = text::find_malformed(bytes)) {
    return fail(ErrorCode::Syntax, "the file is not UTF-8", locate(bytes, name, *malformed),
                "msgconv -t UTF-8 converts it");
  }
  HEXAPLA_TRY(const std::vector<PoEntry> entries, PoReader(bytes, name).read());
  ExchangeFile file;
  std::string header;
  for (const PoEntry& read : entries) {
    if (read.id.empty() && !read.context) header = read.text;
  }
  const bool is_ours = header.find(kMarkup) != std::string::npos;
  file.source_language =
      !languages.source.empty() ? languages.source : find_field(header, "X-Source-Language");
  if (file.source_language.empty()) file.source_language = "en";
  file.target_languages = {!languages.target.empty() ? languages.target
                                                     : find_field(header, "Language")};
  if (file.target_languages.front().empty()) {
    return fail(ErrorCode::Invalid, "the header names no language", {std::string(name), 1, 1},
                "give it: --target-language fr");
  }
  for (const PoEntry& read : entries) {
    if (read.id.empty()) continue;
    HEXAPLA_TRY(AlignedEntry entry, make_entry(read, is_ours, file, name));
    file.entries.push_back(std::move(entry));
  }
  return file;
}

}  // namespace hexapla::formats
