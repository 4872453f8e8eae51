// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "features.hpp"

#include <algorithm>
#include <cmath>

#include "hexapla/text/normalize.hpp"
#include "hexapla/text/utf8.hpp"
#include "hexapla/text/words.hpp"

namespace hexapla::alignment {
namespace {

/// Words of one root begin alike in the languages that inflect at the end.
constexpr std::size_t kStem = 5;

std::string first_characters(const std::string& word, std::size_t count) {
  return word.substr(0, text::byte_offset(word, count));
}

double count_visible(std::string_view text) {
  const std::u32string points = text::to_code_points(text);
  return static_cast<double>(std::count_if(points.begin(), points.end(), [](char32_t c) {
    return c != ' ' && c != '\t' && c != '\n' && c != 0xA0 && c != 0x3000;
  }));
}

}  // namespace

FeatureTable::FeatureTable(const std::vector<Sentence>& source,
                           const std::vector<Sentence>& target) {
  for (const Sentence& sentence : source) {
    source_.push_back(read(sentence));
    for (const Feature feature : source_.back().all) ++counts_[feature].first;
  }
  for (const Sentence& sentence : target) {
    target_.push_back(read(sentence));
    for (const Feature feature : target_.back().all) ++counts_[feature].second;
  }
  const auto all = static_cast<double>(source.size() + target.size() + 1);
  for (const auto& [of_source, of_target] : counts_)
    weights_.push_back(std::log(all / static_cast<double>(of_source + of_target)) + 0.1);
  for (std::vector<Features>* side : {&source_, &target_}) {
    for (Features& features : *side) {
      for (const Feature feature : features.all) features.weight += weights_[feature];
    }
  }
}

Feature FeatureTable::id_of(const std::string& name) {
  const auto [found, is_new] = ids_.try_emplace(name, static_cast<Feature>(ids_.size()));
  if (is_new) counts_.emplace_back();
  return found->second;
}

Features FeatureTable::read(const Sentence& sentence) {
  Features features;
  features.length = count_visible(sentence.text);
  std::string before;  // the Han character before
  std::size_t end = 0;
  for (const text::Token& token : text::find_tokens(sentence.text)) {
    const std::string word = sentence.text.substr(token.begin, token.end - token.begin);
    if (token.kind == text::TokenKind::Ideograph) {
      if (!before.empty() && end == token.begin) features.all.push_back(id_of(before + word));
      before = word;
      end = token.end;
    } else if (token.kind == text::TokenKind::Word) {
      features.all.push_back(id_of(first_characters(text::fold_for_search(word), kStem)));
    }
  }
  for (const std::string& anchor : sentence.anchors) features.all.push_back(id_of('\0' + anchor));
  std::sort(features.all.begin(), features.all.end());
  features.all.erase(std::unique(features.all.begin(), features.all.end()), features.all.end());
  return features;
}

}  // namespace hexapla::alignment
