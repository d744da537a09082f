// What is read here in ways of our own, ANTLR would read the same: words from characters, and trees from words.
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "syntax/divide.h"
#include "syntax/reading.h"
#include "syntax/words.h"

// Last, because its THEN is a word of the grammar too.
#include <doctest/doctest.h>

namespace pol::syntax {

namespace {

namespace fs = std::filesystem;
using Lexer = generated::PolLexer;
using Parser = generated::PolParser;

struct Wording {
  std::string path;
  std::string text;
};

std::vector<Wording> wordings() {
  std::vector<Wording> result;
  for (const char* folder : {"policies", "stdlib", "tests/golden"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(POL_ROOT) / folder)) {
      if (entry.path().extension() != ".pol") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::ostringstream text;
      text << file.rdbuf();
      const std::string whole = text.str();
      result.push_back({entry.path().string(), whole.substr(0, whole.find("\n//// "))});  // what a golden file expects stands there
    }
  }
  REQUIRE(result.size() > 500);
  return result;
}

bool is_utf8(const std::string& text) {
  Sink sink;
  Complaints complaints(sink);
  const SourceFile source("wording.pol", text);
  return read_words(source, complaints, {}).has_value() || sink.sorted().diagnostics.front().message != Message::not_utf8;
}

std::string ours(const std::string& text) {
  std::ostringstream result;
  divide(text, [&](const Piece& piece) {
    const bool end = piece.type == antlr4::Token::EOF;
    result << piece.type << ' ' << piece.line << ':' << piece.column << ' '
           << (end ? "" : text.substr(piece.begin, piece.end - piece.begin)) << '\n';
    return true;
  });
  return result.str();
}

std::string of_antlr(const std::string& text) {
  antlr4::ANTLRInputStream input(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
  Lexer lexer(&input);
  std::ostringstream result;
  for (bool end = false; !end;) {
    const auto token = lexer.nextToken();
    end = token->getType() == antlr4::Token::EOF;
    result << token->getType() << ' ' << token->getLine() << ':' << token->getCharPositionInLine() << ' ' << (end ? "" : token->getText())
           << '\n';
  }
  return result.str();
}

// Bytes left out, doubled, or put where they do not belong.
std::string broken(std::string text, std::mt19937& random) {
  static const std::vector<std::string> odd = {"\"", "//", "1,000", "1.2.2020", "é", "“",          "\\",
                                               "\n", "#",  "²",     "_",        "-", "2020-02-30", "\t"};
  for (int i = 0; i < 20 && !text.empty(); ++i) {
    const std::size_t at = random() % text.size();
    if (random() % 3 == 0)
      text.erase(at, 1 + random() % 3);
    else
      text.insert(at, odd[random() % odd.size()]);
  }
  return text;
}

// The tree, or nothing where the words make none.
std::string tree_of(Parser& parser) {
  parser.removeErrorListeners();
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::LL);
  parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  try {
    return parser.file()->toStringTree(&parser);
  } catch (const antlr4::ParseCancellationException&) {
    return {};
  }
}

}  // namespace

TEST_CASE("words are those of ANTLR's own lexer") {
  std::mt19937 random(1);
  for (const Wording& wording : wordings()) {
    INFO(wording.path);
    if (is_utf8(wording.text)) CHECK(ours(wording.text) == of_antlr(wording.text));
    const std::string worse = broken(wording.text, random);
    if (is_utf8(worse)) CHECK(ours(worse) == of_antlr(worse));
  }
}

TEST_CASE("trees are those of ANTLR's own prediction") {
  int read = 0;
  for (const Wording& wording : wordings()) {
    INFO(wording.path);
    Sink sink;
    Complaints complaints(sink);
    const SourceFile source("wording.pol", wording.text);
    const auto words = read_words(source, complaints, {});
    if (!words) continue;
    std::vector<std::unique_ptr<antlr4::Token>> tokens, same;
    for (const Word& word : *words) tokens.push_back(std::make_unique<antlr4::CommonToken>(word.type, std::to_string(word.type)));
    for (const Word& word : *words) same.push_back(std::make_unique<antlr4::CommonToken>(word.type, std::to_string(word.type)));
    antlr4::ListTokenSource first(std::move(tokens)), second(std::move(same));
    antlr4::CommonTokenStream stream(&first), again(&second);
    Parser plain(&stream), quick(&again);
    quick.setInterpreter(std::make_unique<NextWordPrediction>(&quick, *quick.getInterpreter<antlr4::atn::ParserATNSimulator>()).release());
    const std::string tree = tree_of(quick);
    if (!tree.empty()) ++read;
    CHECK(tree == tree_of(plain));
  }
  CHECK(read > 500);
}

}  // namespace pol::syntax
