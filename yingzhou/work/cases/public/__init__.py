"""The counter window of cases: what whoever raised a matter may do and see.  Plain values only, and never a person."""

from yingzhou.work.cases.public.filing import Filed, Filing, NothingSaid, file_matter, shown
from yingzhou.work.cases.public.papers import keep_photo
from yingzhou.work.cases.public.proof import NotAReceipt, ReceiptCheck, check_receipt, check_receipt_file, receipt_file, sign
from yingzhou.work.cases.public.tracking import Progress, Step, add_word, answer, matter_of, progress, withdraw

__all__ = [
    "Filed",
    "Filing",
    "NotAReceipt",
    "NothingSaid",
    "Progress",
    "ReceiptCheck",
    "Step",
    "add_word",
    "answer",
    "check_receipt",
    "check_receipt_file",
    "file_matter",
    "keep_photo",
    "matter_of",
    "progress",
    "receipt_file",
    "shown",
    "sign",
    "withdraw",
]
