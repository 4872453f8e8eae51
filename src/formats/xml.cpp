// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/xml.hpp"

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "hexapla/base/source_file.hpp"
#include "hexapla/text/utf8.hpp"

namespace hexapla::formats {
namespace {

/// Fed in pieces: xmlByteConsumed is exact in push mode, and memory stays bounded.
constexpr std::size_t kChunk = 65'536;

/// What no document of ours comes near: many attributes take libxml2 quadratic time.
constexpr std::size_t kMostAttributes = 1000;
/// Tags up to this length are not looked at: they cannot hold more.
constexpr std::size_t kLongTag = kMostAttributes * 4;

/// How many values in quotes stand before the end of a tag.
std::size_t count_values(std::string_view tag) {
  std::size_t count = 0;
  for (std::size_t at = tag.find_first_of("\"'>"); at < tag.size() && tag[at] != '>';
       at = tag.find_first_of("\"'>", at)) {
    ++count;
    at = tag.find(tag[at], at + 1);
    if (at == std::string_view::npos) break;
    ++at;
  }
  return count;
}

/// Where a start tag with too many attributes begins, in one pass from "<" to "<".
std::optional<std::size_t> find_crowded_tag(std::string_view text) {
  std::size_t at = text.find('<');
  while (at < text.size()) {
    const std::size_t next = std::min(text.find('<', at + 1), text.size());
    const bool is_long_tag = next - at > kLongTag && text[at + 1] != '!' && text[at + 1] != '?';
    if (is_long_tag && count_values(text.substr(at, next - at)) > kMostAttributes) return at;
    at = next;
  }
  return std::nullopt;
}

struct FreeContext {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};
using ParserContext = std::unique_ptr<xmlParserCtxt, FreeContext>;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view()
                         : std::string_view(reinterpret_cast<const char*>(text));
}

std::string_view view(const xmlChar* begin, const xmlChar* end) {
  return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin)};
}

/// Elements within elements: as deep as libxml2 itself would build a tree.
constexpr std::size_t kDeepest = 256;

/// Carries SAX events to a handler, until it or the parser fails.
class Bridge {
 public:
  Bridge(std::string_view bytes, std::string_view name, XmlHandler& handler, XmlDoctype doctype)
      : bytes_(bytes), name_(name), handler_(handler), doctype_(doctype) {}

  Result<void> run() {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = &Bridge::on_start;
    sax.endElementNs = &Bridge::on_end;
    sax.characters = &Bridge::on_characters;
    sax.ignorableWhitespace = &Bridge::on_characters;
    sax.cdataBlock = &Bridge::on_characters;
    sax.internalSubset = &Bridge::on_doctype;
    sax.reference = &Bridge::on_reference;
    sax.serror = &Bridge::on_error;
    const ParserContext context(xmlCreatePushParserCtxt(&sax, this, nullptr, 0, nullptr));
    context_ = context.get();
    // what is wrong with declarations that are passed over is nobody's concern
    xmlSetStructuredErrorFunc(nullptr, &Bridge::ignore_error);
    xmlCtxtUseOptions(context_, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC);
    for (std::size_t at = 0; outcome_ && at < bytes_.size(); at += kChunk) {
      const std::size_t size = std::min(kChunk, bytes_.size() - at);
      if (xmlParseChunk(context_, bytes_.data() + at, static_cast<int>(size), 0) != 0) break;
    }
    if (outcome_) xmlParseChunk(context_, nullptr, 0, 1);
    if (outcome_ && context_->wellFormed == 0) complain("the document is incomplete");
    xmlFreeDoc(std::exchange(context_->myDoc, nullptr));  // where declarations were put
    return std::move(outcome_);
  }

 private:
  static Bridge& self(void* user) { return *static_cast<Bridge*>(user); }

  std::size_t consumed() const {
    const long offset = xmlByteConsumed(context_);
    return offset < 0 ? 0 : std::min(static_cast<std::size_t>(offset), bytes_.size());
  }

  void take(Result<void> outcome) {
    if (outcome) return;
    if (outcome_) outcome_ = std::move(outcome);
    xmlStopParser(context_);
  }

  void complain(std::string message) {
    take(fail(ErrorCode::Syntax, fmt::format("not well-formed XML: {}", message),
              locate(bytes_, name_, consumed())));
  }

