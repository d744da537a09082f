// A letter as plain text, at most 100 columns wide where words allow it.
#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "letter/page.h"

namespace pol::letter {

namespace {

constexpr std::size_t widest = 100;
constexpr std::string_view between = "  ";

std::uint32_t code_point(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(character[i])); };
  switch (character.size()) {
    case 1: return byte(0);
    case 2: return (byte(0) & 0x1f) << 6 | (byte(1) & 0x3f);
    case 3: return (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
    default: return (byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f);
  }
}

bool is_harmful(std::uint32_t code) {
  const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
  const bool direction = (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f);
  return control || direction || code == 0x061c || code == 0xfeff;
}

bool is_combining(std::uint32_t code) { return code >= 0x0300 && code <= 0x036f; }

// Calls `visit` with each character, and with an empty one for each byte that belongs to none.
template <typename Visit>
void each_character(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    visit(text.substr(at, length));
    at += std::max<std::size_t>(1, length);
  }
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string space(width - std::min(width, columns_of(text)), ' ');
  return right ? space + text : text + space;
}

std::string without_spaces_at_the_end(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

// Lines that are no wider than `width`; a word that is wider stands alone.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    std::string& line = lines.back();
    if (line.empty())
      line = word;
    else if (columns_of(line) + 1 + columns_of(word) <= width)
      line += " " + word;
    else
      lines.push_back(word);
    at = end + 1;
  }
  return lines;
}

class Writer {
 public:
  std::string write(const Page& page) {
    underlined(page.title, '=');
    for (const Part& part : page.parts) std::visit([&](const auto& each) { add(each); }, part);
    return std::move(out_);
  }

 private:
  void add(const Heading& heading) {
    out_ += "\n";
    underlined(heading.text, '-');
  }
  void add(const Paragraph& paragraph) {
    out_ += "\n";
    for (const std::string& line : wrapped(harmless(paragraph.text), widest)) out_ += line + "\n";
  }
  void add(const Items& items) {
    out_ += "\n";
    for (const std::string& item : items.texts) {
      std::string mark = "- ";
      for (const std::string& line : wrapped(harmless(item), widest - 2)) out_ += std::exchange(mark, "  ") + line + "\n";
    }
  }
  void add(const Table& table) {
    out_ += "\n";
    if (!table.caption.empty()) out_ += harmless(table.caption) + "\n\n";
    std::vector<std::size_t> widths(table.heads.size());
    const auto measure = [&](const std::vector<std::string>& cells) {
      for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], columns_of(harmless(cells[i])));
    };
    measure(table.heads);
    for (const auto& row : table.rows) measure(row);
    narrow(table, widths);
    std::vector<std::string> rule;
    for (const std::size_t width : widths) rule.emplace_back(width, '-');
    const bool has_heads = std::any_of(table.heads.begin(), table.heads.end(), [](const std::string& head) { return !head.empty(); });
    if (has_heads) {
      row(table, table.heads, widths);
      row(table, rule, widths);
    }
    for (const auto& cells : table.rows) {
      if (table.last_is_total && &cells == &table.rows.back()) row(table, rule, widths);
      row(table, cells, widths);
    }
  }

  // A table that is too wide gives way in its widest column of words.
  static void narrow(const Table& table, std::vector<std::size_t>& widths) {
    constexpr std::size_t narrowest = 20;
    std::size_t whole = (widths.size() - 1) * between.size();
    for (const std::size_t width : widths) whole += width;
    while (whole > widest) {
      std::size_t chosen = widths.size();
      for (std::size_t i = 0; i < widths.size(); ++i)
        if (!table.numbers[i] && widths[i] > narrowest && (chosen == widths.size() || widths[i] > widths[chosen])) chosen = i;
      if (chosen == widths.size()) return;
      --widths[chosen];
      --whole;
    }
  }

  void row(const Table& table, const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> lines;
    std::size_t height = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      lines.push_back(wrapped(harmless(cells[i]), widths[i]));
      height = std::max(height, lines.back().size());
    }
    for (std::size_t k = 0; k < height; ++k) {
      std::string line;
      for (std::size_t i = 0; i < cells.size(); ++i)
        line += (i == 0 ? "" : std::string(between)) + padded(k < lines[i].size() ? lines[i][k] : "", widths[i], table.numbers[i]);
      out_ += without_spaces_at_the_end(line) + "\n";
    }
  }

  void underlined(const std::string& text, char line) {
    const std::vector<std::string> lines = wrapped(harmless(text), widest);
    std::size_t width = 0;
    for (const std::string& each : lines) {
      out_ += each + "\n";
      width = std::max(width, columns_of(each));
    }
    out_ += std::string(width, line) + "\n";
  }

  std::string out_;
};

}  // namespace

std::string harmless(std::string_view text) {
  std::string shown;
  each_character(text, [&](std::string_view character) {
    const bool good = !character.empty() && !is_harmful(code_point(character));
    shown += good ? character : std::string_view("\xef\xbf\xbd");
  });
  return shown;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  each_character(text, [&](std::string_view character) { columns += character.empty() || !is_combining(code_point(character)) ? 1 : 0; });
  return columns;
}

std::string to_text(const Page& page) { return Writer().write(page); }

}  // namespace pol::letter
