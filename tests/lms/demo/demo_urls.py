"""The product's addresses with those of the demo, as `lms.settings.demo` has them."""

from django.urls import include, path

from lms import urls as product

handler400, handler403, handler404, handler500 = product.handler400, product.handler403, product.handler404, product.handler500
urlpatterns = [*product.urlpatterns, path("", include("lms.demo.urls"))]