  // NOLINTNEXTLINE(readability-function-size): libxml2 gives its callbacks nine parameters
  static void on_start(void* user, const xmlChar* local, const xmlChar* /*prefix*/,
                       const xmlChar* uri, int /*namespace_count*/, const xmlChar** /*namespaces*/,
                       int attribute_count, int /*defaulted*/, const xmlChar** raw) {
    Bridge& bridge = self(user);
    if (!bridge.outcome_) return;
    if (++bridge.depth_ > kDeepest) {
      bridge.take(fail(ErrorCode::Invalid,
                       fmt::format("elements nested deeper than {} levels", kDeepest),
                       locate(bridge.bytes_, bridge.name_, bridge.consumed()),
                       "no tool writes such a file; it is damaged or hostile"));
      return;
    }
    bridge.read_attributes(attribute_count, raw);
    XmlElement element{view(local), view(uri), bridge.attributes_, 0, 0};
    if (bridge.find_tag(element)) bridge.take(bridge.handler_.start_element(element));
  }

  void read_attributes(int count, const xmlChar** raw) {
    attributes_.clear();
    for (int i = 0; i < count; ++i) {
      const xmlChar** field =
          raw + static_cast<std::ptrdiff_t>(i) * 5;  // local, prefix, uri, value, end of value
      attributes_.push_back({view(field[0]), view(field[2]), decode(view(field[3], field[4]))});
    }
  }

  /// The place of the start tag that was just told of. libxml2 stands before ">" or "/>", or where
  /// it misses them, which it tells only later; "<" cannot occur inside a tag.
  bool find_tag(XmlElement& element) {
    const std::size_t at = consumed();
    element.begin = bytes_.rfind('<', at == 0 ? 0 : at - 1);
    const std::string_view rest = bytes_.substr(at);
    if (element.begin < at && (rest.starts_with('>') || rest.starts_with("/>"))) {
      element.end = at + (rest.front() == '>' ? 1 : 2);
      return true;
    }
    complain(fmt::format("the start tag of {} does not end", element.name));
    return false;
  }

  /// libxml2 hands attribute values out with the entities of XML already replaced, but "&" as
  /// "&#38;".
  static std::string decode(std::string_view value) {
    std::string result;
    result.reserve(value.size());
    for (;;) {
      const std::size_t at = value.find("&#38;");
      result += value.substr(0, at);
      if (at == std::string_view::npos) return result;
      result += '&';
      value.remove_prefix(at + 5);
    }
  }

  static void on_end(void* user, const xmlChar* local, const xmlChar* /*prefix*/,
                     const xmlChar* uri) {
    Bridge& bridge = self(user);
    if (!bridge.outcome_) return;
    --bridge.depth_;
    XmlEnd element{view(local), view(uri), 0, bridge.consumed()};
    const std::size_t open =
        element.end == 0 ? std::string_view::npos : bridge.bytes_.rfind('<', element.end - 1);
    const bool is_end_tag =
        open != std::string_view::npos && bridge.bytes_.substr(open).starts_with("</");
    element.begin = is_end_tag ? open : element.end;
    bridge.take(bridge.handler_.end_element(element));
  }

  static void on_characters(void* user, const xmlChar* text, int length) {
    Bridge& bridge = self(user);
    if (bridge.outcome_) bridge.take(bridge.handler_.characters(view(text, text + length)));
  }

  static void on_doctype(void* user, const xmlChar* /*name*/, const xmlChar* /*external*/,
                         const xmlChar* /*system*/) {
    Bridge& bridge = self(user);
    if (bridge.doctype_ == XmlDoctype::Skipped) return;
    bridge.take(fail(ErrorCode::Refused, "the document has a DOCTYPE, which is not read",
                     locate(bridge.bytes_, bridge.name_, bridge.consumed()),
                     "remove the DOCTYPE and its entities"));
  }

  static void ignore_error(void* /*user*/, xmlError* /*error*/) {}

  static void on_reference(void* user, const xmlChar* entity) {
    self(user).complain(fmt::format("the entity {} is not declared here", view(entity)));
  }

  static void on_error(void* user, xmlError* error) {
    Bridge& bridge = self(user);
    if (!bridge.outcome_ || error->level < XML_ERR_ERROR) return;
    std::string message = error->message == nullptr ? "unknown error" : error->message;
    while (!message.empty() && std::isspace(static_cast<unsigned char>(message.back())) != 0)
      message.pop_back();
    // What the push parser says of a document that is cut short.
    if (error->code == XML_ERR_DOCUMENT_END && bridge.depth_ > 0)
      message = "the document ends inside an element";
    bridge.complain(std::move(message));
  }

