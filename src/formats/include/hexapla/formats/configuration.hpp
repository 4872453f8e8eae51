// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/result.hpp"
#include "hexapla/model/configuration.hpp"
#include "hexapla/model/import_record.hpp"
#include "hexapla/model/locale.hpp"

/// TOML files of a workspace (decisions.md, Data, configuration). Every error is Configuration with
/// file, line and column; an unknown key names the nearest known one ("unknown key "langauges"; did
/// you mean "languages"?").
namespace hexapla::formats {

[[nodiscard]] Result<model::WorkspaceConfiguration> read_workspace_configuration(
    std::string_view toml, std::string_view name);
/// Keys that are absent take the workspace's values (source, languages, glossaries).
[[nodiscard]] Result<model::PublicationConfiguration> read_publication_configuration(
    std::string_view toml, std::string_view name, const model::WorkspaceConfiguration& workspace);

/// One file of data/ each; what it holds is added to `data`.
[[nodiscard]] Result<std::vector<model::Waiver>> read_waivers(std::string_view toml,
                                                              std::string_view name);
/// One [[waiver]] table as text, a blank line before it.
[[nodiscard]] std::string to_toml(const model::Waiver& waiver);

[[nodiscard]] Result<void> read_registers(std::string_view toml, std::string_view name,
                                          model::PublicationData& data);
[[nodiscard]] Result<void> read_enablers(std::string_view toml, std::string_view name,
                                         model::PublicationData& data);
[[nodiscard]] Result<void> read_priorities(std::string_view toml, std::string_view name,
                                           model::PublicationData& data);
[[nodiscard]] Result<void> read_links(std::string_view toml, std::string_view name,
                                      model::PublicationData& data);
[[nodiscard]] Result<void> read_citations(std::string_view toml, std::string_view name,
                                          model::PublicationData& data);

/// import.toml, and its text.
[[nodiscard]] Result<model::ImportRecord> read_import_record(std::string_view toml,
                                                             std::string_view name);
[[nodiscard]] std::string to_toml(const model::ImportRecord& record);

/// A list of strings; a table of data/, with a blank line before it.
[[nodiscard]] std::string to_toml_array(const std::vector<std::string>& strings);
[[nodiscard]] std::string to_toml(const model::Enabler& enabler);
[[nodiscard]] std::string to_toml(const model::SynergyCitation& citation);

/// house.toml, messages.toml and numbers.toml of one language, into `locale`.
[[nodiscard]] Result<void> read_house(std::string_view toml, std::string_view name,
                                      model::Locale& locale);
[[nodiscard]] Result<void> read_messages(std::string_view toml, std::string_view name,
                                         model::Locale& locale);
[[nodiscard]] Result<void> read_numbers(std::string_view toml, std::string_view name,
                                        model::Locale& locale);

}  // namespace hexapla::formats
