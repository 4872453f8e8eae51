// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/pandoc.hpp"

#include <string>

#include <gtest/gtest.h>

#include "hexapla/base/memory_files.hpp"

namespace hexapla::formats {
namespace {

using std::chrono::seconds;

/// Every kind of block and inline that Markdown can make.
constexpr std::string_view kRich = R"(---
title: A *rich* document
flag: true
list: [one, two]
map: {key: value}
---

# Heading {#h .c k=v}

Text *emph* **strong** ~~strike~~ H~2~O x^2^ `code` [link](http://x.org "t") ![image](i.png) $m$ "quoted" [span]{.k}
[underlined]{.underline} [small]{.smallcaps} <b>raw</b> note[^1] cite [see @a, p. 3; -@b] hard\
break

[^1]: First.

    Second.

> quote

1) one
2) two

   more

- bullet

term
:   definition

| line
| block

```python
code
```

| a | b |
|:--|--:|
| c | d |

: Caption

***

::: {.div #d}
inside
:::

<div>raw</div>
)";

Result<std::string> run_pandoc(std::vector<std::string> arguments, std::string_view input) {
  arguments.insert(arguments.begin(), "pandoc");
  auto result = SystemProcesses().run({std::move(arguments), std::string(input)});
  if (!result) return tl::unexpected<Error>(result.error());
  return result->output;
}

#define REQUIRE_PANDOC() \
  if (!run_pandoc({"--version"}, "")) GTEST_SKIP() << "pandoc is not installed"

TEST(PandocJson, ComesBackTheSame) {
  REQUIRE_PANDOC();
  const std::string json =
      run_pandoc({"-f", "markdown+raw_html-native_divs", "-t", "json"}, kRich).value();
  const auto document = from_pandoc_json(json, "rich.md");
  ASSERT_TRUE(document) << document.error().to_string();
  const std::string written = to_pandoc_json(*document);
  EXPECT_EQ(from_pandoc_json(written, "again").value(), *document);
  // Pandoc reads both as the same document.
  EXPECT_EQ(run_pandoc({"-f", "json", "-t", "native", "-s"}, written).value(),
            run_pandoc({"-f", "json", "-t", "native", "-s"}, json).value());
}

TEST(PandocJson, SaysWhatItDoesNotUnderstand) {
  EXPECT_EQ(from_pandoc_json("{", "a").error().message, "pandoc's answer is no JSON");
  EXPECT_EQ(from_pandoc_json(R"({"pandoc-api-version":[1,23],"meta":{},"blocks":[]})", "a")
                .error()
                .message,
            "pandoc's answer is not understood: pandoc-api-version is [1,23], 1.22 is needed");
  EXPECT_EQ(from_pandoc_json(
                R"({"pandoc-api-version":[1,22],"meta":{},"blocks":[{"t":"Figure","c":[]}]})", "a")
                .error()
                .message,
            "pandoc's answer is not understood: unknown element \"Figure\"");
  EXPECT_EQ(from_pandoc_json(
                R"({"pandoc-api-version":[1,22],"meta":{},"blocks":[{"t":"Para","c":7}]})", "a")
                .error()
                .message,
            "pandoc's answer is not understood: no list: 7");
}

TEST(PandocJson, EndsOnDeepNesting) {
  std::string json = R"({"pandoc-api-version":[1,22],"meta":{},"blocks":)";
  for (int i = 0; i < 2000; ++i) json += R"([{"t":"BlockQuote","c":)";
  json += "[]";
  for (int i = 0; i < 2000; ++i) json += "}]";
  json += "}";
  EXPECT_EQ(from_pandoc_json(json, "a").error().message,
            "pandoc's answer is not understood: nested deeper than 500 levels");
}

model::Document read_source(std::string_view markdown, std::string_view reader = kSourceReader) {
  SystemFiles files;
  SystemProcesses processes;
  return Pandoc(files, processes, {}, seconds(60)).read(markdown, reader, "a.md").value();
}

TEST(TakePositions, LeavesTheDocumentThatPandocReadsWithoutThem) {
  REQUIRE_PANDOC();
  const std::string_view markdown =
      "{#h}\n# Heading *x*\n\n::: {.entry #e concept=c}\nText, [span]{.k} and "
      "[ref]{ref=title}.[^n]\nNext *line*.\n:::\n\n"
      "[^n]: A note.\n\n1) one\n2) two\n\n   more\n\n- b\n\n| a | b |\n|---|---|\n| c | d |\n\n`x` "
      "成果\n";
  std::string plain_reader(kSourceReader);
  plain_reader.erase(plain_reader.find("+sourcepos"));
  EXPECT_EQ(read_source(markdown), read_source(markdown, plain_reader));
}

TEST(TakePositions, TellsWhereThingsStand) {
  REQUIRE_PANDOC();
  const model::Document document = read_source("# Title\n\n成果 和 @AFR1.9 here.\n");
  EXPECT_EQ(document.blocks[0].position->begin_line, 1U);
  const auto& para = std::get<model::Para>(document.blocks[1].value);
  const model::Inline& reference = para.content[4];
  EXPECT_EQ(std::get<model::Str>(reference.value).text, "@AFR1.9");
  EXPECT_EQ(*reference.position, (model::SourceRange{3, 6, 3, 13}));
}

TEST(TakePositions, ProtectsAnEscapedAtSign) {
  REQUIRE_PANDOC();
  const model::Document document = read_source("\\@x and @y\n");
  const auto& para = std::get<model::Para>(document.blocks[0].value);
  EXPECT_EQ(std::get<model::Str>(para.content[0].value).text, "@\u2060x");
}

constexpr std::string_view kEmptyDocument =
    R"({"pandoc-api-version":[1,22,2,1],"meta":{},"blocks":[]})";

/// A pandoc of our own: answers --version, then as the test says.
FakeProcesses fake(const std::string& version, const ProcessOutput& output) {
  return FakeProcesses([=](const Command& command) -> Result<ProcessOutput> {
    if (command.arguments.at(1) == "--version") return ProcessOutput{0, version + "\n", ""};
    return output;
  });
}

std::string read_error(const ProcessOutput& output,
                       const std::string& version = "pandoc 2.17.1.1") {
  MemoryFiles files;
  FakeProcesses processes = fake(version, output);
  const auto result = Pandoc(files, processes, {}, seconds(1)).read("x", "markdown", "a.md");
  return result ? "no error" : result.error().to_string();
}

TEST(PandocRead, RunsInASandboxWithTheTextAsInput) {
  MemoryFiles files;
  FakeProcesses processes = fake("pandoc 2.17.1.1", {0, std::string(kEmptyDocument), ""});
  ASSERT_TRUE(Pandoc(files, processes, {}, seconds(1)).read("text", "markdown", "a.md"));
  EXPECT_EQ(processes.commands()[1].arguments,
            (std::vector<std::string>{"pandoc", "--sandbox", "--from=markdown", "--to=json"}));
  EXPECT_EQ(processes.commands()[1].input, "text");
}

TEST(PandocRead, SaysWhatPandocSaid) {
  EXPECT_EQ(read_error({64, "", "Error at \"source\" (line 3, column 5): bad YAML\nmore"}),
            "a.md:3:5: pandoc failed with exit code 64: Error at \"source\" (line 3, column 5): "
            "bad YAML");
  EXPECT_EQ(read_error({0, "", ""}), "a.md: pandoc failed with exit code 0: it said nothing");
}

TEST(PandocRead, RefusesAnotherVersion) {
  EXPECT_EQ(read_error({}, "pandoc 3.1"),
            "pandoc 2.17 to 2.19 is needed, \"pandoc 3.1\" was found");
  EXPECT_EQ(read_error({}, "something else"),
            "pandoc 2.17 to 2.19 is needed, \"something else\" was found");
}

TEST(PandocRead, SaysThatPandocIsMissingOrHangs) {
  for (const Error& error :
       {Error{ErrorCode::ToolMissing, "pandoc is not installed"},
        Error{ErrorCode::ToolFailed, "pandoc did not finish within 1 s and was stopped"}}) {
    MemoryFiles files;
    FakeProcesses processes(
        [&](const Command&) -> Result<ProcessOutput> { return tl::unexpected<Error>(error); });
    const auto result = Pandoc(files, processes, {}, seconds(1)).read("x", "markdown", "a.md");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, error.code);
    EXPECT_EQ(result.error().message, error.message);
    EXPECT_EQ(result.error().hint, "install pandoc 2.17 (Debian 12: apt-get install pandoc)");
  }
}

TEST(PandocRead, AsksTheCacheFirstAndMistrustsADamagedOne) {
  MemoryFiles files;
  FakeProcesses processes = fake("pandoc 2.17.1.1", {0, std::string(kEmptyDocument), ""});
  Pandoc pandoc(files, processes, "/cache", seconds(1));
  ASSERT_TRUE(pandoc.read("x", "markdown", "a.md"));
  ASSERT_TRUE(pandoc.read("x", "markdown", "a.md"));
  EXPECT_EQ(processes.commands().size(), 2U);  // the version and one run
  const std::string name = files.list("/cache").value().front();
  files.put(Path("/cache") / name, "damaged");
  ASSERT_TRUE(pandoc.read("x", "markdown", "a.md"));
  EXPECT_EQ(processes.commands().size(), 3U);
}

TEST(PandocWrite, IsNotContentWithNothing) {
  SystemFiles files;
  FakeProcesses processes = fake("pandoc 2.17.1.1", {0, "", ""});
  const auto result = Pandoc(files, processes, {}, seconds(1)).write({}, {"--to=docx"});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "pandoc ended without an error and wrote nothing");
}

}  // namespace
}  // namespace hexapla::formats