  std::string_view bytes_;
  std::string_view name_;
  XmlHandler& handler_;
  XmlDoctype doctype_;
  xmlParserCtxt* context_ = nullptr;
  std::size_t depth_ = 0;
  std::vector<XmlAttribute> attributes_;
  Result<void> outcome_;
};

/// The encoding that an XML declaration names; empty where it names none.
std::string declared_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, std::min(bytes.find("?>"), bytes.size()));
  const std::size_t key = declaration.find("encoding");
  const std::size_t open =
      key == std::string_view::npos ? key : declaration.find_first_of("'\"", key);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  std::string name(
      declaration.substr(open + 1, close == std::string_view::npos ? 0 : close - open - 1));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

}  // namespace

std::optional<std::string> XmlElement::find(std::string_view attribute) const {
  for (const XmlAttribute& each : attributes) {
    if (each.uri.empty() && each.name == attribute) return each.value;
  }
  return std::nullopt;
}

std::string XmlElement::get_local(std::string_view attribute) const {
  for (const XmlAttribute& each : attributes) {
    if (each.name == attribute) return each.value;
  }
  return {};
}

Location locate(std::string_view bytes, std::string_view name, std::size_t offset) {
  const LineColumn place = SourceFile(std::string(name), std::string(bytes)).position(offset);
  return {std::string(name), place.line, place.column};
}

Result<void> check_xml_encoding(std::string_view bytes, std::string_view name) {
  const std::string encoding = declared_encoding(bytes);
  if (!encoding.empty() && encoding != "utf-8" && encoding != "us-ascii") {
    return fail(ErrorCode::Syntax, fmt::format("the document is declared as {}", encoding),
                {std::string(name)}, "save it as UTF-8");
  }
  return {};
}

Result<void> parse_xml(std::string_view bytes, std::string_view name, XmlHandler& handler,
                       XmlDoctype doctype) {
  if (find_xml_encoding(bytes) != XmlEncoding::Utf8) {
    HEXAPLA_TRY(const std::string decoded, decode_xml(bytes, name));
    return parse_decoded_xml(decoded, name, handler, doctype);
  }
  HEXAPLA_CHECK(check_xml_encoding(bytes, name));
  return parse_decoded_xml(bytes, name, handler, doctype);
}

Result<void> parse_decoded_xml(std::string_view utf8, std::string_view name, XmlHandler& handler,
                               XmlDoctype doctype) {
  if (utf8.empty()) return fail(ErrorCode::Syntax, "the file is empty", {std::string(name)});
  // libxml2 takes it for the end of what it has.
  if (const std::size_t zero = utf8.find('\0'); zero != std::string_view::npos) {
    return fail(ErrorCode::Syntax, "not well-formed XML: the document holds U+0000",
                locate(utf8, name, zero));
  }
  if (const auto crowded = find_crowded_tag(utf8)) {
    return fail(ErrorCode::Refused,
                fmt::format("a start tag has more than {} attributes", kMostAttributes),
                locate(utf8, name, *crowded));
  }
  Result<void> outcome = Bridge(utf8, name, handler, doctype).run();
  if (outcome || outcome.error().code != ErrorCode::Syntax) return outcome;
  // libxml2 finds malformed UTF-8 itself; what it says of it is hard to understand.
  if (const auto malformed = text::find_malformed(utf8)) {
    return fail(ErrorCode::Syntax, "the document is not UTF-8", locate(utf8, name, *malformed),
                "save it as UTF-8");
  }
  return outcome;
}

std::string to_xml(std::string_view text, bool is_attribute) {
  std::string clean;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_control = byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
    clean += is_control ? std::string("\uFFFD") : std::string(1, c);
  }
  std::string escaped;
  append_escaped(escaped, clean, is_attribute);
  return escaped;
}

void append_escaped(std::string& out, std::string_view text, bool is_attribute) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += is_attribute ? "&quot;" : "\"";
        break;
      case '\n':
        out += is_attribute ? "&#10;" : "\n";
        break;
      case '\t':
        out += is_attribute ? "&#9;" : "\t";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace hexapla::formats
