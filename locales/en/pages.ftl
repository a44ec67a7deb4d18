# Around every page.

frame-no-calendar = The calendar of { $years } is not loaded: time limits that run into that year have no date.
frame-no-calendar-load = Load it
frame-skip = Skip to the main content
frame-office = Election complaints subcommittee
frame-sign-in = For members: sign in
frame-sign-out = Sign out
frame-nav = Main
frame-other-language = Tiếng Việt
frame-api = Interface for programs
frame-footer = Time limits are computed from the law in force; each shows its article and how it was counted.

way-start = Start
way-submit = Submit a letter
way-track = Track a case
way-figures = Figures
way-calendar = Calendar
way-desk = Desk
way-cases = Cases
way-counter = Counter
way-board = Board
way-signing = To sign
way-team = Team
way-register = Registers
way-admin = Administration

yes = Yes
no = No
field-optional = (optional)
field-error = Error:
field-missing = Please enter: { $label }.
field-missing-choice = Please choose: { $label }.
field-not_a_date = There is no such day. Write day/month/year, for example 10/05/2021.
field-choose = Choose
errors-title = There is something to correct
back = Back
continue = Continue
save = Save
cancel = Cancel
print = Print
printed-at = printed at { $at }

# The demo.

demo-band = Demonstration
demo-now = Demonstration. It is now
demo-one-day-on = One day on
demo-accounts = Accounts and what to try
demo-outbox = Mails sent

# Signing in.

sign-in-title = Sign in
sign-in-for-members = For clerks, officers, supervisors, observers and admins of the subcommittee.
sign-in-do = Sign in
sign-in-forgotten = I have forgotten my password
sign-in-citizens = Citizens need no account.

# A page that tells of an error.

problem-basis = The rule: { $basis }.
problem-instead = What can be done instead:
problem-sign-in = Sign in again in a new tab, then come back here and reload.
problem-back = Go back with your browser: what you typed is still there.
problem-start = To the start page
problem-number = If you ask the office about this, give this number:
