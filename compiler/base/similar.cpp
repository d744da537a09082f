#include "base/similar.h"

#include <algorithm>
#include <cstddef>

#include "base/utf8.h"

namespace pol {

namespace {

// Longer words are no slip of the pen any more, and the distance takes time quadratic in the length.
constexpr std::size_t longest_word = 100;

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, character_length(text, at));
    characters.push_back(text.substr(at, length));
    at += length;
  }
  return characters;
}

// Insert, delete, replace, swap of neighbours, each 1; no part of the word edited twice.
std::size_t distance(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

bool differ_in_capitals_only(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return small(x) == small(y); });
}

}  // namespace

std::optional<std::size_t> slips_between(std::string_view word, std::string_view candidate) {
  if (word.size() > longest_word || candidate.size() > longest_word) return std::nullopt;
  if (differ_in_capitals_only(word, candidate)) return 0;
  const std::vector<std::string_view> wanted = characters_of(word), other = characters_of(candidate);
  if (wanted.size() < 2) return std::nullopt;
  const std::size_t edits = distance(wanted, other);
  if (edits > std::max<std::size_t>(1, wanted.size() / 3)) return std::nullopt;
  return edits;
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > 4 * longest_word) return std::nullopt;
  const std::vector<std::string_view> wanted = characters_of(word);
  if (wanted.size() > longest_word) return std::nullopt;
  const auto same = std::find(candidates.begin(), candidates.end(), word);
  if (same != candidates.end()) return *same;
  const auto in_capitals =
      std::find_if(candidates.begin(), candidates.end(), [&](const auto& each) { return differ_in_capitals_only(word, each); });
  if (in_capitals != candidates.end()) return *in_capitals;
  if (wanted.size() < 2) return std::nullopt;  // one letter is like any other
  std::size_t allowed = std::max<std::size_t>(1, wanted.size() / 3);
  std::optional<std::string> best;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 4 * (wanted.size() + allowed)) continue;
    const std::vector<std::string_view> other = characters_of(candidate);
    const std::size_t apart = wanted.size() > other.size() ? wanted.size() - other.size() : other.size() - wanted.size();
    if (apart > allowed) continue;
    const std::size_t edits = distance(wanted, other);
    if (edits > allowed) continue;
    best = candidate;
    if (edits == 0) break;
    allowed = edits - 1;  // only a strictly nearer one replaces it
  }
  return best;
}

}  // namespace pol
