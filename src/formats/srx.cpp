// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/srx.hpp"

#include <map>
#include <regex>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "hexapla/formats/xml.hpp"

namespace hexapla::formats {
namespace {

/// Reads SRX 2.0: rules by name, then the maps that choose among them.
class SrxReader final : public XmlHandler {
 public:
  SrxReader(std::string_view bytes, std::string_view name, std::string_view language)
      : bytes_(bytes), name_(name), language_(language) {}

  Result<std::vector<text::SegmentationRule>> finish() {
    if (!is_srx_) return fail(ErrorCode::Invalid, "the document is no SRX", {name_});
    std::vector<text::SegmentationRule> rules;
    for (const std::string& name : chosen_) {
      const auto found = rules_.find(name);
      if (found == rules_.end()) {
        return fail(ErrorCode::Invalid,
                    fmt::format("a language map names the rules \"{}\", which are not there", name),
                    {name_});
      }
      rules.insert(rules.end(), found->second.begin(), found->second.end());
      if (!is_cascade_) break;
    }
    return rules;
  }

  Result<void> start_element(const XmlElement& element) override {
    text_.clear();
    if (element.name == "srx") is_srx_ = true;
    if (element.name == "header") is_cascade_ = element.get("cascade") == "yes";
    if (element.name == "languagerule") group_ = element.get("languagerulename");
    if (element.name == "rule") {
      rule_ = {};
      rule_.is_break = element.get("break") != "no";
    }
    if (element.name == "languagemap") return choose(element);
    return {};
  }

  Result<void> end_element(const XmlEnd& element) override {
    if (element.name == "beforebreak") rule_.before = text_;
    if (element.name == "afterbreak") rule_.after = text_;
    if (element.name == "rule") rules_[group_].push_back(rule_);
    return {};
  }

  Result<void> characters(std::string_view text) override {
    text_ += text;
    return {};
  }

 private:
  Result<void> choose(const XmlElement& element) {
    try {
      const std::regex pattern(element.get("languagepattern"),
                               std::regex::ECMAScript | std::regex::icase);
      if (std::regex_match(language_, pattern)) chosen_.push_back(element.get("languagerulename"));
    } catch (const std::regex_error&) {
      return fail(ErrorCode::Invalid,
                  fmt::format("no regular expression: \"{}\"", element.get("languagepattern")),
                  locate(bytes_, name_, element.begin));
    }
    return {};
  }

  std::string_view bytes_;
  std::string name_;
  std::string language_;
  bool is_srx_ = false;
  bool is_cascade_ = false;
  std::string group_;
  std::string text_;
  text::SegmentationRule rule_;
  std::map<std::string, std::vector<text::SegmentationRule>, std::less<>> rules_;
  std::vector<std::string> chosen_;
};

}  // namespace

Result<std::vector<text::SegmentationRule>> read_srx(std::string_view bytes, std::string_view name,
                                                     std::string_view language) {
  SrxReader reader(bytes, name, language);
  HEXAPLA_CHECK(parse_xml(bytes, name, reader));
  return reader.finish();
}

}  // namespace hexapla::formats
