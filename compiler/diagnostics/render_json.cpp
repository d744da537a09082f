#include <nlohmann/json.hpp>

#include "diagnostics/render.h"

namespace pol {

namespace {

using Json = nlohmann::ordered_json;

// Lines and columns from 1; the end is the place after the last character.
void add_place(Json& object, const Sources& sources, Span span) {
  const SourceFile& source = sources.of(span.begin);
  const Place begin = source.place_of(span.begin);
  const Place end = source.place_of(span.end < span.begin ? span.begin : span.end);
  object["file"] = source.path();
  object["line"] = begin.line;
  object["column"] = begin.column;
  object["end_line"] = end.line;
  object["end_column"] = end.column;
}

Json json_of(const InClause& clause) {
  Json object{{"name", clause.name}};
  if (!clause.number.empty()) object["number"] = clause.number;
  if (!clause.title.empty()) object["title"] = clause.title;
  return object;
}

Json json_of(const Sources& sources, const Diagnostic& diagnostic) {
  const MessageText& message = text_of(diagnostic.message);
  Json object;
  object["id"] = message.id;
  object["severity"] = message.severity == Severity::error ? "error" : "warning";
  object["message"] = fill(message.sentence, diagnostic.arguments);
  object["hint"] = fill(message.hint, diagnostic.arguments);
  add_place(object, sources, diagnostic.span);
  if (diagnostic.clause) object["clause"] = json_of(*diagnostic.clause);
  if (diagnostic.witness) {
    object["witness"] = {{"record", diagnostic.witness->record}};
    if (!diagnostic.witness->parameters.empty()) object["witness"]["params"] = diagnostic.witness->parameters;
  }
  object["labels"] = Json::array();
  for (const Label& label : diagnostic.labels) {
    Json entry;
    entry["message"] = label.text;
    add_place(entry, sources, label.span);
    object["labels"].push_back(std::move(entry));
  }
  return object;
}

Json json_of(const Sources& sources, const Sink::Sorted& diagnostics) {
  Json result;
  result["file"] = sources.main().path();
  result["diagnostics"] = Json::array();
  for (const Diagnostic& diagnostic : diagnostics.diagnostics) result["diagnostics"].push_back(json_of(sources, diagnostic));
  result["left_out"] = diagnostics.left_out;
  return result;
}

// What a wording says is not always UTF-8, and the answer has to be: bytes of no character become U+FFFD.
std::string print(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string render_json(const Sources& sources, const Sink::Sorted& diagnostics) { return print(json_of(sources, diagnostics)); }

std::string render_json(const std::vector<Findings>& files) {
  Json all = Json::array();
  for (const Findings& file : files) all.push_back(json_of(file.sources, file.diagnostics));
  return print(all);
}

}  // namespace pol
