// Rows of a CSV file (RFC 4180), taken apart by libcsv.
#pragma once

#include <csv.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "commands/claim_source.h"

namespace pol::commands {

// Cells as they are meant: without the quotation marks around them, doubled ones single.
struct CsvRow {
  std::string text;
  std::vector<std::size_t> ends;  // of each cell in the text
  Refusal broken;                 // `expected` is not empty: this is no row

  std::size_t size() const { return ends.size(); }
  std::string_view operator[](std::size_t k) const {
    const std::size_t start = k == 0 ? 0 : ends[k - 1];
    return std::string_view(text).substr(start, ends[k] - start);
  }
};

class CsvRows {
 public:
  explicit CsvRows(InputFile& file);
  ~CsvRows();
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;

  // Blank lines are no rows. After a row with broken quotation marks the next begins at the next line.
  bool next(CsvRow& row);
  bool has_to_wait() const { return file_.is_stream() && !ended_ && rows_.empty(); }
  std::uint64_t bytes() const { return bytes_; }

 private:
  void read_on();
  void parse(std::string_view bytes);
  void finish();
  void end_row();
  void give_up(Refusal why);
  static void on_cell(void* data, std::size_t size, void* self);
  static void on_row(int end, void* self);

  InputFile& file_;
  csv_parser parser_{};
  std::vector<char> buffer_;
  std::deque<CsvRow> rows_;  // read and not given yet
  CsvRow row_;               // being read
  std::size_t row_bytes_ = 0;
  bool skipping_ = false;  // to the end of a broken line
  bool first_ = true, ended_ = false;
  std::uint64_t bytes_ = 0;
};

}  // namespace pol::commands
