"""The words of exports' headers, language by language: what each of them speaks of.

A word that ends in ``*`` stands for all that begin so. Words are compared as `words.fold` leaves
them, so that accents, case and width do not matter; a phrase goes before its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Concept = Literal[
    "call", "offered", "arrived", "answered", "lost", "flow_in", "flow_out", "outbound",
    "handling", "talk", "hold", "wrap", "ring", "wait",
    "average", "total", "share", "other", "number",
    "date", "clock", "time", "start", "end", "interval", "weekday", "zone",
    "queue", "name", "agent", "media", "acd",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Language:
    """The words of one language.

    Parameters
    ----------
    name
        Its name in English.
    words
        The words of each concept, joined by commas.
    totals
        Words of rows that add up others.
    """

    name: str
    words: Mapping[Concept, str]
    totals: str


ENGLISH = Language(
    "English",
    {
        "call": "call,calls,contact,contacts,interaction,interactions,conversation*,volume,"
        "call volume,contact volume,chat,chats,case,cases",
        "offered": "offer,offered,presented,queued,calls in,nco,cvo,offd",
        "arrived": "received,incoming,inbound,entered,arrived,arrivals,entries,in",
        "answered": "answered,answ,answer,ans,handled,taken,accepted,completed,served,connected",
        "lost": "abandoned,abandon,abandons,aband,aban,abn,lost,missed,unanswered,not answered,"
        "hung up,dropped,disconnected,refused",
        "flow_in": "flow in,flowin,inflow,overflow in,transferred in,transfer in,infl",
        "flow_out": "flow out,flowout,outflow,overflow out,transferred out,transfer out,outfl,"
        "dequeued,redirected",
        "outbound": "outbound,outgoing,out,made,dialled,dialed",
        "handling": "handle,handling,aht,ht,operating time,service time,treatment",
        "talk": "talk,talking,conversation time,speaking,engaged",
        "hold": "hold,holding,held,on hold",
        "wrap": "acw,wrap,wrapup,wrap up,after call,after call work,after contact work,acwork,"
        "after work,aftercall*,post call,clerical,not ready after call",
        "ring": "ring,ringing,alert,alerting",
        "wait": "wait,waiting,queue time,queuing,asa,speed of answer,speed of ans,"
        "speed ans,speed,delay,answer time,time to answer,time to abandon,abandon time,in queue,"
        "patience",
        "average": "avg,average,mean,ave,av",
        "total": "total,tot,sum,overall,all",
        "share": "%,percent,percentage,pct,rate,ratio,share,level,sla,sl,occupancy,occ,"
        "utilisation,utilization,service level,service levels",
        "other": "max,maximum,min,minimum,longest,shortest,oldest,forecast*,predicted,"
        "expected,planned,target*,goal,required,scheduled,within,under,over,threshold,"
        "staff*,avail*,idle,aux,login,logged,positions,transfer,transferred,xfer*,conference*,"
        "callback*,voicemail*,short,blocked,busy,cost,csat,nps,score,error,deviation,variance,"
        "previous,last year,prior,unique,repeat*,resolved,fcr,i,first,open,abandons within,"
        "answered within,after threshold,adjusted,interruption,interrupts,monitor*,consult*,"
        "external,agents,assigned,rejected,declined,non acd,extension",
        "number": "number,num,no,nr,count,cnt,qty,of,the,a,per,by,for,to,and,or,on,at,with,#,"
        "direct,id,utc,local,row,new,s,customer,voice,phone,dur,duration,minute,minutes,seconds,second",
        "date": "date,day,dates",
        "clock": "hour,time of day,hhmm,half hour,hours,halfhour",
        "time": "time,times",
        "start": "start,begin,beginning,from,started,starting,starts",
        "end": "end,until,till,ending,ended,stop,finish,ends,through",
        "interval": "interval,intervals,period,timestamp,datetime,slot,intrvl,moment,"
        "time interval,bucket,date time,interval time",
        "weekday": "weekday,day of week,dow,week day,day name",
        "zone": "tz,time zone,timezone,zone",
        "queue": "queue,queues,csq,skill,split,vdn,campaign,call type,calltype,precision queue,"
        "skill group,skillgroup,service,group,ring group,lob,line of business,department,team,"
        "hunt group,application,workgroup,queue group,skill set,skillset,split skill,huntgroup,"
        "dnis,topic",
        "name": "name",
        "agent": "agent,user,operator,employee,representative,advisor",
        "media": "media,media type,channel,channel type,channeltype",
        "acd": "acd",
    },
    "total,totals,grand total,sum,summary,subtotal,sub total,sub totals,overall,average,averages,"
    "avg,mean,all,day total,week total,report total,interval total",
)

GERMAN = Language(
    "German",
    {
        "call": "gespraech,gespraeche,anruf,anrufe,anrufen,gesprach,gesprache,kontakt,kontakte,"
        "anrufvolumen,anrufaufkommen,volumen,calls,vorgange,anrufmenge",
        "offered": "angeboten*,anrufangebot,angebot",
        "arrived": "eingehend*,eingegangen*,ankommend*,angekommen*,eingang,anrufeingang",
        "answered": "angenommen*,beantwortet*,bearbeitet*,entgegengenommen*,bedient*,gefuhrt*,"
        "vermittelt*",
        "lost": "abgebrochen*,verloren*,verpasst*,aufgelegt*,abbruche,verzichter,lost calls,"
        "nicht angenommen*,unbeantwortet*,aufleger,entgangen*,verlorene*,abbruch",
        "outbound": "ausgehend*,abgehend*",
        "handling": "bearbeitungszeit*,gesamtbearbeitungszeit,durchschnittsbearbeitungszeit,"
        "bearbeitungsdauer,handlingzeit,handlingtime,vorgangszeit,vorgangsdauer,"
        "gesprachszeit inkl nachbearbeitung,bedienzeit,bedienungszeit",
        "talk": "gesprachszeit*,gespraechszeit*,gesprachsdauer,sprechzeit*",
        "hold": "haltezeit*,halten,ruckfragezeit,haltedauer,gehalten",
        "wrap": "nachbearbeitung*,nachbearbeitungszeit*,nacharbeit*",
        "ring": "klingelzeit*,rufzeit,klingeldauer",
        "wait": "wartezeit*,wartedauer,annahmezeit",
        "average": "durchschnitt*,o,mittel,mittlere*,schnitt,durchschn,mittelwert,ds",
        "total": "gesamt*,summe,insgesamt",
        "share": "quote,annahmequote,erreichbarkeit,servicelevel,anteil,auslastung,prozent,"
        "abbruchquote,abbruchrate",
        "other": "maximal*,minimal*,langste*,kurzeste*,prognose,soll,plan,geplant*,"
        "innerhalb,weitergeleitet*,angemeldet*,anmeldezeit,verfugbar*,vorjahr",
        "number": "anzahl,der,die,das,und,pro,in,je,zahl,von allen,inkl",
        "date": "datum,tag",
        "clock": "uhrzeit,stunde,halbstunde,uhr,viertelstunde",
        "time": "zeit",
        "start": "beginn,anfang,von,startzeit,ab,anfangszeit",
        "end": "ende,bis,endzeit",
        "interval": "intervall,zeitraum,zeitintervall,zeitstempel,zeitpunkt,zeitscheibe,"
        "zeitfenster,intervallbeginn,intervallstart,datum uhrzeit",
        "weekday": "wochentag",
        "zone": "zeitzone",
        "queue": "warteschlange,warteschlangenname,gruppe,dienst,hotline,fachgruppe,anrufgruppe,"
        "abteilung,themengruppe,linie,sammelgruppe,projekt",
        "agent": "mitarbeiter,agenten,bearbeiter",
        "media": "kanal,medium,medientyp",
    },
    "summe,gesamt,gesamtsumme,zwischensumme,insgesamt,tagessumme,wochensumme,ergebnis,"
    "gesamtergebnis,durchschnitt,mittelwert",
)

FRENCH = Language(
    "French",
    {
        "call": "appel,appels,contacts,volume d appels,interactions",
        "offered": "presente*,offerts,offert,propose*",
        "arrived": "recu,recus,entrant,entrants,arrive,arrives",
        "answered": "traite,traites,repondu,repondus,decroche*,pris,servis,pris en charge",
        "lost": "abandonne*,perdu,perdus,abandons,manque,manques,non repondus,sans reponse,"
        "non decroches,dissuade*",
        "outbound": "sortant,sortants,emis",
        "handling": "dmt,traitement,temps de traitement,tmt,duree de traitement",
        "talk": "conversation,dmc,communication,temps de parole",
        "hold": "attente en ligne,mise en attente,garde,mise en garde",
        "wrap": "post appel,postappel,apres appel,travail apres appel,cloture,post traitement",
        "ring": "sonnerie",
        "wait": "attente,dma,file d attente temps,temps d attente",
        "average": "moyen,moyenne,moy",
        "total": "total,totale,totaux,cumul,cumule*,somme",
        "share": "taux,qs,qualite de service,niveau de service,pourcentage",
        "other": "maximale,maximum,prevu*,prevision*,objectif,transferes,moins de",
        "number": "nombre,nb,nbre,de,d,des,du,la,le,les,l,en,par,et,duree",
        "date": "date,jour",
        "clock": "heure,heures,demi heure,h",
        "time": "temps",
        "start": "debut,heure debut,heure de debut",
        "end": "fin,heure fin,heure de fin",
        "interval": "intervalle,periode,tranche,tranche horaire,creneau,creneau horaire,horodatage,"
        "date heure,date et heure,plage horaire",
        "weekday": "jour de la semaine",
        "zone": "fuseau,fuseau horaire",
        "queue": "file,file d attente,groupe,competence,campagne,equipe",
        "name": "nom",
        "agent": "conseiller,agent",
        "media": "canal",
    },
    "total,totaux,total general,sous total,somme,moyenne,cumul,total jour,ensemble",
)

SPANISH = Language(
    "Spanish",
    {
        "call": "llamada,llamadas,contactos,interacciones,volumen,volumen de llamadas",
        "offered": "ofrecida*,ofertada*,ofrecido*,presentada*",
        "arrived": "entrante,entrantes,recibida*,ingresada*,recibido*",
        "answered": "atendida*,contestada*,respondida*,atendido*,manejada*",
        "lost": "abandonada*,perdida,perdidas,abandonos,no atendidas,no contestadas,abandono,"
        "sin atender",
        "outbound": "saliente,salientes",
        "handling": "tmo,operativo,operacion,gestion,tma,manejo,tiempo de manejo,atencion,"
        "tiempo de atencion,tiempo de gestion",
        "talk": "conversacion,hablado,tiempo de conversacion,habla",
        "hold": "retencion,en retencion,retenido,hold",
        "wrap": "post llamada,acw,posterior a la llamada,despues de la llamada,cierre,"
        "administrativo,tipificacion,trabajo posterior",
        "ring": "timbre,ringing",
        "wait": "espera,tiempo de espera,demora,cola tiempo",
        "average": "promedio,medio,media,prom",
        "total": "total,totales,suma",
        "share": "nivel,nivel de servicio,nivel de atencion,porcentaje,tasa",
        "other": "maximo,minima,pronostico,previsto,objetivo,transferidas,antes de",
        "number": "numero,n,de,la,el,las,los,en,por,y,cantidad,cant,del",
        "date": "fecha,dia",
        "clock": "hora,media hora,horas",
        "time": "tiempo",
        "start": "inicio,desde,comienzo,hora inicio,hora de inicio",
        "end": "hasta,hora fin,hora de fin,termino,final",
        "interval": "intervalo,periodo,franja,franja horaria,tramo,fecha hora,fecha y hora,marca "
        "temporal,rango horario",
        "weekday": "dia de la semana",
        "zone": "zona horaria",
        "queue": "cola,colas,grupo,servicio,campana,habilidad,fila",
        "name": "nombre",
        "agent": "agente,asesor,operador",
        "media": "canal",
    },
    "total,totales,total general,subtotal,suma,promedio,total dia",
)

ESTONIAN = Language(
    "Estonian",
    {
        "call": "kone,koned,konede,konesid,konet,kontaktid,kontaktide",
        "offered": "pakutud",
        "arrived": "saabunud,sissetulnud,sissetulevad,sisenenud,laekunud",
        "answered": "vastatud,vastuvoetud,teenindatud,kasitletud",
        "lost": "katkestatud,kaotatud,vastamata,loobunud,loobutud,katkenud",
        "outbound": "valjuvad,valjaminevad",
        "handling": "kasitlusaeg,kasitlemisaeg,teenindusaeg,kasitlusajad,kone kestus,kestus",
        "talk": "koneaeg,raakimisaeg,vestlusaeg",
        "hold": "ootel,ootelhoid*,hoidmisaeg",
        "wrap": "jareltoo,jareltooaeg,jareltegevus*,jareltoo aeg",
        "ring": "helisemisaeg,helin",
        "wait": "ooteaeg,ootamisaeg,vastamisaeg",
        "average": "keskmine,keskm,kesk",
        "total": "kokku,summa,kogu",
        "share": "osakaal,protsent,teenindustase,maar",
        "other": "maksimaalne,prognoos,pikim,eesmark,suunatud",
        "number": "arv,hulk,ja",
        "date": "kuupaev,paev,kp",
        "clock": "kellaaeg,kell,tund,pooltund",
        "time": "aeg",
        "start": "algus,algusaeg,alates",
        "end": "lopp,lopuaeg,kuni",
        "interval": "intervall,ajavahemik,periood,vahemik,ajatempel",
        "weekday": "nadalapaev",
        "zone": "ajavoond",
        "queue": "jarjekord,teenus,grupp,liin,oskus,teenusgrupp",
        "name": "nimi,nimetus",
        "agent": "klienditeenindaja,teenindaja",
        "media": "kanal",
    },
    "kokku,summa,vahesumma,keskmine,paev kokku,kogusumma",
)

VIETNAMESE = Language(
    "Vietnamese",
    {
        "call": "cuoc goi,cuoc,so cuoc goi,luong cuoc goi",
        "offered": "cung cap",
        "arrived": "den,vao,goi vao,goi den,tiep nhan",
        "answered": "tra loi,duoc tra loi,da tra loi,bat may,nghe may,duoc nghe",
        "lost": "nho,bo lo,goi nho,bi nho,bo cuoc,khong tra loi,huy,tu bo,roi",
        "outbound": "goi ra,di,goi di",
        "handling": "thoi gian xu ly,xu ly",
        "talk": "thoi gian dam thoai,dam thoai,thoi gian noi chuyen,noi chuyen,thoi luong goi",
        "hold": "giu may,thoi gian giu,giu",
        "wrap": "sau cuoc goi,xu ly sau cuoc goi,hau cuoc goi",
        "ring": "do chuong",
        "wait": "cho,thoi gian cho,hang doi thoi gian",
        "average": "trung binh,tb,binh quan",
        "total": "tong,tong so,tong cong",
        "share": "ty le,phan tram,muc dich vu",
        "other": "toi da,lon nhat,du bao,muc tieu,dai nhat",
        "number": "so,so luong,luong",
        "date": "ngay",
        "clock": "gio,khung gio",
        "time": "thoi gian",
        "start": "bat dau,tu",
        "end": "ket thuc,toi",
        "interval": "khoang thoi gian,khoang,thoi diem,ngay gio,khung thoi gian",
        "weekday": "thu",
        "zone": "mui gio",
        "queue": "hang doi,nhom,dich vu,ky nang,hang cho",
        "name": "ten",
        "agent": "nhan vien,dien thoai vien,tong dai vien",
        "media": "kenh",
    },
    "tong,tong cong,cong,tong so,trung binh,tong ngay",
)
