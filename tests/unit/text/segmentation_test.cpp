// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/segmentation.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <unicode/regex.h>
#include <unicode/uchar.h>

#include "hexapla/support/conformance.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::text {
namespace {

using Sentences = std::vector<std::string>;

Sentences cut(const std::vector<SegmentationRule>& rules, std::string_view text) {
  const Segmenter segmenter = Segmenter::compile(rules).value();
  const std::vector<std::size_t> breaks = segmenter.find_breaks(text).value();
  Sentences sentences;
  std::size_t begin = 0;
  for (const std::size_t at : breaks) {
    sentences.emplace_back(text.substr(begin, at - begin));
    begin = at;
  }
  sentences.emplace_back(text.substr(begin));
  return sentences;
}

TEST(Segmenter, SeesTheBeginningOfTheTextOnlyThere) {
  const std::vector<SegmentationRule> rules = {{false, "^\\d\\.", "\\s"}, {true, "\\.", "\\s"}};
  EXPECT_EQ(cut(rules, "1. One. 2. Two."), (Sentences{"1. One. ", "2. ", "Two."}));
  const std::vector<SegmentationRule> with_look_ahead = {{false, "^(?=\\d)\\w\\.", "\\s"},
                                                         {true, "\\.", "\\s"}};
  EXPECT_EQ(cut(with_look_ahead, "1. One. 2. Two."), (Sentences{"1. One. ", "2. ", "Two."}));
}

TEST(Segmenter, TriesEveryPosition) {
  // The longest match of the break rule ends behind both marks; SRX asks at each of them.
  EXPECT_EQ(cut({{true, "[!?]+", "\\S"}}, "a!?b"), (Sentences{"a!", "?", "b"}));
  EXPECT_EQ(cut({{false, "[!?]+", "[!?]"}, {true, "[!?]+", "\\S"}}, "a!?b"),
            (Sentences{"a!?", "b"}));
}

TEST(Segmenter, BreaksBetweenAnyCharactersWithEmptyExpressions) {
  EXPECT_EQ(cut({{true, "", ""}}, "añ字"), (Sentences{"a", "ñ", "字"}));
  EXPECT_EQ(cut({{true, "", "\\d"}}, "a1b"), (Sentences{"a", "1b"}));
  EXPECT_EQ(cut({{true, "\\d", ""}}, "a1b"), (Sentences{"a1", "b"}));
}

TEST(Segmenter, SeesFarAsARuleMay) {
  const std::vector<SegmentationRule> rules = {{false, "“[^”]*\\.", "\\s"}, {true, "\\.", "\\s"}};
  const std::string near = "“" + std::string(200, 'a') + ". b";
  const std::string far = "“" + std::string(300, 'a') + ". b";
  EXPECT_EQ(cut(rules, near).size(), 1U);
  EXPECT_EQ(cut(rules, far).size(), 2U);
}

TEST(Segmenter, LooksBehindThePositionFromBeforeIt) {
  EXPECT_EQ(cut({{true, "\\.(?=\\s\\p{Lu})", "\\s"}}, "One. two. Three."),
            (Sentences{"One. two. ", "Three."}));
}

TEST(Segmenter, KnowsBackReferences) {
  EXPECT_EQ(cut({{false, "\\b(\\p{Lu})\\1\\.", "\\s"}, {true, "\\.", "\\s"}}, "EE. UU. End."),
            (Sentences{"EE. UU. End."}));
  EXPECT_EQ(cut({{false, "\\b(\\p{Lu})\\1\\.", "\\s"}, {true, "\\.", "\\s"}}, "EF. UU. End."),
            (Sentences{"EF. ", "UU. End."}));
}

TEST(Segmenter, CallsARuleTooCostly) {
  const Segmenter segmenter =
      Segmenter::compile({{true, "((a+)+)+(?=x)\\2b", "\\s"}, {true, "\\.", "\\s"}}).value();
  EXPECT_EQ(segmenter.find_breaks("One. Two.").value(), (std::vector<std::size_t>{5}));
  const auto breaks = segmenter.find_breaks(std::string(200, 'a') + " b");
  ASSERT_FALSE(breaks);
  EXPECT_EQ(breaks.error().code, ErrorCode::Configuration);
  EXPECT_EQ(breaks.error().message,
            "the expression \"((a+)+)+(?=x)\\2b\" tries too many ways to match this text");
  EXPECT_EQ(breaks.error().hint,
            "simplify the segmentation rule: no repetition within a repetition");
  // The text before is no burden to the next.
  EXPECT_EQ(segmenter.find_breaks("One. Two.").value(), (std::vector<std::size_t>{5}));
}

TEST(Segmenter, CountsTheCostOfAWholeText) {
  // No single place is too much; a thousand of them are.
  const Segmenter segmenter =
      Segmenter::compile({{true, "(?=a)(?:a?){16}\\1?()a{16}z", "\\s"}, {true, "\\.", "\\s"}})
          .value();
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += std::string(16, 'a') + " ";
  const auto breaks = segmenter.find_breaks(text);
  ASSERT_FALSE(breaks);
  EXPECT_EQ(breaks.error().code, ErrorCode::Configuration);
}

std::string message_of(const SegmentationRule& rule) {
  const auto segmenter = Segmenter::compile({rule});
  return segmenter ? "" : segmenter.error().message;
}

TEST(Segmenter, NamesTheExpressionThatIsMalformed) {
  for (const std::string expression : {"(", ")", "a)|(?:b", "[a", "a{2,1}", "*", "\\p{Nothing}"}) {
    const std::string expected = "no regular expression: \"" + expression + "\"";
    EXPECT_EQ(message_of({true, expression, "\\s"}), expected);
    EXPECT_EQ(message_of({true, "\\.", expression}), expected);
  }
}

TEST(Segmenter, CutsMalformedTextWithoutHarm) {
  EXPECT_EQ(cut({{true, "\\.", "\\s"}}, "a\xFF. b\xE4\xB8. c"),
            (Sentences{"a\xFF. ", "b\xE4\xB8. ", "c"}));
}

TEST(Segmenter, ServesManyThreads) {
  const Segmenter segmenter =
      Segmenter::compile({{false, "\\b(?!x)Rev\\.", "\\s"}, {true, "\\.", "\\s"}}).value();
  std::vector<std::size_t> counts(4);
  std::vector<std::thread> threads;
  threads.reserve(counts.size());
  for (std::size_t& count : counts) {
    threads.emplace_back([&segmenter, &count] {
      for (int i = 0; i < 200; ++i)
        count += segmenter.find_breaks("One (Rev. Kigali). Two. Three.").value().size();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counts, std::vector<std::size_t>(4, 400));
}

/// SRX 2.0 word for word, with nothing but ICU: slow, and the truth.
class PlainSegmenter {
 public:
  explicit PlainSegmenter(const std::vector<SegmentationRule>& rules) {
    for (const SegmentationRule& rule : rules)
      rules_.push_back({rule.is_break, compile(rule.before), compile(rule.after)});
  }

  std::vector<std::size_t> find_breaks(std::string_view utf8) const {
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    std::vector<std::size_t> breaks;
    for (std::int32_t at = 1; at < text.length(); ++at) {
      if (text.getChar32Start(at) != at || !is_break_at(text, at)) continue;
      std::int32_t end = at;
      while (end < text.length() && u_isUWhiteSpace(text.char32At(end)) != 0)
        end = text.moveIndex32(end, 1);
      std::string before;
      text.tempSubString(0, end).toUTF8String(before);
      if (end < text.length() && (breaks.empty() || breaks.back() < before.size()))
        breaks.push_back(before.size());
    }
    return breaks;
  }

 private:
  struct Rule {
    bool is_break = true;
    std::unique_ptr<icu::RegexPattern> before;
    std::unique_ptr<icu::RegexPattern> after;
  };

  static std::unique_ptr<icu::RegexPattern> compile(const std::string& expression) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    return std::unique_ptr<icu::RegexPattern>(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(expression), 0, where, status));
  }

  static bool matches(const icu::RegexPattern& pattern, const icu::UnicodeString& text,
                      std::int32_t begin, std::optional<std::int32_t> end) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(text, status));
    matcher->useAnchoringBounds(0);
    matcher->useTransparentBounds(1);
    matcher->region(begin, end.value_or(text.length()), status);
    return (end ? matcher->matches(status) : matcher->lookingAt(status)) != 0;
  }

  bool is_break_at(const icu::UnicodeString& text, std::int32_t at) const {
    for (const Rule& rule : rules_) {
      if (!matches(*rule.after, text, at, std::nullopt)) continue;
      for (std::int32_t begin = at; begin >= 0; --begin) {
        if (matches(*rule.before, text, begin, at)) return rule.is_break;
      }
    }
    return false;
  }

  std::vector<Rule> rules_;
};

