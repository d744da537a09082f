#include "syntax/parse.h"

#include <memory>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"

#include "PolParser.h"
#include "syntax/build_ast.h"
#include "syntax/complaints.h"
#include "syntax/first_slip.h"
#include "syntax/layout.h"
#include "syntax/read_again.h"
#include "syntax/reading.h"
#include "syntax/recovery.h"
#include "syntax/words.h"

namespace pol::syntax {

namespace {

// The way of nearly every wording: no slips, and the fast prediction suffices.
std::optional<ast::File> read_sound(const SourceFile& source, const std::vector<Word>& words, Complaints& complaints,
                                    antlr4::atn::PredictionMode mode = antlr4::atn::PredictionMode::SLL) {
  Reading reading(words, mode, std::make_shared<antlr4::BailErrorStrategy>());
  try {
    auto* file = reading.file();
    return Builder(source, words, complaints).file(file);
  } catch (const antlr4::ParseCancellationException&) {
    return std::nullopt;
  }
}

// Where every slip is a word misspelt, all that is said of the rest is true.
ast::File read_with_slips(const SourceFile& source, const std::vector<Word>& words, Complaints& complaints,
                          const std::set<std::string>& units) {
  ReadAgain again = read_again(source, Layout(words).with_forgotten_braces(complaints), complaints, units);
  if (auto file = read_sound(source, again.words, complaints)) {
    file->is_whole = file->is_whole && complaints.count() == again.misspelt;
    return std::move(*file);
  }
  const auto recovery = std::make_shared<Recovery>(source, again.words, complaints);
  Reading reading(again.words, antlr4::atn::PredictionMode::LL, recovery);
  auto* context = reading.file();
  Builder builder(source, again.words, complaints);
  for (const Recovery::Lost& lost : recovery->lost()) builder.lose(lost.begin, lost.end);
  ast::File file = builder.file(context);
  file.is_whole = false;
  // Nothing is left out in silence, even if nobody found a sentence for it.
  if (const auto slip = complaints.count() == 0 ? first_slip(again.words).slip : std::nullopt)
    complaints.report(Message::not_understood, again.words[*slip].span, {std::string(source.text_of(again.words[*slip].span))});
  return file;
}

}  // namespace

ast::File parse(const SourceFile& source, Sink& sink, const Limits& limits, const std::set<std::string>& units) {
  Complaints complaints(sink);
  const auto words = read_words(source, complaints, limits, units);
  if (!words) {
    ast::File nothing;
    nothing.is_whole = false;
    return nothing;
  }
  if (auto file = read_sound(source, *words, complaints)) {
    file->is_whole = file->is_whole && complaints.count() == 0;
    return std::move(*file);
  }
  // Nothing is guessed about where the fast prediction alone was at a loss.
  if (auto file = read_sound(source, *words, complaints, antlr4::atn::PredictionMode::LL)) {
    file->is_whole = file->is_whole && complaints.count() == 0;
    return std::move(*file);
  }
  return read_with_slips(source, *words, complaints, units);
}

}  // namespace pol::syntax
