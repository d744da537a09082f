#include "commands/interrupt.h"

#include <csignal>
#include <initializer_list>

namespace pol::commands {

namespace {

volatile std::sig_atomic_t received = 0;

void remember(int signal) { received = signal; }

void listen_for(int signal) {
  struct sigaction current{};
  if (sigaction(signal, nullptr, &current) != 0 || current.sa_handler == SIG_IGN) return;
  struct sigaction ours{};
  ours.sa_handler = remember;
  ours.sa_flags = static_cast<int>(SA_RESETHAND);  // a second one ends the process at once
  sigemptyset(&ours.sa_mask);
  sigaction(signal, &ours, nullptr);
}

}  // namespace

Interruptible::Interruptible() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) listen_for(signal);
  std::signal(SIGPIPE, SIG_IGN);
}

int interruption() { return received; }

}  // namespace pol::commands
