"""Addresses of the exchange: for peers, and for the staff."""

from __future__ import annotations

from django.urls import path

from ogoh.web.exchange import pages, views

app_name = "exchange"
urlpatterns = [
    path("v1/parcels/", views.parcels, name="for_peer"),
    path("v1/parcels/<int:number>/", views.parcel, name="parcel"),
    path("v1/parcels/<int:number>/taken/", views.taken, name="parcel_taken"),
    path("", pages.parcels, name="parcels"),
]
