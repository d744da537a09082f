#include "support/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pol::test {

namespace {

using Clock = std::chrono::steady_clock;

class Pipe {
 public:
  Pipe() { open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool is_open() const { return open_; }
  int reading() const { return ends_[0]; }
  int writing() const { return ends_[1]; }
  void close_end(std::size_t end) {
    if (ends_[end] >= 0) ::close(ends_[end]);
    ends_[end] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  bool open_ = false;
};

// Gives the number of the error, or 0.
int start(const std::vector<std::string>& command, const std::filesystem::path& folder, const std::filesystem::path& input, const Pipe& out,
          const Pipe& err, pid_t& process) {
  std::vector<char*> words;
  words.reserve(command.size() + 1);
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.writing(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.writing(), STDERR_FILENO);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  const int error = ::posix_spawn(&process, words[0], &actions, &attributes, words.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

// False where the pipe is at its end.
bool take_some(int descriptor, std::string& text) {
  char buffer[1 << 16];
  const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
  if (got < 0) return errno == EINTR;
  text.append(buffer, static_cast<std::size_t>(got));
  return got > 0;
}

// Reads both pipes to their ends; the reason to kill where a limit comes first.
std::string collect(Pipe& out, Pipe& err, Outcome& outcome, Clock::time_point deadline, std::chrono::milliseconds limit) {
  while (out.reading() >= 0 || err.reading() >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return "still running after " + std::to_string(limit.count()) + " ms";
    if (outcome.out.size() + outcome.err.size() > most_output) return "too much output";
    std::array<pollfd, 2> waiting{{{out.reading(), POLLIN, 0}, {err.reading(), POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), static_cast<int>(left)) < 0) continue;
    if (waiting[0].revents != 0 && !take_some(out.reading(), outcome.out)) out.close_end(0);
    if (waiting[1].revents != 0 && !take_some(err.reading(), outcome.err)) err.close_end(0);
  }
  return {};
}

// A program may close its output and stay.
bool ended_by(pid_t process, Clock::time_point deadline, int& status) {
  while (Clock::now() < deadline) {
    if (::waitpid(process, &status, WNOHANG) == process) return true;
    ::usleep(1000);
  }
  return false;
}

}  // namespace

Outcome run(std::vector<std::string> command, const std::filesystem::path& folder, std::chrono::milliseconds limit,
            const std::filesystem::path& input) {
  Outcome outcome;
  command.at(0) = std::filesystem::absolute(command.at(0)).string();
  Pipe out, err;
  pid_t process = -1;
  const int error = out.is_open() && err.is_open() ? start(command, folder, input, out, err, process) : errno;
  if (error != 0) {
    outcome.trouble = "cannot start " + command[0] + ": " + std::strerror(error);
    return outcome;
  }
  out.close_end(1);
  err.close_end(1);
  const auto deadline = Clock::now() + limit;
  outcome.trouble = collect(out, err, outcome, deadline, limit);
  int status = 0;
  if (!outcome.trouble.empty() || !ended_by(process, deadline, status)) {
    if (outcome.trouble.empty()) outcome.trouble = "still running after " + std::to_string(limit.count()) + " ms";
    ::kill(-process, SIGKILL);
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    return outcome;
  }
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.trouble = std::string("ended by a signal: ") + ::strsignal(WTERMSIG(status));
  return outcome;
}

}  // namespace pol::test
