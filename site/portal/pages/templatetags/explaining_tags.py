"""`{% explain %} … {% endexplain %}`: terms of the glossary become links, and their meanings stand below."""

from __future__ import annotations

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string

from portal.pages.explaining import explain, terms

register = template.Library()


class _Explain(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        html, found = explain(self.nodelist.render(context), terms())
        return html + render_to_string("components/terms.html", {"terms": found}) if found else html


@register.tag("explain")
def explain_tag(parser: Parser, token: Token) -> _Explain:
    nodelist = parser.parse(("endexplain",))
    parser.delete_first_token()
    return _Explain(nodelist)
