// SARIF 2.1.0: one log, one run, for the viewers of editors and code hosts.
#include <nlohmann/json.hpp>

#include "diagnostics/render.h"

namespace pol {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// The standard reads `{0}` in a text as a hole: braces that mean themselves are doubled (section 3.11.5).
Json text_object(std::string_view text) {
  std::string doubled;
  for (const char sign : text) doubled.append(sign == '{' || sign == '}' ? 2 : 1, sign);
  return Json{{"text", doubled}};
}

// A path as a URI: relative where the path is. Bytes that a URI cannot hold are written as %XX.
std::string uri_of(std::string_view path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char sign : path) {
    const auto byte = static_cast<unsigned char>(sign);
    if (plain.find(sign) != std::string_view::npos)
      uri += sign;
    else
      uri.append({'%', digits[byte / 16], digits[byte % 16]});
  }
  return uri;
}

std::string_view level_of(const MessageText& message) { return message.severity == Severity::error ? "error" : "warning"; }

// Every message of the catalogue, in its order: the rule of a message is at its number.
Json rules() {
  const std::vector<std::string> holes(10, "...");
  Json all = Json::array();
  for (std::size_t i = 0; i < message_count(); ++i) {
    const MessageText& message = text_of(static_cast<Message>(i));
    const std::string_view help = message.hint.empty() ? message.sentence : message.hint;  // code hosts insist on one
    all.push_back(Json{{"id", message.id},
                       {"shortDescription", text_object(fill(message.sentence, holes))},
                       {"help", text_object(fill(help, holes))},
                       {"defaultConfiguration", {{"level", level_of(message)}}}});
  }
  return all;
}

// Lines and columns from 1; the end is the place after the last character.
Json physical_location(const Sources& sources, const std::vector<std::size_t>& places, Span span) {
  const SourceFile& source = sources.of(span.begin);
  const std::size_t file = places.at(sources.index_of(span.begin));
  const Place begin = source.place_of(span.begin);
  const Place end = source.place_of(span.end < span.begin ? span.begin : span.end);
  return {{"artifactLocation", {{"uri", uri_of(source.path())}, {"index", file}}},
          {"region", {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}}}};
}

// `name` as the standard has it: under which a viewer groups; the whole name is for people.
Json logical_location(const InClause& clause) {
  const std::string& name = clause.number.empty() ? clause.name : clause.number;
  Json location{{"name", name}};
  if (!clause.title.empty()) location["fullyQualifiedName"] = name + " " + clause.title;
  return location;
}

Json witness_of(const Witness& witness) {
  Json properties{{"witness", witness.record}};
  if (!witness.parameters.empty()) properties["params"] = witness.parameters;
  return properties;
}

// `places`: by file of the wording, its index among the artifacts.
Json result_of(const Sources& sources, const std::vector<std::size_t>& places, const Diagnostic& diagnostic) {
  const MessageText& message = text_of(diagnostic.message);
  const std::string hint = fill(message.hint, diagnostic.arguments);
  Json result{{"ruleId", message.id},
              {"ruleIndex", static_cast<std::size_t>(diagnostic.message)},
              {"level", level_of(message)},
              {"message", text_object(fill(message.sentence, diagnostic.arguments) + (hint.empty() ? "" : "; " + hint))}};
  Json location{{"physicalLocation", physical_location(sources, places, diagnostic.span)}};
  if (diagnostic.clause) location["logicalLocations"] = Json::array({logical_location(*diagnostic.clause)});
  result["locations"] = Json::array({std::move(location)});
  if (diagnostic.witness) result["properties"] = witness_of(*diagnostic.witness);
  if (diagnostic.labels.empty()) return result;
  Json related = Json::array();
  for (const Label& label : diagnostic.labels) {
    related.push_back(Json{{"id", related.size()},
                           {"physicalLocation", physical_location(sources, places, label.span)},
                           {"message", text_object(label.text)}});
  }
  result["relatedLocations"] = std::move(related);
  return result;
}

// Where each of the files stands among the artifacts, to which those are added that no wording before has brought.
std::vector<std::size_t> add_artifacts(const Sources& sources, Json& artifacts) {
  std::vector<std::size_t> places;
  for (const SourceFile& source : sources.all()) {
    const Json artifact{{"uri", uri_of(source.path())}};
    std::size_t place = 0;
    while (place < artifacts.size() && artifacts[place].at("location") != artifact) ++place;
    if (place == artifacts.size()) artifacts.push_back({{"location", artifact}});
    places.push_back(place);
  }
  return places;
}

}  // namespace

std::string render_sarif(const std::vector<Findings>& files, std::string_view version) {
  Json artifacts = Json::array(), results = Json::array();
  for (const auto& [sources, found] : files) {
    const std::vector<std::size_t> places = add_artifacts(sources, artifacts);
    if (found.left_out > 0) artifacts[places.front()]["properties"] = {{"left_out", found.left_out}};
    for (const Diagnostic& diagnostic : found.diagnostics) results.push_back(result_of(sources, places, diagnostic));
  }
  Json run;
  run["tool"]["driver"] = {{"name", "polc"}, {"semanticVersion", version}, {"rules", rules()}};
  run["columnKind"] = "unicodeCodePoints";
  run["artifacts"] = std::move(artifacts);
  run["results"] = std::move(results);
  const Json log{{"$schema", schema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
  // What a wording says is not always UTF-8, and the answer has to be: bytes of no character become U+FFFD.
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pol
