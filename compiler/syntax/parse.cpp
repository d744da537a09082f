#include "syntax/parse.h"

#include <memory>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"

#include "PolParser.h"
#include "syntax/build_ast.h"
#include "syntax/complaints.h"
#include "syntax/layout.h"
#include "syntax/read_again.h"
#include "syntax/reading.h"
#include "syntax/recovery.h"
#include "syntax/words.h"

namespace pol::syntax {

namespace {

// The way of nearly every wording: no slips, and the fast prediction suffices.
std::optional<ast::File> read_sound(const SourceFile& source, const std::vector<Word>& words, Complaints& complaints) {
  Reading reading(words, antlr4::atn::PredictionMode::SLL, std::make_shared<antlr4::BailErrorStrategy>());
  try {
    auto* file = reading.file();
    return Builder(source, words, complaints).file(file);
  } catch (const antlr4::ParseCancellationException&) {
    return std::nullopt;
  }
}

ast::File read_with_slips(const SourceFile& source, const std::vector<Word>& words, Complaints& complaints) {
  std::vector<Word> mended = read_again(source, Layout(words).with_forgotten_braces(complaints), complaints).words;
  Reading reading(mended, antlr4::atn::PredictionMode::LL, std::make_shared<Recovery>(source, mended, complaints));
  auto* file = reading.file();
  return Builder(source, mended, complaints).file(file);
}

}  // namespace

ast::File parse(const SourceFile& source, Sink& sink, const Limits& limits, const std::set<std::string>& units) {
  Complaints complaints(sink);
  const auto words = read_words(source, complaints, limits, units);
  if (!words) return {};
  if (auto file = read_sound(source, *words, complaints)) return std::move(*file);
  return read_with_slips(source, *words, complaints);
}

}  // namespace pol::syntax
