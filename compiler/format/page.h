// Words and comments written down where they were placed, one after the other.
#pragma once

#include <string>
#include <vector>

#include "base/source.h"
#include "format/arrange.h"
#include "format/comments.h"
#include "syntax/outline.h"

namespace pol::format {

std::string write(const SourceFile& source, const syntax::Outline& outline, const std::vector<Place>& places,
                  const std::vector<Between>& between);

}  // namespace pol::format
