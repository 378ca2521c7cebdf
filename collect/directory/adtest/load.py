"""Loads LDIF straight into the database of a stopped domain controller, in one transaction a file.

usage: load.py SMB_CONF SAM_LDB FILE.ldif...
Objects of the configuration are left out: a domain has its own. Containers above an object are
made when they are missing, and members are added after all objects. What this directory cannot
hold is left out and named on standard output, one "dn<TAB>attribute" a line.
"""

import base64
import sys

import ldb
from samba.auth import system_session
from samba.dcerpc import misc
from samba.ndr import ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB

# relax lets objectGUID and objectSid be given, as a restore does.
RELAX = ["local_oid:1.3.6.1.4.1.7165.4.3.12:0", "relax:0"]
OWNED = {"whenchanged", "usnchanged", "usncreated", "memberof", "isdeleted", "distinguishedname", "name", "instancetype"}


def records_of(text):
    """Yields the name of each record and its attributes, as octets. Comments, folding and what is no
    record, such as ldapsearch's result, are dropped."""
    lines = text.replace("\r\n", "\n").replace("\n ", "").split("\n")
    chunks = "\n".join(line for line in lines if not line.startswith("#")).split("\n\n")
    for chunk in chunks:
        attributes = []
        for line in chunk.strip("\n").split("\n"):
            name, _, value = line.partition(":")
            octets = base64.b64decode(value[1:].strip()) if value.startswith(":") else value.strip().encode()
            attributes.append((name, octets))
        if attributes[0][0] == "dn":
            yield attributes[0][1].decode(), attributes[1:]


def advance(db, records):
    """Lets new objects take identifiers above those that were loaded."""
    taken = [int.from_bytes(bytes(r["objectSid"][0])[-4:], "little") for r in records if "objectSid" in r]
    for pool in db.search(db.domain_dn(), ldb.SCOPE_SUBTREE, "(objectClass=rIDSet)", ["rIDNextRID", "rIDPreviousAllocationPool"]):
        bounds = int(str(pool["rIDPreviousAllocationPool"]))
        within = [rid for rid in taken if bounds & 0xFFFFFFFF <= rid <= bounds >> 32]
        if within:
            change = ldb.Message(pool.dn)
            change["rIDNextRID"] = ldb.MessageElement(str(max(within)), ldb.FLAG_MOD_REPLACE, "rIDNextRID")
            db.modify(change, RELAX)


def load(db, text):
    schema = db.get_schema_basedn()
    config = db.get_config_basedn()
    known = {str(m["lDAPDisplayName"]).lower() for m in db.search(schema, ldb.SCOPE_ONELEVEL, "(objectClass=attributeSchema)", ["lDAPDisplayName"])}
    members = {}
    made = set()

    def exists(dn):
        try:
            return bool(db.search(dn, ldb.SCOPE_BASE, attrs=["objectClass"]))
        except ldb.LdbError:
            return False

    def free(held):
        # Provisioning made groups of its own with the first identifiers of the domain.
        if "objectSid" not in held:
            return
        sid = ldb.binary_encode(bytes(held["objectSid"][0]))
        for taken in db.search(db.domain_dn(), ldb.SCOPE_SUBTREE, f"(objectSid={sid})", ["objectClass"]):
            guid = ndr_unpack(misc.GUID, db.search(taken.dn, ldb.SCOPE_BASE, attrs=["objectGUID"])[0]["objectGUID"][0])
            db.delete(taken.dn)
            db.delete(f"<GUID={guid}>", ["show_recycled:1", *RELAX])

    def parents(dn):
        above = dn.parent()
        if str(above) in made or exists(above):
            made.add(str(above))
            return
        parents(above)
        kind = "organizationalUnit" if above.get_rdn_name().upper() == "OU" else "container"
        db.add({"dn": above, "objectClass": kind})
        made.add(str(above))

    records = {}
    for name, attributes in records_of(text):
        dn = ldb.Dn(db, name)
        if dn.is_null() or dn.is_child_of(config) or dn.is_child_of(schema):
            continue
        values = {}
        for attribute, octets in attributes:
            plain = attribute.split(";")[0]
            if plain.lower() == "member":
                members.setdefault(name, []).append(octets)
            elif plain.lower() not in known:
                print(f"{dn}\t{plain}")
            elif plain.lower() not in OWNED:
                values.setdefault(plain, []).append(octets)
        held = records.setdefault(name.lower(), ldb.Message(dn))
        for plain, octets in values.items():
            if plain not in held:
                held[plain] = ldb.MessageElement(octets, ldb.FLAG_MOD_ADD, plain)
    for held in records.values():
        if exists(held.dn):
            continue
        parents(held.dn)
        free(held)
        try:
            db.add(held, RELAX)
        except ldb.LdbError as error:
            raise SystemExit(f"{held.dn}: {error.args[1]}") from error
    advance(db, records.values())
    for dn, values in members.items():
        present = []
        for value in values:
            member = ldb.Dn(db, value.decode())
            if value.decode().lower() in records or exists(member):
                present.append(value)
            else:
                print(f"{dn}\tmember {member}")
        change = ldb.Message(ldb.Dn(db, dn))
        if not present:
            continue
        change["member"] = ldb.MessageElement(present, ldb.FLAG_MOD_ADD, "member")
        try:
            db.modify(change)
        except ldb.LdbError as error:
            raise SystemExit(f"members of {dn}: {error.args[1]}") from error


def main():
    conf, url, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    lp = LoadParm()
    lp.load(conf)
    db = SamDB(url=url, session_info=system_session(lp), lp=lp, options=["batch_mode:1", "transaction_index_cache_size:1000000"])
    for name in files:
        with open(name, encoding="utf-8") as file:
            text = file.read()
        db.transaction_start()
        try:
            load(db, text)
            db.transaction_commit()
        except BaseException:
            db.transaction_cancel()
            raise


main()
