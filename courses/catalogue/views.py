from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def handbook_list(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/handbook.html")


def handbook_page(request: HttpRequest, key: UUID) -> HttpResponse:
    return render(request, "catalogue/handbook_page.html")


def read(request: HttpRequest, key: UUID) -> HttpResponse:
    return render(request, "catalogue/read.html")
