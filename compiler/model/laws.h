// Versions of a law; what they allow to be told of labelled facts, and whom.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/expr.h"
#include "model/record.h"

namespace pol::model {

// A rule in its versions, which are the cases of an enum. `from` and `through` are included; nothing: open. `holds`: which case does, by a
// date; empty where none is chosen by date.
enum class LawStatus { none, enacted, model, proposed, repealed };  // none: of the time without a law
struct Version {
  std::string name;
  std::optional<std::int32_t> from, through;
  bool never = false;  // in force
  LawStatus status = LawStatus::none;
  std::string source;
  std::vector<Title> titles;
};
struct Law {
  std::string name;
  std::string jurisdiction;
  EnumId cases = none;
  std::vector<Version> versions;
};

std::string_view name_of(LawStatus status);  // "enacted"

// ---- labels ----

// `declassify V for PURPOSE under LAW`: what is labelled in V, as far as nothing in it released it already. V is there where an enacted
// version of the law holds; `version` is which one, there where `present`, if that is said.
struct Release {
  std::vector<FactId> facts;
  std::string purpose;
  std::uint32_t law;
  ExprPtr version, present;
  std::string recipient = {}, period = {};  // empty where not said; "3 years"
};
// An entry of `declassified`.
struct Lifted {
  FactId fact;
  std::string purpose;
  std::string law;  // "KR pseudonym_rule pipa_2023"
  std::string recipient = {}, period = {};

  bool operator==(const Lifted&) const = default;
};

// Columns that somebody else is given. A declaration: check proved that no labelled value is among them, and nothing evaluates it.
struct ExportColumn {
  std::string name;
  ExprPtr value;  // empty: what `benefit` is paid
  BenefitId benefit = none;
  std::vector<Lifted> lifted;  // by whichever version of the law
};
struct Export {
  std::string name, number, recipient;
  std::vector<Title> titles;
  std::vector<ExportColumn> columns;
};

}  // namespace pol::model
