"""Signs in to the demo, makes calendars of deadlines on the account's page, and reads them with the icalendar library."""

import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import date, timedelta
from http.cookiejar import CookieJar

from icalendar import Calendar

base = sys.argv[1]
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def page(path, fields=None):
    data = urllib.parse.urlencode(fields).encode() if fields else None
    request = urllib.request.Request(base + path, data, {"Sec-Fetch-Site": "same-origin", "Accept": "text/html", "Origin": base})
    with opener.open(request) as answer:
        return answer.read().decode()


def hidden(html, action):
    form = html.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))


def calendar(of):
    form = hidden(page("/account/calendar"), "/account/calendar")
    shown = page("/account/calendar", {**form, "feed_of": of})
    address = re.search(r'id="link">([^<]+)<', shown).group(1)
    raw = urllib.request.urlopen(base + urllib.parse.urlparse(address).path).read()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "folded at 75 octets"
    assert b"\n" not in raw.replace(b"\r\n", b""), "lines end with CRLF"
    return Calendar.from_ical(raw)


sign_in = hidden(page("/sign-in"), "/sign-in")
page("/sign-in", {**sign_in, "username": sys.argv[2] if len(sys.argv) > 2 else "khanh", "password": "cu-khoi-2021"})
choices = re.findall(r'<option value="([^"]+)"', page("/account/calendar"))
assert len(choices) > 1, choices

seen = {}
for of in choices:
    read = calendar(of)
    assert not read.errors, read.errors
    events = list(read.walk("VEVENT"))
    for event in events:
        assert not event.errors, event.errors
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(start) is date and end == start + timedelta(days=1), (start, end)
        assert int(event["SEQUENCE"]) >= 1 and event.decoded("DTSTAMP") and event["SUMMARY"] and event["UID"]
        alarms = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
        assert alarms == [timedelta(hours=-16), timedelta(hours=8)], alarms
        # One deadline is one entry in every calendar.
        assert seen.setdefault(str(event["UID"]), start) == start
    uids = [str(event["UID"]) for event in events]
    assert len(uids) == len(set(uids))
    print(f"{read['X-WR-CALNAME']}: {len(events)} entries")
    for event in events[:3]:
        print(f"  {event.decoded('DTSTART')} {event['SUMMARY']}")
assert seen, "the demo has deadlines"
print(f"icalendar reads {len(seen)} deadlines")
