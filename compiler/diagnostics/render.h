// Diagnostics as a person or a program reads them. Nowhere else are diagnostics turned into text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/sources.h"
#include "diagnostics/diagnostic.h"

namespace pol {

// error[unknown-name]: nothing here is called `premum_paid`
//   --> policy.pol:12:12
//    |
// 12 |   requires premum_paid
//    |            ^^^^^^^^^^^ ...
//    = write `premium_paid`
// Labels in another file of the wording stand below, under `::: its-path:line:column`. Colour only where `colour` is set.
std::string render_text(const Sources& sources, const Sink::Sorted& diagnostics, bool colour);

// {"file", "diagnostics": [{"id", "severity", "message", "hint", "file", "line", "column", "end_line", "end_column", "labels": [...]}],
//  "left_out"}; each diagnostic and label says in which file of the wording it stands.
std::string render_json(const Sources& sources, const Sink::Sorted& diagnostics);

// What was found in one wording, where several are checked at once.
struct Findings {
  Sources sources;
  Sink::Sorted diagnostics;
};

// A list of the objects of render_json above, one a wording.
std::string render_json(const std::vector<Findings>& files);

// A SARIF 2.1.0 log of one run; the rules are the catalogue. `version` is that of polc.
std::string render_sarif(const std::vector<Findings>& files, std::string_view version);

// The sentence or hint of a message with its holes filled.
std::string fill(std::string_view sentence, const std::vector<std::string>& arguments);

}  // namespace pol
