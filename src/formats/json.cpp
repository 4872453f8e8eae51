// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/json.hpp"

#include <cassert>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hexapla::formats {
namespace {

std::string quote(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

void JsonWriter::before_value() {
  if (std::exchange(after_key_, false) || has_items_.empty()) return;
  text_ += has_items_.back() ? ",\n" : "\n";
  has_items_.back() = true;
  text_.append(has_items_.size() * 2, ' ');
}

JsonWriter& JsonWriter::begin_object() {
  before_value();
  text_ += '{';
  has_items_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  before_value();
  text_ += '[';
  has_items_.push_back(false);
  return *this;
}

void JsonWriter::end(char bracket) {
  assert(!has_items_.empty());
  const bool has_items = has_items_.back();
  has_items_.pop_back();
  if (has_items) {
    text_ += '\n';
    text_.append(has_items_.size() * 2, ' ');
  }
  text_ += bracket;
}

JsonWriter& JsonWriter::end_object() {
  end('}');
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  end(']');
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  text_ += quote(name) + ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view token) {
  before_value();
  text_ += token;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) { return raw(quote(text)); }
JsonWriter& JsonWriter::value(std::uint64_t number) { return raw(fmt::to_string(number)); }
JsonWriter& JsonWriter::value(double number) { return raw(fmt::to_string(number)); }
JsonWriter& JsonWriter::value(bool truth) { return raw(truth ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }

std::string JsonWriter::take() {
  text_ += '\n';
  return std::move(text_);
}

}  // namespace hexapla::formats
