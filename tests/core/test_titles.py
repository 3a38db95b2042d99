"""The words of closed lists stand well where they begin a line."""

from desktop_app.core.enums import Service


def test_a_label_begins_with_a_capital_and_keeps_abbreviations() -> None:
    """«ТКО» stays «ТКО»: str.capitalize would make it «Тко»."""
    assert Service.WASTE.label_ru == "ТКО"
    assert Service.COLD_WATER.label_ru == "Холодная вода"
    assert all(service.label_ru[:1].isupper() for service in Service)
