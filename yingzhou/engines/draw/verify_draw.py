"""Work a draw out again, with nothing but Python:  python3 verify_draw.py RECORD.json [COMMITMENT [INPUTS]]

COMMITMENT and INPUTS are the two hashes that were published before the draw.  Prints what does not agree; exit code 1 if anything.
The whole algorithm (yingzhou-draw/1) is here; it takes a page in any language with SHA-256 and HMAC:
  lists are in order of their texts' code points; inputs = SHA-256 of the input as JSON with sorted keys, no spaces, UTF-8;
  commitment = SHA-256(seed);  key = HMAC(seed, "yingzhou-draw/1\n" inputs "\n" public_word);
  objects: the `select` smallest HMAC(key, "object\n" id);
  officers: for each object the `officers_each` smallest HMAC(key, "officer\n" object "\n" officer), without those in conflict with it.
"""

import hashlib
import hmac
import json
import sys

INPUT = ("algorithm", "name", "population", "officers", "select", "officers_each", "conflicts")
ALL = {*INPUT, "inputs", "commitment", "public_word", "seed", "selected"}


def smallest(key, before, ids, count):
    return sorted(ids, key=lambda one: hmac.new(key, (before + str(one)).encode(), "sha256").digest())[:count]


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def faults(record, commitment="", inputs=""):
    if set(record) != ALL or record["algorithm"] != "yingzhou-draw/1":
        return ["not a record of yingzhou-draw/1"]
    found = []
    for name in ("population", "officers"):
        texts = [str(one) for one in record[name]]
        if texts != sorted(set(texts)):
            found.append(name + " is not in order, or names something twice")
    pairs = [(str(officer), str(thing)) for officer, thing in record["conflicts"]]
    if pairs != sorted(set(pairs)):
        found.append("conflicts is not in order, or names something twice")
    digest = hashlib.sha256(canonical({name: record[name] for name in INPUT})).hexdigest()
    if digest != record["inputs"] or inputs not in ("", digest):
        found.append("the input is not the one that was published")
    committed = hashlib.sha256(record["seed"].encode()).hexdigest()
    if committed != record["commitment"] or commitment not in ("", committed):
        found.append("the seed is not the one that was committed to")
    first = "yingzhou-draw/1\n" + digest + "\n" + record["public_word"]
    key = hmac.new(record["seed"].encode(), first.encode(), "sha256").digest()
    selected = []
    for one in smallest(key, "object\n", record["population"], record["select"]):
        free = [officer for officer in record["officers"] if (str(officer), str(one)) not in pairs]
        officers = smallest(key, "officer\n" + str(one) + "\n", free, record["officers_each"])
        selected.append({"id": one, "officers": officers})
    if canonical(selected) != canonical(record["selected"]):
        found.append("the lot falls on others")
    return found


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        try:
            wrong = faults(json.load(file), *sys.argv[2:4])
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            wrong = ["not a record: " + str(error)]
    print("\n".join(wrong) or "agrees")
    sys.exit(1 if wrong else 0)
