// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "hexapla/base/save.hpp"
#include "hexapla/formats/tbx.hpp"
#include "hexapla/formats/tbx_editor.hpp"
#include "hexapla/workspace/sync.hpp"

#include "command_set.hpp"
#include "term_bases.hpp"

namespace hexapla::app {
namespace {

using formats::TbxEditor;
using formats::TermTransaction;
using model::TermStatus;

/// What the commands that change a term base take.
struct EditOptions {
  formats::TermPlace place;
  std::string glossary;  ///< empty: the one that has the concept, for a new one the first
  std::string author;
  std::string note;
  // add
  std::string type;
  std::string part_of_speech;
  std::string subject_field;
  // edit
  std::string replacement;
  // approve
  bool is_admitted = false;
};

using Edit =
    std::function<Result<std::string>(TbxEditor&, const OpenBase&, const TermTransaction&)>;

/// Opens the base, edits it, checks that it reads as before but for that, and saves it; prints what
/// the edit says of itself.
Result<int> edit_base(const CommonOptions& common, const EditOptions& options,
                      const Environment& environment, const Edit& edit) {
  HEXAPLA_TRY(const workspace::Workspace workspace, open_workspace(common, environment));
  HEXAPLA_TRY(
      const workspace::Session session,
      workspace::begin_writing(workspace, fmt::format("hexapla terms, process {}", ::getpid())));
  report_recovery(session.recovery, environment);
  HEXAPLA_TRY(const std::vector<OpenBase> bases, read_bases(workspace));
  HEXAPLA_TRY(const OpenBase* base, choose_base(bases, options.place.concept_id, options.glossary));
  const TermTransaction transaction{today(), options.author, options.note};
  TbxEditor editor(base->before, base->name);
  HEXAPLA_TRY(const std::string done, edit(editor, *base, transaction));
  DiagnosticList malformed;
  HEXAPLA_CHECK(formats::read_tbx(editor.bytes(), base->name, malformed));
  if (!malformed.findings().empty())
    return fail(ErrorCode::Refused, malformed.findings().front().message, {base->name});
  HEXAPLA_CHECK(save_all(workspace.files(), workspace.root() / "hexapla.journal",
                         {{workspace.root() / base->name, base->before, editor.bytes()}}));
  *environment.out << fmt::format("{}: {}\n", base->name, done);
  return kClean;
}

std::string describe(const formats::TermPlace& place) {
  return fmt::format("{} {} “{}”", place.concept_id, place.language, place.term);
}

bool is_proposed(const model::Term& term) { return term.status == TermStatus::Proposed; }

Result<int> run_add(const CommonOptions& common, const EditOptions& options,
                    const Environment& environment) {
  return edit_base(common, options, environment,
                   [&](TbxEditor& editor, const OpenBase& base,
                       const TermTransaction& transaction) -> Result<std::string> {
                     if (base.glossary.find(options.place.concept_id) == nullptr) {
                       HEXAPLA_CHECK(editor.add_concept(
                           {options.place.concept_id, options.subject_field}, transaction));
                     }
                     HEXAPLA_CHECK(editor.add_term({options.place, TermStatus::Proposed,
                                                    options.type, options.part_of_speech},
                                                   transaction));
                     return describe(options.place) + " proposed";
                   });
}

/// A new wording takes the place of the old one, which stays as superseded.
Result<int> run_edit(const CommonOptions& common, const EditOptions& options,
                     const Environment& environment) {
  return edit_base(
      common, options, environment,
      [&](TbxEditor& editor, const OpenBase& base,
          const TermTransaction& transaction) -> Result<std::string> {
        HEXAPLA_TRY(const formats::TermPlace place,
                    supersede(editor, base, options.place, options.replacement, transaction));
        return fmt::format("{} superseded by “{}”", describe(place), options.replacement);
      });
}

/// A command that gives one term a status.
struct StatusCommand {
  TermStatus status = TermStatus::Preferred;
  std::string_view word;
  bool (*is_meant)(const model::Term&) = nullptr;
};

Result<int> run_status_change(const CommonOptions& common, const EditOptions& options,
                              const Environment& environment, const StatusCommand& command) {
  return edit_base(common, options, environment,
                   [&](TbxEditor& editor, const OpenBase& base,
                       const TermTransaction& transaction) -> Result<std::string> {
                     HEXAPLA_TRY(const formats::TermPlace place,
                                 choose_term(base, options.place, command.is_meant));
                     const TermStatus status =
                         options.is_admitted ? TermStatus::Admitted : command.status;
                     HEXAPLA_CHECK(editor.set_status(place, status, transaction));
                     return fmt::format("{} {}", describe(place), command.word);
                   });
}

/// A command that edits, as the help names it.
struct EditCommand {
  std::string name;
  std::string description;
};

/// The options that all of them have.
CLI::App& add_edit(CommandSet& commands, CLI::App& group, const EditCommand& edit,
                   const std::shared_ptr<EditOptions>& options, CommandSet::Action action) {
  CLI::App& command = commands.add_to(group, edit.name, edit.description, std::move(action));
  command.add_option("concept", options->place.concept_id, "the concept's id")->required();
  command.add_option("--language", options->place.language, "the language of the term")->required();
  command.add_option("--author", options->author, "who says so")->required();
  command.add_option("--note", options->note, "why");
  command.add_option("--glossary", options->glossary,
                     "the term base, where the workspace has several");
  return command;
}

void add_status_change(CommandSet& commands, CLI::App& group, const EditCommand& edit,
                       const StatusCommand& status) {
  const auto options = std::make_shared<EditOptions>();
  CLI::App& command =
      add_edit(commands, group, edit, options,
               [options, status](const CommonOptions& common, const Environment& environment) {
                 return run_status_change(common, *options, environment, status);
               });
  command.add_option("--term", options->place.term, "the term, where several could be meant");
  if (status.status == TermStatus::Preferred) {
    command.add_flag("--admitted", options->is_admitted,
                     "as one that may be used beside the preferred one");
  }
}

}  // namespace

void add_term_editing(CommandSet& commands, CLI::App& group) {
  const auto added = std::make_shared<EditOptions>();
  CLI::App& add = add_edit(commands, group, {"add", "propose a term, for a new concept too"}, added,
                           [added](const CommonOptions& common, const Environment& environment) {
                             return run_add(common, *added, environment);
                           });
  add.add_option("--term", added->place.term, "the term")->required();
  add.add_option("--type", added->type,
                 "fullForm, acronym, abbreviation, shortForm, variant, phrase");
  add.add_option("--part-of-speech", added->part_of_speech, "noun, verb, adjective, adverb, other");
  add.add_option("--subject", added->subject_field, "the subject field of a new concept");

  const auto edited = std::make_shared<EditOptions>();
  CLI::App& edit =
      add_edit(commands, group, {"edit", "put a new wording in the place of a term"}, edited,
               [edited](const CommonOptions& common, const Environment& environment) {
                 return run_edit(common, *edited, environment);
               });
  edit.add_option("--term", edited->place.term, "the term (default: the preferred one)");
  edit.add_option("--to", edited->replacement, "the new wording")->required();

  add_status_change(commands, group, {"approve", "make a proposal a term that is enforced"},
                    {TermStatus::Preferred, "approved", is_proposed});
  add_status_change(commands, group, {"reject", "say that a proposal must not be used"},
                    {TermStatus::Deprecated, "rejected", is_proposed});
  add_status_change(commands, group, {"deprecate", "say that a term must not be used any more"},
                    {TermStatus::Deprecated, "deprecated", model::is_allowed});
}

}  // namespace hexapla::app
