// "Did you mean": the candidate nearest to a misspelt word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pol {

// The candidate with the least edit distance (insert, delete, replace, swap of neighbours), if it is near enough to be a slip of the pen:
// at most a third of the word's length, at least 1; of a single letter none but its capital. The first of equals, so that the answer does
// not depend on anything but the order given.
// How many such slips of the pen lie between the two, where they are few enough; 0 also where they differ in capitals only.
std::optional<std::size_t> slips_between(std::string_view word, std::string_view candidate);
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace pol
