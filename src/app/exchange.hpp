// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hexapla/app/application.hpp"
#include "hexapla/base/result.hpp"
#include "hexapla/formats/exchange.hpp"

namespace hexapla::app {

/// Says on the messages' stream what a format cannot hold, a line a kind: how many units, and which
/// first. Refused, with nothing written, where `is_strict` and there is any.
[[nodiscard]] Result<void> report_losses(const formats::Losses& losses,
                                         const formats::ExchangeFormat& format, bool is_strict,
                                         const Environment& environment);

/// The format that --format names, or else the ending of `output`, or else the one named by
/// `otherwise`. Usage where there is none, with the names that there are.
[[nodiscard]] Result<const formats::ExchangeFormat*> choose_exchange_format(
    const std::string& name, const std::string& output, std::string_view otherwise);

/// The names of the formats that are written.
[[nodiscard]] std::vector<std::string> written_formats();

}  // namespace hexapla::app
