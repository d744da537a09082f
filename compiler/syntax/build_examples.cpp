// Samples, examples and properties.
#include "syntax/build_ast.h"

namespace pol::syntax {

std::optional<ast::Declaration> Builder::sample(Grammar::SampleContext* context) {
  auto* heading = context->heading();
  if (heading == nullptr || !whole(heading->name())) return std::nullopt;
  ast::Sample sample;
  sample.name = name(heading->name());
  sample.start = start(context->sampleBlock()->startLine());
  sample.span = span_of(context);
  for (auto* block : context->sampleBlock()->settings())
    if (whole(block)) sample.blocks.push_back(settings(block));
  return sample;
}

// A step is some settings and what is expected then; the next settings begin the next step.
std::optional<ast::Declaration> Builder::example(Grammar::ExampleContext* context) {
  if (!whole(context->exampleTitle())) return std::nullopt;
  ast::Example example;
  example.title = text(context->exampleTitle()->TEXT());
  example.start = start(context->exampleBlock()->startLine());
  example.span = span_of(context);
  for (auto* item : context->exampleBlock()->exampleItem()) {
    if (!whole(item)) continue;
    auto& steps = example.steps;
    const bool begins = steps.empty() || (item->settings() && !steps.back().expectations.empty());
    if (begins) steps.emplace_back().span = span_of(item);
    ast::ExampleStep& step = steps.back();
    step.span = join(step.span, span_of(item));
    if (whole(item->settings())) step.blocks.push_back(settings(item->settings()));
    if (whole(item->expectation())) expectation(item->expectation(), step);
  }
  return example;
}

std::optional<ast::Name> Builder::start(Grammar::StartLineContext* context) const {
  if (!whole(context)) return std::nullopt;
  return name(context->name());
}

ast::SettingBlock Builder::settings(Grammar::SettingsContext* context) {
  ast::SettingBlock block;
  block.block = name(context->blockName());
  block.span = span_of(context);
  block.settings = settings_in(context->settingBlock());
  return block;
}

std::vector<ast::Setting> Builder::settings_in(Grammar::SettingBlockContext* context) {
  std::vector<ast::Setting> result;
  for (auto* written : context->setting()) {
    if (!whole(written)) continue;
    if (auto built = unless_broken(written, [&] { return setting(written); })) result.push_back(std::move(*built));
  }
  return result;
}

ast::Setting Builder::setting(Grammar::SettingContext* context) {
  ast::Setting setting;
  setting.span = span_of(context);
  setting.path = with_positions(context->settingPath(), setting.positions);
  setting.unknown = as<Grammar::UnknownSettingContext>(context->settingValue()) != nullptr;
  setting.absent = as<Grammar::AbsentSettingContext>(context->settingValue()) != nullptr;
  if (auto* c = as<Grammar::GivenSettingContext>(context->settingValue())) given(c, setting);
  for (auto* item : context->settingBlock()) {
    if (!whole(item)) broken_ = true;
    setting.items.push_back(settings_in(item));
  }
  return setting;
}

// `expenses[0].amount`: a position belongs to the name before it; there are none where none is written.
ast::Path Builder::with_positions(antlr4::ParserRuleContext* context, std::vector<std::optional<std::uint32_t>>& positions) {
  ast::Path path;
  for (auto* child : context->children) {
    auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(child);
    if (auto* position = as<Grammar::PositionContext>(rule)) {
      positions.resize(path.names.size());
      const auto at = small_number(position->NUMBER(), Message::position_not_whole);
      if (at)
        positions.back() = static_cast<std::uint32_t>(*at);
      else
        broken_ = true;
    } else if (rule != nullptr) {
      path.names.push_back(name(rule));
    } else if (auto* word = dynamic_cast<antlr4::tree::TerminalNode*>(child); word->getSymbol()->getType() == Grammar::WORD) {
      path.names.push_back(name(word));
    }
  }
  if (!positions.empty()) positions.resize(path.names.size());
  return path;
}

void Builder::given(Grammar::GivenSettingContext* context, ast::Setting& setting) {
  setting.values.push_back(literal(context->literal()));
  for (auto* more : context->expectedItem()) {
    if (more->name() == nullptr) {
      setting.values.push_back(expected_item(more));
      continue;
    }
    ast::Path member;
    member.names.push_back(name(more->name()));
    setting.values.push_back(make(more, std::move(member)));
  }
}

void Builder::expectation(Grammar::ExpectationContext* context, ast::ExampleStep& step) {
  auto built = unless_broken(context, [&] { return expectation(context); });
  if (built) step.expectations.push_back(std::move(*built));
}

ast::Expectation Builder::expectation(Grammar::ExpectationContext* context) {
  ast::Expectation result;
  result.span = span_of(context);
  if (context->THAT()) {
    result.status = name(context->THAT());
    result.that = expression(context->expression());
  } else if (context->INVALID()) {
    result.status = name(context->INVALID());
  } else {
    result.status = name(context->status());
    if (context->expected() != nullptr) expected(context->expected(), result);
  }
  for (auto* reason : context->reason()) {
    if (auto* c = as<Grammar::BecauseContext>(reason))
      for (auto* number : c->TEXT()) result.because.push_back(text(number));
    if (auto* c = as<Grammar::MissingContext>(reason))
      for (auto* fact : c->fact()) result.missing.push_back(with_positions(fact, result.missing_positions.emplace_back()));
  }
  return result;
}

// Of a list of plain values; `absent` stays a name here.
ast::ExprPtr Builder::expected_item(Grammar::ExpectedItemContext* context) {
  if (context->signedQuantity()) return signed_quantity(context->signedQuantity());
  if (context->ISO_DATE()) return date(context->ISO_DATE());
  if (context->TEXT()) return make(context, text(context->TEXT()));
  const ast::Name what = name(context->name());
  if (what.text == "yes" || what.text == "no") return make(context, ast::Truth{what.text == "yes"});
  ast::Path path;
  path.names.push_back(what);
  return make(context, std::move(path));
}

// Behind a status stands the benefit it is the status of, none where it is that of a question without lines; behind an output its value.
void Builder::expected(Grammar::ExpectedContext* context, ast::Expectation& result) {
  if (auto* c = as<Grammar::ExpectedNumberContext>(context)) result.value = signed_quantity(c->signedQuantity());
  if (auto* c = as<Grammar::ExpectedDateContext>(context)) result.value = date(c->ISO_DATE());
  if (auto* c = as<Grammar::ExpectedTextContext>(context)) result.value = make(c, text(c->TEXT()));
  if (auto* c = as<Grammar::ExpectedRowsContext>(context)) {
    for (auto* row : c->settingBlock()) {
      if (!whole(row)) broken_ = true;
      result.rows.push_back(settings_in(row));
    }
  }
  if (auto* c = as<Grammar::ExpectedItemsContext>(context)) {
    for (auto* item : c->expectedItem()) result.items.push_back(expected_item(item));
  }
  auto* named = as<Grammar::ExpectedNameContext>(context);
  if (named == nullptr) return;
  const ast::Name what = name(named->name().front());
  if (named->name().size() > 1) {
    result.members = names(named->name());
    return;
  }
  const std::string& status = result.status.text;
  const bool is_status = status == "paid" || status == "declined" || status == "decided" || status == "pended" || status == "referred";
  if (is_status || named->signedQuantity()) {
    result.benefit = what;
    if (named->signedQuantity()) result.amount = signed_quantity(named->signedQuantity());
  } else if (what.text == "absent") {
    result.absent = true;
  } else if (what.text == "yes" || what.text == "no") {
    result.value = make(named->name().front(), ast::Truth{what.text == "yes"});
  } else {
    ast::Path path;
    path.names.push_back(what);
    result.value = make(named->name().front(), std::move(path));
  }
}

std::optional<ast::Declaration> Builder::property(Grammar::PropertyContext* context) {
  if (!whole(context->propertyHeading())) return std::nullopt;
  ast::Property property;
  property.title = text(context->propertyHeading()->TEXT());
  if (auto* question = context->propertyHeading()->forQuestion(); whole(question)) property.question = name(question->name());
  property.span = span_of(context);
  for (auto* item : context->propertyBlock()->always()) {
    if (!whole(item)) continue;
    if (auto built = unless_broken(item, [&] { return always(item); })) property.always.push_back(std::move(*built));
  }
  return property;
}

ast::Always Builder::always(Grammar::AlwaysContext* context) {
  ast::Always result;
  result.condition = expression(context->expression());
  result.per_certificate = context->perCertificate() != nullptr;
  result.when = when(context->whenLine());
  result.span = span_of(context);
  return result;
}

}  // namespace pol::syntax
