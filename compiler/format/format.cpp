#include "format/format.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "ast/print.h"
#include "format/arrange.h"
#include "format/comments.h"
#include "format/page.h"
#include "syntax/outline.h"
#include "syntax/parse.h"

namespace pol::format {

namespace {

// A wording taken apart, to be written or to be compared.
struct Parts {
  syntax::Outline outline;
  std::vector<Between> between;
};

using Units = std::set<std::string>;

Parts take_apart(const SourceFile& source, const Units& units) {
  auto outline = syntax::outline(source, units);
  if (!outline) throw std::logic_error("a sound wording has no outline");
  auto between = read_between(source, *outline);
  return {std::move(*outline), std::move(between)};
}

bool same_words(const SourceFile& left, const Parts& of_left, const SourceFile& right, const Parts& of_right) {
  return std::equal(of_left.outline.words.begin(), of_left.outline.words.end(), of_right.outline.words.begin(),
                    of_right.outline.words.end(),
                    [&](const auto& a, const auto& b) { return left.text_of(a.span) == right.text_of(b.span); });
}

bool same_comments(const Parts& left, const Parts& right) {
  const auto same_text = [](const Comment& a, const Comment& b) { return a.text == b.text; };
  return std::equal(left.between.begin(), left.between.end(), right.between.begin(), right.between.end(),
                    [&](const Between& a, const Between& b) {
                      return std::equal(a.comments.begin(), a.comments.end(), b.comments.begin(), b.comments.end(), same_text);
                    });
}

// A formatter that changes a wording is worse than none: what it wrote is read again and compared.
void require_same(const SourceFile& source, const Parts& parts, const ast::File& file, const SourceFile& result, const Units& units) {
  Sink sink;
  const ast::File again = syntax::parse(result, sink, {}, units);
  if (sink.has_errors() || ast::print(again) != ast::print(file)) throw std::logic_error("the layout would change what the wording means");
  const Parts written = take_apart(result, units);
  if (!same_words(source, parts, result, written)) throw std::logic_error("the layout would change the words");
  if (!same_comments(parts, written)) throw std::logic_error("the layout would change the comments");
}

std::string laid_out(const SourceFile& source, const Parts& parts) {
  return write(source, parts.outline, arrange(source, parts.outline), parts.between);
}

// Some columns depend on which words share a row, so that a wording with odd rows is laid out once more: until nothing moves.
constexpr int most_rounds = 8;

}  // namespace

std::optional<std::string> format(const SourceFile& source, Sink& sink, const std::set<std::string>& units) {
  const ast::File file = syntax::parse(source, sink, {}, units);
  if (sink.has_errors()) return std::nullopt;
  const Parts parts = take_apart(source, units);
  std::string text = laid_out(source, parts);
  for (int round = 1; round < most_rounds && text != source.text(); ++round) {
    const SourceFile written(source.path(), text);
    std::string again = laid_out(written, take_apart(written, units));
    if (again == text) break;
    text = std::move(again);
  }
  require_same(source, parts, file, SourceFile(source.path(), text), units);
  return text;
}

}  // namespace pol::format
