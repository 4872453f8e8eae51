// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "path.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace hexapla::alignment {
namespace {

/// How sentences may be paired, and what each way costs beside how well they fit: about minus the
/// logarithm of its share among translations.
struct Way {
  std::size_t source = 0;
  std::size_t target = 0;
  double cost = 0;
};
constexpr double kGap = 3;
constexpr std::array<Way, 6> kWays = {
    {{1, 1, 0}, {1, 0, kGap}, {0, 1, kGap}, {1, 2, 2.5}, {2, 1, 2.5}, {2, 2, 4.5}}};

/// The weight that two sentences share, seen from each side.
struct Shared {
  double of_source = 0;
  double of_target = 0;
};

/// One source sentence's row of the band.
struct Row {
  std::size_t begin = 0;  ///< first target position
  std::size_t end = 0;    ///< behind the last
  std::vector<Shared> shared;
  std::vector<double> cost;
  std::vector<std::uint8_t> way;  ///< that led here: an index into kWays

  [[nodiscard]] bool has(std::size_t position) const { return position >= begin && position < end; }
};

class PathFinder {
 public:
  PathFinder(const Texts& texts, const Band& band) : texts_(texts) {
    make_rows(band);
    list_sentences_by_feature();
    share_weights();
    measure_scores();
    const auto length = [](const std::vector<Features>& side) {
      return std::accumulate(side.begin(), side.end(), 1.0,
                             [](double sum, const Features& each) { return sum + each.length; });
    };
    ratio_ = length(texts.features.target()) / length(texts.features.source());
  }

  Path run() {
    fill();
    return trace();
  }

 private:
  [[nodiscard]] std::size_t source_size() const { return texts_.source.size(); }
  [[nodiscard]] std::size_t target_size() const { return texts_.target.size(); }

  /// Rows overlap, so that a path can lead from each to the next.
  void make_rows(const Band& band) {
    rows_.resize(source_size() + 1);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::size_t before = band.centres[i == 0 ? 0 : i - 1];
      const std::size_t centre = band.centres[i];
      const std::size_t low = std::min(before, centre);
      rows_[i].begin = low > band.half_width ? low - band.half_width : 0;
      rows_[i].end = std::min(target_size(), centre + band.half_width) + 1;
      rows_[i].cost.assign(rows_[i].end - rows_[i].begin, std::numeric_limits<double>::infinity());
      rows_[i].way.resize(rows_[i].cost.size());
    }
    rows_.front().begin = 0;
    rows_.front().cost.assign(rows_.front().end, std::numeric_limits<double>::infinity());
    rows_.front().way.resize(rows_.front().cost.size());
  }

  void list_sentences_by_feature() {
    sentences_.resize(texts_.features.size());
    for (std::size_t j = 0; j < target_size(); ++j) {
      for (const Feature feature : texts_.features.target()[j].all)
        sentences_[feature].push_back(j);
    }
    // what stands nearly everywhere tells nothing, and costs most
    for (std::vector<std::size_t>& each : sentences_) {
      if (each.size() > 20 && each.size() * 5 > target_size()) each.clear();
    }
  }

  void share_weights() {
    std::vector<Feature> seen(target_size(), std::numeric_limits<Feature>::max());
    for (std::size_t i = 0; i < source_size(); ++i) {
      Row& row = rows_[i];
      row.shared.resize(row.cost.size());
      std::fill(seen.begin() + static_cast<std::ptrdiff_t>(row.begin),
                seen.begin() + static_cast<std::ptrdiff_t>(std::min(row.end, target_size())),
                std::numeric_limits<Feature>::max());
      for (const Feature feature : texts_.features.source()[i].all) {
        for (const Rendering& rendering : texts_.lexicon[feature])
          share(feature, rendering, row, seen);
      }
    }
  }

  /// Tells the target sentences of a row that they have a rendering; `seen` has the feature that
  /// each was told of last.
  void share(Feature feature, const Rendering& rendering, Row& row,
             std::vector<Feature>& seen) const {
    const std::vector<std::size_t>& all = sentences_[rendering.feature];
    for (auto at = std::lower_bound(all.begin(), all.end(), row.begin);
         at != all.end() && *at < row.end; ++at) {
      if (seen[*at] == feature) continue;  // a surer rendering stands there
      seen[*at] = feature;
      Shared& shared = row.shared[*at - row.begin];
      shared.of_source += rendering.share * texts_.features.weight(feature);
      shared.of_target += rendering.share * texts_.features.weight(rendering.feature);
    }
  }

  /// How much of the weight of two groups of sentences is shared, and of that sentence of a group
  /// of two that shares least.
  struct Score {
    double all = 0;
    double least = 1;
  };

  [[nodiscard]] Score score(std::size_t i, std::size_t j, const Way& way) const {
    Score result;
    double found = 0;
    double all = 0;
    const auto add = [&](double shared, double weight, bool is_of_two) {
      shared = std::min(shared, weight);
      found += shared;
      all += weight;
      if (is_of_two && weight > 0) result.least = std::min(result.least, shared / weight);
    };
    for (std::size_t a = i; a < i + way.source; ++a) {
      double shared = 0;
      for (std::size_t b = j; b < j + way.target; ++b) {
        if (rows_[a].has(b)) shared += rows_[a].shared[b - rows_[a].begin].of_source;
      }
      add(shared, texts_.features.source()[a].weight, way.source > 1);
    }
    for (std::size_t b = j; b < j + way.target; ++b) {
      double shared = 0;
      for (std::size_t a = i; a < i + way.source; ++a) {
        if (rows_[a].has(b)) shared += rows_[a].shared[b - rows_[a].begin].of_target;
      }
      add(shared, texts_.features.target()[b].weight, way.target > 1);
    }
    if (all > 0) result.all = found / all;
    return result;
  }

  /// What strangers share, and what the likeliest partners do.
  void measure_scores() {
    double sum = 0;
    double sum_of_best = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < source_size(); ++i) {
      double best = 0;
      for (std::size_t j = rows_[i].begin; j < std::min(rows_[i].end, target_size()); ++j) {
        const double found = score(i, j, kWays[0]).all;
        sum += found;
        best = std::max(best, found);
        ++count;
      }
      sum_of_best += best;
    }
    strangers_ = count == 0 ? 0 : sum / static_cast<double>(count);
    partners_ = source_size() == 0 ? 0 : sum_of_best / static_cast<double>(source_size());
  }

  [[nodiscard]] double score_cost(const Score& found) const {
    constexpr double kStrength = 9;
    constexpr double kClear = 0.12;  // from which difference on words are to be believed
    constexpr double kStranger = 0.35;
    const double range = partners_ - strangers_;
    if (range <= 0.001) return 0;
    const double belief = std::min(1.0, range / kClear);
    const double gain = kStrength * ((found.all - strangers_) / range - 0.3);
    // one of two that shares no more than a stranger would has no part in the pair; in a short text
    // too few words are known to say so
    constexpr double kWellKnown = 200;  // sentences
    const double known = std::min(1.0, static_cast<double>(source_size()) / kWellKnown);
    const double least = (found.least - strangers_) / range;
    const double stranger = known * kStrength * std::max(0.0, kStranger - std::max(least, 0.0));
    return belief * (stranger - std::clamp(gain, -3.0, kStrength));
  }

  [[nodiscard]] double length_cost(std::size_t i, std::size_t j, const Way& way) const {
    double source = 0;
    double target = 0;
    for (std::size_t a = i; a < i + way.source; ++a) source += texts_.features.source()[a].length;
    for (std::size_t b = j; b < j + way.target; ++b) target += texts_.features.target()[b].length;
    source *= ratio_;
    const double mean = (source + target) / 2;
    const double deviation = (target - source) / (0.16 * mean + 1.2 * std::sqrt(mean) + 1);
    constexpr double kMost = 12;
    return std::min(deviation * deviation / 2, kMost);
  }

  [[nodiscard]] double structure_cost(std::size_t i, std::size_t j, const Way& way) const {
    const Sentence& source = texts_.source[i];
    const Sentence& target = texts_.target[j];
    double cost = 0;
    if (source.kind != target.kind)
      cost += source.kind == "heading" || target.kind == "heading" ? 4 : 1.5;
    if (source.begins_block != target.begins_block) cost += 1;
    if (source.begins_block && target.begins_block) cost -= 0.5;
    const bool crosses_source = way.source > 1 && texts_.source[i + 1].begins_block;
    const bool crosses_target = way.target > 1 && texts_.target[j + 1].begins_block;
    if (crosses_source != crosses_target) cost += 1.5;
    return cost;
  }

  /// What pairing costs whose way does not say: gaps cost nothing more.
  [[nodiscard]] double fit_cost(std::size_t i, std::size_t j, const Way& way) const {
    if (way.source == 0 || way.target == 0) return 0;
    return length_cost(i, j, way) + structure_cost(i, j, way) + score_cost(score(i, j, way));
  }

  void fill() {
    rows_.front().cost.front() = 0;
    for (std::size_t i = 0; i <= source_size(); ++i) {
      for (std::size_t j = rows_[i].begin; j < rows_[i].end; ++j) {
        for (std::size_t way = 0; way < kWays.size(); ++way) relax(i, j, way);
      }
    }
  }

  /// Whether position (i, j) is reached more cheaply by a way.
  void relax(std::size_t i, std::size_t j, std::size_t number) {
    const Way& way = kWays.at(number);
    if (i < way.source || j < way.target) return;
    const Row& from = rows_[i - way.source];
    if (!from.has(j - way.target)) return;
    const double before = from.cost[j - way.target - from.begin];
    double& cost = rows_[i].cost[j - rows_[i].begin];
    if (before + way.cost - 12 * static_cast<double>(way.source) >= cost) return;  // no fit helps
    const double reached = before + way.cost + fit_cost(i - way.source, j - way.target, way);
    if (reached >= cost) return;
    cost = reached;
    rows_[i].way[j - rows_[i].begin] = static_cast<std::uint8_t>(number);
  }

  Path trace() const {
    Path path;
    std::size_t i = source_size();
    std::size_t j = target_size();
    while (i > 0 || j > 0) {
      const Row& row = rows_[i];
      const Way& way = kWays.at(row.way[j - row.begin]);
      Pair pair{i - way.source, i, j - way.target, j, 0};
      pair.confidence = judge(pair, way);
      path.pairs.push_back(pair);
      const bool is_low = j > 0 && j < row.begin + 3 && row.begin > 0;
      const bool is_high = j + 3 > row.end && row.end <= target_size();
      path.touches_edge = path.touches_edge || is_low || is_high;
      i -= way.source;
      j -= way.target;
    }
    std::reverse(path.pairs.begin(), path.pairs.end());
    return path;
  }

  /// Partners that fit as such do in this text cost far less than nothing; strangers that had to
  /// be paired do not.
  [[nodiscard]] double judge(const Pair& pair, const Way& way) const {
    constexpr double kEven = -1;  // as likely as not
    const auto likelihood = [](double cost) { return 1 / (1 + std::exp((cost - kEven) / 1.5)); };
    if (pair.is_paired())
      return likelihood(way.cost + fit_cost(pair.source_begin, pair.target_begin, way));
    if (way.source == 0) return 0.5;
    const Row& row = rows_[pair.source_begin];
    double cheapest = kGap;
    for (std::size_t j = row.begin; j < std::min(row.end, target_size()); ++j)
      cheapest = std::min(cheapest, fit_cost(pair.source_begin, j, kWays[0]));
    return 1 - likelihood(cheapest);
  }

  const Texts& texts_;
  std::vector<Row> rows_;
  std::vector<std::vector<std::size_t>> sentences_;  ///< of the target, by feature
  double ratio_ = 1;
  double strangers_ = 0;
  double partners_ = 0;
};

