"""说一件事: four screens and a receipt, without an account, without script, and without losing a word.

One address; each screen is a POST that carries the draft (`drafts`), the step it was, and where to go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, BinaryIO, cast
from uuid import UUID

import segno
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yingzhou.base.limits import TooMany
from yingzhou.base.refusals import Refusal
from yingzhou.web.door.access import anyone
from yingzhou.web.portal import drafts, forms, gate
from yingzhou.web.portal.drafts import Draft
from yingzhou.work.cases import public as cases
from yingzhou.work.disputes import public as disputes
from yingzhou.work.network import public as network
from yingzhou.work.registry import public as registry

STEPS = 4
KIND, WHAT, WHERE, SEND = 1, 2, 3, 4
WHAT_WAS_SAID = ("text", "wish", "goods", "amount", "bought_on")
TEMPLATES = {KIND: "kind", WHAT: "what", WHERE: "where", SEND: "send"}


@dataclass(frozen=True)
class FilingPage:
    """All that portal/filing/*.html may use."""

    step: int
    steps: int
    draft: Draft
    sealed: str
    form: Form
    is_lost: bool = False
    refusal: Refusal | None = None
    words: str = ""
    searched: bool = False
    shops: tuple[registry.Shop, ...] = ()
    chosen: registry.Shop | None = None
    villages: tuple[network.Village, ...] = ()
    village: str = ""
    kinds: Any = None
    reaches: Any = None
    shown_kind: Any = ""
    promised: disputes.Promised | None = None


@dataclass(frozen=True)
class ReceiptPage:
    """All that portal/filing/receipt.html may use."""

    filed: cases.Filed
    code: str
    qr: str
    proof: str
    proof_qr: str
    is_signed: bool


@transaction.non_atomic_requests
@anyone
def file(request: HttpRequest) -> HttpResponse:
    """The screen asked for, with everything said so far in it.

    Not one transaction: the filing is one by itself, and only what is committed can be signed.
    """
    if request.method != "POST":
        return _show(request, _begun(request), KIND)
    draft = drafts.unseal(request.POST.get("draft", ""))
    if draft is None:
        return _show(request, drafts.fresh(), KIND, is_lost=True, status=409)
    step = request.POST.get("step", "")
    return {"2": _what, "3": _where, "4": _send}.get(step, _kind)(request, draft, request.POST.get("go", "next"))


def _begun(request: HttpRequest) -> Draft:
    """A draft as the link has it: a kind, and what a scanned label carried."""
    label = request.GET.get("label", "").strip()[: forms.LONGEST_LABEL]
    kind = request.GET.get("kind", forms.DISPUTE if label else "")
    return drafts.fresh(kind if kind in forms.KINDS else "", label if label.isprintable() else "")


def _kind(request: HttpRequest, draft: Draft, go: str) -> HttpResponse:
    form = forms.KindForm(request.POST)
    if not form.is_valid():
        return _show(request, draft, KIND, form=form, status=422)
    return _show(request, replace(draft, kind=form.cleaned_data["kind"]), WHAT)


def _what(request: HttpRequest, draft: Draft, go: str) -> HttpResponse:
    draft = drafts.told(draft, {name: request.POST.get(name, "")[: forms.LONGEST_TEXT] for name in WHAT_WAS_SAID})
    if go.startswith("drop-"):
        kept = tuple(pid for place, pid in enumerate(draft.photos) if go != f"drop-{place}")
        return _show(request, replace(draft, photos=kept), WHAT)
    try:
        draft = _with_photos(request, draft)
    except Refusal as refusal:
        return _show(request, draft, WHAT, form=_form(draft, WHAT, request.POST), refusal=refusal, status=refusal.status)
    form = _form(draft, WHAT, request.POST)
    if go == "back":
        return _show(request, draft, KIND)
    if not form.is_valid():
        return _show(request, draft, WHAT, form=form, status=422)
    return _show(request, draft, WHAT if go == "photo" else WHERE)


def _with_photos(request: HttpRequest, draft: Draft) -> Draft:
    for sent in request.FILES.getlist("photos")[: forms.MOST_PHOTOS - len(draft.photos)]:
        gate.let_send_photo(request)
        draft = replace(draft, photos=(*draft.photos, str(cases.keep_photo(cast("BinaryIO", sent)))))
    return draft


def _where(request: HttpRequest, draft: Draft, go: str) -> HttpResponse:
    form = forms.WhereForm(request.POST)
    is_whole = form.is_valid()
    told = getattr(form, "cleaned_data", {})
    business, community, place = (str(told.get(name) or "") for name in ("business", "community", "place"))
    draft = replace(draft, business=business, community=community, place=place)
    words = request.POST.get("words", "")[:60]
    if go == "back":
        return _show(request, draft, WHAT)
    if go == "search":
        return _show(request, draft, WHERE, words=words, searched=True)
    if not is_whole:
        return _show(request, draft, WHERE, form=form, words=words, searched=bool(words), status=422)
    return _show(request, draft, SEND)


def _send(request: HttpRequest, draft: Draft, go: str) -> HttpResponse:
    form = _form(draft, SEND, request.POST)
    if go == "back" or go.startswith("edit-"):
        return _show(request, draft, {"edit-1": KIND, "edit-2": WHAT}.get(go, WHERE))
    if not form.is_valid():
        return _show(request, draft, SEND, form=form, status=422)
    bought = _form(draft, WHAT, asdict(draft))
    if not bought.is_valid():
        return _show(request, draft, WHAT, form=bought, status=422)
    try:
        gate.let_file(request, key=draft.key, proof=request.POST.get("proof", ""))
        filed = _file(draft, form.cleaned_data, bought)
    except Refusal as refusal:
        answer = _show(request, draft, SEND, form=form, refusal=refusal, status=refusal.status)
        if isinstance(refusal, TooMany):
            answer.headers["Retry-After"] = str(refusal.retry_after)
        return answer
    return _receipt(request, filed)


def _file(draft: Draft, told: dict[str, Any], bought: Form) -> cases.Filed:
    """A dispute goes to its own room; everything else is a matter like any other."""
    filing = _filing(draft, told)
    if draft.kind != forms.DISPUTE:
        return cases.file_matter(key=UUID(draft.key), filing=filing)
    purchase = disputes.Purchase(
        goods=bought.cleaned_data["goods"],
        amount=bought.cleaned_data["amount"],
        bought_on=bought.cleaned_data["bought_on"],
        label_code=draft.label,
        consents_publication=told["publication"],
        consents_delegation=told["delegation"],
    )
    return disputes.file_dispute(key=UUID(draft.key), filing=filing, purchase=purchase)


def _filing(draft: Draft, told: dict[str, Any]) -> cases.Filing:
    return cases.Filing(
        kind="demand" if draft.kind == forms.IDEA else draft.kind,
        text=draft.text,
        wish=draft.wish,
        business=UUID(draft.business) if draft.business else None,
        community=UUID(draft.community) if draft.community else None,
        place=draft.place,
        photos=tuple(UUID(pid) for pid in draft.photos),
        reach=told["reach"],
        name=told["name"],
        phone=told["phone"],
    )


def _receipt(request: HttpRequest, filed: cases.Filed) -> HttpResponse:
    """The code once, with its QR: the part after # never reaches a server or its log."""
    track = request.build_absolute_uri(reverse("portal:track")) + "#" + filed.code
    proof = request.build_absolute_uri(reverse("portal:proof", args=[filed.receipt]))
    page = ReceiptPage(
        filed=filed,
        code=cases.shown(filed.code),
        qr=_qr(track),
        proof=proof,
        proof_qr=_qr(proof),
        is_signed=cases.sign(filed.receipt),
    )
    return render(request, "portal/filing/receipt.html", vars(page))


def _qr(address: str) -> str:
    return str(segno.make(address, error="m").svg_data_uri(scale=4, border=2, dark="#16324a", light="#ffffff"))


def _show(request: HttpRequest, draft: Draft, step: int, *, status: int = 200, **more: Any) -> HttpResponse:
    more.setdefault("form", _unbound(draft, step))
    if step == WHERE:
        more["villages"] = network.villages()
        if more.get("searched"):
            more["shops"] = registry.shops(more["words"])
    if step in (WHERE, SEND):
        more["chosen"] = registry.shop(UUID(draft.business)) if draft.business else None
    if step == SEND and draft.community:
        named = (one.name for one in network.villages() if str(one.public_id) == draft.community)
        more["village"] = next(named, "")
    if draft.kind == forms.DISPUTE:
        more["promised"] = disputes.promised()
    page = FilingPage(
        step=step,
        steps=STEPS,
        draft=draft,
        sealed=drafts.seal(draft),
        kinds=forms.KINDS,
        reaches=forms.REACHES,
        shown_kind=forms.KINDS[draft.kind][0] if draft.kind in forms.KINDS else "",
        **more,
    )
    return render(request, f"portal/filing/{TEMPLATES[step]}.html", vars(page), status=status)


def _unbound(draft: Draft, step: int) -> Form:
    return _form(draft, step, None)


def _form(draft: Draft, step: int, said: Mapping[str, Any] | None) -> Form:
    """The form of a screen; a dispute is asked a little more."""
    is_dispute = draft.kind == forms.DISPUTE
    form: type[Form] = {
        KIND: forms.KindForm,
        WHAT: forms.PurchaseForm if is_dispute else forms.WhatForm,
        WHERE: forms.WhereForm,
        SEND: forms.ConsentForm if is_dispute else forms.ReachForm,
    }[step]
    return form(said, initial=asdict(draft))
