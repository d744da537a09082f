#include "base/source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

namespace pol {

SourceFile::SourceFile(std::string path, std::string text, std::uint32_t base)
    : path_(std::move(path)), text_(std::move(text)), base_(base) {
  line_starts_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

std::string_view SourceFile::text_of(Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin - std::min(span.begin, base_), text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end - std::min(span.end, base_), begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

Place SourceFile::place_of(std::uint32_t offset) const {
  offset = std::min(offset - std::min(offset, base_), static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  Place place{static_cast<std::uint32_t>(after - line_starts_.begin()), 1};
  for (std::size_t at = *(after - 1);;) {
    // A byte that belongs to no character counts as one, so that every byte of a broken file has a column.
    at += std::max<std::size_t>(1, character_length(text_, at));
    if (at > offset) return place;
    ++place.column;
  }
}

std::string_view SourceFile::line(std::uint32_t number) const {
  if (number < 1 || number > line_count()) return {};
  const std::size_t begin = line_starts_[number - 1];
  std::size_t end = number < line_count() ? line_starts_[number] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

namespace {

struct Closer {
  int descriptor;
  ~Closer() { ::close(descriptor); }
};

LoadFailure failure(const std::string& path, const std::string& why) { return {"cannot read `" + path + "`: " + why}; }

LoadFailure too_long(const std::string& path, std::uint64_t limit) {
  return failure(path, "it is longer than " + std::to_string(limit) + " bytes");
}

}  // namespace

std::variant<SourceFile, LoadFailure> load(const std::string& path, std::uint64_t limit) {
  // Offsets are 32 bits, whatever limit is asked for.
  limit = std::min<std::uint64_t>(limit, std::numeric_limits<std::uint32_t>::max() - 1);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failure(path, std::strerror(errno));
  const Closer closer{descriptor};
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) return failure(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return failure(path, "it is a folder");
  if (S_ISREG(status.st_mode) && static_cast<std::uint64_t>(status.st_size) > limit) return too_long(path, limit);

  std::string text;
  const std::size_t piece = 1u << 16;
  const auto buffer = std::make_unique<char[]>(piece);
  for (;;) {
    const ssize_t got = ::read(descriptor, buffer.get(), piece);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(path, std::strerror(errno));
    if (got == 0) return SourceFile(path, std::move(text));
    // Counted again while reading: pipes have no size, and a file can grow.
    if (text.size() + static_cast<std::size_t>(got) > limit) return too_long(path, limit);
    text.append(buffer.get(), static_cast<std::size_t>(got));
  }
}

}  // namespace pol
