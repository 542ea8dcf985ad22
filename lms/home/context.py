from django.http import HttpRequest


def page_frame(request: HttpRequest) -> dict:
    """What every page's frame needs: the places this person can go."""
    return {"navigation": []}
