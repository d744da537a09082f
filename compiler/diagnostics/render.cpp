#include "diagnostics/render.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>

#include <fmt/color.h>
#include <fmt/format.h>

#include "diagnostics/shown_line.h"

namespace pol {

namespace {

// Lines longer than this are cut around the first mark in them.
constexpr std::size_t widest_line = 160;

// One caret line's worth: what is marked, and what is said beside it. Labels are underlined with `-`, the wrong words with `^`.
struct Mark {
  const SourceFile* source;
  std::uint32_t line = 1, column = 1;
  std::size_t begin = 0, end = 0;  // bytes of that line
  bool primary = false;
  std::string text;
};

Mark mark_of(const SourceFile& source, Span span, bool primary, std::string text) {
  const std::string_view all = source.text();
  const auto [line, column] = source.place_of(span.begin);
  const std::uint32_t begin = std::min(span.begin - source.base(), static_cast<std::uint32_t>(all.size()));
  const std::string_view shown = source.line(line);
  const std::size_t line_start = line == 1 ? 0 : all.rfind('\n', begin - 1) + 1;
  // Of a span over several lines the first is marked, to its end.
  const std::size_t end = std::clamp<std::size_t>(std::max(span.end - source.base(), begin) - line_start, 0, shown.size());
  return {&source, line, column, begin - line_start, end, primary, std::move(text)};
}

class Renderer {
 public:
  Renderer(const Sources& sources, bool colour) : sources_(sources), colour_(colour) {}

  std::string render(const Diagnostic& diagnostic) {
    const MessageText& message = text_of(diagnostic.message);
    strong_ = fmt::emphasis::bold | fmt::fg(message.severity == Severity::error ? fmt::terminal_color::red : fmt::terminal_color::yellow);
    const SourceFile& here = sources_.of(diagnostic.span.begin);
    std::vector<Mark> marks{mark_of(here, diagnostic.span, true, "")};
    for (const Label& label : diagnostic.labels) {
      marks.push_back(mark_of(sources_.of(label.span.begin), label.span, false, printable(label.text)));
    }
    // The file of the wrong words first, then the others in their order.
    const auto place = [&here](const Mark& mark) { return std::tuple(mark.source != &here, mark.source->base(), mark.line, mark.begin); };
    std::stable_sort(marks.begin(), marks.end(), [&](const Mark& a, const Mark& b) { return place(a) < place(b); });
    std::uint32_t greatest = 1;
    for (const Mark& mark : marks) greatest = std::max(greatest, mark.line);
    gutter_ = fmt::formatted_size("{}", greatest);
    out_.clear();
    heading(message, diagnostic);
    excerpt(marks);
    notes(diagnostic);
    if (!message.hint.empty()) out_ += fmt::format("{} {}\n", edge('='), printable(fill(message.hint, diagnostic.arguments)));
    return out_;
  }

 private:
  std::string paint(const fmt::text_style& style, std::string_view text) const {
    return colour_ ? fmt::format(style, "{}", text) : std::string(text);
  }

  std::string edge(char sign) const { return paint(quiet_, fmt::format("{:{}} {}", "", gutter_, sign)); }

  void heading(const MessageText& message, const Diagnostic& diagnostic) {
    const std::string_view severity = message.severity == Severity::error ? "error" : "warning";
    const SourceFile& source = sources_.of(diagnostic.span.begin);
    const Place place = source.place_of(diagnostic.span.begin);
    out_ += paint(strong_, fmt::format("{}[{}]", severity, message.id));
    out_ += paint(fmt::emphasis::bold, ": " + printable(fill(message.sentence, diagnostic.arguments))) + "\n";
    out_ += paint(quiet_, fmt::format("{:{}}-->", "", gutter_));
    out_ += fmt::format(" {}:{}:{}\n", printable(source.path()), place.line, place.column);
  }

