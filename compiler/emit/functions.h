// Functions that many nodes call, made in the module when first asked for: the calendar and the reading of the past. Internal to the
// module, pure, and total: no input makes them misbehave, so LLVM may call them where the source would not.
#pragma once

#include <llvm/IR/Function.h>
#include <llvm/IR/Module.h>

#include "ir/ir.h"

namespace pol::emit {

// (date, months) -> date. As calendar::add_months wherever dates and result lie within 100,000 years of 1970.
llvm::Function* add_months_function(llvm::Module& module, ir::MonthEnd end);

// (birth, day) -> years. As calendar::completed_years, within the same bounds.
llvm::Function* completed_years_function(llvm::Module& module, ir::MonthEnd end);

// (left, right, left, right) -> what one of the functions above gives for the first two, and for the last two: computed once where they are
// the same, as most dates are known.
llvm::Function* both_ends_function(llvm::Module& module, llvm::Function* function);

// (history, mask words, their count) -> net amount of the benefits of the mask, entries and booked lines together.
llvm::Function* history_amount_function(llvm::Module& module);

// (history, mask words, their count, from, to) -> {least, greatest} net amount of a day of the range, which is not empty; what is left of
// entries without an event date widens the upper end.
llvm::Function* event_amount_function(llvm::Module& module);

// (history, benefit, from, to) -> {least, greatest}: the earliest event date on which something is left paid for the benefit. Where
// something is left of entries without an event date: any date, from..to. Where nothing is left on any date: from..from.
llvm::Function* first_event_date_function(llvm::Module& module);

// (data, size, data, size) of two texts -> whether they are the same bytes.
llvm::Function* same_text_function(llvm::Module& module);

}  // namespace pol::emit
