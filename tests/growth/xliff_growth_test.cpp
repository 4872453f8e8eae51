// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "hexapla/formats/xliff.hpp"
#include "hexapla/formats/xliff_validation.hpp"
#include "hexapla/support/growth.hpp"

/// Twice the length takes about twice the time.
namespace hexapla::formats {
namespace {

std::string document(const std::string& units) {
  return "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.1' srcLang='en' "
         "trgLang='fr'><file id='f'>" +
         units + "</file></xliff>";
}

std::string in_segment(const std::string& content) {
  return document("<unit id='u'><segment id='s'><source>" + content + "</source><target>" +
                  content + "</target></segment></unit>");
}

std::string repeat(std::size_t count, const std::function<std::string(std::size_t)>& part) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part(i);
  return text;
}

/// Reads, changes every target, writes, validates.
void work(const std::string& bytes) {
  auto file = read_xliff(bytes, "a.xlf");
  ASSERT_TRUE(file) << file.error().to_string();
  for (auto& unit : file->units) {
    for (auto& segment : unit.segments) {
      if (segment.target) segment.target->append(std::string_view("x"));
    }
  }
  ASSERT_TRUE(write_xliff(*file, bytes));
  ASSERT_FALSE(validate_xliff(bytes).version.empty());
}

void expect_linear(std::size_t count, const std::function<std::string(std::size_t)>& make) {
  support::expect_linear(count, make, work);
}

TEST(Growth, OfUnits) {
  expect_linear(4'000, [](std::size_t count) {
    return document(repeat(count, [](std::size_t i) {
      return fmt::format(
          "<unit id='u{}'><segment id='s'><source>a<ph id='1'/></source><target>"
          "b<ph id='1'/></target></segment></unit>\n",
          i);
    }));
  });
}

TEST(Growth, OfOneSegment) {
  expect_linear(375'000, [](std::size_t count) { return in_segment(std::string(count, 'a')); });
}

TEST(Growth, OfPlaceholdersInOneSegment) {
  expect_linear(4'000, [](std::size_t count) {
    return in_segment(
        repeat(count, [](std::size_t i) { return fmt::format("a<ph id='{}'/>", i); }));
  });
}

TEST(Growth, OfPairsInOneSegment) {
  expect_linear(2'500, [](std::size_t count) {
    return in_segment(
        repeat(count, [](std::size_t i) { return fmt::format("<pc id='p{}'>a</pc>", i); }) +
        repeat(count, [](std::size_t i) { return fmt::format("<sc id='s{}'/>", i); }) +
        repeat(count, [](std::size_t i) { return fmt::format("<ec startRef='s{}'/>", i); }));
  });
}

TEST(Growth, OfSegmentsInOneUnit) {
  expect_linear(4'000, [](std::size_t count) {
    return document("<unit id='u'>" +
                    repeat(count,
                           [](std::size_t i) {
                             return fmt::format(
                                 "<segment id='s{}'><source>a</source><target>b</target>"
                                 "</segment>",
                                 i);
                           }) +
                    "</unit>");
  });
}

TEST(Growth, OfEntities) {
  expect_linear(40'000, [](std::size_t count) {
    return in_segment(repeat(count, [](std::size_t) { return "&lt;&#x6210;"; }));
  });
}

TEST(Growth, OfAttributeValues) {
  expect_linear(250'000, [](std::size_t count) {
    return in_segment("<ph id='1' equiv='" +
                      repeat(count / 5, [](std::size_t) { return "&amp;"; }) + "'/>");
  });
}

TEST(Growth, OfViolations) {
  expect_linear(4'000, [](std::size_t count) {
    return document(repeat(count, [](std::size_t i) {
      return fmt::format(
          "<unit id='u{}'><segment id='s' state='final'><source>成<ph id='1' "
          "dataRef='d'/></source></segment></unit>\n",
          i);
    }));
  });
}

}  // namespace
}  // namespace hexapla::formats
