"""Verifies an export of a ledger, or a partner's proof, in another language.

    python3 verify.py export.ndjson [public-key.pem]

It needs nothing but Python and openssl, and shares nothing with the program
that wrote the file. docs/ledger-proof.md describes what it does.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tempfile

BUCKETS = ("pending", "approved", "available", "in_transit", "paid", "clawback_due")


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def check(holds, what):
    if not holds:
        raise ValueError(what)


def signature_holds(statement, signature, key):
    with tempfile.NamedTemporaryFile() as k, tempfile.NamedTemporaryFile() as s, tempfile.NamedTemporaryFile() as m:
        for f, content in ((k, key), (s, signature), (m, statement)):
            f.write(content)
            f.flush()
        run = ["openssl", "dgst", "-sha256", "-keyform", "DER", "-verify", k.name, "-signature", s.name, m.name]
        return subprocess.run(run, capture_output=True, check=False).returncode == 0


def grow(leaves):
    row = sorted(leaves)
    seed, n, size = sha(b"\x03", *row), len(row), 1 << 14
    while size < n:
        size *= 2
    row = sorted(row + [sha(b"\x02", seed, i.to_bytes(4, "big")) for i in range(n, size)])
    while len(row) > 1:
        row = [sha(b"\x01", row[i], row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


def climb(leaf, index, path):
    for sibling in map(bytes.fromhex, path):
        leaf = sha(b"\x01", sibling, leaf) if index & 1 else sha(b"\x01", leaf, sibling)
        index >>= 1
    return leaf


def post(book, posting):
    for m in posting["moves"]:
        check(m["minor"] > 0 and m["from"] != m["to"], "a move of nothing")
        for bucket, minor in ((m["from"], -m["minor"]), (m["to"], m["minor"])):
            if bucket == "expense":
                book["earned" if minor < 0 else "reversed"] += abs(minor)
            else:
                check(bucket in BUCKETS, "no such bucket")
                book[bucket] += -minor if bucket == "clawback_due" else minor


def close(account, book):
    if account is None:
        return
    if book["since"] > 1:
        check((book["seq"], book["head"]) == (account["seq"], account["head"]), "the chain does not reach the account")
        return
    check(all(book[name] == account[name] for name in book if name != "since"), "the account is not what its postings add up to")


def verify(lines, pinned=None):
    root = json.loads(lines[0])
    statement, key = root["statement"], base64.b64decode(root["key"], validate=True)
    check(pinned in (None, key), "signed with another key")
    check(signature_holds(canonical(statement), base64.b64decode(root["signature"], validate=True), key), "the signature does not hold")
    tree, leaves, account, book, path, refs, postings = bytes.fromhex(statement["tree"]), [], None, None, None, {}, 0
    for text in lines:
        line = json.loads(text)
        check(canonical(line) == text, "not canonical")
        if line["type"] in ("log", "account"):
            leaves.append(sha(b"\x00", canonical(line["leaf"])))
        if line["type"] == "account":
            close(account, book)
            account, path = line["leaf"], (line["index"], line["path"]) if "path" in line else None
            book = dict.fromkeys(BUCKETS + ("earned", "reversed", "seq", "since"), 0) | {"head": ""}
        elif line["type"] == "posting":
            p, postings = line["posting"], postings + 1
            if book["since"] == 0:
                book["since"] = p["seq"]
                if path and p["seq"] > 1:
                    book["seq"], book["head"] = p["seq"] - 1, line["prev"]
            check(all(p[n] == account[n] for n in ("program", "partner", "currency")), "of another account")
            check(p["seq"] == book["seq"] + 1 and line["prev"] == book["head"], "the chain is broken")
            check(sha(line["prev"].encode(), canonical(p)).hex() == line["hash"], "the posting was changed")
            check("note" not in line or sha(canonical(line["note"])).hex() == p["note"], "the note was changed")
            book["seq"], book["head"] = p["seq"], line["hash"]
            post(book, p)
            for ref in p["refs"]:
                post(refs.setdefault(ref, dict.fromkeys(BUCKETS + ("earned", "reversed"), 0)), p)
        elif line["type"] == "payout":
            check((refs[line["payout"]]["in_transit"], refs[line["payout"]]["paid"]) == (line["in_transit"], line["paid"]), "of the payout something else is told")
    close(account, book)
    reached = climb(leaves[0], *path) if path else grow(leaves)
    check(reached == tree, "the accounts do not lead to the root")
    return f'{statement["program"]} on {statement["day"]}: {postings} postings, root {sha(canonical(statement)).hex()}'


if __name__ == "__main__":
    pem = None
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="ascii") as f:
            pem = base64.b64decode("".join(f.read().splitlines()[1:-1]))
    with open(sys.argv[1], "rb") as f:
        content = f.read()
    try:
        check(content.endswith(b"\n"), "the last line does not end")
        print("verified:", verify(content[:-1].split(b"\n"), pem))
    except (ValueError, KeyError, IndexError, TypeError) as wrong:
        sys.exit(f"refused: {wrong}")
