"""What F1 says of every section: a few sentences, and the keys that act there, none in vain."""

from types import MappingProxyType

from desktop_app.ui.keys import KEYS, Place
from desktop_app.ui.shell.help_sheet import HelpPage

_WINDOW = tuple(name for name, key in KEYS.items() if key.place is Place.WINDOW)
_LIST = (*_WINDOW, "open", "refresh", "clipboard")
_SHEET = ("save_close", "close", "choose", "clear")
_BOOK = (*_LIST, *_SHEET, "new", "find")

HELP_PAGES = MappingProxyType(
    {
        "today": HelpPage(
            "Сегодня",
            "Что требует внимания прямо сейчас: слева группы дел, справа обращения выбранной "
            "группы. Пустая группа значит, что этих дел нет.",
            (*_LIST, "new"),
        ),
        "tickets": HelpPage(
            "Обращения",
            "Реестр всех обращений, карточка обращения и приём звонка. Незаписанный звонок "
            "хранится черновиком: к нему можно вернуться и после закрытия программы.",
            (
                *_BOOK,
                *("filter", "views", "filter_value", "filter_reset", "excel"),
                *("add_row", "save", "next_field", "no_phone", "join_incident"),
            ),
        ),
        "buildings": HelpPage(
            "Дома",
            "Дома района, кто какой дом обслуживает и что по нему спрашивали. Много домов сразу "
            "загружают из таблицы: «Настройки», «Загрузить дома…».",
            _BOOK,
        ),
        "organizations": HelpPage(
            "Организации",
            "Кому передают обращения: телефоны диспетчеров, обслуживаемые дома, ответы в срок. "
            "Из карточки печатают реестр переданного.",
            (*_BOOK, "form_print"),
        ),
        "outages": HelpPage(
            "Отключения",
            "Аварии, плановые работы, ограничения и срывы вывоза сразу по многим домам. Пока "
            "отключение идёт, оператор читает его текст каждому, кто звонит из этих домов. Когда "
            "оно закончено, присоединённые обращения уходят на обзвон одним действием.",
            (*_BOOK, "copy", "delete", "filter", "filter_reset", "join_incident", "form_print"),
        ),
        "visits": HelpPage(
            "Выезды",
            "Комиссионные выезды от назначения до акта. Черновик акта записывается сам; "
            "выпущенный акт не меняется.",
            (*_BOOK, "delete", "add_row", "whole_row", "sign", "save", "form_print"),
        ),
        "callbacks": HelpPage(
            "Обзвон",
            "Очередь исполненных обращений: позвонить заявителю и одной цифрой записать итог. "
            "Цифра действует, пока поле замечания пусто.",
            (*_LIST, "solved", "rework", "unreached", "call_later", "save_close", "close"),
        ),
        "export": HelpPage(
            "Экспорт",
            "Журнал заявок в Excel и акты в PDF. Без отметки о персональных данных журнал "
            "выгружается без фамилий, телефонов и квартир.",
            (*_WINDOW, "excel", "choose", "clear"),
        ),
        "settings": HelpPage(
            "Настройки",
            "Кто работает, реквизиты органа, сроки и календарь, вид окна, база и её копии.",
            (*_WINDOW, "save_close", "close"),
        ),
    }
)