  // The clause, as a decision will name it, and what can happen in it.
  void notes(const Diagnostic& diagnostic) {
    if (diagnostic.clause && !diagnostic.clause->number.empty()) {
      const auto& [name, number, title] = *diagnostic.clause;
      out_ += fmt::format("{} in \"{}\"{}\n", edge('='), printable(number), title.empty() ? "" : " " + printable(title));
    }
    if (!diagnostic.witness) return;
    out_ += fmt::format("{} for example: {}\n", edge('='), printable(diagnostic.witness->record));
    if (diagnostic.witness->parameters.empty()) return;
    out_ += fmt::format("{} with the parameters: {}\n", edge('='), printable(diagnostic.witness->parameters));
  }

  void excerpt(const std::vector<Mark>& marks) {
    out_ += edge('|') + "\n";
    for (auto first = marks.begin(); first != marks.end();) {
      const auto end =
          std::find_if(first, marks.end(), [&](const Mark& mark) { return mark.source != first->source || mark.line != first->line; });
      if (first != marks.begin()) between(*std::prev(first), *first);
      marked_line({first, end});
      first = end;
    }
  }

  void between(const Mark& before, const Mark& after) {
    if (before.source == after.source) {
      if (after.line > before.line + 1) out_ += paint(quiet_, "...") + "\n";
      return;
    }
    out_ += paint(quiet_, fmt::format("{:{}}:::", "", gutter_));
    out_ += fmt::format(" {}:{}:{}\n{}\n", printable(after.source->path()), after.line, after.column, edge('|'));
  }

  // The marks are all of one line, in the order of their beginnings.
  void marked_line(const std::vector<Mark>& marks) {
    ShownLine line(marks.front().source->line(marks.front().line));
    const auto primary = std::find_if(marks.begin(), marks.end(), [](const Mark& mark) { return mark.primary; });
    const Mark& focus = primary == marks.end() ? marks.front() : *primary;
    line.cut_to(widest_line, line.cells_of(focus.begin, focus.end).begin);
    const std::string number = paint(quiet_, fmt::format("{:>{}} |", marks.front().line, gutter_));
    out_ += number + (line.text().empty() ? "" : " ") + line.text() + "\n";

    std::size_t column = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const Cells cells = line.in_window(line.cells_of(marks[i].begin, marks[i].end));
      // A mark stands beside the one before it where that has nothing to say and leaves room.
      const bool beside = i > 0 && marks[i - 1].text.empty() && cells.begin > column;
      if (i > 0 && !beside) out_ += "\n";
      if (!beside) {
        out_ += edge('|') + " ";
        column = 0;
      }
      out_ += std::string(cells.begin - column, ' ') + underline(marks[i], cells);
      column = cells.end;
    }
    out_ += "\n";
  }

  std::string underline(const Mark& mark, Cells cells) const {
    std::string signs(cells.end - cells.begin, mark.primary ? '^' : '-');
    if (!mark.text.empty()) signs += (signs.empty() ? "" : " ") + mark.text;
    return paint(mark.primary ? strong_ : quiet_, signs);
  }

  const Sources& sources_;
  const bool colour_;
  const fmt::text_style quiet_ = fmt::emphasis::bold | fmt::fg(fmt::terminal_color::blue);
  fmt::text_style strong_;
  std::size_t gutter_ = 1;  // digits of the greatest line number
  std::string out_;
};

}  // namespace

std::string fill(std::string_view sentence, const std::vector<std::string>& arguments) {
  std::string result;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    const bool hole =
        sentence.size() - at >= 3 && sentence[at] == '{' && sentence[at + 1] >= '0' && sentence[at + 1] <= '9' && sentence[at + 2] == '}';
    const auto index = hole ? static_cast<std::size_t>(sentence[at + 1] - '0') : arguments.size();
    if (index >= arguments.size()) {
      result += sentence[at];
      continue;
    }
    result += arguments[index];
    at += 2;
  }
  return result;
}

std::string render_text(const Sources& sources, const Sink::Sorted& diagnostics, bool colour) {
  Renderer renderer(sources, colour);
  std::string result;
  for (const Diagnostic& diagnostic : diagnostics.diagnostics) {
    if (!result.empty()) result += "\n";
    result += renderer.render(diagnostic);
  }
  if (diagnostics.left_out > 0) {
    result += fmt::format("\n... and {} more error{}\n", diagnostics.left_out, diagnostics.left_out == 1 ? "" : "s");
  }
  return result;
}

}  // namespace pol
