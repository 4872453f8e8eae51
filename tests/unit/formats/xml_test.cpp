// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/xml.hpp"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace hexapla::formats {
namespace {

/// Remembers every element with the text of its tags, as its offsets give them.
class Recorder final : public XmlHandler {
 public:
  explicit Recorder(std::string_view bytes) : bytes_(bytes) {}
  Result<void> start_element(const XmlElement& element) override {
    tags.push_back(std::string(bytes_.substr(element.begin, element.end - element.begin)));
    for (const XmlAttribute& attribute : element.attributes) values.push_back(attribute.value);
    if (element.name == "stop") return fail(ErrorCode::Refused, "stopped");
    return {};
  }
  Result<void> end_element(const XmlEnd& element) override {
    tags.push_back(std::string(bytes_.substr(element.begin, element.end - element.begin)));
    return {};
  }
  Result<void> characters(std::string_view text) override {
    words += text;
    return {};
  }
  std::vector<std::string> tags;
  std::vector<std::string> values;
  std::string words;

 private:
  std::string_view bytes_;
};

std::string error_of(const std::string& bytes) {
  Recorder recorder(bytes);
  const auto result = parse_xml(bytes, "a.xml", recorder);
  return result ? "no error" : result.error().to_string();
}

TEST(ParseXml, GivesTagsByTheirOffsets) {
  const std::string bytes =
      "<?xml version=\"1.0\"?>\r\n<a x='1 > 0'><!-- <b> --><b/>成果<![CDATA[<c>]]></a >";
  Recorder recorder(bytes);
  ASSERT_TRUE(parse_xml(bytes, "a.xml", recorder));
  EXPECT_EQ(recorder.words, "成果<c>");
  ASSERT_EQ(recorder.tags.size(), 4U);
  EXPECT_EQ(recorder.tags[1], "<b/>");
  EXPECT_EQ(recorder.tags[2], "");
  EXPECT_EQ(recorder.tags[3], "</a >");
}

TEST(ParseXml, IsExactFarIntoAFileOfManyBytesACharacter) {
  std::string bytes = "<a>";
  for (int i = 0; i < 20000; ++i) bytes += fmt::format("<u id=\"{}\">输出成果</u>\n", i);
  bytes += "</a>";
  Recorder recorder(bytes);
  ASSERT_TRUE(parse_xml(bytes, "a.xml", recorder));
  ASSERT_EQ(recorder.tags.size(), 40002U);
  for (std::size_t i = 0; i < 20000; ++i) {
    ASSERT_EQ(recorder.tags[1 + 2 * i], fmt::format("<u id=\"{}\">", i));
    ASSERT_EQ(recorder.tags[2 + 2 * i], "</u>");
  }
}

TEST(ParseXml, DecodesAttributes) {
  const std::string bytes = R"(<a x="&lt;b&gt; &amp; &quot;c&quot; &#x6210;"/>)";
  Recorder recorder(bytes);
  ASSERT_TRUE(parse_xml(bytes, "a.xml", recorder));
  EXPECT_EQ(recorder.values, std::vector<std::string>{"<b> & \"c\" 成"});
}

TEST(ParseXml, SaysWhereItIsNotWellFormed) {
  EXPECT_EQ(error_of("<a>\n  <b></a>"),
            "a.xml:2:10: not well-formed XML: Opening and ending tag mismatch: b line 2 and a");
}

TEST(ParseXml, RefusesADoctypeAndExpandsNothing) {
  const std::string bytes = "<!DOCTYPE a [<!ENTITY x \"y\">]>\n<a>&x;</a>";
  Recorder recorder(bytes);
  const auto result = parse_xml(bytes, "a.xml", recorder);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Refused);
  EXPECT_EQ(result.error().message, "the document has a DOCTYPE, which is not read");
  EXPECT_EQ(recorder.words, "");
}

TEST(ParseXml, RefusesOtherEncodings) {
  EXPECT_EQ(error_of("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"),
            "a.xml: the document is declared as iso-8859-1");
  EXPECT_EQ(error_of("<a>\n\xFF</a>"), "a.xml:2:1: the document is not UTF-8");
}

TEST(ParseXml, SaysThatAFileIsEmptyOrCutShort) {
  EXPECT_EQ(error_of(""), "a.xml: the file is empty");
  EXPECT_EQ(error_of("<a><b>"),
            "a.xml:1:7: not well-formed XML: the document ends inside an element");
  EXPECT_EQ(error_of("<a/><b/>"),
            "a.xml:1:5: not well-formed XML: Extra content at the end of the document");
}

TEST(ParseXml, RefusesNulAndTagsThatDoNotEnd) {
  using namespace std::string_literals;
  EXPECT_EQ(error_of("<a>\n \0</a>"s), "a.xml:2:2: not well-formed XML: the document holds U+0000");
  EXPECT_NE(error_of("<a b='c'"), "no error");
}

TEST(ParseXml, HandsTheHandlersErrorOn) { EXPECT_EQ(error_of("<a><stop/></a>"), "stopped"); }

TEST(ParseXml, EndsOnDeepNesting) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += "<a>";
  EXPECT_EQ(error_of(bytes), "a.xml:1:771: elements nested deeper than 256 levels");
}

TEST(ParseXml, RefusesTagsWithManyAttributes) {
  std::string bytes = "<a>\n<b";
  for (int i = 0; i < 1001; ++i) bytes += fmt::format(" c{}='>'", i);
  EXPECT_EQ(error_of(bytes + "/></a>"), "a.xml:2:1: a start tag has more than 1000 attributes");
  EXPECT_EQ(
      error_of("<a b='" + std::string(20'000, 'x') + "'>" + std::string(20'000, '\'') + "</a>"),
      "no error");
}

TEST(AppendEscaped, EscapesWhatXmlNeeds) {
  std::string out;
  append_escaped(out, "a<b & \"c\"\u00A0", false);
  EXPECT_EQ(out, "a&lt;b &amp; \"c\"\u00A0");
  out.clear();
  append_escaped(out, "\"\n\t", true);
  EXPECT_EQ(out, "&quot;&#10;&#9;");
}

}  // namespace
}  // namespace hexapla::formats
