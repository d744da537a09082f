// The words that stand for enumerators in the printed ast, near to those of the language. For the printer alone.
#pragma once

#include <string_view>

#include "ast/ast.h"

namespace pol::ast {

inline std::string_view word(CompareOp op) {
  switch (op) {
    case CompareOp::equal: return "=";
    case CompareOp::not_equal: return "!=";
    case CompareOp::less: return "<";
    case CompareOp::less_equal: return "<=";
    case CompareOp::greater: return ">";
    case CompareOp::greater_equal: return ">=";
  }
  return {};
}

inline std::string_view word(ArithmeticOp op) {
  switch (op) {
    case ArithmeticOp::add: return "+";
    case ArithmeticOp::subtract: return "-";
    case ArithmeticOp::multiply: return "*";
    case ArithmeticOp::divide: return "/";
    case ArithmeticOp::share_of: return "of";
  }
  return {};
}

inline std::string_view word(HasKind kind) {
  switch (kind) {
    case HasKind::one: return "";
    case HasKind::all: return " all of";
    case HasKind::any: return " any of";
  }
  return {};
}

inline std::string_view word(TimingKind kind) {
  switch (kind) {
    case TimingKind::within: return "within";
    case TimingKind::at_least: return "at least";
    case TimingKind::no_later_than: return "no later than";
    case TimingKind::more_than: return "more than";
    case TimingKind::on_or_before: return "on or before";
    case TimingKind::on_or_after: return "on or after";
    case TimingKind::before: return "before";
    case TimingKind::after: return "after";
  }
  return {};
}

inline std::string_view word(PickKind kind) {
  switch (kind) {
    case PickKind::smaller: return "smaller";
    case PickKind::larger: return "larger";
    case PickKind::earlier: return "earlier";
    case PickKind::later: return "later";
  }
  return {};
}

inline std::string_view word(HistoryKind kind) {
  switch (kind) {
    case HistoryKind::amount: return "already paid";
    case HistoryKind::something: return "something already paid";
    case HistoryKind::nothing: return "nothing already paid";
    case HistoryKind::first_event_date: return "first event date";
  }
  return {};
}

inline std::string_view word(ListKind kind) {
  switch (kind) {
    case ListKind::any: return "any";
    case ListKind::none: return "no";
    case ListKind::all: return "all";
    case ListKind::count: return "count";
    case ListKind::sum: return "sum";
    case ListKind::smallest: return "smallest";
    case ListKind::largest: return "largest";
  }
  return {};
}

inline std::string_view word(OutputKind kind) {
  switch (kind) {
    case OutputKind::outcome: return "outcome";
    case OutputKind::shown: return "shown";
  }
  return {};
}

// What stands behind `up to`; for the certificate nothing does.
inline std::string_view word(Per per) {
  switch (per) {
    case Per::certificate: return "";
    case Per::event: return " per event";
    case Per::item: return " per item";
  }
  return {};
}

inline std::string_view word(ElseKind kind) {
  switch (kind) {
    case ElseKind::decline: return "decline";
    case ElseKind::pend: return "pend";
    case ElseKind::refer: return "refer";
  }
  return {};
}

inline std::string_view word(GateKind kind) {
  switch (kind) {
    case GateKind::declines: return "declines";
    case GateKind::refers: return "refers";
    case GateKind::pays: return "pays";
    case GateKind::decides: return "decides";
  }
  return {};
}

inline std::string_view word(LawStatus status) {
  switch (status) {
    case LawStatus::enacted: return "enacted";
    case LawStatus::model: return "model";
    case LawStatus::proposed: return "proposed";
    case LawStatus::repealed: return "repealed";
  }
  return {};
}

inline std::string_view word(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::benefit: return "benefit";
    case ClauseKind::condition: return "condition";
    case ClauseKind::exclusion: return "exclusion";
    case ClauseKind::limit: return "limit";
  }
  return {};
}

inline std::string_view word(Presence presence) {
  switch (presence) {
    case Presence::required: return "";
    case Presence::key: return " key";
    case Presence::presumed: return " presumed";
    case Presence::optional: return " optional";
  }
  return {};
}

inline std::string_view word(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean: return "bool";
    case TypeKind::text: return "text";
    case TypeKind::date: return "date";
    case TypeKind::integer: return "int";
    case TypeKind::decimal: return "decimal";
    case TypeKind::percent: return "percent";
    case TypeKind::money: return "money";
    case TypeKind::one_of: return "one of";
    case TypeKind::set_of: return "set of";
    case TypeKind::record: return "record";
    case TypeKind::group: return "group";
    case TypeKind::list: return "list";
    case TypeKind::named: return "named";
  }
  return {};
}

}  // namespace pol::ast
