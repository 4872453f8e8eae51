// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "hexapla/base/memory_files.hpp"
#include "hexapla/base/processes.hpp"
#include "hexapla/workspace/sync.hpp"
#include "hexapla/workspace/workspace.hpp"

namespace hexapla::workspace {

/// A workspace in memory with one publication, English to Chinese, and the real pandoc.
class SmallWorkspace {
 public:
  SmallWorkspace() {
    files.put("/w/hexapla.toml", "[workspace]\nlanguages = [\"en\", \"zh\"]\n");
    files.put("/w/content/doc/publication.toml", "parts = [\"01-a\"]\n");
    for (const char* language : {"en", "zh"}) {
      const std::string folder = std::string("/w/locales/") + language;
      files.put(folder + "/house.toml",
                std::string("tag = \"") + language + "\"\n[fonts]\nbody = [\"x\"]\n");
      files.put(folder + "/messages.toml", "[reference]\nfigure = \"{number}\"\n");
    }
    source("# Title {#t}\n");
  }

  void source(const std::string& markdown, const std::string& part = "01-a") {
    files.put("/w/content/doc/source/en/" + part + ".md", markdown);
  }
  [[nodiscard]] Workspace open() { return Workspace::open({&files, &processes}, "/w", {}).value(); }
  [[nodiscard]] Result<SyncReport> plan() {
    const Workspace workspace = open();
    return plan_sync(workspace, workspace.publications().front());
  }
  /// Syncs and gives the report.
  SyncReport sync() {
    const Workspace workspace = open();
    auto report = plan_sync(workspace, workspace.publications().front());
    if (!report) throw std::runtime_error(report.error().to_string());
    if (const auto saved = save_sync(workspace, {*report}); !saved)
      throw std::runtime_error(saved.error().to_string());
    return std::move(*report);
  }
  [[nodiscard]] std::string read(const std::string& name) {
    return files.read("/w/content/doc/" + name).value_or("");
  }

  MemoryFiles files;
  SystemProcesses processes;
};

}  // namespace hexapla::workspace
