import pytest
from django.urls import reverse
from wagtail.models import Page

from courses.catalogue.files import part_of
from courses.catalogue.films import player_address
from courses.catalogue.models import HandbookPage, ModulePage
from courses.catalogue.signals import way_asked
from tests import world
from tests.courses.catalogue import every_block


def handbook_page(**fields):
    home = world.home()
    values = {"title": "Poner en espera", "slug": "espera", "kind": "procedure", "summary": "Pide permiso.", "body": every_block.body()[:3]}
    page = HandbookPage(**values | fields, locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.mark.django_db
class TestHandbook:
    def test_it_lists_its_pages_and_filters_by_kind(self, client):
        handbook_page()
        handbook_page(title="Plazos", slug="plazos", kind="notice")
        client.force_login(world.member("agent", language="es"))

        assert "Plazos" in client.get(reverse("catalogue:handbook")).content.decode()
        only = client.get(reverse("catalogue:handbook"), {"kind": "procedure"}).content.decode()
        assert ("Poner en espera" in only, "Plazos" in only) == (True, False)

    def test_a_page_not_yet_translated_is_shown_and_said(self, client):
        page = handbook_page()
        client.force_login(world.member("agent", language="en"))

        shown = client.get(reverse("catalogue:handbook_page", args=[page.translation_key])).content.decode()

        assert "Poner en espera" in shown and "Not yet translated" in shown

    def test_an_unpublished_page_is_not_there(self, client):
        page = handbook_page()
        page.unpublish()
        client.force_login(world.member("agent"))

        assert client.get(reverse("catalogue:handbook_page", args=[page.translation_key])).status_code == 404

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_however_long(self, client, count, django_assert_max_num_queries):
        for number in range(count):
            handbook_page(title=f"Page {number}", slug=f"page-{number}")
        client.force_login(world.member("agent"))
        client.get(reverse("catalogue:handbook"))

        with django_assert_max_num_queries(12):
            client.get(reverse("catalogue:handbook"))


@pytest.mark.django_db
class TestReader:
    @pytest.mark.parametrize(("role", "status"), [("trainer", 200), ("supervisor", 200), ("coordinator", 200), ("agent", 404), ("hr", 404)])
    def test_those_who_teach_read_a_lesson(self, client, role, status):
        lesson = world.lesson(body=every_block.body())
        client.force_login(world.member(role))

        assert client.get(reverse("catalogue:read", args=[lesson.translation_key])).status_code == status

    def test_a_module_and_a_programme_are_read_as_their_outline(self, client):
        lesson = world.lesson(title="Fibra")
        programme = world.programme([ModulePage.objects.get()])
        client.force_login(world.member("trainer"))

        assert "Fibra" in client.get(reverse("catalogue:read", args=[lesson.get_parent().translation_key])).content.decode()
        assert "Productos" in client.get(reverse("catalogue:read", args=[programme.translation_key])).content.decode()


@pytest.mark.django_db
class TestWhereAnAddressLeads:
    def serve(self, rf, page, person):
        request = rf.get("/content/")
        request.user = person
        return page.serve(request)

    def test_a_learner_is_led_to_the_player(self, rf):
        lesson = world.lesson()

        def way(sender, page, person, **kwargs):
            return "/programme/1/"

        way_asked.connect(way)
        try:
            assert self.serve(rf, lesson, world.member("agent")).url == "/programme/1/"
        finally:
            way_asked.disconnect(way)

    def test_an_author_reads_and_a_stranger_is_told_that_they_are_not_enrolled(self, rf):
        lesson = world.lesson()

        assert self.serve(rf, lesson, world.member("trainer")).url == reverse("catalogue:read", args=[lesson.translation_key])
        assert self.serve(rf, lesson, world.member("agent")).status_code == 403


@pytest.mark.django_db
class TestFiles:
    def test_documents_are_for_people_who_are_signed_in(self, client):
        document = every_block.document()
        assert client.get(document.url).status_code == 302

        client.force_login(world.member("agent"))
        assert client.get(document.url).status_code == 200

    def test_a_film_is_sent_in_parts(self, client):
        film = every_block.document("film.mp4", bytes(range(100)))
        client.force_login(world.member("agent"))

        response = client.get(film.url, headers={"range": "bytes=10-19"})

        assert (response.status_code, response.content) == (206, bytes(range(10, 20)))
        assert response["Content-Range"] == "bytes 10-19/100"

    def test_pictures_are_served_and_documents_beside_them_are_not(self, client):
        picture = every_block.image()
        document = every_block.document()

        small = picture.get_rendition("max-100x100").file.name
        assert client.get(f"/media/{small}").status_code == 302

        client.force_login(world.member("agent"))

        assert client.get(f"/media/{small}").status_code == 200
        assert client.get(f"/media/images/../{document.file.name}").status_code == 404
        assert client.get(f"/media/{document.file.name}").status_code == 404


@pytest.mark.django_db
def test_a_draft_is_previewed_as_the_player_shows_it(authoring, client):
    lesson = world.lesson(body=every_block.body())
    client.force_login(authoring.author)

    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])).content.decode()

    assert f'data-block="{lesson.body[0].id}"' in shown
    assert lesson.default_preview_size == "phone" and lesson.preview_sizes[0]["device_width"] == 360


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(every_block.BLOCKS.child_blocks))
def test_every_block_shows_itself_in_the_list_of_blocks(authoring, client, name):
    from courses.catalogue.models import LessonPage

    block = LessonPage._meta.get_field("body").stream_block.child_blocks[name]
    client.force_login(authoring.author)

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert (response.status_code, block.is_previewable) == (200, True)
    assert block.meta.icon and block.label and block.get_description()


@pytest.mark.django_db
def test_only_the_editors_have_a_looser_policy(authoring, client):
    page = Page.objects.get(pk=authoring.home.pk)
    client.force_login(authoring.author)

    editor = client.get(reverse("wagtailadmin_pages:add", args=["catalogue", "modulepage", page.pk]))
    home = client.get(reverse("wagtailadmin_home"))

    assert "'unsafe-inline'" in editor["Content-Security-Policy"]
    assert "unsafe-inline" not in home["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk&t=3", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?dnt=1"),
        ("https://example.com/watch?v=abcdefghijk", ""),
        ("https://youtube.com.example.com/watch?v=abcdefghijk", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_film_is_played_without_telling_who_watches(address, player):
    assert player_address(address) == player


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-9", (0, 9)),
        ("bytes=90-", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=0-999", (0, 99)),
        ("bytes=-", None),
        ("items=1", None),
    ],
)
def test_which_part_of_a_file_is_asked_for(asked, part):
    assert part_of(asked, 100) == part
