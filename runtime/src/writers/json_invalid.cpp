// The decision line of a record that could not be read.
#include "../readers/reader.h"
#include "output.h"

size_t polrt_write_invalid(const polrt_reader* reader, uint64_t number, char* buffer, size_t capacity) {
  using namespace polrt;
  if (reader == nullptr || (buffer == nullptr && capacity > 0)) return 0;
  const Reader& read = reader->reader;
  Output out(buffer, capacity);
  out.raw("{\"record\":");
  out.count(number);
  out.raw(",\"certificate\":");
  out.text_or_null(read.certificate().data, read.certificate().size);
  out.raw(",\"claim\":");
  out.text_or_null(read.id().data, read.id().size);
  out.raw(",\"status\":\"invalid\",\"errors\":[");
  bool first = true;
  for (const Problem& problem : read.problems()) {
    out.comma(first);
    out.raw("{\"path\":");
    out.quoted(problem.path);
    out.raw(",\"expected\":");
    out.quoted(problem.expected);
    if (problem.shows_got) {
      out.raw(",\"got\":");
      out.quoted(problem.got);
    }
    out.raw('}');
  }
  out.raw("]}");
  return out.size();
}
