// pol_catalogue: prints docs/diagnostics.md. `./dev golden` runs it.
#include <iostream>

#include "catalogue_page.h"

int main() {
  std::cout << pol::test::catalogue_page();
  return std::cout.flush() ? 0 : 1;
}
