#include "ir/ir.h"

#include <algorithm>

#include "ir/mask.h"

namespace pol::ir {

std::uint32_t bytes_of(Storage storage) {
  switch (storage) {
    case Storage::nothing: return 0;
    case Storage::truth: return 1;
    case Storage::ordinal: return 2;
    case Storage::date: return 4;
    case Storage::number:
    case Storage::set: return 8;
    case Storage::text:
    case Storage::list: return 16;
  }
  return 0;
}

unsigned bits_of(const Node& node) {
  if (node.from.fits_64() && node.to.fits_64()) return 64;
  return node.from.fits_128() && node.to.fits_128() ? 128 : 256;
}

bool is_wide(const Node& node) { return node.shape == Shape::number && bits_of(node) > 64; }

OutputLayout layout_of(const Line& line) {
  OutputLayout out{};
  out.ground_words = static_cast<std::uint32_t>(words_for(line.grounds.size()));
  out.leaf_words = static_cast<std::uint32_t>(words_for(line.leaves.size() + line.loops.size()));
  out.established = 0;
  out.open = out.established + out.ground_words;
  out.status_rests = out.open + out.ground_words;
  out.amount_rests = out.status_rests + out.leaf_words;
  out.event = out.amount_rests + out.leaf_words;
  out.steps = out.event + 2;
  out.limits = out.steps + 2 * static_cast<std::uint32_t>(line.steps.size());
  const auto limits = std::count_if(line.steps.begin(), line.steps.end(), [](const Step& step) { return step.has_limit; });
  out.outputs = out.limits + 4 * static_cast<std::uint32_t>(limits);
  out.size = out.outputs + 3 * static_cast<std::uint32_t>(line.outputs.size());
  return out;
}

}  // namespace pol::ir
