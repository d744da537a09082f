// Tables. In a table `down` the entries follow each other without a sign between rows: as many keys as the table has, then as many cells.
#include "syntax/build_ast.h"

namespace pol::syntax {

std::optional<ast::Declaration> Builder::table(Grammar::TableContext* context) {
  auto* heading = context->clauseHeading();
  if (heading == nullptr || !whole(heading->name())) return std::nullopt;
  ast::Table table;
  table.name = name(heading->name());
  table.number = optional_text(heading->number);
  table.titles = titles(heading->title());
  table.span = span_of(context);
  if (context->currency) table.currency = name(context->currency);
  if (whole(context->acrossShape())) {
    table.across = path(context->acrossShape()->path());
    table.across_span = span_of(context->acrossShape()->path());
    for (auto* column : context->tableBlock()->column())
      if (whole(column)) table.columns.push_back(name(column->name()));
    for (auto* written : context->tableBlock()->row())
      if (whole(written)) table.rows.push_back(row(written));
    return table;
  }
  if (!whole(context->downShape())) return std::nullopt;
  for (auto* key : context->downShape()->downKey()) table.down.push_back(down_key(key));
  for (auto* column : context->downBlock()->downColumn())
    if (whole(column)) table.columns.push_back(name(column->COLUMN()));
  down_rows(context->downBlock()->entry(), table);
  return table;
}

// ---- across ----

ast::TableRow Builder::row(Grammar::RowContext* context) {
  ast::TableRow row;
  row.name = name(context->rowName());
  row.titles = titles(context->title());
  row.span = span_of(context);
  for (auto* written : context->cell()) row.cells.push_back(cell(written));
  return row;
}

// `- 3`: a dash, and the next cell.
void Builder::stands_for_no_cell(antlr4::tree::TerminalNode* minus, antlr4::tree::TerminalNode* number) {
  const Span dash = span_of(minus->getSymbol());
  if (span_of(number->getSymbol()).begin > dash.end) complaints_.report(Message::empty_cell, dash, {"-"});
}

ast::Cell Builder::cell(Grammar::CellContext* context) {
  ast::Cell cell;
  cell.span = span_of(context);
  if (as<Grammar::NotCoveredContext>(context)) cell.kind = ast::CellKind::not_covered;
  if (as<Grammar::UnlimitedContext>(context)) cell.kind = ast::CellKind::unlimited;
  if (auto* c = as<Grammar::NumberCellContext>(context)) {
    if (c->MINUS()) stands_for_no_cell(c->MINUS(), c->NUMBER());
    cell.value = number(c->NUMBER()->getSymbol(), c->unit, c->MINUS() != nullptr, cell.span);
  }
  return cell;
}

// ---- down ----

ast::DownKey Builder::down_key(Grammar::DownKeyContext* context) {
  ast::DownKey key;
  key.name = name(context->name());
  key.span = span_of(context);
  if (context->typeName())
    key.type = simple_type(context->typeName(), context->range(), context->precision(),
                           span_between(context->typeName()->getStart(), context->getStop()));
  return key;
}

// A row may not go on on the next line, so that one entry too few is noticed where it is missing, and does not shift all rows behind it.
bool Builder::rows_are_whole(const std::vector<Grammar::EntryContext*>& entries, std::size_t length) {
  for (std::size_t first = 0; first < entries.size();) {
    std::size_t end = first, count = 0;
    do {
      if (!whole(entries[end])) return false;
      if (!as<Grammar::TitleEntryContext>(entries[end])) ++count;
      ++end;
    } while (end < entries.size() && !begins_line(words_, entries[end]->getStart()->getTokenIndex()));
    if (count % length != 0 && complaints_.count() > 0) return false;  // an entry was left out with what was wrong about it
    if (count % length != 0) {
      const Span span = join(span_of(entries[first]), span_of(entries[end - 1]));
      complaints_.report(Message::row_not_whole, span, {std::to_string(length), std::to_string(count)});
      return false;
    }
    first = end;
  }
  return true;
}

void Builder::down_rows(const std::vector<Grammar::EntryContext*>& entries, ast::Table& table) {
  const std::size_t length = table.down.size() + table.columns.size();
  if (!rows_are_whole(entries, length)) {
    broken_ = true;
    return;
  }
  std::size_t in_row = length;
  for (auto* entry : entries) {
    auto* title = as<Grammar::TitleEntryContext>(entry);
    if (title == nullptr && in_row == length) {
      table.rows.emplace_back();
      table.rows.back().name = {std::string(source_.text_of(span_of(entry))), span_of(entry)};
      table.rows.back().span = span_of(entry);
      in_row = 0;
    }
    if (table.rows.empty()) continue;  // a title before all rows: its line has no row
    ast::TableRow& row = table.rows.back();
    row.span = join(row.span, span_of(entry));
    if (title != nullptr)
      row.titles.push_back(titles({title->title()}).front());
    else if (in_row++ < table.down.size())
      row.keys.push_back(row_key(entry));
    else
      row.cells.push_back(down_cell(entry));
  }
}

ast::RowKey Builder::row_key(Grammar::EntryContext* context) {
  ast::RowKey key;
  key.span = span_of(context);
  if (auto* c = as<Grammar::NamesEntryContext>(context)) {
    key.names = names(c->entryName());
  } else if (auto* range = as<Grammar::RangeEntryContext>(context)) {
    key.from = entry_bound(range->entryBound(0));
    key.to = entry_bound(range->entryBound(1));
  } else if (auto* open = as<Grammar::OpenEntryContext>(context)) {
    (open->OVER() ? key.from : key.to) = entry_bound(open->entryBound());
  } else if (as<Grammar::AnyEntryContext>(context)) {
    key.any = true;
  } else if (as<Grammar::NumberEntryContext>(context) || as<Grammar::DateEntryContext>(context)) {
    key.from = entry_value(context);
    key.to = entry_value(context);
  } else {
    complaints_.report(Message::no_such_key, key.span, {std::string(source_.text_of(key.span))});
    broken_ = true;
  }
  return key;
}

ast::Cell Builder::down_cell(Grammar::EntryContext* context) {
  ast::Cell cell;
  cell.span = span_of(context);
  auto* named = as<Grammar::NamesEntryContext>(context);
  if (named != nullptr && named->entryName().size() == 1) {
    cell.kind = ast::CellKind::name;
    cell.name = name(named->entryName(0));
  } else if (as<Grammar::NotCoveredEntryContext>(context)) {
    cell.kind = ast::CellKind::not_covered;
  } else if (as<Grammar::UnlimitedEntryContext>(context)) {
    cell.kind = ast::CellKind::unlimited;
  } else if (as<Grammar::NumberEntryContext>(context) || as<Grammar::DateEntryContext>(context)) {
    cell.value = entry_value(context);
  } else {
    complaints_.report(Message::no_such_cell, cell.span, {std::string(source_.text_of(cell.span))});
    broken_ = true;
  }
  return cell;
}

ast::ExprPtr Builder::entry_value(Grammar::EntryContext* context) {
  if (auto* c = as<Grammar::DateEntryContext>(context)) return date(c->ISO_DATE());
  auto* c = as<Grammar::NumberEntryContext>(context);
  if (c->MINUS()) stands_for_no_cell(c->MINUS(), c->NUMBER());
  return number(c->NUMBER()->getSymbol(), c->unit, c->MINUS() != nullptr, span_of(c));
}

ast::ExprPtr Builder::entry_bound(Grammar::EntryBoundContext* context) {
  return context->ISO_DATE() ? date(context->ISO_DATE()) : signed_quantity(context->signedQuantity());
}

}  // namespace pol::syntax
