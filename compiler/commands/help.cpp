#include "commands/help.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pol::commands {

namespace {

using Footer = std::pair<std::string_view, const char*>;

constexpr std::array<Footer, 8> footers{{
    {"check", R"(
Examples:
  polc check policies/aaa_lady_care/policy.pol                   what is wrong or doubtful, with the words it is about
  polc check policies/*/policy.pol --format sarif                for a code host, which shows it beside the lines
  polc check policies/data_use/policy.pol --format json          for programs; docs/findings.schema.json describes it

Ends with 1 where a wording has errors; warnings alone do not count.
)"},
    {"build", R"(
Examples:
  polc build policies/aaa_lady_care/policy.pol -o aaa_lady_care.so                     with aaa_lady_care.h and the schema of its records
  polc build policies/aaa_lady_care/policy.pol -o aaa_lady_care.so --cpu x86-64-v2     for older machines too
  polc build policies/aaa_lady_care/policy.pol -o - --emit header                      the C header alone, to the terminal

A host loads the library with libpolrt: docs/embedding.md.
)"},
    {"run", R"(
Examples:
  polc run policies/aaa_lady_care/policy.pol --claims policies/aaa_lady_care/claims.jsonl --out decisions.jsonl
  polc run policies/aaa_lady_care/policy.pol --claims - --format table < policies/aaa_lady_care/claims.jsonl
  polc run policies/aaa_lady_care/policy.pol --claims policies/aaa_lady_care/claims.jsonl --history decisions.jsonl --jobs 4
  polc run policies/data_use/policy.pol --claims policies/data_use/claims.jsonl --params policies/data_use/params.json

Ends with 3 where some records were invalid: each of them has its own line that says why, and all others are decided.
)"},
    {"test", R"(
Examples:
  polc test policies/aaa_lady_care/policy.pol                    what failed, and the clauses that no example reaches
  polc test policies/*/policy.pol --junit examples.xml           for a build server

Ends with 1 where an example failed.
)"},
    {"explain", R"(
Examples:
  polc explain policies/aaa_lady_care/policy.pol --claims policies/aaa_lady_care/claims.jsonl --claim C-7
  polc explain policies/aaa_lady_care/policy.pol --claims policies/aaa_lady_care/claims.jsonl --claim C-7 --lang vi
  polc explain policies/aaa_lady_care/policy.pol --claims policies/aaa_lady_care/claims.jsonl --claim C-7 --format html --out C-7.html

Lines of CLAIMS before the claim, of the same certificate, are decided first; decisions of earlier files come with --history.
What the wording calls things in a language stands behind its clauses and in its blocks `letter en { ... }`.
)"},
    {"schema", R"(
Examples:
  polc schema policies/aaa_lady_care/policy.pol                             the records of all its questions
  polc schema policies/data_use/policy.pol --params                         the file for --params
  polc schema policies/aaa_lady_care/policy.pol --out record.schema.json
)"},
    {"fmt", R"(
Examples:
  polc fmt --check policies/*/policy.pol                         names what would change; for a build server
  polc fmt - < policies/data_use/policy.pol                      from standard input to standard output, as editors call it
)"},
    {"dump", R"(
Examples:
  polc dump policies/data_use/policy.pol --stage model           what is meant: grounds, steps, values with their bounds
  polc dump policies/data_use/policy.pol --stage ir              what is computed
)"},
}};

}  // namespace

const char* footer_of_all() {
  return R"(
Examples:
  polc check policies/aaa_lady_care/policy.pol
  polc test policies/aaa_lady_care/policy.pol
  polc run policies/aaa_lady_care/policy.pol --claims policies/aaa_lady_care/claims.jsonl --out decisions.jsonl
  polc explain policies/aaa_lady_care/policy.pol --claims policies/aaa_lady_care/claims.jsonl --claim C-7 --lang vi
  polc build policies/aaa_lady_care/policy.pol -o aaa_lady_care.so

polc COMMAND --help has the options of each command, and more examples.

Exit status: 0 done; 1 the wording has errors, or an example failed; 2 the command line is wrong; 3 some records were invalid; 4 a file or
device failed; 130 interrupted (128 and the number of the signal); 141 whoever read the decisions went away.
)";
}

const char* footer_of(std::string_view command) {
  const auto* found = std::find_if(footers.begin(), footers.end(), [&](const Footer& each) { return each.first == command; });
  return found == footers.end() ? nullptr : found->second;
}

}  // namespace pol::commands
