#include "syntax/build_ast.h"

#include <algorithm>
#include <string_view>

namespace pol::syntax {

ast::File Builder::file(Grammar::FileContext* context) {
  ast::File file;
  for (auto* part : context->declaration()) {
    const bool before = std::exchange(broken_, false);
    links_ = 0;
    auto built = declaration(part);
    if (built && !broken_)
      file.declarations.push_back(std::move(*built));
    else
      lose(part->getStart()->getTokenIndex(), part->getStop() == nullptr ? 0 : part->getStop()->getTokenIndex() + 1);
    broken_ = before;
  }
  file.lost = std::move(lost_);
  file.is_whole = file.lost.empty();
  return file;
}

void Builder::lose(std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < std::min(end, words_.size()); ++i)
    if (is_wordlike(words_[i].type)) lost_.insert(std::string(source_.text_of(words_[i].span)));
}

// ---- places ----

Span Builder::span_of(const antlr4::Token* token) const {
  const std::size_t index = token->getTokenIndex();
  return index < words_.size() ? words_[index].span : words_.back().span;
}

Span Builder::span_of(antlr4::ParserRuleContext* context) const { return span_between(context->getStart(), context->getStop()); }

Span Builder::span_between(const antlr4::Token* first, const antlr4::Token* last) const {
  const Span begin = span_of(first);
  if (last == nullptr || last->getTokenIndex() < first->getTokenIndex()) return begin;
  return join(begin, span_of(last));
}

// ---- names, texts ----

std::string Builder::written(const antlr4::Token* token) const {
  const std::size_t index = token->getTokenIndex();
  const std::string_view meant = index < words_.size() ? words_[index].meant : std::string_view();
  return std::string(meant.empty() ? source_.text_of(span_of(token)) : meant);
}

ast::Name Builder::name(antlr4::ParserRuleContext* context) const {
  if (context->getStart() == context->getStop()) return {written(context->getStart()), span_of(context)};
  const Span span = span_of(context);
  return {std::string(source_.text_of(span)), span};
}

ast::Name Builder::name(antlr4::tree::TerminalNode* word) const { return {written(word->getSymbol()), span_of(word->getSymbol())}; }

ast::Text Builder::text(const antlr4::Token* quoted) const {
  const Span span = span_of(quoted);
  std::string_view all = source_.text_of(span);
  // A text with a missing quote, or with curly ones, has been complained about; it is taken as far as it goes.
  if (all.size() >= 2 && all.front() == '"' && all.back() == '"') all.remove_suffix(1);
  if (!all.empty() && all.front() == '"') all.remove_prefix(1);
  std::string value;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == '\\' && i + 1 < all.size() && (all[i + 1] == '"' || all[i + 1] == '\\')) ++i;
    value.push_back(all[i]);
  }
  return {std::move(value), span};
}

std::optional<ast::Text> Builder::optional_text(const antlr4::Token* quoted) const {
  if (quoted == nullptr) return std::nullopt;
  return text(quoted);
}

std::vector<ast::Title> Builder::titles(const std::vector<Grammar::TitleContext*>& contexts) const {
  std::vector<ast::Title> result;
  for (auto* context : contexts)
    if (whole(context)) result.push_back({language(context->language()), text(context->TEXT())});
  return result;
}

// Of what is read by its name alone: a word that begins or joins something else in a value would not be taken for it.
ast::Name Builder::bare_name(Grammar::NameContext* context) const {
  ast::Name written = name(context);
  const bool begins_values = context->plainName() != nullptr && context->plainName()->hardWord() == nullptr;
  if (!begins_values) complaints_.report(Message::name_like_a_word, written.span, {written.text});
  return written;
}

// The small letters of its code (ISO 639): letters are asked for by it.
ast::Name Builder::language(Grammar::LanguageContext* context) const {
  ast::Name written = name(context);
  const bool is_code = written.text.size() >= 2 && written.text.size() <= 3 &&
                       std::all_of(written.text.begin(), written.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!is_code) complaints_.report(Message::language_misshapen, written.span, {written.text});
  return written;
}

// The words as a person would write them on one row, whatever the layout.
std::string Builder::on_one_row(antlr4::ParserRuleContext* context) const {
  const auto is_sign = [](std::string_view text) {
    return !text.empty() && std::string_view("=!<>+-*/(,[").find(text.front()) != std::string_view::npos;
  };
  const auto is_glued = [](std::string_view text) {
    return text == "." || text == "," || text == ")" || text == "[" || text == "]" || text == "%";
  };
  std::string result;
  std::string_view before, two_before;
  for (std::size_t i = context->getStart()->getTokenIndex(); i <= context->getStop()->getTokenIndex(); ++i) {
    const std::string_view text = source_.text_of(words_[i].span);
    const bool call = text == "(" && i > 0 && words_[i - 1].type == Grammar::WORD;
    const bool negative = before == "-" && (two_before.empty() || is_sign(two_before));
    const bool glued = before == "." || before == "(" || before == "[" || is_glued(text) || call || negative;
    if (!result.empty() && !glued) result += ' ';
    result += text;
    two_before = std::exchange(before, text);
  }
  return result;
}

void Builder::said_twice(Span second, Span first) {
  complaints_.report(Message::said_twice, second, {std::string(source_.text_of(second))}, {{first, "said here already"}});
}

}  // namespace pol::syntax