/// Expressions of every kind that rules use, and some that they had better not use.
const std::vector<std::string> kExpressions = {
    "",
    "\\.",
    "[.!?]+",
    "\\s",
    "\\S",
    "\\s+\\p{Lu}",
    "\\b(?:Rev|No|e\\.g)\\.",
    "\\bа\\.",
    "\\B\\.",
    "^\\w*\\.",
    "\\A.",
    "a+?b*",
    "(?:a|bc){2,3}",
    "[^a-c\\s]+\\.",
    "[\\p{L}&&[^a]]\\.",
    "[\\u0621-\\u064A]\\u0640?\\.",
    "[a\\-z]\\.",
    "(?<![\\p{Lu}]-)\\b\\p{Lu}\\.",
    "\\s+(?!\\p{Lu}\\b)\\p{L}",
    "(?i)REV\\.",
    "(?>a+)\\.",
    "a++\\.",
    "(\\p{L})\\1\\.",
    "\\.$",
    "\\.\\z",
    "\\z",
    "\\p{Lu}\\.\\b",
    "\\w\\b",
    "\\.\\uFFFC*",
    "[。！？]+[”]*",
    "(?:\\.\\s)?\\.",
    "\\x2E",
    "\\D\\W",
    "\\Q.\\E",
    "(?:)*\\.",
    "\\bb\\u0301?\\b",
};

