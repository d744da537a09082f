// The decision as one line of JSON. Written by hand because amounts are printed with their decimals, which a JSON library would drop.
#include <string_view>

#include "interpret/decision.h"

namespace pol::interpret {

namespace {

std::string quoted(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': result += "\\\""; break;
      case '\\': result += "\\\\"; break;
      case '\b': result += "\\b"; break;
      case '\f': result += "\\f"; break;
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      case '\t': result += "\\t"; break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20)
          result += c;
        else
          result += std::string("\\u00") + hex[byte >> 4] + hex[byte & 0xf];
      }
    }
  }
  return result + '"';
}

template <typename Items, typename Write>
std::string list(const Items& items, Write write) {
  std::string result;
  for (const auto& item : items) result += (result.empty() ? "" : ",") + write(item);
  return result;
}

template <typename Items, typename Write>
std::string array(const Items& items, Write write) {
  return "[" + list(items, write) + "]";
}

std::string_view name_of(Status status) {
  switch (status) {
    case Status::paid: return "paid";
    case Status::pended: return "pended";
    case Status::referred: return "referred";
    case Status::declined: return "declined";
    case Status::decided: return "decided";
  }
  throw BrokenPromise("no such status");
}

std::string date(const std::optional<std::int32_t>& day) { return day ? quoted(calendar::print(*day)) : "null"; }

class Writer {
 public:
  explicit Writer(const model::Policy& policy) : policy_(policy) {}

  std::string line(const LineDecision& line) const {
    std::string result = "{\"benefit\":" + benefit(line.benefit) + ",\"status\":" + quoted(name_of(line.status));
    result += ",\"amount\":" + money(line.amount);
    if (line.status == Status::pended) {
      result += ",\"missing\":" + paths(line.missing);
      result += ",\"range\":{\"from\":" + money(fit(line.range.from)) + ",\"to\":" + money(fit(line.range.to)) + "}";
    }
    return result + ",\"steps\":" + array(line.steps, [&](const StepTaken& taken) { return step(taken); }) + "}";
  }

  std::string reason(const Reason& reason) const {
    return "{\"clause\":" + clause(reason.number) + ",\"effect\":" + quoted(model::name_of(reason.effect)) +
           (reason.benefits.empty() ? "" : ",\"benefits\":" + array(reason.benefits, [&](model::BenefitId id) { return benefit(id); })) +
           (reason.presumed ? ",\"presumed\":true}" : "}");
  }

  std::string limit(const LimitTouched& limit) const {
    return "{\"clause\":" + clause(limit.number) + ",\"limit\":" + money(limit.limit) + ",\"used_before\":" + money(limit.used_before) +
           ",\"left\":" + money(limit.left) + ",\"benefits\":[" + benefit(limit.benefit) + "]}";
  }

  std::string entry(const Entry& entry) const {
    return "{\"benefit\":" + benefit(entry.benefit) + ",\"event_date\":" + date(entry.event_date) +
           ",\"decision_date\":" + date(entry.decision_date) + ",\"amount\":" + money(entry.amount) + "}";
  }

  std::string paths(const Leaves& leaves) const {
    return array(leaves, [&](const Leaf& leaf) { return quoted(path(leaf)); });
  }

  std::string output(const OutputValue& output) const {
    const model::Output& declared = *output.output;
    if (declared.fields.empty()) return quoted(declared.name) + ":" + value(declared.value->type, output.shown);
    const auto each = [&](const std::vector<ShownValue>& values) { return row(declared.fields, values); };
    return quoted(declared.name) + ":" + (output.rows ? array(*output.rows, each) : "null");
  }

  std::string rule(const BrokenRule& broken) const {
    return "{\"path\":" + quoted(place(broken)) + ",\"expected\":" + quoted(broken.rule->condition) + "}";
  }

  // Of the item that breaks it: `claim.bills[2].positions[0]`.
  std::string place(const BrokenRule& broken) const {
    const model::Fact& block = policy_.facts.at(broken.rule->block);
    std::string path = block.path + (block.kind == model::FactKind::list ? "[]" : "");
    model::FactId list = block.kind == model::FactKind::list ? broken.rule->block : block.list;
    for (std::int64_t item = broken.item; list != model::none; list = policy_.facts.at(list).list) {
      const model::Fact& fact = policy_.facts.at(list);
      const std::int64_t most = fact.list == model::none ? item + 1 : std::int64_t{fact.most};
      path.insert(path.rfind("[]") + 1, std::to_string(item % most));
      item /= most;
    }
    return path;
  }

  std::string lifted(const model::Lifted& each) const {
    return "{\"field\":" + quoted(policy_.facts.at(each.fact).path) + ",\"purpose\":" + quoted(each.purpose) +
           ",\"law\":" + quoted(each.law) + (each.recipient.empty() ? "" : ",\"recipient\":" + quoted(each.recipient)) +
           (each.period.empty() ? "" : ",\"period\":" + quoted(each.period)) + "}";
  }

  std::string money(std::int64_t amount) const { return print_fixed(amount, policy_.decimals); }

