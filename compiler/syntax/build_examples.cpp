// Samples and examples.
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
  for (auto* written : context->settingBlock()->setting()) {
    if (!whole(written)) continue;
    if (auto built = unless_broken([&] { return setting(written); })) block.settings.push_back(std::move(*built));
  }
  return block;
}

ast::Setting Builder::setting(Grammar::SettingContext* context) {
  ast::Setting setting;
  setting.span = span_of(context);
  setting.path.names.push_back(name(context->settingPath()->name()));
  for (auto* word : context->settingPath()->WORD()) setting.path.names.push_back(name(word));
  setting.unknown = as<Grammar::UnknownSettingContext>(context->settingValue()) != nullptr;
  setting.absent = as<Grammar::AbsentSettingContext>(context->settingValue()) != nullptr;
  auto* given = as<Grammar::GivenSettingContext>(context->settingValue());
  if (given == nullptr) return setting;
  setting.values.push_back(literal(given->literal()));
  for (auto* more : given->name()) {
    ast::Path member;
    member.names.push_back(name(more));
    setting.values.push_back(make(more, std::move(member)));
  }
  return setting;
}

void Builder::expectation(Grammar::ExpectationContext* context, ast::ExampleStep& step) {
  auto built = unless_broken([&] {
    ast::Expectation result;
    result.span = span_of(context);
    result.status = context->status() ? name(context->status()) : name(context->INVALID());
    if (context->name()) result.benefit = name(context->name());
    if (context->signedQuantity()) result.amount = signed_quantity(context->signedQuantity());
    for (auto* reason : context->reason()) {
      if (auto* c = as<Grammar::BecauseContext>(reason))
        for (auto* number : c->TEXT()) result.because.push_back(text(number));
      if (auto* c = as<Grammar::MissingContext>(reason))
        for (auto* fact : c->path()) result.missing.push_back(path(fact));
    }
    return result;
  });
  if (built) step.expectations.push_back(std::move(*built));
}

}  // namespace pol::syntax
