"""What the columns and the rows of a roster grid are called, in the languages of planners."""

TEAMS = {
    *("team", "crew", "group", "rotation", "gruppe", "mannschaft", "equipe", "équipe", "groupe"),
    *(
        "equipo",
        "grupo",
        "组",
        "組",
        "班组",
        "班組",
        "团队",
        "團隊",
        "бригада",
        "команда",
        "группа",
    ),
    *("meeskond", "rühm", "grupp", "nhóm", "đội", "tổ", "schichtgruppe"),
}
LINES = {
    *("line", "week", "row", "no", "no.", "nr", "nr.", "#", "woche", "zeile", "kw", "semaine"),
    *("ligne", "semana", "línea", "linea", "周", "週", "行", "周次", "неделя", "строка", "№"),
    *("nädal", "rida", "tuần", "dòng", "hàng"),
}
PEOPLE = {
    *("name", "agent", "employee", "person", "staff", "worker", "mitarbeiter", "mitarbeiterin"),
    *("nom", "salarié", "employé", "conseiller", "nombre", "empleado", "agente", "姓名", "员工"),
    *("員工", "坐席", "имя", "фио", "сотрудник", "оператор", "nimi", "töötaja", "tên", "nhân viên"),
    *("họ tên", "họ và tên", "full name", "agent name", "employee name", "advisor", "adviser"),
    *("operator", "csr", "associate", "berater", "agentin", "teilnehmer", "téléconseiller"),
    *("asesor", "trabajador", "operador", "客服", "座席", "работник", "teenindaja"),
}
# Parts of a name that only together tell people apart.
PARTS_OF_NAMES = {
    *("first name", "last name", "surname", "forename", "given name", "family name", "vorname"),
    *("nachname", "familienname", "zuname", "prénom", "prenom", "nom de famille", "nombres"),
    *("apellido", "apellidos", "姓", "名", "фамилия", "отчество", "eesnimi", "perenimi", "họ"),
}
# Names of rows that count or add up those above.
_SUMS = {
    *("total", "totals", "sum", "count", "headcount", "required", "scheduled", "difference"),
    *("summe", "gesamt", "anzahl", "bedarf", "somme", "effectif", "besoin", "suma", "plantilla"),
    *(
        "合计",
        "合計",
        "总计",
        "總計",
        "总数",
        "人数",
        "итого",
        "всего",
        "kokku",
        "tổng",
        "tổng cộng",
    ),
}


def is_sum(text: str) -> bool:
    """Whether the name of a row says that it counts or adds up others."""
    words = text.casefold().strip(" :.").split()
    return bool(words) and (" ".join(words) in _SUMS or words[0] in _SUMS or words[-1] in _SUMS)


def heads_a_team(text: str) -> bool:
    """Whether a line of its own, such as ``Team A``, names the team of the rows below it."""
    return _has_word(text, TEAMS)


def is_heading(text: str) -> bool:
    """Whether a line of its own, such as ``Team A`` or ``Week 2``, stands above rows."""
    return _has_word(text, TEAMS | LINES)


def is_remark(text: str) -> bool:
    """Whether a line of its own says something of the roster, as ``E = 06:00-14:30`` does."""
    return ":" in text or "=" in text


def _has_word(text: str, names: set[str]) -> bool:
    words = text.casefold().replace(":", " ").split()
    return bool(words) and (words[0] in names or words[-1] in names)
