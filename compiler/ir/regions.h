// Places joined until what stands at each is work enough to be worth a question whether it matters.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/relevance.h"

namespace pol::ir {

struct Region {
  std::uint32_t around;            // a lower number
  std::vector<Gate> gates;         // all open, or what stands here does not matter
  std::vector<NodeId> nodes = {};  // rising; those of the regions within as well
};

struct Regions {
  std::vector<Region> all;             // the first, around all others, matters always, and has no nodes listed
  std::vector<std::uint32_t> of_node;  // nowhere: not of this loop, or read by nobody
};

inline constexpr std::uint32_t least_work = 40;  // of a region: below it the question costs what it saves

// What computing a node costs, about, in instructions; of a node that closes a loop without the nodes of the loop.
std::uint32_t work_of(const Node& node);
// The same by node, that of a whole loop at its result; 0 for what is not computed.
std::vector<std::uint32_t> find_work(const Line& line, const std::vector<bool>& computed);

// Of the nodes of a loop, or of none.
Regions find_regions(const Line& line, std::uint32_t loop, const std::vector<std::uint32_t>& work, const Relevance& relevance);

}  // namespace pol::ir