/// Two sentences that share what stands nowhere else.
struct Anchor {
  std::size_t source = 0;
  std::size_t target = 0;
};

/// The longest chain that rises on both sides.
std::vector<Anchor> keep_rising(const std::vector<Anchor>& anchors) {
  std::vector<std::size_t> ends;  // by length of chain: the anchor with the lowest target
  std::vector<std::size_t> before(anchors.size(), anchors.size());
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const auto at = std::lower_bound(
        ends.begin(), ends.end(), anchors[i].target,
        [&](std::size_t each, std::size_t target) { return anchors[each].target < target; });
    if (at != ends.begin()) before[i] = *std::prev(at);
    if (at == ends.end())
      ends.push_back(i);
    else
      *at = i;
  }
  std::vector<Anchor> chain;
  for (std::size_t i = ends.empty() ? anchors.size() : ends.back(); i < anchors.size();
       i = before[i])
    chain.push_back(anchors[i]);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// Without those that lie off the line of their neighbours: chance, not translation.
std::vector<Anchor> keep_near(const std::vector<Anchor>& chain) {
  std::vector<Anchor> near;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (i == 0 || i + 1 == chain.size()) {
      near.push_back(chain[i]);
      continue;
    }
    const Anchor& one = chain[i - 1];
    const Anchor& other = chain[i + 1];
    const double slope = static_cast<double>(other.target - one.target) /
                         static_cast<double>(std::max<std::size_t>(1, other.source - one.source));
    const double expected =
        static_cast<double>(one.target) + slope * static_cast<double>(chain[i].source - one.source);
    const double allowed = 10 + 0.2 * static_cast<double>(other.target - one.target);
    if (std::abs(static_cast<double>(chain[i].target) - expected) <= allowed)
      near.push_back(chain[i]);
  }
  return near;
}

}  // namespace

Path find_path(const Texts& texts, const Band& band) { return PathFinder(texts, band).run(); }

std::vector<std::size_t> find_centres(const FeatureTable& features) {
  std::vector<std::size_t> only(features.size(), 0);
  for (std::size_t j = 0; j < features.target().size(); ++j) {
    for (const Feature feature : features.target()[j].all) only[feature] = j;
  }
  std::vector<Anchor> anchors;
  for (std::size_t i = 0; i < features.source().size(); ++i) {
    for (const Feature feature : features.source()[i].all) {
      const bool is_unique =
          features.source_count(feature) == 1 && features.target_count(feature) == 1;
      const bool is_new = anchors.empty() || anchors.back().source != i;
      if (is_unique && is_new) anchors.push_back({i, only[feature]});
    }
  }
  std::vector<Anchor> chain = keep_near(keep_rising(anchors));
  chain.push_back({features.source().size(), features.target().size()});
  std::vector<std::size_t> centres;
  Anchor from;
  for (const Anchor& to : chain) {
    double length = 0.001;
    for (std::size_t i = from.source; i < to.source; ++i) length += features.source()[i].length;
    double at = 0;
    for (std::size_t i = from.source; i < to.source; ++i) {
      centres.push_back(
          from.target +
          static_cast<std::size_t>(at / length * static_cast<double>(to.target - from.target)));
      at += features.source()[i].length;
    }
    from = to;
  }
  centres.push_back(features.target().size());
  return centres;
}

std::vector<std::size_t> find_centres(const std::vector<Pair>& pairs, std::size_t source_size) {
  std::vector<std::size_t> centres(source_size + 1, 0);
  for (const Pair& pair : pairs) {
    for (std::size_t i = pair.source_begin; i < pair.source_end; ++i)
      centres[i] = pair.target_begin;
    centres[pair.source_end] = pair.target_end;
  }
  return centres;
}

}  // namespace hexapla::alignment
