from lms.criteria.actions.proving import answer
from lms.criteria.actions.publishing import publish, sign, withdraw
from lms.criteria.actions.writing import draft, revise

__all__ = ["answer", "draft", "publish", "revise", "sign", "withdraw"]
