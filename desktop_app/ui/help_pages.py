"""What F1 says of every section: a few sentences, and the places whose keys act there."""

from types import MappingProxyType

from desktop_app.ui.keys import Place
from desktop_app.ui.shell.help_sheet import HelpPage

_LIST = (Place.LIST, Place.WINDOW)
_BOOK = (Place.LIST, Place.FORM, Place.FIELD, Place.WINDOW)

HELP_PAGES = MappingProxyType(
    {
        "today": HelpPage(
            "Сегодня",
            "Что требует внимания прямо сейчас: слева группы дел, справа обращения выбранной "
            "группы. Пустая группа значит, что этих дел нет.",
            _LIST,
        ),
        "tickets": HelpPage(
            "Обращения",
            "Реестр всех обращений, карточка обращения и приём звонка. Незаписанный звонок "
            "хранится черновиком: к нему можно вернуться и после закрытия программы.",
            _BOOK,
        ),
        "buildings": HelpPage(
            "Дома",
            "Дома района, кто какой дом обслуживает и что по нему спрашивали. Много домов сразу "
            "загружают из таблицы: «Настройки», «Загрузить дома».",
            _BOOK,
        ),
        "organizations": HelpPage(
            "Организации",
            "Кому передают обращения: телефоны диспетчеров, обслуживаемые дома, ответы в срок. "
            "Из карточки печатают реестр переданного.",
            _BOOK,
        ),
        "visits": HelpPage(
            "Выезды",
            "Комиссионные выезды от назначения до акта. Черновик акта записывается сам; "
            "выпущенный акт не меняется.",
            _BOOK,
        ),
        "callbacks": HelpPage(
            "Обзвон",
            "Очередь исполненных обращений: позвонить заявителю и одной цифрой записать итог. "
            "Цифра действует, пока поле замечания пусто.",
            (Place.CALLBACK, Place.LIST, Place.WINDOW),
        ),
        "export": HelpPage(
            "Экспорт",
            "Журнал заявок в Excel и акты в PDF. Без отметки о персональных данных журнал "
            "выгружается без фамилий, телефонов и квартир.",
            (Place.WINDOW, Place.FIELD),
        ),
        "settings": HelpPage(
            "Настройки",
            "Кто работает, реквизиты органа, сроки и календарь, вид окна, база и её копии.",
            (Place.WINDOW, Place.FIELD),
        ),
    }
)
