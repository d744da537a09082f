#include "commands/history_entries.h"

namespace pol::commands {

std::vector<interpret::Entry> entries_of(std::span<const polrt_entry> entries) {
  std::vector<interpret::Entry> result;
  for (const auto& entry : entries) {
    interpret::Entry next{entry.benefit, std::nullopt, std::nullopt, entry.amount};
    if (entry.dates & POLRT_HAS_EVENT_DATE) next.event_date = entry.event_date;
    if (entry.dates & POLRT_HAS_DECISION_DATE) next.decision_date = entry.decision_date;
    result.push_back(next);
  }
  return result;
}

polrt_entry entry_of(const interpret::Entry& entry) {
  const std::uint32_t dates = (entry.event_date ? POLRT_HAS_EVENT_DATE : 0u) | (entry.decision_date ? POLRT_HAS_DECISION_DATE : 0u);
  return {entry.benefit, dates, entry.event_date.value_or(0), entry.decision_date.value_or(0), entry.amount};
}

}  // namespace pol::commands
