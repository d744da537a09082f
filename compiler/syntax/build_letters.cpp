// What letters say.
#include "syntax/build_ast.h"

namespace pol::syntax {

std::optional<ast::Declaration> Builder::letter(Grammar::LetterContext* context) {
  if (!whole(context->language())) return std::nullopt;
  ast::Letter letter;
  letter.language = language(context->language());
  letter.span = span_of(context);
  for (auto* line : context->letterBlock()->letterLine()) {
    if (!whole(line)) continue;
    if (auto* c = as<Grammar::TellsContext>(line)) {
      ast::LetterSentence sentence{text(c->number), name(c->name()), {}, text(c->sentence), span_of(c)};
      if (whole(c->whenStatus())) sentence.statuses = names(c->whenStatus()->name());
      letter.sentences.push_back(std::move(sentence));
    } else if (auto* c = as<Grammar::CalledContext>(line)) {
      ast::LetterTitle title{{}, optional_text(c->number), optional_text(c->shown), text(c->called), span_of(c)};
      if (whole(c->titledName())) {
        title.path.names.push_back(name(c->titledName()->name()));
        for (auto* word : c->titledName()->WORD()) title.path.names.push_back(name(word));
      }
      letter.titles.push_back(std::move(title));
    }
  }
  return letter;
}

}  // namespace pol::syntax
