"""The words of logs of calls: of columns and of directions, as `folding.fold` leaves them."""

ARRIVED = (
    # Those that say more come first: a queue is entered after a greeting.
    *("enqueuetime", "enqueuetimestamp", "queueentertime", "queuestart", "queuestarttime"),
    *("queuedat", "enteredqueue", "queueentry", "arrivaltime", "arrivedat", "arrival", "arrived"),
    *("createdat", "created", "createdtime", "callstarted", "callstart", "callstarttime"),
    *("starttime", "startat", "startedat", "started", "start", "startdate", "startdatetime"),
    *("timestart", "timestamp", "calltime", "calldate", "calldatetime", "calltimestamp"),
    *("initiationtimestamp", "initiated", "initiatedat", "conversationstart", "datetime"),
    *("dateandtime", "receivedat", "received", "ringstart", "begin", "setuptime", "calldatum"),
    *("anrufbeginn", "anrufzeit", "anrufzeitpunkt", "beginn", "startzeit", "eingang", "zeitpunkt"),
    *("eingangszeit", "datumuhrzeit", "zeitstempel", "debut", "heuredebut", "datedebut"),
    *("heuredappel", "dateappel", "dateheure", "horodatage", "inicio", "horainicio"),
    *("fechainicio", "fechahora", "horallamada", "fechallamada", "开始时间", "開始時間"),
    *("呼入时间", "呼入時間", "来电时间", "來電時間", "进入时间", "進入時間", "时间", "時間"),
    *("начало", "времяначала", "датаивремя", "времязвонка", "датазвонка"),
    *("поступил", "времявызова"),
    *("algus", "algusaeg", "konealgus", "saabumisaeg", "batdau", "thoigianbatdau", "thoidiem"),
    *("thoigianden", "thoigian", "date", "datum", "fecha", "дата", "kuupaev", "ngay", "日期"),
)  # fmt: skip
"""Columns of the moment of arrival, the best first."""

NOT_ARRIVED = (
    *("end", "ended", "answer", "answered", "connect", "hangup", "hungup", "complete", "closed"),
    *("disconnect", "finish", "update", "modified", "release", "abandon", "transfer", "ende"),
    *("beendet", "angenommen", "annahme", "fin", "decroche", "raccroche", "contest", "atend"),
    *("colg", "结束", "結束", "接听", "接聽", "挂", "掛", "оконч", "конец", "ответ", "заверш"),
    *("lopp", "vastat", "ketthuc", "traloi"),
)  # fmt: skip
"""Parts of words of moments that are later than the arrival."""

ANSWERED = (
    *("answer", "connect", "pickup", "accepted", "angenommen", "annahme", "decroche", "contest"),
    *("atend", "接听", "接聽", "应答", "應答", "ответ", "vastat", "traloi"),
)  # fmt: skip
ENDED = (
    *("end", "hangup", "hungup", "disconnect", "finish", "complete", "beendet", "raccroche", "fin"),
    *("结束", "結束", "挂断", "掛斷", "оконч", "заверш", "lopp", "ketthuc"),
)  # fmt: skip
"""Parts of words of the moments at which talking begins and ends."""

CALL_IDS = (
    *("initialcontactid", "linkedid", "mastercallid", "callid", "callguid", "calluuid", "ucid"),
    *("interactionid", "conversationid", "contactid", "uniqueid", "sessionid", "callidentifier"),
    *("anrufid", "gesprachsid", "idappel", "idllamada", "通话id", "呼叫id", "通話id", "idзвонка"),
    *("idвызова", "koneid", "macuocgoi", "idcuocgoi"),
)  # fmt: skip
"""Columns of the name of a call, which its legs share; the widest first."""

WAITS = (
    *("wait", "queuetime", "timeinqueue", "queueduration", "abandontime", "timetoabandon"),
    *("wartezeit", "wartedauer", "attente", "espera", "等待", "排队", "排隊", "ожидан", "oote"),
    *("thoigiancho",),
)  # fmt: skip
"""Parts of words of waiting times."""

DIRECTIONS = (
    *("direction", "calldirection", "type", "calltype", "initiationmethod", "richtung"),
    *("anrufrichtung", "anruftyp", "anrufart", "art", "typ", "sens", "typeappel", "direccion"),
    *("tipo", "sentido", "tipollamada", "方向", "呼叫方向", "呼叫类型", "呼叫類型", "类型", "類型"),
    *("направление", "тип", "типзвонка", "типвызова", "suund", "koneliik", "huong", "loai"),
    *("loaicuocgoi", "callkind", "mediadirection", "originatingdirection"),
)  # fmt: skip
"""Columns of the direction of a call."""

INBOUND = (
    *("inbound", "in", "incoming", "received", "acd", "queue", "abandoned", "missed", "answered"),
    *("shortabandoned", "voicemail", "callback", "queuecallback", "inboundvoicemail", "unanswered"),
    *("noanswer", "inboundcall", "incomingcall", "eingehend", "eingang", "ankommend", "kommend"),
    *("entrant", "entrante", "entrantes", "recibida", "recu", "呼入", "来电", "來電", "进线"),
    *("進線", "входящий", "входящая", "входящии", "вх", "входящее", "входящие", "sissetulev"),
    *("saabuv", "sisse", "den", "goiden", "cuocgoiden", "goivao", "inboundmissed", "overflow"),
)  # fmt: skip
OUTBOUND = (
    *("outbound", "out", "outgoing", "manual", "dialer", "preview", "predictive", "progressive"),
    *("power", "outboundmissed", "api", "ausgehend", "abgehend", "gehend", "sortant", "emis"),
    *("saliente", "salientes", "realizada", "呼出", "外呼", "外拨", "外撥", "исходящий"),
    *("исходящая", "исходящии", "исх", "исходящее", "исходящие", "valjuv", "valja", "di", "goidi"),
    *("goira", "cuocgoidi", "outboundcall", "outgoingcall", "externaloutbound", "dialled"),
)  # fmt: skip
INTERNAL = (
    *("internal", "intern", "interne", "interno", "interna", "extension", "agent", "consult"),
    *("conference", "local", "internalcall", "agenttoagent", "内部", "內部", "внутреннии"),
    *("внутренний", "внутренняя", "sisemine", "sise", "noibo", "transfer", "agenttransfer"),
    *("thirdpartytransfer", "thirdpartyconference", "3rdpartytransfer", "3rdpartyconference"),
    *("monitor", "monitoring", "test", "externalaudio", "disconnect"),
)  # fmt: skip
"""Values of directions; legs between agents and to others are internal."""

TALKED = (
    *("agentinteractionduration", "agentinteractiontime", "billsec", "billableseconds"),
    *("durationincall", "incallduration", "incalltime"),
)  # fmt: skip
"""Columns of the time talked whose words alone do not say so."""

YES = ("1", "true", "yes", "y", "x", "ja", "oui", "si", "是", "да", "jah", "co", "abandoned")
