// SPDX-FileCopyrightText: The Hexapla authors
// SPDX-License-Identifier: Apache-2.0
#include "hexapla/base/processes.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace hexapla {
namespace {

using Time = std::chrono::steady_clock::time_point;

/// Both ends of a pipe; each is closed once.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  Pipe(Pipe&&) = delete;
  Pipe& operator=(Pipe&&) = delete;

  [[nodiscard]] bool is_open() const { return ends_[0] >= 0; }
  [[nodiscard]] int read_end() const { return ends_[0]; }
  [[nodiscard]] int write_end() const { return ends_[1]; }
  void close_end(std::size_t end) {
    if (ends_.at(end) >= 0) ::close(std::exchange(ends_.at(end), -1));
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

struct Pipes {
  Pipe input;
  Pipe output;
  Pipe errors;
};

/// What posix_spawn is told: our pipes as its three streams, a process group of its own, default
/// SIGPIPE.
class SpawnPlan {
 public:
  SpawnPlan(const Pipes& pipes, const std::string& folder) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, pipes.input.read_end(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, pipes.output.write_end(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, pipes.errors.write_end(), STDERR_FILENO);
    if (!folder.empty()) posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    posix_spawnattr_init(&attributes_);
    sigset_t defaults{};
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes_, &defaults);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  SpawnPlan(SpawnPlan&&) = delete;
  SpawnPlan& operator=(SpawnPlan&&) = delete;

  [[nodiscard]] int spawn(std::vector<char*>& arguments, pid_t& child) const {
    return ::posix_spawnp(&child, arguments[0], &actions_, &attributes_, arguments.data(), environ);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

/// Writing to a program that has gone must be an error here, not the end of ours.
class IgnoreBrokenPipe {
 public:
  IgnoreBrokenPipe() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, &old_);
  }
  ~IgnoreBrokenPipe() { ::sigaction(SIGPIPE, &old_, nullptr); }
  IgnoreBrokenPipe(const IgnoreBrokenPipe&) = delete;
  IgnoreBrokenPipe& operator=(const IgnoreBrokenPipe&) = delete;
  IgnoreBrokenPipe(IgnoreBrokenPipe&&) = delete;
  IgnoreBrokenPipe& operator=(IgnoreBrokenPipe&&) = delete;

 private:
  struct sigaction old_ {};
};

/// Takes what is there; false at the end of the stream.
bool drain(int descriptor, std::string& text) {
  std::array<char, 65536> buffer{};
  const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  text.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

/// Feeds and reads a running program until it closes its streams.
class Conversation {
 public:
  Conversation(Pipes& pipes, std::string_view input) : pipes_(pipes), rest_(input) {
    ::fcntl(pipes_.input.write_end(), F_SETFL, O_NONBLOCK);
    if (rest_.empty()) pipes_.input.close_end(1);
  }

  /// False when `deadline` came first.
  bool run(Time deadline, ProcessOutput& result) {
    while (has_output_ || has_errors_) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
          deadline - std::chrono::steady_clock::now());
      if (left.count() <= 0) return false;
      step(static_cast<int>(std::min<long long>(left.count(), 1000)), result);
    }
    return true;
  }

 private:
  void step(int milliseconds, ProcessOutput& result) {
    std::array<pollfd, 3> streams = {pollfd{has_output_ ? pipes_.output.read_end() : -1, POLLIN, 0},
                                     pollfd{has_errors_ ? pipes_.errors.read_end() : -1, POLLIN, 0},
                                     pollfd{pipes_.input.write_end(), POLLOUT, 0}};
    if (::poll(streams.data(), streams.size(), milliseconds) <= 0) return;
    if (streams[0].revents != 0) has_output_ = drain(streams[0].fd, result.output);
    if (streams[1].revents != 0) has_errors_ = drain(streams[1].fd, result.errors);
    if (streams[2].revents != 0) feed();
  }

  void feed() {
    const ssize_t written = ::write(pipes_.input.write_end(), rest_.data(), rest_.size());
    if (written > 0) rest_.remove_prefix(static_cast<std::size_t>(written));
    const bool is_gone = written < 0 && errno != EINTR && errno != EAGAIN;
    if (rest_.empty() || is_gone) pipes_.input.close_end(1);
  }

  Pipes& pipes_;
  std::string_view rest_;
  bool has_output_ = true;
  bool has_errors_ = true;
};

/// The exit status when the program ends before the deadline: its streams may close earlier than it
/// ends.
std::optional<int> wait_until(pid_t child, Time deadline) {
  int status = 0;
  while (true) {
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) return status;
    if (ended < 0 && errno != EINTR) return 0;
    if (std::chrono::steady_clock::now() >= deadline) return std::nullopt;
    ::poll(nullptr, 0, 1);
  }
}

tl::unexpected<Error> kill_overdue(pid_t child, const Command& command) {
  ::kill(-child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  return fail(
      ErrorCode::ToolFailed,
      fmt::format("{} did not finish within {} s and was stopped", command.arguments.front(),
                  static_cast<double>(command.timeout.count()) / 1000.0));
}

}  // namespace

Result<ProcessOutput> SystemProcesses::run(const Command& command) {
  const std::string& program = command.arguments.front();
  Pipes pipes;
  if (!pipes.input.is_open() || !pipes.output.is_open() || !pipes.errors.is_open()) {
    return fail(ErrorCode::ToolFailed, fmt::format("cannot run {}: no pipes left", program));
  }
  std::vector<std::string> arguments = command.arguments;
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);

  pid_t child = 0;
  const Time deadline = std::chrono::steady_clock::now() + command.timeout;
  const IgnoreBrokenPipe ignore;
  const int error = SpawnPlan(pipes, command.working_directory).spawn(pointers, child);
  if (error == ENOENT)
    return fail(ErrorCode::ToolMissing, fmt::format("{} is not installed", program));
  if (error != 0) {
    return fail(ErrorCode::ToolFailed,
                fmt::format("cannot run {}: {}", program, std::generic_category().message(error)));
  }
  pipes.input.close_end(0);
  pipes.output.close_end(1);
  pipes.errors.close_end(1);

  ProcessOutput result;
  if (!Conversation(pipes, command.input).run(deadline, result))
    return kill_overdue(child, command);
  const std::optional<int> status = wait_until(child, deadline);
  if (!status) return kill_overdue(child, command);
  result.exit_code = WIFSIGNALED(*status) ? 128 + WTERMSIG(*status) : WEXITSTATUS(*status);
  return result;
}

}  // namespace hexapla
