"""Values as the SDK's models declare them: requests are built by them, answers are held against them.

The SDK itself is lenient: `str(5)` is a text to it, and a field that it does not know is dropped
without a word. So the bytes are compared with what the models declare, before the SDK converts
anything, and then what the SDK made of them with the bytes.
"""

import decimal
import re

INNER = re.compile(r"list\[(.*)\]|dict\([^,]*, (.*)\)")
NUMBERS = (int, decimal.Decimal)
JSON_TYPES = {
    "str": str,
    "int": int,
    "long": int,
    "float": NUMBERS,
    "decimal.Decimal": NUMBERS,
    "bool": bool,
    "date": str,
    "datetime": str,
    "object": object,
}


def build(package, kind, value):
    """A model (or a list, or a plain value) of the SDK from dictionaries, lists and plain values."""
    if value is None or kind in JSON_TYPES:
        return value
    if kind.startswith("list["):
        return [build(package, inner(kind), item) for item in value]
    model = getattr(package, kind)
    unknown = set(value) - set(model.openapi_types)
    if unknown:
        raise TypeError(f"{kind} of the SDK has no {', '.join(sorted(unknown))}")
    return model(**{name: build(package, model.openapi_types[name], item) for name, item in value.items()})


def request(package, operation, given):
    """The SDK's typed request of an operation. Names that the request itself does not have belong
    to its body."""
    model = getattr(package, f"{operation[0].upper()}{operation[1:]}Request")
    types = model.openapi_types
    own = {name: build(package, types[name], value) for name, value in given.items() if name in types}
    rest = {name: value for name, value in given.items() if name not in types}
    if rest and "body" not in types:
        raise TypeError(f"{model.__name__} of the SDK has no {', '.join(sorted(rest))}")
    if "body" in types and "body" not in own:
        own["body"] = build(package, types["body"], rest)
    return model(**own)


def inner(kind):
    found = INNER.fullmatch(kind)
    return found[1] or found[2]


def problems(package, kind, raw, path=""):
    """What in an answer is not as the SDK declares it: pairs of a path (`rows[].name`) and a sentence."""
    if raw is None:
        return
    if kind in JSON_TYPES:
        right = isinstance(raw, JSON_TYPES[kind]) and (kind in ("bool", "object") or not isinstance(raw, bool))
        if not right:
            yield path, f"is {type(raw).__name__}, declared {kind}"
    elif kind.startswith("list["):
        if not isinstance(raw, list):
            yield path, f"is {type(raw).__name__}, declared {kind}"
            return
        for item in raw:
            yield from problems(package, inner(kind), item, f"{path}[]")
    elif kind.startswith("dict("):
        for item in raw.values():
            yield from problems(package, inner(kind), item, f"{path}{{}}")
    else:
        yield from of_model(getattr(package, kind), package, raw, path)


def of_model(model, package, raw, path):
    if not model.openapi_types:
        return
    if not isinstance(raw, dict):
        yield path, f"is {type(raw).__name__}, declared {model.__name__}"
        return
    attributes = {wire: name for name, wire in model.attribute_map.items()}
    for wire, value in raw.items():
        below = f"{path}.{wire}".lstrip(".")
        if wire in attributes:
            yield from problems(package, model.openapi_types[attributes[wire]], value, below)
        else:
            yield below, f"is not known to {model.__name__}"


def differences(made, raw, path=""):
    """Where the value that the SDK hands out differs from the one in the bytes."""
    if isinstance(raw, list):
        if not isinstance(made, list) or len(made) != len(raw):
            yield path, "is another list in the SDK's hands"
            return
        for one, other in zip(made, raw):
            yield from differences(one, other, f"{path}[]")
    elif isinstance(raw, dict) and hasattr(made, "attribute_map"):
        for name, wire in made.attribute_map.items():
            if wire in raw:
                yield from differences(getattr(made, name), raw[wire], f"{path}.{wire}".lstrip("."))
    elif isinstance(made, float):
        if made != float(raw):
            yield path, f"is {made} in the SDK's hands, sent {raw}"
    elif made != raw:
        yield path, f"is {made!r} in the SDK's hands, sent {raw!r}"
