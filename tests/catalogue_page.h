// docs/diagnostics.md, made from the catalogue: for the tool that prints it and the test that compares it.
#pragma once

#include <string>

namespace pol::test {

std::string catalogue_page();

}  // namespace pol::test
