// SHA-256, by which wordings, record layouts and artifacts are told apart.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace pol {

std::array<unsigned char, 32> sha256(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);  // 64 hexadecimal digits, as decisions print it

}  // namespace pol
