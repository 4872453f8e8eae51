// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/text/segmentation.hpp"

#include <mutex>
#include <utility>

#include <unicode/brkiter.h>

#include "icu.hpp"
#include "rule_search.hpp"
#include "utf8_steps.hpp"

namespace hexapla::text {
namespace {

/// The sentences of UAX 29.
std::vector<std::size_t> find_plain_breaks(icu::BreakIterator& sentences, std::string_view utf8) {
  const icu::UnicodeString text = to_icu(utf8);
  sentences.setText(text);
  std::vector<std::size_t> breaks;
  std::int32_t byte = 0;
  std::int32_t unit = 0;
  sentences.first();
  for (std::int32_t at = sentences.next(); at > 0 && at < text.length(); at = sentences.next()) {
    while (unit < at) unit += decode_next(utf8, byte) > 0xFFFF ? 2 : 1;
    breaks.push_back(static_cast<std::size_t>(byte));
  }
  return breaks;
}

/// Things of one kind that are costly to make: borrowed, and handed back for the next.
template <class T>
class Pool {
 public:
  template <class Make>
  std::unique_ptr<T> borrow(const Make& make) {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<T> one = std::move(idle_.back());
        idle_.pop_back();
        return one;
      }
    }
    return make();
  }

  void give_back(std::unique_ptr<T> one) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(one));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> idle_;
};

}  // namespace

struct Segmenter::Compiled {
  std::unique_ptr<const CompiledRules> rules;           ///< null: untailored
  std::unique_ptr<const icu::BreakIterator> sentences;  ///< of the untailored
  mutable Pool<RuleWorkbench> workbenches;
  mutable Pool<icu::BreakIterator> iterators;
};

Segmenter::Segmenter(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

Result<Segmenter> Segmenter::compile(const std::vector<SegmentationRule>& rules) {
  auto compiled = std::make_unique<Compiled>();
  HEXAPLA_TRY(compiled->rules, CompiledRules::compile(rules));
  return Segmenter(std::move(compiled));
}

Segmenter Segmenter::untailored() {
  auto compiled = std::make_unique<Compiled>();
  UErrorCode status = U_ZERO_ERROR;
  compiled->sentences.reset(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) compiled->sentences.reset();  // ICU has no data: one sentence
  return Segmenter(std::move(compiled));
}

Result<std::vector<std::size_t>> Segmenter::find_breaks(std::string_view utf8) const {
  if (compiled_->rules) {
    auto workbench = compiled_->workbenches.borrow(
        [this] { return std::make_unique<RuleWorkbench>(*compiled_->rules); });
    auto breaks = RuleSearch(*compiled_->rules, *workbench, utf8).run();
    compiled_->workbenches.give_back(std::move(workbench));
    return breaks;
  }
  if (!compiled_->sentences) return std::vector<std::size_t>{};
  auto sentences = compiled_->iterators.borrow(
      [this] { return std::unique_ptr<icu::BreakIterator>(compiled_->sentences->clone()); });
  std::vector<std::size_t> breaks = find_plain_breaks(*sentences, utf8);
  compiled_->iterators.give_back(std::move(sentences));
  return breaks;
}

}  // namespace hexapla::text
