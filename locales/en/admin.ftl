# Pages of admins.
admin-nav = Administration
admin-users = Accounts
admin-units = Units
admin-elections = Elections
admin-calendars = Calendars
admin-law = Law in force
admin-mail = Mail
admin-jobs = Jobs
admin-filter = Filter
admin-filter-do = Filter the list
admin-filter-none = No filter
admin-first-page = Beginning of the list
admin-next-page = Next page
admin-pages = Pages of the list
admin-acts = Actions
admin-change = Change
admin-state = State
admin-until = until { $day }
admin-from = from { $day }
admin-date = Date
admin-basis = Basis
admin-hint-sign = The sign of the unit, as the page of units shows it.
admin-spare-rows = Rows left empty do not count; after saving there are new ones.
done-saved = Saved.
done-added = Added.
done-mailed = The mail is on its way.
done-resent = The mail will be sent again.

# Accounts.
admin-user-add = Add an account
admin-user-add-do = Make the account
admin-user-change = Change an account
admin-user-new-lede = An account without a role can sign in and do nothing. No password is set here: once the account is made, its holder gets a link to set one.
admin-users-empty = There is no such account. Remove the filter, or add one.
admin-no-roles = No role
admin-roles-elsewhere = Roles in units that other administrators keep:
account-state-active = Active
account-state-disabled = Disabled
account-state-away = Away
account-state-invited = No password yet
admin-thin-title = Units with fewer than two supervisors
admin-thin-why = Approving and recording a signature take two different people. In these units the step goes to a unit above, or is entered from a signed paper.
admin-thin-unit = { $unit }: { $holders } at work.
admin-link-invite = Invitation
admin-link-invite-why = The account has no password yet. The link works once, for 7 days.
admin-link-reset = New password
admin-link-reset-why = For a member who forgot theirs. The link works once, for 24 hours; when it is used, all sessions of the account end.
admin-link-mail = Send to { $email }
admin-link-show = Show the link, to hand it over
admin-link-shown = Link to set a password
admin-link-shown-lede = The link works once, until { $until }. Give it to the holder of the account and nobody else.
admin-link-once = Shown only now
admin-marks = Recognised among parties
admin-marks-why = Name and e-mail of the account are compared with the parties of every case, so that a possible conflict of interest is noticed; add here what else the member is known by. It is kept so that it can be compared, and cannot be shown again.
admin-marks-none = Nothing was given but the account itself.
admin-marks-name = Other names: { $many }
admin-marks-phone = Telephone numbers: { $many }
admin-marks-email = E-mail addresses: { $many }
admin-marks-id_number = Identity cards: { $many }
admin-marks-do = Put in the place of all given before
admin-proof = Second factor and sessions
admin-proof-why = For a member who lost a telephone, or a device on which they are signed in. It is on record, and the member is told by mail.
admin-proof-reset = Take away the second factor
admin-proof-end = End all sessions
admin-copy = Copy the link
admin-copied = Copied
admin-not-copied = Could not be copied; select it and copy by hand

# Units.
admin-units-above = Where:
admin-units-top = Everything
admin-units-below = { $count } units below
admin-units-empty = There is no unit yet.
admin-unit-facts = Particulars
admin-unit-public = Open to the public
admin-unit-remote = Hard to travel
admin-unit-add = Add a unit
admin-unit-add-do = Add this unit
admin-unit-add-below = Add a unit below
admin-unit-change = Change a unit

# Elections.
admin-elections-empty = There is no election yet. Until there is, letters follow the general law.
admin-election-add = Add an election
admin-election-add-do = Add this election
admin-election-change = Change an election
admin-election-letters = Letters of today
admin-election-open = Follow the election track
admin-election-closed = Follow the general law
admin-election-not-kept = This election is also held in units that other administrators keep; it cannot be changed here.
admin-election-moves-nothing = Time limits that run are not moved by a change here; redress law recompute shows and applies it.
admin-line = Line of time
admin-milestones = All milestones
admin-milestone = Milestone
admin-actual = (as it was)

# Calendars.
admin-calendars-lede = Time limits in working days need the calendar of the year. A year that is not loaded is not guessed.
admin-calendars-missing = Years that are missing
admin-calendars-missing-why = Time limits that fall there have no date yet; once the year is loaded they get one.
admin-calendar-shipped = Shipped with the program
admin-calendar-revision = Loaded by the office, revision { $revision }
admin-calendar-load = Load a year
admin-calendar-load-do = Load the calendar
admin-calendar-of = Calendar of { $year }
admin-calendar-none = None.
admin-calendar-correct = Correct this year
admin-calendar-correct-why = The new version holds for cases received from now on; time limits that run are not moved.
admin-calendar-lines = One day a line: 01/01/2027; Tết Dương lịch; New Year's Day. May be pasted from a sheet.
admin-calendar-json = Or paste the content of a JSON file
admin-calendar-json-hint = As PUT /api/v1/calendars takes it: source, off, worked. When given, the three fields above are not used.
problem-calendar_line = Line { $line } cannot be read. A line is the day, its name in Vietnamese and its name in English, with semicolons between.

