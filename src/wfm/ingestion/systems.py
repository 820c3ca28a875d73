"""The names of columns in the exports of known systems, where the words alone do not tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "start", "end", "date", "time", "length", "queue", "calls", "answered", "lost",
    "flow_in", "flow_out", "outbound",
    "handling", "talk", "hold", "wrap", "ring", "agent", "media", "zone", "other",
]  # fmt: skip
Statistic = Literal["average", "total"]


@dataclass(frozen=True, eq=False)
class System:
    """What one system's export calls its columns.

    Parameters
    ----------
    name
        The system, and which of its exports.
    columns
        Names of the columns of each role; of handling times, with what they are of.
    """

    name: str
    columns: Mapping[Role | tuple[Role, Statistic], tuple[str, ...]]


SYSTEMS = (
    System(
        "wfm",
        {
            "queue": ("queue",),
            "start": ("interval_start",),
            "calls": ("calls",),
            ("handling", "average"): ("aht_seconds",),
            ("ring", "average"): ("ring_seconds",),
            ("talk", "average"): ("talk_seconds",),
            ("hold", "average"): ("hold_seconds",),
            ("wrap", "average"): ("wrap_seconds",),
        },
    ),
    System(
        "Avaya CMS, tables",
        {
            "date": ("ROW_DATE",),
            "time": ("STARTTIME",),
            "length": ("INTRVL",),
            "queue": ("SPLIT", "VDN"),
            "calls": ("CALLSOFFERED", "INCALLS"),
            "answered": ("ACDCALLS",),
            "lost": ("ABNCALLS",),
            ("talk", "total"): ("ACDTIME",),
            ("wrap", "total"): ("ACWTIME",),
            ("hold", "total"): ("HOLDACDTIME",),
            "flow_in": ("INFLOWCALLS",),
            "flow_out": ("OUTFLOWCALLS",),
            "other": (
                *(
                    "ACD",
                    "ANSTIME",
                    "ABNTIME",
                    "RINGTIME",
                    "RINGCALLS",
                    "HOLDCALLS",
                    "HOLDABNCALLS",
                ),
                *("HOLDTIME", "I_ACDTIME", "I_ACWTIME", "I_STAFFTIME", "I_AVAILTIME", "ACCEPTABLE"),
                *(
                    "OUTFLOWTIME",
                    "BUSYCALLS",
                    "DISCCALLS",
                    "OTHERCALLS",
                    "ACWOUTCALLS",
                    "SERVICELEVEL",
                ),
            ),
        },
    ),
    System(
        "Avaya CMS, reports",
        {
            "queue": ("Split/Skill",),
            "answered": ("ACD Calls",),
            "lost": ("Aban Calls",),
            ("talk", "average"): ("Avg ACD Time",),
            ("wrap", "average"): ("Avg ACW Time",),
            ("talk", "total"): ("ACD Time",),
            ("wrap", "total"): ("ACW Time",),
            ("hold", "total"): ("Hold Time",),
            "other": ("Avg Speed Ans", "Avg Aban Time", "Extn Out Calls", "% ACD Time"),
            "flow_in": ("Flow In",),
            "flow_out": ("Flow Out",),
        },
    ),
    System(
        "Genesys Cloud, view",
        {
            "start": ("Interval Start",),
            "end": ("Interval End",),
            "queue": ("Queue Name",),
            "calls": ("Offer",),
            "answered": ("Answer", "Handle"),
            "lost": ("Abandon",),
            ("handling", "average"): ("Avg Handle",),
            ("handling", "total"): ("Total Handle",),
            ("talk", "average"): ("Avg Talk",),
            ("hold", "average"): ("Avg Hold",),
            ("wrap", "average"): ("Avg ACW",),
            "media": ("Media Type",),
            "other": (
                "Interval Complete",
                "Filters",
                "Queue Id",
                "ASA",
                "Agent Id",
                "Hold",
                "Transfer",
            ),
        },
    ),
    System(
        "Genesys Cloud, import",
        {
            "start": ("Interval Start UTC Date",),
            "queue": ("Queue",),
            "calls": ("Offered",),
            "answered": ("Interactions Handled",),
            ("handling", "total"): ("Total Handle Time",),
            "other": ("Skill Set", "Language"),
        },
    ),
    System(
        "Amazon Connect, report",
        {
            "start": ("StartInterval",),
            "end": ("EndInterval",),
            "calls": ("Contacts queued", "ContactsQueued"),
            "answered": ("Contacts handled",),
            "lost": ("Contacts abandoned",),
            ("handling", "average"): ("Average handle time", "AvgHandleTime"),
            "other": (
                *("Contacts handled incoming", "Contacts handled outbound", "Contacts incoming"),
                *("Average hold time", "Average customer hold time", "After contact work time"),
                *("Average agent interaction time", "Average after contact work time"),
                *("Contacts hold abandoned", "Average agent interaction and customer hold time"),
            ),
        },
    ),
    System(
        "Amazon Connect, import",
        {
            "start": ("TimeStamp",),
            "length": ("IntervalDuration",),
            "queue": ("QueueName",),
            "calls": ("IncomingContactVolume",),
            "answered": ("ContactsHandled",),
            ("handling", "average"): ("AverageHandleTime",),
            "media": ("ChannelType",),
            "other": ("QueueId",),
        },
    ),
    System(
        "Cisco UCCX",
        {
            "queue": ("CSQ Name",),
            "start": ("Interval Start Time",),
            "end": ("Interval End Time",),
            "calls": ("Calls Presented",),
            "answered": ("Calls Handled",),
            "lost": ("Calls Abandoned",),
            ("handling", "average"): ("Avg Handle Time",),
            "flow_out": ("Calls Dequeued",),
        },
    ),
    System(
        "Cisco UCCE",
        {
            "start": ("DateTime",),
            "length": ("Interval",),
            "queue": ("Call Type", "Precision Queue", "Skill Group"),
            "calls": ("CallsOffered",),
            "answered": ("CallsHandled",),
            "lost": ("CallsAband",),
            ("handling", "total"): ("HandleTime",),
            "other": ("AnswerWaitTime", "ServiceLevelCalls"),
        },
    ),
    System(
        "Teleopti, Calabrio",
        {
            "length": ("interval",),
            "date": ("date_from",),
            "time": ("time",),
            "queue": ("queue_name",),
            "calls": ("offd_direct_call_cnt",),
            "answered": ("answ_call_cnt",),
            "lost": ("aband_call_cnt",),
            "flow_in": ("overflow_in_call_cnt",),
            "flow_out": ("overflow_out_call_cnt",),
            ("talk", "total"): ("talking_call_dur",),
            ("wrap", "total"): ("wrap_up_dur",),
            "other": (
                *("queued_and_answ_call_dur", "queued_and_aband_call_dur", "wait_dur"),
                *("queued_answ_longest_que_dur", "queued_aband_longest_que_dur"),
                *("avg_avail_member_cnt", "ans_servicelevel_cnt", "aband_short_call_cnt"),
                "aband_within_sl_cnt",
            ),
        },
    ),
    System(
        "NICE IEX",
        {
            "date": ("date",),
            "start": ("period",),
            "zone": ("TZ",),
            "queue": ("CT", "ctName"),
            "calls": ("cvo", "nco"),
            "answered": ("ch", "nch"),
            ("handling", "average"): ("aht",),
        },
    ),
    System(
        "Verint",
        {
            "queue": ("queue",),
            "date": ("M-D-YYYY",),
            "calls": ("volume",),
            ("handling", "average"): ("AHT",),
        },
    ),
    System(
        "Five9",
        {
            "start": ("HALF HOUR",),
            "queue": ("SKILL", "CAMPAIGN"),
            "calls": ("CALLS",),
            "lost": ("ABANDONED",),
            "handling": ("HANDLE TIME",),
            "talk": ("TALK TIME",),
            "hold": ("HOLD TIME",),
            "wrap": ("AFTER CALL WORK TIME",),
        },
    ),
)
