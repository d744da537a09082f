// What may be written to whoever reads standard error.
#pragma once

namespace pol::commands {

// A terminal that understands more than lines of text: colours, a line drawn again.
bool standard_error_takes_controls();

}  // namespace pol::commands