/// Pieces that bring marks, words, boundaries, other scripts and the edges together.
const std::vector<std::string> kPieces = {
    ".",  " ",      "a",      "b",  "c",      "Rev", "No.", "e.g.", "A",      "-",  "!",
    "?",  "。",     "”",      "字", "а.",     "\n",  "1",   "e",    "\u0301", "\t", "\u200F",
    "د.", "\u0640", "\uFFFC", "𝐀",  "\u00A0", "aa.", "EE.", "(",    ")"};

std::string make_text(std::uint32_t& seed) {
  const auto next = [&seed](std::size_t count) {
    seed = seed * 1664525U + 1013904223U;
    return static_cast<std::size_t>(seed >> 8U) % count;
  };
  std::string text;
  for (std::size_t i = next(14) + 2; i > 0; --i) text += kPieces[next(kPieces.size())];
  return text;
}

/// Texts cut by two rules, ours and plainly; true for those that were cut at all.
std::vector<bool> compare(const std::vector<SegmentationRule>& rules,
                          const std::vector<std::string>& texts) {
  const Segmenter segmenter = Segmenter::compile(rules).value();
  const PlainSegmenter plain(rules);
  std::vector<bool> cut;
  for (const std::string& text : texts) {
    const std::vector<std::size_t> breaks = segmenter.find_breaks(text).value();
    EXPECT_EQ(breaks, plain.find_breaks(text))
        << "no break: " << rules[0].before << " / " << rules[0].after
        << "\nbreak: " << rules[1].before << " / " << rules[1].after << "\ntext: " << text;
    cut.push_back(!breaks.empty());
  }
  return cut;
}

TEST(Segmenter, CutsAsIcuAloneWould) {
  std::uint32_t seed = 7;
  std::vector<bool> cut;
  const std::size_t count = kExpressions.size();
  for (std::size_t i = 0; i < count * count; ++i) {
    const std::size_t first = i / count;
    const std::size_t second = i % count;
    std::vector<std::string> texts(4);
    for (std::string& text : texts) text = make_text(seed);
    const std::vector<bool> some = compare(
        {{false, kExpressions[(first + second) % count], kExpressions[(3 * first + second) % 9]},
         {true, kExpressions[first], kExpressions[second]}},
        texts);
    ASSERT_FALSE(HasFailure());
    cut.insert(cut.end(), some.begin(), some.end());
  }
  EXPECT_GT(std::count(cut.begin(), cut.end(), true), static_cast<std::ptrdiff_t>(cut.size() / 20))
      << "the texts say little";
}

/// "÷ 0041 × 002E ÷": a text, and where it must be cut.
struct BreakCase {
  std::string text;
  std::vector<std::size_t> breaks;
};

BreakCase read_break_case(const std::string& line) {
  BreakCase result;
  std::istringstream words(line.substr(0, line.find('#')));
  for (std::string word; words >> word;) {
    if (word == "÷") {
      result.breaks.push_back(result.text.size());
    } else if (word != "×") {
      const auto c = static_cast<char32_t>(std::stoul(word, nullptr, 16));
      result.text += to_utf8(std::u32string_view(&c, 1));
    }
  }
  // The beginning and the end are no breaks of ours.
  result.breaks.erase(result.breaks.begin());
  result.breaks.pop_back();
  return result;
}

TEST(UntailoredSegmenter, CutsAsUax29Says) {
  const auto path = support::conformance_folder() / "unicode" / "SentenceBreakTest.txt";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << "no conformance data at " << path;
  std::string line;
  std::getline(file, line);
  if (line.find(std::string("-") + U_UNICODE_VERSION) == std::string::npos)
    GTEST_SKIP() << "ICU knows Unicode " << U_UNICODE_VERSION << ", the data are another: " << line;
  const Segmenter segmenter = Segmenter::untailored();
  std::size_t cases = 0;
  while (std::getline(file, line)) {
    if (!line.starts_with("÷")) continue;
    const BreakCase each = read_break_case(line);
    EXPECT_EQ(segmenter.find_breaks(each.text).value(), each.breaks) << line;
    ++cases;
  }
  EXPECT_EQ(cases, 502U);
}

}  // namespace
}  // namespace hexapla::text
