// SHA-256, by which wordings, record layouts and artifacts are told apart, and with a key ids that are replaced by tokens.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace pol {

std::array<unsigned char, 32> sha256(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);  // 64 hexadecimal digits, as decisions print it

std::string hmac_sha256_hex(std::string_view key, std::string_view text);

}  // namespace pol
