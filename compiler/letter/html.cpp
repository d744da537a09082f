// A letter as one HTML file: no scripts, nothing from elsewhere, headings in order, tables with heads that name their rows and columns.
#include <algorithm>
#include <utility>

#include "letter/page.h"

namespace pol::letter {

namespace {

constexpr std::string_view style = R"(
body { font: 12pt/1.5 "Noto Serif", "Times New Roman", serif; color: #111; background: #fff; margin: 0 auto; max-width: 46rem; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin: 1.5rem 0 0.5rem; border-bottom: 1px solid #767676; }
table { border-collapse: collapse; width: 100%; margin: 0.75rem 0; }
caption { text-align: left; font-weight: bold; padding: 0.25rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.5rem; border-bottom: 1px solid #bbb; }
tbody th { font-weight: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.total > * { font-weight: bold; border-top: 2px solid #111; }
li { margin: 0.25rem 0; }
@media print { @page { size: A4; margin: 20mm; } body { max-width: none; padding: 0; font-size: 10.5pt; } h2 { break-after: avoid; } tr, li { break-inside: avoid; } thead { display: table-header-group; } }
)";

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : harmless(text)) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\'': safe += "&#39;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string element(const std::string& tag, const std::string& attributes, std::string_view text) {
  return "<" + tag + attributes + ">" + escaped(text) + "</" + tag + ">";
}

class Writer {
 public:
  std::string write(const Page& page) {
    out_ = "<!DOCTYPE html>\n<html lang=\"" + escaped(page.language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out_ += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out_ += element("title", "", page.title) + "\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>\n";
    out_ += element("h1", "", page.title) + "\n";
    for (const Part& part : page.parts) std::visit([&](const auto& each) { add(each); }, part);
    return std::move(out_) + "</main>\n</body>\n</html>\n";
  }

 private:
  void add(const Heading& heading) { out_ += element("h2", "", heading.text) + "\n"; }
  void add(const Paragraph& paragraph) { out_ += element("p", "", paragraph.text) + "\n"; }
  void add(const Items& items) {
    out_ += "<ul>\n";
    for (const std::string& item : items.texts) out_ += element("li", "", item) + "\n";
    out_ += "</ul>\n";
  }
  void add(const Table& table) {
    out_ += "<table>\n";
    if (!table.caption.empty()) out_ += element("caption", "", table.caption) + "\n";
    const bool has_heads = std::any_of(table.heads.begin(), table.heads.end(), [](const std::string& head) { return !head.empty(); });
    if (has_heads) {
      out_ += "<thead>\n<tr>";
      for (std::size_t i = 0; i < table.heads.size(); ++i) out_ += element("th", " scope=\"col\"" + kind(table, i), table.heads[i]);
      out_ += "</tr>\n</thead>\n";
    }
    out_ += "<tbody>\n";
    for (const auto& row : table.rows) {
      const bool total = table.last_is_total && &row == &table.rows.back();
      out_ += total ? "<tr class=\"total\">" : "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i)
        out_ += i == 0 ? element("th", " scope=\"row\"" + kind(table, i), row[i]) : element("td", kind(table, i), row[i]);
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  static std::string kind(const Table& table, std::size_t column) { return table.numbers[column] ? " class=\"number\"" : ""; }

  std::string out_;
};

}  // namespace

std::string to_html(const Page& page) { return Writer().write(page); }

}  // namespace pol::letter
