// Which certificate a record is of, without reading the record.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

#include "model/model.h"

namespace pol::commands {

class CertificateKey {
 public:
  static constexpr std::size_t padding = simdjson::SIMDJSON_PADDING;

  explicit CertificateKey(const model::Policy& policy);
  // Of `size` bytes of JSON with `padding` readable bytes behind them. Of a record that readers accept: its certificate's id. Of any other:
  // something, perhaps nothing. Good until the next.
  std::string_view of(const char* json, std::size_t size);

 private:
  simdjson::ondemand::parser parser_;
  std::string block_, id_;  // names; empty where certificates have no id of their own
};

}  // namespace pol::commands
