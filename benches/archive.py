#!/usr/bin/env python3
"""Writes a WARC.gz of generated news pages, for measuring ingestion at size.

  benches/archive.py PAGES > news.warc.gz

The pages are made from invented places, people and sentence patterns; the same number gives the same bytes. Each has the
furniture of a news page (navigation, related stories, comments, scripts) around 8 to 20 paragraphs; each record is a gzip
member of its own, as crawlers write them.
"""
import gzip, json, random, sys

TOWNS = "Ern Lorn Lysvik Karsova Tidewater Quill Marl Dune Harrow Estermouth Velby Oster Pell Sandrow Hatch Corrin".split()
NAMES = "Ada Ben Cy Dee Eva Finn Gwen Hal Inge Jon Kit Lea Mara Nils Ola Pia Rolf Sif Tove Ulf".split()
LAST = "Quill Harbour Marl Dune Sund Lind Berg Holm Strand Vik Ness Falk Dahl Ros Brandt Storm".split()
ROLES = ["the mayor", "a spokeswoman for the port", "the council's treasurer", "a union official", "the ministry's chief engineer",
         "who runs the ferry line", "the head of the statistics office", "a farmer near the river"]
THINGS = ["dockers", "ferry passengers", "houses", "tonnes of wheat", "turbines", "hospital beds", "tram riders", "votes", "hectares", "jobs"]
NOUNS = "harbour budget bridge school hospital tram ferry dam strike census festival quarry library market airport tunnel".split()
VERBS = "approved rejected delayed doubled halved reviewed sold closed opened repaired expanded cancelled".split()
LINKS = ["Home", "News", "Politics", "Business", "Sport", "Weather", "Opinion", "Obituaries", "Subscribe"]


def plain(r):
    a, b, town, last = r.choice(NOUNS), r.choice(NOUNS), r.choice(TOWNS), r.choice(LAST)
    return r.choice([
        f"Nobody in {town} remembers when the old {a} was last {r.choice(VERBS)}, and few want the {b} back.",
        f"The {a} and the {b} of {town} were {r.choice(VERBS)} together, {last} added, and the river has done the rest.",
        f"People by the {a} speak of little else than the {b}, which {last} calls a {r.choice(['blessing', 'burden', 'joke', 'riddle'])}.",
        f"“We never asked for a {a},” said {r.choice(NAMES)} {last}, {r.choice(ROLES)}, on the way to the {b}.",
        f"Whether the {a} can be {r.choice(VERBS)} before winter is for the council of {town} to say, not for {last}.",
        f"{town} has always been a place of {a}s, and the quarrel over the {b} is as old as the {r.choice(NOUNS)}."])


def sentence(r):
    if r.random() < .75:
        return plain(r)
    town, name, last, thing = r.choice(TOWNS), r.choice(NAMES), r.choice(LAST), r.choice(THINGS)
    n, p, m, y = r.randint(3, 90000), round(r.uniform(.1, 99), 1), r.randint(2, 900), r.randint(1950, 2026)
    return r.choice([
        f"Some {n:,} {thing} left the town of {town} last year, said {name} {last}, {r.choice(ROLES)}.",
        f"The {r.choice(NOUNS)} cost ${m} million, {p} percent more than the council of {town} had {r.choice(VERBS)} in {y}.",
        f"“We lost {n:,} {thing} in {r.randint(2, 11)} months,” {last} said on {r.choice(['Monday', 'Tuesday', 'Friday'])}.",
        f"About {p}% of the {thing} in {town} were {r.choice(VERBS)} between {y} and {y + r.randint(1, 9)}, a report by the {r.choice(NOUNS)} office shows.",
        f"{name} {last} told the {town} council that the {r.choice(NOUNS)} would be {r.choice(VERBS)} before the end of {y}.",
        f"Nobody in {town} remembers when the old {r.choice(NOUNS)} was last {r.choice(VERBS)}, and few want the {r.choice(NOUNS)} back.",
        f"The {r.choice(NOUNS)} and the {r.choice(NOUNS)} of {town} were {r.choice(VERBS)} together, {last} added, which saved €{m},000 a year."])


def page(r, number):
    headline = f"{r.choice(TOWNS)} {r.choice(NOUNS)} is {r.choice(VERBS)} after {r.randint(2, 40)} years"
    author, day = f"{r.choice(NAMES)} {r.choice(LAST)}", f"2026-{r.randint(1, 11):02}-{r.randint(1, 28):02}"
    url = f"https://tidewater.example/{day.replace('-', '/')}/story-{number}"
    body = "".join(f"<p>{' '.join(sentence(r) for _ in range(r.randint(2, 5)))}</p>\n" for _ in range(r.randint(8, 20)))
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": headline, "datePublished": f"{day}T09:30:00+01:00",
            "author": [{"@type": "Person", "name": author}], "publisher": {"@type": "Organization", "name": "Tidewater Post"}}
    links = "".join(f'<li class="nav-item"><a href="/{link.lower()}">{link}</a></li>' for link in LINKS)
    related = "".join(f'<li><a href="/story-{r.randint(1, 9999)}">{r.choice(TOWNS)} {r.choice(NOUNS)} {r.choice(VERBS)}</a></li>' for _ in range(8))
    comments = "".join(f'<div class="comment"><b>{r.choice(NAMES)}</b><p>{r.choice(["Well said.", "Not so.", "Who pays?"])}</p></div>' for _ in range(r.randint(0, 12)))
    script = "window.settings = " + json.dumps({f"key{at}": r.random() for at in range(r.randint(100, 500))}) + ";"
    return url, f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{headline} | Tidewater Post</title>
<link rel="canonical" href="{url}"><meta property="og:site_name" content="Tidewater Post"><meta property="og:title" content="{headline}">
<script type="application/ld+json">{json.dumps(data)}</script><script>{script}</script><style>.nav{{color:#123}}</style></head>
<body><header><ul class="nav">{links}</ul></header><main><article><h1>{headline}</h1><p class="byline">By {author}</p>
{body}<aside class="related"><h3>Related</h3><ul>{related}</ul></aside></article><section class="comments">{comments}</section></main>
<footer><ul>{links}</ul><p>© 2026 Tidewater Post</p></footer></body></html>"""


def record(kind, url, content):
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-20T10:00:00Z\r\n"
            f"Content-Length: {len(content)}\r\n\r\n").encode() + content + b"\r\n\r\n"


def main():
    r, out = random.Random(7), sys.stdout.buffer
    pack = lambda raw: out.write(gzip.compress(raw, 6, mtime=0))
    pack(record("warcinfo", "", b"software: claimlog benches/archive.py\r\n"))
    for number in range(int(sys.argv[1])):
        url, html = page(r, number)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: generated\r\n\r\n"
        pack(record("request", url, b"GET / HTTP/1.1\r\nHost: tidewater.example\r\n\r\n"))
        pack(record("response", url, head + html.encode()))


main()
