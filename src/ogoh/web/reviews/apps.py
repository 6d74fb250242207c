"""Reviews as a Django app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """What reviewers decided, by digest of the traveller's document and the listing's reference."""

    name = "ogoh.web.reviews"
    label = "reviews"
