"""As much of JSON Schema as these tests need, with exact numbers. A keyword it does not know is an error, not a pass."""
import json
import re
from decimal import Decimal

ANNOTATIONS = {"$schema", "$comment", "title", "description", "format"}
TYPES = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, Decimal)) and not isinstance(value, bool),
    "integer": lambda value: TYPES["number"](value) and value == int(value),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def read(text):
    """JSON with exact numbers; keys that stand twice are not for a schema to see."""
    return json.loads(text, parse_float=Decimal)


def complaints(schema, value):
    """A sentence for each way in which the value does not fit; empty where it does."""
    found = []
    for keyword, wanted in schema.items():
        if keyword not in ANNOTATIONS and not keyword.startswith("x-polc-"):
            found += KEYWORDS[keyword](schema, wanted, value)
    return found


def of_type(_, wanted, value):
    names = [wanted] if isinstance(wanted, str) else wanted
    return [] if any(TYPES[name](value) for name in names) else [f"not of type {wanted}"]


def of_cases(_, wanted, value):
    return [] if any(type(case) is type(value) and case == value for case in wanted) else [f"not one of {wanted}"]


def of_number(test):
    return lambda _, wanted, value: [] if not TYPES["number"](value) or test(Decimal(value), Decimal(wanted)) else [f"not fit for {wanted}"]


def of_properties(_, wanted, value):
    members = [name for name in wanted if name in value] if isinstance(value, dict) else []
    return [f"{name}: {sentence}" for name in members for sentence in complaints(wanted[name], value[name])]


def of_required(_, wanted, value):
    return [f"lacks {name}" for name in wanted if isinstance(value, dict) and name not in value]


def of_others(schema, wanted, value):
    assert wanted is False
    return [f"has {name}" for name in value if name not in schema.get("properties", {})] if isinstance(value, dict) else []


def of_items(_, wanted, value):
    members = value if isinstance(value, list) else []
    return [f"{i}: {sentence}" for i, member in enumerate(members) for sentence in complaints(wanted, member)]


def of_count(_, wanted, value):
    return ["too few"] if isinstance(value, list) and len(value) < wanted else []


def of_any(_, wanted, value):
    return [] if any(not complaints(each, value) for each in wanted) else ["fits none of several"]


def of_most(_, wanted, value):
    return ["too many"] if isinstance(value, list) and len(value) > wanted else []


def of_one(_, wanted, value):
    fitting = sum(not complaints(each, value) for each in wanted)
    return [] if fitting == 1 else [f"fits {fitting} of several"]


def of_pattern(_, wanted, value):
    return [] if not isinstance(value, str) or re.search(wanted, value) else [f"does not match {wanted}"]


KEYWORDS = {
    "type": of_type, "enum": of_cases, "properties": of_properties, "required": of_required, "additionalProperties": of_others,
    "items": of_items, "minItems": of_count, "maxItems": of_most, "anyOf": of_any, "oneOf": of_one, "pattern": of_pattern,
    "minimum": of_number(lambda value, bound: value >= bound), "maximum": of_number(lambda value, bound: value <= bound),
}
