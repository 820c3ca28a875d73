"""Short names of zones that stand behind times, as CEST: their offset, where they have one."""

_OFFSETS = """
z 0, utc 0, gmt 0, wet 0, west 60, cet 60, cest 120, mez 60, mesz 120, eet 120, eest 180, msk 180,
est -300, edt -240, cdt -300, mst -420, mdt -360, pst -480, pdt -420, akst -540, akdt -480,
hst -600, nst -210, ndt -150, brt -180, art -180, sast 120, cat 120, eat 180, wat 60, trt 180,
pkt 300, ict 420, wib 420, hkt 480, sgt 480, myt 480, pht 480, awst 480, jst 540, kst 540,
acst 570, acdt 630, aest 600, aedt 660, nzst 720, nzdt 780
"""
OFFSETS = {name: int(minutes) for name, minutes in (item.split() for item in _OFFSETS.split(","))}
"""From UTC. [min]"""

SHARED = {"bst", "ist", "cst", "ast", "adt", "gst", "sst", "wst"}
"""Names that zones of several offsets share: they leave the zone open."""
