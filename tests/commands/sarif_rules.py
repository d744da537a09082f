"""The rules of the SARIF 2.1.0 schema for the objects that polc writes, for mini_schema.complaints."""


def record(required, **properties):
    return {"type": "object", "properties": properties, "required": required.split(), "additionalProperties": False}


def list_of(items):
    return {"type": "array", "items": items}


TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
PLACE = {"type": "integer", "minimum": 1}
URI = {"type": "string", "pattern": r"^([A-Za-z0-9._~/-]|%[0-9A-F]{2}|^file://)+$"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
BAG = {"type": "object"}

MESSAGE = record("text", text=TEXT)
LOCATION = record("physicalLocation", id=COUNT, message=MESSAGE, logicalLocations=list_of(record("name", name=TEXT, fullyQualifiedName=TEXT)),
                  physicalLocation=record("artifactLocation region", artifactLocation=record("uri", uri=URI, index=COUNT),
                                          region=record("startLine startColumn endLine endColumn", startLine=PLACE, startColumn=PLACE,
                                                        endLine=PLACE, endColumn=PLACE)))
RULE = record("id shortDescription help", id=TEXT, shortDescription=MESSAGE, help=MESSAGE, defaultConfiguration=record("level", level=LEVEL))
RESULT = record("ruleId message level locations", ruleId=TEXT, ruleIndex=COUNT, level=LEVEL, message=MESSAGE, locations=list_of(LOCATION),
                relatedLocations=list_of(LOCATION), properties=BAG)
RUN = record("tool results", tool=record("driver", driver=record("name rules", name=TEXT, semanticVersion=TEXT, rules=list_of(RULE))),
             columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]}, results=list_of(RESULT),
             artifacts=list_of(record("location", location=record("uri", uri=URI), properties=BAG)))
LOG = {"type": "object", "properties": {"$schema": TEXT, "version": {"enum": ["2.1.0"]}, "runs": list_of(RUN)},
       "required": ["version", "runs"], "additionalProperties": False}
