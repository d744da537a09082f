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
  out.text_or_null(read.certificate());
  out.raw(",\"claim\":");
  out.text_or_null(read.id());
  out.raw(",\"status\":\"invalid\",\"errors\":[");
  bool first = true;
  polrt_problem problem;
  for (polrt_cursor at = POLRT_START; polrt_next_problem(reader, &at, &problem) != 0;) {
    out.comma(first);
    out.problem(problem);
  }
  out.raw("]}");
  return out.size();
}
