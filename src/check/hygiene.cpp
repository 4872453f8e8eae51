// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "hexapla/text/utf8.hpp"

#include "rules.hpp"

namespace hexapla::check {
namespace {

/// "U+200B"
std::string name_of(char32_t c) { return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c)); }

/// Characters that no text should have. One finding a segment, at the first.
class CharacterRule : public TextRule {
 protected:
  void check_text(const UnitView& view, const model::Segment& segment, const std::string& text,
                  DiagnosticSink& sink) final {
    std::size_t count = 0;
    std::size_t place = 0;
    char32_t first = 0;
    std::size_t index = 0;
    for (std::size_t at = 0; at < text.size(); ++index) {
      const char32_t c = text::next_code_point(text, at);
      if (!is_wrong(c) || count++ > 0) continue;
      first = c;
      place = index;
    }
    if (count == 0) return;
    std::string message = describe(name_of(first));
    if (count > 1) message += fmt::format(" ({} such characters in this segment)", count);
    report_at(view, segment, {place, place + 1}, std::move(message), sink);
  }

  [[nodiscard]] virtual bool is_wrong(char32_t c) const = 0;
  [[nodiscard]] virtual std::string describe(const std::string& name) const = 0;
};

class ReplacementCharacter final : public CharacterRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"hygiene/replacement-character", Severity::Major,
                                           "characters", "A character was lost in a conversion."};
    return kRule;
  }

 protected:
  [[nodiscard]] bool is_wrong(char32_t c) const override { return c == U'\uFFFD'; }
  [[nodiscard]] std::string describe(const std::string& name) const override {
    return fmt::format("{} stands where a character was lost", name);
  }
  [[nodiscard]] std::string_view hint() const override {
    return "write the character that was meant; the file from which it came may still have it";
  }
};

class Control final : public CharacterRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"hygiene/control", Severity::Major, "characters",
                                           "A control character stands in the text."};
    return kRule;
  }

 protected:
  [[nodiscard]] bool is_wrong(char32_t c) const override {
    const bool is_space = c == U'\t' || c == U'\n' || c == U'\r';
    return (c < 0x20 && !is_space) || (c >= 0x7F && c <= 0x9F);
  }
  [[nodiscard]] std::string describe(const std::string& name) const override {
    return fmt::format("the control character {} stands in the text", name);
  }
  [[nodiscard]] std::string_view hint() const override { return "delete it"; }
};

class PrivateUse final : public CharacterRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"hygiene/private-use", Severity::Minor, "characters",
                                           "A character means something in one font only."};
    return kRule;
  }

 protected:
  [[nodiscard]] bool is_wrong(char32_t c) const override {
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD);
  }
  [[nodiscard]] std::string describe(const std::string& name) const override {
    return fmt::format("{} is a private-use character: each font shows another sign, or none",
                       name);
  }
  [[nodiscard]] std::string_view hint() const override {
    return "write the character that it stands for: often a bullet or an arrow of a symbol font";
  }
};

class ZeroWidth final : public CharacterRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"hygiene/zero-width", Severity::Minor, "characters",
                                           "A character that nobody sees parts a word."};
    return kRule;
  }

 protected:
  [[nodiscard]] bool is_wrong(char32_t c) const override {
    return c == U'\u200B' || c == U'\u2060' || c == U'\uFEFF';
  }
  [[nodiscard]] std::string describe(const std::string& name) const override {
    return fmt::format("{} is invisible and keeps the words around it from being found", name);
  }
  [[nodiscard]] std::string_view hint() const override { return "delete it"; }
};

class SoftHyphen final : public CharacterRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{"hygiene/soft-hyphen", Severity::Minor, "characters",
                                           "A soft hyphen was left in a word."};
    return kRule;
  }

 protected:
  [[nodiscard]] bool is_wrong(char32_t c) const override { return c == U'\u00AD'; }
  [[nodiscard]] std::string describe(const std::string& name) const override {
    return fmt::format("the soft hyphen {} is left from another layout", name);
  }
  [[nodiscard]] std::string_view hint() const override {
    return "delete it; words are divided when the edition is set";
  }
};

/// Embeddings and isolates (UAX 9, 2.1 to 2.5) that do not end where they began, and overrides.
class BidiControls final : public TextRule {
 public:
  [[nodiscard]] const RuleDescription& description() const override {
    static constexpr RuleDescription kRule{
        "hygiene/bidi-controls", Severity::Major, "characters",
        "A control of direction does not end, has not begun, or overrides the text's own order."};
    return kRule;
  }

 protected:
  void check_text(const UnitView& view, const model::Segment& segment, const std::string& text,
                  DiagnosticSink& sink) override {
    struct Open {
      char32_t control;
      std::size_t place;
    };
    std::vector<Open> open;
    const auto report = [&](const Open& at, std::string_view fault) {
      report_at(view, segment, {at.place, at.place + 1},
                fmt::format("the control of direction {} {}", name_of(at.control), fault), sink);
    };
    std::size_t index = 0;
    for (std::size_t at = 0; at < text.size(); ++index) {
      const Open here{text::next_code_point(text, at), index};
      if (is_override(here.control)) report(here, "turns letters against their own order");
      if (is_isolate(here.control) || is_embedding(here.control)) open.push_back(here);
      if (here.control != kEndOfIsolate && here.control != kEndOfEmbedding) continue;
      const bool ends_isolate = here.control == kEndOfIsolate;
      if (open.empty() || is_isolate(open.back().control) != ends_isolate) {
        report(here, "ends what has not begun");
      } else {
        open.pop_back();
      }
    }
    for (const Open& each : open) {
      if (!is_override(each.control)) report(each, "does not end in this segment");
    }
  }
  [[nodiscard]] std::string_view hint() const override {
    return "delete it, or set U+2067 or U+2066 before the words and U+2069 behind them";
  }

 private:
  static constexpr char32_t kEndOfEmbedding = U'\u202C';
  static constexpr char32_t kEndOfIsolate = U'\u2069';
  static bool is_override(char32_t c) { return c == U'\u202D' || c == U'\u202E'; }
  static bool is_isolate(char32_t c) { return c >= U'\u2066' && c <= U'\u2068'; }
  static bool is_embedding(char32_t c) {
    return c == U'\u202A' || c == U'\u202B' || is_override(c);
  }
};

}  // namespace

void add_hygiene_rules(Rules& rules) {
  rules.push_back(std::make_unique<ReplacementCharacter>());
  rules.push_back(std::make_unique<Control>());
  rules.push_back(std::make_unique<PrivateUse>());
  rules.push_back(std::make_unique<ZeroWidth>());
  rules.push_back(std::make_unique<SoftHyphen>());
  rules.push_back(std::make_unique<BidiControls>());
}

}  // namespace hexapla::check
