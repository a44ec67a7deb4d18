# The supervisor's pages: the board, what waits for a signature, the team.

board-title = Board
board-show = Show
board-unit = Unit
board-all-units = All units
board-today = today
board-weekday = { $weekday ->
    [mon] Mon
    [tue] Tue
    [wed] Wed
    [thu] Thu
    [fri] Fri
    [sat] Sat
   *[sun] Sun
}
board-tile-late = Overdue
board-tile-soon = Due in the next 7 days
board-tile-proposed = Proposals to approve
board-tile-drafted = Decisions to sign
board-tile-unassigned = Assigned to nobody
board-tile-paused = Suspended
board-tile-frozen = Frozen by law
board-tile-hand-over = To hand over
board-frozen-now = Letters about candidates are not considered until election day is over (Election Law, art. 61.2). They are not late.
board-late = Overdue
board-late-oldest = Overdue, the oldest first
board-late-none = No case is overdue.
board-late-more = More than 1,000 cases are overdue; the oldest 1,000 are counted here. Choose a unit to see it whole.
board-late-all = All overdue cases
board-by-unit = By unit
board-by-unit-of = Unit
board-by-officer = By officer
board-by-officer-of = Officer
board-by-rule = By rule
board-by-rule-of = Rule
board-rest = Others
board-printed = { $shown } of { $all } cases are printed; all of them: { $where }
board-number = Cases
board-oldest = Oldest due date
board-case = Number
board-what = Case
board-due-date = Due by law
board-cause-of = Whose act is missing
board-cause = { $who }: { $act }, since { $since }
board-steps = What can be done
board-no-due = the law sets no date yet
board-cap = Can be extended: at most { $days } days each, extensions left: { $left }.
board-days = The next 7 days
board-days-chart = Cases by the day on which their time limit ends; with a dashed edge: those that the freeze will have stopped by then
board-days-figures = The same in figures
board-day = Day
board-due = Due
board-stopped = Of these stopped by the freeze
board-soon = Due in the next 7 days
board-soon-none = Nothing is due in the next 7 days.
board-ages = Open cases by kind and days since receipt
board-kind = Kind
board-age-0 = 0-10 days
board-age-1 = 11-30 days
board-age-2 = 31-60 days
board-age-3 = Over 60 days
board-sum = Together
board-share = Share

# Whose act is missing.
board-actor-nobody = Not assigned
board-actor-officer = The officer
board-actor-head = The head
board-actor-clerk = The clerk

# The act that is missing.
board-missing-classify = classification
board-missing-propose-disposition = proposal
board-missing-approve-disposition = approval of the proposal
board-missing-draft-decision = draft of the decision
board-missing-sign-decision = signature of the decision
board-missing-serve = service of a document
board-missing-publish = publication of the outcome

# Steps, short enough for a list.
board-step-sign-decision = Sign
board-step-approve-disposition = Approve
board-step-send-back = Send back
board-step-urge = Urge
board-step-assign = Assign
board-step-extend = Extend
board-step-set-complexity = Complexity
board-step-strike-off = Strike off
board-step-hand-over = Hand over
board-step-resume = Resume

signing-title = To sign
signing-lede = What awaits the head, by its due date, the oldest first. Who proposed or drafted cannot record the signature.
signing-proposals = Proposals to approve
signing-no-proposals = No proposal awaits approval.
signing-drafts = Decisions and conclusions to sign
signing-no-drafts = No draft awaits signature.
signing-asks = Requests and possible conflicts to decide on
signing-no-asks = No request to open an identity and no possible conflict of interest waits.
signing-ask-reveal = Opening of the identity
signing-ask-conflict = Possible conflict of interest
signing-what = Proposed
signing-by = By
signing-since = waiting since { $since }
signing-all = The whole list

team-title = Team
team-lede = What each member has: open cases, those due in the next 7 days, those overdue.
team-none = Nobody holds the role of officer or clerk in your units.
team-member = Member
team-where = Role and unit
team-open = Open
team-due = Due in 7 days
team-late = Overdue
team-absent = away until { $until }
team-pages = Pages
team-first = First page
team-next = Next page

# What is kept no longer.
retention-title = Kept no longer, and held
retention-lede = Closed cases of your units whose time to be kept is over. On its day names, letters and papers of a case are destroyed; its number, register and figures stay. Open a case to hold it.
retention-due = To be destroyed
retention-none = Nothing of your units is to be destroyed.
retention-since = Nothing recorded since
retention-basis = Why
retention-basis-head_decides = A filed letter, after the year that the law asks for: the head decides
retention-basis-filed = A filed letter, after the time that the office set
retention-basis-closed = A closed case, after the time that the office set
retention-listed = Listed on
retention-not-listed = At the next run
retention-on = Destroyed on
retention-undecided = Nobody has decided that
retention-held = Held
retention-none-held = No case of your units is held.
retention-held-since = Since
retention-held-by = By
retention-reason = Reason
