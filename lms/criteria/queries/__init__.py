from lms.criteria.queries.reach import audience

__all__ = ["audience"]
