#include "base/sources.h"

#include <limits>
#include <utility>

namespace pol {

// One offset more than bytes: the end of a file is a place of its own.
const SourceFile* Sources::add(std::string path, std::string text) {
  if (text.size() >= std::numeric_limits<std::uint32_t>::max() - end_) return nullptr;
  const SourceFile& file = files_.emplace_back(std::move(path), std::move(text), end_);
  end_ += static_cast<std::uint32_t>(file.text().size()) + 1;
  return &file;
}

std::size_t Sources::index_of(std::uint32_t offset) const {
  std::size_t index = files_.size() - 1;
  while (index > 0 && files_[index].base() > offset) --index;
  return index;
}

const SourceFile& Sources::of(std::uint32_t offset) const { return files_[index_of(offset)]; }

}  // namespace pol
