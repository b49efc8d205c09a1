"""Machine files: the snapshot itself, the network as GraphML, the extract of the trail."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from casework import audit
from casework.flow.packs.snapshot import Row, Snapshot
from casework.vocabulary import CasePart

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"platform": "string", "account_id": "string", "role": "string", "confidence": "double"}
_EDGE = {"weight": "double", "reasons": "string"}


def write_machine_files(snapshot: Snapshot, data: Path) -> None:
    """Write machine/snapshot.json, machine/graph.graphml and audit/extract.jsonl below `data`."""
    (data / "machine").mkdir(parents=True, exist_ok=True)
    (data / "machine" / "snapshot.json").write_bytes(snapshot.text.encode())
    if snapshot.has(CasePart.MEMBERS):
        (data / "machine" / "graph.graphml").write_bytes(graphml(snapshot))
    (data / "audit").mkdir(exist_ok=True)
    trail = snapshot.facts["trail"]
    lines = [*trail["entries"], {"head": trail["head"]}]
    extract = "".join(f"{audit.canonical(line)}\n" for line in lines)
    (data / "audit" / "extract.jsonl").write_bytes(extract.encode())


def graphml(snapshot: Snapshot) -> bytes:
    """Return the accounts and, where they were shared, the ties between them as GraphML."""
    root = ElementTree.Element("graphml", {"xmlns": _NAMESPACE})
    for where, fields in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in fields.items():
            attributes = {"id": name, "for": where, "attr.name": name, "attr.type": kind}
            ElementTree.SubElement(root, "key", attributes)
    graph = ElementTree.SubElement(root, "graph", {"edgedefault": "undirected"})
    known = set()
    for member in snapshot.facts["members"]:
        known.add(_id(member["platform"], member["account_id"]))
        node = ElementTree.SubElement(
            graph, "node", {"id": _id(member["platform"], member["account_id"])}
        )
        _data(node, {name: member[name] for name in _NODE})
    for tie in snapshot.facts["ties"]:
        ends = {"source": _id(*tie["left"]), "target": _id(*tie["right"])}
        if known.issuperset(ends.values()):
            edge = ElementTree.SubElement(graph, "edge", ends)
            says = " ".join(reason["says"] for reason in tie["reasons"])
            _data(edge, {"weight": tie["weight"], "reasons": says})
    ElementTree.indent(root)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}'.encode()
    )


def _data(element: ElementTree.Element, values: Row) -> None:
    for name, value in values.items():
        # XML has no place for most control characters; the snapshot keeps them.
        text = "".join(sign if sign.isprintable() else "�" for sign in str(value))
        ElementTree.SubElement(element, "data", {"key": name}).text = text


def _id(platform: str, account: str) -> str:
    text = f"{platform}|{account}"
    return "".join(sign if sign.isprintable() else "�" for sign in text)