# Law.
admin-law-which = Which rules
admin-law-empty = There is no such rule.
law-which-in_force = In force
law-which-unverified = Not confirmed
law-which-all = Every version
law-length-title = Length
law-valid = Validity
law-verified = Confirmed
law-unverified = Not confirmed
law-length = { $amount } { $unit }
law-length-before = { $amount } days before election day
law-length-after = { $amount } days after election day
law-length-on-day = Election day
law-length-none = The law sets no length
law-length-open = No figure is confirmed
law-length-complex = Complex: { $amount } { $unit }
law-length-remote = Hard to travel: { $amount } { $unit }
law-length-remote-complex = Hard to travel and complex: { $amount } { $unit }
law-length-cap = Never later than: { $when }
law-length-extension = An extension is at most { $amount } { $unit }
law-length-target = The office's target: { $amount } days
law-set = Set by the office: { $amount } ({ $source })
admin-figures = Figures that law leaves open
admin-figures-lede = Figures that could not be confirmed in the text of the law. The office sets them from its own papers; wherever they are used, the source is named.
admin-figure-law = Not confirmed
admin-figure-set = Set by the office
admin-figure-none = None
admin-figure-do = Set a figure
admin-figure-moves-nothing = It holds for cases received from now on; time limits that run are not moved.

# Mail.
admin-mail-lede = Mails sent and waiting. Their text is not shown here; addresses are masked, and of secret cases neither address nor number is shown.
admin-mail-all = All
admin-mail-kind = Mail
admin-mail-to = Recipient
admin-mail-secret = Secret
admin-mail-attempts = Attempts
admin-mail-answer = Answer of the mail server
admin-mail-next = next try { $at }
admin-mail-oldest = the longest since { $at }
admin-mail-down = The mail server could not be used at the last try, { $at }: all mails wait.
admin-mail-resend = Send again
admin-mail-empty = There is no mail.

# Reminders.
admin-unit-reminders = Reminders
admin-unit-reminders-lede = When reminders, news of lateness and the morning's digest go. A unit without times of its own does as the unit above it. Numbers are separated by commas; - stands for none.

# Jobs.
admin-jobs-lede = What the program does by itself, and the last runs.
job-send_mail = Sending mails
job-remind = Reminders and escalation
job-digest = Digest of the morning
job-watch_mail = Watching that notices arrive
job-tidy = Forgetting what has expired
job-retain = Destroy data whose time to be kept is over
admin-job-seconds = Looked at every { $count } seconds; a run is recorded when there is something to do.
admin-job-minutes = Looked at every { $count } min.
admin-job-hours = Looked at every { $count } h.
admin-job-look = Looked last, with nothing to do: { $at }.
admin-job-never = It has not run yet.
admin-job-began = Began
admin-job-took = Took
admin-job-runs = Running, or its process ended
admin-job-done = Done
admin-job-failed = Failed
admin-job-note = Note

## A calendar from a file

admin-file = Load a calendar from a file
admin-file-hint = A .toml file (as in law/vn/calendar), .csv (columns date, kind, vi, en; kind is off or worked) or .ics (iCalendar). It is shown before it is loaded.
admin-file-year-hint = Only where the file has several years.
admin-file-source-hint = Where the days are announced; a .toml file says so itself.
admin-file-preview = Preview
admin-file-lede = Nothing is loaded yet. Compare it with the announcement, then confirm.
admin-file-replaces = This year has a calendar already
admin-file-lacking = Holidays of a fixed date that the file lacks
admin-file-left-out = Days of the file that are not used (another year, or a weekend)
admin-file-effect = Time limits that change
admin-file-incomplete = Only some of the running cases were computed. For all of them: redress law calendar-load FILE --dry-run.
admin-file-dated = Get a date as soon as it is loaded: { $count }
admin-file-would-move = Keep their date until they are recomputed: { $count }
admin-file-recompute = Loading a calendar moves no time limit that has a date. To move them: redress law recompute; each move is on the register of its case.
admin-file-from = Date before
admin-file-to = New date
problem-calendar_file_kind = The file must end in .toml, .csv or .ics.
problem-calendar_file_line = Line { $line } of the file cannot be read.
problem-calendar_file_years = The file has several years ({ $years }). Choose one of them.
problem-calendar_file_wrong = The calendar in the file is not right: { $why }
