#!/usr/bin/env python3
"""Verify an exported trail, or one receipt, without the system that wrote it: one file, standard library only.

    verify_trail.py EXPORT [--heads FOLDER] [--keys FOLDER]
    verify_trail.py RECEIPT.json [--heads FOLDER] [--keys FOLDER]

RECEIPT.json: what somebody was promised, signed, and the way from its line up to a signed head.  EXPORT: a header line; then for each batch a line with its signed head, followed by its entries, one a line.  A leaf is
SHA-256(0x00 ‖ entry), a node SHA-256(0x01 ‖ left ‖ right), as in Certificate Transparency (RFC 6962 §2.1); a head names its
root, its size and the signed head before it, so that the last signature (Ed25519, RFC 8032) vouches for all of them.  --heads: the heads published at the
time (*.json); without them a tail cut off or an old backup cannot be seen.  --keys: public keys (*.pub) from a place you
trust; without them the keys in the export are taken at their word.  Prints one JSON answer; exits 0 if everything agrees.
"""

import hashlib
import json
import sys
from pathlib import Path

CONTEXT, FORMAT = b"yingzhou trail head 1\n", "yingzhou-trail/1"
RECEIPT_CONTEXT, RECEIPT_FORMAT = b"yingzhou receipt 1\n", "yingzhou-receipt/1"
Fault = type("Fault", (Exception,), {})


def leaf_hash(line):
    return hashlib.sha256(b"\x00" + line).digest()


def root_of(leaves):
    """The Merkle tree head of RFC 6962 over leaf hashes."""
    level = leaves or [hashlib.sha256(b"").digest()]
    while len(level) > 1:
        above = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in zip(level[::2], level[1::2])]  # noqa: B905
        level = above if len(level) % 2 == 0 else [*above, level[-1]]
    return level[0]


def root_from(leaf, position, size, path):
    """The root a leaf and its path lead to (RFC 6962 §2.1.1); None where the path has not the length the place asks for."""
    if not 0 <= position < size:
        return None
    steps, place, last, node = list(path), position, size - 1, leaf
    while last > 0:
        if place % 2 or place < last:
            if not steps:
                return None
            beside = steps.pop(0)
            left, right = (beside, node) if place % 2 else (node, beside)
            node = hashlib.sha256(b"\x01" + left + right).digest()
        place, last = place // 2, last // 2
    return None if steps else node


def name_of(sealed):
    """The hash by which the next head, and whoever keeps a published one, knows a head."""
    return hashlib.sha256(f"{sealed['head']}\n{sealed['signature']}".encode()).hexdigest()


