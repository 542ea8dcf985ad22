app_name = "refreshers"

urlpatterns: list = []
