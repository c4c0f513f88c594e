"""A page with a form on a device of hers, as a browser has it: what stands in it, saving, sending."""

from html.parser import HTMLParser

from django.test import Client

from people.models import Draft


class Fields(HTMLParser):
    """The fields of each form that is posted: name → what stands in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[dict] = []
        self._in_area = ""
        self._select = ""
        self._options: list[tuple[str, bool]] = []
        self._form: dict | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = {"action": given.get("action", ""), "fields": {}, "areas": []}
            if given.get("method") == "post":
                self.forms.append(self._form)
        if tag == "option" and self._select:
            self._options.append((given.get("value", ""), "selected" in given))
        if self._form is None or not (name := given.get("name", "")):
            return
        if tag == "textarea":
            self._in_area = name
            self._form["fields"][name] = ""
            self._form["areas"].append(name)
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "input" and given.get("type") in ("radio", "checkbox"):
            if "checked" in given:
                self._form["fields"].setdefault(name, []).append(given.get("value", "on"))
        elif tag == "input" and given.get("type") != "file":
            self._form["fields"][name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._in_area and self._form is not None:
            self._form["fields"][self._in_area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._in_area and self._form is not None:
            # A browser leaves out the line break at the beginning.
            said = self._form["fields"][self._in_area].replace("\r\n", "\n")
            self._form["fields"][self._in_area] = said.removeprefix("\n")
            self._in_area = ""
        if tag == "select" and self._select:
            if self._form is not None:
                chosen = [value for value, selected in self._options if selected] or [
                    value for value, _selected in self._options[:1]
                ]
                self._form["fields"].setdefault(self._select, []).extend(chosen)
            self._select = ""
        if tag == "form":
            self._form = None


def forms_in(html: str) -> list[dict]:
    return Fields(html).forms


class Page:
    """One open page with a form that keeps its words."""

    def __init__(self, client: Client, address: str, field: str = "") -> None:
        self.client, self.address = client, address
        self.html = client.get(address).content.decode()
        proven = [form for form in forms_in(self.html) if "draft-proof" in form["fields"]]
        self.form = next(form for form in proven if field in form["fields"] or not field)
        self.fields = self.form["fields"]
        self.seq = 0

    def type(self, **words: object) -> "Page":
        self.fields.update(words)
        return self

    def save(self) -> dict:
        self.seq += 1
        return self.client.post("/drafts/", {**self.fields, "draft-seq": self.seq}).json()

    def send(self, client: Client | None = None, **more: str):
        return (client or self.client).post(self.form["action"].partition("#")[0] or self.address, self.fields, **more)


def kept(person, form: str) -> list[dict]:
    """Her drafts of a form, the newest first."""
    return [draft.typed for draft in Draft.objects.of(person).filter(form=form)]
