// Which results are worth keeping for whoever goes through the same nodes again, and skips what a result was made from that is single.
#pragma once

#include <vector>

#include "ir/relevance.h"

namespace pol::ir {

// By node. Beside `kept`, what is kept in any case: of `may_be_kept` those that are computed always, and for which much is computed that
// nothing else reads and that nothing else kept here skips.
std::vector<bool> find_worth_keeping(const Line& line, const std::vector<bool>& kept, const std::vector<bool>& may_be_kept,
                                     const Relevance& relevance);

}  // namespace pol::ir