# Ed25519 after RFC 8032 §5.1.7; only checks signatures, so it need not hide anything by its timing.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point_of(encoded):
    y, sign = int.from_bytes(encoded, "little") & (2**255 - 1), encoded[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - square) % P else x
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def plus(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    rest = times(number >> 1, plus(point, point)) if number > 1 else (0, 1, 1, 0)
    return plus(rest, point) if number & 1 else rest


def signed(key, head, signature, context=CONTEXT):
    message, signature = context + head.encode(), bytes.fromhex(signature)
    r, s = point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    base = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    one, two = times(s, base), plus(r, times(h, point_of(key)))
    return s < L and (one[0] * two[2] - two[0] * one[2]) % P == 0 and (one[1] * two[2] - two[1] * one[2]) % P == 0


def read(line):
    """A header or head line, which can be written in one way only."""
    values = json.loads(line)
    if json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() != line.removesuffix(b"\n"):
        raise ValueError("not canonical")
    return values


def check_head(line, before, published, restores):
    """One head: its number, the head before it, what was published under its number."""
    sealed = read(line)
    head, name = json.loads(sealed["head"]), name_of(sealed)
    number, is_first = head["number"], head["number"] == 1
    start = {"hash": "" if is_first else head["previous"], "total": 0 if is_first else head["total"] - head["size"]}
    before = before or {"number": number - 1, **start}
    if lost := range(before["number"] + 1, number):
        known = [published[gone] for gone in lost if gone in published] or [head.get("replaces")]
        if not head.get("replaces") or head["replaces"] != known[-1]:
            raise Fault("batches are missing before this one")
        restores.append({"seal": number, "lost": len(lost), "replaces": head["replaces"]})
    if number <= before["number"] or head["previous"] != before["hash"] or head["total"] != before["total"] + head["size"]:
        raise Fault("this batch does not follow the one before it")
    if published.get(number, name) != name:
        raise Fault("another head was published under this number")
    return {**head, "hash": name, "sealed": sealed}


def verify(lines, keys=None, published=None):
    """`lines`: the export as bytes; `keys`: id → public key; `published`: number → hash of a head."""
    lines, published, before = iter(lines), dict(published or {}), None
    answer = {"ok": False, "entries": 0, "seals": 0, "first_fault": None, "head": "", "restores": []}
    answer |= {"keys": "given" if keys is not None else "taken from the export", "heads_published": len(published)}
    try:
        header = read(next(lines, b""))
        keys = {name: bytes.fromhex(key) for name, key in header["keys"].items()} if keys is None else keys
        if header["format"] != FORMAT or header["keys"].items() - {(name, key.hex()) for name, key in keys.items()}:
            raise Fault("another format, or keys that are not the ones you trust")
        for line in lines:
            before = check_head(line, before, published, answer["restores"])
            if answer["seals"] == 0 and before["number"] != header["first"]:
                raise Fault("the export does not begin where it says")
            leaves = [leaf_hash(entry.removesuffix(b"\n")) for _, entry in zip(range(before["size"]), lines)]  # noqa: B905
            if len(leaves) != before["size"] or root_of(leaves).hex() != before["root"]:
                raise Fault("entries of this batch were changed, added, removed or put in another order")
            answer |= {"seals": answer["seals"] + 1, "entries": answer["entries"] + len(leaves), "head": before["hash"]}
        if max(published, default=0) > (before["number"] if before else header["first"] - 1):
            raise Fault("batches published later are missing: the tail was cut off, or this is an old backup")
        if before and (before["key"] not in keys or not signed(keys[before["key"]], **before["sealed"])):
            raise Fault("the signature of the last head, which vouches for all before it, is not of a known key")
    except (Fault, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        reason = str(fault) if isinstance(fault, Fault) else f"not an export, or a broken one ({type(fault).__name__})"
        answer["first_fault"] = {"batch": answer["seals"] + 1, "after_entry": answer["entries"], "reason": reason}
    return {**answer, "ok": answer["first_fault"] is None}


def verify_receipt(content, keys=None, published=None):
    """`content`: a receipt file as bytes; `keys` and `published` as for `verify`."""
    answer = {"ok": False, "signed": False, "included": False, "receipt": None, "batch": None, "reason": ""}
    answer |= {"keys": "given" if keys is not None else "taken from the file", "heads_published": len(published or {})}
    try:
        told = json.loads(content)
        keys = {name: bytes.fromhex(key) for name, key in told["keys"].items()} if keys is None else keys
        receipt = answer["receipt"] = read(told["receipt"].encode())
        if told["format"] != RECEIPT_FORMAT or receipt["format"] != RECEIPT_FORMAT:
            raise Fault("another format")
        if not told.get("signature"):
            raise Fault("not signed yet: fetch this file again")
        if told["key"] not in keys or not signed(keys[told["key"]], told["receipt"], told["signature"], RECEIPT_CONTEXT):
            raise Fault("the signature of the receipt is not of a known key")
        answer["signed"] = True
        if not (proof := told.get("proof")):
            raise Fault(f"its line is in no batch yet; promised by {receipt['include_by']}")
        head, sealed = json.loads(proof["head"]), {"head": proof["head"], "signature": proof["signature"]}
        path = [bytes.fromhex(step) for step in proof["path"]]
        if (root := root_from(bytes.fromhex(receipt["line"]), proof["position"], head["size"], path)) is None or (
            root.hex() != head["root"]
        ):
            raise Fault("the way up does not lead from this line to the root of the batch")
        if head["key"] not in keys or not signed(keys[head["key"]], **sealed):
            raise Fault("the signature of the head is not of a known key")
        if (published or {}).get(head["number"], name_of(sealed)) != name_of(sealed):
            raise Fault("another head was published under this number")
        answer |= {"included": True, "batch": head["number"], "ok": True}
    except (Fault, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        answer["reason"] = str(fault) if isinstance(fault, Fault) else f"not a receipt, or a broken one ({type(fault).__name__})"
    return answer


def is_receipt(path):
    """Whether a file is a receipt; an export begins with a header of one line."""
    with open(path, "rb") as file:
        return RECEIPT_FORMAT.encode() in file.read(4096)


def main(arguments):
    options = dict(zip(arguments[1::2], arguments[2::2]))  # noqa: B905
    if len(arguments) % 2 == 0 or set(options) - {"--heads", "--keys"}:
        return print("usage: verify_trail.py EXPORT|RECEIPT [--heads FOLDER] [--keys FOLDER]", file=sys.stderr) or 2
    try:
        pairs = [json.loads(path.read_bytes()) for path in sorted(Path(options.get("--keys", "no folder")).glob("*.pub"))]
        keys = {pair["id"]: bytes.fromhex(pair["public"]) for pair in pairs} if "--keys" in options else None
        heads = [json.loads(path.read_bytes()) for path in Path(options.get("--heads", "no folder")).glob("*.json")]
        named = {json.loads(sealed["head"])["number"]: name_of(sealed) for sealed in heads}
        check = (lambda file, *rest: verify_receipt(file.read(), *rest)) if is_receipt(arguments[0]) else verify
        with open(arguments[0], "rb") as file:
            answer = check(file, keys, named if "--heads" in options else None)
    except (OSError, ValueError, KeyError) as fault:
        return print(f"cannot be read: {fault}", file=sys.stderr) or 2
    print(json.dumps(answer, indent=2))
    return 0 if answer["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
