from lms.certificates.views.manage import export, issue, make_pdfs, manage, pdfs, remake, revoke
from lms.certificates.views.mine import colours, detail, mine, pdf
from lms.certificates.views.verify import verify, verify_form

__all__ = [
    "colours",
    "detail",
    "export",
    "issue",
    "make_pdfs",
    "manage",
    "mine",
    "pdf",
    "pdfs",
    "remake",
    "revoke",
    "verify",
    "verify_form",
]
