// Signals that ask a command to end. Until somebody looks, nothing happens: what is being written stays whole.
#pragma once

namespace pol::commands {

// While it lives, SIGINT, SIGTERM and SIGHUP are remembered instead of ending the process (where the process was started to ignore one, it
// goes on ignoring it), calls that wait for input come back with EINTR, and a closed pipe is an error of the write instead of a signal.
class Interruptible {
 public:
  Interruptible();
};

// The signal that came, or 0.
int interruption();

// As a shell counts the end of a process by a signal; contract, section 1, knows no other number above 4.
inline int status_of_signal(int signal) { return 128 + signal; }

}  // namespace pol::commands
