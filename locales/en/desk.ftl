# The desk: queues and lists of cases.

desk-title = Desk
desk-you-are = You are working as:
desk-to-counter = Receive a citizen
desk-search = Find a case
desk-search-do = Find
desk-queues = Queues
desk-queue-to_classify = To classify
desk-queue-flood = Flood
desk-queue-unassigned = Unassigned
desk-queue-mine = Mine
desk-queue-to_sign = Waiting for signature
desk-queue-to_serve = To be served
desk-queue-paused = Paused
desk-queue-frozen = Frozen
desk-queue-hand_over = To hand over
desk-queue-due_soon = Due soon
desk-queue-overdue = Overdue
desk-about-to_classify = Letters in the book that nobody has classified by content.
desk-about-flood = Letters that came online in unusual numbers: numbered, receipted, their time limits run, and kept apart until they are admitted to the letters to be classified.
desk-admit = Admit all to the letters to be classified
desk-about-unassigned = Open cases that nobody handles.
desk-about-mine = Open cases assigned to you.
desk-about-to_sign = A proposed disposition or a draft decision waits for the signature of the head.
desk-about-to_serve = Documents that were issued and have not reached everybody they are owed to.
desk-about-paused = Denunciations whose settlement is suspended (Denunciation Law, art. 34).
desk-about-frozen = Matters of candidates and their lists: not considered until election day is over (Election Law, art. 61.2).
desk-about-hand_over = After election day these files must be handed over (Election Law, art. 61.4).
desk-about-due_soon = Due today or within the next 3 days.
desk-about-overdue = A time limit of the office has passed and its step has not been taken.
desk-empty = There is no case in this queue now.
desk-thousand-and-more = 1,000+
desk-untitled = No title yet
desk-nobody = Nobody
desk-tick = Select
desk-tick-all = Select all
desk-tick-one = Select { $number }
desk-column-number = Number
desk-column-case = Case
desk-column-owner = Handled by
desk-column-due = Due
desk-column-state = State
desk-assign-one = Assign
desk-assign-to = Assign the selected cases to
desk-preview = Preview
desk-pages = Pages
desk-page-first = Beginning of the list
desk-page-next = Next page
desk-badge-late = Overdue
desk-badge-due-soon = Due soon
desk-badge-paused = Suspended
desk-badge-to-serve = To be served
desk-badge-awaits-answer = Awaits an answer from outside
desk-badge-unverified = time limit not confirmed
desk-left-today = ends today
desk-left-working_days = { $days } working days left
desk-left-working_days-one = { $days } working day left
desk-left-calendar_days = { $days } days left
desk-left-calendar_days-one = { $days } day left
desk-past-working_days = { $days } working days late
desk-past-working_days-one = { $days } working day late
desk-past-calendar_days = { $days } days late
desk-past-calendar_days-one = { $days } day late

# The list of cases.

cases-title = Cases
cases-filter = Filter and sort
cases-filter-do = Apply
cases-filters-on = Filtered by
cases-remove = Remove filter
cases-clear = Remove all filters
cases-any = Any
cases-me = Me
cases-none = There is no case yet that you may see.
cases-none-found = No case fits. Remove a filter, or look for fewer letters.

# Giving several cases to one officer.

assign-title = Assign cases
assign-to-whom = Assign to { $name }
assign-back = Back to the list
assign-will = Can be assigned: { $count }
assign-cannot = Cannot be assigned: { $count }
assign-none-possible = None of these cases can be assigned
assign-choose-others = Go back to the list and choose other cases or somebody else.
assign-what = Case
assign-from = Handled by now
assign-to = Assigned to
assign-why = Reason
assign-do = Assign: { $count }
assign-no-case = No case is selected: tick the boxes at the beginning of the rows.
assign-ticked = Cases selected: { $count }.
assign-nobody = Nobody is chosen to receive the cases.
assign-too-many = At most { $most } cases in one go.
assign-unknown = Not found
assigned-title = Result of the assignment
assigned-all = All were assigned
assigned-some = Only some were assigned
assigned-none = None was assigned
assigned-count = Assigned: { $done }. Not assigned: { $refused }.
assigned-result = Result
assigned-done = Assigned
assigned-not = Not assigned

# Reception at the counter.

counter-title = Counter: receive a letter
counter-how = Tab goes to the next field, arrow keys or a first letter choose, Enter in a field registers the letter.
counter-letter = The letter
counter-petitioner = Sender
counter-respondent = Respondent
counter-arrival = Receipt
counter-representatives = Several signers, representatives
counter-do = Register and print the receipt slip
counter-already = The letter on this page is registered already. For another letter open the counter again; to correct the one registered, open its case.

# The receipt slip.

slip-title = Receipt of a letter
slip-print-now = Print this slip and give it to the citizen
slip-once = The receipt code is shown here once. After this page is left not even the office can see it again; when it is lost, a new one is issued.
slip-received = Received at { $at } by { $member }
slip-qr = QR code that leads to the track page
slip-follow = To see where the case stands, add something, withdraw or appeal, open the page:
slip-keep = Enter number and receipt code there. Keep the code to yourself: whoever has number and code counts as the sender.
slip-next = What happens next
slip-office = The office must:
slip-you = Your right:
slip-by = by
slip-no-date = the law sets no date
slip-from = counted from { $day }
slip-provisional = These dates are provisional; they are set when the letter is classified by its content.
slip-giver = Handed in by
slip-taker = Received by
slip-signs = (signature and full name)
slip-print = Print the slip
slip-next-citizen = Next citizen
slip-open-case = Open the case

# Keyboard shortcuts.

shortcuts-title = Keyboard shortcuts
shortcuts-search = Search
shortcuts-move = Next row, row before
shortcuts-open = Open the case of the row
shortcuts-assign = Assign the case of the row
shortcuts-assign-case = Assign this case
shortcuts-help = Open this help
shortcuts-on = Keyboard shortcuts on
shortcuts-close = Close
