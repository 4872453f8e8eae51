// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/formats/configuration.hpp"

#include "fuzz.hpp"

using namespace hexapla;  // NOLINT(google-build-using-namespace): a program of one function

/// Every configuration reader takes every input; errors have a message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view toml = as_text(data, size);
  model::PublicationData publication;
  model::Locale locale;
  const auto check = [](const auto& outcome) {
    require(outcome || !outcome.error().message.empty(), "every error has a message");
  };
  check(formats::read_workspace_configuration(toml, "a.toml"));
  check(formats::read_publication_configuration(toml, "a.toml", {}));
  check(formats::read_registers(toml, "a.toml", publication));
  check(formats::read_enablers(toml, "a.toml", publication));
  check(formats::read_citations(toml, "a.toml", publication));
  check(formats::read_house(toml, "a.toml", locale));
  check(formats::read_messages(toml, "a.toml", locale));
  check(formats::read_numbers(toml, "a.toml", locale));
  return 0;
}