  std::string identity(const Identity& identity) const {
    return "{\"name\":" + quoted(policy_.name) + ",\"edition\":" + quoted(policy_.edition) + ",\"hash\":" + quoted(identity.hash) +
           ",\"build\":" + quoted(identity.build) + "}";
  }

 private:
  // `claim.expenses[0].amount`
  std::string path(const Leaf& leaf) const {
    std::string path = policy_.facts.at(leaf.fact()).path;
    for (std::size_t k = 1; k < leaf.size; k += 2) path.insert(path.find("[]") + 1, std::to_string(leaf.way.at(k)));
    return path;
  }

  std::string row(const std::vector<model::OutputField>& fields, const std::vector<ShownValue>& values) const {
    if (fields.front().name.empty()) return value(fields.front().type, values.front());
    std::string text;
    for (std::size_t k = 0; k < fields.size(); ++k)
      text += (k == 0 ? "" : ",") + quoted(fields[k].name) + ":" + value(fields[k].type, values.at(k));
    return "{" + text + "}";
  }

  std::string value(const model::Type& type, const ShownValue& shown) const {
    if (shown.text) return quoted(*shown.text);
    return shown.value ? value(type, *shown.value) : "null";
  }

  std::string value(const model::Type& type, std::int64_t raw) const {
    switch (type.kind) {
      case model::Kind::boolean: return raw != 0 ? "true" : "false";
      case model::Kind::enumeration: return quoted(policy_.enums.at(type.enum_id).cases.at(static_cast<std::size_t>(raw)));
      case model::Kind::money: return print_fixed(raw, type.decimals);
      case model::Kind::date: return quoted(calendar::print(fit_date(raw)));
      case model::Kind::integer:
      case model::Kind::decimal:
      case model::Kind::percent:
      case model::Kind::days:
      case model::Kind::months: return print_shortest(raw, type.decimals);
      case model::Kind::set: return members(type, static_cast<std::uint64_t>(raw));
      case model::Kind::text: break;
    }
    throw BrokenPromise("an output is a text");
  }

  std::string members(const model::Type& type, std::uint64_t bits) const {
    std::vector<std::string> names;
    const auto& cases = policy_.enums.at(type.enum_id).cases;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if ((bits >> i & 1) != 0) names.push_back(cases[i]);
    }
    return array(names, [](const std::string& name) { return quoted(name); });
  }
  std::string benefit(model::BenefitId id) const { return quoted(policy_.enums.at(policy_.benefits).cases.at(id)); }
  std::string clause(model::NumberId number) const { return quoted(policy_.numbers.at(number)); }
  std::string step(const StepTaken& taken) const {
    return "{\"clause\":" + clause(taken.step->number) + ",\"effect\":" + quoted(model::name_of(taken.step->effect)) +
           ",\"amount\":" + money(taken.amount) + "}";
  }

  const model::Policy& policy_;
};

std::string begun(const Decision& decision) {
  return "{\"record\":" + std::to_string(decision.record) +
         ",\"certificate\":" + (decision.certificate ? quoted(*decision.certificate) : "null") + ",\"claim\":" + quoted(decision.claim);
}

}  // namespace

std::string write_decision(const model::Policy& policy, const Identity& identity, const Decision& decision) {
  const Writer write(policy);
  std::vector<LimitTouched> limits;
  for (const LineDecision& line : decision.lines) limits.insert(limits.end(), line.limits.begin(), line.limits.end());

  std::string json = begun(decision);
  json += ",\"status\":" + quoted(name_of(decision.status));
  json += ",\"total\":" + write.money(decision.total);
  if (!policy.lines.empty()) json += ",\"currency\":" + quoted(policy.currency);
  json += ",\"lines\":" + array(decision.lines, [&](const LineDecision& line) { return write.line(line); });
  json += ",\"reasons\":" + array(decision.reasons, [&](const Reason& reason) { return write.reason(reason); });
  json += ",\"missing\":" + write.paths(decision.missing);
  json += ",\"outputs\":{" + list(decision.outputs, [&](const OutputValue& output) { return write.output(output); }) + "}";
  json += ",\"limits\":" + array(limits, [&](const LimitTouched& limit) { return write.limit(limit); });
  json += ",\"history\":" + array(decision.history, [&](const Entry& entry) { return write.entry(entry); });
  if (!decision.lifted.empty())
    json += ",\"declassified\":" + array(decision.lifted, [&](std::uint32_t k) { return write.lifted(policy.lifted.at(k)); });
  if (!identity.parameters_hash.empty()) json += ",\"params_hash\":" + quoted(identity.parameters_hash);
  json += ",\"policy\":" + write.identity(identity);
  return json + "}";
}

std::string write_invalid(const model::Policy& policy, const Decision& decision) {
  const Writer write(policy);
  return begun(decision) +
         ",\"status\":\"invalid\",\"errors\":" + array(decision.broken, [&](const BrokenRule& rule) { return write.rule(rule); }) + "}";
}

}  // namespace pol::interpret
