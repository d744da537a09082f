// A term that is required: its parts become the grounds, each under its own number, so that a reason names what failed and not what asked.
#include <algorithm>

#include "check/build.h"
#include "check/judge.h"

namespace pol::check {

namespace {

// Beyond these a line of a decision could not be read, nor compiled.
constexpr std::size_t most_grounds = 20'000;

void use_numbers(const std::vector<NumberId>& own, Draft& draft) {
  if (!own.empty()) draft.numbers = own;
}

}  // namespace

void Judge::require(const Tested& tested, const Draft& base, const std::vector<ExprPtr>& write_backs) {
  if (drafts_.size() > most_grounds) {
    wording_.report(Message::too_large_written_out, base.place);
    return;
  }
  if (tested.term)
    expand(*tested.term, base, write_backs);
  else
    add(base, {negation(tested.truth, tested.truth->span)}, write_backs, tested.truth->span);
}

void Judge::expand(const Term& term, Draft base, const std::vector<ExprPtr>& write_backs) {
  use_numbers(term.number, base);
  for (const TermAbout& about : term.abouts) {
    Draft absent = base;
    use_numbers(about.place.numbers, absent);
    absent.place = about.place.span;
    add(std::move(absent), {negation(about.present, about.place.span)}, write_backs, about.place.span);
    base.parts.push_back(about.present);
  }
  expand_items(term.items, base, write_backs);
}

// What an item demands is known for those behind it.
void Judge::expand_items(const std::vector<TermItem>& items, Draft& base, const std::vector<ExprPtr>& write_backs) {
  for (const TermItem& item : items) {
    if (const auto* test = std::get_if<TermTest>(&item)) {
      expand_test(*test, base, write_backs);
    } else if (const auto* choice = std::get_if<TermChoice>(&item)) {
      expand_choice(*choice, base, write_backs);
    } else {
      const Span place = std::get<TermFails>(item).place.span;
      Draft fails = base;
      fails.place = place;
      add(std::move(fails), {}, write_backs, place);
    }
  }
}

void Judge::expand_test(const TermTest& test, Draft& base, const std::vector<ExprPtr>& write_backs) {
  Draft inner = base;
  use_numbers(test.place.numbers, inner);
  inner.place = test.place.span;
  if (test.when) inner.parts.push_back(test.when);
  std::vector<ExprPtr> back = write_backs;
  for (const ExprPtr& unless : test.unless) back.push_back(negation(unless, unless->span));
  require(test.tested, inner, back);
  if (!test.when && test.unless.empty()) base.known.merge(guards_.implied(*test.tested.truth, true));
}

// A case speaks under its own lines' numbers where it is the one for sure; where none is, the choice as a whole speaks under the term's
// number. So a case that is only possible adds neither its number nor what it rests on: the choice joins what the possible cases say
// (language, section 4).
void Judge::expand_choice(const TermChoice& choice, Draft& base, const std::vector<ExprPtr>& write_backs) {
  Draft whole = base;
  whole.place = choice.place.span;
  whole.parts.push_back(negation(choice.truth, choice.place.span));
  for (const TermCase& each : choice.cases) {
    Draft inside = base;
    const ExprPtr sure = proved(each.guard, choice.place.span);
    inside.parts.push_back(sure);
    expand_items(each.items, inside, write_backs);
    whole.parts.push_back(negation(sure, choice.place.span));
  }
  add(std::move(whole), {}, write_backs, choice.place.span);
  base.known.merge(guards_.implied(*choice.truth, true));
}

}  // namespace pol::check
