// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "exchange.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hexapla::app {

Result<void> report_losses(const formats::Losses& losses, const formats::ExchangeFormat& format,
                           bool is_strict, const Environment& environment) {
  constexpr std::size_t kMost = 3;
  for (const auto& [kind, places] : losses) {
    const auto end =
        std::next(places.begin(), static_cast<std::ptrdiff_t>(std::min(places.size(), kMost)));
    *environment.errors << fmt::format("hexapla: {} cannot hold {}: {} {} ({}{})\n", format.title,
                                       kind, places.size(), places.size() == 1 ? "unit" : "units",
                                       fmt::join(places.begin(), end, ", "),
                                       places.size() > kMost ? " ..." : "");
  }
  if (!is_strict || losses.empty()) return {};
  return fail(ErrorCode::Refused, "nothing was written, since something would be lost", {},
              "leave --strict out");
}

std::vector<std::string> written_formats() {
  std::vector<std::string> names;
  for (const formats::ExchangeFormat& format : formats::exchange_formats()) {
    if (format.is_written) names.emplace_back(format.name);
  }
  return names;
}

Result<const formats::ExchangeFormat*> choose_exchange_format(const std::string& name,
                                                              const std::string& output,
                                                              std::string_view otherwise) {
  const formats::ExchangeFormat* format = !name.empty() ? formats::find_exchange_format(name)
                                          : !output.empty()
                                              ? formats::find_exchange_format_of(output, {})
                                              : formats::find_exchange_format(otherwise);
  if (format != nullptr && format->is_written) return format;
  return fail(ErrorCode::Usage,
              name.empty() ? fmt::format("the ending of {} is that of no format", output)
                           : fmt::format("there is no format \"{}\"", name),
              {}, fmt::format("--format takes {}", fmt::join(written_formats(), ", ")));
}

}  // namespace hexapla::app
