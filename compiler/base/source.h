// A wording as it stands on disk. The only door to its text: load() for files, SourceFile's constructor for tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/span.h"

namespace pol {

// A place as a person counts it: both from 1; the column counts characters (Unicode code points), not bytes.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// Spans and offsets count from `base`: where this file stands among others (sources.h). Alone it is 0.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text, std::uint32_t base = 0);

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  std::uint32_t base() const { return base_; }
  std::string_view text_of(Span span) const;
  Place place_of(std::uint32_t offset) const;
  // The text of a line (from 1) without its line end.
  std::string_view line(std::uint32_t number) const;
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }

 private:
  std::string path_;
  std::string text_;
  std::uint32_t base_;
  std::vector<std::uint32_t> line_starts_;
};

// Why a file could not be read: a sentence with the path in it, for exit code 4.
struct LoadFailure {
  std::string sentence;
};

// Reads a whole file; refuses folders, unreadable files and files above `limit` bytes. The text is not checked for UTF-8 here (parse does).
std::variant<SourceFile, LoadFailure> load(const std::string& path, std::uint64_t limit = 4u << 20);

}  // namespace pol
