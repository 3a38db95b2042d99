"""What the rows of each table are to people: for the words of checks and of recovery."""

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "attachment": "вложение",
    "attachment_file": "файл вложения",
    "building": "дом",
    "building_alias": "другое имя дома",
    "calendar_day": "день календаря",
    "call_note": "повторный звонок",
    "callback": "звонок обзвона",
    "clerk": "сотрудник",
    "commission_person": "член комиссии",
    "counter": "счётчик номеров",
    "deadline_rule": "срок темы",
    "entrance": "подъезд",
    "handover": "передача исполнителю",
    "history": "запись истории",
    "import_batch": "загрузка",
    "incident": "отключение",
    "incident_building": "дом отключения",
    "inspection": "выезд",
    "inspection_instrument": "прибор выезда",
    "inspection_member": "участник выезда",
    "inspection_photo": "снимок в акте",
    "inspection_ticket": "обращение выезда",
    "instrument": "прибор",
    "issued_act": "выпущенный акт",
    "knowledge_article": "готовый ответ",
    "measurement": "замер",
    "organization": "организация",
    "organization_person": "контакт организации",
    "remedy": "мера по акту",
    "report_issue": "выпущенная сводка",
    "service_contract": "обслуживание дома",
    "setting": "настройка",
    "settlement": "населённый пункт",
    "street": "улица",
    "ticket": "обращение",
    "ticket_cycle": "цикл обращения",
    "ticket_link": "связь обращений",
    "topic": "тема",
}


def row_title(table: str, key: str) -> str:
    """Return «обращение (строка 5)»; a table without a title is named as it is."""
    return f"{TITLES.get(table, table)} (строка {key})"
