"""`{% frame title %}…{% endframe %}`: what django-allauth wrote, standing in the frame of every page of the house."""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from markupsafe import Markup

from withness.foundation.pages import render

register = template.Library()


@register.tag("frame")
def frame(parser: Parser, token: Token) -> FrameNode:
    """Everything up to `endframe` becomes the page; the one argument is its neutral title."""
    title = parser.compile_filter(token.split_contents()[1])
    inside = parser.parse(("endframe",))
    parser.delete_first_token()
    return FrameNode(title, inside)


class FrameNode(template.Node):
    """Renders what is inside, then the frame around it."""

    def __init__(self, title: FilterExpression, inside: NodeList) -> None:
        self.title, self.inside = title, inside

    def render(self, context: template.Context) -> str:
        """The whole page."""
        words = Markup(self.inside.render(context))  # noqa: S704 -- rendered by Django in this very line, escaped
        title = " ".join(str(self.title.resolve(context)).split())
        request = context["request"]
        room = "me" if request.person else ""
        return render(request, "people/framed.html", room=room, framed=words, framed_title=title)
