// The files of one wording: the one that was named, and those that it uses. Each has a stretch of offsets of its own, so that a span says
// of which file it is.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "base/source.h"
#include "base/span.h"

namespace pol {

class Sources {
 public:
  Sources() = default;
  Sources(const SourceFile& main) { add(main.path(), std::string(main.text())); }  // a wording of one file

  // The first that is added is the main file. Nothing where all files together are longer than 32-bit offsets reach.
  const SourceFile* add(std::string path, std::string text);

  const SourceFile& main() const { return files_.front(); }
  const SourceFile& of(std::uint32_t offset) const;
  const std::deque<SourceFile>& all() const { return files_; }
  // The file's place in the order of all().
  std::size_t index_of(std::uint32_t offset) const;

 private:
  std::deque<SourceFile> files_;  // grows without moving what is there
  std::uint32_t end_ = 0;
};

}  // namespace pol
