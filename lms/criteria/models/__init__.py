from lms.criteria.models.guidelines import Audience, Guideline, GuidelineVersion, Signature
from lms.criteria.models.proofs import Proof, ProofAnswer

__all__ = ["Audience", "Guideline", "GuidelineVersion", "Proof", "ProofAnswer", "Signature"]
