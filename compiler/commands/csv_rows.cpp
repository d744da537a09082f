#include "commands/csv_rows.h"

#include <new>
#include <utility>

#include "commands/interrupt.h"
#include "polrt/polrt.h"

namespace pol::commands {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr const char* broken_quotes = R"(cells in whole quotation marks ("...", a mark within doubled) or without any)";

// Spaces belong to the cell (RFC 4180, 2.4).
int no_space(unsigned char) { return 0; }

void start(csv_parser& parser) {
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
  csv_set_space_func(&parser, no_space);
}

}  // namespace

CsvRows::CsvRows(InputFile& file) : file_(file), buffer_(64 * 1024) { start(parser_); }

CsvRows::~CsvRows() { csv_free(&parser_); }

void CsvRows::on_cell(void* data, std::size_t size, void* self) {
  CsvRow& row = static_cast<CsvRows*>(self)->row_;
  if (size > 0) row.text.append(static_cast<const char*>(data), size);
  row.ends.push_back(row.text.size());
}

void CsvRows::on_row(int, void* self) { static_cast<CsvRows*>(self)->end_row(); }

void CsvRows::end_row() {
  rows_.push_back(std::exchange(row_, {}));
  row_bytes_ = 0;
}

void CsvRows::give_up(Refusal why) {
  row_ = {};
  row_.broken = std::move(why);
  end_row();
  csv_free(&parser_);
  start(parser_);
}

void CsvRows::parse(std::string_view bytes) {
  while (!bytes.empty()) {
    if (skipping_) {
      const std::size_t end = bytes.find('\n');
      skipping_ = end == std::string_view::npos;
      bytes.remove_prefix(skipping_ ? bytes.size() : end + 1);
      continue;
    }
    const std::size_t size = csv_parse(&parser_, bytes.data(), bytes.size(), on_cell, on_row, this);
    const int error = csv_error(&parser_);
    row_bytes_ += size;
    bytes.remove_prefix(size);
    if (error == CSV_ENOMEM || error == CSV_ETOOBIG) throw std::bad_alloc();
    if (error == CSV_SUCCESS && row_bytes_ <= POLRT_MAX_RECORD_BYTES) continue;
    give_up({error == CSV_SUCCESS ? "a record of at most 16 MiB" : broken_quotes, ""});
    skipping_ = true;
  }
}

void CsvRows::finish() {
  ended_ = true;
  if (file_.failed() || interruption() != 0) return rows_.clear();  // a part of a row is none
  if (!skipping_ && csv_fini(&parser_, on_cell, on_row, this) != 0) give_up({broken_quotes, ""});
}

void CsvRows::read_on() {
  std::size_t size = 0;
  do {  // a byte order mark is read as a whole
    const std::size_t more = file_.read(buffer_.data() + size, buffer_.size() - size);
    if (more == 0 && size == 0) return finish();
    if (more == 0) break;
    size += more;
  } while (first_ && size < byte_order_mark.size());
  bytes_ += size;
  std::string_view bytes(buffer_.data(), size);
  if (std::exchange(first_, false) && bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  parse(bytes);
}

bool CsvRows::next(CsvRow& row) {
  while (rows_.empty() && !ended_) read_on();
  if (rows_.empty()) return false;
  row = std::move(rows_.front());
  rows_.pop_front();
  return true;
}

}  // namespace pol::commands
