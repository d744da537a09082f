// Where an explaining function finds what deciding made of a node.
#pragma once

#include <cstdint>

namespace pol::emit {

struct Decided {
  enum class Place {
    nowhere,       // it was not kept
    shared,        // among what lines share: node `index` of the shared line
    shared_plane,  // bit `index` of the planes of grounds that are shared
    plane,         // bit `index` of the line's own planes
    number,        // from word `index` of what the line's function wrote: its ends
    possible,      // word `index`: the cases that are possible, of a truth bit 0 no and bit 1 yes
  };
  Place place = Place::nowhere;
  std::uint32_t index = 0;
};

}  // namespace pol::emit
