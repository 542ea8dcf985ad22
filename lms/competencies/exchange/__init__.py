"""A framework as a file and back: CSV, XLSX and 1EdTech CASE 1.1, without a database."""

from lms.competencies.exchange.differing import Difference, differences
from lms.competencies.exchange.faults import Fault, Unreadable
from lms.competencies.exchange.formats import FORMATS, read, write
from lms.competencies.exchange.settling import settled
from lms.competencies.exchange.tree import Anchor, Proof, Tree, TreeCompetency, TreeGroup, as_content, from_content

__all__ = [
    "FORMATS",
    "Anchor",
    "Difference",
    "Fault",
    "Proof",
    "Tree",
    "TreeCompetency",
    "TreeGroup",
    "Unreadable",
    "as_content",
    "differences",
    "from_content",
    "read",
    "settled",
    "write",
]
